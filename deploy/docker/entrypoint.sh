#!/bin/sh
# Puts a password that is mounted as a file into its URL: user@host becomes user:password@host.
# So secrets are in no compose file and no `docker inspect`, and the services read one URL everywhere.
set -eu

for name in DATABASE ADMIN_DATABASE AMQP; do
    eval "url=\${${name}_URL:-} file=\${${name}_PASSWORD_FILE:-}"
    [ -n "$file" ] || continue
    password=$(cat "$file")
    export "${name}_URL=${url%%@*}:$password@${url#*@}"
done
exec "$@"
