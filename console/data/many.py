"""What is said about many orders at once: before, while and after a command is carried out on them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from workflows.spoken import counted

if TYPE_CHECKING:
    from workflows.orders.bulk import Result

SAID = 2  #: refusals that are told in full


def refused(results: Sequence["Result"]) -> list[UUID]:
    """Those that were not done."""
    return [result.order_id for result in results if result.refusal is not None]


def sentence(results: Sequence["Result"], done: str, refs: Mapping[UUID, str]) -> str:
    """`12 orders cancelled. 2 refused and still selected: #1042 is …`; the commonest refusals first."""
    if len(results) == 1 and results[0].refusal is not None:
        return f"{refs.get(results[0].order_id, 'this order')}: {results[0].refusal}"
    why = Counter(result.refusal for result in results if result.refusal is not None)
    good = len(results) - sum(why.values())
    success = f"{counted(good, 'order')} {done}."
    if not why:
        return success
    told = "; ".join(_told(refusal, count, results, refs) for refusal, count in why.most_common(SAID))
    rest = f"; {sum(why.values()) - sum(count for _, count in why.most_common(SAID))} for other reasons"
    return f"{success} {sum(why.values())} refused and still selected: {told}{rest * (len(why) > SAID)}."


def _told(refusal: str, count: int, results: Sequence["Result"], refs: Mapping[UUID, str]) -> str:
    first = next(result.order_id for result in results if result.refusal == refusal)
    name = refs.get(first, "an order")
    return f"{name}: {refusal}" if count == 1 else f"{name} and {count - 1} more: {refusal}"
