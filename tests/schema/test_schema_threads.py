"""What several threads ask of one schema at once is found and counted once."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newslint.schema import compiled
from newslint.schema.compiled import Schema, load_schema
from newslint.schema.references import References


class Found(NamedTuple):
    contents: Any
    resolver: Any


class Resolver:
    """Gives copies, as the real one does; while it looks, another thread is quicker."""

    base_uri = "file:///a.json"

    def __init__(self) -> None:
        self.references: References | None = None

    def lookup(self, reference: str) -> Found:
        waiting, self.references = self.references, None
        if waiting is not None:
            waiting.lookup(reference)
        return Found({"type": "string"}, self)


def test_a_reference_leads_to_one_thing_for_all() -> None:
    resolver: Any = Resolver()
    references = References(resolver)
    resolver.references = references
    late = references.lookup("#/x")
    assert late is references.lookup("#/x")
    assert late.contents is references.lookup("#/x").contents
    assert references.lookup("#/y") is not late


@pytest.fixture
def schema(tmp_path: Path) -> Schema:
    (tmp_path / "part.json").write_text('{"type": "string"}')
    (tmp_path / "other.json").write_text('{"type": "integer"}')
    (tmp_path / "whole.json").write_text('{"properties": {"a": {"$ref": "part.json"}}}')
    return load_schema(tmp_path / "whole.json")


def test_a_file_is_read_by_one_thread(
    schema: Schema, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, held = schema.files, []
    real = compiled.read_json

    def read_json(path: Path) -> Any:
        held.append(files._reading.locked())
        return real(path)

    monkeypatch.setattr(compiled, "read_json", read_json)
    uri = (tmp_path / "other.json").as_uri()
    known, values = len(files.read), files.size.values
    assert files(uri) == {"type": "integer"}
    assert held == [True]
    assert not files._reading.locked()
    assert (len(files.read), files.size.values) == (known + 1, values + 1)
    # Another one, which waited for that, finds it there.
    assert files._read(uri, tmp_path / "gone.json") is files(uri)
    assert (held, len(files.read), files.size.values) == ([True], known + 1, values + 1)
