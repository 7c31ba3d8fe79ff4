"""A password that somebody chooses for themselves, typed twice."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.shops import Person
    from workflows.desk import Desk

CHOOSE = "Choose a password of 8 characters or more"
AGAIN = "Type the same password once more, then enter."


class NewPassword:
    """Good enough the first time, the same the second."""

    def __init__(self, person: "Person") -> None:
        self._person = person
        self._first = ""

    @property
    def is_begun(self) -> bool:
        """Whether it was typed once."""
        return bool(self._first)

    def begin(self, password: str) -> None:
        """The first time; Refused when it is not good enough."""
        from workflows.shop.passwords import good_password

        self._first = good_password(password, self._person.name)

    def finish(self, desk: "Desk", password: str) -> None:
        """The second time, in the writer's thread: it is kept. Refused when it differs; then it begins anew."""
        from workflows.actors import actor_of
        from workflows.errors import Invalid
        from workflows.shop.passwords import good_password
        from workflows.shop.sign_in import choose_password

        first, self._first = self._first, ""
        if not password or good_password(password, self._person.name) != first:
            raise Invalid("the two were not the same; choose a password again")
        choose_password(desk, self._person.id, first, by=actor_of(self._person))
