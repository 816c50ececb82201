"""Two records of one person become one: what the one that stays says afterwards. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from libs.common.errors import WrongStateError
from services.business.clientes.fields import MOST_TAGS, once_each
from services.business.clientes.phones import MOST, Phone, main_of, phones_of, shown, to_e164, united

MOST_NOTES = 5000
_FILLED = ("email", "endereco", "endereco_postal", "nascimento", "cpf")


def merged(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """What changes in `mine`: blanks are filled, phones, tags and notes joined, a debt stays one.

    Raises WrongStateError for two CPFs (they are two people), and where there is no room for all.
    """
    if mine["cpf"] and theirs["cpf"] and mine["cpf"] != theirs["cpf"]:
        raise WrongStateError("They have different CPFs. If they are one person, clear the wrong one first.")
    filled = {name: theirs[name] for name in _FILLED if mine[name] is None and theirs[name] is not None}
    devedor = mine["devedor"] or theirs["devedor"]
    return filled | _phones(mine, theirs) | {"tags": _tags(mine["tags"], theirs["tags"]), "devedor": devedor}


def _phones(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """A number that nobody could read is no entry: it stays where it stood, or goes to the notes."""
    phones = united(*(phones_of(each["telefone"], each["telefones"]) for each in (mine, theirs)))
    _fit("telephones", len(phones), MOST)
    unread = [each["telefone"] for each in (mine, theirs) if each["telefone"] and not to_e164(each["telefone"])]
    told = _told(phones) or (unread.pop(0) if unread else None)
    notes = _notes(mine["observacoes"], theirs["observacoes"], unread)
    return {"telefones": phones, "telefone": told, "observacoes": notes}


def _told(phones: Sequence[Phone]) -> str | None:
    main = main_of(phones)
    return None if main is None else shown(main["numero"])


def _notes(mine: str | None, theirs: str | None, unread: Sequence[str]) -> str | None:
    parts = [mine, *([theirs] if theirs != mine else []), *unread]
    notes = "\n\n".join(part for part in parts if part)
    _fit("characters of notes", len(notes), MOST_NOTES)
    return notes or None


def _tags(mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    tags = once_each([*mine, *theirs])
    _fit("tags", len(tags), MOST_TAGS)
    return tags


def _fit(what: str, count: int, most: int) -> None:
    if count > most:
        raise WrongStateError(f"Together they have {count} {what}, and {most} is the most: leave some out first.")
