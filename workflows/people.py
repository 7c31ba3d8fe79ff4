"""People: who works here, how they sign in, what they are on."""

from models.shops import Person, people
from models.statuses import Role
from workflows import chronicle
from workflows.actors import Actor
from workflows.errors import Invalid
from workflows.roster import everyone, name_key
from workflows.work import Work


def add(work: Work, name: str, role: Role, *, by: Actor) -> Person:
    """Let somebody work here; Invalid when the name is empty or taken."""
    shown = " ".join(name.split())
    if not shown:
        raise Invalid("a person needs a name")
    if any(person.name_key == name_key(shown) for person in everyone(work)):
        raise Invalid(f"somebody named {shown} works here already; add an initial to tell them apart")
    person = Person(
        work.shop.id, work.new_id(), shown, name_key(shown), role, "", "", True, 0, None, None, "", work.now
    )
    work.add(people, person)
    chronicle.tell(work, "AddPerson", {"name": shown, "role": role.value}, by=by)
    return person
