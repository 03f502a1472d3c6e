"""The drafts of JSON Schema that a schema may name; open it to add one."""

from typing import Final

DRAFT_3: Final = "http://json-schema.org/draft-03/schema"
DRAFT_4: Final = "http://json-schema.org/draft-04/schema"
DRAFTS: Final = {
    DRAFT_3,
    DRAFT_4,
    "http://json-schema.org/draft-06/schema",
    "http://json-schema.org/draft-07/schema",
    "https://json-schema.org/draft/2019-09/schema",
    "https://json-schema.org/draft/2020-12/schema",
}
LATEST: Final = "https://json-schema.org/draft/2020-12/schema"
# Only where the two validators give the same verdicts; in older drafts they differ on keywords beside
# `$ref`. A test holds them to it.
GATED_DRAFTS: Final = frozenset({"https://json-schema.org/draft/2019-09/schema", LATEST})
"""Drafts in which the fast validator may say that a document is valid."""
