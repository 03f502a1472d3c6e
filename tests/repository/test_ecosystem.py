"""What a change of a rule changes on large trees, told on tiny ones."""

import json
import re
import sys
from pathlib import Path

import ecosystem
import pytest
from ecosystem import ACCEPTED, FailedError, Place, Run, Summary, compare, differences, digest, lint
from generate_sites import GENERATORS

SOUND = "---\ntitle: The harbour\n---\n"
TWICE = "---\ntitle: The harbour\ntitle: The harbor\nlayout: post\n---\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "tree"
    (folder / "posts").mkdir(parents=True)
    (folder / "sound.md").write_text(SOUND, encoding="utf-8")
    (folder / "posts" / "twice.md").write_text(TWICE, encoding="utf-8")
    return folder


def test_lint_tells_the_place_and_message_of_every_finding(tree: Path) -> None:
    run = lint(tree)
    assert run.files == 2
    ((place, message),) = run.findings
    assert place == ("posts/twice.md", 3, "FM005")
    assert "`title`" in message


@pytest.mark.slow
def test_accepted_findings_are_no_difference(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept"
    assert not compare("tree", tree, 0, accept=False, accepted=kept)
    assert not kept.exists()
    assert compare("tree", tree, 0, accept=True, accepted=kept)
    assert compare("tree", tree, 0, accept=False, accepted=kept)
    assert capsys.readouterr().out.splitlines()[-1] == "tree: 2 files, 1 findings, as accepted"


@pytest.mark.slow
def test_new_findings_and_gone_ones_are_told_with_their_places(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    compare("tree", tree, 0, accept=True, accepted=tmp_path)
    (tree / "posts" / "twice.md").write_text(SOUND.replace("title", "\n\ntitle"), encoding="utf-8")
    (tree / "sound.md").write_text(TWICE, encoding="utf-8")
    capsys.readouterr()
    assert not compare("tree", tree, 0, accept=False, accepted=tmp_path)
    first, counts, new, gone = capsys.readouterr().out.splitlines()
    assert first == "tree: 2 files, 1 findings, not as accepted"
    assert counts == "  FM005: 1 new, 1 gone"
    assert new.startswith("    + sound.md:3 FM005 ")
    assert gone == "    - posts/twice.md:3 FM005"


def test_gone_findings_of_gone_files_are_counted(tree: Path) -> None:
    gone = Place("gone.md", 1, "FM001")
    accepted = Summary.of("tree", Run(3, ((gone, "no front matter"),)))
    assert list(differences("tree", tree, Run(2, ()), accepted)) == [
        "  2 files were checked, and 3 when the summary was accepted",
        "  FM001: 0 new, 1 gone",
        "    - 1 on lines that the tree no longer has",
    ]


def test_findings_on_one_line_are_told_apart(tree: Path) -> None:
    place = Place("sound.md", 2, "TXT002")
    one, two = Run(2, ((place, "a"),)), Run(2, ((place, "a"), (place, "b")))
    assert list(differences("tree", tree, two, Summary.of("tree", one))) == [
        "  TXT002: 1 new, 0 gone",
        "    + sound.md:2 TXT002 b",
    ]
    assert list(differences("tree", tree, one, Summary.of("tree", two))) == [
        "  TXT002: 0 new, 1 gone",
        "    - sound.md:2 TXT002",
    ]


def test_long_lists_are_cut(tree: Path) -> None:
    many = Run(2, tuple((Place("sound.md", line, "TXT002"), "an entity") for line in range(1, 31)))
    counts, *told = differences("tree", tree, many, Summary.of("tree", Run(2, ())))
    assert counts == "  TXT002: 30 new, 0 gone"
    assert len(told) == ecosystem.SHOWN + 1
    assert told[-1] == "    + and 10 more"


def test_other_words_for_the_same_findings_are_a_difference(tree: Path) -> None:
    place = Place("sound.md", 2, "TXT002")
    accepted = Summary.of("tree", Run(2, ((place, "an entity"),)), 2)
    assert list(differences("tree", tree, Run(2, ((place, "an HTML entity"),)), accepted)) == [
        "  TXT002: the same places, but other words",
        "    + sound.md:2 TXT002 an HTML entity",
        "    - sound.md:2 TXT002 an entity",
    ]


def test_without_examples_nothing_of_a_tree_can_be_read(tree: Path, tmp_path: Path) -> None:
    compare("tree", tree, 0, accept=True, accepted=tmp_path)
    text = (tmp_path / "tree.json").read_text(encoding="utf-8")
    assert json.loads(text) == {
        "files": 2,
        "findings": {"FM005": 1},
        "examples": {},
        "digests": {"FM005": digest("tree", Place("posts/twice.md", 3, "FM005"))},
    }


def test_every_part_of_a_place_changes_its_digest() -> None:
    place = Place("a.md", 1, "FM001")
    others = [place._replace(file="b.md"), place._replace(line=2), place._replace(code="FM002")]
    digests = {digest("tree", place), digest("other", place), *(digest("tree", other) for other in others)}
    assert len(digests) == 5
    assert digest("tree", Place("\udcff.md", 1, "FM001")) not in digests


@pytest.mark.parametrize("status", [2, 3])
def test_failure_of_newslint_is_no_summary(
    status: int, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken" / "newslint"
    broken.mkdir(parents=True)
    (broken / "__init__.py").touch()  # goes before an installed package
    (broken / "__main__.py").write_text(
        f"import sys\nprint('internal error', file=sys.stderr)\nsys.exit({status})\n", encoding="utf-8"
    )
    monkeypatch.setattr(ecosystem, "REPOSITORY", broken.parent)
    with pytest.raises(FailedError, match=f"ended with {status}: internal error"):
        compare("tree", tree, 0, accept=True, accepted=tmp_path)
    assert not (tmp_path / "tree.json").exists()


@pytest.mark.slow
def test_the_command_compares_generated_trees_and_those_that_are_here(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "elsewhere.json").write_text("{}", encoding="utf-8")
    for name, value in (("ARTICLES", 30), ("POSTS", 3), ("ACCEPTED", kept)):
        monkeypatch.setattr(ecosystem, name, value)
    monkeypatch.setattr(sys, "argv", ["ecosystem.py", "--corpus", str(tmp_path / "corpus"), "--accept"])
    tree.rename(tmp_path / "real")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "real").rename(tmp_path / "corpus" / "real")
    assert ecosystem.main() == 0
    names = {"real", "articles", *GENERATORS}
    assert {path.stem for path in kept.iterdir()} == names | {"elsewhere"}
    assert capsys.readouterr().out.splitlines()[-1] == "elsewhere: not here, so nothing was compared"
    summaries = {name: json.loads((kept / f"{name}.json").read_text(encoding="utf-8")) for name in names}
    assert summaries["articles"]["files"] == 30
    assert {code: len(told) for code, told in summaries["articles"]["examples"].items()} == {
        code: min(count, ecosystem.EXAMPLES) for code, count in summaries["articles"]["findings"].items()
    }
    assert summaries["real"]["examples"] == {}
    (tmp_path / "corpus" / "real" / "posts" / "twice.md").unlink()
    monkeypatch.setattr(sys, "argv", sys.argv[:-1])
    assert ecosystem.main() == 1


def test_accepted_summaries_hold_texts_of_generated_trees_only() -> None:
    paths = sorted(ACCEPTED.glob("*.json"))
    assert {"articles", *GENERATORS} <= {path.stem for path in paths}
    for path in paths:
        kept = json.loads(path.read_text(encoding="utf-8"))
        assert kept.keys() == {"files", "findings", "examples", "digests"}
        assert path.stem in {"articles", *GENERATORS} or kept["examples"] == {}
        for code, digests in kept["digests"].items():
            assert re.fullmatch(r"[A-Z]{2,3}\d{3}", code)
            assert re.fullmatch(r"[0-9a-f]{12}( [0-9a-f]{12})*", digests)
            assert len(digests.split()) == kept["findings"][code]
