"""Twelve plausible months of a shop of medium size, the same for the same seed and day. Pure, no I/O.

Shares and volumes are estimates on public figures; see the words' sources. Nobody in it exists: e-mail addresses
lead nowhere (example.com), documents are made up and pass their check digits.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from deploy.demo import words
from deploy.demo.rides import rides
from deploy.demo.tutores import tutor, whole_tutores
from deploy.demo.vaccines import vaccinate
from libs.common.contracts.hours import DAYS

ZONE = ZoneInfo("America/Sao_Paulo")
PAST, AHEAD = timedelta(days=365), timedelta(days=28)
CATS_SHARE, REGULARS_SHARE = 0.16, 0.4
MISSED, CALLED_OFF, SQUEEZED = 0.09, 0.10, 0.07
# How full a day is, Monday to Saturday; December and February are different.
FULL = (0.5, 0.55, 0.6, 0.65, 0.85, 0.95, 0.0)
SEASON = {12: 1.3, 2: 0.85}
_WAY = ("agendado", "confirmado", "recebido", "em_atendimento", "pronto", "entregue")

Record = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """How big a shop is; `busy` scales how full its days are."""

    tutores: int
    animais: int
    people: int = len(words.PEOPLE)
    busy: float = 1.0

    def scaled(self, scale: float) -> "Size":
        """With fewer tutores and animais, but never so few that nobody comes."""
        fewer = max(20, int(self.tutores * scale)), max(60, int(self.animais * scale))
        return replace(self, tutores=fewer[0], animais=fewer[1])


MEDIUM = Size(tutores=3_000, animais=4_350)


@dataclass(frozen=True, slots=True)
class Pet:
    id: int
    porte: str
    pelagem: str
    is_cat: bool
    born: date


@dataclass(slots=True)
class Life:
    """Records by table, in the order of `COLUMNS` of `writing.py`; ids count from 1."""

    records: dict[str, list[Record]] = field(default_factory=dict)

    def add(self, table: str, *record: Any) -> None:
        self.records.setdefault(table, []).append(record)


@dataclass(slots=True)
class _Clerk:
    """Writes one day after the other."""

    random: Random
    life: Life
    pets: Sequence[Pet]
    now: datetime
    size: Size
    booked: int = 0

    def day(self, on: date) -> None:
        full = min(1.0, FULL[on.weekday()] * SEASON.get(on.month, 1.0) * self.size.busy)
        # Whoever was there today does not come twice.
        seen: set[int] = set()
        for person, (_, _, week, grooms) in _people(self.size):
            for begin, end in week.get(DAYS[on.weekday()], ()):
                self._span(on, person, (_at(on, begin), _at(on, end)), full=full, grooms=grooms, seen=seen)

    def _span(
        self,
        on: date,
        person: int,
        span: tuple[datetime, datetime],
        *,
        full: float,
        grooms: bool,
        seen: set[int],
    ) -> None:
        at, end = span
        while at < end:
            if self.random.random() > full:
                at += timedelta(minutes=self.random.choice((30, 45, 60)))
                continue
            pet = self._whoever_comes(seen)
            items = self._wanted(pet, grooms=grooms)
            length = sum((minutes for _, _, minutes in items), timedelta())
            if at + length > end:
                return
            self._book(pet, person, at, items, encaixe=False)
            if self.random.random() < SQUEEZED:
                self._book(self._whoever_comes(seen), person, at, items[:1], encaixe=True)
            at += length + timedelta(minutes=self.random.choice((0, 0, 0, 15)))

    def _whoever_comes(self, seen: set[int]) -> Pet:
        """Regulars four times out of five."""
        regulars = int(len(self.pets) * REGULARS_SHARE)
        while True:
            among = regulars if self.random.random() < 0.8 else len(self.pets)
            pet = self.pets[self.random.randrange(among)]
            if pet.id not in seen:
                seen.add(pet.id)
                return pet

    def _wanted(self, pet: Pet, *, grooms: bool) -> list[tuple[int, Decimal, timedelta]]:
        offered = [
            (row_id, weight)
            for row_id, (name, _, _, kind, weight) in enumerate(words.SERVICOS, start=1)
            if kind == "servico" and (grooms or name not in words.GROOMING)
        ]
        main = self.random.choices([row_id for row_id, _ in offered], [weight for _, weight in offered])[0]
        wanted = [main]
        if self.random.random() < words.ADD_ON_SHARE:
            extras = [n for n, each in enumerate(words.SERVICOS, start=1) if each[3] == "adicional"]
            wanted.append(self.random.choice(extras))
        return [(row_id, *_offer(row_id, pet)) for row_id in wanted]

    def _book(
        self,
        pet: Pet,
        person: int,
        begin: datetime,
        items: Sequence[tuple[int, Decimal, timedelta]],
        *,
        encaixe: bool,
    ) -> None:
        self.booked += 1
        row_id, at = self.booked, begin
        status = self._status(begin, encaixe=encaixe)
        asked = begin - timedelta(minutes=30 if encaixe else self.random.randrange(600, 20_000))
        asked = min(asked, self.now - timedelta(minutes=1))
        end = begin + sum((length for _, _, length in items), timedelta())
        price = sum((price for _, price, _ in items), Decimal(0))
        steps = self._steps(status, asked, begin, end)
        last = steps[-1][2]
        booking = (row_id, pet.id, begin, end, status, encaixe, price, asked, last, len(steps))
        self.life.add("api_agendamento", *booking)
        for position, (servico, each, length) in enumerate(items, start=1):
            record = (row_id, position, pet.id, status, encaixe, servico, person, at, at + length, each)
            self.life.add("api_agendamento_item", *record)
            at += length
        for before, after, moment in steps:
            self.life.add("api_agendamento_transicao", row_id, before, after, moment)

    def _status(self, begin: datetime, *, encaixe: bool) -> str:
        chance = self.random.random()
        if not encaixe and chance < CALLED_OFF:
            return "cancelado"
        if begin > self.now:
            return "confirmado" if self.random.random() < 0.4 else "agendado"
        if not encaixe and chance < CALLED_OFF + MISSED:
            return "faltou"
        gone = self.now - begin
        for minutes, state in ((20, "recebido"), (60, "em_atendimento"), (100, "pronto")):
            if gone < timedelta(minutes=minutes):
                return state
        return "entregue"

    def _steps(
        self, status: str, asked: datetime, begin: datetime, end: datetime
    ) -> list[tuple[str | None, str, datetime]]:
        """The way to a state: each step with when it was taken, none of them in the future."""
        if status in ("cancelado", "faltou"):
            moment = asked + (begin - asked) / 2 if status == "cancelado" else begin + timedelta(minutes=20)
            return [(None, "agendado", asked), ("agendado", status, min(moment, self.now))]
        ways = _WAY[: _WAY.index(status) + 1]
        confirmed, fetched = asked + (begin - asked) / 2, end + timedelta(minutes=30)
        moments = (asked, confirmed, begin, begin + timedelta(minutes=5), end, fetched)
        return [
            (before, after, min(moment, self.now))
            for before, after, moment in zip((None, *ways), ways, moments, strict=False)
        ]


def live(seed: int, now: datetime, *, scale: float = 1.0, size: Size = MEDIUM) -> Life:
    """A year until `now` and four weeks ahead. `scale` below 1 makes fewer people and fewer days of them."""
    size = size.scaled(scale)
    random, life = Random(seed), Life()  # noqa: S311 - nothing here is secret
    today = now.astimezone(ZONE).date()
    for row_id in range(1, size.tutores + 1):
        life.add("api_cliente", row_id, *tutor(random, row_id))
    for consent in whole_tutores(Random(seed + 1), life.records["api_cliente"], now):  # noqa: S311 - not secret
        life.add("api_consentimento", *consent)
    pets = [_pet(random, life, row_id, size.tutores, today) for row_id in range(1, size.animais + 1)]
    _catalogue(life, size)
    for dose in vaccinate(seed, pets, today):
        life.add("api_dose", *dose)
    clerk = _Clerk(random, life, pets, now.replace(second=0, microsecond=0), size)
    first = today - timedelta(days=int(PAST.days * scale))
    for n in range((today + AHEAD - first).days):
        clerk.day(first + timedelta(days=n))
    told = life.records
    driven = Random(seed + 2)  # noqa: S311 - not secret
    known = {"animais": told["api_animal"], "tutores": told["api_cliente"]}
    for ride in rides(driven, told["api_agendamento"], **known, people=size.people, now=now):
        life.add("api_taxi", *ride)
    return life


def _pet(random: Random, life: Life, row_id: int, tutores: int, today: date) -> Pet:
    is_cat = random.random() < CATS_SHARE
    breeds = words.CATS if is_cat else words.DOGS
    breed, _, porte, pelagem = random.choices(breeds, [share for _, share, _, _ in breeds])[0]
    kilos = Decimal(f"{random.uniform(*words.KILOS[porte]):.2f}")
    born = today - timedelta(days=random.randrange(120, 365 * 14))
    # Everybody has one, and the rest is spread.
    tutor = row_id if row_id <= tutores else random.randrange(1, tutores + 1)
    life.add(
        "api_animal",
        row_id,
        random.choice(words.PETS),
        "gato" if is_cat else "cão",
        breed,
        kilos,
        tutor,
        born if random.random() < 0.8 else None,
        random.choice("MF"),
        porte,
        pelagem,
        random.choice(words.CARE) if random.random() < 0.12 else None,
    )
    return Pet(row_id, porte, pelagem, is_cat, born)


def _people(size: Size) -> Iterator[tuple[int, Any]]:
    """The first of the words' people; a big shop has several of a name."""
    for n in range(size.people):
        yield n + 1, words.PEOPLE[n % len(words.PEOPLE)]


def _catalogue(life: Life, size: Size) -> None:
    for row_id, (name, price, minutes, kind, _) in enumerate(words.SERVICOS, start=1):
        matrix = json.dumps(list(_matrix(row_id)))
        life.add("api_servico", row_id, name, Decimal(price), minutes, kind, matrix)
    combo = len(words.SERVICOS) + 1
    life.add("api_servico", combo, "Dia de princesa", Decimal(130), 90, "combo", "[]")
    for position, name in enumerate(("Banho", "Hidratação", "Corte de unhas"), start=1):
        part = next(n for n, each in enumerate(words.SERVICOS, start=1) if each[0] == name)
        life.add("api_servico_componente", combo, part, position)
    for row_id, (name, colour, week, grooms) in _people(size):
        life.add("api_profissional", row_id, name, colour, json.dumps(week))
        for servico, (title, *_) in enumerate(words.SERVICOS, start=1):
            if not grooms and title not in words.GROOMING:
                life.add("api_profissional_servico", row_id, servico)


def _matrix(row_id: int) -> Iterator[Mapping[str, Any]]:
    """The cells of a serviço: every porte, and with it every coat that costs more."""
    if words.SERVICOS[row_id - 1][3] != "servico":
        return
    for porte in words.BY_PORTE:
        for pelagem in (None, *words.BY_COAT):
            price, length = _by_size(row_id, porte, pelagem)
            minutes = length // timedelta(minutes=1)
            yield {"porte": porte, "pelagem": pelagem, "preco": f"{price:.2f}", "duracao": minutes}


def _offer(row_id: int, pet: Pet) -> tuple[Decimal, timedelta]:
    _, price, minutes, kind, _ = words.SERVICOS[row_id - 1]
    if kind != "servico":
        return Decimal(price), timedelta(minutes=minutes)
    return _by_size(row_id, pet.porte, pet.pelagem if pet.pelagem in words.BY_COAT else None)


def _by_size(row_id: int, porte: str, pelagem: str | None) -> tuple[Decimal, timedelta]:
    _, price, minutes, _, _ = words.SERVICOS[row_id - 1]
    factor = words.BY_PORTE[porte] * words.BY_COAT.get(pelagem or "", 1.0)
    # Prices end in whole reais, lengths on a quarter of an hour.
    return Decimal(round(price * factor)), timedelta(minutes=15 * max(1, round(minutes * factor**0.6 / 15)))


def _at(on: date, clock: str) -> datetime:
    return datetime.combine(on, time.fromisoformat(clock), ZONE).astimezone(UTC)
