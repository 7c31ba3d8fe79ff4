"""A line of facts that ` · ` joins breaks between them."""

from console.widgets.lines import Parts, Plain

HEAD = "july.csv of Yalidine · DZD 5 200.00 · fees DZD 800.00 · net DZD 4 400.00"


def lines(widget: Plain, width: int) -> list[str]:
    return [line.plain for line in widget.lines(width)]


def test_no_amount_is_torn_apart() -> None:
    assert lines(Plain(HEAD), 68)[1] == "400.00"
    assert lines(Parts(HEAD), 68) == ["july.csv of Yalidine · DZD 5 200.00 · fees DZD 800.00 ·", "net DZD 4 400.00"]


def test_what_fits_is_one_line() -> None:
    assert lines(Parts(HEAD), 120) == [HEAD]


def test_a_part_that_is_wider_than_a_line_breaks_between_its_words() -> None:
    assert lines(Parts("a note of many words · DZD 5.00"), 12) == ["a note of", "many words ·", "DZD 5.00"]
