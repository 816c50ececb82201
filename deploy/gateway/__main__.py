"""`python -m deploy.gateway DIRECTORY`: nginx.conf and the documents it serves, for a gateway in a container.

Services are found by name; rates and BASE_DOMAIN come from the environment as everywhere.
"""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from deploy import web
from deploy.gateway.config import SERVICES, SITE, WEB, GatewayConfig, RateLimit, render

# What `python -m deploy.openapi` and `python -m deploy.web` wrote when the image was built.
DOCUMENTS = Path(__file__).resolve().parents[2] / "static"
DOCKER_DNS = "127.0.0.11"
# In memory, and the only folder that nginx may write to.
WORK_DIR = Path("/tmp")
PORT = 8080


def configuration(directory: Path, environ: Mapping[str, str]) -> GatewayConfig:
    """The gateway before the services' names. Raises ValueError for a rate that is no number."""
    return GatewayConfig(
        port=PORT,
        base_domain=environ.get("BASE_DOMAIN", "localhost").lower(),
        upstreams={name: [f"{name}:8000"] for name in SERVICES} | {WEB: ["web:3000"]},
        static_dir=directory,
        work_dir=WORK_DIR,
        addresses=("0.0.0.0",),
        resolver=DOCKER_DNS,
        login=_limit(environ, "LOGIN", GatewayConfig.login),
        signup=_limit(environ, "SIGNUP", GatewayConfig.signup),
        shop=_limit(environ, "SHOP", GatewayConfig.shop),
    )


def _limit(environ: Mapping[str, str], name: str, default: RateLimit) -> RateLimit:
    variable = f"RATE_LIMIT_{name}"
    rate, burst = environ.get(variable), environ.get(f"{variable}_BURST")
    return RateLimit(int(rate or default.rate), int(burst or default.burst))


def main() -> int:
    """Write everything to the folder given."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    directory = Path(sys.argv[1])
    shutil.copytree(DOCUMENTS, directory, dirs_exist_ok=True, ignore=shutil.ignore_patterns(WEB))
    # Beside those of the images before this one, for tabs that are open.
    web.publish(DOCUMENTS / WEB, directory / WEB)
    shutil.copytree(SITE, directory / "site", dirs_exist_ok=True)
    (directory / "nginx.conf").write_text(render(configuration(directory, os.environ)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
