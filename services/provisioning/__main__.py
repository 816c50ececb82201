"""`python -m services.provisioning [--only api|worker]`, or `python -m services.provisioning migrate`."""

import sys

from libs.common.server import serve
from services.provisioning.app import create_service
from services.provisioning.migrate import migrate_from_environment
from services.provisioning.settings import Settings


def _migrate() -> int:
    report = migrate_from_environment()
    print(f"shared schemas at {report.shared}; shops: {report.migrated} migrated, {report.unchanged} at head")
    for schema_name, error in report.failed.items():
        print(f"FAILED {schema_name}: {error}", file=sys.stderr)
    return 1 if report.failed else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["migrate"]:
        sys.exit(_migrate())
    serve(create_service, Settings())
