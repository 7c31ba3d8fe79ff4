"""What is kept of a secret."""

from workflows.shop import passwords


def test_argon2id_with_owasps_minimum_is_what_is_kept() -> None:
    stored = passwords.hashed("olives et pain")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches(stored, "olives et pain")
    assert passwords.matches(stored, " ｏlives et pain ")
    assert not passwords.matches(stored, "olives et pain!")
    assert not passwords.matches("", "")
    assert passwords.hashed("olives et pain") != stored
