"""Every word an order, parcel or payment can stand at, each with one sentence (domain.md 2-7).

Values are stored as they are written here; each column carries a check constraint.
"""

from enum import StrEnum


class Confirmation(StrEnum):
    """Does this customer really want this order? Stored, changed only by the rules of section 3."""

    MISSING = "MISSING"  #: reached the last checkout page, did not place the order
    NEW = "NEW"  #: placed, nobody has verified it
    NO_ANSWER = "NO_ANSWER"  #: at least one attempt failed; attempts are counted
    CALL_LATER = "CALL_LATER"  #: the customer asked for another time; an appointment is set
    CONFIRMED = "CONFIRMED"  #: products, total and address verified, or proved by PIN or payment
    CANCELLED = "CANCELLED"  #: called off by the customer or the team; final
    FAKE = "FAKE"  #: junk, nobody wants this order; final


OPEN = frozenset({Confirmation.NEW, Confirmation.NO_ANSWER, Confirmation.CALL_LATER})
CALLABLE = OPEN | {Confirmation.MISSING}
LOCKED = frozenset({Confirmation.CANCELLED, Confirmation.FAKE})


class Shipping(StrEnum):
    """Where is this parcel? One value per shipment (domain.md 4)."""

    CREATED = "CREATED"  #: exists, perhaps already on the courier's platform
    PACKING = "PACKING"  #: being picked, checked, packed
    READY = "READY"  #: packed and labelled, waiting for the courier
    SHIPPED = "SHIPPED"  #: the courier or driver has it
    IN_TRANSIT = "IN_TRANSIT"  #: moving between hubs
    OUT_FOR_DELIVERY = "OUT_FOR_DELIVERY"  #: on the way to the customer today
    ISSUE = "ISSUE"  #: an attempt failed; still with the courier
    DELIVERED = "DELIVERED"  #: the customer has it
    PICKED_UP = "PICKED_UP"  #: the customer collected it
    CANCELLED = "CANCELLED"  #: called off; after hand-over the goods are still out
    IN_RETURN = "IN_RETURN"  #: coming back
    RETURNED = "RETURNED"  #: received back and counted, by hand


BEFORE_HAND_OVER = frozenset({Shipping.CREATED, Shipping.PACKING, Shipping.READY})
ROAD = frozenset({Shipping.SHIPPED, Shipping.IN_TRANSIT, Shipping.OUT_FOR_DELIVERY, Shipping.ISSUE})
ARRIVED = frozenset({Shipping.DELIVERED, Shipping.PICKED_UP})


class Payment(StrEnum):
    """How much has been paid and sent back? Derived from money rows (domain.md 5)."""

    UNPAID = "UNPAID"  #: nothing received, nothing under way
    FAILED = "FAILED"  #: the last online attempt failed
    IN_PROGRESS = "IN_PROGRESS"  #: an online attempt is open
    PARTIALLY_PAID = "PARTIALLY_PAID"  #: some of the total was received
    PAID = "PAID"  #: the whole total was received
    PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED"  #: part of what was received was sent back
    REFUNDED = "REFUNDED"  #: all that was received was sent back


class Fulfilment(StrEnum):
    """How much has left, arrived, come back? Derived from quantities (domain.md 6)."""

    UNFULFILLED = "UNFULFILLED"  #: nothing is packed for the whole order yet
    DISPATCHED = "DISPATCHED"  #: everything packed, waiting for the courier
    PARTIALLY_FULFILLED = "PARTIALLY_FULFILLED"  #: some of it has left
    FULFILLED = "FULFILLED"  #: all of it has left
    DELIVERED = "DELIVERED"  #: all of it arrived
    PICKED_UP = "PICKED_UP"  #: all of it was collected
    PARTIALLY_RETURNED = "PARTIALLY_RETURNED"  #: some of it came back
    RETURNED = "RETURNED"  #: all of it came back
    CANCELLED = "CANCELLED"  #: the order was called off


#: Nothing was sold: the order was called off, or all of it came back.
FOR_NOTHING = frozenset({Fulfilment.CANCELLED, Fulfilment.RETURNED})


class Headline(StrEnum):
    """The one word in the list. Derived from all the axes (domain.md 7); eighteen words."""

    MISSING = "MISSING"
    NEW = "NEW"
    NO_ANSWER = "NO_ANSWER"
    CALL_LATER = "CALL_LATER"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"
    FAKE = "FAKE"
    PACKING = "PACKING"
    READY = "READY"
    SHIPPED = "SHIPPED"
    IN_TRANSIT = "IN_TRANSIT"
    OUT_FOR_DELIVERY = "OUT_FOR_DELIVERY"
    ISSUE = "ISSUE"
    IN_RETURN = "IN_RETURN"
    DELIVERED = "DELIVERED"
    PICKED_UP = "PICKED_UP"
    PARTIALLY_RETURNED = "PARTIALLY_RETURNED"
    RETURNED = "RETURNED"


class Method(StrEnum):
    """How the customer chose to pay (Ucraft, KartRocket)."""

    CASH = "CASH"  #: cash on delivery
    CARD_ON_DELIVERY = "CARD_ON_DELIVERY"  #: card at the door
    TRANSFER = "TRANSFER"  #: bank or money transfer
    ONLINE = "ONLINE"  #: a payment provider


PAID_LATER = frozenset({Method.CASH, Method.CARD_ON_DELIVERY, Method.TRANSFER})


class Role(StrEnum):
    """Who acts: three kinds of people, and the senders of events (domain.md 17)."""

    AGENT = "agent"  #: calls customers
    SUPERVISOR = "supervisor"  #: reviews backlog, money, people and policy
    WAREHOUSE = "warehouse"  #: packs, hands over, receives returns
    COURIER = "courier"  #: a connected courier or a driver's report
    GATEWAY = "gateway"  #: a payment provider
    CUSTOMER = "customer"  #: the shop's checkout, or a PIN reply
    OMS = "oms"  #: an order management system
    SYSTEM = "system"  #: jobs, and steps that follow another step


PEOPLE = (Role.AGENT, Role.SUPERVISOR, Role.WAREHOUSE)


class Outcome(StrEnum):
    """How one dial of one number ended (domain.md 10)."""

    ANSWERED = "answered"  #: a person was reached
    NO_REPLY = "no-reply"  #: it rang, nobody picked up
    BUSY = "busy"  #: engaged
    OFF = "off"  #: switched off or out of coverage
    WRONG_NUMBER = "wrong-number"  #: somebody else; recorded, never counted
    VOICEMAIL = "voicemail"  #: a machine answered


class Reason(StrEnum):
    """Why an order was cancelled (domain.md 3)."""

    CHANGED_MIND = "changed-mind"
    DUPLICATE = "duplicate"
    JUNK = "junk"
    NO_ANSWER = "no-answer"
    OUT_OF_STOCK = "out-of-stock"
    PRICE = "price"  #: price or delivery cost
    WRONG_CONTACT = "wrong-contact"  #: wrong number or address
    ABANDONED = "abandoned"  #: abandoned checkout
    OTHER = "other"  #: a note is needed


class MoneyKind(StrEnum):
    """What one money row says (domain.md 5)."""

    ATTEMPT = "ATTEMPT"  #: a payment was begun at a provider
    RECEIVED = "RECEIVED"  #: money came in
    REFUND = "REFUND"  #: money goes back


class MoneyState(StrEnum):
    """Where that row stands."""

    OPEN = "OPEN"  #: attempt under way
    FAILED = "FAILED"  #: attempt refused
    CLOSED = "CLOSED"  #: attempt given up
    DONE = "DONE"  #: money moved
    TODO = "TODO"  #: refund decided, not yet sent


class Move(StrEnum):
    """What one row of the stock ledger did (domain.md 9)."""

    RESERVE = "RESERVE"  #: reserved +
    RELEASE = "RELEASE"  #: reserved -
    ISSUE = "ISSUE"  #: on hand -, reserved -
    RETURN = "RETURN"  #: on hand +
    DAMAGED = "DAMAGED"  #: recorded, moves nothing
    LOST = "LOST"  #: recorded, moves nothing
    ADJUST = "ADJUST"  #: on hand + or -, with a reason


class Handoff(StrEnum):
    """Does the OMS have it? (domain.md 13)."""

    NONE = "NONE"
    DUE = "DUE"
    DONE = "DONE"
    FAILED = "FAILED"


class CashState(StrEnum):
    """Where is the cash for this parcel? (domain.md 12)."""

    NONE = "NONE"
    DUE = "DUE"
    COLLECTED = "COLLECTED"
    RECONCILED = "RECONCILED"
    SHORT = "SHORT"
    WRITTEN_OFF = "WRITTEN_OFF"
    VOID = "VOID"


class Destination(StrEnum):
    """Where a parcel goes (Ucraft)."""

    LOCAL = "LOCAL"
    INTERNATIONAL = "INTERNATIONAL"
    PICKUP = "PICKUP"


class RunBy(StrEnum):
    """Who moves a parcel's status (CODSPOT, Ucraft)."""

    STAFF = "STAFF"  #: own drivers, or a courier without a connection
    COURIER = "COURIER"  #: a connected courier's events move it


class ReturnKind(StrEnum):
    """How goods came back (domain.md 4, 12)."""

    REFUSED = "REFUSED"  #: the parcel was not delivered, or called off (S14)
    SENT_BACK = "SENT_BACK"  #: the customer sent units back after delivery (R1)


class Issue(StrEnum):
    """Why a delivery failed (domain.md 4)."""

    REFUSED = "refused"
    WRONG_ADDRESS = "wrong-address"
    NOT_AVAILABLE = "not-available"  #: the customer was not there
    NOT_REACHABLE = "not-reachable"  #: the phone was off or not answered
    NO_CASH = "no-cash"  #: the cash was not ready
    ANOTHER_DAY = "another-day"  #: the customer asked for another day
    DAMAGED = "damaged"
    LOST = "lost"
    OTHER = "other"  #: a note is needed
