"""Phone numbers as customers type them and spreadsheets damage them."""

import csv
import subprocess
import sys

import pytest

from tests.workflows.intake.files import DATA
from workflows.phones import carrier, parse

EXAMPLES = list(csv.DictReader((DATA / "phones.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize(
    "typed",
    [
        "0551234567",
        "551234567",
        "213551234567",
        "00213551234567",
        "+213 (0) 551 23 45 67",
        "0551/23/45/67",
        "0551_23_45_67",
        "(0551) 23-45.67",
        "٠٥٥١٢٣٤٥٦٧",
        "۰۵۵۱۲۳۴۵۶۷",
        "०५५१२३४५६७",
        "'+213551234567",
        "p:+213551234567",
        "tel:+213551234567",
        "+213+551234567",
        "0551234567 ext. 5",
        "551234567.0",
        "0551234567 après 18h",
        "Ahmed 0551234567",
        "\u202a+213\u00a0551\u202f23 45 67\u202c",
    ],
)
def test_it_works(typed: str) -> None:
    phone = parse(typed, "DZ")
    assert (phone.e164, phone.valid, phone.problem) == ("+213551234567", True, "")
    assert (phone.region, phone.zone, phone.kind, phone.typed) == ("DZ", "Africa/Algiers", "mobile", typed)


@pytest.mark.parametrize("number", EXAMPLES, ids=lambda number: number["e164"])
def test_every_countrys_example_is_read_in_each_spelling(number: dict[str, str]) -> None:
    for spelled in ("as_dialled_at_home", "international", "e164"):
        phone = parse(number[spelled], number["region"])
        assert (phone.e164, phone.region, phone.valid) == (number["e164"], number["region"], True)


def test_a_number_from_abroad_without_its_plus_is_understood() -> None:
    assert parse("966512345678", "DZ").e164 == "+966512345678"


@pytest.mark.parametrize(
    "typed",
    ["0551234567 / 0661234567", "0551234567\n0661234567", "+213551234567,+213661234567", "0551234567 ou 0661234567"],
)
def test_of_two_numbers_the_second_is_kept_as_the_other(typed: str) -> None:
    phone = parse(typed, "DZ")
    assert (phone.e164, phone.other) == ("+213551234567", "+213661234567")


def test_of_two_numbers_the_one_that_can_be_called_comes_first() -> None:
    assert parse("05512345 / 0661234567", "DZ").e164 == "+213661234567"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "no phone number"),
        ("-", "no phone number"),
        ("N/A", "no phone number"),
        ("5.51235E+8", "a spreadsheet shortened it"),
        ("2,13551E+11", "a spreadsheet shortened it"),
        ("1055", "too short"),
        ("17", "too short"),
        ("055123456789", "too many digits"),
        ("+213+55", "too short"),
        ("+881612345678", "satellite"),
        ("+870773123456", "satellite"),
        ("+19005551234", "premium-rate"),
        ("0800123456", "free-phone"),
        ("+999123456789", "not a phone number"),
        ("not a phone", "not a phone number"),
        ("9" * 60, "not a phone number"),
        ("+", "not a phone number"),
        ("05512345", "No network"),
    ],
)
def test_a_number_that_cannot_be_called_says_why(typed: str, reason: str) -> None:
    phone = parse(typed, "DZ")
    assert (phone.e164, phone.valid) == ("", False)
    assert reason in phone.problem
    assert phone.problem.endswith(".")


def test_shared_cost_numbers_are_not_called() -> None:
    assert "shared-cost" in parse("0180 1234567", "DE").problem


def test_the_zone_is_the_countrys_one_clock_even_where_the_library_errs() -> None:
    assert parse("+212612345678", "DZ").zone == "Africa/Casablanca"
    assert parse("+4915123456789", "DZ").zone == "Europe/Berlin"


def test_the_zone_of_a_large_country_is_told_by_the_number_or_left_open() -> None:
    assert parse("+14155552671", "DZ").zone == "America/Los_Angeles"
    assert parse("+34612345678", "DZ").zone == ""


def test_the_network_is_known_when_asked_for() -> None:
    assert carrier("+213551234567") == "Ooredoo"
    assert carrier("+213219999999") == ""


def test_importing_the_module_loads_no_numbering_plans() -> None:
    code = "import sys, workflows.intake.detect, workflows.phones as _; "
    code += "print('phonenumbers' in sys.modules, 'openpyxl' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["False", "False"]
