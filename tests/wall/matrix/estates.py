"""A shop with something in every place that a route can name, and marks by which it is known again."""

import json
import secrets
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from libs.common.clock import new_id, utc_now
from libs.common.contracts.hours import DAYS
from tests.business.animais.pictures import photo
from tests.e2e.rows import Connection
from tests.infra.shops import PASSWORD, Shop, create_shop
from tests.infra.sql import connected
from tests.infra.system import System
from tests.infra.waiting import eventually

Id = int | str

# Parameters and fields that name rows of the platform, of which a shop has none.
PLATFORM_ROWS = frozenset({"message", "replay_id", "copy_id", "table", "suppression", "findings"})
# Noon in two days, in whole minutes.
BOOKED_AT = (utc_now() + timedelta(days=2)).replace(hour=12, minute=0, second=0, microsecond=0)
# Far from where other shops' rows begin, so that no other shop has a row of the same number.
FIRST_ID = 7_000_000

_TABLES = """
SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND (n.nspname = 'shared' OR n.nspname LIKE 'svc\\_%' OR n.nspname = $1)
-- How events travel comes and goes by itself, and what is tried is written down where audits are kept.
AND c.relname NOT IN ('outbox', 'inbox', 'leases') AND c.relname NOT LIKE '%audit%' ORDER BY 1
"""
_LINK = """
INSERT INTO svc_notifications.deliveries (id, tenant_id, kind, channel, dedupe_key, recipient, recipient_name,
    locale, state, finished_at, expires_at, link) VALUES
($1, $2, 'booking_created', 'whatsapp', $1::uuid::text, '+5511987654321', $3, 'pt-BR', 'ready', now(), $4, $5)
"""
_VISIT = """
INSERT INTO svc_auth.impersonations (session_id, tenant_id, operator_id, operator_email, operator_first_name,
    operator_last_name, reason, entered_at, expires_at) VALUES
($1, $2, $1, 'ajuda@petshop.example.com', 'Ana', 'Lima', $3, now(), now() + interval '30 min')
"""
_USER = """
INSERT INTO shared.tenant_users (id, tenant_id, email, password_hash, first_name, role)
SELECT $1, tenant_id, $2, password_hash, $3, $4 FROM shared.tenant_users WHERE email = $5
"""


@dataclass(frozen=True, slots=True)
class Estate:
    """`outer` is what the platform may know of the shop; `inner` is what nobody outside may."""

    shop: Shop
    ids: dict[str, Id]
    searches: dict[str, str]
    outer: tuple[str, ...]
    inner: tuple[str, ...]
    emails: dict[str, str]

    @property
    def marks(self) -> tuple[str, ...]:
        return self.outer + self.inner


async def create_estate(system: System, *, first_id: int | None = None) -> Estate:
    """Signs a shop up and puts something everywhere; its rows count from `first_id` on."""
    mark, secret = f"out{secrets.token_hex(8)}", f"in{secrets.token_hex(8)}"
    shop = await create_shop(system, company_name=f"Pet {mark}")
    async with connected(system.admin_url) as admin:
        if first_id is not None:
            await _count_from(admin, shop.schema, first_id)
        rows = await _fill(shop, mark, secret)
        invitation = await _invite(admin, shop, mark)
        link = await _add_link(admin, shop, mark, secret)
        # The platform may know why its own people were there.
        await admin.execute(_VISIT, new_id(), shop.tenant_id, f"ajudar com {mark}")
        emails = await _add_staff(admin, shop, secret)
        user_id = await admin.fetchval("SELECT id FROM shared.tenant_users WHERE email = $1", emails["colleague"])
    claims = claims_of(shop.token)
    ids = rows | {
        "delivery_id": str(link),
        "invitation_id": invitation,
        "user_id": str(user_id),
        "session_id": claims["sid"],
        "tenant_id": str(shop.tenant_id),
        "saga_id": str(shop.saga_id),
        "config_key": "business_hours" if first_id is not None else "timezone",
    }
    platform_ids = (shop.tenant_id, shop.saga_id, link, claims["sub"], claims["sid"])
    outer = (mark, shop.subdomain, *map(str, platform_ids))
    hours = json.dumps(_spans(secret))[1:-1].replace('"', '\\"')
    searches = {"q": secret, "tenant": shop.subdomain, "target": str(shop.tenant_id), "actor": claims["sub"]}
    searches |= {"entity_id": str(rows["cliente_id"]), "id": str(rows["cliente_id"]), "nome": f"Ana {secret}"}
    return Estate(shop, ids, searches, outer, (secret, hours, str(user_id)), emails)


def stranger_to(estate: Estate) -> tuple[dict[str, Id], dict[str, str]]:
    """Ids and searches of the same kinds, of nothing and nobody; keys of configurations and sizes name no row."""
    ids = {name: _unlike(name, value) for name, value in estate.ids.items()}
    return ids, {name: _unlike_text(value) for name, value in estate.searches.items()}


def _unlike(name: str, value: Id) -> Id:
    if name in ("config_key", "tamanho", "sentido"):
        return value
    return value + 500_000 if isinstance(value, int) else str(uuid4())


def _unlike_text(value: str) -> str:
    if value.isdigit():
        return str(int(value) + 500_000)
    try:
        return str(UUID(value) and uuid4())
    except ValueError:
        return f"{value[:2]}{secrets.token_hex(6)}"


async def digest(admin: Connection, estate: Estate) -> dict[str, str]:
    """A checksum for each table: of the shop's whole schema, and of its rows in the tables of all."""
    found = {}
    for (name,) in await admin.fetch(_TABLES, estate.shop.schema):
        own = name.startswith(f"{estate.shop.schema}.")
        query = f"SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) FROM {name} AS t"
        if own:
            found[name] = await admin.fetchval(query)
        else:
            found[name] = await admin.fetchval(f"{query} WHERE t::text ~ $1", "|".join(_known_by(estate)))
    return found


def _known_by(estate: Estate) -> list[str]:
    return [*(mark for mark in estate.marks if mark.isascii() and '"' not in mark), *estate.emails.values()]


async def letters_end(admin: Connection, estate: Estate) -> None:
    """Waits until no letter to the shop is on its way: sending changes its row."""
    query = "SELECT count(*) = 0 FROM svc_notifications.deliveries WHERE tenant_id = $1 AND finished_at IS NULL"
    await eventually(lambda: admin.fetchval(query, estate.shop.tenant_id))


async def _count_from(admin: Connection, schema: str, first_id: int) -> None:
    query = "SELECT table_name FROM information_schema.columns WHERE table_schema = $1 AND is_identity = 'YES'"
    for (table,) in await admin.fetch(query, schema):
        await admin.execute(f"ALTER TABLE {schema}.{table} ALTER COLUMN id RESTART WITH {first_id}")


async def _fill(shop: Shop, mark: str, secret: str) -> dict[str, Id]:
    """Rows of every kind, made as the owner makes them. The platform may see to whom letters go."""
    cliente = await _post(shop, "clientes", nome=f"Ana {secret}", email=f"{mark}@example.com", observacoes=secret)
    # The same person a second time, to be found and merged.
    twin = await _post(shop, "clientes", nome=f"Ana {secret}", observacoes=secret)
    consent = {"finalidade": "foto", "concedido": True, "origem": "balcao", "texto": secret}
    await _post(shop, f"clientes/{cliente}/consentimentos", **consent)
    animal = await _post(shop, "animais", nome=f"Rex {secret}", cliente_id=cliente, tags=[secret], peso="7.50")
    peso = await _post(shop, f"animais/{animal}/pesos", peso="8.00")
    await _post(shop, f"animais/{animal}/ocorrencias", texto=f"Mordeu {secret}")
    foto = await _send_photo(shop, animal, legenda=f"Banho {secret}")
    servico = await _post(shop, "servicos", nome=f"Banho {secret}", preco="50.00", duracao=45)
    hours = json.dumps({"mon": _spans(secret)})
    for key, value in (("timezone", "America/Recife"), ("business_hours", hours)):
        answer = await shop.client.put(f"/api/v1/tenant/configurations/{key}", json={"config_value": value})
        assert answer.status_code == 200, answer.text
    rows: dict[str, Id] = {"cliente_id": cliente, "animal_id": animal, "peso_id": peso, "servico_id": servico}
    rows |= {"foto_id": foto, "tamanho": "grande", "outro_id": twin}
    return rows | await _vaccinate(shop, secret, animal) | await _book(shop, secret, animal, servico)


async def _vaccinate(shop: Shop, secret: str, animal: int) -> dict[str, Id]:
    """A dose that was given, and by its vaccine's protocol one that is to come soon."""
    vacina = await _post(shop, "vacinas", nome=f"Raiva {secret}", reforco_dias=20)
    given = str((BOOKED_AT - timedelta(days=5)).date())
    dose = await _post(shop, f"animais/{animal}/vacinas", vacina_id=vacina, aplicada_em=given, lote=secret)
    return {"vacina_id": vacina, "dose_id": dose}


async def _book(shop: Shop, secret: str, animal: int, servico: int) -> dict[str, Id]:
    """Somebody, a time of theirs without bookings, and one with."""
    always = {day: [["00:00", "24:00"]] for day in DAYS}
    profissional = await _post(shop, "profissionais", nome=f"Caio {secret}", horarios=always)
    inicio, fim = BOOKED_AT.isoformat(), (BOOKED_AT + timedelta(hours=1)).isoformat()
    bloqueio = await _post(
        shop, "bloqueios", profissional_id=profissional, inicio=inicio, fim=fim, motivo=f"Curso {secret}"
    )
    booking = {"animal_id": animal, "servico_id": servico, "profissional_id": profissional, "inicio": inicio}
    agendamento = await _post(shop, "agendamentos", **booking, encaixe=True, observacoes=secret)
    recorrencia = await _post(
        shop,
        "recorrencias",
        animal_id=animal,
        inicio=(BOOKED_AT + timedelta(hours=4)).isoformat(),
        semanas=1,
        vezes=1,
        itens=[{"servico_id": servico, "profissional_id": profissional}],
        observacoes=secret,
    )
    rows: dict[str, Id] = {
        "motorista_id": profissional,
        "profissional_id": profissional,
        "bloqueio_id": bloqueio,
        "agendamento_id": agendamento,
    }
    return rows | {"recorrencia_id": recorrencia} | await _wait(shop, secret, animal, servico, agendamento)


async def _wait(shop: Shop, secret: str, animal: int, servico: int, booking: int) -> dict[str, Id]:
    """Somebody who waits for another place, and is fetched for the one there is."""
    days = {"de": str(BOOKED_AT.date()), "ate": str((BOOKED_AT + timedelta(days=3)).date())}
    waits = {"animal_id": animal, "itens": [{"servico_id": servico}], "observacoes": secret}
    espera = await _post(shop, "espera", **waits, **days)
    path = f"/api/v1/agendamentos/{booking}/taxi/busca"
    answer = await shop.client.put(path, json={"endereco": f"Rua {secret}"})
    assert answer.status_code == 200, answer.text
    return {"espera_id": espera, "taxi_id": answer.json()["id"], "sentido": "busca"}


async def _invite(admin: Connection, shop: Shop, mark: str) -> str:
    """An open invitation, by an owner who has proven her address."""
    proven = "UPDATE shared.tenant_users SET email_verified_at = now() WHERE email = $1"
    await admin.execute(proven, shop.owner_email)
    invited = {"email": f"convidada-{mark}@example.com", "role": "user"}
    answer = await shop.client.post("/api/v1/users/invitations", json=invited)
    assert answer.status_code == 201, answer.text
    invitation: str = answer.json()["id"]
    return invitation


async def _post(shop: Shop, resource: str, **fields: Any) -> int:
    answer = await shop.client.post(f"/api/v1/{resource}", json=fields)
    assert answer.status_code == 201, answer.text
    created: int = answer.json()["id"]
    return created


async def _send_photo(shop: Shop, animal: int, **told: str) -> int:
    headers = {"Content-Type": "image/jpeg"}
    path = f"/api/v1/animais/{animal}/fotos"
    answer = await shop.client.post(path, content=photo(), headers=headers, params=told)
    assert answer.status_code == 201, answer.text
    foto: int = answer.json()["id"]
    return foto


def _spans(secret: str) -> list[list[str]]:
    """Opening hours that no other shop has: four spans at odd minutes."""
    minutes = [int(digit, 16) + 10 for digit in secret[-8:]]
    return [[f"{hour:02}:{minutes[hour]}", f"{hour + 1:02}:{minutes[hour + 1]}"] for hour in range(0, 8, 2)]


async def _add_link(admin: Connection, shop: Shop, mark: str, secret: str) -> UUID:
    """A message to press; the platform's operators see to whom it goes, and not what it says."""
    link = new_id()
    until = utc_now() + timedelta(days=1)
    await admin.execute(_LINK, link, shop.tenant_id, mark, until, f"https://wa.me/5511987654321?text={secret}")
    return link


async def _add_staff(admin: Connection, shop: Shop, secret: str) -> dict[str, str]:
    """Manager and user beside the owner, by e-mail, with one password; and who is named, changed and deleted."""
    assert shop.owner_password == PASSWORD
    emails = {"owner": shop.owner_email}
    for name in ("manager", "user", "colleague"):
        emails[name] = f"{name}-{secret}@example.com"
        role = "manager" if name == "manager" else "user"
        await admin.execute(_USER, new_id(), emails[name], f"Bia {secret}", role, shop.owner_email)
    return emails


def claims_of(token: str) -> dict[str, Any]:
    """What an access token says, unverified."""
    part = token.split(".")[1]
    claims: dict[str, Any] = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return claims
