"""`python -m services.business [--only api|worker]`."""

from libs.common.server import serve
from services.business.app import create_service
from services.business.settings import Settings

if __name__ == "__main__":
    serve(create_service, Settings())
