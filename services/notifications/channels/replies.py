"""What a server's reply says of a letter (RFC 5321 §4.2, RFC 3463), and how it is written down."""

import re
from dataclasses import dataclass

from aiosmtplib import SMTPRecipientRefused, SMTPResponseException, SMTPSenderRefused

from services.notifications.channels.base import Away, Later, Outcome, Refused

LONGEST_DETAIL = 300
CLOSING = 421
_AUTHENTICATION_REQUIRED = 530
# Only what says that nobody lives there (RFC 3463, X.1) closes an address; all else may be about us.
_NOBODY = ("1.1", "1.2", "1.3", "1.6", "1.10")
_BARE_NOBODY = (550, 551, 553)
_SAYS_NOBODY = re.compile(
    r"no such (?:user|person|recipient|mailbox|address)|(?:user|recipient|mailbox|address)[\w\s<>@.-]* (?:unknown"
    r"|not (?:exist|found)|doesn.?t exist|does not exist)|unknown (?:user|recipient|mailbox|address)",
    re.IGNORECASE,
)
# A refusal of whoever sends: a good address must not pay for it, nor a letter's token.
_SAYS_US = re.compile(
    r"\b(?:helo|ehlo|sender|spf|dkim|dmarc|relay\w*|rcpthosts|client|reverse|dns|authenticat\w*|log ?in|block\w*"
    r"|listed|reputation|access denied)\b",
    re.IGNORECASE,
)
# At the beginning; qmail writes it at the end.
_ENHANCED = re.compile(r"\s*[245]\.(\d{1,3}\.\d{1,3})\b|.*\(#[245]\.(\d{1,3}\.\d{1,3})\)\s*$", re.DOTALL)
# Said to RCPT, but of the sender: "bad sender's mailbox", "bad sender's system".
_OF_THE_SENDER = ("1.7", "1.8")
# So many characters in a row that are the letter's own do not get there by chance.
_QUOTE = 16


@dataclass(frozen=True, slots=True)
class Quotes:
    """What servers may quote of a letter, a link's token among it, and what nobody may find written down."""

    spoken: str

    @classmethod
    def of(cls, *texts: str) -> "Quotes":
        return cls(" ".join("\n".join(texts).split()))

    def hide(self, line: str) -> str:
        """The line, `…` in place of what the letter says too."""
        starts = range(len(line) - _QUOTE + 1)
        hidden: set[int] = set()
        for start in starts:
            if line[start : start + _QUOTE] in self.spoken:
                hidden.update(range(start, start + _QUOTE))
        shown = "".join("\0" if position in hidden else char for position, char in enumerate(line))
        return re.sub("\0+", "…", shown)


NO_QUOTES = Quotes("")


def tidy(text: str, quotes: Quotes = NO_QUOTES) -> str:
    """One printable line of at most 300 characters that quotes nothing of the letter."""
    printable = "".join(char if char.isprintable() else " " for char in text[: 2 * LONGEST_DETAIL])
    return quotes.hide(" ".join(printable.split()))[:LONGEST_DETAIL]


def is_no(reply: SMTPResponseException) -> bool:
    """Whether it is a refusal at all; anything else where a yes was due, or no reply by its form, is not SMTP."""
    return 400 <= reply.code < 600


def verdict(reply: SMTPResponseException, quotes: Quotes) -> Outcome:
    """What becomes of a letter after a refusal."""
    code, detail = f"SMTP_{reply.code}", tidy(f"{reply.code} {reply.message}", quotes)
    if isinstance(reply, SMTPSenderRefused):
        return _of_sender(reply, code, detail)
    if reply.code < 500:
        return Later(code, detail)
    if isinstance(reply, SMTPRecipientRefused):
        return _of_recipient(reply, code, detail)
    return Refused(code, detail)


def _of_sender(reply: SMTPSenderRefused, code: str, detail: str) -> Outcome:
    """The sender is the same in every letter: for good refused, it is ours to set right, and the letters wait."""
    if reply.code == _AUTHENTICATION_REQUIRED:
        return Away("SMTP_AUTH", detail)
    if reply.code >= 500:
        return Away("SMTP_SENDER", detail)
    return Away(code, detail) if reply.code == CLOSING else Later(code, detail)


def _of_recipient(reply: SMTPRecipientRefused, code: str, detail: str) -> Outcome:
    """A refusal that is about us is put off, for this letter alone: whether it meets all, the alerts will say."""
    if reply.code == _AUTHENTICATION_REQUIRED:
        return Later("SMTP_AUTH", detail)
    found = _ENHANCED.match(reply.message)
    enhanced = (found[1] or found[2]) if found else None
    if enhanced in _OF_THE_SENDER:
        return Later("SMTP_SENDER", detail)
    if enhanced in _NOBODY:
        return Refused(code, detail, is_dead_address=True)
    if _SAYS_US.search(reply.message):
        return Later(code, detail)
    says_nobody = _SAYS_NOBODY.search(reply.message) is not None
    is_bare = enhanced is None and reply.code in _BARE_NOBODY
    return Refused(code, detail, is_dead_address=is_bare and says_nobody)
