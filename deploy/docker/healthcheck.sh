#!/bin/bash
# Whether the service has all it depends on. Without Python: that would cost more than the service at rest.
set -e
exec 3<>"/dev/tcp/127.0.0.1/$PORT"
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "${HEALTH_PATH:-/health/ready}" >&3
read -r _ status _ <&3
[ "$status" = 200 ]
