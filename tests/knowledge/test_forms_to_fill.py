"""Which files wait for somebody to fill them in."""

import pytest

from newslint.knowledge.forms_to_fill import waits_to_be_filled

GAP = "title: Harbour\ndate: {{ date }}\n"


@pytest.mark.parametrize(
    "name",
    [
        "tools/a.md",
        "scripts/a.md",
        "site/templates/new/a.md",
        r"site\templates\a.md",
        "Templates/Daily.md",
        "99 - Templates/a.md",
        "_templates/a.md",
        "Vorlagen/Tag.md",
        "Modèles/jour.md",
        "plantillas/a.md",
        "Sjablonen/a.md",
        "szablony/a.md",
        "Шаблоны/a.md",
        "テンプレート/a.md",
        "模板/a.md",
        "템플릿/a.md",
        "docs/adr/template.md",
        "docs/adr/adr-template.md",
        "docs/adr/0000-template.md",
        "_template.html.md",
        "notes/template_day.md",
    ],
)
def test_what_lies_among_templates_or_is_called_one_waits(name: str) -> None:
    assert waits_to_be_filled(name, GAP, is_broken=False)
    assert not waits_to_be_filled(name, "title: Harbour\ndate: 2024-05-16\n", is_broken=False)


@pytest.mark.parametrize(
    "name",
    [
        "posts/a.md",
        "posts/tools.md",
        "posts/tool/a.md",
        "posts/my-scripts/a.md",
        "posts/contemplate/a.md",
        "posts/why-templates-matter.md",
        "posts/templated.md",
        "posts/my-template-title/a.md",
        "posts/a.template",
    ],
)
def test_what_is_called_otherwise_does_not(name: str) -> None:
    assert not waits_to_be_filled(name, GAP, is_broken=False)
    assert not waits_to_be_filled(name, GAP, is_broken=True)


@pytest.mark.parametrize(
    ("field", "waits"),
    [
        ("title: {{ title }}", True),
        ('title: "{{ title }}"', True),
        ("title = '{{ title }}'", True),
        ("a: {% if b %}", True),
        ('a: "<%= b %> "', True),
        ("date: {YYYY-MM-DD when it was decided}", True),
        ("status: {proposed|accepted}", True),
        ("title: <Title of the note>", True),
        ("permalink: '/tags/{{ tag }}/'", False),
        ("tags: ['{{ tag }}']", False),
        ("extra: {a: b c}", False),
        ("extra: {a}", False),
        ("title: a < b > c", False),
        ("title: Harbour", False),
    ],
)
def test_a_field_waits_where_it_is_nothing_but_a_gap(field: str, *, waits: bool) -> None:
    assert waits_to_be_filled("templates/a.md", f"a: b\n{field}\nc: d\n", is_broken=False) is waits


def test_any_gap_will_do_in_what_can_not_be_read() -> None:
    for block in ("created: {{date}} {{time}}\n", "x: [{% a %}", "<% a %>: {"):
        assert waits_to_be_filled("templates/a.md", block, is_broken=True)
    assert not waits_to_be_filled("templates/a.md", "title: [\n", is_broken=True)
