"""Who may do what: the one table. A token carries the scopes of its role; every route names the one it needs.

scope           owner  manager  user  support  operator   what it opens
account           ×       ×      ×                ×       one's own sign-in: sessions, password, second factor
shop              ×       ×      ×       ×                the shop's day: tutores, animais, serviços, agenda, PDV
shop:settings     ×       ×              ×                how the shop is set up
shop:team         ×       ×                               who works in it; a manager only among `user`s
shop:audit        ×                      ×                who did what in it
platform                                          ×       every shop's fate, and nothing inside one

`support` is an operator inside one shop, by impersonation: for half an hour, with a reason that the owner reads.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a person is to a shop; an operator belongs to the platform and to none, and is a guest as `support`."""

    OWNER = "owner"
    MANAGER = "manager"
    USER = "user"
    SUPPORT = "support"
    OPERATOR = "operator"


class AccessScope(StrEnum):
    """What a route asks for, as it stands in a token's `scope` claim (RFC 8693, 4.2)."""

    ACCOUNT = "account"
    SHOP = "shop"
    SETTINGS = "shop:settings"
    TEAM = "shop:team"
    AUDIT = "shop:audit"
    PLATFORM = "platform"


_A = AccessScope
ROLE_SCOPES: dict[Role, frozenset[AccessScope]] = {
    Role.OWNER: frozenset({_A.ACCOUNT, _A.SHOP, _A.SETTINGS, _A.TEAM, _A.AUDIT}),
    Role.MANAGER: frozenset({_A.ACCOUNT, _A.SHOP, _A.SETTINGS, _A.TEAM}),
    Role.USER: frozenset({_A.ACCOUNT, _A.SHOP}),
    Role.SUPPORT: frozenset({_A.SHOP, _A.SETTINGS, _A.AUDIT}),
    Role.OPERATOR: frozenset({_A.ACCOUNT, _A.PLATFORM}),
}


def scopes_of(role: str) -> tuple[str, ...]:
    """A role's scopes in the table's order. Raises ValueError for a role that is none."""
    held = ROLE_SCOPES[Role(role)]
    return tuple(scope.value for scope in AccessScope if scope in held)
