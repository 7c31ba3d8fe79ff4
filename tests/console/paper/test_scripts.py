"""Scripts are shaped and run their own way: looked at as ink, since bytes of a PDF do not tell."""

from collections.abc import Callable

import pytest

from console import paper
from tests.console.paper import sheets
from tests.console.paper.consigned import consigned
from workflows.views.paper import Consignment

NON_JOINER = "\u200c"  #: keeps two letters apart that would join


def name_alone(name: str) -> sheets.Grid:
    """The ink of a customer's name: the part of a label between the head and the phone number."""
    label = paper.label(consigned(name=name, phone="5", street="", city="", region="", postcode="", country=""))
    return sheets.picture(label)[17 * 8 : 27 * 8]


def middle(grid: sheets.Grid) -> float:
    """Where the ink stands, from 0 on the left to 1 on the right."""
    columns = [x for row in grid for x, shade in enumerate(row) if shade < 128]
    return (min(columns) + max(columns)) / 2 / len(grid[0])


@pytest.mark.parametrize("word", ["محمد", "مسلم", "سلمى"])
def test_arabic_letters_join(word: str) -> None:
    assert sheets.pieces(name_alone(word)) == 1
    assert sheets.pieces(name_alone(NON_JOINER.join(word))) == len(word)


def test_devanagari_hangs_on_one_line_and_conjuncts_form() -> None:
    assert sheets.pieces(name_alone("राम")) == 1
    assert width("क्ष") < width("क" + NON_JOINER + "ष")
    assert width("र्म") < width("र" + NON_JOINER + "म")


def width(word: str) -> int:
    """Dots from the first to the last ink of a name."""
    columns = [x for row in name_alone(word) for x, shade in enumerate(row) if shade < 128]
    return max(columns) - min(columns)


def test_a_vowel_sign_stands_before_the_letter_it_is_written_after() -> None:
    assert name_alone("कि") != name_alone("क ि")
    assert sheets.pieces(name_alone("कि")) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("علي", "على"), ("كُ", "ك"), ("كि", "क"), ("ह्रू", "ह्र"), ("ỗ", "ô"), ("ọ", "o")]
)
@pytest.mark.parametrize("sheet", [paper.label, lambda parcel: paper.slips([parcel])])
def test_no_dot_or_sign_above_or_below_is_cut(sheet: Callable[[Consignment], bytes], one: str, other: str) -> None:
    """In the name, which is large, and in the last line of the address, which stands above a rule."""
    for place in ("name", "street"):
        made = [sheets.picture(sheet(consigned(city="", region="", **{place: word}))) for word in (one, other)]
        assert made[0] != made[1]


@pytest.mark.parametrize("letter", "عمح")
def test_the_tail_of_a_letter_is_whole(letter: str) -> None:
    assert height(name_alone(f"ا{letter}")) > 1.5 * height(name_alone("ا"))


def height(grid: sheets.Grid) -> int:
    """Rows that have ink."""
    return sum(any(shade < 128 for shade in row) for row in grid)


def test_arabic_stands_on_the_right_and_latin_on_the_left() -> None:
    assert middle(name_alone("محمد")) > 0.7
    assert middle(name_alone("12 محمد")) > 0.7
    assert middle(name_alone("Mohamed")) < 0.3
    assert middle(name_alone("Mohamed محمد")) < 0.5


def test_a_mixed_line_keeps_the_order_of_its_reading() -> None:
    label = paper.label(consigned(name="Yasmine ياسمين 12"))
    line = [letter for letter in sheets.letters(label) if 124 < letter.bottom < 137]
    left = {letter.text: letter.left for letter in line}
    assert left["Y"] < left["1"] < left["2"] < left["ي"]  # the number follows the Arabic word, so to its left


def test_brackets_are_mirrored_in_arabic() -> None:
    plain, mirrored = name_alone("("), name_alone("م(")
    assert middle(plain) < 0.2
    assert middle(mirrored) > 0.8


def test_a_number_in_an_arabic_street_is_read_from_the_left() -> None:
    label = paper.label(consigned(name="شارع 12 نوفمبر"))
    line = [letter for letter in sheets.letters(label) if 124 < letter.bottom < 137]
    left = {letter.text: letter.left for letter in line}
    assert left["ن"] < left["1"] < left["2"] < left["ش"]


@pytest.mark.parametrize(
    "word", ["தமிழ்", "বাংলা", "తెలుగు", "ગુજરાતી", "ਪੰਜਾਬੀ", "ไทย", "עברית", "አማርኛ", "Ελλάδα", "Алжир"]
)
def test_other_scripts_of_the_package_have_their_letters(word: str) -> None:
    assert name_alone(word) != name_alone("王" * len(word))


def test_a_letter_that_no_font_has_is_a_box() -> None:
    box = name_alone("王")
    assert sheets.pieces(box) >= 1
    assert name_alone("明") == box
    assert sheets.pieces(name_alone("王明北")) == 3 * sheets.pieces(box)
