"""The rules of a shop's agenda that its owner edits."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

AGENDA_KEY = "agenda"
Flag = Annotated[bool, Field(strict=True)]


class AgendaRules(BaseModel):
    """What may be done late; everything else the agenda allows or refuses to everybody alike."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    # Calling off what has begun.
    cancel_after_start: Flag = False
    # Changing what was handed over.
    change_after_delivery: Flag = False
    # Taking the last step back.
    undo: Flag = True
