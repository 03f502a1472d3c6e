"""Texts that software puts on pages and in feeds for other purposes; open it to add one.

Who gathers headlines and summaries by machine gathers these with them. Each row of the table is a text as a
program, a service or its terms word it, in one language, with the place where it stands and a source. A row
counts only as closely as it is worded: what a person may write about the same subject matches none.
"""

from typing import Final, Literal, NamedTuple

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


LINK_NOTE: Final = "a note for screen readers"
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
    return Leftover(LINK_NOTE, language, "inside", hint, rf"[(（\[](?:{words})[)）\]]", _WCAG)


def _feed(language: str, hint: str, words: str) -> Leftover:
    return Leftover(_FEED, language, "last", (hint,), words, _YOAST)


def _more(language: str, *words: str) -> Leftover:
    form = rf"(?!\A)(?:{'|'.join(words)})\s?: {_HEADLINE}"
    return Leftover(_MORE, language, "last", words, form, _RELATED, authored=True)


def _button(language: str, *words: str) -> Leftover:
    form = rf"(?:{_AFTER_A_CUT})(?:{'|'.join(words)})"
    return Leftover(_BUTTON, language, "end", words, form, _WORDPRESS)


LEFTOVERS: Final[tuple[Leftover, ...]] = (
    # A link that opens a new window says so to those who don't see it.
    _links(
        "en",
        ("new tab", "new window", "new browser"),
        r"(?:external )?(?:link,? )?(?:will )?opens? (?:in )?(?:a |another )?new (?:browser )?(?:tab|window)"
        r"(?: or (?:tab|window))?",
    ),
    Leftover(
        LINK_NOTE,
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
