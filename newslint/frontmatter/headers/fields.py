"""The fields that documentation of headers gives a meaning; open it when an article's own are not known."""

from typing import Final

# docs.getpelican.com/en/latest/content.html, python-markdown.github.io/extensions/meta_data and
# github.com/pelican-plugins/series.
_OF_PELICAN: Final = frozenset(
    {
        "title", "date", "modified", "tags", "keywords", "category", "slug", "author", "authors", "summary",
        "lang", "translation", "status", "template", "save_as", "url", "series", "series_index",
    }
)  # fmt: skip
# What themes of Pelican show besides; their READMEs say how.
_OF_THEMES: Final = frozenset({"subtitle", "cover", "header_cover", "image", "description"})
# fletcher.github.io/MultiMarkdown-6/syntax/metadata.html, where `comment` and `keywords` stand in examples.
_SHARED: Final = frozenset({"comment", "copyright", "css", "language", "keywords"})
OF_MULTIMARKDOWN: Final = frozenset(
    {
        "affiliation", "baseheaderlevel", "bibliostyle", "bibtex", "htmlfooter", "htmlheader",
        "htmlheaderlevel", "latexbegin", "latexconfig", "latexfooter", "latexheaderlevel", "latexinput",
        "latexleader", "latexmode", "mmdfooter", "mmdheader", "odfheader", "odfheaderlevel", "quoteslanguage",
        "transcludebase", "xhtmlheader", "xhtmlheaderlevel",
    }
)  # fmt: skip
"""Fields that nobody but MultiMarkdown knows."""

DOCUMENTED: Final = _OF_PELICAN | _OF_THEMES | _SHARED | OF_MULTIMARKDOWN
"""The names of all of them."""
