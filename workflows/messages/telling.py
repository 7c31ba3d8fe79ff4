"""How a shop tells each message: by which channels, in which words. Each change is an event of the shop."""

from dataclasses import dataclass, replace

from sqlalchemy import delete

from models.outbox import MessageSetting, message_settings
from workflows.actors import Actor
from workflows.errors import Invalid, NotFound
from workflows.messages import templates
from workflows.messages.writing import CHANNELS, EITHER, EMAIL, SMS
from workflows.shop import chronicle
from workflows.shop.permission import only_supervisors
from workflows.work import Work, as_dict, upsert

NONE = "none"  #: what is typed for no channel at all
_ABLE = f"{EITHER}, {EMAIL}, {SMS}, {EMAIL} {SMS} or {NONE}"


@dataclass(frozen=True, slots=True)
class Telling:
    """One message as the shop tells it now."""

    message: str
    channels: str  #: `either`, `email`, `sms`, `email sms` or `none`
    subject: str
    text: str
    own: bool  #: the shop has changed something of it


def everything(work: Work) -> list[Telling]:
    """Every message, in the order of an order's life."""
    return [telling(work, message) for message in CHANNELS]


def telling(work: Work, name: str) -> Telling:
    """One message by its name; NotFound lists them all."""
    message = named(name)
    own, words = work.message_settings.get(message), templates.words_of(work, message)
    chosen = CHANNELS[message] if own is None else own.channels
    return Telling(message, chosen or NONE, words.subject, words.text, own is not None)


def named(name: str) -> str:
    """The message that was meant: in any case, with spaces or dashes."""
    message = " ".join(name.lower().replace("-", " ").replace("_", " ").split())
    if message not in CHANNELS:
        raise NotFound(f"there is no message {name!r}; there are {', '.join(CHANNELS)}")
    return message


def change(
    work: Work,
    name: str,
    *,
    channels: str | None = None,
    subject: str | None = None,
    text: str | None = None,
    by: Actor,
) -> Telling:
    """Change what is given; an empty subject or text goes back to our own words."""
    only_supervisors(work, by, "change what customers are told")
    chronicle.lock(work)
    message = named(name)
    before = work.message_settings.get(message) or MessageSetting(work.shop.id, message, CHANNELS[message], "", "")
    after = replace(before)
    if channels is not None:
        after.channels = _channels(message, channels)
    if subject is not None:
        after.subject = templates.checked(message, "subject", subject)
    if text is not None:
        after.text = templates.checked(message, "text", text)
    return _store(work, before, after, by)


def reset(work: Work, name: str, *, by: Actor) -> Telling:
    """Back to our own channels and words."""
    only_supervisors(work, by, "change what customers are told")
    chronicle.lock(work)
    message = named(name)
    before = work.message_settings.get(message)
    if before is None:
        return telling(work, message)
    return _store(work, before, MessageSetting(work.shop.id, message, CHANNELS[message], "", ""), by)


def _channels(message: str, typed: str) -> str:
    """The channels in one spelling; Invalid when there is no such channel, or the message cannot go by it."""
    words = set(typed.lower().replace(",", " ").split())
    if words in ({NONE}, set()):
        chosen = ""
    elif words == {EITHER} or words <= {EMAIL, SMS}:
        chosen = " ".join(sorted(words))
    else:
        raise Invalid(f"{typed!r} is no way to tell a customer; choose {_ABLE}")
    if message == "pin" and chosen != SMS:
        raise Invalid(
            "a PIN goes by SMS: it proves that the phone is the customer's; turn pin_confirmation off instead"
        )
    return chosen


def _store(work: Work, before: MessageSetting, after: MessageSetting, by: Actor) -> Telling:
    """Write what changed and tell it; a message that is told as we tell it has no row."""
    if before == after:
        return telling(work, after.message)
    if (after.channels, after.subject, after.text) == (CHANNELS[after.message], "", ""):
        mine = (message_settings.c.shop_id == work.shop.id, message_settings.c.message == after.message)
        work.connection.execute(delete(message_settings).where(*mine))
        work.message_settings.pop(after.message)
    else:
        values = as_dict(after)
        statement = upsert(work.is_sqlite, message_settings)
        stored = statement.on_conflict_do_update(index_elements=["shop_id", "message"], set_=values)
        work.connection.execute(stored, values)
        work.message_settings[after.message] = after
    chronicle.tell(work, "ChangeMessage", {"message": after.message} | _changed(before, after), by=by)
    return telling(work, after.message)


def _changed(before: MessageSetting, after: MessageSetting) -> dict[str, str]:
    """What was and is, of what changed."""
    facts: dict[str, str] = {}
    for part in ("channels", "subject", "text"):
        if (was := getattr(before, part)) != (now := getattr(after, part)):
            facts |= {f"{part} before": was, f"{part} after": now}
    return facts
