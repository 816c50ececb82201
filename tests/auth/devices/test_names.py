"""What people read about a device, for the browsers they have."""

import pytest

from services.auth.devices.names import device_name

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
ANDROID = "Mozilla/5.0 (Linux; Android 15; SM-S921B)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"{WINDOWS} {CHROME}", "Chrome · Windows"),
        (f"{WINDOWS} {CHROME} Edg/140.0.0.0", "Edge · Windows"),
        (f"{WINDOWS} {CHROME} OPR/120.0.0.0", "Opera · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0", "Firefox · Linux"),
        (f"{MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15", "Safari · macOS"),
        (f"{IPHONE} Version/18.5 Mobile/15E148 Safari/604.1", "Safari · iPhone"),
        (f"{IPHONE} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1", "Chrome · iPhone"),
        (
            "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) FxiOS/142.0 Mobile/15E148 Safari/605.1.15",
            "Firefox · iPad",
        ),
        (f"{ANDROID} {CHROME}".replace("Chrome/", "SamsungBrowser/28.0 Chrome/"), "Samsung Internet · Android"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME}", "Chrome · ChromeOS"),
        ("Mozilla/5.0 (Windows NT 10.0) Unheard/1.0", "Windows"),
        ("curl/8.14.1", "curl"),
        ("petshop-cli", "petshop-cli"),
        ("Mozilla/5.0", None),
        ("<script>alert(1)</script>", None),
        ("", None),
        (None, None),
    ],
)
def test_device_name_is_browser_and_system_or_the_programs_own(user_agent: str | None, name: str | None) -> None:
    assert device_name(user_agent) == name
