"""Whether images lie where the generator serves them from; open it for the `image-root` that init writes."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from newslint.run.local_images import LocalImages

_MOST_KNOWN: Final = 1_000
_MOST_MISSING = 20
_MISSING_PER = 20


class Pictures:
    """Counts the local images that articles name, each once, and those that aren't there.

    Not all lie on the disk: a base path goes before the address, a build makes them, another server has them.
    Below an image root that is wrong every one of them would be reported.
    """

    def __init__(self, folder: Path, image_root: str | None) -> None:
        self._local = None if image_root is None else LocalImages(folder, folder / image_root)
        self._known: set[tuple[str, str]] = set()
        self.named = 0
        self.missing = 0

    def add(self, article: str, texts: Iterable[str]) -> None:
        """Look for the images among the texts of an article, named by its path below the folder."""
        for text in texts if self._local is not None else ():
            # From the root an address leads to one place, whatever the article.
            address = ("" if text.startswith("/") else article.rpartition("/")[0], text)
            if "." in text[-6:] and address not in self._known and len(self._known) < _MOST_KNOWN:
                self._measure(article, address)

    def _measure(self, article: str, address: tuple[str, str]) -> None:
        local = self._local(article, address[1]) if self._local is not None else None
        if local is not None:
            self._known.add(address)
            self.named += 1
            self.missing += local.missing

    @property
    def are_there(self) -> bool:
        """Whether those that are missing are so few that they are mistakes."""
        return self.missing * _MISSING_PER <= self.named and self.missing <= _MOST_MISSING
