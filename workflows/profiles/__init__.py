"""The five systems and our own, as data (domain.md 15)."""

from workflows.profiles.codrocket import CODROCKET
from workflows.profiles.codspot import CODSPOT
from workflows.profiles.default import DEFAULT
from workflows.profiles.kartify import KARTIFY
from workflows.profiles.kartrocket import KARTROCKET
from workflows.profiles.profile import Profile
from workflows.profiles.ucraft import UCRAFT

PROFILES = {profile.name: profile for profile in (DEFAULT, KARTROCKET, CODROCKET, UCRAFT, CODSPOT, KARTIFY)}

__all__ = ["PROFILES", "Profile"]
