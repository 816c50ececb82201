"""What answers at the front door."""

import time
from collections.abc import Mapping, Sequence
from email.utils import parsedate_to_datetime

import httpx

from cli.checks import Finding, fail, ok, skew
from cli.client import Api, Connection, address, is_loopback
from cli.errors import CliError

TIMEOUT_S = 2.5


async def gateway(connection: Connection) -> Sequence[Finding]:
    """The gateway itself, its clock, its keys, and the services behind it."""
    base, headers = address(connection.url)
    async with httpx.AsyncClient(
        base_url=base, headers=headers, timeout=TIMEOUT_S, trust_env=not is_loopback(base)
    ) as client:
        try:
            health = await client.get("/health")
            keys = await client.get("/.well-known/jwks.json")
        except httpx.HTTPError as error:
            reason = str(error) or type(error).__name__
            return [fail("gateway", f"{connection.url}: {reason}", "`make status`; is the system up?")]
    return [ok("gateway", f"{connection.url} answers"), *_health(health), _clock(health), _keys(keys)]


async def services(connection: Connection) -> frozenset[str]:
    """The services that run, as far as the gateway knows."""
    base, headers = address(connection.url)
    try:
        async with httpx.AsyncClient(
            base_url=base, headers=headers, timeout=TIMEOUT_S, trust_env=not is_loopback(base)
        ) as client:
            answer = await client.get("/health")
    except httpx.HTTPError:
        return frozenset()
    return frozenset(name for name, state in _states(answer).items() if state == "ready")


def sign_in(connection: Connection) -> Sequence[Finding]:
    """Whether the operator would be let in, where a password is at hand; nobody is asked for one."""
    environment = connection.environment
    if environment.get("PETSHOP_TOKEN") or environment.password_for(connection.url, connection.email) is None:
        return []
    try:
        with Api(connection, timeout=httpx.Timeout(TIMEOUT_S)) as api:
            api.sign_in()
    except CliError as error:
        then = "Is the address right? `petshop users create-operator` adds one."
        return [fail("operator", f"cannot sign in: {error.problem['title']}", then)]
    return [ok("operator", "can sign in")]


def _health(answer: httpx.Response) -> list[Finding]:
    states = _states(answer)
    if not states:
        return [fail("services", f"/health answers {answer.status_code}", "`make logs S=provisioning`.")]
    away = {name: state for name, state in states.items() if state != "ready"}
    if not away:
        return [ok("services", f"{', '.join(states)} are ready")]
    return [fail("services", f"{name} is {state}", f"`make logs S={name}`.") for name, state in away.items()]


def _states(answer: httpx.Response) -> Mapping[str, str]:
    """Each service's state; empty where the answer is not the aggregate's."""
    try:
        body = answer.json()
    except ValueError:
        return {}
    states = ("ready", "not ready", "unreachable")
    fits = isinstance(body, dict) and body and all(state in states for state in body.values())
    return body if fits else {}


def _clock(answer: httpx.Response) -> Finding:
    # The header has whole seconds: half of one is the best guess.
    theirs = parsedate_to_datetime(answer.headers["Date"]).timestamp() + 0.5
    return skew("gateway's clock", theirs - time.time())


def _keys(answer: httpx.Response) -> Finding:
    try:
        number = len(answer.json()["keys"])
    except (ValueError, KeyError, TypeError):
        number = 0
    if number:
        return ok("keys", f"{number} public key(s) of access tokens")
    return fail("keys", f"no public keys (HTTP {answer.status_code})", "`make logs S=auth`; nobody can sign in.")
