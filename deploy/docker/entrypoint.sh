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
# Where no mail server is named, all of it is the catcher's; a part of each could send a password in clear.
if [ -z "${SMTP_HOST:-}" ] && [ -n "${MAIL_CATCHER:-}" ]; then
    export SMTP_HOST="${MAIL_CATCHER%:*}" SMTP_PORT="${MAIL_CATCHER#*:}" SMTP_SECURITY=none
    export MAIL_FROM="${MAIL_FROM:-nao-responda@focinho.example}"
fi
exec "$@"
