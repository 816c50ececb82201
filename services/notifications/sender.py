"""From the queue to the channel: claim, compose, send, write down what came of it.

Each step is a transaction of its own, and none is open while a server talks. A process that dies between the
server's yes and the row that says so leaves the row to its lease: the letter goes again, with the same Message-ID.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import structlog
from prometheus_client import Counter, Histogram
from sqlalchemy.ext.asyncio import AsyncSession

from libs.common.clock import new_id, utc_now
from libs.common.database import Database
from libs.common.faults import CrashPoint, crash_point
from libs.common.listening import listen
from libs.common.logging import get_logger
from libs.common.messaging.broker import is_cancelled
from libs.common.sealing import UnsealError
from services.notifications import repository
from services.notifications.channels.base import Away, Later, LinkReady, Outcome, Refused, Sending, Sent
from services.notifications.composer import Composer
from services.notifications.models import (
    ADDRESS_SUPPRESSED,
    ANYBODY_CAN_ASK,
    MOST_A_DAY,
    NO_LONGER_TRUE,
    NOT_SENT_ON_PURPOSE,
    OPTED_OUT,
    SHOP_CLOSED,
    TOO_MANY,
    Channel,
    Delivery,
    Kind,
    State,
)

log = get_logger(__name__)

LONGEST_PAUSE = timedelta(hours=1)
_RECORD_AGAIN_S = 1.0
# Less than whoever stops the process waits for it.
GRACE_S = 5.0
_FINISHED = Counter("deliveries_finished_total", "Letters that came to an end.", ("kind", "state"))
_TRIES = Counter("delivery_tries_total", "Tries by what came of them.", ("channel", "outcome"))
_TIME_TO_END = Histogram(
    "delivery_seconds",
    "From the queued letter to its end.",
    ("channel",),
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 86400),
)
for _kind in Kind:
    for _state in (State.SENT, State.READY, State.FAILED, State.SUPPRESSED):
        # From the start: a rate does not see a counter's first step out of nothing.
        _FINISHED.labels(_kind, _state)
for _channel in Channel:
    _TIME_TO_END.labels(_channel)
    for _outcome in (Sent, LinkReady, Refused, Later, Away):
        _TRIES.labels(_channel, _outcome.__name__.lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often and how long: seconds, but for `lease`."""

    lease: timedelta
    poll_s: float
    retry_after_s: float
    away_pause_s: float


class Sender:
    """One channel's, `workers` letters at a time; any number of replicas share the queue."""

    def __init__(
        self,
        *,
        database: Database,
        channel: Channel,
        sending: Sending,
        composer: Composer,
        domain: str,
        pace: Pace,
        workers: int,
    ) -> None:
        self._database, self._composer = database, composer
        self._channel, self._sending = channel, sending
        self._domain, self._pace, self._workers = domain, pace, workers
        self._wake = asyncio.Event()
        self._under_way: set[asyncio.Task[float]] = set()
        self._away = 0
        self._asking = asyncio.Lock()

    async def run(self) -> None:
        """Sends until cancelled; letters under way come to their end, or a restart would send some twice."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listen())
                for _ in range(self._workers):
                    group.create_task(self._work())
        finally:
            await self._end_under_way()
            await self._sending.close()

    async def _end_under_way(self) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + GRACE_S
        while self._under_way and (left := deadline - loop.time()) > 0:
            # Whoever stops the process cancels again and again.
            with suppress(asyncio.CancelledError):
                await asyncio.wait(self._under_way, timeout=left)
        for task in self._under_way:
            task.cancel()

    async def _listen(self) -> None:
        def wake(_: str = "") -> None:
            self._wake.set()

        await listen(
            self._database.dsn,
            repository.QUEUED_CHANNEL,
            application_name="notifications-sender",
            on_payload=wake,
            on_connected=wake,
        )

    async def _work(self) -> None:
        while True:
            if not self._away:
                await self._take_turn()
                continue
            # One asks whether the server is back; the others wait for what it hears.
            async with self._asking:
                if self._away:
                    await self._take_turn()

    async def _take_turn(self) -> None:
        """One letter, and the rest after it."""
        task = asyncio.ensure_future(self._send_next())
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        try:
            pause = await asyncio.shield(task)
        except asyncio.CancelledError:
            if is_cancelled():
                raise
            # A driver's, of the letter's task alone: it must not take the worker along.
            pause = self._pace.poll_s
        except Exception as error:  # noqa: BLE001 - a worker outlives any outage
            log.warning("sender interrupted", error=repr(error))
            pause = self._pace.poll_s
        if pause:
            await self._rest(pause)

    async def _rest(self, pause: float) -> None:
        """Until new work is queued, or the time is over; while the server is away, the time alone counts."""
        if self._away:
            await asyncio.sleep(pause)
            return
        with suppress(TimeoutError):
            # Not wait_for: before Python 3.12 it swallows a cancellation that meets the end of the wait.
            async with asyncio.timeout(pause):
                await self._wake.wait()

    async def _send_next(self) -> float:
        """Sends one letter if one is due; answers how long to rest before the next, in seconds."""
        # Before the look, so that a letter queued behind it is not overlooked.
        self._wake.clear()
        async with self._database.transaction() as session:
            delivery = await repository.claim(
                session, self._channel, lease=new_id(), held=self._pace.lease, domain=self._domain
            )
        if delivery is None:
            return self._pace.poll_s
        crash_point(CrashPoint.LETTER_CLAIMED)
        with structlog.contextvars.bound_contextvars(
            delivery_id=str(delivery.id), tenant_id=str(delivery.tenant_id)
        ):
            outcome = await self._try(delivery)
            crash_point(CrashPoint.LETTER_SENT)
            await self._record(delivery, outcome)
        _TRIES.labels(delivery.channel, type(outcome).__name__.lower()).inc()
        if not isinstance(outcome, Away):
            self._away = 0
            return 0
        self._away += 1
        return min(self._pace.away_pause_s, 0.5 * 2.0 ** min(self._away, 10))

    async def _try(self, delivery: Delivery) -> Outcome:
        try:
            refusal = await self._why_not(delivery)
            if refusal is not None:
                return refusal
            envelope = self._composer.compose(delivery)
        except UnsealError:
            return Refused("TOKEN_UNREADABLE", "The link's token cannot be opened with the keys at hand.")
        except Exception as error:
            log.error("letter not composed", kind=delivery.kind, exc_info=error)
            return Later("NOT_COMPOSED", type(error).__name__)
        try:
            return await self._sending.send(envelope)
        except Exception as error:
            log.error("channel failed", channel=delivery.channel, exc_info=error)
            return Later("CHANNEL_FAILED", type(error).__name__)

    async def _why_not(self, delivery: Delivery) -> Refused | None:
        """Asked anew before each try: much may have changed while the letter waited."""
        if delivery.expires_at <= utc_now():
            # What kept it back until now says more than that its time is over.
            return Refused(delivery.error_code or "EXPIRED", delivery.error or "It was no longer worth arriving.")
        async with self._database.transaction() as session:
            standing = await repository.find_standing(session, delivery.id)
            if standing.is_suppressed:
                return Refused(ADDRESS_SUPPRESSED, "The address is known not to exist.")
            if standing.is_outdated:
                return Refused(NO_LONGER_TRUE, "The booking moved or was cancelled.")
            if standing.opted_out:
                return Refused(OPTED_OUT, "The customer wants no reminders.")
            if standing.is_closed:
                return Refused(SHOP_CLOSED, "The shop is not open.")
            is_anybodys = delivery.kind in ANYBODY_CAN_ASK
            if is_anybodys and await repository.count_of_a_day(session, delivery) >= MOST_A_DAY:
                return Refused(TOO_MANY, f"{MOST_A_DAY} of these went to this address within a day.")
        return None

    async def _record(self, delivery: Delivery, outcome: Outcome) -> None:
        """Tries until the lease is over: a yes that is not written down makes the letter go twice."""
        while True:
            try:
                async with self._database.transaction() as session:
                    end = await _write_down(session, delivery, outcome, retry_after_s=self._pace.retry_after_s)
            except Exception as error:
                log.warning("outcome not written down", error=repr(error))
                if utc_now() >= delivery.leased_until:
                    raise
                await asyncio.sleep(_RECORD_AGAIN_S)
            else:
                _tell(delivery, outcome, end)
                return


async def _write_down(
    session: AsyncSession, delivery: Delivery, outcome: Outcome, *, retry_after_s: float
) -> State | None:
    """In which state the letter is now; None when the lease was lost, and with it the say."""
    match outcome:
        case Sent(detail):
            return await _end(session, delivery, State.SENT, None, detail)
        case LinkReady(link):
            return await _end(session, delivery, State.READY, None, "", link)
        case Refused(code, detail, is_dead_address):
            state = State.SUPPRESSED if code in NOT_SENT_ON_PURPOSE else State.FAILED
            end = await _end(session, delivery, state, code, detail)
            if end is not None and is_dead_address:
                await repository.suppress(
                    session, delivery.recipient, code=code, detail=detail, delivery_id=delivery.id
                )
            return end
        case Later(code, detail) | Away(code, detail):
            counts = isinstance(outcome, Later)
            wait_s = retry_after_s * 2.0 ** min(delivery.attempts - 1, 20) if counts else 0
            pause = min(timedelta(seconds=wait_s), LONGEST_PAUSE)
            if utc_now() + pause >= delivery.expires_at:
                return await _end(session, delivery, State.FAILED, code, detail)
            kept = await repository.postpone(
                session, delivery, pause=pause, code=code, detail=detail, counts=counts
            )
            return State.QUEUED if kept else None


async def _end(
    session: AsyncSession, delivery: Delivery, state: State, code: str | None, detail: str, link: str | None = None
) -> State | None:
    kept = await repository.finish(session, delivery, state=state, code=code, detail=detail, link=link)
    return state if kept else None


def _tell(delivery: Delivery, outcome: Outcome, end: State | None) -> None:
    """Log and figures, once it is durable."""
    if end is None:
        log.warning("lease lost", outcome=type(outcome).__name__)
        return
    code = getattr(outcome, "code", None)
    log.info(f"letter {end}", kind=delivery.kind, attempts=delivery.attempts, code=code)
    if end is not State.QUEUED:
        _FINISHED.labels(delivery.kind, end).inc()
        _TIME_TO_END.labels(delivery.channel).observe((utc_now() - delivery.created_at).total_seconds())
