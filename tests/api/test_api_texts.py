"""Texts without files: what `check_text` finds is what the command line finds in standard input."""

import io
import os
import pickle
import struct
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from apisite import FILES, json_report, write_site

import newslint
from newslint import NewslintError, check_text, load_config
from newslint.api import checking, loading
from newslint.config.project import Project
from newslint.errors import NO_MEMORY, ExhaustedError
from newslint.lint import examiner
from newslint.system import questions

ARTICLES = sorted(name for name in FILES if name.endswith((".md", ".org")))
FLAW = "---\ntitle: The gateâ€™s lamp\n---\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_site(tmp_path)


def codes(report: newslint.Report) -> list[str]:
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize("name", ARTICLES)
def test_a_text_is_checked_as_standard_input_is(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    del site
    data = FILES[name].encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    said = json_report(capsys, "--stdin-filename", name, "-")
    assert check_text(FILES[name], name=name, config=load_config()).to_dict() == said
    assert said["summary"]["files"] + len(said["summary"]["unread"]) == 1
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    isolated = json_report(capsys, "--isolated", "--stdin-filename", name, "-")
    assert check_text(FILES[name], name=name).to_dict() == isolated


def test_a_text_needs_neither_name_nor_file() -> None:
    report = check_text(FLAW)
    assert codes(report) == ["TXT001"]
    assert report.findings[0].file == "<text>"
    assert check_text(FLAW, name="") == report
    assert check_text(FLAW, name=Path("a/b.md")).findings[0].file == str(Path("a/b.md"))


def test_a_name_begins_at_the_folder_of_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site(tmp_path / "site")
    config = load_config(site)
    assert config.folder == site
    assert repr(config) == f"<newslint.Config of {str(site)!r}>"
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    found = check_text(FILES["pages/no-author.md"], name="pages/no-author.md", config=config)
    assert codes(found) == ["SCH001"]
    assert found.findings[0].file == "pages/no-author.md"
    assert found.summary.by_collection == {"pages": newslint.CollectionCounts(1, 1)}
    absolute = check_text(FILES["pages/no-author.md"], name=site / "pages" / "x.md", config=config)
    assert codes(absolute) == ["SCH001"]
    assert check_text(FILES["pages/no-author.md"], name="x/no-author.md", config=config).findings == ()
    inner = load_config(site / "pages")
    assert inner.folder == site / "pages"
    assert codes(check_text(FILES["pages/no-author.md"], name="a.md", config=inner)) == ["SCH001"]


def test_a_name_decides_what_is_ignored_and_which_configuration_is_nearest(site: Path) -> None:
    config = load_config(site)
    assert codes(check_text(FLAW, name="news/old-1.md", config=config))[-1] != "TXT001"
    assert codes(check_text(FLAW, name="news/new-1.md", config=config))[-1] == "TXT001"
    flagged = FLAW.replace("---\n", "---\nflag: NO\n", 1)
    assert codes(check_text(flagged, name="loose.md", config=config)) == ["FM009", "TXT001"]
    assert codes(check_text(flagged, name="own/loose.md", config=config)) == ["TXT001"]
    assert codes(check_text(flagged, name=site.parent / "loose.md", config=config)) == ["FM009", "TXT001"]


def test_a_generator_is_that_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text("")
    text = "---\ntitle: 'Cranes'\ndate: 2026-03-01 10:00\n---\n"
    with_site, without = (
        check_text(text, name="content/a.md", config=config) for config in (load_config(tmp_path), None)
    )
    assert [codes(with_site), codes(without)] == [["DAT006"], []]


def test_pictures_are_looked_for_beside_the_name_at_each_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "newslint.toml").write_text('image-root = "static"\n')
    (tmp_path / "static").mkdir()
    (tmp_path / "news").mkdir()
    config = load_config(tmp_path)
    text = "---\ntitle: Cranes\nimages:\n  - url: crane.png\n    width: 4\n    height: 3\n---\n"
    monkeypatch.chdir("/")
    assert codes(check_text(text, name="news/a.md", config=config)) == ["IMG006"]
    (tmp_path / "news" / "crane.png").write_bytes(_png(4, 3))
    assert codes(check_text(text, name="news/a.md", config=config)) == []
    assert codes(check_text(text, name="news/b.md", config=config)) == []
    assert codes(check_text(text, name="a.md", config=config)) == ["IMG006"]
    (tmp_path / "news" / "crane.png").write_bytes(_png(30, 40))
    assert codes(check_text(text, name="news/a.md", config=config)) == ["IMG006"]
    assert codes(check_text(text, name="news/a.md")) == []


def _png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))


def test_a_schema_that_a_text_names_lies_beside_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "newslint.toml").write_text("")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "own.json").write_text('{"required": ["author"]}')
    config = load_config(tmp_path)
    monkeypatch.chdir("/")
    text = "---\n$schema: {}\ntitle: Cranes\n---\n"
    assert codes(check_text(text.format("own.json"), name="news/a.md", config=config)) == ["SCH001"]
    assert codes(check_text(text.format("/news/own.json"), name="a.md", config=config)) == ["SCH001"]
    assert codes(check_text(text.format("own.json"), name="a.md", config=config)) == ["SCH010"]


def test_without_a_configuration_nothing_is_looked_for_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "newslint.toml").write_text('select = ["COR"]')
    (tmp_path / "own.json").write_text('{"required": ["author"]}')
    (tmp_path / "hugo.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    text = "---\n$schema: {}\ntitle: Cranes\nimage: crane.png\n---\n"
    with questions.noting(""):
        assert codes(check_text(text.format("own.json"), name="a.md")) == []
        bundled = check_text(text.format("article"), name="a.md")
        questions.taken()
        check_text(text.format("own.json"), name="a.md")
        check_text(text.format("article"), name="a.md")
        assert questions.taken().stamps == {}
    assert "SCH001" in codes(bundled)
    assert codes(check_text(text.format("article#"), name="a.md")) == codes(bundled)


@pytest.mark.usefixtures("site")
def test_a_configuration_at_hand_is_not_read_again() -> None:
    config = load_config()
    names = ["news/one.md", "pages/about.md", "own/gate.md", "own/other.md", "loose.md"]
    before = [check_text(FILES.get(name, FLAW), name=name, config=config) for name in names]
    with questions.noting(""):
        again = [check_text(FILES.get(name, FLAW), name=name, config=config) for name in names]
        assert questions.taken().stamps == {}
    assert again == before
    for path in (Path("newslint.toml"), Path("page.json"), Path("own/newslint.toml")):
        path.unlink()
    assert [check_text(FILES.get(name, FLAW), name=name, config=config) for name in names] == before


@pytest.mark.usefixtures("site")
def test_rules_are_put_in_order_once(monkeypatch: pytest.MonkeyPatch) -> None:
    config = load_config()
    check_text(FLAW, config=config)
    monkeypatch.setattr(examiner, "_in_order", lambda *_: pytest.fail("the rules were put in order again"))
    assert codes(check_text(FLAW, config=config)) == ["TXT001"]


def test_texts_are_bytes_where_they_stand_for_bytes() -> None:
    text = b"---\ntitle: caf\xe9\n---\n".decode(errors="surrogateescape")
    (found,) = check_text(text).findings
    assert (found.code, found.line, found.column) == ("FM006", 2, 11)
    assert found.message == "not UTF-8: byte 0xE9 at offset 14 can't be decoded"
    (half,) = check_text("---\ntitle: caf\ud800\n---\n").findings
    assert (half.code, half.line, half.column) == ("FM006", 2, 11)
    assert codes(check_text("\ufeff" + FLAW)) == ["FM007", "TXT001"]


def test_what_is_no_text_is_refused_in_one_line() -> None:
    given: Any = b"---\ntitle: Cranes\n---\n"
    with pytest.raises(TypeError, match=r"^the text is bytes, not str; bytes become one by `"):
        check_text(given)


def test_a_text_may_be_no_article_and_too_long() -> None:
    assert codes(check_text("")) == ["FM001"]
    config = load_config(os.curdir, settings="limits.max-file-bytes = 40")
    assert codes(check_text(FLAW + " " * (40 - len(FLAW.encode())), config=config)) == ["TXT001"]
    (found,) = check_text(FLAW + " " * (41 - len(FLAW.encode())), config=config).findings
    assert found.message == "can't be read: it is larger than 40 bytes"


def test_a_name_may_be_anything() -> None:
    for name in ("\0", "a" * 5000, "../../x.md", "\ud800.md", "a\nb.md"):
        assert codes(check_text(FLAW, name=name)) == ["TXT001"]
        assert codes(check_text(FLAW, name=name, config=load_config())) == ["TXT001"]


class TestLoading:
    def test_the_nearest_configuration_counts(self, site: Path) -> None:
        (site / "news" / "deep").mkdir()
        for folder in (site, site / "news", str(site / "news" / "deep")):
            found = check_text(FLAW, name=site / "pages" / "a.md", config=load_config(folder))
            assert codes(found) == ["SCH001", "TXT001"]

    def test_a_file_counts_alone(self, site: Path) -> None:
        config = load_config(site / "own" / "newslint.toml")
        assert config.folder == site / "own"
        assert codes(check_text(FILES["pages/no-author.md"], name=site / "pages/a.md", config=config)) == []
        flagged = FLAW.replace("---\n", "---\nflag: NO\n", 1)
        assert codes(check_text(flagged, name=site / "loose.md", config=config)) == ["TXT001"]
        (site / "other.toml").write_text('select = ["FM"]')
        other = load_config(site / "other.toml")
        assert codes(check_text(flagged, name="own/loose.md", config=other)) == ["FM009"]
        alone = load_config(site / "newslint.toml")
        assert codes(check_text(flagged, name="own/loose.md", config=alone)) == ["FM009", "TXT001"]

    def test_settings_stand_above_all_files(self, site: Path) -> None:
        flagged = FLAW.replace("---\n", "---\nflag: NO\n", 1)
        for settings in ('select = ["FM009"]', ['select = ["FM009"]'], ("", 'select = ["FM009"]')):
            config = load_config(site, settings=settings)
            assert codes(check_text(flagged, name="loose.md", config=config)) == ["FM009"]
            assert codes(check_text(flagged, name="own/loose.md", config=config)) == ["FM009"]

    def test_paths_in_settings_begin_at_the_folder(self, tmp_path: Path) -> None:
        config = load_config(tmp_path, settings='per-file-ignores = {"a/*.md" = ["TXT001"]}')
        assert codes(check_text(FLAW, name="a/x.md", config=config)) == []
        assert codes(check_text(FLAW, name="b/x.md", config=config)) == ["TXT001"]

    def test_it_travels_to_another_process(self, site: Path) -> None:
        config = load_config(site, settings='extend-select = ["COR"]')
        again: newslint.Config = pickle.loads(pickle.dumps(config))  # noqa: S301 - our own
        assert again.folder == site
        for name in ARTICLES:
            one, two = (check_text(FILES[name], name=name, config=each) for each in (config, again))
            assert one == two
        alone: newslint.Config = pickle.loads(pickle.dumps(load_config(site / "newslint.toml")))  # noqa: S301
        flagged = FLAW.replace("---\n", "---\nflag: NO\n", 1)
        assert codes(check_text(flagged, name="own/loose.md", config=alone)) == ["FM009", "TXT001"]

    @pytest.mark.parametrize(
        ("setting", "said"),
        [
            ('selct = ["TXT"]', "settings:1:1: unknown setting `selct`; did you mean `select`?"),
            ('select = ["TXT999"]', "settings:1:11: "),
            ("fail-on", "settings:1:8: the file is not valid TOML: a key without `=` and a value"),
            ("extend = 'a.toml'", "settings:1:10: `extend`: only a file can extend another; write it there"),
        ],
    )
    def test_mistakes_are_told_at_their_places(self, tmp_path: Path, setting: str, said: str) -> None:
        with pytest.raises(NewslintError) as caught:
            load_config(tmp_path, settings=setting)
        assert str(caught.value).startswith(said)
        assert "\n" not in str(caught.value)

    def test_a_folder_must_be_there(self, tmp_path: Path) -> None:
        missing = tmp_path / "missing"
        with pytest.raises(NewslintError) as caught:
            load_config(missing)
        assert str(caught.value) == f"{missing}: no such folder, and no file of a configuration"

    def test_few_folders_are_remembered(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(loading, "_MOST_FOLDERS", 3)
        config = load_config(site)
        for number in range(9):
            check_text(FLAW, name=f"{number}/a.md", config=config)
        home = loading.home_of(config)
        assert home._nearest.cache_info().currsize == 3
        assert len(home._sessions) == 1


def test_a_configuration_beside_the_name_that_has_mistakes_is_told(site: Path) -> None:
    (site / "own" / "newslint.toml").write_text("selct = []\n")
    with pytest.raises(NewslintError, match=r"^own/newslint.toml:1:1: unknown setting `selct`"):
        check_text(FLAW, name="own/a.md", config=load_config(site))


def test_what_the_machine_lacks_is_the_same_kind_of_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ExhaustedError(NO_MEMORY)

    monkeypatch.setattr(checking, "lint", fail)
    with pytest.raises(NewslintError) as caught:
        check_text(FLAW)
    assert str(caught.value) == NO_MEMORY


def test_a_rule_that_fails_is_told_beside_the_findings() -> None:
    def fail(*_: object) -> Any:
        raise RuntimeError("broken")

    rule = loading.home_of(None)._nearest(Path("/")).rules[0]
    broken = rule._replace(check=fail, needs=frozenset())
    home = loading._Nowhere()
    home._nearest = lambda _: Project(Path("/"), rules=(broken,))  # type: ignore[assignment]
    report = check_text(FLAW, config=newslint.Config(home))
    assert report.findings == ()
    (line,) = report.internal_errors
    place = f"fail:{fail.__code__.co_firstlineno + 1}"
    said = f"{rule.code} failed on <text>: RuntimeError('broken') (in {place}); this is a bug in newslint"
    assert line == f"{said}, please report it"
    assert "internal_errors" not in report.to_dict()
