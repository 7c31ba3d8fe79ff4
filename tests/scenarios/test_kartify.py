"""A Monday at a shop on Kartify: prepaid orders are missing until the provider is heard, then the OMS has them."""

import pytest

from models.statuses import Issue, Method, Role
from tests.scenarios.conftest import Open
from tests.scenarios.day import TOTAL
from tests.support.provider import SECRET, a_provider, paid
from workflows.money.payment import MarkPaid
from workflows.oms.answers import HandOffAccepted, HandOffRefused, RetryHandOff, SendPaymentProof
from workflows.parcels.returning import Counted


def test_a_working_day(a_day: Open) -> None:
    day = a_day("kartify")
    wali, samia = day.person("Wali"), day.person("Samia")
    customer, payu = day.sender(Role.CUSTOMER, "the customer"), day.sender(Role.GATEWAY, "PayU")
    unicommerce = day.sender(Role.OMS, "Unicommerce")
    driver = day.driver("Delhivery")

    # 08:00: six customers reach the page where an order is confirmed. Nobody has bought anything yet.
    day.checkout("#1")
    day.checkout("#2", method=Method.ONLINE, gateway="PayU")
    day.checkout("#3")
    day.checkout("#4", method=Method.ONLINE, gateway="PayU")
    day.checkout("#5", method=Method.ONLINE, gateway="CCAvenue")
    day.checkout("#6", method=Method.ONLINE, gateway="PayU")
    customer.begins_to_pay("#2", "pu-2", "PayU")
    customer.begins_to_pay("#4", "pu-4", "PayU")
    customer.begins_to_pay("#5", "cc-5", "CCAvenue")
    customer.begins_to_pay("#6", "pu-6", "PayU")
    assert day.tabs() == {"Missing": 6}
    assert day.told() == set()

    # 08:15: one completes the purchase and will pay the courier; of the prepaid ones only PayU's call-back tells.
    day.at("08:15")
    day.order("#1")
    payu.reports_paid("#2", "pu-2", TOTAL)
    day.shelf_is_counted(OIL=20, SOAP=10)
    assert day.shows("processing") == {"#1": "Processing", "#2": "Processing"}
    assert day.tabs() == {"Missing": 4, "Processing": 2}
    assert {"#1 order at the oms", "#2 order at the oms"} <= day.told()
    assert (day.handoff("#1"), day.handoff("#2")) == ("DUE", "DUE")
    unicommerce.does("#1", HandOffAccepted("UC-1"))
    unicommerce.does("#2", HandOffRefused("unknown SKU"))
    assert (day.handoff("#1"), day.handoff("#2")) == ("DONE", "FAILED")
    samia.does("#2", RetryHandOff())
    unicommerce.does("#2", HandOffAccepted("UC-2"))
    assert day.handoff("#2") == "DONE"

    # 09:00: four are still missing, and stay so: one never paid, of three we were told nothing.
    day.at("09:00")
    assert list(day.shows("missing")) == ["#3", "#4", "#5", "#6"]

    with a_provider() as at_payu, a_provider() as at_ccavenue:
        day.has_gateway("PayU", at_payu.url, SECRET)
        day.has_gateway("CCAvenue", at_ccavenue.url, SECRET)

        # 09:15: every provider has a look-up of its own. PayU has the money of #4, and none for #6.
        day.at("09:15")
        assert day.lookups_due() == ["CCAvenue", "PayU"]
        at_payu.says |= {
            "4": paid(TOTAL, "pu-4", "INR"),
            "6": {"status": "failed", "why": "insufficient funds"},
        }
        run = day.looks_up("PayU")
        assert (run.looked_at, run.moved, run.failed, run.started_by) == (2, 1, 1, "codesk")
        assert at_ccavenue.asked == []
        assert list(day.shows("processing")) == ["#1", "#2", "#4"]
        assert (day.payment("#4"), day.payment("#6")) == ("PAID", "FAILED")
        assert "#4 order at the oms" in day.told()
        assert day.lookups_due() == ["CCAvenue"]

        # 09:30, in a hurry: Samia runs it by hand. Running it twice moves nothing twice.
        day.at("09:30")
        assert day.looks_up("PayU", by="Samia").moved == 0
        assert day.looks_up("PayU", by="Samia").started_by == "Samia"

    # 10:00: CCAvenue does not answer. Samia looks at its dashboard, finds the payment, and says where.
    day.at("10:00")
    assert "reference" in samia.cannot("#5", MarkPaid())
    samia.marks_paid("#5", "cc-5", method=Method.ONLINE)
    assert day.word("#5") == "Processing"
    assert "#5 order at the oms" in day.told()
    assert day.tabs() == {"Missing": 2, "Processing": 4}
    assert day.stock() == {"OIL": (20, 8), "SOAP": (10, 4)}

    # 12:00: what comes after Processing is not theirs to name. Two leave, one is refused.
    day.at("12:00")
    wali.readies("#1", courier="Delhivery")
    wali.readies("#2", courier="Delhivery")
    wali.hands_over("#1")
    wali.hands_over("#2")
    assert list(day.shows("processing")) == ["#1", "#2", "#4", "#5"]
    driver.drives("#1")
    driver.drives("#2")
    driver.delivers("#1")
    driver.fails("#2", Issue.REFUSED)
    driver.turns_back("#2", "refused")
    wali.counts_in("#2", Counted("OIL", 2), Counted("SOAP", 1))
    assert day.shows() == {
        "#1": "Delivered",
        "#2": "Returned",
        "#3": "Missing",
        "#4": "Processing",
        "#5": "Processing",
        "#6": "Missing",
    }
    assert day.stock() == {"OIL": (18, 4), "SOAP": (9, 2)}

    # 18:00: the cash of the only parcel that had any.
    day.at("18:00")
    samia.settles_cash("Delhivery", "#1")
    assert day.cash() == {"#1": "3400 RECONCILED"}
    day.ends()


@pytest.mark.parametrize("oms", ["Arvind", "Unicommerce", "SAP"])
@pytest.mark.parametrize("mode", ["PUSH", "PULL"])
def test_an_order_that_is_set_to_processing_by_hand_reaches_the_oms(a_day: Open, oms: str, mode: str) -> None:
    day = a_day("kartify")
    day.settles(oms=mode)
    day.checkout("#1", method=Method.ONLINE, gateway="PayU")
    assert (day.word("#1"), day.handoff("#1")) == ("Missing", "NONE")
    day.person("Samia").marks_paid("#1", "seen on the dashboard: pu-1")
    assert (day.word("#1"), day.handoff("#1")) == ("Processing", "DUE")
    assert ("#1 order at the oms" in day.told()) is (mode == "PUSH")
    day.sender(Role.OMS, oms).does("#1", HandOffAccepted())
    assert (day.word("#1"), day.handoff("#1")) == ("Processing", "DONE")
    day.ends()


def test_fynd_confirms_the_payment_and_the_status_follows(a_day: Open) -> None:
    day = a_day("kartify")
    day.settles(oms="CONFIRM_API")
    samia, fynd = day.person("Samia"), day.sender(Role.OMS, "FYND")
    day.checkout("#1", method=Method.ONLINE, gateway="PayU")
    assert samia.cannot("#1", MarkPaid(None, "pu-1")) == (
        "the OMS confirms payments of this shop; send it the proof instead"
    )
    samia.does("#1", SendPaymentProof("pu-1"))
    assert day.told() == {"#1 confirm payment at the oms"}
    assert (day.word("#1"), day.payment("#1"), day.handoff("#1")) == ("Missing", "IN_PROGRESS", "DUE")
    fynd.does("#1", HandOffAccepted("FY-1"))
    assert (day.word("#1"), day.payment("#1"), day.handoff("#1")) == ("Processing", "PAID", "DONE")
    day.ends()


def test_the_look_up_tells_fynd_instead_of_editing_the_status(a_day: Open) -> None:
    day = a_day("kartify")
    day.settles(oms="CONFIRM_API")
    day.checkout("#1", method=Method.ONLINE, gateway="PayU")
    day.sender(Role.CUSTOMER, "the customer").begins_to_pay("#1", "pu-1", "PayU")
    with a_provider() as at_payu:
        day.has_gateway("PayU", at_payu.url, SECRET)
        at_payu.says["1"] = paid(TOTAL, "pu-1", "INR")
        day.looks_up("PayU")
    assert (day.word("#1"), day.handoff("#1")) == ("Missing", "DUE")
    assert "#1 confirm payment at the oms" in day.told()
    day.sender(Role.OMS, "FYND").does("#1", HandOffAccepted())
    assert (day.word("#1"), day.handoff("#1")) == ("Processing", "DONE")
    day.ends()


def test_a_missing_order_is_missing_for_ever(a_day: Open) -> None:
    day = a_day("kartify")
    day.checkout("#1", method=Method.ONLINE, gateway="PayU")
    day.at("09:00", later=400)
    assert day.shows("missing") == {"#1": "Missing"}
    assert day.history("#1") == ["StartCheckout"]
    day.ends()
