"""Who may change whom, as a table."""

from itertools import product

from services.auth.team.rules import may_change

ROLES = ("owner", "manager", "user", "operator")
SHOP_ROLES = ("owner", "manager", "user")
# actor, what somebody is, what he becomes; whatever stands not here is refused.
ALLOWED = {("owner", target, new) for target, new in product(SHOP_ROLES, repeat=2)} | {("manager", "user", "user")}


def test_owner_may_all_and_manager_only_users() -> None:
    every = set(product(ROLES, repeat=3))
    assert {case for case in every if may_change(*case)} == ALLOWED
    assert len(ALLOWED) == 10
