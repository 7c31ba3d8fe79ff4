"""What shops call the columns that say what was ordered, when, for how much and how far it got."""

from workflows.intake.fields import Field

ORDER_WORDS = {
    Field.NUMBER: """
order number|order no|order nr|order num|order id|order ref|order reference|order name|order code|order
order increment id|purchase id
invoice no|invoice number|invoice id|invoice|increment id|reference|ref|ref no|booking id|order display id
display order code|sub order no
numero de commande|numero commande|n commande|no commande|num commande|id commande|commande|reference commande
ref commande|facture
numero facture|n de commande|code commande
رقم الطلب|رقم الطلبية|كود الطلب|معرف الطلب|رقم الفاتورة|رقم الأوردر|الطلب|رقم الاوردر|كود الاوردر|رقم المرجع
رمز الطلب
numero de pedido|numero de orden|numero pedido|n pedido|no pedido|id pedido|pedido|orden|numero de orden
id orden
codigo de pedido|referencia
numero do pedido|codigo do pedido|pedido numero|encomenda|numero da encomenda|id do pedido
номер на поръчка|номер поръчка|поръчка|поръчка номер|номер на поръчката
ऑर्डर संख्या|ऑर्डर नंबर|ऑर्डर आईडी|ऑर्डर|order sankhya|آرڈر نمبر|آرڈر|order number sankhya|siparis no
siparis numarasi
""",
    Field.DATE: """
date|order date|created at|created|created on|created time|date created|placed at|placed on|order placed
ordered at|ordered on|timestamp
submitted at|submission date|order created|purchase date|order purchase timestamp|datetime|date time
invoice date|date added
creation date|added on|time|date and time|order datetime|created date
date de commande|date commande|date de creation|date creation|horodateur|cree le|passee le|date d ajout
date et heure|heure
تاريخ الطلب|التاريخ|تاريخ|تاريخ الإنشاء|تاريخ الطلبية|وقت الطلب|التاريخ والوقت|تاريخ الإضافة|طابع زمني
تاريخ الاوردر|تاريخ ووقت الطلب
fecha|fecha de pedido|fecha pedido|fecha del pedido|fecha de creacion|creado|marca temporal|fecha y hora
fecha orden
data|data do pedido|data pedido|data de criacao|criado em|carimbo de data hora|data da encomenda|data e hora
дата|дата на поръчка|дата на поръчката|създадена|дата и час
दिनांक|तारीख|ऑर्डर दिनांक|tarikh|dinank|تاریخ|آرڈر کی تاریخ|tarih|siparis tarihi
""",
    Field.TIME: """
time|order time|order hour|hour|heure|heure de commande|الوقت|وقت الطلب|الساعة|hora|hora do pedido
hora del pedido|час|समय|وقت|saat
""",
    Field.STATUS: """
status|order status|state|order state|current status|status name|lead status|call status|confirmation status
confirmation|stage
statut|etat|statut commande|statut de la commande|etat de la commande|etat commande|statut de confirmation
situation
حالة الطلب|الحالة|حالة|حالة الطلبية|وضع الطلب|حالة الاوردر|حالة التأكيد
estado|estado del pedido|estado pedido|estatus|estado de la orden|status do pedido|situacao|estado da encomenda
situacao do pedido
статус|статус на поръчка|статус на поръчката|състояние
स्थिति|ऑर्डर स्थिति|sthiti|حالت|آرڈر کی حیثیت|durum|siparis durumu
""",
    Field.PAYMENT_STATUS: """
payment status|financial status|paid status|payment state|statut de paiement|statut paiement|etat du paiement
etat paiement
حالة الدفع|حالة السداد|estado de pago|estado del pago|estado pago|status do pagamento|status pagamento
estado do pagamento
статус на плащане|статус на плащането|भुगतान स्थिति
""",
    Field.DELIVERY_STATUS: """
delivery status|fulfillment status|fulfilment status|shipping status|shipment status|tracking status
courier status|parcel status
statut de livraison|statut livraison|etat de livraison|etat livraison|statut colis|situation colis
statut expedition
حالة التوصيل|حالة الشحن|حالة التسليم|حالة الشحنة|estado del envio|estado de envio|estado envio|estado de entrega
status de entrega|status entrega
status do envio|статус на доставка|статус на доставката|डिलीवरी स्थिति
""",
    Field.TOTAL: """
total|order total|grand total|total price|total amount|amount|order amount|order value|total order value|value
total value|cod amount
cod|amount to collect|collectable amount|to collect|cash to collect|price total|final total|total paid|sum
net total|final price|total cost
order total amount|total incl tax|payment value|purchase amount|invoice amount|total payable
cash on delivery amount|total due|amount due
montant|montant total|prix total|total ttc|total commande|total a payer|montant a encaisser|a encaisser|somme
cout total|montant commande
الإجمالي|المجموع|المبلغ|المبلغ الإجمالي|إجمالي الطلب|مجموع الطلب|السعر الإجمالي|السعر الكلي|المبلغ الكلي
قيمة الطلب|الاجمالي الكلي|المجموع الكلي
اجمالي|مجموع|إجمالي المبلغ|المطلوب|المبلغ المطلوب|قيمة التحصيل|مبلغ التحصيل|إجمالي السعر|الثمن الإجمالي
مبلغ الطلب|صافي المبلغ|إجمالي الفاتورة
importe|importe total|precio total|monto|monto total|valor total|total del pedido|total pedido|valor
valor a cobrar|a cobrar|total a pagar
valor do pedido|preco total|valor da encomenda|montante|quantia
общо|обща сума|сума|обща стойност|стойност|тотал|наложен платеж
कुल|कुल राशि|राशि|कुल मूल्य|kul|rashi|کل رقم|کل|رقم|toplam|tutar|genel toplam
""",
    Field.SUBTOTAL: """
subtotal|sub total|order subtotal|items total|products total|sous total|sous-total|المجموع الفرعي
إجمالي المنتجات|مجموع المنتجات
المجموع الجزئي|subtotal pedido|subtotal de productos|subtotal de los productos|total productos|total produtos
междинна сума|ara toplam
""",
    Field.PRICE: """
price|unit price|product price|item price|unit cost price|selling price|sale price|lineitem price|rate
line item price|price per unit
prix|prix unitaire|prix produit|prix de vente|pu|prix article|prix u
السعر|سعر الوحدة|سعر المنتج|الثمن|سعر|ثمن|سعر القطعة|ثمن المنتج|سعر البيع
precio|precio unitario|precio producto|precio del producto|preco|preco unitario|preco do produto|valor unitario
цена|единична цена|цена на продукт|ед цена|मूल्य|कीमत|दाम|keemat|قیمت|fiyat|birim fiyat
""",
    Field.LINE_TOTAL: """
line total|item total|row total|line amount|total ligne|montant ligne|إجمالي السطر|إجمالي المنتج|مجموع السطر
total linea|total da linha
total item
""",
    Field.QUANTITY: """
quantity|qty|quantities|qte|lineitem quantity|count|units|pieces|pcs|item count|number of items|no of items
items count|product quantity
item quantity|order quantity|quantity ordered|qty ordered|items|total quantity|nb
quantite|quantite produit|nombre|nombre d articles|nb articles|nombre de pieces
الكمية|كمية|العدد|عدد|عدد القطع|كمية المنتج|عدد المنتجات|عدد الأصناف|الكميه
cantidad del producto|cantidad|cant|unidades|cantidad de productos|quantidade|qtd|qtde|unids
количество|брой|бройки|к-во|मात्रा|संख्या|matra|مقدار|تعداد|adet|miktar
""",
    Field.PRODUCT: """
product|product name|products|product title|item|item name|items|item title|article|title|goods|description
item description|items summary
product description|product s|ordered products|order items|lineitem name|line item name|line title|listing|model
products ordered|offer
items ordered|product names|item names|service|package|package title|product details|order details|content
produit|produits|offre|pack|nom du produit|nom produit|designation|libelle|articles|nom de l article
description produit
contenu|produit commande
المنتج|اسم المنتج|المنتجات|الصنف|اسم الصنف|الأصناف|السلعة|وصف المنتج|اسم السلعة|البضاعة|محتوى الطلب|الوصف
تفاصيل الطلب|المحتوى
producto|productos|nombre del producto|nombre producto|articulo|articulos|descripcion|nombre del articulo
contenido
produto|produtos|nome do produto|artigo|artigos|descricao|item do pedido|conteudo
продукт|продукти|име на продукт|артикул име|стока|артикули|наименование|описание|име на продукта
उत्पाद|उत्पाद का नाम|सामान|उत्पाद नाम|utpad|saman|پروڈکٹ|مصنوعات|سامان|پروڈکٹ کا نام|urun|urun adi
""",
    Field.VARIANT: """
variant|variation|product variation|product variant|option|options|size|color|colour|variant title|variante
taille|couleur|declinaison
المتغير|المقاس|اللون|الخيارات|النوع|الحجم|الموديل|خيارات المنتج|variacion|talla|opcion|variacao|tamanho|cor
размер|цвят|вариант|beden|renk
""",
    Field.SKU: """
sku|product sku|item sku|stock code|stockcode|product code|item code|seller sku|lineitem sku|barcode
code produit|reference produit|ref produit
ref article|code article|رمز المنتج|كود المنتج|رقم المنتج|باركود|كود الصنف|sku المنتج|codigo|codigo producto
codigo de producto
referencia producto|codigo do produto|артикул|код|код на продукт|каталожен номер|stok kodu
""",
    Field.METHOD: """
payment method|payment|payment type|payment mode|payment gateway|gateway|pay method|payment option
payment method title|mode of payment
paid via|paid by|payment provider
mode de paiement|moyen de paiement|methode de paiement|paiement|type de paiement|mode paiement|reglement
mode de reglement
طريقة الدفع|وسيلة الدفع|الدفع|نوع الدفع|طريقة السداد|طريقه الدفع
medio de pago|metodo de pago|forma de pago|pago|tipo de pago|medio de pago|forma de pagamento
metodo de pagamento|pagamento
meio de pagamento
начин на плащане|метод на плащане|плащане|भुगतान का तरीका|भुगतान विधि|भुगतान|ادائیگی|ادائیگی کا طریقہ
odeme yontemi|odeme|odeme sekli
""",
    Field.NOTE: """
note|notes|customer note|order note|order notes|comment|comments|remark|remarks|instructions
delivery instructions|special instructions|message
additional notes|customer notes|order comments|delivery note|shipping notes|delivery notes
additional information|seller note|extra info
remarque|remarques|commentaire|commentaires|observation|observations|note client|instructions de livraison
ملاحظات|ملاحظة|ملاحظات العميل|تعليق|ملاحظات الطلب|تعليقات|ملاحظات التوصيل|ملاحظات الزبون|تعليمات
notas del comprador|nota|notas|comentario|comentarios|observaciones|observacao|observacoes|nota del cliente
notas del pedido
instrucciones|obs|mensagem
бележка|бележки|коментар|забележка|забележки|टिप्पणी|नोट|نوٹ|تبصرہ|not|notlar|aciklama
""",
    Field.TAGS: "tags|tag|labels|etiquettes|وسوم|الوسوم|etiquetas|етикети|etiketler",
    Field.SHIPPING: """
shipping|shipping cost|shipping price|delivery cost|delivery fee|shipping fee|delivery charge|delivery charges
shipping charges|shipping total
shipping amount|delivery|delivery price|freight|postage|shipping charge|courier charges|freight value
delivery fees|shipping fees
frais de livraison|livraison|frais livraison|frais de port|prix livraison|frais d expedition|cout de livraison
tarif livraison|port
تكلفة الشحن|سعر الشحن|الشحن|رسوم الشحن|تكلفة التوصيل|سعر التوصيل|التوصيل|رسوم التوصيل|مصاريف الشحن|ثمن التوصيل
قيمة الشحن|مصاريف التوصيل|أجرة التوصيل
costo de envio|precio flete|precio de flete|valor flete|gastos de envio|envio|flete|costo envio|precio de envio
frete|valor do frete|custo de envio
portes|taxa de entrega
доставка|цена на доставка|цена доставка|куриерска услуга|शिपिंग|डिलीवरी शुल्क|kargo|kargo ucreti|ڈلیوری چارجز
""",
    Field.FEES: """
fees|fee|cod fee|cod charges|cash on delivery fee|handling fee|payment fee|frais|frais cod
رسوم الدفع عند الاستلام|رسوم|tasas
""",
    Field.DISCOUNT: """
discount|discount amount|total discount|discount total|discounts|coupon discount|order discount|discount value
remise|reduction|rabais
montant remise|الخصم|خصم|قيمة الخصم|مبلغ الخصم|التخفيض|إجمالي الخصم|descuento|descuentos|desconto
valor do desconto|отстъпка|छूट|indirim|رعایت
""",
    Field.TAX: """
tax|taxes|vat|tax amount|total tax|gst|tva|taxe|الضريبة|ضريبة|ضريبة القيمة المضافة|قيمة الضريبة|impuesto
impuestos|iva|imposto|ддс|कर|kdv
""",
    Field.PAID: """
paid|amount paid|paid amount|prepaid amount|advance|advance paid|deposit|paid by customer|montant paye|paye
avance|acompte|المدفوع|المبلغ المدفوع
العربون|pagado|monto pagado|anticipo|pago recibido|valor pago|платено|ödenen
""",
    Field.REFUNDED: """
refunded amount|refunded|refund|refund amount|montant rembourse|المبلغ المسترد|reembolsado|monto reembolsado
valor reembolsado
""",
    Field.CURRENCY: """
currency|currency code|devise|monnaie|العملة|عملة|moneda|divisa|moeda|валута|मुद्रा|کرنسی|para birimi
order currency
""",
    Field.REFERENCE: """
transaction id|payment reference|payment id|transaction reference|رقم العملية|id transaccion|id de pago
""",
    Field.CANCELLED_AT: "cancelled at|canceled at|cancelled on|date annulation|تاريخ الإلغاء|fecha de cancelacion",
    Field.CLOSED_AT: """
delivered at|delivered on|shipped at|shipped on|fulfilled at|completed at|completed date
order delivered customer date
""",
}
