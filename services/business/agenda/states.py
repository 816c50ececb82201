"""The states of a booking and the steps between them. Pure, no I/O.

solicitado ─▶ agendado ─▶ confirmado ─▶ recebido ─▶ em_atendimento ─▶ pronto ─▶ entregue
                 └── steps may be left out, none is taken twice ──┘
cancelado: from anywhere before em_atendimento; from there on only where the shop's rules allow it
faltou: from agendado or confirmado, once its time has come
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from libs.common.contracts.agenda import AgendaRules


class State(StrEnum):
    SOLICITADO = "solicitado"
    AGENDADO = "agendado"
    CONFIRMADO = "confirmado"
    RECEBIDO = "recebido"
    EM_ATENDIMENTO = "em_atendimento"
    PRONTO = "pronto"
    ENTREGUE = "entregue"
    CANCELADO = "cancelado"
    FALTOU = "faltou"


_S = State
# What takes nobody's time: a request holds nothing until somebody says yes.
IDLE = frozenset({_S.SOLICITADO, _S.CANCELADO, _S.FALTOU})
# The animal is there, or was.
BEGUN = frozenset({_S.EM_ATENDIMENTO, _S.PRONTO, _S.ENTREGUE})
ENDED = frozenset({_S.ENTREGUE, _S.CANCELADO, _S.FALTOU})

NEXT: Mapping[State, tuple[State, ...]] = MappingProxyType(
    {
        _S.SOLICITADO: (_S.AGENDADO, _S.CONFIRMADO, _S.CANCELADO),
        _S.AGENDADO: (_S.CONFIRMADO, _S.RECEBIDO, _S.EM_ATENDIMENTO, _S.FALTOU, _S.CANCELADO),
        _S.CONFIRMADO: (_S.RECEBIDO, _S.EM_ATENDIMENTO, _S.FALTOU, _S.CANCELADO),
        _S.RECEBIDO: (_S.EM_ATENDIMENTO, _S.PRONTO, _S.CANCELADO),
        _S.EM_ATENDIMENTO: (_S.PRONTO, _S.CANCELADO),
        _S.PRONTO: (_S.ENTREGUE, _S.CANCELADO),
        _S.ENTREGUE: (),
        _S.CANCELADO: (),
        _S.FALTOU: (),
    }
)


def next_states(state: State, rules: AgendaRules, *, has_come: bool) -> tuple[State, ...]:
    """Where a booking may go from here. `has_come`: its time has, so that somebody can be missed."""

    def allowed(to: State) -> bool:
        if to is State.CANCELADO:
            return rules.cancel_after_start or state not in BEGUN
        return to is not State.FALTOU or has_come

    return tuple(to for to in NEXT[state] if allowed(to))


def may_change(state: State, rules: AgendaRules) -> bool:
    """Whether its time, people and serviços may still change."""
    if state is State.ENTREGUE:
        return rules.change_after_delivery
    return state not in ENDED
