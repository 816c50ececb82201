"""Where auth's events wait for their transaction's commit."""

from libs.common.messaging.outbox import Outbox

outbox = Outbox("auth")
