"""From a row to a letter that can go: texts, links, and the one-time token in the clear, here alone."""

from uuid import UUID

from libs.common.sealing import TokenSealer
from services.notifications.channels.base import Envelope
from services.notifications.links import Links
from services.notifications.models import TOKEN_PURPOSES, Channel, Delivery, Kind
from services.notifications.reminders.leaving import LeaveTokens, Leaving
from services.notifications.rendering.render import render, render_message


class Composer:
    """Knows where links lead and how tokens are opened."""

    def __init__(self, *, links: Links, tokens: TokenSealer, leaving: LeaveTokens) -> None:
        self._links, self._tokens, self._leaving = links, tokens, leaving

    def compose(self, delivery: Delivery) -> Envelope:
        """Raises UnsealError."""
        url = self._url(delivery)
        if delivery.channel is Channel.WHATSAPP:
            return Envelope(delivery, render_message(delivery.kind, delivery.locale, delivery.content))
        leave, headers = None, {}
        if delivery.kind is Kind.BOOKING_REMINDER:
            token = self._leaving.issue(Leaving(delivery.tenant_id, delivery.recipient))
            subdomain = str(delivery.content["subdomain"])
            leave = self._links.shop(subdomain, f"/lembretes#{token}")
            one_click = self._links.shop(subdomain, f"/api/v1/notifications/opt-outs/{token}")
            # RFC 8058: the mail program's own button.
            headers = {"List-Unsubscribe": f"<{one_click}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        rendered = render(delivery.kind, delivery.locale, delivery.content, url=url, leave_url=leave)
        return Envelope(delivery, rendered, headers)

    def _url(self, delivery: Delivery) -> str | None:
        subdomain = str(delivery.content["subdomain"])
        match delivery.kind:
            case Kind.WELCOME:
                return self._links.shop(subdomain)
            case Kind.SIGNUP_FAILED:
                return self._links.apex("/entrar" if delivery.content["code"] == "EMAIL_TAKEN" else "/cadastro")
            case Kind.EMAIL_VERIFICATION:
                return self._links.shop(subdomain, f"/confirmar-email#{self._token(delivery)}")
            case Kind.PASSWORD_RESET:
                return self._links.shop(subdomain, f"/nova-senha#{self._token(delivery)}")
            case Kind.INVITATION:
                return self._links.shop(subdomain, f"/convite#{self._token(delivery)}")
            case _:
                return None

    def _token(self, delivery: Delivery) -> str:
        subject = UUID(str(delivery.content["user_id"]))
        return self._tokens.unseal(
            delivery.sealed_token or "", purpose=TOKEN_PURPOSES[delivery.kind], subject=subject
        )
