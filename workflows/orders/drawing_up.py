"""An order and its lines as they stand before their first step, drawn up from a draft."""

from uuid import UUID

from models.orders import LANE_NEW, Line, Order
from models.statuses import Confirmation, Fulfilment, Handoff, Headline, Payment
from workflows.orders.draft import DraftLine, DraftOrder
from workflows.phones import Phone
from workflows.work import Work

BORN = Confirmation.MISSING  #: an order comes into being as a checkout; placing it is the first step


#: What a draft says of an order: taken anew when a checkout is completed.
FROM_DRAFT = (
    *("placed_at", "name", "email", "phone", "phone_typed", "phone_other", "phone_rev", "phone_problem", "zone"),
    *("street", "city", "region", "postcode", "country", "method", "gateway", "currency"),
    *("lines_minor", "shipping_minor", "discount_minor", "tax_minor", "total_minor", "note", "tags"),
)


def order_of(work: Work, draft: DraftOrder, phone: Phone, number: int, *, is_test: bool) -> Order:
    """The row of a new order; its customer is not known yet."""
    address = draft.address
    lines = sum(line.quantity * line.unit_minor - line.discount_minor for line in draft.lines)
    return Order(
        shop_id=work.shop.id,
        id=work.new_id(),
        version=0,
        number=number,
        ref=draft.ref,
        source=draft.source,
        external_id=draft.external_id,
        placed_at=draft.placed_at or work.now,
        created_at=work.now,
        changed_at=work.now,
        changed_by="",
        is_test=is_test,
        customer_id=work.shop.id,
        name=draft.customer,
        email=draft.email,
        phone=phone.e164 if phone.valid else "",
        phone_typed=draft.phone,
        phone_other=draft.other_phone or phone.other,
        phone_rev=reversed_digits(phone.e164 or draft.phone),
        phone_problem="" if phone.valid else phone.problem,
        zone=phone.zone or work.shop.zone,
        street=address.street,
        city=address.city,
        region=address.region,
        postcode=address.postcode,
        country=address.country,
        method=draft.method,
        gateway=draft.gateway,
        currency=draft.currency,
        lines_minor=lines,
        shipping_minor=draft.shipping_minor,
        discount_minor=draft.discount_minor,
        tax_minor=draft.tax_minor,
        total_minor=draft.total_minor,
        received_minor=0,
        refunded_minor=0,
        confirmation=BORN,
        payment=Payment.UNPAID,
        fulfilment=Fulfilment.UNFULFILLED,
        headline=Headline.MISSING,
        headline_at=work.now,
        shipping=None,
        handoff=Handoff.NONE,
        reserved=False,
        short=False,
        cancel_reason="",
        confirmed_by=None,
        duplicate_of=None,
        copied_from=None,
        attempts=0,
        counted_attempts=0,
        counted_at=None,
        tried_parts="",
        next_try_at=None,
        appointment_at=None,
        appointment_by=None,
        lane=LANE_NEW,
        due_at=None,
        claimed_by=None,
        claimed_until=None,
        claim_no=0,
        assigned_to=None,
        assigned_until=None,
        note=draft.note,
        tags=draft.tags,
    )


def reversed_digits(phone: str) -> str:
    """Digits from right to left: any suffix of a number becomes a prefix of this."""
    return "".join(filter(str.isdecimal, phone))[::-1]


def line_of(work: Work, order: Order, drawn: DraftLine, position: int, product: UUID) -> Line:
    """One line of a new order, which stands at `position` (1, 2, 3 …)."""
    return Line(
        order.shop_id,
        work.new_id(),
        order.id,
        position,
        product,
        drawn.sku,
        drawn.title,
        drawn.quantity,
        drawn.unit_minor,
        drawn.discount_minor,
    )
