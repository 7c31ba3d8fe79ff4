"""What shops call the columns of their order lists, in several languages.

Words are compared folded (`text.fold`): without case, accents, the article `ال` and punctuation.
"""

from functools import lru_cache

from workflows.intake.customer_words import CUSTOMER_WORDS
from workflows.intake.fields import Field
from workflows.intake.order_words import ORDER_WORDS
from workflows.text import fold

_COUNTERS = """
#|no|n|nr|sr|s no|sr no|sno|serial|serial no|index|row
row number|line|line number|م|مسلسل|ت|الرقم|id|رقم|numero|ord|num|№
"""
_NEUTRAL = """
the of a an in customer client clients buyer order orders shipping billing delivery recipient receiver consignee ship
to full complete your main primary my please enter required optional info details information for destination
du de la le les des d l un une livraison commande destinataire complet complete votre
del los las el su para cliente pedido orden envio entrega destinatario destino do da dos das
عميل زبون طلب طلبيه مستلم كامل في من الخاص بالعميل
на за клиент поръчка получател ग्राहक का की ऑर्डर گاہک کا کی
"""
_DOUBTFUL = """
value|payment|delivery|shipping|livraison|الشحن|التوصيل|envio|доставка|port|cod|deposit|advance|paid|paye|fees
fee|pago|pagado
discount|refund|refunded|paiement|reglement|remise|الخصم|خصم|descuento|desconto|отстъпка|rate|valor|pagamento
плащане|الدفع
items|nombre|عدد|العدد|units|nb|count|total quantity|contact|contacto|contato|numero|номер|رقم العميل|رقم الزبون
رقم المستلم|location
time|data|heure|description|model|service|package|content|customer|client|cliente|name|nom|العميل|الزبون|الاسم
клиент|state|estado
etat|stage|situation|situacao|durum|portable|sum|cp|pin|il|ad|port|livre|номер|тел|стойност|area|not|option|type
reference|ref|code
"""
_CODES = """
id sku barcode code ref reference invoice factura facture doc upc ean tracking awb guia dni cuit tax token كود رمز
"""
_PERCENT = "pct percent percentage taux % rate نسبه نسبة porcentaje percentual процент"
_CENTS = "centimes cents paise fils minor centimos centavos halalas piastres"


@lru_cache(maxsize=1)
def phrases() -> dict[str, tuple[Field, ...]]:
    """The fields that a folded column name may stand for, the likelier first."""
    found: dict[str, tuple[Field, ...]] = {}
    for wanted, lines in (ORDER_WORDS | CUSTOMER_WORDS).items():
        for phrase in lines.replace("\n", "|").split("|"):
            if folded := fold(phrase):
                found[folded] = tuple(dict.fromkeys((*found.get(folded, ()), wanted)))
    return found


@lru_cache(maxsize=64)
def ranks(wanted: Field) -> dict[str, int]:
    """The place of each of a field's names, the likeliest first."""
    return {phrase: place for place, phrase in enumerate(p for p, fields in phrases().items() if wanted in fields)}


@lru_cache(maxsize=1)
def counters() -> frozenset[str]:
    """Names of columns that may only number the rows."""
    return frozenset(fold(name) for name in _COUNTERS.strip().replace("\n", "|").split("|"))


@lru_cache(maxsize=1)
def neutral() -> frozenset[str]:
    """Words that say nothing about which field a column is."""
    return frozenset(fold(word) for word in _NEUTRAL.split())


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """Words of columns whose long numbers are not phone numbers."""
    return frozenset(fold(word) for word in _CODES.split())


@lru_cache(maxsize=1)
def not_money() -> frozenset[str]:
    """Words that make a column something else than whole units of money: percentages, cents."""
    return frozenset(fold(word) for word in f"{_PERCENT} {_CENTS}".split())


@lru_cache(maxsize=1)
def doubtful() -> frozenset[str]:
    """Names that are used for several things: what stands below them decides."""
    return frozenset(fold(name) for name in _DOUBTFUL.replace("\n", "|").split("|"))
