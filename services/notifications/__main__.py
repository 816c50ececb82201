"""`python -m services.notifications [--only api|worker]`."""

from libs.common.server import serve
from services.notifications.app import create_service
from services.notifications.settings import Settings

if __name__ == "__main__":
    serve(create_service, Settings())
