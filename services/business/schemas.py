"""Field types and the partial update that all aggregates share."""

from typing import Annotated, Any

from pydantic import Field

from libs.common.types import RequestModel, Text

MAX_INTEGER = 2**31 - 1

Version = Annotated[int, Field(ge=1, le=MAX_INTEGER, strict=True, description="The version last read.")]
Notes = Annotated[Text, Field(min_length=1, max_length=5000)]


def unset() -> Any:
    """Default of a PATCH field that may be left out but not cleared: an explicit null fails its type."""
    return None


class Patch(RequestModel):
    """A partial update: what is left out stays, null clears."""

    version: Version

    def changes(self) -> dict[str, Any]:
        """The fields the client named, by column."""
        return self.model_dump(exclude_unset=True, exclude={"version"})
