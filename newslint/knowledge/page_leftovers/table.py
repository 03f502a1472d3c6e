"""The table of texts that software puts on pages and in feeds for other purposes; open it to add a kind.

Who gathers headlines and summaries by machine gathers these with them. Each row of the table is a text as a
program, a service or its terms word it, in one language, with the place where it stands and a source. A row
counts only as closely as it is worded: what a person may write about the same subject matches none.
"""

from typing import Final

from newslint.knowledge.page_leftovers import (
    credit_lines,
    feeds,
    fillers,
    labels,
    links,
    notices,
    stock,
    stories,
)
from newslint.knowledge.page_leftovers.form import Leftover

LEFTOVERS: Final[tuple[Leftover, ...]] = (
    *links.ROWS,
    *feeds.ROWS,
    *stories.ROWS,
    *credit_lines.ROWS,
    *notices.ROWS,
    *labels.ROWS,
    *fillers.ROWS,
    *stock.ROWS,
)
"""The table, in the order of its kinds."""
