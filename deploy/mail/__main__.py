"""`python -m deploy.mail --port 8025 --smtp-port 18025 --directory DIR`: runs until SIGTERM, on loopback only."""

import argparse
import sys
from pathlib import Path

import uvicorn

from deploy.mail.app import create_app
from deploy.mail.store import Store

HOST = "127.0.0.1"


def main() -> int:
    """Serve; the page answers once SMTP does."""
    parser = argparse.ArgumentParser(prog="deploy.mail", description=__doc__)
    parser.add_argument("--port", type=int, default=8025)
    parser.add_argument("--smtp-port", type=int, default=18025)
    parser.add_argument("--directory", type=Path, required=True)
    parser.add_argument("--kept", type=int, default=500, help="older letters are removed")
    told = parser.parse_args()
    app = create_app(Store(told.directory, kept=told.kept), smtp=(HOST, told.smtp_port))
    uvicorn.run(app, host=HOST, port=told.port, access_log=False, log_level="warning", lifespan="on")
    return 0


if __name__ == "__main__":
    sys.exit(main())
