"""The demo's tutores: who they are, how they are reached, and what they agreed to."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from deploy.demo import words
from services.business.clientes.cpf import check_digits
from services.business.clientes.phones import to_e164

OWING, ASKED = 0.02, 0.25
_PHONE, _ADDRESS = 3, 4

Record = tuple[Any, ...]


def tutor(random: Random, row_id: int) -> Record:
    """Name, e-mail, telephone, address, document and notes."""
    name = f"{random.choice(words.FIRST)} {random.choice(words.LAST)}"
    if random.random() < 0.3:
        name += f" {random.choice(words.LAST)}"
    base = f"{random.randrange(10**8, 10**9)}"
    phone = f"(11) 9{random.randrange(6000, 9999)}-{random.randrange(10_000):04}"
    address = f"{random.choice(words.STREETS)}, {random.randrange(1, 2000)}"
    return (
        name,
        f"tutor{row_id}@example.com" if random.random() < 0.7 else None,
        phone,
        address if random.random() < 0.6 else None,
        # The number of the row makes it one of its kind.
        (own := f"{row_id:05}{base[5:]}") + check_digits(own) if random.random() < 0.5 else None,
        random.choice(words.NOTES) if random.random() < 0.15 else None,
    )


def whole_tutores(random: Random, records: list[Record], now: datetime) -> Iterator[Record]:
    """Adds to each record in place what else is known; yields consents: of whom, to what, how, and when."""
    for n, record in enumerate(records):
        records[n] = (*record, *_more(random, record, now))
        if random.random() < ASKED:
            agreed, when = random.random() < 0.8, now - timedelta(days=random.randrange(1, 300))
            purpose = random.choice(words.PURPOSES)
            yield record[0], purpose, agreed, random.choice(("balcao", "whatsapp")), words.ASKED[purpose], when


def _more(random: Random, record: Record, now: datetime) -> Record:
    """Telephones, address by its parts, birthday, tags, and whether money is owed."""
    phones = [{"numero": to_e164(record[_PHONE]), "rotulo": "celular", "whatsapp": random.random() < 0.85}]
    if random.random() < 0.12:
        landline = f"+55113{random.randrange(10**7):07}"
        phones.append({"numero": landline, "rotulo": "casa", "whatsapp": False})
    born = now.date() - timedelta(days=random.randrange(365 * 19, 365 * 80))
    tags = random.sample(words.TAGS, random.choice((1, 1, 2))) if random.random() < 0.2 else []
    address = _address(random, record[_ADDRESS])
    return (
        json.dumps(phones),
        address and json.dumps(address),
        born if random.random() < 0.4 else None,
        json.dumps(tags),
        random.random() < OWING,
    )


def _address(random: Random, written: str | None) -> dict[str, str | None] | None:
    if written is None:
        return None
    street, _, number = written.partition(", ")
    return {
        "cep": f"0{random.randrange(10**6, 6 * 10**6)}",
        "logradouro": street,
        "numero": number,
        "complemento": f"apto {random.randrange(1, 200)}" if random.random() < 0.4 else None,
        "bairro": random.choice(words.QUARTERS),
        "cidade": "São Paulo",
        "uf": "SP",
    }
