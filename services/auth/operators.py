"""Platform operators made from a command line: the one home of what their addresses and passwords must be."""

from libs.common.database import Database, registry_scope
from libs.common.errors import ValidationError
from libs.common.passwords import hash_password
from services.auth import operator_service

PASSWORD_LENGTHS = range(12, 129)
MAX_EMAIL = 254


async def deactivate_operator(url: str, *, email: str) -> bool:
    """Switches an operator off in the database at `url`: every session of his ends, those inside shops too.

    False when he is off already. Raises NotFoundError for an address that no operator has.
    """
    database = Database(url, pool_size=1, application_name="auth-cli")
    try:
        async with database.transaction(registry_scope(None)) as session:
            return await operator_service.deactivate(session, email=email)
    finally:
        await database.close()


async def create_operator(url: str, *, email: str, password: str) -> bool:
    """Adds an operator in the database at `url`; False when he exists already.

    Raises ValidationError, and EmailTakenError for the address of a shop's user.
    """
    if "@" not in email or len(email.strip()) > MAX_EMAIL:
        raise ValidationError.at("email", "that is not an e-mail address", "email_invalid")
    if len(password) not in PASSWORD_LENGTHS:
        lengths = f"{PASSWORD_LENGTHS[0]} to {PASSWORD_LENGTHS[-1]}"
        raise ValidationError.at("password", f"the password takes {lengths} characters", "password_length")
    password_hash = await hash_password(password)
    database = Database(url, pool_size=1, application_name="auth-cli")
    try:
        async with database.transaction(registry_scope(None)) as session:
            return await operator_service.add(session, email=email, password_hash=password_hash)
    finally:
        await database.close()
