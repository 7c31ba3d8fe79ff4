"""The words of payments, statuses and countries."""

import pytest

from models.statuses import Method
from workflows.intake.payments import method_of, prepaid
from workflows.intake.states import _WORDS, State, state_of
from workflows.regions import country_code, only_zone
from workflows.text import clean, fold, unguarded


@pytest.mark.parametrize(
    ("words", "method"),
    [
        ("cod", Method.CASH),
        ("cash_on_delivery", Method.CASH),
        ("Cash & UPI on delivery", Method.CASH),
        ("Contre remboursement", Method.CASH),
        ("الدفع نقدا عند الاستلام", Method.CASH),
        ("Pago contra entrega", Method.CASH),
        ("Pagamento na entrega", Method.CASH),
        ("Наложен платеж", Method.CASH),
        ("COD + Gift Card", Method.CASH),
        ("Carte à la livraison", Method.CARD_ON_DELIVERY),
        ("Direct bank transfer", Method.TRANSFER),
        ("Check payments", Method.TRANSFER),
        ("تحويل بنكي", Method.TRANSFER),
        ("Vodafone Cash", Method.ONLINE),
        ("مدى", Method.ONLINE),
        ("تمارا", Method.ONLINE),
        ("something else", Method.CASH),
    ],
)
def test_a_method_is_told_from_its_words(words: str, method: Method) -> None:
    assert method_of(words) == method


def test_an_unknown_method_of_a_paid_order_is_online() -> None:
    assert method_of("something else", paid=True) == Method.ONLINE


def test_prepaid_says_that_money_came_in() -> None:
    assert prepaid("Prepaid")
    assert not prepaid("Card")


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("wc-completed", State.DELIVERED),
        ("Livrée", State.DELIVERED),
        ("تم التوصيل", State.DELIVERED),
        ("Entregue", State.DELIVERED),
        ("Доставена", State.DELIVERED),
        ("ملغي", State.CANCELLED),
        ("Annulée", State.CANCELLED),
        ("OUT_FOR_DELIVERY", State.OUT),
        ("En retour", State.RETURNING),
        ("مرتجع", State.RETURNED),
        ("Échouée", State.FAILED),
        ("On hold", State.WAITING),
        ("لم يرد", State.TALK),
        ("checkout-draft", State.DRAFT),
        ("not delivered", State.ISSUE),
    ],
)
def test_a_state_is_told_from_its_words(words: str, state: State) -> None:
    assert state_of(words) == state


def test_an_unknown_state_is_none() -> None:
    assert state_of("with the tailor") is None


def test_no_word_means_two_states() -> None:
    words = [
        (fold(word), state) for state, lines in _WORDS.items() for word in lines.replace("\n", "|").split("|") if word
    ]
    assert len(dict(words)) == len(set(words))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("DZ", "DZ"),
        ("Algérie", "DZ"),
        ("الجزائر", "DZ"),
        ("EIRE", "IE"),
        ("United Kingdom", "GB"),
        ("България", "BG"),
        ("Narnia", ""),
        ("", ""),
    ],
)
def test_a_country_is_told_in_any_language(name: str, code: str) -> None:
    assert country_code(name) == code


def test_a_country_with_one_clock_has_one_zone() -> None:
    assert (only_zone("MA"), only_zone("US"), only_zone("XX")) == ("Africa/Casablanca", "", "")


def test_text_is_cleaned_to_what_can_be_seen() -> None:
    assert clean(" a\x1b[31m\u202e b\r\nc\u00a0\ud800\u2066 ") == "a[31m b c"


def test_joiners_stay_where_scripts_need_them() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("'16000", "16000"),
        ("'+213551", "+213551"),
        ("'=1+1", "=1+1"),
        ("'t Hooft", "'t Hooft"),
        ('="0551"', "0551"),
        ("a'b", "a'b"),
    ],
)
def test_guards_come_off_and_names_keep_theirs(cell: str, plain: str) -> None:
    assert unguarded(cell) == plain
