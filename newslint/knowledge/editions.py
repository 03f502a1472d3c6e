"""Which translation and which version of a site a file is part of; open it when one is taken for another.

Languages are named as in BCP 47 (RFC 5646): a code of ISO 639-1, perhaps with a script (ISO 15924) and a
region (ISO 3166). Folders and endings follow what multilingual sites do: a folder for each language
(jekyllrb.com, docs.astro.build/en/guides/internationalization), `content.en` and `index.es.md`
(gohugo.io/content-management/multilingual, whose `contentDir` may be `content/german`),
`versioned_docs/version-1.2` (docusaurus.io/docs/versioning).

To take a folder for a language that is none does no harm: less is compared then.
"""

import re
from functools import reduce
from typing import Final

from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later
from newslint.text.remember import remember

_CODES: Final = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el
en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu
ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na
nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so
sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
at cn cz dk gb gr jp ua us
"""  # the last line are countries, where people mean the language
_LANGUAGES: Final = frozenset(_CODES.split())
# Folders may have the name of a language in English, as the starters of Hugo themes do, or its own.
_NAMES: Final = {
    name: code
    for code, names in {
        "ar": "arabic", "ca": "catalan català", "cs": "czech čeština", "da": "danish dansk",
        "de": "german deutsch",
        "el": "greek", "en": "english", "es": "spanish español espanol", "fa": "persian farsi",
        "fi": "finnish suomi", "fr": "french français francais", "he": "hebrew", "hi": "hindi",
        "hu": "hungarian magyar", "id": "indonesian", "it": "italian italiano", "ja": "japanese 日本語",
        "ko": "korean 한국어", "nl": "dutch nederlands", "no": "norwegian norsk", "pl": "polish polski",
        "pt": "portuguese português portugues", "ro": "romanian", "ru": "russian русский",
        "sv": "swedish svenska", "th": "thai", "tr": "turkish türkçe turkce", "uk": "ukrainian українська",
        "vi": "vietnamese", "zh": "chinese 中文",
    }.items()
    for name in names.split()
}  # fmt: skip
# `content-en`, `blog_ja`, `docs.fr`
_FOR_LANGUAGE: Final = later(r"(?:blog|content|docs?|i18n|pages|posts|site|website)[-_.](.+)", re.IGNORECASE)
_TAG: Final = later(
    r"([a-z]{2})(?:[-_](?:hans|hant|latn|cyrl|arab))?(?:[-_](?:[a-z]{2}|\d{3}))?", re.IGNORECASE | re.ASCII
)
_BEHIND_CODE: Final = ("", "-", "_")
_LONGEST_TAG: Final = 35  # characters (RFC 5646, section 4.4.1)
_VERSION: Final = later(
    r"v\d+(?:[._-](?:\d+|x))*|\d+(?:\.(?:\d+|x))+|(?:version|release|v)[-_.]?\d[\w.-]*",
    re.IGNORECASE | re.ASCII,
)
_VERSIONS: Final = frozenset({"canary", "current", "latest", "next", "nightly", "stable", "unreleased"})
_DIGITS: Final = frozenset("0123456789")
_ENDING: Final = later(r"[._]([A-Za-z]{2}(?:[-_][A-Za-z0-9]+)*)\Z")
_LABEL: Final = later(r"https?://([^/?#.:@]+)\.[^/?#.]+\.", re.IGNORECASE)
_HOST: Final = later(r"https?://([a-z]{2}(?:-[a-z]{2,4})?)\.[^/?#.]+\.", re.IGNORECASE | re.ASCII)


class Edition(NamedTuple):
    """A language, as a tag in lower case, and a version; each is empty where nothing tells."""

    language: str = ""
    version: str = ""


def edition_of_name(name: str) -> Edition:
    """What a file's name and its folders tell; where several folders name a language, the last one does."""
    folder, _, file = name.replace("\\", "/").rpartition("/")
    around, _, last = folder.rpartition("/")
    by_folder = _inner(_of_folders(around), _of_part(last)) if around else _of_part(last)
    stem = file.rpartition(".")[0]
    ending = _ENDING.search(stem) if "." in stem or "_" in stem else None
    language = language_of_tag(ending[1] if ending else stem)
    return by_folder._replace(language=language) if language else by_folder


# Where each page has a folder of its own, those around it are the same.
@remember(64)
def _of_folders(folders: str) -> Edition:
    return reduce(_inner, map(_of_part, folders.split("/")))


def _inner(around: Edition, within: Edition) -> Edition:
    """What a folder within another one is of."""
    if not any(within):
        return around
    return Edition(within.language or around.language, within.version or around.version)


@remember(256)
def _of_part(part: str) -> Edition:
    named = _FOR_LANGUAGE.fullmatch(part)
    language = language_of_tag(named[1] if named else part)
    if not language:
        language = _NAMES.get((named[1] if named else part).casefold(), "")
    return Edition(language, part.lower() if _is_version(part) else "")


def _is_version(part: str) -> bool:
    """Whether a text is a version. The pattern takes longer to compile than all others: most need none."""
    small = part.lower()
    if small in _VERSIONS:
        return True
    may_be = (small[:1] in ("r", "v") or "." in small) and not _DIGITS.isdisjoint(small)
    return may_be and _VERSION.fullmatch(part) is not None


def language_of_tag(text: str) -> str:
    """The language tag that a text is, in lower case with hyphens; empty where it is none."""
    if not 2 <= len(text) <= _LONGEST_TAG or text[2:3] not in _BEHIND_CODE:
        return ""
    match = _TAG.fullmatch(text)
    return text.lower().replace("_", "-") if match and match[1].lower() in _LANGUAGES else ""


def language_of_url(url: str) -> str:
    """The language that the host of an absolute URL begins with: `de` of `https://de.example.com/`."""
    match = _HOST.match(url)
    return language_of_tag(match[1]) if match else ""


def version_of_url(url: str) -> str:
    """The version that the host of an absolute URL begins with: `v2` of `https://v2.example.com/`."""
    match = _LABEL.match(url)
    label = match[1].lower() if match else ""
    # Names of hosts have no room for the dots of a version.
    return label if _is_version(label.replace("-", ".")) else ""
