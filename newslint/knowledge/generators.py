"""The site generators that are known, by the names that settings give them; open it to add one."""

from typing import Final

GENERATORS: Final = (
    "astro", "docusaurus", "eleventy", "hexo", "hugo", "jekyll", "nuxt", "obsidian", "pelican", "quarto",
    "starlight", "vitepress", "zola",
)  # fmt: skip
"""The name of every generator: what `generator` in a configuration may say, and `Document.generator` says."""
