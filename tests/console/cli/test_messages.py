"""`codesk shop messages` and `codesk shop message`."""

from tests.console.cli.conftest import Cli

_KEYS = {"message", "channels", "subject", "text", "own"}


def test_it_works(cli: Cli) -> None:
    words = ("shop", "message", "out", "for", "delivery", "--channels", "email sms", "--text", "{ref} comes", "--as")
    done = cli.json(*words, "Samia")
    assert (done["ok"], set(done["message"])) == (True, _KEYS | {"placeholders"})
    assert (done["message"]["channels"], done["message"]["text"]) == ("email sms", "{ref} comes")
    found = {one["message"]: one for one in cli.json("shop", "messages")}
    assert set(found["placed"]) == _KEYS
    assert (found["out for delivery"]["own"], found["placed"]["own"]) == (True, False)


def test_one_is_shown_with_its_placeholders(cli: Cli) -> None:
    shown = cli.run("shop", "message", "shipped").stdout
    assert shown.startswith("shipped: either (as codesk tells it)\nSubject: ")
    assert "  {waybill} the parcel's number at the courier" in shown
    assert "{pin}" not in shown


def test_it_goes_back(cli: Cli) -> None:
    cli.json("shop", "message", "shipped", "--channels", "none")
    assert "shipped *\tnone" in cli.run("shop", "messages").stdout
    assert cli.json("shop", "message", "shipped", "--reset")["message"]["own"] is False


def test_refusals(cli: Cli) -> None:
    assert "there is no message" in cli.fails("shop", "message", "greeting", code=3)
    assert "says nothing in 'placed'" in cli.fails("shop", "message", "placed", "--text", "{nam}", code=2)
    assert "no way to tell a customer" in cli.fails("shop", "message", "placed", "--channels", "fax", code=2)
    assert "leave out the rest" in cli.fails("shop", "message", "placed", "--reset", "--text", "x", code=2)
    assert "agents may not" in cli.fails("shop", "message", "placed", "--text", "x", "--as", "Amina", code=3)
