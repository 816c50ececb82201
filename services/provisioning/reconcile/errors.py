"""Refusals of the reconciler, and what keeps a repair from being done."""

from libs.common.errors import WrongStateError


class ReconcilerBusyError(WrongStateError):
    """Scans and repairs take turns, whichever replica they run on."""

    title = "The reconciler is at work"

    def __init__(self) -> None:
        super().__init__("A scan or a repair is running; ask again when it has ended.")


class CopyTooLargeError(WrongStateError):
    """What cannot be copied is not dropped."""

    title = "Too large to copy"


class RepairRefused(Exception):
    """This one finding is left as it is; the text says why, for the operator."""
