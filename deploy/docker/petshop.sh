#!/bin/sh
# The operator's command line inside a container: `docker compose exec provisioning petshop doctor`.
set -eu

export PETSHOP_URL="${PETSHOP_URL:-http://gateway:8080}" PYTHONPATH=/app
exec /app/deploy/docker/entrypoint.sh python -m cli "$@"
