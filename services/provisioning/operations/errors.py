"""Refusals of what an operator asked for."""

from libs.common.errors import WrongStateError


class RealityDisagreesError(WrongStateError):
    """A saga may be called finished only when it is."""

    title = "Reality disagrees"
