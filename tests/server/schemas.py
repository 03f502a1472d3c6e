"""Schemas in memory, as states of their root."""

from typing import Any

import jsonschema_rs

from newslint.schema.field_schema import State
from newslint.schema.references import References

_PLACE = "json-schema:///test"


def state_of(raw: dict[str, Any]) -> State:
    return State.of(raw, References(jsonschema_rs.Registry([(_PLACE, raw)]).resolver(_PLACE)))
