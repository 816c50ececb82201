"""What is really there of a shop, and whether it is what an end of its saga says."""

from dataclasses import dataclass

from services.provisioning.saga import State

_FENCED = ("aborted", "rejected")


@dataclass(frozen=True, slots=True)
class Reality:
    """Facts read in one moment. `admin_outcome` is auth's row for the saga, `tenant_status` the registry's."""

    schema: bool
    role: bool
    registered: bool
    users: int
    owners: int
    admin_outcome: str | None
    tenant_status: str | None

    def contradictions(self, outcome: State) -> list[str]:
        """Why the saga cannot be called COMPLETED or ROLLED_BACK; empty when it can."""
        return self._not_completed() if outcome is State.COMPLETED else self._not_rolled_back()

    def _not_completed(self) -> list[str]:
        return _unmet(
            (self.schema, "the schema does not exist"),
            (self.role, "the role does not exist"),
            (self.registered, "the schema is not registered"),
            (self.owners > 0, "the shop has no active owner"),
            (self.tenant_status == "active", f"the shop is {self.tenant_status or 'unknown'}, not active"),
        )

    def _not_rolled_back(self) -> list[str]:
        return _unmet(
            (not self.schema, "the schema still exists"),
            (not self.role, "the role still exists"),
            (not self.registered, "the schema is still registered"),
            (self.users == 0, f"{self.users} user(s) of the shop still exist"),
            # Until auth has said so, a late event could still make an owner.
            (self.admin_outcome in _FENCED, "auth has not yet shut this sign-up out: compensate when it answers"),
            (self.tenant_status == "failed", f"the shop is {self.tenant_status or 'unknown'}, its name not free"),
        )


def _unmet(*claims: tuple[bool, str]) -> list[str]:
    return [complaint for holds, complaint in claims if not holds]
