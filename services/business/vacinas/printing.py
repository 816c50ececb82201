"""The vaccination card as PDF, with what CFMV asks of one (Res. 656/1999 and 844/2006, amended by 1.023/2013)."""

import asyncio
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from libs.common.audit import record
from libs.common.cnpj import masked
from libs.common.contracts.establishment import Establishment
from libs.common.query import Row
from libs.common.transaction import Transaction
from services.business.animais.age import age_in_years
from services.business.schemas import from_json
from services.business.shop.settings import read_settings
from services.business.vacinas import repository
from services.business.vacinas.service import Asked

TEMPLATE = Path(__file__).with_name("carteira.typ")
# As postal addresses are written; what a shop keeps beside these stays out.
_ADDRESS = ("logradouro", "numero", "complemento", "bairro", "cidade", "uf", "cep")
_DOTS = "." * 40
_SEX = {"M": "Macho", "F": "Fêmea"}
_COAT = {"curta": "Curta", "media": "Média", "longa": "Longa", "dupla": "Dupla", "sem_pelo": "Sem pelo"}


async def print_card(work: Transaction, animal_id: int, asked: Asked) -> bytes:
    """A PDF; that it was printed is told to the audit. Raises NotFoundError."""
    shop = await read_settings(work)
    today = shop.today(asked.now)
    holder = await repository.holder(work, animal_id)
    found = await repository.history(work, animal_id)
    doses = [_dose(row) for row in found[-repository.MOST_PRINTED :]]
    await record(work, "dose.printed", entity="animal", entity_id=animal_id, after={"rows": len(doses)})
    told = {
        "loja": holder.loja,
        "estabelecimento": _establishment(shop.establishment),
        "emitida_em": _day(today),
        "tutor": _pairs(_tutor(holder)),
        "animal": _pairs(_animal(holder, today)),
        "nome": holder.nome,
        "cortada": len(found) > len(doses),
        "aplicadas": [dose for dose in doses if dose["aplicada_em"]],
        "previstas": [dose for dose in doses if not dose["aplicada_em"]],
    }
    return await asyncio.to_thread(render, told)


def render(told: Mapping[str, Any]) -> bytes:
    """The card of what is told. It travels as JSON, so that no text of a shop's is read as markup."""
    # Not before somebody prints: few of the processes that import this ever do.
    import typst

    return typst.compile(
        TEMPLATE,
        ignore_system_fonts=True,
        sys_inputs={"card": json.dumps(told, ensure_ascii=False)},
        format="pdf",
    )


def _dose(row: Row) -> dict[str, Any]:
    days = {
        name: _day(row[name]) if row[name] else ""
        for name in ("aplicada_em", "prevista_para", "fabricacao", "validade")
    }
    texts = {name: row[name] or "" for name in ("vacina", "lote", "fabricante", "local", "veterinario", "crmv")}
    attested = bool(row.veterinario and row.crmv) and not row.informada
    return {**days, **texts, "dose": f"{row.dose}ª", "atestada": attested}


def _establishment(shop: Establishment) -> list[str]:
    """The shop's own lines; what it has not told is left to be written by hand."""
    responsible = " · ".join(filter(None, (shop.responsible, shop.responsible_crmv)))
    return [
        f"CNPJ: {masked(shop.cnpj) if shop.cnpj else _DOTS}   Registro no CRMV: {shop.crmv or _DOTS}",
        *([f"Responsável técnico: {responsible}"] if responsible else []),
        *filter(None, (shop.address, shop.phone)),
    ]


def _tutor(holder: Row) -> dict[str, str | None]:
    return {
        "Tutor": holder.tutor,
        "CPF": _masked(holder.cpf),
        "Telefone": holder.telefone,
        "Endereço": holder.endereco or _address(from_json(holder.endereco_postal)),
    }


def _animal(holder: Row, today: date) -> dict[str, str | None]:
    return {
        "Animal": holder.nome,
        "Espécie": holder.especie,
        "Raça": holder.raca,
        "Sexo": _SEX.get(holder.sexo or ""),
        "Pelagem": _COAT.get(holder.pelagem or "", holder.pelagem),
        "Nascimento": _birth(holder.nascimento, holder.idade, today),
        "Microchip": holder.microchip,
    }


def _pairs(told: Mapping[str, str | None]) -> list[tuple[str, str]]:
    return [(name, value or "—") for name, value in told.items()]


def _birth(born: date | None, age: int | None, today: date) -> str | None:
    if born is not None:
        return f"{_day(born)} ({_years(age_in_years(born, today))})"
    return None if age is None else f"idade presumida: {_years(age)}"


def _years(years: int) -> str:
    return f"{years} ano" if years == 1 else f"{years} anos"


def _address(postal: Any) -> str | None:
    if not isinstance(postal, dict):
        return None
    return ", ".join(str(postal[name]) for name in _ADDRESS if postal.get(name)) or None


def _masked(cpf: str | None) -> str | None:
    return None if cpf is None else f"{cpf[:3]}.{cpf[3:6]}.{cpf[6:9]}-{cpf[9:]}"


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"
