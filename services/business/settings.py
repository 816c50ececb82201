"""Configuration of the business service."""

from libs.common.settings import ServiceSettings


class Settings(ServiceSettings):
    """Nothing of its own yet."""
