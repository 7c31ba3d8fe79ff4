"""Ids that sort by time, zones that come from tzdata alone."""

import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest

from models.clock import system_clock, uuid7, zone

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_an_id_is_a_uuid_of_version_7() -> None:
    made = uuid7(NOON)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == int(NOON.timestamp() * 1000)


def test_ids_sort_by_time() -> None:
    ids = [uuid7(NOON + timedelta(milliseconds=step), b"\xff" * 10 if step % 2 else bytes(10)) for step in range(50)]
    assert ids == sorted(ids)
    assert [made.bytes for made in ids] == sorted(made.bytes for made in ids)


def test_ids_of_one_instant_differ() -> None:
    assert len({uuid7(NOON) for _ in range(1000)}) == 1000


def test_the_same_randomness_makes_the_same_id() -> None:
    assert uuid7(NOON, bytes(range(10))) == uuid7(NOON, bytes(range(10)))


def test_a_zone_has_its_rules() -> None:
    assert NOON.astimezone(zone("Africa/Algiers")).hour == 13


def test_a_name_that_is_no_zone_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="'Alger' is not a time zone; use an IANA name"):
        zone("Alger")


def test_zones_never_come_from_the_system() -> None:
    assert zoneinfo.TZPATH == ()


def test_the_system_clock_says_utc() -> None:
    assert system_clock().utcoffset() == timedelta(0)
