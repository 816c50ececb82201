"""What a reader and his mail program make of a letter's HTML."""

from html.parser import HTMLParser

_VOID = frozenset({"meta", "br", "img", "hr", "link", "input"})
_UNSEEN = frozenset({"head", "style", "title"})


class Letter(HTMLParser):
    """Raises AssertionError where a tag is closed that was not open, or left open."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.title = ""
        self._open: list[str] = []
        self._texts: list[str] = []
        self.feed(source)
        self.close()
        assert self._open == []

    @property
    def text(self) -> str:
        """What can be read, on one line."""
        return " ".join(" ".join(self._texts).split())

    def values_of(self, attribute: str) -> list[str]:
        return [value for _, name, value in self.attributes if name == attribute]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "title" in self._open:
            self.title += data
        if not _UNSEEN.intersection(self._open):
            self._texts.append(data)
