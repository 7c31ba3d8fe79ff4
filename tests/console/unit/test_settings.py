"""The settings file: what it may say, and each refusal with its line."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from console.settings import Settings, SettingsError, hurry, load

Write = Callable[[str], dict[str, str]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a settings file and gives the environment that names it."""

    def written(text: str) -> dict[str, str]:
        path = tmp_path / "settings.toml"
        path.write_text(text, "utf-8")
        return {"CODESK_SETTINGS": str(path)}

    return written


def refusal(environ: dict[str, str]) -> list[str]:
    """What a refused file says, line by line, without the folder."""
    with pytest.raises(SettingsError) as refused:
        load(environ)
    return [line.rpartition("settings.toml")[2] for line in str(refused.value).splitlines()]


def test_it_works(write: Write) -> None:
    settings = load(
        write(
            'theme = "codesk-light"\nbell = false\nidle_minutes = 0\n'
            'dial = "linphonecsh dial {e164}"\ndatabase = "postgresql://desk/shop"\n'
            '[keys]\n"call.confirm" = ["y", "f2"]\ncall.fake = []\n[keys.queue]\nskip = "z"\n'
        )
    )
    assert settings == Settings(
        theme="codesk-light",
        bell=False,
        idle_minutes=0,
        dial=("linphonecsh", "dial", "{e164}"),
        database="postgresql://desk/shop",
        keys={"call.confirm": ("y", "f2"), "call.fake": (), "queue.skip": ("z",)},
    )


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.settings.user_config_path", lambda _: tmp_path)
    assert load({}) == Settings()


def test_the_file_is_looked_for_where_the_user_keeps_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.toml").write_text("bell = false\n")
    monkeypatch.setattr("console.settings.user_config_path", lambda _: tmp_path)
    assert load({}).bell is False


def test_the_environment_wins_over_the_file(write: Write) -> None:
    environ = write('theme = "codesk-light"\n') | {"CODESK_THEME": "nord", "CODESK_DATABASE": "sqlite:///x"}
    assert (load(environ).theme, load(environ).database) == ("nord", "sqlite:///x")


def test_a_file_that_is_named_must_be_there() -> None:
    with pytest.raises(SettingsError, match=r"There is no settings file .*CODESK_SETTINGS names it"):
        load({"CODESK_SETTINGS": "/nowhere/settings.toml"})


def test_an_empty_name_of_a_file_is_none(tmp_path: Path) -> None:
    assert load({"CODESK_SETTINGS": "", "XDG_CONFIG_HOME": str(tmp_path)}) == load({})


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load({"CODESK_SETTINGS": str(tmp_path)})


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"theme = '\xff'")
    with pytest.raises(SettingsError, match="cannot be read"):
        load({"CODESK_SETTINGS": str(path)})


def test_a_file_that_is_not_toml_is_refused(write: Write) -> None:
    assert "is not written as TOML" in refusal(write("theme = \n"))[0]
    assert "line 1" in refusal(write("theme = \n"))[0]


def test_an_unknown_setting_is_refused_with_its_line(write: Write) -> None:
    known = ", ".join(one.name for one in fields(Settings))
    assert refusal(write("bell = true\ncolour = 1\n")) == [
        f", line 2: There is no setting 'colour'; there are {known}."
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("theme = 3", "theme must be a word in quotes, not 3."),
        ('theme = " "', "theme must be a word in quotes, not ' '."),
        ('bell = "yes"', "bell must be true or false, not 'yes'."),
        ("bell = 1", "bell must be true or false, not 1."),
        ("idle_minutes = true", "idle_minutes must be a whole number of minutes from 0 to 480, not True."),
        ("idle_minutes = -1", "idle_minutes must be a whole number of minutes from 0 to 480, not -1."),
        ("idle_minutes = 1.5", "idle_minutes must be a whole number of minutes from 0 to 480, not 1.5."),
        ('dial = "linphone"', "dial must hold {e164} after the command's name, where the number goes."),
        ('dial = "{e164}"', "dial must hold {e164} after the command's name, where the number goes."),
        ("dial = 'a \"b'", "dial cannot be used as a command: No closing quotation"),
        ("keys = 3", 'keys must be a table such as [keys] with lines such as "call.confirm" = "c".'),
    ],
)
def test_a_wrong_value_is_refused_with_its_line(write: Write, line: str, sentence: str) -> None:
    assert refusal(write(f"# mine\n\n{line}\n")) == [f", line 3: {sentence}"]


def test_a_key_that_is_no_key_is_refused(write: Write) -> None:
    assert refusal(write('[keys]\n"call.dial" = 3\n')) == [
        ", line 2: keys.call.dial must be a key in quotes or a list of them, not 3."
    ]


@pytest.mark.parametrize(
    "text",
    [
        '\n[keys]\n# dial\n"call.fake" = "c"\n',
        '\n[keys]\n\ncall.fake = "c"\n',
        '\n\n[keys.call]\nfake = "c"\n',
        '\n\n\nkeys.call.fake = "c"\n',
    ],
)
def test_a_clash_of_keys_is_refused_with_its_line(write: Write, text: str) -> None:
    sentence = "call.fake cannot use 'c': in queue it is already call.confirm; change one of them."
    assert refusal(write(text)) == [f", line 4: {sentence}"]


def test_every_problem_is_told_at_once_in_the_order_of_the_file(write: Write) -> None:
    text = 'bell = 1\nidle_minutes = 999\n[keys]\n"call.hang_up" = "h"\n'
    assert [line.split(":")[0] for line in refusal(write(text))] == [", line 1", ", line 2", ", line 4"]


def test_the_number_goes_into_the_dial_command_as_one_word() -> None:
    settings = Settings(dial=("sip", "--to", "sip:{e164}@desk"))
    assert settings.dial_command("+213551234567") == ["sip", "--to", "sip:+213551234567@desk"]
    assert Settings().dial_command("+213551234567") == []


def test_textual_is_hurried_but_not_against_the_person_s_will() -> None:
    environ = {"ESCDELAY": "80", "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}
    hurry(environ)
    assert environ == {
        "ESCDELAY": "80",
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_FPS": "120",
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
    }


@pytest.mark.parametrize("keys", ['"call.confirm" = "n"', '"call.confirm" = 3'])
def test_only_where_keys_are_pressed_they_are_looked_at(write: Write, keys: str) -> None:
    environ = write(f'database = "x.db"\n[keys]\n{keys}\n')
    assert load(environ, with_keys=False) == Settings(database="x.db")
    assert refusal(environ)[0].startswith(", line 3: ")
