"""One order under a person's hands: the keys that dial it, settle it, edit it. Queue and order detail build on it.

What a screen adds:

    class Detail(Calling):
        place, name_ = Place.DETAIL, "detail"
        BINDINGS = bindings(Place.DETAIL)         # they call the actions below

        def show_order(self) -> None: ...         # draw `self.at_hand` (a views.Detail, or None)
        def following(self, desk, wish, order, by): ...   # in the writer's thread: what to show after a command;
                                                  # by default the same order, read again

and it calls `put(found)` with the order to show. `show_order` is also called every second of a call (`on_call`).
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from console import text
from console.dialling import dial
from console.keys import BY_ID
from console.screens.order_screen import OrderScreen, order_id
from console.screens.outcomes.carrying_out import Fate
from console.screens.outcomes.said import spoken
from console.widgets.more import More
from console.widgets.order_card import Section, Sections
from models.statuses import CALLABLE, Confirmation
from workflows.calls.claims import ClaimOrder
from workflows.confirmation.axis import NoAnswer
from workflows.policy import Ask
from workflows.refusals import NEVER_PLACED

if TYPE_CHECKING:
    from console.screens.outcomes.together import Together
    from workflows.views import Detail


DIALLING = "A number is being dialled; wait for what comes of it."
LONGEST = timedelta(minutes=45)  #: a call that goes on longer was forgotten, and keeps no order


class Calling(OrderScreen):
    """The keys of one order. See the module for what a subclass adds."""

    # A checkout that was left

    @property
    def besides(self) -> tuple[str, ...]:
        """Only a checkout that was left is recovered."""
        found = self.at_hand
        return ("call.recover",) if found and found.order.confirmation is Confirmation.MISSING else ()

    def reasons(self) -> Mapping[str, str]:
        """What is done with orders only names the key that makes it one."""
        known = super().reasons()
        how = f"{spoken(NEVER_PLACED)} Press {self.key_of(BY_ID['call.recover'])} to do so."
        return {id: how if why == spoken(NEVER_PLACED) else why for id, why in known.items()}

    # The call

    _dialling = False  # a number is on its way to the phone

    def action_dial(self) -> None:
        """Hand the number to the phone, once."""
        if self._dialling:
            self.say(DIALLING, "warn")
        elif self.ready("call.dial") is not None:
            self._dialling = True
            self.start(self._dial(), "dial")

    async def _dial(self) -> None:
        """The number is judged anew: since the order came up a colleague may have called it."""
        try:
            await self.reload_surely()
            found = self.at_hand
            if found is None or self.refused("call.dial") or self._warned_of(found):
                return
            if await self._mine(found):
                await self._ring(found)
        finally:
            self._dialling = False

    async def _ring(self, found: "Detail") -> None:
        shown = text.phone(found.reach.phone)
        self.say(f"Dialling {shown} …")
        done = await dial(self.desk.settings, found.reach.phone, shown, self.app.copy_to_clipboard)
        if done.handed and order_id(self.at_hand) == found.order.id:
            self.begin_call()
        self.say(done.sentence, "info" if done.handed else "error")

    def _warned_of(self, found: "Detail") -> bool:
        """The first press only warns; the second one with the same warnings dials."""
        key = self.key_of(BY_ID["call.dial"])
        if not found.reach.warnings or found.reach.warnings == self._warned:
            return False
        self._warned = found.reach.warnings
        self.say(f"{spoken('; '.join(found.reach.warnings))} Press {key} again to dial all the same.", "warn")
        return True

    async def _mine(self, found: "Detail") -> bool:
        """Whoever dials has the order: two people never call one customer."""
        if found.order.claimed_by == self.seat.actor.id or found.order.confirmation not in CALLABLE:
            return True
        return await self.safely(self._make_mine(found))

    async def _make_mine(self, found: "Detail") -> None:
        """Take it, and show it as it is then."""
        await self.seat.perform(found.order.id, ClaimOrder(), seen_version=found.order.version)
        await self.reload_surely()

    @property
    def on_call(self) -> timedelta | None:
        """How long the call has been going on; None when nothing was dialled."""
        return None if self.dialled_at is None else self.seat.now - self.dialled_at

    @property
    def talking(self) -> bool:
        """Whether a call is under way that nobody forgot to end."""
        return self.on_call is not None and self.on_call < LONGEST

    def action_no_answer(self) -> None:
        """Nobody picked up."""
        if self.ready("call.no_answer") is not None and not self.bounced():
            self.carry_out(NoAnswer(), self.request("no-answer"))

    async def action_no_answer_kind(self) -> None:
        """Nobody picked up, and a letter says why."""
        from console.screens.outcomes.choosing import NoAnswerKinds

        await self.open("call.no_answer_kind", NoAnswerKinds)

    async def action_later(self) -> None:
        """The customer asked for another time."""
        from console.screens.outcomes.later import Later

        desk = self.seat.desk
        await self.open("call.later", lambda found, request: Later(found, request, desk))

    async def action_confirm(self) -> None:
        """Read back, then lock; enter may have been meant for the card of the order before."""
        from console.screens.outcomes.cards import ConfirmCard

        if self.ready("call.confirm") is None or self.bounced():
            return
        desk = self.seat.desk
        joined = [(row, self.joined.get(row.id, Fate.LEAVE)) for row in self.others()]
        await self.open("call.confirm", lambda found, request: ConfirmCard(found, request, desk, joined))

    async def action_cancel(self) -> None:
        """Cancel for a reason."""
        from console.screens.outcomes.cancelling import CancelReasons

        await self.open("call.cancel", CancelReasons)

    async def action_fake(self) -> None:
        """Lock as fake."""
        from console.screens.outcomes.cards import FakeCard

        desk = self.seat.desk
        await self.open("call.fake", lambda found, request: FakeCard(found, request, desk))

    async def action_recover(self) -> None:
        """An abandoned checkout becomes an order."""
        from console.screens.outcomes.choosing import Methods

        calls_nobody = self.seat.desk.policy.ask_customer is Ask.NOBODY
        await self.open("call.recover", partial(Methods, calls_nobody=calls_nobody))

    async def action_together(self) -> None:
        """Settle the other orders of the number in the same call."""
        from console.screens.outcomes.together import Together

        others, joined = self.others(), self.joined
        await self.open("call.together", lambda found, request: Together(found, request, others, joined))

    def on_together_joined(self, event: "Together.Joined") -> None:
        """The next outcome settles these too."""
        self.joined = dict(event.fates)
        self.drop()
        self.show_order()
        refs = [row.ref for row in self.others() if row.id in self.joined]
        settles = f"settles {', '.join(refs)} too" if refs else "settles only this order"
        self.say(f"The outcome of this call {settles}.")

    # Reading on

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Beside the order, or below it, where the line at the foot says how much there is of each."""
        self.query_one(Sections).show(sections)
        self.query_one(More).tell([f"{section.title} {len(section.lines)}" for section in sections])

    def action_more(self) -> None:
        """What does not fit the screen."""
        self.query_one(More).down()

    def action_less(self) -> None:
        """Back to the order."""
        self.query_one(More).up()

    # The order's own

    async def action_edit(self) -> None:
        """Contact or products."""
        from console.screens.outcomes.choosing import WhatToEdit

        await self.open("order.edit", WhatToEdit)

    async def action_note(self) -> None:
        """Write a note."""
        from console.screens.outcomes.writing import NoteLine

        await self.open("order.note", NoteLine)

    async def action_show_text(self) -> None:
        """Name and address alone on whole lines."""
        from console.screens.outcomes.writing import TextAlone

        await self.open("order.show_text", TextAlone)
