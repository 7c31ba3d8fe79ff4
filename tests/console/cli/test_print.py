"""`codesk print`: each paper to a file, to standard output, to a printer, and what is refused."""

import sys
from pathlib import Path

import pytest

from tests.console.cli.conftest import Cli
from tests.console.paper import sheets
from tests.support import packed as made
from tests.support.shop import an_order
from workflows.desk import Desk


@pytest.fixture
def packed(desk: Desk) -> str:
    """A packed order that waits for Yalidine."""
    return made.packed(desk, ref="#1042", waybill="YAL-1").ref


@pytest.fixture
def second(desk: Desk) -> str:
    """Another one."""
    return made.packed(desk, ref="#1043", waybill="YAL-2").ref


def pages(file: Path) -> list[str]:
    """The words of each page of a file."""
    pdf = file.read_bytes()
    return [sheets.text(pdf, number) for number in range(sheets.count(pdf))]


def test_labels_go_into_the_file_that_is_named(cli: Cli, packed: str, second: str, tmp_path: Path) -> None:
    file = tmp_path / "labels.pdf"
    done = cli.run("print", "label", "1043", packed, "--out", str(file))
    assert (done.exit_code, done.stdout) == (0, f"Saved to {file}.\n")
    assert ["YAL-2" in page for page in pages(file)] == [True, False]
    assert ["YAL-1" in page for page in pages(file)] == [False, True]


def test_json(cli: Cli, packed: str, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    assert cli.json("print", "label", packed, "--out", str(file)) == {
        "ok": True,
        "paper": "label",
        "orders": ["#1042"],
        "file": str(file),
        "printer": None,
    }


def test_standard_output_is_the_paper_alone(cli: Cli, packed: str) -> None:
    done = cli.run("print", "label", packed, "--out", "-")
    assert done.exit_code == 0
    assert "YAL-1" in sheets.text(done.stdout_bytes)


def test_without_a_printer_it_is_saved_among_the_papers(cli: Cli, packed: str, second: str, tmp_path: Path) -> None:
    settings = written(tmp_path, f'papers = "{tmp_path / "papers"}"')
    for orders in ((packed,), (packed, second)):
        assert cli.run("print", "label", *orders, CODESK_SETTINGS=settings).exit_code == 0
    names = {file.name for file in (tmp_path / "papers").iterdir()}
    assert names == {"label-1042.pdf", "label-20261123-110000.pdf"}  # the shop's clock


def test_a_printer_is_given_it(cli: Cli, packed: str, tmp_path: Path) -> None:
    script = tmp_path / "printer.py"
    script.write_text(f"import sys; open({str(tmp_path / 'out')!r}, 'wb').write(sys.stdin.buffer.read())")
    settings = written(tmp_path, f'label_printer = "{sys.executable} {script}"')
    done = cli.run("print", "label", packed, CODESK_SETTINGS=settings)
    assert (done.exit_code, done.stdout) == (0, f"Handed to {sys.executable}.\n")
    assert "YAL-1" in pages(tmp_path / "out")[0]


def test_a_printer_that_fails_is_told(cli: Cli, packed: str, tmp_path: Path) -> None:
    settings = written(tmp_path, 'printer = "no-such-printer-program"')
    done = cli.run("print", "label", packed, CODESK_SETTINGS=settings)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "There is no program no-such-printer-program to print with." in done.stderr
    failed = cli.run("print", "label", packed, "--json", CODESK_SETTINGS=settings)
    assert '"ok": false' in failed.stdout


def written(folder: Path, line: str) -> str:
    """A settings file of one line."""
    file = folder / "settings.toml"
    file.write_text(f"{line}\n", "utf-8")
    return str(file)


def test_who_printed_a_label_stands_in_the_history(cli: Cli, packed: str, tmp_path: Path) -> None:
    cli.run("print", "label", packed, "--as", "Wali", "--out", str(tmp_path / "a.pdf"))
    last = cli.json("show", packed)["events"][-1]
    assert (last["actor"], last["command"]) == ("Wali", "PrintLabel")
    cli.run("print", "label", packed, "--out", str(tmp_path / "a.pdf"))
    assert len(cli.json("show", packed)["events"]) == last["version"]


def test_slips_of_one_size_or_the_other(cli: Cli, packed: str, tmp_path: Path) -> None:
    for size, millimetres in (("a5", (148, 210)), ("a4", (210, 297))):
        file = tmp_path / f"{size}.pdf"
        assert cli.run("print", "slip", packed, "--size", size, "--out", str(file)).exit_code == 0
        assert sheets.size(file.read_bytes()) == millimetres


def test_a_slip_may_come_before_the_parcel(cli: Cli, desk: Desk, tmp_path: Path) -> None:
    order = made.confirmed(desk)
    cli.json("print", "slip", order.ref, "--out", str(tmp_path / "a.pdf"))
    assert "ARG Argan oil 2" in pages(tmp_path / "a.pdf")[0]


def test_a_pick_list(cli: Cli, desk: Desk, tmp_path: Path) -> None:
    refs = [made.confirmed(desk).ref for _ in range(3)]
    told = cli.json("print", "pick-list", *refs, "--out", str(tmp_path / "a.pdf"))
    assert (told["paper"], told["orders"]) == ("pick-list", refs)
    assert "6 ARG Argan oil" in pages(tmp_path / "a.pdf")[0]


def test_a_manifest_of_a_courier(cli: Cli, packed: str, second: str, desk: Desk, tmp_path: Path) -> None:
    made.packed(desk, courier="ZR Express")
    told = cli.json("print", "manifest", "--courier", "Yalidine", "--out", str(tmp_path / "a.pdf"))
    assert told["orders"] == [packed, second]
    assert "Manifest for Yalidine" in pages(tmp_path / "a.pdf")[0]


def test_a_manifest_of_orders(cli: Cli, packed: str, second: str, desk: Desk, tmp_path: Path) -> None:
    other = made.packed(desk, courier="ZR Express").ref
    out = ("--out", str(tmp_path / "a.pdf"))
    assert cli.json("print", "manifest", second, *out)["orders"] == [second]
    assert cli.json("print", "manifest", second, other, "--courier", "Yalidine", *out)["orders"] == [second]
    assert "a manifest is for one courier" in cli.fails("print", "manifest", second, other, *out, code=3)


def test_what_cannot_be_printed_is_refused(cli: Cli, desk: Desk, packed: str) -> None:
    bare = an_order(desk, ref="#1050").ref
    assert "#1050 has no parcel yet" in cli.fails("print", "label", bare, code=3)
    assert "there is no parcel 2 of #1042" in cli.fails("print", "label", packed, "--shipment", "2", code=3)
    assert "there is no order '77'" in cli.fails("print", "label", "77", code=3)
    assert "nothing of these orders is left to pick" in cli.fails("print", "pick-list", packed, code=3)
    assert "no packed parcel to hand over" in cli.fails("print", "manifest", "--courier", "Nobody", code=3)
    assert "name the orders, or a courier" in cli.fails("print", "manifest", code=2)
    assert "missing argument" in cli.fails("print", "label", code=2)


def test_a_file_that_cannot_be_written_is_told(cli: Cli, packed: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = cli.fails("print", "label", packed, "--out", str(tmp_path / "file" / "a.pdf"), code=1)
    assert "could not be written" in said
