"""Each event's JSON is a promise: the file is what other programs read and write."""

import json

import pytest

from libs.common.contracts.base import Event
from libs.common.contracts.events import SchemaCreated, TenantRequested
from tests.contracts.events import BY_ROUTING_KEY, EVENTS, GOLDEN, event_classes, golden, golden_text

every_event = pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.routing_key)
HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"
CARRY_THE_HASH = (TenantRequested, SchemaCreated)


def test_every_event_has_a_golden_file_and_every_file_an_event() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(BY_ROUTING_KEY)
    assert len(BY_ROUTING_KEY) == len(EVENTS)


@every_event
def test_event_dumps_to_its_golden_file_and_loads_from_it(event: type[Event]) -> None:
    loaded = event.model_validate_json(golden_text(event))
    assert json.loads(loaded.model_dump_json()) == golden(event)
    assert list(json.loads(loaded.model_dump_json())) == list(event.model_fields)


@every_event
def test_event_ignores_fields_it_does_not_know(event: type[Event]) -> None:
    known = golden(event)
    nested = {name: {**value, "novo": 1} for name, value in known.items() if isinstance(value, dict)}
    extended = json.dumps(known | nested | {"novo": {"deep": [1]}})
    assert event.model_validate_json(extended) == event.model_validate(known)


@every_event
def test_event_misses_every_field_that_is_taken_away(event: type[Event]) -> None:
    # What has a default came later: a publisher of before does not say it.
    for name in golden(event).keys() & {name for name, each in event.model_fields.items() if each.is_required()}:
        rest = {key: value for key, value in golden(event).items() if key != name}
        with pytest.raises(ValueError, match=name):
            event.model_validate_json(json.dumps(rest))


@every_event
def test_type_follows_the_routing_key_and_version(event: type[Event]) -> None:
    assert event.type_name() == f"petshop.{event.routing_key}.v1"


@every_event
def test_password_hash_travels_in_two_events_and_is_shown_by_none(event: type[Event]) -> None:
    assert (
        "password_hash" in event.model_json_schema().get("$defs", {}).get("AdminDraft", {}).get("properties", {})
    ) == (event in CARRY_THE_HASH)
    assert (HASH in golden_text(event)) == (event in CARRY_THE_HASH)
    loaded = event.model_validate_json(golden_text(event))
    for shown in (repr(loaded), str(loaded), f"{loaded!r}"):
        assert "argon2" not in shown
        assert "password_hash" not in shown


@pytest.mark.parametrize("event", CARRY_THE_HASH, ids=lambda event: event.routing_key)
def test_error_about_an_event_shows_no_password_hash(event: type[Event]) -> None:
    broken = golden(event) | {"saga_id": "no uuid"}
    del broken["schema_name"]
    with pytest.raises(ValueError) as caught:
        event.model_validate_json(json.dumps(broken))
    assert "argon2" not in str(caught.value)
    assert "argon2" not in repr(caught.value)


def test_no_schema_of_any_event_names_a_plain_password() -> None:
    for event in event_classes():
        assert '"password"' not in json.dumps(event.model_json_schema())
