"""Who may change whom: the one rule of it."""

from libs.common.permissions import Role

_SHOP_ROLES = frozenset({Role.OWNER, Role.MANAGER, Role.USER})


def may_change(actor_role: str, target_role: str, new_role: str) -> bool:
    """Whether somebody may make a person of `target_role` one of `new_role`; the same, to change anything else.

    An owner may all within the shop, a manager only among `user`s, nobody else anything.
    """
    if not {target_role, new_role} <= _SHOP_ROLES:
        return False
    if actor_role == Role.MANAGER:
        return target_role == new_role == Role.USER
    return actor_role == Role.OWNER
