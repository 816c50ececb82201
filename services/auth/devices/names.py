"""A device's readable name, from what its browser says of itself."""

import re

# The first that matches: each claims to be the ones below it as well.
_BROWSERS = (
    (re.compile(r"\bEdg(?:e|A|iOS)?/"), "Edge"),
    (re.compile(r"\b(?:OPR|OPiOS|OPT)/"), "Opera"),
    (re.compile(r"\bSamsungBrowser/"), "Samsung Internet"),
    (re.compile(r"\b(?:Firefox|FxiOS)/"), "Firefox"),
    (re.compile(r"\b(?:Chrome|CriOS|HeadlessChrome)/"), "Chrome"),
    (re.compile(r"\bVersion/.* Safari/"), "Safari"),
)
_SYSTEMS = (
    (re.compile(r"\biPhone\b"), "iPhone"),
    (re.compile(r"\biPad\b"), "iPad"),
    (re.compile(r"\bAndroid\b"), "Android"),
    (re.compile(r"\bWindows\b"), "Windows"),
    (re.compile(r"\bCrOS\b"), "ChromeOS"),
    (re.compile(r"\bMac(?:intosh| OS X)\b"), "macOS"),
    (re.compile(r"\b(?:Linux|X11)\b"), "Linux"),
)
# A program that is no browser names itself first (RFC 9110, 10.1.5).
_PRODUCT = re.compile(r"([A-Za-z0-9._-]{1,40})(?:[/ ]|$)")
_SAYS_NOTHING = "Mozilla"


def device_name(user_agent: str | None) -> str | None:
    """Browser and system, as in "Chrome · Windows", or a program's own name; None where nothing is known."""
    text = user_agent or ""
    found = [name for name in (_first(_BROWSERS, text), _first(_SYSTEMS, text)) if name]
    if found:
        return " · ".join(found)
    product = _PRODUCT.match(text)
    return product[1] if product and product[1] != _SAYS_NOTHING else None


def _first(families: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str | None:
    return next((name for pattern, name in families if pattern.search(text)), None)
