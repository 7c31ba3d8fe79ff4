"""Who works here: add, rename, change role, deactivate, reactivate."""

import pytest

from models.statuses import Role
from tests.support import shop
from tests.support.history import shop_events
from workflows import roster
from workflows.actors import SYSTEM, Actor
from workflows.desk import Desk
from workflows.errors import Invalid, NotFound, Refused
from workflows.shop import people


def names(desk: Desk) -> list[str]:
    return [person.name for person in desk.read(roster.everyone)]


def test_adding_works(desk: Desk, samia: Actor) -> None:
    person = desk.write(lambda work: people.add(work, "  Nadia   B. ", Role.AGENT, by=samia))
    assert (person.name, person.role, person.password, person.pin) == ("Nadia B.", Role.AGENT, "", "")
    assert names(desk) == ["Amina", "Karim", "Nadia B.", "Samia", "Wali"]
    told = shop_events(desk, "AddPerson")[-1]
    assert (told.actor, told.data) == ("Samia", {"name": "Nadia B.", "role": "agent"})


def test_the_command_line_of_the_database_may_add_the_first_supervisor(desk: Desk) -> None:
    desk.write(lambda work: people.add(work, "Leïla", Role.SUPERVISOR, by=SYSTEM))
    assert "Leïla" in names(desk)


@pytest.mark.parametrize("name", ["", "   ", "amina", " AMINA "])
def test_a_name_that_is_empty_or_taken_is_refused(desk: Desk, samia: Actor, name: str) -> None:
    with pytest.raises(Refused, match=r"needs a name|works here already; add an initial"):
        desk.write(lambda work: people.add(work, name, Role.AGENT, by=samia))


def test_the_name_of_a_deactivated_person_is_refused(desk: Desk, samia: Actor, karim: Actor) -> None:
    assert karim.id
    person = karim.id
    desk.write(lambda work: people.deactivate(work, person, by=samia))
    with pytest.raises(Refused, match="somebody named Karim is deactivated; reactivate them"):
        desk.write(lambda work: people.add(work, "Karim", Role.AGENT, by=samia))


def test_only_people_have_roles_of_people(desk: Desk, samia: Actor) -> None:
    with pytest.raises(Invalid, match="gateway is not a role of people; choose one of agent, supervisor, warehouse"):
        desk.write(lambda work: people.add(work, "Stripe", Role.GATEWAY, by=samia))


@pytest.mark.parametrize("name", ["Amina", "Wali"])
def test_only_supervisors_add_people(desk: Desk, name: str) -> None:
    by = shop.person(desk, name)
    with pytest.raises(Refused, match="may not add people; ask a supervisor"):
        desk.write(lambda work: people.add(work, "Nadia", Role.AGENT, by=by))


def test_renaming_works(desk: Desk, samia: Actor, amina: Actor) -> None:
    assert amina.id
    person = amina.id
    desk.write(lambda work: people.rename(work, person, "Amina K.", by=samia))
    assert desk.read(lambda work: roster.by_name(work, "amina k.")).id == amina.id
    assert shop_events(desk, "RenamePerson")[-1].data == {"name": "Amina", "before": "Amina", "after": "Amina K."}
    with pytest.raises(NotFound, match=r"people here: Amina K\., Karim, Samia, Wali"):
        desk.read(lambda work: roster.by_name(work, "Amina"))


def test_a_person_may_keep_their_name_in_another_case(desk: Desk, samia: Actor, amina: Actor) -> None:
    assert amina.id
    person = amina.id
    assert desk.write(lambda work: people.rename(work, person, "AMINA", by=samia)).name == "AMINA"


def test_changing_a_role_works_and_ends_the_claim_of_whoever_leaves_the_phones(
    desk: Desk, samia: Actor, amina: Actor
) -> None:
    order = shop.an_order(desk)
    desk.next_order(by=amina)
    assert amina.id
    person = amina.id
    desk.write(lambda work: people.change_role(work, person, Role.WAREHOUSE, by=samia))
    assert shop.person(desk, "Amina").role is Role.WAREHOUSE
    assert shop.order(desk, order.id).claimed_by is None
    told = shop_events(desk, "ChangeRole")[-1].data
    assert told == {"name": "Amina", "before": "agent", "after": "warehouse"}


def test_deactivating_works_and_gives_the_order_back(desk: Desk, samia: Actor, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.next_order(by=amina)
    assert amina.id
    person = amina.id
    desk.write(lambda work: people.deactivate(work, person, by=samia))
    assert "Amina" not in names(desk)
    assert shop.order(desk, order.id).claimed_by is None
    with pytest.raises(Refused, match="Amina is deactivated already"):
        desk.write(lambda work: people.deactivate(work, person, by=samia))


def test_who_is_deactivated_gets_no_order_and_is_told_so(desk: Desk, samia: Actor, amina: Actor) -> None:
    shop.an_order(desk)
    assert amina.id
    person = amina.id
    desk.write(lambda work: people.deactivate(work, person, by=samia))
    with pytest.raises(Refused, match="Amina does not work here as agent any more"):
        desk.next_order(by=amina)


def test_reactivating_works(desk: Desk, samia: Actor, amina: Actor) -> None:
    assert amina.id
    person = amina.id
    desk.write(lambda work: people.deactivate(work, person, by=samia))
    desk.write(lambda work: people.reactivate(work, person, by=samia))
    assert "Amina" in names(desk)
    with pytest.raises(Refused, match="Amina is active already"):
        desk.write(lambda work: people.reactivate(work, person, by=samia))


def test_nobody_removes_the_last_supervisor(desk: Desk, samia: Actor) -> None:
    assert samia.id
    person = samia.id
    for change in (
        lambda work: people.deactivate(work, person, by=samia),
        lambda work: people.change_role(work, person, Role.AGENT, by=samia),
    ):
        with pytest.raises(Refused, match="Samia is the last supervisor; make somebody else one first"):
            desk.write(change)
    desk.write(lambda work: people.add(work, "Nadia", Role.SUPERVISOR, by=samia))
    desk.write(lambda work: people.deactivate(work, person, by=samia))
    assert "Samia" not in names(desk)


def test_a_deactivated_supervisor_does_not_count(desk: Desk, samia: Actor) -> None:
    assert samia.id
    first = samia.id
    nadia = desk.write(lambda work: people.add(work, "Nadia", Role.SUPERVISOR, by=samia))
    desk.write(lambda work: people.deactivate(work, nadia.id, by=samia))
    with pytest.raises(Refused, match="last supervisor"):
        desk.write(lambda work: people.deactivate(work, first, by=samia))
