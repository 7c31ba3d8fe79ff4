"""A paper to a printer's command or into a folder, and each way that goes wrong."""

import stat
import sys
from pathlib import Path

import pytest

from console.paper import sending
from console.paper.sending import save, send
from console.settings import Settings

PDF = b"%PDF-1.7 not a real one\n"


def python(program: str) -> tuple[str, ...]:
    """A command that runs a program."""
    return (sys.executable, "-c", program)


def keeps(file: Path) -> tuple[str, ...]:
    """A command that writes its standard input to a file."""
    return python(f"import sys; open({str(file)!r}, 'wb').write(sys.stdin.buffer.read())")


def test_a_command_is_given_the_paper(tmp_path: Path) -> None:
    sent = send(PDF, "manifest", "m", Settings(printer=keeps(tmp_path / "out"), papers=str(tmp_path / "papers")))
    assert sent.done
    assert sent.sentence == f"Handed to {sys.executable}."
    assert (tmp_path / "out").read_bytes() == PDF
    assert not (tmp_path / "papers").exists()


def test_labels_have_a_printer_of_their_own(tmp_path: Path) -> None:
    settings = Settings(printer=keeps(tmp_path / "office"), label_printer=keeps(tmp_path / "zebra"))
    assert send(PDF, "label", "l", settings).done
    assert [file.name for file in tmp_path.iterdir()] == ["zebra"]
    assert send(PDF, "slip", "s", settings).done
    assert {file.name for file in tmp_path.iterdir()} == {"zebra", "office"}


def test_labels_go_to_the_printer_where_there_is_one_only(tmp_path: Path) -> None:
    assert send(PDF, "label", "l", Settings(printer=keeps(tmp_path / "office"))).done
    assert (tmp_path / "office").read_bytes() == PDF


def test_without_a_command_it_is_saved_for_its_owner_alone(tmp_path: Path) -> None:
    sent = send(PDF, "label", "label-#1042", Settings(papers=str(tmp_path / "papers")))
    file = tmp_path / "papers" / "label-1042.pdf"
    assert (sent.done, sent.file, sent.sentence) == (True, file, f"Saved to {file}.")
    assert file.read_bytes() == PDF
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_folder_is_among_the_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.paper.sending.user_documents_path", lambda: tmp_path)
    assert send(PDF, "label", "label-1", Settings()).file == tmp_path / "codesk" / "label-1.pdf"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("-rf", "rf"),
        ("a\x00b\x1b]0;x", "a-b-0-x"),
        ("..", "paper"),
        ("", "paper"),
    ],
)
def test_no_name_leaves_the_folder(tmp_path: Path, name: str, file: str) -> None:
    assert send(PDF, "label", name, Settings(papers=str(tmp_path))).file == tmp_path / f"{file}.pdf"


def test_a_file_that_was_asked_for_by_name_is_replaced(tmp_path: Path) -> None:
    save(b"old", tmp_path / "a.pdf")
    save(PDF, tmp_path / "a.pdf")
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [PDF]


def test_a_paper_of_the_settings_folder_is_kept_beside_the_next_of_its_name(tmp_path: Path) -> None:
    sent = [send(pdf, "manifest", "manifest-Atlas", Settings(papers=str(tmp_path))) for pdf in (b"1", b"2", b"3")]
    names = ["manifest-Atlas.pdf", "manifest-Atlas-2.pdf", "manifest-Atlas-3.pdf"]
    assert [one.file for one in sent] == [tmp_path / name for name in names]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"1", b"2", b"3"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    sent = save(PDF, tmp_path / "file" / "a.pdf")
    assert not sent.done
    assert "could not be written" in sent.sentence
    assert sent.sentence.endswith("nothing was saved.")


def test_a_missing_program_is_told() -> None:
    sent = send(PDF, "label", "l", Settings(printer=("no-such-printer-program",)))
    assert (sent.done, sent.sentence) == (
        False,
        "There is no program no-such-printer-program to print with. Mend `printer` in the settings.",
    )


def test_a_program_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    sent = send(PDF, "label", "l", Settings(printer=(str(tmp_path),)))
    assert not sent.done
    assert "could not be started" in sent.sentence


def test_a_failure_is_told_in_the_command_s_words_without_its_bytes() -> None:
    complain = "import sys; sys.stdin.read(); sys.stderr.write('\\x1b[2Jno paper'); sys.exit(3)"
    sent = send(PDF, "label", "l", Settings(printer=python(complain)))
    assert not sent.done
    assert sent.sentence == f"{sys.executable} ended with 3 and printed nothing: [2Jno paper"


def test_a_command_that_does_not_read_is_no_fault_of_ours() -> None:
    sent = send(PDF * 100_000, "label", "l", Settings(printer=python("raise SystemExit(1)")))
    assert not sent.done
    assert sent.sentence.endswith("ended with 1 and printed nothing")


def test_a_command_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PATIENCE", 0.3)
    sent = send(PDF, "label", "l", Settings(printer=python("import threading; threading.Event().wait()")))
    assert not sent.done
    assert "did not take the paper within" in sent.sentence
