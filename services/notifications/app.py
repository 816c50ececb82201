"""Composition of the notifications service."""

from datetime import timedelta
from functools import partial

from fastapi import FastAPI

from libs.common.messaging.inbox import Inbox
from libs.common.runtime import Job, Part, Runtime
from libs.common.sealing import Sealer, TokenSealer
from libs.common.web import create_app
from services.notifications import metrics, repository
from services.notifications.channels.smtp import SmtpChannel, SmtpServer
from services.notifications.channels.whatsapp import WhatsAppLinks
from services.notifications.composer import Composer
from services.notifications.handlers import build_handlers
from services.notifications.handover import routes as handover
from services.notifications.links import Links
from services.notifications.models import Channel
from services.notifications.operations import routes as operations
from services.notifications.reminders import routes as reminders
from services.notifications.reminders import service as reminders_service
from services.notifications.reminders.leaving import LeaveTokens
from services.notifications.sender import Pace, Sender
from services.notifications.service import outbox
from services.notifications.settings import Settings


def create_api() -> FastAPI:
    """The routes alone, without settings or network: what OpenAPI is built from."""
    return create_app(title="notifications", routers=[operations.router, reminders.router, handover.router])


def create_service(settings: Settings, part: Part) -> FastAPI:
    """The service as it runs."""
    runtime = Runtime("notifications", settings)
    if part != "api":
        handlers = build_handlers(booking_letters_wait=timedelta(seconds=settings.booking_letters_wait_s))
        runtime.work(outbox=outbox, handlers=handlers, jobs=_jobs(runtime, settings))
        for sender in _senders(runtime, settings):
            runtime.background(sender.run)
    runtime.sample("deliveries", partial(metrics.sample_deliveries, runtime.database), *metrics.GAUGES)
    app = create_app(title="notifications", routers=[]) if part == "worker" else create_api()
    app.state.leaving = LeaveTokens(Sealer(settings.token_key_file))
    return runtime.mount(app)


def _senders(runtime: Runtime, settings: Settings) -> list[Sender]:
    """One a channel: a mail server that is away keeps no other channel waiting."""
    composer = Composer(
        links=Links(str(settings.public_url)),
        tokens=TokenSealer(settings.token_key_file),
        leaving=LeaveTokens(Sealer(settings.token_key_file)),
    )
    pace = Pace(
        lease=settings.lease,
        poll_s=settings.poll_interval_s,
        retry_after_s=settings.mail_retry_after_s,
        away_pause_s=settings.smtp_away_pause_s,
    )
    make = partial(Sender, database=runtime.database, composer=composer, domain=settings.id_domain, pace=pace)
    return [
        make(channel=Channel.EMAIL, sending=_smtp(settings), workers=settings.smtp_connections),
        make(channel=Channel.WHATSAPP, sending=WhatsAppLinks(), workers=1),
    ]


def _smtp(settings: Settings) -> SmtpChannel:
    server = SmtpServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        ca_file=settings.smtp_ca_file,
        username=settings.smtp_username,
        password=settings.smtp_password,
        command_timeout_s=settings.smtp_command_timeout_s,
        letter_timeout_s=settings.smtp_letter_timeout_s,
        idle_s=settings.smtp_idle_s,
    )
    return SmtpChannel(
        server,
        sender=settings.mail_from,
        sender_name=settings.mail_from_name,
        connections=settings.smtp_connections,
    )


def _jobs(runtime: Runtime, settings: Settings) -> list[Job]:
    inbox = Inbox("notifications")

    async def remind() -> None:
        await reminders_service.sweep(runtime.database)

    async def forget() -> None:
        async with runtime.database.transaction() as session:
            await inbox.prune(session)
            await repository.forget_deliveries(session, kept=timedelta(days=settings.deliveries_kept_days))
            await reminders_service.forget(session, kept=timedelta(days=settings.bookings_kept_days))

    return [Job("reminders", settings.reminders_interval_s, remind), Job("forget old rows", 600, forget)]
