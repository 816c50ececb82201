"""`python -m services.provisioning [--only api|worker]`, or one of its commands: `migrate`, `trim-audit`."""

import argparse
import asyncio
import os
import sys
from urllib.parse import urlsplit

from libs.common.server import serve
from services.provisioning import audit_retention
from services.provisioning.app import create_service
from services.provisioning.migrate import migrate_from_environment
from services.provisioning.settings import Settings


def _migrate() -> int:
    report = migrate_from_environment()
    print(f"shared schemas at {report.shared}; shops: {report.migrated} migrated, {report.unchanged} at head")
    for schema_name, error in report.failed.items():
        print(f"FAILED {schema_name}: {error}", file=sys.stderr)
    return 1 if report.failed else 0


def _trim_audit(arguments: list[str]) -> int:
    """Reads ADMIN_DATABASE_URL, and of DATABASE_URL the database's name."""
    parser = argparse.ArgumentParser(prog="python -m services.provisioning trim-audit")
    parser.add_argument("--keep-months", type=int, default=audit_retention.KEEP_MONTHS)
    keep_months = parser.parse_args(arguments).keep_months
    name = urlsplit(os.environ["DATABASE_URL"]).path.lstrip("/")
    try:
        done = asyncio.run(
            audit_retention.trim(os.environ["ADMIN_DATABASE_URL"], name=name, keep_months=keep_months)
        )
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"dropped {', '.join(done.months) or 'nothing'}; kept from {done.kept_from:%Y-%m} on")
    return 0


if __name__ == "__main__":
    if sys.argv[1:] == ["migrate"]:
        sys.exit(_migrate())
    if sys.argv[1:2] == ["trim-audit"]:
        sys.exit(_trim_audit(sys.argv[2:]))
    serve(create_service, Settings())
