"""On which hosts the pages of a site lie, as its own files say; open it to read another configuration.

Read is what `CNAME` says (docs.github.com/pages), and the address of the site in the configuration of its
generator, line by line: nothing is run.
"""

import re
from pathlib import Path
from typing import Final

from newslint.config.generators import HUGO_SETTINGS
from newslint.config.site_files import present, text_of
from newslint.knowledge.sites import host_of
from newslint.text.lazy_pattern import later

_CNAMES: Final = tuple(
    f"{folder}CNAME" for folder in ("", "static/", "public/", "docs/", "source/", "content/extra/", "src/")
)
_SCRIPTS: Final = ("js", "mjs", "cjs", "ts", "mts")
# Jekyll and Hexo (url), Hugo (baseURL), Zola (base_url), Pelican (SITEURL), Quarto (site-url), MkDocs
# (site_url), Astro (site), Docusaurus (url).
_CONFIGS: Final = (
    "_config.yml",
    "_config.yaml",
    "_config.toml",
    *HUGO_SETTINGS,
    "pelicanconf.py",
    "publishconf.py",
    "_quarto.yml",
    "mkdocs.yml",
    *(f"{stem}.config.{ending}" for stem in ("astro", "docusaurus") for ending in _SCRIPTS),
)  # fmt: skip
_ADDRESS: Final = later(
    r"""^(?:[ \t{,]*["']?(?:baseurl|base_url|site-url|site_url|site|siteurl)|["']?url)["']?\s*[:=]\s*["'`]?"""
    r"""(https?://[^\s"'`,;#]+)""",
    re.IGNORECASE | re.MULTILINE,
)
_IN_SCRIPT: Final = later(r"""\b(?:site|url)\s*:\s*["'`](https?://[^\s"'`]+)""")


def own_hosts_of(folder: Path) -> frozenset[str]:
    """The hosts of the site that a folder is, in ASCII and lower case; none where nothing there says so."""
    hosts: set[str | None] = set()
    for name in present(folder, _CNAMES):
        lines = text_of(folder / name).split()
        hosts.update(host_of(f"https://{line}/") for line in lines[:1])
    for name in present(folder, _CONFIGS):
        text = text_of(folder / name)
        # A script has links besides; the address of its site comes before those of navigation bars.
        found = _IN_SCRIPT.findall(text)[:1] if ".config." in name else _ADDRESS.findall(text)
        hosts.update(map(host_of, found))
    return frozenset(host for host in hosts if host)
