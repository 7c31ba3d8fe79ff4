"""Where an order stands, from the status words of shops, couriers and call centres in several languages."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from models.statuses import Shipping
from workflows.text import fold


class State(StrEnum):
    """What a status word says; what it means for money may depend on how the customer pays."""

    DRAFT = "draft"  #: the checkout was not finished
    WAITING = "waiting"  #: placed, nothing happened yet
    PROCESSING = "processing"  #: accepted and being prepared; with an online gateway also paid
    TALK = "talk"  #: an outcome of a call elsewhere, kept as a tag
    PAID = "paid"
    FAILED = "failed"  #: the payment failed
    SHIPPED = "shipped"
    IN_PART = "sent in part"
    IN_TRANSIT = "in transit"
    OUT = "out for delivery"
    ISSUE = "issue"
    DELIVERED = "delivered"
    PICKED_UP = "picked up"
    RETURNING = "returning"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a status means for a draft."""

    placed: bool = True
    cancelled: bool = False
    paid: bool = False
    refunded: bool = False
    failed: bool = False
    shipping: Shipping | None = None


_STANDINGS = {
    State.DRAFT: Standing(placed=False),
    State.WAITING: Standing(),
    State.PROCESSING: Standing(),
    State.TALK: Standing(),
    State.PAID: Standing(paid=True),
    State.FAILED: Standing(failed=True),
    State.SHIPPED: Standing(shipping=Shipping.SHIPPED),
    State.IN_PART: Standing(shipping=Shipping.SHIPPED),
    State.IN_TRANSIT: Standing(shipping=Shipping.IN_TRANSIT),
    State.OUT: Standing(shipping=Shipping.OUT_FOR_DELIVERY),
    State.ISSUE: Standing(shipping=Shipping.ISSUE),
    State.DELIVERED: Standing(paid=True, shipping=Shipping.DELIVERED),
    State.PICKED_UP: Standing(paid=True, shipping=Shipping.PICKED_UP),
    State.RETURNING: Standing(shipping=Shipping.IN_RETURN),
    State.RETURNED: Standing(shipping=Shipping.RETURNED),
    State.CANCELLED: Standing(cancelled=True),
    State.REFUNDED: Standing(paid=True, refunded=True),
}

_WORDS = {
    State.DRAFT: """
checkout draft|draft|auto draft|abandoned|abandoned checkout|abandoned cart|incomplete|brouillon
panier abandonne|abandonne
متروك|سله متروكه|غير مكتمل|مسوده|borrador|carrito abandonado|abandonado|rascunho|carrinho abandonado|изоставена
чернова
""",
    State.WAITING: """
pending|pending payment|awaiting payment|unpaid|on hold|on hand|onhold|new|new order|open|opened|placed|received
created
unfulfilled|not paid|waiting|awaiting|awaiting confirmation|to confirm|unconfirmed|pending confirmation
not confirmed|lead
en attente|attente paiement|en attente de paiement|nouveau|nouvelle|nouvelle commande|a confirmer|non confirme
non paye|recu
en attente de confirmation|en attente paiement|impaye
جديد|جديده|طلب جديد|قيد انتظار|في انتظار|بانتظار دفع|بانتظار مراجعه|في انتظار دفع|معلق|معلقه|انتظار
بانتظار تاكيد|غير مدفوع
غير مدفوعه|لم يتم دفع|تم استلام طلب|غير موكد|في انتظار تاكيد|تم طلب
abierta|abierto|no esta empaquetado|por empaquetar|sin enviar|no enviado|pendiente|pendiente de pago|en espera
nuevo|nueva|sin pagar|por confirmar|recibido|no pagado
pendente|aguardando pagamento|aguardando|novo|nova|nao pago|em espera|a confirmar|recebido
изчакваща|нова|нов|чакаща|в изчакване|неплатена|неплатено|за потвърждение|приета
लमबित|नया|نيا|زير التوا|naya|beklemede|yeni|odeme bekliyor|onay bekliyor
""",
    State.PROCESSING: """
processing|in process|in progress|in preparation|preparing|packing|packed|ready|ready to ship|ready for dispatch
ready for pickup
invoiced|approved|confirmed|accepted|validated|cod confirmed|to ship|awaiting shipment|awaiting fulfillment
dispatch pending
en cours|en cours de traitement|en traitement|en preparation|pret|prete|pret a expedier|confirme|confirmee
valide|validee
en cours de preparation|acceptee|accepte|emballe
قيد معالجه|قيد تنفيذ|قيد تجهيز|جاري تجهيز|جاري تنفيذ|قيد تحضير|تم تجهيز|جاهز|جاهز للشحن|موكد|موكده|تم تاكيد
تم قبول|مقبول
procesando|en proceso|en preparacion|listo|listo para enviar|confirmado|confirmada|aceptado|preparando
processando|em processamento|em andamento|em separacao|pronto|confirmado|confirmada|aprovado|faturado|preparando
обработва се|в обработка|обработка|потвърдена|потвърдено|подготвя се|готова|одобрена
परोसेसिग|hazirlaniyor|isleniyor|onaylandi|هو رهي هے
""",
    State.TALK: """
no answer|no reply|not answered|unanswered|no response|unreachable|busy|switched off|call later|callback
call back|postponed
rescheduled|follow up|wrong number|to call back|second call|voicemail|not reachable
pas de reponse|ne repond pas|injoignable|reporte|reportee|a rappeler|rappeler|occupe|faux numero|numero errone
eteint
boite vocale|rappel|ne repond pas 1|ne repond pas 2|ne repond pas 3|tentative 1|tentative 2|tentative 3
لم يرد|لا يرد|لا يجيب|لم يجب|موجل|موجله|تاجيل|اتصال لاحقا|رقم خاطي|رقم خاطء|مشغول|مغلق|هاتف مغلق|اعاده اتصال
خارج تغطيه
no contesta|sin respuesta|llamar mas tarde|numero equivocado|reprogramado|nao atende|sem resposta|ligar depois
numero errado
не отговаря|няма отговор|грешен номер|отложена
""",
    State.PAID: """
paid|payment received|payment accepted|authorized and captured|captured|paye|payee|paiement accepte|encaisse
encaissee
مدفوع|مدفوعه|تم دفع|تم سداد|pagado|pagada|pago aceptado|pago|paga|pagamento aprovado|platena|платена|платено
odendi
""",
    State.FAILED: """
failed|payment failed|declined|payment error|expired|echouee|echoue|echec|paiement echoue|refusee paiement
expire
فشل|فشل دفع|فاشل|فاشله|مرفوض دفع|fallido|fallida|pago fallido|pago rechazado|falhou|falhado|malsucedido
pagamento recusado
неуспешна|неуспешно плащане|basarisiz
""",
    State.SHIPPED: """
shipped|dispatched|fulfilled|sent|picked up by courier|handed over|handed to courier
expedie|expediee|envoye|envoyee|livre au transporteur|remis au transporteur|ramasse
تم شحن|مشحون|مشحونه|تم ارسال|خرج من مخزن|تم تسليم لشركه شحن|مع شركه شحن|enviado|enviada|despachado|despachada
enviado|despachado|изпратена|изпратено|изпратен|предадена на куриер|kargoya verildi|kargolandi|भेजा गया|بهيج ديا
""",
    State.IN_PART: """
partially shipped|partially sent|partially fulfilled|partial|partiellement expediee|partiellement expedie
parcialmente enviado|parcialmente enviada
""",
    State.IN_TRANSIT: """
in transit|on the way|on its way|in delivery network|en transit|en route|transit|centre|vers wilaya|au centre
في طريق|قيد شحن|جاري شحن|en transito|en camino|em transito|a caminho|пътува|в транзит|yolda
""",
    State.OUT: """
out for delivery|delivering|with driver|en livraison|en cours de livraison|sorti en livraison|en distribution
قيد توصيل|جاري توصيل|خرج للتوصيل|مع مندوب|جار توصيل|en reparto|en ruta|saiu para entrega|em rota de entrega
за доставка|при куриер|dagitimda
""",
    State.ISSUE: """
delivery failed|failed delivery|undelivered|not delivered|delivery attempt failed|package issue|attempt failed
ndr
echec livraison|echec de livraison|non livre|tentative echouee|alerte
فشل توصيل|فشل تسليم|لم يتم تسليم|لم يتم توصيل|no entregado|entrega fallida|intento fallido|nao entregue
tentativa falhou
недоставена|неуспешна доставка
""",
    State.DELIVERED: """
delivered|completed|complete|done|finished|closed|success|successful|delivered and paid|livre|livree|terminee
termine|livre paye
livre et paye|livree et payee|cloture|livre encaisse
مكتمل|مكتمله|منفذ|تم تنفيذ|تم توصيل|تم تسليم|مسلم|مسلمه|تم استلام|منجز|تم اكتمال|مكتمل دفع|سلم|وصل
completado|completada|entregado|entregada|finalizado|concluido|concluida|entregue|finalizada
завършена|завършено|доставена|доставено|доставен|изпълнена|приключена
पूरण|डिलिवर|वितरित|مكمل|پہنچا ديا|tamamlandi|teslim edildi|delivre
""",
    State.PICKED_UP: """
picked up|collected|picked up by customer|retire|retiree|retire par client|recogido|retirado|взета от клиент
teslim alindi
""",
    State.RETURNING: """
in return|returning|return in progress|rto|rto initiated|rto in transit|return to sender|return requested
refused|rejected
en retour|retour en cours|retour|refuse|refusee|retour en transit|retour vers vendeur|retour au vendeur
قيد ارجاع|قيد استرجاع|جاري ارجاع|مرفوض|مرفوضه|رفض استلام|راجع|في ارجاع
en devolucion|rechazado|rechazada|em devolucao|recusado|recusada|отказана|връща се
""",
    State.RETURNED: """
returned|return|rto delivered|returned to sender|return received|retourne|retournee|retour recu|retour recupere
مرتجع|مرتجعه|مرجع|تم ارجاع|مسترجع|مسترجعه|ارجاع|تم استرجاع|devuelto|devuelta|devolvido|devolvida|върната|върнато
iade edildi
वापस|واپس
""",
    State.CANCELLED: """
cancelled|canceled|cancel|cancelled by customer|cancelled by seller|void|voided|deleted|trash|trashed|fake
fake order|spam
duplicate|duplicated|test
annule|annulee|annulation|double|fausse commande|doublon|supprime|corbeille
ملغي|ملغيه|ملغاه|تم الغاء|الغاء|لاغي|محذوف|طلب وهمي|وهمي|مكرر|مكرره
cancelado|cancelada|anulado|anulada|cancelou|duplicado|отменена|отменено|отказ|анулирана|фалшива
रदद|منسوخ|iptal|iptal edildi
""",
    State.REFUNDED: """
refunded|refund|fully refunded|rembourse|remboursee|مسترد|مسترده|تم رد مبلغ|تم استرداد|مردود|reembolsado
reembolsada
estornado|възстановена|возврат|iade
""",
}


_MONEY_CAME = """
received|recibido|recibida|recebido|recu|encaisse|approved|aprobado|aprovado|accepted|confirmed|confirmado
success
succeeded|complete|completed|settled|تم استلام|مكتمل|получено|одобрено
"""


@lru_cache(maxsize=1)
def _states() -> dict[str, State]:
    return {
        fold(word): state for state, lines in _WORDS.items() for word in lines.replace("\n", "|").split("|") if word
    }


@lru_cache(maxsize=1024)
def state_of(words: str) -> State | None:
    """The state a status says, None when the word is not known; WooCommerce's `wc-` makes no difference."""
    text = fold(words)
    return (
        _states().get(text) or _states().get(text.removeprefix("wc ")) or _states().get(text.removeprefix("order "))
    )


def standing(state: State | None) -> Standing:
    """What a state means; an unknown one is an order that was placed."""
    return _STANDINGS[state or State.WAITING]


@lru_cache(maxsize=256)
def payment_state_of(words: str) -> State | None:
    """The same in a column about the payment, where `received` and `approved` mean that it is there."""
    came = {fold(word) for word in _MONEY_CAME.strip().replace("\n", "|").split("|")}
    return State.PAID if fold(words) in came else state_of(words)
