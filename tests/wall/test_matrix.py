"""Every private route × every credential of another shop × every way to name this one: nobody gets in.

The routes are read from the services' OpenAPI documents, so that a new one is tried without being listed here.
What its parameters name has to be said in `tests/wall/matrix/estates.py`, or a test fails.
"""

import asyncio
import json
import re
import secrets
import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy

import asyncpg
import httpx
import pytest_asyncio

from tests.e2e.rows import Connection
from tests.e2e.tokens import forged_token
from tests.infra.operators import add_operator
from tests.infra.origins import origin_of
from tests.infra.shops import PASSWORD
from tests.infra.system import BASE_DOMAIN, System
from tests.wall.matrix.attempts import Attempt, Credential, Names, Naming, altered, attempts_at
from tests.wall.matrix.estates import (
    FIRST_ID,
    PLATFORM_ROWS,
    Estate,
    create_estate,
    digest,
    letters_end,
    stranger_to,
)
from tests.wall.matrix.routes import SHOW_NOTHING, private_routes

AT_ONCE = 12
PATIENCE_S = 60.0
WRITES = ("POST", "PUT", "PATCH", "DELETE")
# What differs between any two answers.
_OF_THE_MOMENT = re.compile(r'"request_id": ?"[^"]*"')


@dataclass(slots=True)
class Attacker:
    """Sends attempts at the services' own ports, under each credential, and notes every gap in the wall."""

    system: System
    estate: Estate
    victim: Estate
    clients: dict[str, httpx.AsyncClient]
    tokens: dict[Credential, str] = field(default_factory=dict)
    cookie: str = ""
    sent: int = 0
    admitted: int = 0
    gaps: list[str] = field(default_factory=list)
    _gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def sign_in(self, credential: Credential) -> None:
        if credential is Credential.SUPPORT:
            self.tokens[credential] = await self._enter_shop()
            return
        credentials = {"email": self.estate.emails[credential], "password": PASSWORD}
        headers = {"Host": f"{self.estate.shop.subdomain}.{BASE_DOMAIN}"}
        answer = await self.clients["auth"].post("/api/v1/auth/login", json=credentials, headers=headers)
        assert answer.status_code == 200, answer.text
        self.tokens[credential] = answer.json()["access_token"]
        if credential is Credential.OWNER:
            self.cookie = _refresh_cookie(answer)

    async def _enter_shop(self) -> str:
        """The token of an operator in the attacker's shop: as far as the platform's people get."""
        email = f"ajuda-{secrets.token_hex(6)}@example.com"
        password = await add_operator(self.system, email)
        auth = self.clients["auth"]
        apex, shop = {"Host": BASE_DOMAIN}, {"Host": f"{self.estate.shop.subdomain}.{BASE_DOMAIN}"}
        login = await auth.post("/api/v1/auth/login", json={"email": email, "password": password}, headers=apex)
        asked = await auth.post(
            "/api/v1/auth/impersonations",
            json={"tenant_id": str(self.estate.shop.tenant_id), "reason": "to look around"},
            headers=apex
            | origin_of(BASE_DOMAIN)
            | {
                "Authorization": f"Bearer {login.json()['access_token']}",
                "Cookie": _refresh_cookie(login),
            },
        )
        assert asked.status_code == 201, asked.text
        entered = await auth.post(
            "/api/v1/auth/handoff/exchange", json={"code": asked.json()["code"]}, headers=shop
        )
        token: str = entered.json()["access_token"]
        return token

    async def send(self, attempt: Attempt) -> httpx.Response:
        """The answer, searched for what is the victim's and compared with what was expected."""
        async with self._gate:
            client = self.clients[attempt.route.service]
            request = client.build_request(
                attempt.route.method,
                attempt.path,
                params=attempt.params,
                headers={"Host": attempt.host} | attempt.headers | self._authority(attempt.credential),
                **attempt.sent,
            )
            answer = await client.send(request, stream=True)
            if attempt.route.is_stream and answer.is_success:
                # It would never end; that it began is bad enough.
                await answer.aclose()
                answer = httpx.Response(answer.status_code, headers=answer.headers, text="")
                self.gaps.append(f"READ: {attempt.name}: a stream begins")
            await answer.aread()
        self.sent += 1
        self._judge(attempt, answer)
        return answer

    def _authority(self, credential: Credential) -> dict[str, str]:
        if credential is Credential.COOKIE:
            return {"Cookie": self.cookie}
        if credential is Credential.ALTERED:
            return {"Authorization": f"Bearer {altered(self.victim.shop.token)}"}
        token = self.tokens.get(credential)
        return {"Authorization": f"Bearer {token}"} if token else {}

    def _judge(self, attempt: Attempt, answer: httpx.Response) -> None:
        shown = f"{answer.headers} {answer.text}".lower()
        marks = self.victim.inner if attempt.credential is Credential.OPERATOR else self.victim.marks
        # What the request says itself may be repeated to it.
        read = [mark for mark in marks if mark.lower() in shown and mark.lower() not in attempt.said]
        if read:
            self.gaps.append(f"READ: {attempt.name}: shows {read}")
        code = answer.json().get("code") if answer.status_code >= 400 else None
        if attempt.expected is not None and (answer.status_code, code) != attempt.expected:
            self.gaps.append(f"ANSWER: {attempt.name}: {answer.status_code} {code}, not {attempt.expected}")
        if answer.status_code >= 500:
            self.gaps.append(f"ANSWER: {attempt.name}: {answer.status_code} {code}")
        if attempt.naming in (Naming.PATH, Naming.BODY) and answer.is_success and not attempt.is_by_the_platform:
            self.gaps.append(f"ANSWER: {attempt.name}: {answer.status_code}")
        self.admitted += answer.is_success

    async def compare(self, attempt: Attempt, twin: Attempt) -> None:
        """The victim's ids are answered as ids of nothing are, but for the ids themselves."""
        answers = await self.send(attempt), await self.send(twin)
        if attempt.is_by_the_platform:
            # The platform's own people may know which shops there are.
            return
        seen = [_without_names(answer, each) for answer, each in zip(answers, (attempt, twin), strict=True)]
        if seen[0] != seen[1]:
            self.gaps.append(f"EXISTENCE: {attempt.name}: {seen[0]} but, for an id of nothing, {seen[1]}")

    async def use_own_door(self, attempts: Iterable[Attempt]) -> None:
        """One write after another; who ends her own session by one signs in again for the next."""
        for attempt in attempts:
            answer = await self.send(attempt)
            if answer.status_code == 401 and attempt.credential.is_of_the_shop:
                await self.sign_in(attempt.credential)
                await self.send(attempt)


def _refresh_cookie(answer: httpx.Response) -> str:
    """As a browser sends it back; beside it stands the device's."""
    cookies = [each.partition(";")[0] for each in answer.headers.get_list("set-cookie")]
    return next(each for each in cookies if each.startswith("refresh_token="))


def _without_names(answer: httpx.Response, attempt: Attempt) -> tuple[int, str]:
    text = _OF_THE_MOMENT.sub("", answer.text)
    named = [part for part in attempt.path.split("/") if part not in attempt.route.path.split("/")]
    named += [*attempt.params.values(), *_values(attempt.body)]
    for value in sorted(set(named), key=len, reverse=True):
        text = text.replace(value, "…")
    return answer.status_code, text


def _values(body: object) -> list[str]:
    return [] if body is None else re.findall(r"[0-9a-f-]{36}|\d{7,}", json.dumps(body))


def _client(port: int) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}",
        timeout=PATIENCE_S,
        trust_env=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
    )


@pytest_asyncio.fixture
async def admin(system: System) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(system.admin_url)
    yield connection
    await connection.close()


@pytest_asyncio.fixture
async def attacker(system: System) -> AsyncIterator[Attacker]:
    await system.start_mail()
    victim, estate = await asyncio.gather(create_estate(system, first_id=FIRST_ID), create_estate(system))
    clients = {name: _client(port) for name, port in system.ports.items()}
    ready = Attacker(system, estate, victim, clients)
    ready.tokens[Credential.OPERATOR] = forged_token(
        system, role="operator", scope="account platform", exp=int(time.time()) + 600
    )
    for credential in (Credential.OWNER, Credential.MANAGER, Credential.USER, Credential.SUPPORT):
        await ready.sign_in(credential)
    yield ready
    for client in (*clients.values(), estate.shop.client, victim.shop.client):
        await client.aclose()


def test_what_every_parameter_names_is_known() -> None:
    known = _known_names()
    unknown = {
        f"{route.name}: {name}"
        for route in private_routes()
        for name in route.parameters("path").keys() | route.queries() | route.ids_of_body()
        if name not in known
    }
    assert unknown == set(), "say in tests/wall/matrix/estates.py what these name"


async def test_no_credential_of_another_shop_opens_any_route(
    attacker: Attacker, admin: Connection, record_property: Callable[[str, object], None]
) -> None:
    routes, victim = private_routes(), attacker.victim
    await letters_end(admin, victim)
    before = await digest(admin, victim)
    theirs, nobodys = Names(victim.ids, victim.searches), Names(*stranger_to(victim))
    pairs = [
        pair
        for route in routes
        for pair in zip(
            attempts_at(route, attacker.estate, theirs, victim),
            attempts_at(route, attacker.estate, nobodys, victim),
            strict=True,
        )
    ]
    by_ids = [pair for pair in pairs if pair[0].naming.is_by_ids]
    own = [each for each, _ in pairs if each.naming is Naming.OWN_DOOR]
    others = [each for each, _ in pairs if not each.naming.is_by_ids and each.naming is not Naming.OWN_DOOR]
    reads = [each for each in own if each.route.method not in WRITES]
    # Before anything else: her own audit will tell the attacker whom she tried to name.
    answers = await asyncio.gather(*map(attacker.send, reads))
    await asyncio.gather(*map(attacker.send, others), *(attacker.compare(*pair) for pair in by_ids))
    await attacker.use_own_door(sorted((each for each in own if each.route.method in WRITES), key=_last_deleting))
    after = await digest(admin, victim)
    attacker.gaps += [f"WRITE: {table}" for table in before if before[table] != after[table]]
    record_property(
        "figures",
        f"matrix: {len(routes)} routes × {len(Credential)} credentials × {len(Naming)} namings"
        f" = {attacker.sent} requests ({len(by_ids)} of them asked again for an id of nothing),"
        f" {attacker.admitted} admitted at the attacker's own door, {len(attacker.gaps)} gaps",
    )
    assert attacker.gaps == [], "\n".join(attacker.gaps)
    closed = [
        each.route.name
        for each, answer in zip(reads, answers, strict=True)
        if each.credential is Credential.OWNER and not each.route.is_platform and not answer.is_success
    ]
    assert closed == [], "a wall that lets nobody in proves nothing"


async def test_victim_shows_her_marks_to_herself(attacker: Attacker) -> None:
    """What is looked for in answers to strangers can be found in those to the owner."""
    victim = attacker.victim
    own = Names(victim.ids, victim.searches)
    for route in private_routes():
        if route.is_platform or route.method != "GET" or route.name in SHOW_NOTHING:
            continue
        (attempt,) = (
            each
            for each in attempts_at(route, victim, own, victim)
            if (each.credential, each.naming) == (Credential.OWNER, Naming.OWN_DOOR)
        )
        answer = await attacker.clients[route.service].get(
            attempt.path,
            params=attempt.params,
            headers={"Host": attempt.host, "Authorization": f"Bearer {victim.shop.token}"},
        )
        assert answer.is_success, f"{route.name}: {answer.text}"
        assert any(mark in answer.text for mark in victim.marks), f"{route.name} shows no mark: {answer.text}"


def _known_names() -> set[str]:
    rows = {"cliente_id", "animal_id", "servico_id", "delivery_id", "user_id", "session_id", "tenant_id"}
    rows |= {"invitation_id", "entity_id", "profissional_id", "bloqueio_id", "agendamento_id", "tamanho"}
    rows |= {
        "peso_id",
        "foto_id",
        "recorrencia_id",
        "vacina_id",
        "dose_id",
        "outro_id",
        "espera_id",
        "taxi_id",
        "sentido",
        "motorista_id",
    }
    return rows | PLATFORM_ROWS | {"saga_id", "config_key", "q", "tenant", "target", "actor", "id", "nome"}


def _last_deleting(attempt: Attempt) -> tuple[bool, bool]:
    """What others need is deleted late, and sessions are ended last."""
    return attempt.route.path.endswith(("/logout", "/logout-all")), attempt.route.method == "DELETE"
