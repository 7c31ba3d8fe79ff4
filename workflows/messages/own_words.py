"""What customers are told in a shop that has not chosen words of its own: English, French, Arabic (domain.md 14)."""

from dataclasses import dataclass

from workflows.policy import Language, ShopPolicy


@dataclass(frozen=True, slots=True)
class Words:
    """Subject of an e-mail, and the text of e-mail and SMS."""

    subject: str
    text: str


NEW_ORDER = "new order"  #: what the merchant is told when an order is placed

_ENGLISH = {
    "placed": Words(
        "Your order {ref}", "Hello {name}, {shop} has received your order {ref} ({total}). We will call you soon."
    ),
    "pin": Words(
        "PIN for order {ref}",
        "{shop}: your PIN for order {ref} is {pin}. Answer with it to confirm; it is good for one day.",
    ),
    "confirmed": Words(
        "Order {ref} is confirmed", "Hello {name}, your order {ref} at {shop} is confirmed. To pay: {due}."
    ),
    "cancelled": Words("Order {ref} is cancelled", "Hello {name}, your order {ref} at {shop} is cancelled."),
    "payment received": Words(
        "Payment received", "Hello {name}, {shop} has received {amount} for your order {ref}. Thank you."
    ),
    "payment failed": Words(
        "Your payment failed", "Hello {name}, the payment for your order {ref} at {shop} failed. Please try again."
    ),
    "refunded": Words("Refund", "Hello {name}, {shop} pays you {amount} back for your order {ref}."),
    "ready": Words("Order {ref} is packed", "Hello {name}, your order {ref} at {shop} is packed."),
    "shipped": Words(
        "Order {ref} is on its way", "Hello {name}, your order {ref} from {shop} is on its way. {waybill} {tracking}"
    ),
    "out for delivery": Words(
        "Order {ref} arrives today",
        "{shop}: your order {ref} arrives today. Please have {due} ready and keep your phone on.",
    ),
    "delivered": Words(
        "Order {ref} is delivered", "Hello {name}, your order {ref} is delivered. Thank you for buying at {shop}."
    ),
    "delivery failed": Words(
        "We missed you", "Hello {name}, the courier could not deliver your order {ref} from {shop}. We will call you."
    ),
    "returned": Words("Order {ref} came back", "Hello {name}, {shop} has received your order {ref} back."),
    "shipment updated": Words(
        "News of order {ref}", "Hello {name}, news of your order {ref} from {shop}: {courier} {waybill} {tracking}"
    ),
    NEW_ORDER: Words("New order {ref}", "{name} has ordered {ref} for {total}."),
}
_FRENCH = {
    "placed": Words(
        "Votre commande {ref}",
        "Bonjour {name}, {shop} a bien reçu votre commande {ref} ({total}). Nous vous appelons bientôt.",
    ),
    "pin": Words(
        "Code de la commande {ref}",
        "{shop} : votre code pour la commande {ref} est {pin}. Renvoyez-le pour confirmer, il est valable un jour.",
    ),
    "confirmed": Words(
        "Commande {ref} confirmée", "Bonjour {name}, votre commande {ref} chez {shop} est confirmée. À payer : {due}."
    ),
    "cancelled": Words("Commande {ref} annulée", "Bonjour {name}, votre commande {ref} chez {shop} est annulée."),
    "payment received": Words(
        "Paiement reçu", "Bonjour {name}, {shop} a bien reçu {amount} pour votre commande {ref}. Merci."
    ),
    "payment failed": Words(
        "Votre paiement a échoué",
        "Bonjour {name}, le paiement de votre commande {ref} chez {shop} a échoué. Veuillez réessayer.",
    ),
    "refunded": Words("Remboursement", "Bonjour {name}, {shop} vous rembourse {amount} pour votre commande {ref}."),
    "ready": Words("Commande {ref} emballée", "Bonjour {name}, votre commande {ref} chez {shop} est emballée."),
    "shipped": Words(
        "Commande {ref} en route",
        "Bonjour {name}, votre commande {ref} de {shop} est en route. {waybill} {tracking}",
    ),
    "out for delivery": Words(
        "Commande {ref} livrée aujourd'hui",
        "{shop} : votre commande {ref} arrive aujourd'hui. Préparez {due} et gardez votre téléphone allumé.",
    ),
    "delivered": Words(
        "Commande {ref} livrée", "Bonjour {name}, votre commande {ref} est livrée. Merci de votre achat chez {shop}."
    ),
    "delivery failed": Words(
        "Livraison manquée",
        "Bonjour {name}, le livreur n'a pas pu remettre votre commande {ref} de {shop}. Nous vous appelons.",
    ),
    "returned": Words("Commande {ref} revenue", "Bonjour {name}, {shop} a bien récupéré votre commande {ref}."),
    "shipment updated": Words(
        "Des nouvelles de la commande {ref}",
        "Bonjour {name}, des nouvelles de votre commande {ref} de {shop} : {courier} {waybill} {tracking}",
    ),
    NEW_ORDER: Words("Nouvelle commande {ref}", "{name} a commandé {ref} pour {total}."),
}
_ARABIC = {
    "placed": Words("طلبك {ref}", "مرحبا {name}، استلم {shop} طلبك {ref} بقيمة {total}. سنتصل بك قريبا."),
    "pin": Words("رمز الطلب {ref}", "{shop}: رمز تأكيد طلبك {ref} هو {pin}. أرسل الرمز للتأكيد، وهو صالح ليوم واحد."),
    "confirmed": Words("تم تأكيد الطلب {ref}", "مرحبا {name}، تم تأكيد طلبك {ref} من {shop}. المبلغ المطلوب: {due}."),
    "cancelled": Words("تم إلغاء الطلب {ref}", "مرحبا {name}، تم إلغاء طلبك {ref} من {shop}."),
    "payment received": Words("تم استلام الدفع", "مرحبا {name}، استلم {shop} مبلغ {amount} عن طلبك {ref}. شكرا لك."),
    "payment failed": Words("فشل الدفع", "مرحبا {name}، فشل دفع طلبك {ref} من {shop}. يرجى المحاولة من جديد."),
    "refunded": Words("استرداد", "مرحبا {name}، يعيد لك {shop} مبلغ {amount} عن طلبك {ref}."),
    "ready": Words("الطلب {ref} جاهز", "مرحبا {name}، تم تغليف طلبك {ref} من {shop}."),
    "shipped": Words("الطلب {ref} في الطريق", "مرحبا {name}، طلبك {ref} من {shop} في الطريق. {waybill} {tracking}"),
    "out for delivery": Words(
        "الطلب {ref} يصل اليوم", "{shop}: يصل طلبك {ref} اليوم. يرجى تجهيز {due} وإبقاء الهاتف مفتوحا."
    ),
    "delivered": Words("تم تسليم الطلب {ref}", "مرحبا {name}، تم تسليم طلبك {ref}. شكرا لشرائك من {shop}."),
    "delivery failed": Words(
        "تعذر التسليم", "مرحبا {name}، لم يتمكن المندوب من تسليم طلبك {ref} من {shop}. سنتصل بك."
    ),
    "returned": Words("عاد الطلب {ref}", "مرحبا {name}، استلم {shop} طلبك {ref} المرتجع."),
    "shipment updated": Words(
        "أخبار الطلب {ref}", "مرحبا {name}، أخبار طلبك {ref} من {shop}: {courier} {waybill} {tracking}"
    ),
    NEW_ORDER: Words("طلب جديد {ref}", "طلب {name} الطلب {ref} بقيمة {total}."),
}
OWN_WORDS = {Language.EN: _ENGLISH, Language.FR: _FRENCH, Language.AR: _ARABIC}

#: Countries where customers are written to in French or Arabic, until the shop says otherwise.
_SPOKEN = dict.fromkeys(("DZ", "MA", "TN", "FR", "BE", "SN", "CI", "CM", "ML", "BF", "BJ", "TG"), Language.FR)
_SPOKEN |= dict.fromkeys(
    ("EG", "SA", "AE", "KW", "QA", "BH", "OM", "JO", "LB", "IQ", "LY", "SD", "YE", "SY", "PS", "MR"), Language.AR
)


def language_of(policy: ShopPolicy, country: str) -> Language:
    """What the shop chose, else the language of its country."""
    return policy.message_language or _SPOKEN.get(country, Language.EN)
