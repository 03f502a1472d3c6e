"""Which rules a selection stands for; open it for how codes, names, families and `ALL` are read."""

from collections.abc import Iterable, Sequence

from newslint.errors import NewslintError
from newslint.rule import Catalogue, Rule
from newslint.text.suggest import nearest


def select_rules(
    catalogue: Catalogue,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    start: Sequence[Rule] | None = None,
) -> tuple[Rule, ...]:
    """The rules of a catalogue that a selection stands for, in its order.

    A selector is a code (`TXT001`), a name (`mojibake`), a family or the beginning of a code (`TXT`,
    `SCH00`), or `ALL`. The longer one wins: `--select TXT001 --ignore TXT` runs TXT001. `start` is what runs
    when `select` is empty; by default the default rules.

    Raises:
        NewslintError: a selector stands for no rule.
    """
    chosen: dict[str, int] = {rule.code: 0 for rule in (catalogue.defaults if start is None else start)}
    wanted = list(select)
    if wanted:
        chosen = {}
    for selector in (*wanted, *extend_select):
        weight, rules = resolve_selector(catalogue, selector)
        for rule in rules:
            chosen[rule.code] = max(weight, chosen.get(rule.code, 0))
    for selector in ignore:
        weight, rules = resolve_selector(catalogue, selector)
        for rule in rules:
            if weight >= chosen.get(rule.code, 0):
                chosen.pop(rule.code, None)
    return tuple(rule for rule in catalogue.rules if rule.code in chosen)


def resolve_selector(catalogue: Catalogue, selector: str) -> tuple[int, tuple[Rule, ...]]:
    """How precise a selector is, and the rules that it stands for.

    Raises:
        NewslintError: it stands for no rule; the message names the nearest one that exists.
    """
    found = find_selector(catalogue, selector)
    if found is not None:
        return found
    meant = nearest_rule(catalogue, selector)
    hint = f"; did you mean `{meant}`?" if meant else "; `newslint rules` lists them"
    raise NewslintError(f"no rule is called `{selector}`{hint}")


def find_selector(catalogue: Catalogue, selector: str) -> tuple[int, tuple[Rule, ...]] | None:
    """How precise a selector is, and the rules that it stands for; None if it stands for none."""
    folded = selector.strip().casefold()
    rules = catalogue.rules
    if folded == "all":
        return 0, rules
    named = tuple(rule for rule in rules if folded in (rule.name, rule.code.casefold()))
    if named:
        return len(named[0].code), named
    # The whole letters of a code stand for no longer ones: `SCH` not for `SCHOOL001`.
    prefixed = tuple(rule for rule in rules if folded == rule.family.casefold()) or tuple(
        rule for rule in rules if folded and rule.code.casefold().startswith(folded)
    )
    return (len(folded), prefixed) if prefixed else None


def nearest_rule(catalogue: Catalogue, selector: str) -> str | None:
    """The code, name or family that was probably meant."""
    return nearest(
        selector, [name for rule in catalogue.rules for name in (rule.code, rule.name, rule.family)]
    )
