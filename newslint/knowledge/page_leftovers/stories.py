"""Links to the whole story or to another one, as themes and sites word them; open it to add a language."""

from collections.abc import Iterator
from typing import Final

from newslint.knowledge.page_leftovers.form import (
    AFTER_A_CUT,
    BEHIND_WORDS,
    HEADLINE,
    NO_SENTENCE,
    POST,
    Leftover,
)

_MORE: Final = "a link to another story"
_BUTTON: Final = "the label of a button"
_RELATED: Final = "what news sites and plugins for related posts write before the headline of another story"
_THEMES: Final = "WordPress, Nikola, Docusaurus and NexT, and their translations: the link behind an excerpt"
_ARROW: Final = r"(?:→|»|›|>>?|&raquo;|&rarr;)"
_DOTS: Final = r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|&hellip;)"
_QUOTES: Final = "[\"“”„«»‘’']"


def _more(language: str, *words: str) -> Leftover:
    form = rf"(?!\A)(?:{'|'.join(words)})\s?[:|] {HEADLINE}"
    return Leftover(_MORE, language, "last", words, form, _RELATED, authored=True)


def _more_without_blanks(language: str, *words: str) -> Leftover:
    form = rf"(?!\A)[【\[]?(?:{'|'.join(words)})[】\]]?\s?[:：|]\s?[^\n]{{8,250}}"
    return Leftover(_MORE, language, "last", words, form, _RELATED, authored=True)


def _buttons(language: str, *labels: str) -> Iterator[Leftover]:
    """Labels behind a cut, where a headline may follow; in brackets or with an arrow; and alone."""
    words = "|".join(labels)
    behind = (
        rf"{AFTER_A_CUT}(?:{words})(?:\s?{_ARROW})?(?:\s?:?\s?{_QUOTES}?{POST}{_QUOTES}?)?(?:\s?{_ARROW})?"
    )
    marked = rf"(?<!\w)(?:{words})\s?{_ARROW}|\[(?:{words})\s?{_DOTS}?\]|\((?:{words})\s?{_DOTS}\)"
    alone = rf"{BEHIND_WORDS}(?:{words})(?:\s?{_DOTS})?{NO_SENTENCE}"
    yield Leftover(_BUTTON, language, "end", labels, behind, _THEMES)
    yield Leftover(_BUTTON, language, "end", labels, marked, _THEMES)
    yield Leftover(_BUTTON, language, "last", labels, alone, _THEMES, authored=True)


def _about(language: str, *words: str) -> Leftover:
    form = rf"(?!\A)(?:{'|'.join(words)}):? {_QUOTES}?{POST}{_QUOTES}?"
    source = "Drupal (`Read more about`), Docusaurus and Nikola: the link below an excerpt, with the headline"
    return Leftover(_MORE, language, "last", words, form, source)


ROWS: Final[tuple[Leftover, ...]] = (
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
    _more(
        "en", "read more", "now read", "read also", "also read", "read next", "see also",
        "related", "related story", "related stories", "related article", "related articles",
        "related reading",
        "related coverage", "related video", "you may also like", "you might also like", "more on this story",
        "more from this section",
    ),
    _more(
        "de", "lesen sie auch", "lesen sie dazu auch", "lesen sie mehr", "mehr zum thema", "lesen sie hier",
        "auch interessant", "das könnte sie auch interessieren",
    ),
    _more(
        "fr", "lire aussi", "à lire aussi", "a lire aussi", "voir aussi", "à lire également",
        "à voir également",
        "sur le même sujet",
    ),
    _more(
        "es", "lea también", "lee también", "leer también", "le puede interesar", "te puede interesar",
        "lea además",
        "también puedes leer", "noticia relacionada",
    ),
    _more("pt", "leia também", "leia mais", "veja também", "leia ainda", "saiba mais", "ler também"),
    _more("it", "leggi anche", "ti potrebbe interessare", "potrebbe interessarti anche", "leggi pure"),
    _more("nl", "lees ook", "lees meer", "bekijk ook", "lees verder"),
    _more("sv", "läs också", "läs även", "läs mer", "läs vidare", "se även"),
    _more("da", "læs også", "læs mere", "se også"),
    _more("nb", "les også", "les mer", "se også"),
    _more("fi", "lue myös", "lue lisää", "katso myös"),
    _more(
        "pl", "czytaj także", "czytaj też", "przeczytaj także", "przeczytaj też", "zobacz także",
        "zobacz też",
    ),
    _more("cs", "čtěte také", "přečtěte si také", "přečtěte si i", "související", "viz také"),
    _more("ru", "читайте также", "смотрите также", "по теме", "читать также"),
    _more("uk", "читайте також", "дивіться також", "читайте ще"),
    _more("tr", "ilgili haber", "ayrıca okuyun", "bunu da okuyun"),
    _more("ar", "اقرأ أيضا", "اقرأ أيضاً", "اقرأ أيضًا", "إقرأ أيضاً"),
    _more("hi", "यह भी पढ़ें", "ये भी पढ़ें", "इसे भी पढ़ें"),
    _more_without_blanks("ja", "関連記事", "あわせて読みたい", "合わせて読みたい"),
    _more_without_blanks("zh", "相关阅读", "延伸阅读", "推荐阅读", "相關閱讀", "延伸閱讀", "相關新聞"),
    _more_without_blanks("ko", "관련기사", "관련 기사"),
    *_buttons(
        "en", "read more", "continue reading", "read the rest", "keep reading", "read full story",
        "read full article",
        "read the full story", "read the full article", "view full post", "view post",
    ),
    *_buttons("de", "weiterlesen", "mehr lesen", "mehr erfahren", "lesen sie mehr"),
    *_buttons("fr", "lire la suite", "continuer la lecture", "lire plus", "en savoir plus"),
    *_buttons(
        "es", "leer más", "seguir leyendo", "continuar leyendo", "sigue leyendo", "leer artículo completo",
    ),
    *_buttons(
        "pt", "continue lendo", "continuar a ler", "leia mais", "ler mais", "continuar lendo",
        "continue a ler",
    ),
    *_buttons(
        "it", "leggi tutto", "continua a leggere", "leggi di più", "continua la lettura", "leggi l'articolo",
    ),
    *_buttons("nl", "lees verder", "lees meer", "verder lezen"),
    *_buttons("sv", "läs mer", "fortsätt läsa", "läs hela inlägget"),
    *_buttons("da", "læs mere", "læs videre", "fortsæt læsning", "læs resten"),
    *_buttons("nb", "les mer", "fortsett å lese", "les videre"),
    *_buttons("fi", "lue lisää", "jatka lukemista", "lue koko artikkeli"),
    *_buttons("pl", "czytaj dalej", "czytaj więcej", "dowiedz się więcej"),
    *_buttons("cs", "číst dál", "celý příspěvek", "celý článek", "pokračovat ve čtení", "číst více"),
    *_buttons("ru", "читать далее", "читать дальше", "читать полностью", "подробнее"),
    *_buttons("uk", "читати далі", "продовжити читання", "читати повністю", "докладніше", "детальніше"),
    *_buttons("tr", "devamını oku", "okumaya devam et", "daha fazla oku"),
    *_buttons("ja", "続きを読む", "もっと見る", "もっと読む"),
    *_buttons("zh", "继续阅读", "阅读更多", "阅读全文", "繼續閱讀", "閱讀更多", "閱讀全文"),
    *_buttons("ko", "더 보기", "더 읽기", "더 읽어보기", "자세히 보기", "계속 읽기"),
    *_buttons("ar", "متابعة القراءة", "تابع القراءة", "اقرأ المزيد", "قراءة المزيد", "أكمل القراءة"),
    *_buttons("hi", "पढ़ना जारी रखें", "और पढ़ें", "और पढ़िए"),
    _about("en", "read more about", "read more on", "continue reading about"),
    _about("de", "mehr lesen über", "weiterlesen", "mehr über"),
    _about("fr", "en savoir plus sur", "lire la suite de"),
    _about("es", "leer más acerca de", "leer más sobre"),
    _about("it", "leggi di più su", "leggi tutto"),
    _about("pt", "ler mais sobre", "leia mais sobre"),
    _about("nl", "lees meer over"),
    _about("sv", "läs mer om"),
    _about("da", "læs mere om"),
    _about("nb", "les mer om"),
    _about("pl", "czytaj więcej o"),
    _about("ru", "подробнее о"),
    _about("uk", "докладніше про"),
    # What WordPress itself puts where an author cut a text.
    Leftover(
        _BUTTON,
        "",
        "end",
        (
            "(more", "(mehr", "(suite", "(plus", "(más", "(altro", "(meer", "(mais", "(mer", "(więcej",
            "(více",
            "(далее", "(далі", "(devamı", "(lisää", "（更多", "（さらに", "(さらに", "(更多",
        ),
        r"[(（](?:more|mehr|suite|plus|más|altro|meer|mais|mere?|więcej|více|далее|далі|devamı|lisää|さらに|更多)"
        r"\s?(?:\.\.\.|…|&hellip;)[)）]",
        "WordPress, `get_the_content()`: the default text of the link, and its translations",
    ),
    Leftover(
        _BUTTON,
        "",
        "end",
        ("[mehr]", "[more]", "[weiter]", "[read more]", "[weiterlesen]", "[read on]"),
        r"\[(?:mehr|more|weiter|read more|weiterlesen|read on)\]",
        "TYPO3, the extension news: the link behind a teaser",
    ),
)  # fmt: skip
"""The rows: other stories, then the story itself, each by language."""
