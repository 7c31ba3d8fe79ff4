"""A provider on this machine that the shop may ask."""

from collections.abc import Iterator

import pytest

from tests.support.provider import SECRET, Provider, a_provider
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.lookup import gateways


@pytest.fixture
def provider(desk: Desk, samia: Actor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """`chargily`, added by the supervisor."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with a_provider() as made:
        desk.write(lambda work: gateways.add(work, "chargily", made.url, SECRET, by=samia))
        yield made
