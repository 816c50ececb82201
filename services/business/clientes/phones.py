"""Telephone numbers as people write them, and as machines call them; and which of a tutor's is the main one.

The main one is the one for WhatsApp, else the first. `telefone` shows it, and `telefones` holds them all.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType

MOST = 10
_HOME, _HOME_CODE = "BR", 55
# Where a country's plan does not tell mobiles from landlines, any of its numbers may have WhatsApp.
_MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
_MOST_SHOWN = 20

Phone = dict[str, Any]


def to_e164(written: str | None) -> str | None:
    """A Brazilian number with its area code, or any with its country's, as +5511987654321; else None."""
    number = _read(written)
    return None if number is None else phonenumbers.format_number(number, PhoneNumberFormat.E164)


def is_mobile(numero: str) -> bool:
    number = _read(numero)
    return number is not None and phonenumbers.number_type(number) in _MOBILE


def shown(numero: str) -> str:
    """As it is dialled in Brazil: (11) 98765-4321; other countries' with their code."""
    number = _read(numero)
    if number is None:
        return numero
    home = number.country_code == _HOME_CODE
    written = phonenumbers.format_number(
        number, PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    )
    return written if len(written) <= _MOST_SHOWN else numero


def digits_of(written: str) -> str:
    """By what a number is found, however it was written: of Brazilian ones without the country's code."""
    number = _read(written)
    if number is None or number.country_code != _HOME_CODE:
        return re.sub(r"[^0-9]", "", written)
    return phonenumbers.national_significant_number(number)


def main_of(phones: Sequence[Phone]) -> Phone | None:
    return next((phone for phone in phones if phone["whatsapp"]), phones[0] if phones else None)


def to_call(telefone: str | None, phones: Sequence[Phone]) -> str | None:
    """Where the tutor is told of things, in E.164: by WhatsApp, else on a mobile, else wherever there is."""
    called = [phone["numero"] for phone in sorted(phones, key=lambda phone: not phone["whatsapp"])]
    mobile = next(filter(is_mobile, called), None)
    return mobile or next(iter(called), None) or to_e164(telefone)


def phones_of(telefone: str | None, phones: Sequence[Phone]) -> list[Phone]:
    """All that can be called: records from before there were several have the one as it was written."""
    numero = None if phones else to_e164(telefone)
    return list(phones) if numero is None else [_entry(numero, None, whatsapp=False)]


def settled(sent: Mapping[str, Any], kept: Sequence[Phone], told: str | None = None) -> dict[str, Any]:
    """Both columns after a change that names one of them; `kept` are the numbers before it, `told` what was shown.

    `telefone` alone takes the place of what was shown: the main number, or a text that nobody can call.
    """
    if sent.get("telefones") is not None:
        return _columns(sent["telefones"])
    if "telefone" not in sent:
        return {}
    main = None if told and to_e164(told) is None else main_of(kept)
    others = [phone for phone in kept if phone is not main]
    if sent["telefone"] is None:
        return _columns(others)
    numero = to_e164(sent["telefone"])
    # Where it cannot be read, nobody is called at the number that was there before.
    phones = others if numero is None else _with_main(kept, main, numero)
    return {"telefone": sent["telefone"], "telefones": phones}


def united(mine: Sequence[Phone], theirs: Sequence[Phone]) -> list[Phone]:
    """Every number of both once, mine first; of two for WhatsApp mine stays so."""
    mine_whatsapp = any(phone["whatsapp"] for phone in mine)
    by_number = {phone["numero"]: dict(phone) for phone in mine}
    for phone in theirs:
        known = by_number.setdefault(phone["numero"], phone | {"whatsapp": False})
        known["whatsapp"] = known["whatsapp"] or (phone["whatsapp"] and not mine_whatsapp)
        known["rotulo"] = known["rotulo"] or phone["rotulo"]
    return list(by_number.values())


def _with_main(kept: Sequence[Phone], main: Phone | None, numero: str) -> list[Phone]:
    if main is not None and main["numero"] == numero:
        return list(kept)
    others = [phone for phone in kept if phone is not main and phone["numero"] != numero]
    if main is None:
        return [_entry(numero, None, whatsapp=False), *others][:MOST]
    return [_entry(numero, main["rotulo"], whatsapp=main["whatsapp"] and is_mobile(numero)), *others]


def _columns(phones: Sequence[Phone]) -> dict[str, Any]:
    main = main_of(phones)
    return {"telefones": list(phones), "telefone": None if main is None else shown(main["numero"])}


def _entry(numero: str, rotulo: str | None, *, whatsapp: bool) -> Phone:
    return {"numero": numero, "rotulo": rotulo, "whatsapp": whatsapp}


def _read(written: str | None) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(written or "", _HOME)
    except NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
