"""What shops call the columns that say who the customer is and where to find them."""

from workflows.intake.fields import Field

CUSTOMER_WORDS = {
    Field.CUSTOMER: """
customer name|customer|name|full name|client|client name|buyer|buyer name|recipient|recipient name|receiver
receiver name|consignee
consignee name|contact name|ship to name|shipping name|billing name|deliver to|your name|customer full name
fullname|username|lead name|lead
nom complet|nom et prenom|nom client|nom du client|nom|client nom|destinataire|nom destinataire
nom du destinataire|nom prenom|acheteur
prenom et nom
اسم العميل|اسم الزبون|الاسم الكامل|الاسم|العميل|الزبون|اسم المستلم|المستلم|الاسم و اللقب|الاسم واللقب
اسم المشتري|المشتري|الاسم بالكامل|اسم
nombre para el envio|nombre del comprador|nombre completo|nombre|nombre y apellido|nombre del cliente|cliente
nombre cliente|destinatario
nombre y apellidos|nombres|comprador
nombre del destinatario|nome completo|nome|nome do cliente|nome cliente|comprador nome|nome do destinatario
име|клиент|име на клиент|име и фамилия|получател|имена|име на получател|име на клиента
नाम|ग्राहक|ग्राहक का नाम|पूरा नाम|grahak|naam|grahak ka naam|نام|گاہک|گاہک کا نام|پورا نام|ad soyad|musteri
musteri adi|isim
""",
    Field.FIRST_NAME: """
first name|firstname|given name|customer first name|forename|prenom|الاسم الأول|الاسم الاول|primer nombre
nombre de pila|primeiro nome|собствено име
पहला नाम|پہلا نام|ad|adi
""",
    Field.LAST_NAME: """
last name|lastname|surname|family name|customer last name|nom de famille|اللقب|اسم العائلة|الاسم الأخير|الكنية
الاسم الاخير|apellido|apellidos
sobrenome|apelido|ultimo nome|фамилия|उपनाम|خاندانی نام|soyad|soyadi
""",
    Field.PHONE: """
phone|phone number|telephone|tel|mobile|mobile number|phone no|contact number|customer phone|contact no|contact
cell|cell phone|cellphone
whatsapp|whatsapp number|shipping phone|billing phone|mobile no|recipient phone|receiver phone|phone 1
telephone number|mobile phone|gsm
consignee phone|your phone|customer mobile|telephone 1|tel 1|phone number 1|contact phone|buyer phone|mob|mob no
numero de telephone|num tel|numero tel|numero|portable|n tel|telephone client|num telephone|tel client
n telephone|telephone portable|n de telephone
رقم الهاتف|الهاتف|رقم الجوال|الجوال|جوال|هاتف|رقم الموبايل|الموبايل|موبايل|رقم التليفون|التليفون|تليفون
رقم الاتصال|الواتساب|واتساب|رقم الواتساب
رقم التواصل|رقم هاتف العميل|رقم العميل|رقم الزبون|الهاتف المحمول|النقال|رقم الهاتف 1|رقم الجوال 1|هاتف 1
رقم المستلم|رقم النقال
telefono para el envio|telefono|celular|movil|numero de telefono|numero telefonico|telefono movil|tel cliente
numero de celular
telefono 1|numero de contacto
telefone|telemovel|numero de telefone|contato|contacto|fone|telefone celular
телефон|тел|телефонен номер|мобилен|мобилен телефон|телефон за връзка|номер
फोन|फ़ोन|मोबाइल|मोबाइल नंबर|फोन नंबर|फ़ोन नंबर|mobail|فون|موبائل|فون نمبر|موبائل نمبر|telefon|cep telefonu
telefon numarasi
""",
    Field.OTHER_PHONE: """
phone 2|second phone|alternate phone|alternative phone|other phone|mobile 2|alt phone|secondary phone
phone number 2|alternate number|alt number
additional phone|telephone 2|tel 2|deuxieme telephone|2eme telephone|autre telephone|telephone secondaire|tel2
phone2|numero 2
رقم الهاتف 2|هاتف 2|هاتف آخر|رقم آخر|الهاتف الثاني|رقم بديل|رقم هاتف آخر|رقم اضافي|رقم هاتف بديل|رقم هاتف ثاني
رقم الجوال 2|رقم ثاني
telefono 2|otro telefono|telefono alternativo|segundo telefono|telefone 2|outro telefone|celular 2|втори телефон
телефон 2|telefon 2
""",
    Field.EMAIL: """
email|e mail|mail|email address|customer email|courriel|adresse email|adresse mail|البريد الإلكتروني|البريد
الايميل|الإيميل|ايميل|correo
correo electronico|имейл|ел поща|мейл|ईमेल|ای میل|eposta|e posta|billing email
""",
    Field.STREET: """
address|street|shipping address|delivery address|full address|street address|address 1|address line 1
customer address|home address|billing address
address1|shipping address 1|shipping street|location|your address|adress|shipping address1
adresse|adresse de livraison|adresse complete|rue|adresse client|adresse 1|adresse livraison
العنوان|عنوان التوصيل|عنوان الشحن|العنوان بالتفصيل|عنوان العميل|الشارع|العنوان الكامل|عنوان|العنوان التفصيلي
عنوان المستلم|عنوان التسليم
direccion|calle|direccion de envio|direccion de entrega|domicilio|direccion completa|direccion 1
endereco|rua|endereco de entrega|morada|logradouro|endereco completo
адрес|адрес за доставка|улица|адрес на доставка|адрес на клиент
पता|pata|पूरा पता|پتہ|پتا|مکمل پتہ|adres|teslimat adresi
""",
    Field.HOUSE: """
house number|house no|street number|building number|numero|nro|numero de casa|numero exterior|numero da casa
no exterior
رقم المنزل|رقم المبنى|رقم العمارة|номер на сграда|numero de rue
""",
    Field.STREET_2: """
address 2|address line 2|address2|apartment|landmark|area|neighborhood|neighbourhood|district|shipping address 2
complement|adresse 2
complement d adresse|quartier|الحي|المنطقة السكنية|علامة مميزة|اقرب نقطة دالة|أقرب نقطة دالة|الحى|piso|colonia
barrio
direccion 2|detalle direccion
bairro|complemento|referencia direccion|квартал|mahalle
""",
    Field.CITY: """
city|town|shipping city|delivery city|municipality|billing city|customer city|commune|ville|ville de livraison
localite|municipalite
المدينة|مدينة|البلدية|بلدية|مدينة الشحن|مدينة التوصيل|المركز|المدينة أو المنطقة
ciudad|municipio|localidad|poblacion|distrito|ciudad de envio|cidade|municipio de entrega|cidade de entrega
concelho
град|населено място|град село|शहर|shahar|nagar|شہر|sehir|ilce|il ilce
""",
    Field.REGION: """
region|state|province|governorate|wilaya|county|shipping province|shipping state|government|gouvernorat
governate|shipping region|department
area state|customer state|wilaya de livraison|departement|gouvernorat de livraison
الولاية|ولاية|المحافظة|محافظة|المنطقة|الإقليم|الجهة|اسم الولاية|منطقة|المقاطعة|الامارة
provincia o estado|estado|provincia|departamento|region envio|estado provincia|estado uf|uf|provincia de envio
distrito provincia
област|регион|राज्य|rajya|صوبہ|il|bolge
""",
    Field.POSTCODE: """
postcode|postal code|zip|zip code|pincode|pin code|pin|shipping zip|post code|zipcode|billing zip|code postal|cp
الرمز البريدي|رمز بريدي
codigo postal|cep|codigo zip|пощенски код|пк|पिन कोड|پوسٹل کوڈ|posta kodu
""",
    Field.COUNTRY: """
country|country code|shipping country|pays|الدولة|البلد|دولة|بلد|pais|país|държава|страна|देश|desh|ملک|ulke
billing country
""",
}
