"""`make up`: every step from nothing to a healthy system, each one repeatable."""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from deploy.local import keys, paths, plan, web
from deploy.local.config import LocalConfig
from deploy.local.console import CommandFailed, run, step
from deploy.local.orphans import check_ports, stop_orphans
from deploy.local.plan import KEYS, Plan
from deploy.local.process import Process, base_env, wait_ready
from deploy.local.services import migration_env, service_env
from deploy.local.supervisor import Supervisor
from deploy.local.system import ensure_system_packages

TIMEOUTS_S = {"postgres": 60, "rabbitmq": 120}
SERVICE_TIMEOUT_S = 60
HEALTH_TIMEOUT_S = 60
HEALTH_POLL_S = 0.1


def up(config: LocalConfig) -> None:
    """Bring the whole system up and return when it is healthy; safe to repeat at any time."""
    started = time.monotonic()
    with step("system packages"):
        ensure_system_packages()
    with step("development keys"):
        create_keys()
    supervisor = plan.supervisor()
    # The front end takes longest where it changed; all else starts meanwhile.
    with ThreadPoolExecutor(max_workers=1) as beside:
        artefact = beside.submit(web.build)
        with step("configuration"):
            system = plan.prepare(config)
            write_local_env(config)
            supervisor.apply(system.processes, rolling=config.web_ports)
            _check_ports(config, supervisor, system)
        _start(config, supervisor, system)
        _start_web(config, supervisor, system, artefact)
    with step("healthy"):
        _wait_healthy(config)
    print(f"\nHealthy after {time.monotonic() - started:.1f} s.\n\n{summary(config)}")


def _start(config: LocalConfig, supervisor: Supervisor, system: Plan) -> None:
    # RabbitMQ takes seconds to boot: what does not need it goes first.
    supervisor.start(system.rabbitmq.name)
    _bring("PostgreSQL", supervisor, [system.postgres])
    with step("migrations"):
        migrate(config)
    with step("operator"):
        create_operator(config)
    with step("OpenAPI"):
        write_openapi(config)
    _bring("RabbitMQ", supervisor, [system.rabbitmq])
    with step("broker topology"):
        _module("libs.common.messaging", "declare", env={"AMQP_URL": plan.amqp_url(config)})
    _bring("services, mail", supervisor, [system.mail, *system.services])
    _bring("gateway", supervisor, [system.gateway])


def _start_web(config: LocalConfig, supervisor: Supervisor, system: Plan, artefact: Future[Path]) -> None:
    with step("web build"):
        built = artefact.result()
        # Before any page asks for them.
        web.publish(built, plan.static_dir())
    with step("web"):
        system = system.with_web(config, built)
        roll(supervisor, system.processes, system.web)


def roll(supervisor: Supervisor, processes: list[Process], rolling: list[Process]) -> None:
    """Restart those that changed one after the other, so that there is always one to ask."""
    changed = supervisor.apply(processes, rolling={process.name for process in rolling})
    for process in rolling:
        if process.name in changed:
            supervisor.replace(process.name)
        _run(supervisor, [process])


def create_keys() -> None:
    """The passwords, and the JWT pair by the auth service's own command."""
    made = keys.load_or_create(KEYS.directory)
    if not (made.jwt_private_file.exists() and made.jwks_file.exists()):
        files = ["--private", str(made.jwt_private_file), "--jwks", str(made.jwks_file)]
        _module("services.auth", "generate-keys", *files, env={})


def migrate(config: LocalConfig) -> str:
    """The shared schema and every shop's, to their heads; answers what was reported."""
    return _module("services.provisioning", "migrate", env=migration_env(plan.context(config)))


def verify_audit(config: LocalConfig, arguments: list[str]) -> str:
    """Recomputes the audit's chain; raises CommandFailed, with what was forged, when it does not hold."""
    return _module("services.auth", "verify-audit", *arguments, env=service_env(plan.context(config), "auth"))


def trim_audit(config: LocalConfig, arguments: list[str]) -> str:
    """Drops the audit's old months, as the tables' owner."""
    return _module("services.provisioning", "trim-audit", *arguments, env=migration_env(plan.context(config)))


def create_operator(config: LocalConfig) -> None:
    """The demo operator, unless there is one."""
    env = service_env(plan.context(config), "auth")
    arguments = ("create-operator", "--email", keys.OPERATOR_EMAIL)
    _module("services.auth", *arguments, env=env, stdin=KEYS.operator_password)


def write_openapi(config: LocalConfig) -> None:
    """The merged document and its page, again only when the code changed."""
    revision = plan.context(config).revision
    stamp = plan.static_dir() / ".openapi-revision"
    if not stamp.exists() or stamp.read_text() != revision:
        _module("deploy.openapi", str(plan.static_dir()), env={})
        stamp.write_text(revision)


def write_local_env(config: LocalConfig) -> None:
    """`.data/local.env`: the three URLs, for `. .data/local.env`."""
    lines = {
        "DATABASE_URL": plan.context(config).admin_url(),
        "AMQP_URL": plan.amqp_url(config),
        "GATEWAY_URL": config.gateway_url,
    }
    keys.write_private(paths.DATA / "local.env", "\n".join(f"{key}={value}" for key, value in lines.items()))


def summary(config: LocalConfig) -> str:
    """What a newcomer needs next."""
    url, port = config.gateway_url, config.ports["GATEWAY_PORT"]
    return f"""  start page   {url}/
  a shop       http://<subdomain>.{config.base_domain}:{port}/
  API          {url}/api/docs
  health       {url}/health
  mail         {where_mail_is(config)}
  operator     {keys.OPERATOR_EMAIL}  {KEYS.operator_password}
  URLs         .data/local.env

Next: make status · make logs [S=tenant] · make psql · make down (keeps the data) · make clean (removes it)"""


def where_mail_is(config: LocalConfig) -> str:
    """The catcher's page, unless mail really goes out."""
    own = config.smtp_server
    return f"goes to {own}, as .env says" if own else f"http://localhost:{config.ports['MAIL_PORT']}/"


def _bring(title: str, supervisor: Supervisor, processes: list[Process]) -> None:
    """Start all of them, then wait for each; raises ProcessFailed."""
    with step(title):
        _run(supervisor, processes)


def _run(supervisor: Supervisor, processes: list[Process]) -> None:
    for process in processes:
        supervisor.start(process.name)
    for process in processes:
        timeout_s = TIMEOUTS_S.get(process.name, SERVICE_TIMEOUT_S)
        wait_ready(process, timeout_s, partial(supervisor.is_running, process.name))


def _check_ports(config: LocalConfig, supervisor: Supervisor, system: Plan) -> None:
    running = {name for name in supervisor.states() if supervisor.is_running(name)}
    stop_orphans([process for process in system.processes if process.name not in running])
    owners = plan.port_owners(config)
    check_ports({name: port for name, port in config.ports.items() if owners[name] not in running})


def _wait_healthy(config: LocalConfig) -> None:
    deadline = time.monotonic() + HEALTH_TIMEOUT_S
    while (answer := _health(config))[0] != HTTPStatus.OK:
        if time.monotonic() > deadline:
            raise CommandFailed(f"{config.gateway_url}/health answers {answer[0]}: {answer[1]}")
        time.sleep(HEALTH_POLL_S)


def _health(config: LocalConfig) -> tuple[int, str]:
    """Status and body of the gateway's aggregate; status 0 when nothing answers."""
    port = config.ports["GATEWAY_PORT"]
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/health", headers={"Host": f"{config.base_domain}:{port}"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, HTTPException) as error:
        return 0, str(error)
    finally:
        connection.close()


def _module(name: str, *arguments: str, env: dict[str, str], stdin: str = "") -> str:
    return run(["-m", name, *arguments], base_env() | env, str(Path(paths.ROOT)), stdin)
