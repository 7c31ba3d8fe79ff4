"""The same desk under Hypothesis: shorter runs, and a failing one is cut down to what matters."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from models.database import Database
from tests.proofs.walk import Walk
from tests.proofs.warehouse import JUMPS
from tests.support.databases import Bench
from workflows.profiles import PROFILES


class Desk(RuleBasedStateMachine):
    """Rules are the moves of the walk; Hypothesis chooses their order and their dice."""

    fresh: Callable[[], Database]
    walker: Walk | None = None

    @initialize(seed=st.integers(0, 2**16), profile=st.sampled_from(sorted(PROFILES)))
    def open(self, seed: int, profile: str) -> None:
        self.walker = Walk(type(self).fresh(), seed, profile)
        self.walker.place()

    def _move(self, name: str, dice: int) -> None:
        assert self.walker is not None
        self.walker.dice.seed(dice)
        getattr(self.walker, name)()

    @rule(dice=st.integers(0, 2**16))
    def place(self, dice: int) -> None:
        self._move("place", dice)

    @rule(dice=st.integers(0, 2**16))
    def next(self, dice: int) -> None:
        self._move("next", dice)

    @rule(dice=st.lists(st.integers(0, 2**16), min_size=1, max_size=6))
    def act(self, dice: list[int]) -> None:
        for one in dice:
            self._move("act", one)

    @rule(dice=st.integers(0, 2**16))
    def repeat(self, dice: int) -> None:
        self._move("repeat", dice)

    @rule(seconds=st.sampled_from(JUMPS))
    def wait(self, seconds: int) -> None:
        assert self.walker is not None
        self.walker.clock.forward(seconds=seconds)

    @rule(dice=st.integers(0, 2**16))
    def keep(self, dice: int) -> None:
        self._move("keep", dice)

    @rule(dice=st.integers(0, 2**16))
    def hear(self, dice: int) -> None:
        self._move("hear", dice)

    @rule(dice=st.integers(0, 2**16))
    def hand_over_cash(self, dice: int) -> None:
        self._move("hand_over_cash", dice)

    @invariant()
    def nothing_is_broken(self) -> None:
        if self.walker is not None:
            self.walker.check()


@pytest.mark.parametrize(("kind", "examples"), [("sqlite", 12), ("postgresql", 6)])
def test_no_order_of_steps_breaks_the_rules(kind: str, examples: int, request: pytest.FixtureRequest) -> None:
    bench: Bench = request.getfixturevalue(f"{kind}_bench")
    machine = type("Desk", (Desk,), {"fresh": staticmethod(bench.fresh)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
