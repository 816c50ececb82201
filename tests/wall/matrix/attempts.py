"""What is tried: each route by each credential of an attacker, naming the victim in each way."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tests.business.animais.pictures import photo
from tests.infra.system import BASE_DOMAIN
from tests.wall.matrix.estates import PLATFORM_ROWS, Estate, Id
from tests.wall.matrix.routes import Route

PHOTO = photo()

Verdict = tuple[int, str]

MISMATCH: Verdict = (403, "TENANT_MISMATCH")
FORBIDDEN: Verdict = (403, "FORBIDDEN")
MISSING: Verdict = (401, "TOKEN_MISSING")
INVALID: Verdict = (401, "TOKEN_INVALID")
# Of the platform, where nobody of the shops gets so far that a row is looked for.
_NO_ROWS: dict[str, Id] = dict.fromkeys(PLATFORM_ROWS, 1) | {"findings": "00000000-0000-4000-8000-000000000000"}


class Credential(StrEnum):
    OWNER = "owner"
    MANAGER = "manager"
    USER = "user"
    SUPPORT = "support"
    OPERATOR = "operator"
    COOKIE = "refresh cookie"
    NONE = "none"
    ALTERED = "victim's token, altered"

    @property
    def is_of_the_shop(self) -> bool:
        return self in (Credential.OWNER, Credential.MANAGER, Credential.USER, Credential.SUPPORT)


class Naming(StrEnum):
    """How the victim is named; everything that is not said otherwise is the attacker's own."""

    HOST = "host"
    HEADER_ID = "header, by id, at the apex"
    HEADER_SUBDOMAIN = "header, by subdomain, at the apex"
    HEADER_AGAINST_HOST = "header at the attacker's host"
    HOST_AGAINST_HEADER = "host, with the attacker's header"
    PATH = "ids in the path"
    BODY = "ids in the body"
    QUERY = "ids and words in the query"
    OWN_DOOR = "not at all"

    @property
    def is_by_ids(self) -> bool:
        return self in (Naming.PATH, Naming.BODY, Naming.QUERY)

    @property
    def disagrees(self) -> bool:
        return self in (Naming.HEADER_AGAINST_HOST, Naming.HOST_AGAINST_HEADER)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request, ready to be sent but for its credential; `expected` is None where more answers are fair."""

    route: Route
    credential: Credential
    naming: Naming
    host: str
    path: str
    params: dict[str, str]
    body: Any
    headers: dict[str, str] = field(default_factory=dict)
    expected: Verdict | None = None

    @property
    def name(self) -> str:
        return f"{self.route.name} as {self.credential}, victim named by {self.naming}"

    @property
    def is_by_the_platform(self) -> bool:
        """An operator at the operators' own routes."""
        return self.route.is_platform and self.credential is Credential.OPERATOR

    @property
    def sent(self) -> dict[str, Any]:
        """Its body as the client takes it: JSON, or a file where the route takes one."""
        if self.route.takes_files:
            return {"content": PHOTO}
        return {"json": self.body}

    @property
    def said(self) -> str:
        """Everything of the victim's that the request itself says."""
        return f"{self.host} {self.path} {self.params} {self.body} {self.headers}".lower()


@dataclass(frozen=True, slots=True)
class Names:
    """What may be named: rows by id, and what a search looks for."""

    ids: dict[str, Id]
    searches: dict[str, str]

    def __getitem__(self, name: str) -> Id:
        return (_NO_ROWS | self.ids)[name]

    def query(self, name: str) -> str:
        return self.searches[name] if name in self.searches else str(self[name])


def attempts_at(route: Route, attacker: Estate, named: Names, victim: Estate) -> Iterator[Attempt]:
    """All that is tried at a route; `named` are the victim's ids, or those of nobody."""
    for credential in Credential:
        for naming in Naming:
            if _applies(route, credential, naming):
                yield _attempt(route, credential, naming, attacker, named, victim)


def _applies(route: Route, credential: Credential, naming: Naming) -> bool:
    """An operator's own deeds are not an attack; and a naming needs a place to stand in."""
    if credential is Credential.OPERATOR and route.is_platform and (route.method != "GET" or route.is_stream):
        return False
    named = {
        Naming.PATH: route.parameters("path").keys() - {"config_key"},
        Naming.BODY: route.ids_of_body(),
        Naming.QUERY: route.queries(),
    }
    return bool(named.get(naming, True))


def _attempt(
    route: Route, credential: Credential, naming: Naming, attacker: Estate, named: Names, victim: Estate
) -> Attempt:
    own = Names(attacker.ids, attacker.searches)
    theirs = naming is not Naming.OWN_DOOR
    in_path = named if theirs and naming not in (Naming.BODY, Naming.QUERY) else own
    in_body = named if theirs and naming not in (Naming.PATH, Naming.QUERY) else own
    in_query = named if theirs and naming not in (Naming.PATH, Naming.BODY) else own
    demanded = {name for name, each in route.parameters("query").items() if each.get("required")}
    return Attempt(
        route=route,
        credential=credential,
        naming=naming,
        host=_host(naming, attacker, victim),
        path=route.path.format_map({name: in_path[name] for name in route.parameters("path")}),
        params=route.demands()
        | {name: in_query.query(name) for name in route.queries() if theirs or name in demanded},
        body=route.build_body(_NO_ROWS | in_body.ids),
        headers=_headers(route, naming, attacker, victim),
        expected=_expected(route, credential, naming),
    )


def _host(naming: Naming, attacker: Estate, victim: Estate) -> str:
    if naming in (Naming.HOST, Naming.HOST_AGAINST_HEADER):
        return f"{victim.shop.subdomain}.{BASE_DOMAIN}"
    if naming in (Naming.HEADER_ID, Naming.HEADER_SUBDOMAIN):
        return BASE_DOMAIN
    return f"{attacker.shop.subdomain}.{BASE_DOMAIN}"


def _headers(route: Route, naming: Naming, attacker: Estate, victim: Estate) -> dict[str, str]:
    named = {
        Naming.HEADER_ID: str(victim.shop.tenant_id),
        Naming.HEADER_SUBDOMAIN: victim.shop.subdomain,
        Naming.HEADER_AGAINST_HOST: str(victim.shop.tenant_id),
        Naming.HOST_AGAINST_HEADER: attacker.shop.subdomain,
    }
    kind = {"Content-Type": "image/jpeg"} if route.takes_files else {}
    return kind | ({"X-Tenant-ID": named[naming]} if naming in named else {})


def _expected(route: Route, credential: Credential, naming: Naming) -> Verdict | None:
    """contracts.md §3: the token first, then the shop, then who may do what."""
    if credential is Credential.ALTERED:
        return INVALID
    if credential is Credential.OPERATOR:
        return None if route.is_platform or route.is_of_an_account else FORBIDDEN
    if route.is_platform:
        return FORBIDDEN if credential.is_of_the_shop else MISSING
    if not credential.is_of_the_shop:
        return MISMATCH if naming.disagrees else MISSING
    return None if naming.is_by_ids or naming is Naming.OWN_DOOR else MISMATCH


def altered(token: str) -> str:
    """The token with one character of it changed; never its last one, whose lowest bits say nothing."""
    at = secrets.randbelow(len(token) - 1)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return token[:at] + secrets.choice(letters.replace(token[at], "")) + token[at + 1 :]
