"""What is asked of every contestant: the same deed, each in its own dialect of HTTP."""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

import httpx

from benchmarks.contest.data import ROWS, BenchShop
from benchmarks.contest.peer import PASSWORD, USER, Peer
from benchmarks.contest.wrk import Load, Request
from services.auth.cookies import REFRESH as REFRESH_COOKIE
from tests.infra.shops import Shop

# A script's length; wrk begins at a random place and goes round.
_LENGTH = 2_000
OURS, THEIRS = "/api/v1/clientes", "/clientes/"
_NAMES = ("ana", "joao", "conceicao", "iris", "monica", "angelo", "luis", "barbara", "edson")
_LAST = ("souza", "goncalves", "araujo", "silva", "brandao", "munoz", "leao", "pinheiro")


@dataclass(frozen=True, slots=True)
class Stage:
    """Who can be asked: the product's shops, the peer's hosts, and owners that signed up by the front door."""

    shops: Sequence[BenchShop]
    peer: Peer
    peer_hosts: Sequence[str]
    owners: Sequence[Shop]


class _Deed(TypedDict):
    """Of a request what does not depend on the shop."""

    method: str
    path: str
    body: NotRequired[str]


Script = Callable[[Stage, random.Random], list[Request]]


@dataclass(frozen=True, slots=True)
class Scenario:
    """`ours` is for the product and the floor, `theirs` for the peer."""

    name: str
    ours: Script
    theirs: Script
    connections: int = 32
    mode: str = ""
    # Of a turn, the one to warm up included: in less, the slowest might not answer at all.
    least_s: int = 1

    def load(self, stage: Stage, *, peer: bool) -> Load:
        script = self.theirs if peer else self.ours
        return Load(script(stage, random.Random(self.name)), self.connections, self.mode)  # noqa: S311 - a load


def _ours(request: Callable[[random.Random], _Deed]) -> Script:
    """At the product's shops in any order."""

    def script(stage: Stage, rng: random.Random) -> list[Request]:
        chosen = (rng.choice(stage.shops) for _ in range(_LENGTH))
        return [Request(host=f"{shop.subdomain}.localhost", token=shop.token, **request(rng)) for shop in chosen]

    return script


def _theirs(request: Callable[[random.Random], _Deed]) -> Script:
    def script(stage: Stage, rng: random.Random) -> list[Request]:
        return [
            Request(host=rng.choice(stage.peer_hosts), token=stage.peer.access, **request(rng))
            for _ in range(_LENGTH)
        ]

    return script


def _get(path: str, rows: int = ROWS) -> Callable[[random.Random], _Deed]:
    return lambda rng: {"method": "GET", "path": path.format(id=rng.randint(1, rows))}


def _body(rng: random.Random) -> str:
    number = rng.randint(1, 10**6)
    return json.dumps(
        {
            "nome": f"Conceição Araújo {number}",
            "email": f"tutor{number}@example.com",
            "telefone": f"+55 11 9{number:08}",
            "endereco": f"Rua das Flores, {number}, São Paulo",
        },
        ensure_ascii=False,
    )


def _create(path: str) -> Callable[[random.Random], _Deed]:
    return lambda rng: {"method": "POST", "path": path, "body": _body(rng)}


def _changes(path: str, rng: random.Random) -> list[_Deed]:
    """Each row once: the load counts its version up by itself."""
    return [
        {
            "method": "PATCH",
            "path": path.format(id=number),
            "body": f'{{"version": VERSION, "telefone": "+55 11 9{rng.randint(0, 10**8 - 1):08}"}}',
        }
        for number in range(1, ROWS + 1)
    ]


def _our_changes(stage: Stage, rng: random.Random) -> list[Request]:
    shop = stage.shops[0]
    host, token = f"{shop.subdomain}.localhost", shop.token
    return [Request(host=host, token=token, **each) for each in _changes(OURS + "/{id}", rng)]


def _their_changes(stage: Stage, rng: random.Random) -> list[Request]:
    host, token = stage.peer_hosts[0], stage.peer.access
    return [Request(host=host, token=token, **each) for each in _changes(THEIRS + "{id}/", rng)]


def _words(rng: random.Random) -> str:
    return f"{rng.choice(_NAMES)}%20{rng.choice(_LAST)}%20{rng.randint(1, 9)}"


def _search(path: str) -> Callable[[random.Random], _Deed]:
    # "conceicao araujo 7": some of a thousand, and written without its accents.
    return lambda rng: {"method": "GET", "path": path + "?q=" + _words(rng)}


def _logins(stage: Stage, rng: random.Random) -> list[Request]:
    body = [json.dumps({"email": owner.owner_email, "password": owner.owner_password}) for owner in stage.owners]
    return [
        Request("POST", "/api/v1/auth/login", f"{owner.subdomain}.localhost", body=each)
        for owner, each in zip(stage.owners, body, strict=True)
    ]


def _peer_logins(stage: Stage, rng: random.Random) -> list[Request]:
    body = json.dumps({"username": USER, "password": PASSWORD})
    return [Request("POST", "/token/", host, body=body) for host in stage.peer_hosts]


def _refreshes(stage: Stage, rng: random.Random) -> list[Request]:
    """From sessions begun for this run: a refresh token is good for one use."""
    return [_refresh(owner) for owner in stage.owners]


def _refresh(owner: Shop) -> Request:
    answer = httpx.post(
        f"{owner.client.base_url}/api/v1/auth/login",
        json={"email": owner.owner_email, "password": owner.owner_password},
        headers={"Host": owner.client.headers["Host"]},
        trust_env=False,
    ).raise_for_status()
    cookies = (each.partition(";")[0] for each in answer.headers.get_list("set-cookie"))
    cookie = next(each for each in cookies if each.partition("=")[0].endswith(REFRESH_COOKIE))
    host = owner.client.headers["Host"]
    return Request("POST", "/api/v1/auth/refresh", host, headers=(f"Cookie: {cookie}", f"Origin: http://{host}"))


def _peer_refreshes(stage: Stage, rng: random.Random) -> list[Request]:
    body = json.dumps({"refresh": stage.peer.refresh})
    return [Request("POST", "/token/refresh/", rng.choice(stage.peer_hosts), body=body) for _ in stage.owners]


def hot(rows: int, *, listing: str) -> tuple[Scenario, Scenario, Scenario]:
    """Get, list and create at shops of so many tutores each; `listing` says what a list is of."""
    return (
        Scenario("get one", _ours(_get(OURS + "/{id}", rows)), _theirs(_get(THEIRS + "{id}/", rows))),
        Scenario(listing, _ours(_get(OURS)), _theirs(_get(THEIRS))),
        Scenario("create", _ours(_create(OURS)), _theirs(_create(THEIRS))),
    )


def of_animals(where: str) -> tuple[Scenario, Scenario]:
    """The product's list and search of animals; `where` says at what shops."""
    path = "/api/v1/animais"
    return (
        Scenario(f"animals: list, {where}", _ours(_get(path)), _nobody),
        Scenario(f"animals: search, {where}", _ours(_search_animal(path)), _nobody),
    )


def _search_animal(path: str) -> Callable[[random.Random], _Deed]:
    return lambda rng: {"method": "GET", "path": f"{path}?q={rng.choice(_NAMES)}%20{rng.randint(1, 9)}"}


def _nobody(stage: Stage, rng: random.Random) -> list[Request]:
    raise LookupError("the peer does not play this")


GET, LIST, CREATE = hot(ROWS, listing="list 20 of 1,000")
UPDATE = Scenario("update", _our_changes, _their_changes, connections=4, mode="version")
SEARCH = Scenario("search", _ours(_search(OURS)), _theirs(_search(THEIRS)))
LOGIN = Scenario("login", _logins, _peer_logins, connections=4, least_s=4)
REFRESH = Scenario("refresh", _refreshes, _peer_refreshes, connections=4, mode="cookie")
