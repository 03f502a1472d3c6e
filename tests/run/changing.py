"""Archives to which anything may happen, for tests of what is remembered of them."""

import os
import shutil
import struct
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule


def png(width: int, height: int) -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\0\0\0" + b"\0" * 4
    )


CONTENTS = (
    "---\ntitle: The harbour\ncountry: NO\n---\n",
    "---\ntitle: The harbour\ndate: 2026-05-31\nlastmod: 2026-01-01\n---\n",
    "---\ntitle: Soon\ndate: 2026-06-04\nlastmod: 2026-05-01\n---\n",
    "---\ntitle: At midnight\ndate: 2027-01-03\n---\n",
    "---\ntitle: Pier &amp; quay\nimage: /a.png\nimage_width: 10\nauthor: x\n---\n",
    "---\ntitle: Pier &amp; quay # newslint: ignore[TXT002]\nimage: b.png\nimages: [a.png]\n---\n",
    "---\n$schema: /own.json\ntitle: 3\n---\n",
    "---\ntitle: [\n---\n",
    "---\ntitle: The harbour  # newslint: ignore-file[COR]\npermalink: https://a.example/x\n---\n",
    "---\ntitle: yes\nhaedline: x\npermalink: https://a.example/x\n---\n",
    "no article\n",
    "",
)
SCHEMAS = (
    '{"properties": {"title": {"$ref": "title.json"}, "image": {"x-newslint-role": "image-url"}}}',
    '{"required": ["author"], "properties": {"title": {"$ref": "title.json"}}}',
    '{"$schema": "http://json-schema.org/draft-03/schema#", "properties": {"title": {"$ref": "title.json"}}}',
)
TITLES = (
    '{"type": "string"}',
    '{"minLength": 30}',
    '{"x-newslint-role": "headline", "type": "integer"}',
    "true",
)
SETTINGS = (
    "", 'select = ["ALL"]\n', 'ignore = ["FM009", "COR"]\n', 'yaml-version = "1.1"\n',
    '[rules.FM009]\nseverity = "info"\n', "[rules.TXT012]\npages = true\n", "[limits]\nmax-depth = 1\n",
    "[rules.DAT002]\ntolerance-days = 9\n",
    '[per-file-ignores]\n"news/*" = ["ALL"]\n', 'image-root = "static"\n',
    '[[collections]]\nname = "n"\nfiles = ["news/**"]\nschema = "news.json"\n',
    '[[collections]]\nname = "m"\nfiles = ["*.md"]\nschema = "front-matter"\n',
    '[[collections]]\nname = "n"\nfiles = ["[ab]*.md"]\nschema = "news.json"\n', 'corpus = ["other"]\n',
    'unfixable = ["ALL"]\n',
)  # fmt: skip
NAMES = (
    "a.md", "b.md", "2026-05-31-c.md", "news/a.md", "news/2026-01-01-b/index.md", "drafts/2020-01-01-a.md",
    "other/2025-01-01.md",
)  # fmt: skip


class ChangingArchive(RuleBasedStateMachine):
    """An archive whose files, settings and images change."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path.cwd()
        self.folder = Path("changing").absolute()
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "static").mkdir(parents=True)
        os.chdir(self.folder)
        for path, text in (("news.json", SCHEMAS[0]), ("title.json", TITLES[0]), ("own.json", TITLES[1])):
            Path(path).write_text(text)

    @initialize(texts=st.lists(st.sampled_from(CONTENTS), min_size=len(NAMES), max_size=len(NAMES)))
    def fill(self, texts: list[str]) -> None:
        for name, text in zip(NAMES, texts, strict=True):
            self.write(name, text)

    @rule(name=st.sampled_from(NAMES), text=st.sampled_from(CONTENTS))
    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(text)

    @rule(name=st.sampled_from(NAMES), other=st.sampled_from(NAMES))
    def rename(self, name: str, other: str) -> None:
        path, target = self.folder / name, self.folder / other
        if path.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)

    @rule(parts=st.lists(st.sampled_from(SETTINGS), max_size=3, unique_by=lambda part: part.split("\n")[0]))
    def configure(self, parts: list[str]) -> None:
        (self.folder / "newslint.toml").write_text("".join(sorted(parts, key=lambda part: part[:1] == "[")))

    @rule(
        name=st.sampled_from(["a.png", "news/b.png"]), size=st.none() | st.sampled_from([(10, 10), (20, 9)])
    )
    def change_image(self, name: str, size: tuple[int, int] | None) -> None:
        path = self.folder / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if size is not None:
            path.write_bytes(png(*size))

    def teardown(self) -> None:
        os.chdir(self.home)
