"""Why something was not done, always in words for the person at the screen.

Refused            the rules say no; nothing was changed
├── Stale          somebody else changed the order first
├── Short          too little stock is free; a supervisor may insist
├── NotFound       there is no such order, person, product or switch
└── Invalid        what was typed cannot be used
"""


class Refused(Exception):
    """The rules say no; nothing was changed."""


class Stale(Refused):
    """Somebody else changed the order since it was shown."""


class Short(Refused):
    """Too little stock is free; who was refused may insist (domain.md C8)."""


class NotFound(Refused):
    """There is no such thing in this shop."""


class Invalid(Refused):
    """What was typed cannot be used."""
