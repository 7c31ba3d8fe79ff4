"""Profiles: labels, columns, tabs and a policy preset, as data (domain.md 15)."""

from dataclasses import dataclass

from workflows.policy import ShopPolicy


@dataclass(frozen=True, slots=True)
class Profile:
    """How one system names and shows things, and the policy it works by."""

    name: str
    policy: ShopPolicy


PROFILES = {"default": Profile("default", ShopPolicy())}
