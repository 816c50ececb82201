"""Files that somebody may replace while we run: read again when they are others, asked by one cheap call."""

from pathlib import Path


class WatchedFile:
    """Knows a file by its inode, change time and size."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: tuple[int, int, int] | None = None

    def has_changed(self) -> bool:
        """Whether it is another one than at the last call, also one that is gone; read it after the call."""
        try:
            found = self.path.stat()
        except OSError:
            stamp = None
        else:
            stamp = (found.st_ino, found.st_ctime_ns, found.st_size)
        is_other, self._stamp = stamp != self._stamp, stamp
        return is_other
