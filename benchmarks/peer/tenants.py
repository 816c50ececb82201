"""Makes the peer's shops by its own `save()`: names on standard input, a line each; the seconds of each come back.

`prepare` migrates the shared tables and makes the user whose name and password follow it.
"""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from customers.models import Client, Domain  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken  # noqa: E402


def prepare(name, password):
    """An access token and a refresh token of the one user there is."""
    call_command("migrate_schemas", shared=True, verbosity=0)
    Client(schema_name="public", name="public").save(verbosity=0)
    user = User.objects.create_user(name, password=password)
    print(AccessToken.for_user(user), RefreshToken.for_user(user), flush=True)


def create(name):
    """Seconds of CPU and of the clock that one shop took."""
    began = time.perf_counter()
    client = Client(schema_name=name, name=name)
    client.save(verbosity=0)
    Domain(domain=f"{name}.peer.localhost", tenant=client, is_primary=True).save()
    return time.perf_counter() - began


if __name__ == "__main__":
    if sys.argv[1:2] == ["prepare"]:
        prepare(*sys.argv[2:])
    else:
        for line in sys.stdin:
            print(create(line.strip()), flush=True)
