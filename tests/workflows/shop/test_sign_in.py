"""Signing in and out, unlocking, passwords and PINs, and how failed tries slow down."""

from uuid import UUID

import pytest

from models.log import events
from models.shops import Person
from models.shops import people as people_table
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.history import rows, shop_events
from workflows import roster
from workflows.actors import SYSTEM, Actor
from workflows.desk import Desk
from workflows.errors import Invalid, NotFound, Refused
from workflows.shop import passwords, people, sign_in

PASSWORD, PIN = "olives et pain", "4829"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hash with little memory: what it costs is measured once, below."""
    from argon2 import PasswordHasher

    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: cheap)


@pytest.fixture
def me(desk: Desk, amina: Actor) -> UUID:
    """Amina with a password and a PIN."""
    assert amina.id is not None
    sign_in.choose_password(desk, amina.id, PASSWORD, by=SYSTEM)
    sign_in.choose_pin(desk, amina.id, PIN, by=SYSTEM)
    return amina.id


def person(desk: Desk, me: UUID) -> Person:
    return desk.read(lambda work: roster.by_id(work, me))


def wrong(desk: Desk, times: int, clock: TestClock) -> None:
    """So many wrong tries, each as soon as it is allowed."""
    for _ in range(times):
        with pytest.raises(Refused, match="that is not the password of Amina"):
            sign_in.sign_in(desk, "Amina", "guess")
        clock.forward(minutes=15)


def test_a_password_signs_in(desk: Desk, me: UUID) -> None:
    entered = sign_in.sign_in(desk, " amina ", PASSWORD)
    assert (entered.person.id, entered.must_choose) == (me, False)
    assert person(desk, me).seen_at == desk.clock()
    assert shop_events(desk, "SignIn")[-1].actor == "Amina"


def test_a_wrong_password_is_refused(desk: Desk, me: UUID, clock: TestClock) -> None:
    for secret in ("", "guess", PASSWORD.upper(), PASSWORD + "x"):
        with pytest.raises(Refused, match="that is not the password of Amina"):
            sign_in.sign_in(desk, "Amina", secret)
        clock.forward(minutes=15)


def test_where_there_is_a_password_the_pin_does_not_sign_in(desk: Desk, me: UUID) -> None:
    with pytest.raises(Refused, match="that is not the password of Amina"):
        sign_in.sign_in(desk, "Amina", PIN)


def test_where_there_is_no_password_the_pin_signs_in(desk: Desk, karim: Actor) -> None:
    assert karim.id
    sign_in.choose_pin(desk, karim.id, "٤٨٢٩", by=SYSTEM)
    assert sign_in.sign_in(desk, "Karim", PIN).must_choose is False
    with pytest.raises(Refused, match="that is not the PIN of Karim"):
        sign_in.sign_in(desk, "Karim", "4820")


def test_who_has_neither_is_let_in_once_to_choose(desk: Desk, karim: Actor) -> None:
    assert sign_in.sign_in(desk, "Karim").must_choose is True
    assert karim.id
    sign_in.choose_password(desk, karim.id, PASSWORD, by=karim)
    with pytest.raises(Refused, match="not the password"):
        sign_in.sign_in(desk, "Karim")
    assert sign_in.sign_in(desk, "Karim", PASSWORD).must_choose is False


def test_nobody_of_that_name_is_told_who_there_is(desk: Desk) -> None:
    with pytest.raises(NotFound, match="nobody named 'Amine' works in this shop; people here: Amina, Karim"):
        sign_in.sign_in(desk, "Amine", PASSWORD)


def test_who_is_deactivated_does_not_sign_in_or_unlock(desk: Desk, me: UUID, samia: Actor) -> None:
    desk.write(lambda work: people.deactivate(work, me, by=samia))
    with pytest.raises(NotFound, match="nobody named 'Amina'"):
        sign_in.sign_in(desk, "Amina", PASSWORD)
    with pytest.raises(Refused, match="Amina does not work in this shop any more"):
        sign_in.unlock(desk, me, PIN)


def test_waits_grow_with_every_wrong_try(desk: Desk, me: UUID, clock: TestClock) -> None:
    for seconds in (0, 0, 10, 30, 120, 300, 900, 900):
        with pytest.raises(Refused, match="that is not the password"):
            sign_in.sign_in(desk, "Amina", "guess")
        if seconds:
            clock.forward(seconds=seconds - 1)
            with pytest.raises(Refused, match="too many wrong tries; wait 1 s"):
                sign_in.sign_in(desk, "Amina", PASSWORD)
            clock.forward(seconds=1)
    assert person(desk, me).failed_tries == 8
    assert sign_in.sign_in(desk, "Amina", PASSWORD).person.id == me
    assert person(desk, me).failed_tries == 0


def test_the_wait_is_said_with_the_refusal(desk: Desk, me: UUID, clock: TestClock) -> None:
    wrong(desk, 5, clock)
    with pytest.raises(Refused, match="not the password of Amina; wait 5 min before the next try"):
        sign_in.sign_in(desk, "Amina", "guess")
    with pytest.raises(Refused, match="too many wrong tries; wait 5 min"):
        sign_in.unlock(desk, me, PASSWORD)


def test_a_clock_that_is_set_back_locks_nobody_out(desk: Desk, me: UUID, clock: TestClock) -> None:
    wrong(desk, 5, clock)
    with pytest.raises(Refused, match="wait 5 min"):
        sign_in.sign_in(desk, "Amina", "guess")
    clock.forward(days=-1)
    assert sign_in.sign_in(desk, "Amina", PASSWORD).person.id == me


def test_a_restart_forgives_nothing(desk: Desk, me: UUID, clock: TestClock) -> None:
    wrong(desk, 2, clock)
    restarted = Desk(desk.database, desk.shop, clock)
    with pytest.raises(Refused, match="wait 10 s before the next try"):
        sign_in.sign_in(restarted, "Amina", "guess")


def test_a_try_is_counted_before_the_secret_is_looked_at(
    desk: Desk, me: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten consoles that try at once get no more tries than one."""
    seen: list[int] = []

    def no_match(_stored: str, _typed: str) -> bool:
        seen.append(person(desk, me).failed_tries)
        return False

    monkeypatch.setattr(passwords, "matches", no_match)
    with pytest.raises(Refused):
        sign_in.sign_in(desk, "Amina", PASSWORD)
    assert seen == [1]


def test_a_wrong_try_is_an_event_without_the_secret(desk: Desk, me: UUID, clock: TestClock) -> None:
    wrong(desk, 2, clock)
    assert [event.data for event in shop_events(desk, "WrongSecret")] == [
        {"name": "Amina", "tries": 1},
        {"name": "Amina", "tries": 2},
    ]
    everything = str(rows(desk, events))
    assert "guess" not in everything
    assert PASSWORD not in everything
    assert "argon2" not in everything


def test_pin_or_password_unlock(desk: Desk, me: UUID) -> None:
    assert sign_in.unlock(desk, me, PIN).name == "Amina"
    assert sign_in.unlock(desk, me, PASSWORD).name == "Amina"
    with pytest.raises(Refused, match="that is not the password of Amina"):
        sign_in.unlock(desk, me, "0000")


def test_after_five_wrong_tries_the_pin_is_not_taken_any_more(desk: Desk, me: UUID, clock: TestClock) -> None:
    wrong(desk, 4, clock)
    with pytest.raises(Refused, match="the PIN is not taken any more, type the password"):
        sign_in.unlock(desk, me, "0000")
    clock.forward(minutes=15)
    with pytest.raises(Refused, match="the PIN is not taken any more, type the password"):
        sign_in.unlock(desk, me, PIN)
    clock.forward(minutes=15)
    sign_in.unlock(desk, me, PASSWORD)
    assert sign_in.unlock(desk, me, PIN).name == "Amina"


def test_signing_out_gives_the_order_back(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.next_order(by=amina)
    desk.write(lambda work: sign_in.sign_out(work, by=amina))
    assert shop.order(desk, order.id).claimed_by is None
    assert shop_events(desk, "SignOut")[-1].actor == "Amina"


def test_signing_out_without_an_order_works(desk: Desk, amina: Actor) -> None:
    desk.write(lambda work: sign_in.sign_out(work, by=amina))
    assert shop_events(desk, "SignOut")[-1].data == {"name": "Amina"}


def test_signing_in_ends_a_forgotten_pause(desk: Desk, me: UUID, amina: Actor) -> None:
    shop.an_order(desk)
    desk.write(lambda work: people.pause(work, "lunch", by=amina))
    sign_in.sign_in(desk, "Amina", PASSWORD)
    assert desk.next_order(by=amina) is not None


def test_choosing_works_and_keeps_no_secret(desk: Desk, me: UUID, amina: Actor) -> None:
    sign_in.choose_password(desk, me, "pain et olives", by=amina, current=PASSWORD)
    assert sign_in.sign_in(desk, "Amina", "pain et olives").person.id == me
    stored = person(desk, me)
    assert stored.password.startswith("$argon2id$")
    assert stored.pin.startswith("$argon2id$")
    assert shop_events(desk, "SetPassword")[-1].data == {"name": "Amina"}


def test_ones_own_secret_is_changed_with_the_current_one_only(desk: Desk, me: UUID, amina: Actor) -> None:
    with pytest.raises(Refused, match="that is not the password of Amina"):
        sign_in.choose_password(desk, me, "pain et olives", by=amina)
    with pytest.raises(Refused, match="that is not the password of Amina"):
        sign_in.choose_pin(desk, me, "7391", by=amina, current="guess")
    sign_in.choose_pin(desk, me, "7391", by=amina, current=PIN)


def test_a_supervisor_sets_a_new_password_and_ends_the_waits(
    desk: Desk, me: UUID, samia: Actor, clock: TestClock
) -> None:
    wrong(desk, 7, clock)
    sign_in.choose_password(desk, me, "pain et olives", by=samia)
    assert sign_in.sign_in(desk, "Amina", "pain et olives").person.id == me


def test_colleagues_do_not_set_each_others_secrets(desk: Desk, me: UUID, karim: Actor) -> None:
    with pytest.raises(Refused, match="may not set the password or PIN of Amina; ask a supervisor"):
        sign_in.choose_password(desk, me, "pain et olives", by=karim)
    with pytest.raises(Refused, match="may not set the password or PIN of Amina; ask a supervisor"):
        sign_in.choose_pin(desk, me, "7391", by=karim)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("1234567", "at least 8 characters"),
        ("       1       ", "at least 8 characters"),
        ("x" * 201, "at most 200 characters"),
        ("aaaaaaaaaa", "anybody would guess this password"),
    ],
)
def test_a_weak_password_is_refused(desk: Desk, me: UUID, password: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        sign_in.choose_password(desk, me, password, by=SYSTEM)


@pytest.mark.parametrize("pin", ["", "123", "12a4", "1234567890123", "٣", "-123"])
def test_a_pin_has_four_to_twelve_digits(desk: Desk, me: UUID, pin: str) -> None:
    with pytest.raises(Invalid, match="a PIN has 4 to 12 digits"):
        sign_in.choose_pin(desk, me, pin, by=SYSTEM)


@pytest.mark.parametrize("pin", ["0000", "1234", "4321", "567890"])
def test_a_pin_that_anybody_would_guess_is_refused(desk: Desk, me: UUID, pin: str) -> None:
    with pytest.raises(Invalid, match="anybody would guess this PIN"):
        sign_in.choose_pin(desk, me, pin, by=SYSTEM)


def test_a_damaged_hash_lets_nobody_in(desk: Desk, me: UUID) -> None:
    broken = people_table.update().values(password="not a hash", pin="")
    desk.write(lambda work: work.connection.execute(broken))
    with pytest.raises(Refused, match="that is not the password"):
        sign_in.sign_in(desk, "Amina", "not a hash")
