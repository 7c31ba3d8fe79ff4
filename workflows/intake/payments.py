"""How the customer pays, from the words that shops use for it."""

from functools import lru_cache

from models.statuses import Method
from workflows.text import fold

_AT_THE_DOOR = """
cod|c o d|on delivery|upon delivery|at delivery|on receipt|at the door|pay at door|pay on pickup|cash in hand
contre remboursement|a la livraison|a la reception|main propre
دفع عند|عند استلام|عند تسليم|عند توصيل|استلام نقدا
contra reembolso|contra entrega|contraentrega|contrareembolso|al recibir|en la entrega
na entrega|no ato da entrega|contra reembolso
налозен платеж|налож|при доставка|при получаване
kapida odeme|kapida
डिलिवरी पर|ڈليوري پر|kaish on
"""
_CASH_ITSELF = (
    "cash|especes|espece|liquide|نقدا|نقدي|كاش|نقد|efectivo|dinheiro|в брой|nakit|नकद|نقد|cashondelivery|numerario"
)
_CARD = "card|carte|tarjeta|cartao|بطاقه|كارت|pos|tpe|карта|mada|مدي"
_NOT_CARD = "cod|cash|gift|نقدا|نقدي|كاش"
_TRANSFER = """
bacs|bank transfer|bank deposit|direct bank|wire|transfer|cheque|check payment|check payments|check|money order
deposit|bank draft
virement|versement|mandat|ccp|cheque
تحويل|حواله|ايداع|شيك
transferencia|deposito|giro
банков превод|превод|по банков
havale|eft
neft|rtgs|imps
"""
_ONLINE = """
online|prepaid|pre paid|paypal|stripe|shopify payments|shop pay|credit card|debit card|carte bancaire|visa
mastercard
apple pay|google pay|mada|مدي|تمارا|تابي|tamara|tabby|klarna|afterpay|bogus|razorpay|upi|payu|paytm|phonepe
cashfree
instamojo|mollie|checkout com|tap|hyperpay|paymob|fawry|cmi|payzone|youcan pay|chargily|edahabia|cib|wallet
vodafone cash
orange money|mpesa|m pesa|jazzcash|easypaisa|sadad|stc pay|knet|benefit|mercado pago|mercadopago|pix|boleto|oxxo
culqi
woocommerce payments|square|authorize|braintree|worldpay|ideal|bancontact|voucher|gift card|store credit
بطاقه|ايتماني|كي نت|مدفوع|الكتروني|karta|credit|debit|card|carte|tarjeta|cartao|карта|nagad|bkash
"""
_PREPAID = "prepaid|pre paid|prepaye|مدفوع مسبقا|مسبق دفع|prepagado|pre pago"


@lru_cache(maxsize=1024)
def method_of(words: str, paid: bool = False) -> Method:
    """The method that a gateway's name or id means; where it tells nothing, money already there came online."""
    text = f" {fold(words)} "
    if _any(text, _AT_THE_DOOR):
        return Method.CARD_ON_DELIVERY if _any(text, _CARD) and not _any(text, _NOT_CARD) else Method.CASH
    if text.strip() in _phrases(_CASH_ITSELF):
        return Method.CASH
    if _any(text, _ONLINE):
        return Method.ONLINE
    if _any(text, _TRANSFER):
        return Method.TRANSFER
    return Method.ONLINE if paid else Method.CASH


def prepaid(words: str) -> bool:
    """Whether the method itself says that the money has been received."""
    return _any(f" {fold(words)} ", _PREPAID)


def _any(text: str, phrases: str) -> bool:
    return any(f" {phrase} " in text for phrase in _phrases(phrases))


@lru_cache(maxsize=8)
def _phrases(lines: str) -> frozenset[str]:
    return frozenset(fold(phrase) for line in lines.strip().splitlines() for phrase in line.split("|"))
