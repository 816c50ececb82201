"""Refusals of what an operator asked for."""

from libs.common.errors import WrongStateError


class LinkIsSpentError(WrongStateError):
    """A letter whose one-time token is gone would lead nowhere."""

    title = "The letter's link is gone"


class AddressSuppressedError(WrongStateError):
    """Nothing goes to an address that does not exist, until somebody says that it does."""

    title = "The address is suppressed"
