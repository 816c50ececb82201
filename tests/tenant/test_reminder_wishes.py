"""What a shop may wish about reminders, and what it is told about wishes that cannot be kept."""

import json

import pytest

from libs.common.errors import ValidationError
from services.tenant.configurations import checked_value


def test_wishes_are_written_down_whole() -> None:
    stored = json.loads(checked_value("reminders", '{"enabled": true, "minutes_before": [120, 1440, 120]}'))
    assert stored == {
        "enabled": True,
        "minutes_before": [1440, 120],
        "quiet_from": "21:00",
        "quiet_to": "08:00",
        "minimum_notice": 60,
    }


def test_nobody_is_reminded_unless_a_shop_asks_for_it() -> None:
    assert json.loads(checked_value("reminders", "{}"))["enabled"] is False


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ("on", "the whole"),
        ("[]", "the whole"),
        ("[" * 5000, "the whole"),
        ('{"enabled": "yes"}', "enabled"),
        ('{"minutes_before": []}', "minutes_before"),
        ('{"minutes_before": [60, 120, 180, 240]}', "minutes_before"),
        ('{"minutes_before": [29]}', "minutes_before.0"),
        ('{"minutes_before": [1440, 10081]}', "minutes_before.1"),
        ('{"minutes_before": [60.5]}', "minutes_before.0"),
        ('{"quiet_from": "24:00"}', "quiet_from"),
        ('{"quiet_to": "8:00"}', "quiet_to"),
        ('{"quiet_to": "08:00\\n"}', "quiet_to"),
        ('{"minimum_notice": -1}', "minimum_notice"),
        ('{"minimum_notice": NaN}', "minimum_notice"),
        ('{"channel": "sms"}', "channel"),
        ('{"minutes_before": [120], "minimum_notice": 121}', "the whole"),
    ],
)
def test_wishes_that_cannot_be_kept_are_refused_with_their_place(value: str, where: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        checked_value("reminders", value)
    (problem,) = refusal.value.errors
    assert problem["field"] == "config_value"
    assert f"; at {where}: " in problem["message"]
