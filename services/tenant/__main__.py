"""`python -m services.tenant [--only api|worker]`."""

from libs.common.server import serve
from services.tenant.app import create_service
from services.tenant.settings import Settings

if __name__ == "__main__":
    serve(create_service, Settings())
