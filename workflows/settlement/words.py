"""What couriers call the columns of their settlement files, in several languages; compared folded (`text.fold`)."""

from enum import StrEnum

from workflows.intake.fields import Field
from workflows.intake.order_words import ORDER_WORDS


class Column(StrEnum):
    """What a column of a settlement may hold. The values are the keys of a map file."""

    WAYBILL = "waybill"  #: the courier's number of the parcel
    ORDER = "order"  #: our number of the order
    AMOUNT = "amount"  #: what the customer paid
    FEE = "fee"  #: what the courier keeps; several columns are added up
    NET = "net"  #: what is paid out
    STATUS = "status"  #: delivered, returned …

    @property
    def label(self) -> str:
        """Its name for people."""
        return self.value.capitalize()


WORDS = {
    Column.WAYBILL: """
waybill|waybill no|waybill number|awb|awb no|awb number|awb code|tracking|tracking number|tracking no|tracking id
tracking code|tracking ref|consignment|consignment no|consignment number|cn|cn number|cn no|docket no|airwaybill
parcel|parcel number|parcel no|parcel id|shipment number|shipment no|shipment id|shipment|barcode|label number
numero de suivi|n suivi|no suivi|code suivi|suivi|code envoi|numero d envoi|numero colis|n colis|code colis|colis
bordereau|numero bordereau|code barre|code barres|numero tracking|code tracking|numero bl|bon de livraison
reference colis|ref colis|id colis|numero d expedition|expedition|etiquette
رقم التتبع|كود التتبع|رقم الشحنة|كود الشحنة|الشحنة|رقم البوليصة|البوليصة|رقم الطرد|الطرد|باركود
رمز التتبع|رقم تتبع الشحنة|رمز الشحنة|رقم الإرسالية|الإرسالية|بوليصة الشحن|رقم بوليصة الشحن|رقم الشحن|رقم الطرود
guia|numero de guia|n guia|numero guia|numero de rastreo|codigo de rastreo|rastreo|numero de seguimiento|seguimiento
codigo de seguimiento|numero de envio|albaran|numero de albaran|remito|codigo de barras
codigo de rastreamento|codigo de rastreio|rastreamento|rastreio
товарителница|номер на товарителница|номер на пратка|пратка
ट्रैकिंग नंबर|एडब्ल्यूबी|ٹریکنگ نمبر|takip no|kargo takip no|gonderi no
""",
    Column.ORDER: ORDER_WORDS[Field.NUMBER]
    + """
merchant order|merchant order no|merchant reference|merchant ref|client order id|client reference|channel order id
customer reference|shipper reference|reference marchand|ref marchand|reference client|ref client
مرجع التاجر|رقم طلب التاجر
""",
    Column.AMOUNT: """
cod amount|cod collected|collected amount|amount collected|cash collected|collected|cod value|cod|collection amount
cash on delivery amount|cash on delivery|cod amt|amount|value|price|total|order amount|order value
montant encaisse|montant collecte|encaisse|montant recouvre|recouvrement|montant cod|montant a recouvrer
montant a encaisser|somme encaissee|encaissement|valeur cod|crbt|montant crbt|montant livre|prix total|prix colis
contre remboursement|montant|prix|valeur|montant total|montant colis
المبلغ المحصل|المحصل|مبلغ التحصيل|قيمة التحصيل|التحصيل|مبلغ الدفع عند الاستلام|الدفع عند الاستلام
المبلغ|قيمة الطلب|القيمة|مبلغ cod|قيمة cod|المبلغ المستلم|مبلغ الشحنة|قيمة الشحنة|سعر الطرد
importe cobrado|valor cobrado|monto recaudado|valor recaudado|recaudo|cobrado|monto cobrado
reembolso|contra reembolso|contrareembolso|importe reembolso|importe cod|valor cod|monto cod|total cobrado
contra entrega|importe|monto|valor
наложен платеж|събрана сума|сума нп|сума|стойност
सीओडी राशि|वसूल राशि|राशि|वसूली|وصول شدہ رقم|tahsilat|tahsilat tutari|tahsil edilen|tutar
""",
    Column.FEE: """
total fees|total charges|total deductions|total frais|إجمالي الرسوم|total comisiones
fee|fees|charges|delivery fee|delivery fees|delivery charge|delivery charges|delivery cost|shipping fee|shipping fees
shipping charge|shipping charges|shipping cost|freight|freight charge|freight charges|courier charge|courier charges
cod charge|cod charges|cod fee|cod fees|handling fee|handling charges|commission|service charge|service fee|return fee
return charge|return charges|rto charge|rto charges|rto freight|gst|vat|tax|deduction|deductions
frais|frais de livraison|frais livraison|frais de retour|frais retour|frais cod|frais de service|tarif|tarif livraison
frais d envoi|frais d expedition|frais de port|cout de livraison
prix livraison|prix de livraison|commission cod|tva|retenue
رسوم|رسوم التوصيل|رسوم الشحن|أجرة التوصيل|عمولة|عمولة التحصيل|رسوم الإرجاع|تكلفة الشحن|تكلفة التوصيل|ضريبة|الخصم
مصاريف الشحن|مصاريف التوصيل|سعر التوصيل|ثمن التوصيل
flete|valor flete|gastos de envio|costo de envio|coste de envio|tarifa de envio|cargo por envio
comision|comision recaudo|tarifa|frete|taxa|comissao|iva
такса|такси|цена на доставка|комисиона|куриерска услуга|ддс
शुल्क|डिलीवरी शुल्क|ڈلیوری چارجز|kargo ucreti|komisyon|hizmet bedeli
""",
    Column.NET: """
net|net amount|net payable|net pay|payable|payable amount|remitted|remitted amount|remittance|remittance amount
amount paid|paid amount|payout|amount to pay|amount payable|balance|net value|cod payable|amount remitted
net a payer|montant net|net a verser|montant verse|a verser|net client|net marchand|solde
montant a reverser|a reverser|net a reverser|montant reverse|montant a payer
الصافي|صافي|صافي المبلغ|المبلغ الصافي|المستحق|المبلغ المستحق|صافي المستحق|المبلغ المدفوع
صافي الدفع|المبلغ المستحق للتاجر
neto|neto a pagar|total a pagar|importe a pagar|saldo
valor neto|monto neto|importe neto|a pagar|valor a pagar|valor liquido|liquido
нето|за изплащане|сума за изплащане|शुद्ध राशि|देय राशि|net tutar|odenecek|odenecek tutar
""",
    Column.STATUS: ORDER_WORDS[Field.DELIVERY_STATUS]
    + ORDER_WORDS[Field.STATUS]
    + "\nshipment state|delivery state|type",
}
TOTALS = "total|totals|grand total|sum|sous total|total general|montant total|إجمالي|المجموع|الإجمالي|общо|toplam|कुल"
ALL_FEES = "total fees|total charges|total deductions|total frais|إجمالي الرسوم|total comisiones"
