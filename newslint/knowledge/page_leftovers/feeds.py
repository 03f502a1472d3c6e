"""What software adds to the entries of a feed; open it to add a footer."""

from typing import Final

from newslint.knowledge.page_leftovers.form import BEHIND_WORDS, POST, SENTENCE, SITE, TITLE, Leftover

_FEED: Final = "the footer of a feed"
_SHARE: Final = "the label of a button"
_YOAST: Final = "Yoast SEO, functional specification, RSS feeds: the default suffix, and its translations"
_SUBSTACK: Final = "Substack, the buttons and captions that its editor puts into posts"
_JETPACK: Final = "Jetpack, sharing, likes and related posts"
# Categories, each of some words of which the first has a capital.
_CATEGORY: Final = r"(?-i:[A-ZÀ-Þ])[\w&'’-]{1,30}(?: [\w&'’-]{1,30}){0,2}"
_NAMES: Final = rf"{_CATEGORY}(?:, {_CATEGORY}){{0,9}}"


def _feed(language: str, hint: str, words: str) -> Leftover:
    return Leftover(_FEED, language, "last", (hint,), words, _YOAST)


ROWS: Final[tuple[Leftover, ...]] = (
    # What plugins of WordPress, and services, add to each entry of a feed.
    _feed(
        "en",
        "appeared",
        rf"the post {POST} (?:appeared first|first appeared) on {SITE}",
    ),
    _feed("de", "erschien zuerst auf", rf"der beitrag {POST} erschien zuerst auf {SITE}"),
    _feed(
        "fr",
        "est apparu en premier sur",
        rf"(?:l['’]|cet )article {POST} est apparu en premier sur {SITE}",
    ),
    _feed(
        "es",
        "primero en",
        rf"la entrada {POST} (?:se publicó primero|aparece primero) en {SITE}",
    ),
    _feed("pt", "apareceu primeiro em", rf"o (?:post|conteúdo) {POST} apareceu primeiro em {SITE}"),
    _feed("it", "proviene da", rf"l['’]articolo {POST} proviene da {SITE}"),
    _feed("nl", "verscheen eerst op", rf"het bericht {POST} verscheen eerst op {SITE}"),
    _feed("sv", "dök först upp på", rf"inlägget {POST} dök först upp på {SITE}"),
    Leftover(
        _FEED,
        "en",
        "last",
        ("on medium",),
        rf"(?:{TITLE} )?was originally published in [^\n]{{1,120}} on medium(?:, where people are continuing"
        r" the"
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
    _feed("da", "først", rf"indlægget {POST} (?:blev først (?:udgivet|vist) på|vises først på) {SITE}"),
    _feed("nb", "dukket først opp på", rf"innlegget {POST} dukket først opp på {SITE}"),
    _feed("fi", "julkaistiin ensimmäisen kerran", rf"artikkeli {POST} julkaistiin ensimmäisen kerran {SITE}"),
    _feed("pl", "pochodzi z serwisu", rf"artykuł {POST} pochodzi z serwisu {SITE}"),
    _feed("cs", "příspěvek", rf"příspěvek {POST} (?:se nejdříve objevil na|pochází z) {SITE}"),
    _feed(
        "ru",
        "сначала на",
        rf"(?:сообщение|запись) {POST} (?:появились|появилась|впервые появилась) сначала на {SITE}",
    ),
    _feed("tr", "yazısı ilk önce", rf"{POST} yazısı ilk önce {SITE} üzerinde ortaya çıktı"),
    _feed("ja", "に最初に表示されました", rf"投稿 {POST} は [^\n]{{1,80}}? に最初に表示されました。?"),
    _feed("ar", "أولاً على", rf"(?:المقالة|التدوينة) {POST} (?:ظهرت|نشرت) أولاً على {SITE}"),
    # Newsletters.
    Leftover(
        _FEED,
        "en",
        "inside",
        ("for free to receive new posts",),
        r"(?:thanks for reading [^\n!.]{1,100}[!.] )?subscribe for free to receive new posts(?: and support"
        r" my work)?\.?",
        _SUBSTACK,
    ),
    Leftover(
        _FEED,
        "en",
        "inside",
        ("to receive new posts and support",),
        rf"(?:{SENTENCE}[^\n.!?]{{1,100}} is a reader-supported publication\. )?to receive new posts and"
        r" support (?:my|our)"
        r" work,? (?:please )?consider becoming a (?:free or )?(?:paid )?subscriber\.?",
        _SUBSTACK,
    ),
    Leftover(
        _FEED,
        "en",
        "inside",
        ("so feel free to share it",),
        r"(?:thanks?(?: you)? for reading [^\n!.]{1,100}[!.] )?this post is public,? so feel free to share"
        r" it\.?",
        _SUBSTACK,
    ),
    Leftover(
        _FEED,
        "en",
        "start",
        ("listen now (", "watch now (", "listen now |", "watch now |"),
        r"(?:listen|watch) now(?: \(\d{1,3} mins?\))? ?\|",
        "Substack, the summary of an episode",
    ),
    # What plugins for sharing and related posts leave.
    Leftover(
        _SHARE,
        "en",
        "inside",
        ("click to share on", "click to email", "click to print"),
        r"(?:share this:? )?(?:click to (?:share on|email|print)[^\n()]{0,60}\(opens in new"
        r" window\)\s?){1,12}(?<!\s)",
        _JETPACK,
    ),
    Leftover(
        _FEED,
        "en",
        "last",
        ("related",),
        rf"{BEHIND_WORDS}related(?: (?:posts?|articles?|stories|reading|content))?:?",
        _JETPACK,
        authored=True,
    ),
    Leftover(
        _FEED,
        "en",
        "last",
        ("filed under", "posted in", "tagged with", "tags:", "tagged:"),
        rf"{BEHIND_WORDS}(?:(?:filed under|posted in|tagged with):? {_NAMES}|(?:tags"
        rf"|tagged): [^\n.:]{{1,100}})",
        "the default themes of WordPress and the framework Genesis: the line below a post",
        authored=True,
    ),
)  # fmt: skip
"""The rows: plugins by language, then services."""
