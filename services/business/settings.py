"""Configuration of the business service."""

from pathlib import Path

from libs.common.settings import ServiceSettings


class Settings(ServiceSettings):
    # Where the shops' files lie, a folder for each; every replica sees the same.
    files_dir: Path
