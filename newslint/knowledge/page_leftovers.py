"""Texts that software puts on pages and in feeds for other purposes; open it to add one.

Who gathers headlines and summaries by machine gathers these with them. Each row of the table is a text as a
program, a service or its terms word it, in one language, with the place where it stands and a source. A row
counts only as closely as it is worded: what a person may write about the same subject matches none.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from newslint.text.lazy_pattern import later

# `start` and `end`: the text begins or ends with it. `last`: it is all that follows the end of a sentence.
# `whole`: the text is nothing else. `inside`: it may stand anywhere.
_Where = Literal["start", "inside", "end", "last", "whole"]


class Leftover(NamedTuple):
    """A text of a page that belongs into no headline and no summary.

    Attributes:
        what: What it is, for a message: `the footer of a feed`.
        language: Its language (BCP 47); empty where it has none.
        where: The place in which it stands.
        hints: Small letters, of which every text that matches holds one; a quick look for them comes first.
        form: The text, as a regular expression without regard to case. No part of it is without a bound.
        source: Who words it so.
        authored: Whether authors of a page may well write the same on purpose.
        may_be_cut: Whether the text is whole without it; it isn't where something else was lost.
    """

    what: str
    language: str
    where: _Where
    hints: tuple[str, ...]
    form: str
    source: str
    authored: bool = False
    may_be_cut: bool = True


class Found(NamedTuple):
    """Where a leftover stands in a text: the characters to cut, with the blanks around them, and itself."""

    cut_start: int
    start: int
    end: int
    cut_end: int
    leftover: Leftover


_LINK: Final = "a note for screen readers"
_FEED: Final = "the footer of a feed"
_MORE: Final = "a link to another story"
_CREDIT: Final = "the credit line of an agency"
_PICTURE: Final = "the credit of a picture"
_AFFILIATE: Final = "an affiliate notice"
_CONSENT: Final = "a notice about cookies"
_NEWSLETTER: Final = "a plea for subscribers"
_BUTTON: Final = "the label of a button"
_SCRIPT: Final = "a note for browsers"
_PLACEHOLDER: Final = "a placeholder"
_STOCK: Final = "the stock text of a site"
_CODE: Final = "what is left of an embedded part"
_ERROR: Final = "the text of an error page"

# The name of a site; the headline of a story; that of the story itself, and the name of its site, which ends
# the sentence; one behind a colon, which is no address and has words.
_NAME: Final = r"[^\n]{1,120}"
_TITLE: Final = r"[^\n]{1,250}"
_POST: Final = r"(?P<post>[^\n]{1,250}?)"
_SITE: Final = r"(?:[^\n.]|\.(?=[^\s.])){1,100}"
_HEADLINE: Final = r"(?![^\n]{0,250}https?:)(?:\S{1,60} ){2}[^\n]{1,250}"
_WCAG: Final = "WCAG 2 technique G201 (warn before a new window opens), as WordPress and Jetpack word it"
_YOAST: Final = "Yoast SEO, functional specification, RSS feeds: the default suffix, and its translations"
_AMAZON: Final = "Amazon Associates Program Operating Agreement, section 5: how participants name themselves"
_RELATED: Final = "what news sites and plugins for related posts write before the headline of another story"
_REUTERS: Final = "Reuters Handbook of Journalism: sign-offs at the end of a story"
_WORDPRESS: Final = "the default themes of WordPress and their translations: the link behind a cut excerpt"
_COOKIES: Final = "the default text of Osano Cookie Consent, Cookiebot and CookieYes"
# Behind the mark of a cut: `...` or an ellipsis, with a bracket or without, and a blank or none.
_AFTER_A_CUT: Final = "|".join(
    f"(?<={mark}{bracket}{blank})"
    for mark in (r"\.\.\.", "…")
    for bracket in ("", r"\]")
    for blank in ("", r"\s")
)


def _links(language: str, hint: tuple[str, ...], words: str) -> Leftover:
    return Leftover(_LINK, language, "inside", hint, rf"[(（\[](?:{words})[)）\]]", _WCAG)


def _feed(language: str, hint: str, words: str) -> Leftover:
    return Leftover(_FEED, language, "last", (hint,), words, _YOAST)


def _more(language: str, *words: str) -> Leftover:
    form = rf"(?!\A)(?:{'|'.join(words)})\s?: {_HEADLINE}"
    return Leftover(_MORE, language, "last", words, form, _RELATED, authored=True)


def _button(language: str, *words: str) -> Leftover:
    form = rf"(?:{_AFTER_A_CUT})(?:{'|'.join(words)})"
    return Leftover(_BUTTON, language, "end", words, form, _WORDPRESS)


LEFTOVERS: Final = (
    # A link that opens a new window says so to those who don't see it.
    _links(
        "en",
        ("new tab", "new window", "new browser"),
        r"(?:external )?(?:link,? )?(?:will )?opens? (?:in )?(?:a |another )?new (?:browser )?(?:tab|window)"
        r"(?: or (?:tab|window))?",
    ),
    Leftover(
        _LINK,
        "en",
        "inside",
        ("opens in new tab", "opens in new window", "opens in a new tab", "opens in a new window"),
        r"(?<=[a-z0-9])(?<!\bre)opens in (?:a )?new (?:tab|window)\b",
        f"{_WCAG}; without a blank, for it was hidden",
    ),
    _links(
        "de",
        ("neuem", "neuen"),
        r"(?:link )?öffnet (?:sich )?in (?:einem )?neue[mn] (?:tab|browser-?tab|fenster|browserfenster)"
        r"|wird in (?:einem )?neue[mn] (?:tab|browser-?tab|fenster|browserfenster) geöffnet",
    ),
    _links(
        "fr",
        ("nouvel onglet", "nouvelle fenêtre"),
        r"(?:s['’])?ouvre dans (?:un nouvel onglet|une nouvelle fenêtre)"
        r"|ouverture dans (?:un nouvel onglet|une nouvelle fenêtre)",
    ),
    _links(
        "es",
        ("pestaña", "ventana"),
        r"se abre en (?:una )?(?:nueva (?:pestaña|ventana)|(?:pestaña|ventana) nueva)",
    ),
    _links("it", ("nuova scheda", "nuova finestra"), r"(?:si )?apre in una nuova (?:scheda|finestra)"),
    _links(
        "pt",
        ("nova", "novo"),
        r"abre (?:em|num|numa|em uma?) nov[ao] (?:aba|guia|janela|separador)",
    ),
    _links(
        "nl",
        ("nieuw ", "nieuwe "),
        r"opent in (?:een )?nieuwe? (?:tabblad|venster)|wordt in een nieuw (?:tabblad|venster) geopend",
    ),
    _links("sv", ("ny flik", "nytt fönster"), r"öppnas i (?:en |ett )?(?:ny flik|nytt fönster)"),
    _links("da", ("ny fane", "nyt vindue"), r"åbner i (?:en |et )?(?:ny fane|nyt vindue)"),
    _links("nb", ("ny fane", "nytt vindu"), r"åpnes i (?:en |et )?(?:ny fane|nytt vindu)"),
    _links("pl", ("nowej karcie", "nowym oknie"), r"otwiera się w (?:nowej karcie|nowym oknie)"),
    _links("ru", ("новой вкладке", "новом окне"), r"открывается в (?:новой вкладке|новом окне)"),
    _links(
        "ja",
        ("新しいウィンドウで", "新しいタブで"),
        r"新しい(?:ウィンドウ|タブ)で(?:開く|開きます)",
    ),
    _links("zh", ("在新窗口", "在新标签页"), r"在新(?:窗口|标签页)中?打开"),
    # What plugins of WordPress, and services, add to each entry of a feed.
    _feed(
        "en",
        "appeared",
        rf"the post {_POST} (?:appeared first|first appeared) on {_SITE}",
    ),
    _feed("de", "erschien zuerst auf", rf"der beitrag {_POST} erschien zuerst auf {_SITE}"),
    _feed("fr", "est apparu en premier sur", rf"l['’]article {_POST} est apparu en premier sur {_SITE}"),
    _feed(
        "es",
        "primero en",
        rf"la entrada {_POST} (?:se publicó primero|aparece primero) en {_SITE}",
    ),
    _feed("pt", "apareceu primeiro em", rf"o (?:post|conteúdo) {_POST} apareceu primeiro em {_SITE}"),
    _feed("it", "proviene da", rf"l['’]articolo {_POST} proviene da {_SITE}"),
    _feed("nl", "verscheen eerst op", rf"het bericht {_POST} verscheen eerst op {_SITE}"),
    _feed("sv", "dök först upp på", rf"inlägget {_POST} dök först upp på {_SITE}"),
    Leftover(
        _FEED,
        "en",
        "last",
        ("on medium",),
        rf"(?:{_TITLE} )?was originally published in {_NAME} on medium(?:, where people are continuing the"
        r" conversation by highlighting and responding to this story)?",
        "the RSS feeds of Medium",
    ),
    Leftover(_FEED, "en", "last", ("continue reading on",), r"continue reading on [^\n]{1,60} »", "Medium"),
    Leftover(
        _FEED,
        "en",
        "last",
        ("read full topic",),
        r"(?:\d+ posts? - \d+ participants? )?read full topic",
        "Discourse, the RSS feeds of topics",
    ),
    Leftover(
        _FEED,
        "en",
        "last",
        ("comments url:", "article url:"),
        r"(?:article url: \S{1,500} )?comments url: \S{1,500}(?: points: \d+)?(?: # comments: \d+)?",
        "hnrss, the feeds of Hacker News",
    ),
    Leftover(
        _FEED,
        "",
        "end",
        ("submitted by",),
        r"submitted by /u/[\w-]{1,40}(?: to r/\w{1,40})? \[link\] \[comments\]",
        "the RSS feeds of Reddit",
    ),
    Leftover(
        _FEED,
        "en",
        "last",
        ("like loading",),
        r"(?:share this: [^\n]{1,200} )?like this:\s?like loading(?:\.\.\.|…)?",
        "Jetpack, sharing and likes",
    ),
    # How the default of a theme or a site's own script leads to the whole story, or to another one.
    Leftover(
        _MORE,
        "en",
        "last",
        ("continue reading", "read more"),
        r"(?:continue reading|read more)(?: [^\n]{1,200}?)?\s?(?:→|»|&raquo;|&rarr;)",
        "the default themes of WordPress: the link below an excerpt",
    ),
    Leftover(
        _MORE,
        "en",
        "last",
        ("read the full story at", "read the full article at", "read the original article on"),
        r"read the (?:full|original) (?:story|article) (?:at|on) [\w.&'’-]{1,30}(?: [\w.&'’-]{1,30}){0,4}",
        "The Conversation, republishing guidelines: what stands behind an extract; The Verge's feeds",
        authored=True,
    ),
    _more("en", "read more", "now read", "read also", "also read", "read next", "see also"),
    _more("de", "lesen sie auch", "lesen sie dazu auch", "mehr zum thema"),
    _more("fr", "lire aussi", "à lire aussi", "a lire aussi", "voir aussi"),
    _more("es", "lea también", "lee también", "leer también", "le puede interesar"),
    _more("pt", "leia também", "leia mais", "veja também"),
    _more("it", "leggi anche"),
    _more("nl", "lees ook"),
    _more("pl", "czytaj także", "czytaj też", "przeczytaj także"),
    _more("ru", "читайте также"),
    _button("en", "read more", "continue reading", "read the rest"),
    _button("de", "weiterlesen", "mehr lesen"),
    _button("fr", "lire la suite", "continuer la lecture"),
    _button("es", "leer más", "seguir leyendo", "continuar leyendo"),
    _button("pt", "continue lendo", "continuar a ler", "leia mais"),
    _button("it", "leggi tutto", "continua a leggere"),
    _button("nl", "lees verder", "lees meer"),
    _button("sv", "läs mer", "fortsätt läsa"),
    _button("pl", "czytaj dalej"),
    _button("ru", "читать далее"),
    _button("ja", "続きを読む"),
    # Who wrote it, in the words of agencies and of those who pass their stories on.
    Leftover(
        _CREDIT,
        "en",
        "end",
        ("(reporting by", "(writing by", "(editing by", "(additional reporting by"),
        r"\((?:additional )?(?:reporting|writing|editing) (?:and (?:writing|editing) )?by [^()\n]{1,300}\)",
        _REUTERS,
    ),
    Leftover(
        _CREDIT,
        "en",
        "last",
        ("republished from the conversation",),
        r"this article is republished from the conversation(?: under a creative commons licen[cs]e)?"
        r"(?:\. read the original article)?",
        "The Conversation, the line that its republish button adds",
    ),
    Leftover(
        _CREDIT,
        "en",
        "last",
        ("the associated press",),
        r"(?:copyright |© ?|\(c\) ?){1,2}\d{4} the associated press\. all rights reserved"
        r"(?:\. this material may not be published, broadcast, rewritten(?: or redistributed)?"
        r"(?:,? or redistributed)?(?: without permission)?)?",
        "The Associated Press, the notice below its stories",
    ),
    Leftover(
        _CREDIT,
        "en",
        "last",
        ("distributed by tribune content agency",),
        r"(?:visit [^\n]{1,120}\. )?distributed by tribune content agency(?:, llc)?",
        "Tribune Content Agency, the credit below its stories",
    ),
    Leftover(
        _CREDIT,
        "en",
        "last",
        ("originally appeared on", "originally published on", "originally published at"),
        r"this (?:article|story|post) (?:was )?originally (?:appeared|published) (?:on|at|by|in) "
        r"[^\n.]{1,80}(?:\.[a-z]{2,10}(?:/\S{0,200})?)?",
        "the credit that Engadget, Wired and Condé Nast add to stories that they pass on",
        authored=True,
    ),
    Leftover(
        _PICTURE,
        "en",
        "end",
        ("getty images)", "image credit:", "photo credit:"),
        r"\((?:photo(?:graph)? (?:by|:) ?[^()\n]{1,120}(?:/| via )getty images|image credit: [^()\n]{1,120}"
        r"|photo credit: [^()\n]{1,120})\)",
        "Getty Images, how to credit; Future, its captions",
        authored=True,
    ),
    Leftover(
        _PICTURE,
        "en",
        "last",
        ("on unsplash",),
        r"photo by [\w.'’-]{1,30}(?: [\w.'’-]{1,30}){0,3} on unsplash",
        "Unsplash, the credit that it offers beside each download",
    ),
    # What programs for affiliates make their members say.
    Leftover(
        _AFFILIATE,
        "en",
        "inside",
        ("amazon associate",),
        r"as an amazon associate,? (?:i|we|[\w.' -]{1,40}) earns? (?:a commission )?from qualifying"
        r" purchases\.?",
        _AMAZON,
    ),
    Leftover(
        _AFFILIATE,
        "de",
        "inside",
        ("als amazon-partner",),
        r"als amazon-partner verdien(?:e ich|en wir) an qualifizierten (?:ver)?käufen\.?",
        _AMAZON,
    ),
    Leftover(
        _AFFILIATE,
        "fr",
        "inside",
        ("partenaire amazon",),
        r"en tant que partenaire amazon, (?:je réalise|nous réalisons) un bénéfice sur les achats"
        r" (?:remplissant les conditions requises|éligibles)\.?",
        _AMAZON,
    ),
    Leftover(
        _AFFILIATE,
        "en",
        "inside",
        ("affiliate commission", "earn a commission", "earn commission"),
        r"(?:when|if) you (?:purchase|buy|click)(?: something)? (?:through|from|via|using) (?:the |our )?"
        r"links?(?: on (?:our|this) (?:site|page|article))?,? "
        r"(?:we|[\w.]{1,30}(?: and [\w.]{1,30}(?: \w{1,20})?)?)"
        r" may (?:earn|receive) (?:an? )?(?:affiliate |small )*commission\.?(?: here['’]s how it works\.?"
        r"| learn more\.?)?",
        "Future, Ziff Davis and Vox Media: the notice above stories with offers",
        authored=True,
    ),
    # What consent managers ask.
    Leftover(
        _CONSENT,
        "en",
        "inside",
        ("cookies to",),
        r"(?:this website uses cookies to ensure you get the best experience(?: on our website)?"
        r"|we use cookies to personali[sz]e content and ads, to provide social media features(?:,? and to"
        r" analy[sz]e our traffic)?|we use cookies on our website to give you the most relevant experience"
        r"(?: by remembering your preferences and repeat visits)?)\.?",
        _COOKIES,
    ),
    Leftover(
        _CONSENT,
        "de",
        "inside",
        ("verwenden cookies",),
        r"wir verwenden cookies, um inhalte und anzeigen zu personalisieren(?:, funktionen für soziale medien"
        r" anbieten zu können und die zugriffe auf unsere website zu analysieren)?\.?",
        _COOKIES,
    ),
    Leftover(
        _NEWSLETTER,
        "en",
        "last",
        ("newsletter",),
        r"(?:click here to )?(?:sign up|subscribe) (?:for|to) (?:our|the) (?:[\w'’-]{1,20} ){0,4}"
        r"newsletters?(?: here)?[.!]?",
        "the default labels of newsletter blocks: Mailchimp, Jetpack",
        authored=True,
    ),
    # Labels of what can be clicked, and what a page says to a browser.
    Leftover(
        _BUTTON,
        "en",
        "inside",
        ("click to", "tap to", "click here to"),
        r"[(\[](?:click|tap)(?: here| image| on image| photo)? to (?:enlarge|expand|zoom|view larger)[)\]]",
        "captions of WordPress galleries and lightboxes",
    ),
    Leftover(
        _BUTTON,
        "en",
        "start",
        ("skip to",),
        r"skip to (?:main )?content(?=\s|[A-Z])",
        "WCAG 2 technique G1; the default themes of WordPress",
        authored=True,
    ),
    Leftover(
        _SCRIPT,
        "en",
        "inside",
        ("enable javascript",),
        r"(?:you need to enable javascript to run this app|please enable javascript to view the comments"
        r" powered by disqus|please enable javascript and cookies to continue)\.?",
        "Create React App; Disqus, its embed code; Cloudflare, its challenge page",
    ),
    Leftover(
        _SCRIPT,
        "en",
        "inside",
        ("does not support the",),
        r"your browser does not support the (?:html5? )?(?:video|audio|iframe|canvas)(?: tag| element)?\.",
        "HTML Living Standard, fallback content, as MDN and W3Schools word it",
        authored=True,
    ),
    Leftover(
        _SCRIPT,
        "",
        "inside",
        ("email\u00a0protected]", "email protected]"),
        r"\[email[ \u00a0]protected\]",
        "Cloudflare, Email Address Obfuscation",
        may_be_cut=False,
    ),
    # What was never meant to be seen.
    Leftover(
        _PLACEHOLDER,
        "en",
        "whole",
        ("placeholder",),
        r"placeholder(?: text)?\.?",
        "the word itself, alone",
        authored=True,
    ),
    Leftover(
        _PLACEHOLDER,
        "la",
        "start",
        ("lorem ipsum dolor",),
        r"lorem ipsum dolor sit amet[^\n]{0,2000}\Z",
        "the sample text of typesetters",
        authored=True,
    ),
    Leftover(
        _PLACEHOLDER,
        "en",
        "start",
        ("welcome to wordpress",),
        r"welcome to wordpress\. this is your first post\.(?: edit or delete it, then start writing!)?",
        "WordPress, the post that each installation begins with",
    ),
    Leftover(
        _PLACEHOLDER,
        "en",
        "whole",
        ("just another wordpress",),
        r"just another wordpress(?:\.com)? (?:site|weblog)\.?",
        "WordPress, the default tagline",
    ),
    Leftover(
        _PLACEHOLDER,
        "",
        "inside",
        ("%%",),
        r"%%[a-z_]{3,20}%%(?:[ |:–-]{0,3}%%[a-z_]{3,20}%%){1,5}",
        "Yoast SEO, snippet variables",
    ),
    Leftover(
        _PLACEHOLDER,
        "",
        "whole",
        ("[object object]",),
        r"\[object object\]",
        "ECMAScript, Object.prototype.toString: what a template makes of an object",
    ),
    Leftover(
        _CODE,
        "",
        "inside",
        ("[caption ", "[/caption]", "[gallery", "[embed]", "[/embed]"),
        r"\[caption [^\]\n]{1,300}\]|\[/caption\]|\[gallery(?: [^\]\n]{1,300})?\]|\[/?embed\]",
        "WordPress, its own shortcodes",
        authored=True,
    ),
    Leftover(
        _CODE,
        "",
        "end",
        ("watch?v=",),
        r"(?<![^\s])watch\?v=[\w-]{11}",
        "YouTube, the address of a video, which lost its host",
    ),
    # What a service says of itself, or of any page.
    Leftover(
        _STOCK,
        "en",
        "whole",
        ("share it all with friends", "share your videos with friends"),
        r"(?:enjoy the videos and music you love, upload original content,? and share it all with friends,"
        r" family,? and the world on youtube|share your videos with friends, family,? and the world)\.?",
        "YouTube, the description of pages that have none",
    ),
    Leftover(
        _STOCK,
        "en",
        "inside",
        ("by creating an account on github",),
        r"contribute to [\w.-]{1,40}/[\w.-]{1,100} development by creating an account on github\.?",
        "GitHub, the description of a repository",
    ),
    Leftover(
        _STOCK,
        "en",
        "whole",
        ("log in to facebook", "log into facebook"),
        r"log (?:in ?)?to facebook to start sharing and connecting with your friends, family,? and people you"
        r" know\.?",
        "Facebook, the description of its login page",
    ),
    Leftover(
        _ERROR,
        "en",
        "whole",
        ("just a moment...", "attention required! | cloudflare", "javascript is not available."),
        r"just a moment\.\.\.|attention required! \| cloudflare|javascript is not available\.",
        "Cloudflare and X, the titles of pages that stand before the one asked for",
        authored=True,
    ),
    Leftover(
        _ERROR,
        "en",
        "whole",
        ("404", "403 forbidden", "access to this page has been denied", "are you a robot"),
        r"404(?: error)?(?: ?[-–—:|] ?| )(?:page )?not found|403 forbidden|bloomberg - are you a robot\?"
        r"|access to this page has been denied\.?",
        "RFC 9110, section 15.5, as servers word it; HUMAN and Bloomberg, the pages before the one asked for",
        authored=True,
    ),
)  # fmt: skip
"""The table, in the order of its kinds."""

_FLAGS: Final = re.IGNORECASE
# What ends the sentence before a text that stands alone; a line break or an ellipsis is as good.
_ENDED: Final = "(?:\\A|(?<=[.!?…)\\]\"”»’'。！？\\n]))"
_CLOSING: Final = r"(?:[.!\s…]|\.\.\.){0,6}"
_FORMS: Final = tuple(
    later(
        {
            "start": rf"\A\s{{0,4}}(?P<it>{row.form})",
            "inside": rf"(?P<it>{row.form})",
            "end": rf"(?P<it>{row.form}){_CLOSING}\Z",
            "last": rf"{_ENDED}\s{{0,4}}(?P<it>{row.form}){_CLOSING}\Z",
            "whole": rf"\A\s{{0,4}}(?P<it>{row.form})\s{{0,4}}\Z",
        }[row.where],
        _FLAGS,
    )
    for row in LEFTOVERS
)
_HINTS: Final = [(hint, number) for number, row in enumerate(LEFTOVERS) for hint in row.hints]
# A look at whole words is ten times as quick as one for each hint: of each, the longest that is not frequent.
_FREQUENT: Final = frozenset("also more new on the to in not now next".split())  # noqa: SIM905
_ASCII_SIGNS: Final = "!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~\x1c\x1d\x1e\x1f"
_OTHER_SIGNS: Final = "…“”‘’–—«»·•\u00a0"
# Of UTF-8: what is beyond ASCII parts words, too, in hints as in texts.
_APART: Final = bytes.maketrans(
    _ASCII_SIGNS.encode() + bytes(range(128, 256)), b" " * (len(_ASCII_SIGNS) + 128)
)
_ENDING: Final = 3


def _words(text: str) -> list[bytes]:
    """The words of a text, quickly: its bytes are looked up in a table."""
    return text.encode("utf-8", "surrogatepass").translate(_APART).split()


def _first_ending(hint: str) -> bytes:
    """How some word of each text with the hint ends: that of its first word, if another sign follows it."""
    apart = hint.encode().translate(_APART).lstrip()
    first, *others = apart.split(b" ", 1)
    return first[-_ENDING:] if others and len(first) >= _ENDING else b""


_RARE_WORDS: Final = frozenset(
    max(words, key=len)
    for hint, _ in _HINTS
    if hint.isascii() and (words := [word for word in _words(hint) if word.decode() not in _FREQUENT])
)
# The hints by that ending, so that most need no look of their own; those without one need it always.
_BY_ENDING: Final[dict[bytes, list[tuple[str, int]]]] = {}
for _hint in _HINTS:
    _BY_ENDING.setdefault(_first_ending(_hint[0]), []).append(_hint)
_ENDINGS: Final = frozenset(_BY_ENDING)

_QUOTES: Final = "\"'`“„«‘‚‹「『"
# A text about links says how they are labelled; one with links of its own labels them.
_ABOUT_LINKS: Final = later(r"\]\(|<a\s|accessib|a11y|screen ?reader|wcag|\baria\b|target=|_blank", _FLAGS)
_REACH: Final = 700
_MOST_PEELED: Final = 4
_MOST_TRIED: Final = 8
_MOST_BLANKS: Final = 8


def may_hold_leftovers(text: str) -> set[int]:
    """The rows of the table that a quick look at a text doesn't rule out."""
    small = text.lower()
    words = _words(small)
    if _RARE_WORDS.isdisjoint(words) and "%%" not in small and _is_plain(small):
        return set()
    endings = _ENDINGS.intersection([b"", *[word[-_ENDING:] for word in words]])
    return {number for ending in endings for hint, number in _BY_ENDING[ending] if hint in small}


def _is_plain(text: str) -> bool:
    """Whether a text is ASCII, but for quotation marks and the like."""
    if not text.isascii():
        for sign in _OTHER_SIGNS:
            text = text.replace(sign, "")
    return text.isascii()


def leftovers(text: str, headlines: Iterable[str] = (), *, authored: bool = True) -> list[Found]:
    """The leftovers of pages in a text, in order and without overlap.

    Args:
        text: A headline or a summary.
        headlines: Those of the stories; a footer names the headline of its own story, and prose about some
            other post (`The post Ada wrote appeared first on …`) names none.
        authored: Whether to look for those, too, which the author of a page may have written on purpose.
    """
    rows = [
        (LEFTOVERS[number], _FORMS[number])
        for number in sorted(may_hold_leftovers(text))
        if authored or not LEFTOVERS[number].authored
    ]
    found = [*_anywhere(text, rows), *_at_the_end(text, rows, headlines)]
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept:
            kept.append(one)
        elif one.start >= kept[-1].end:
            kept.append(one._replace(cut_start=max(one.cut_start, kept[-1].cut_end)))
    return kept


_Rows = list[tuple[Leftover, "re.Pattern[str]"]]


def _anywhere(text: str, rows: _Rows) -> Iterator[Found]:
    """Those whose place is not the end, each with one of the blanks beside it."""
    for row, form in rows:
        if row.where in ("end", "last") or (row.what == _LINK and _ABOUT_LINKS.search(text)):
            continue
        for match in form.finditer(text):
            start, end = match.span("it")
            before, after = _without_blanks(text, start), end
            if before and text[before - 1] in _QUOTES:
                continue
            if not before:
                blanks = text[end : end + _MOST_BLANKS]
                after = end + len(blanks) - len(blanks.lstrip())
            yield Found(before, start, end, after, row)


def _at_the_end(text: str, rows: _Rows, headlines: Iterable[str]) -> Iterator[Found]:
    """Those that the text ends with, from the last one to the first."""
    end = len(text)
    for _ in range(_MOST_PEELED):
        found = [
            (match, row)
            for row, form in rows
            if row.where in ("end", "last")
            and (match := _last(form, text, end)) is not None
            and ("post" not in form.groupindex or _names_one_of(headlines, match["post"]))
        ]
        if not found:
            return
        match, row = max(found, key=lambda one: one[0].start("it"))
        start = match.start("it")
        before = _without_blanks(text, start)
        yield Found(before, start, match.end("it"), end, row)
        end = before


def _names_one_of(headlines: Iterable[str], post: str) -> bool:
    """Whether most words of a post's name are those of a headline."""
    words = set(re.findall(r"\w+", post.casefold()))
    return any(
        len(words & set(re.findall(r"\w+", headline.casefold()))) * 3 >= len(words) * 2
        for headline in headlines
    )


def _last(form: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """The shortest match that reaches the end; None where there are too many to try."""
    last, begin = None, max(0, end - _REACH)
    for _ in range(_MOST_TRIED):
        match = form.search(text, begin, end)
        if match is None:
            return last
        last, begin = match, match.start("it") + 1
    return None


def _without_blanks(text: str, end: int) -> int:
    """Where the blanks before a place begin."""
    while end and text[end - 1].isspace():
        end -= 1
    return end
