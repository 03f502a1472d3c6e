"""Notes about links, for those who don't see them; open it to add one."""

from typing import Final

from newslint.knowledge.page_leftovers.form import Leftover

LINK_NOTE: Final = "a note for screen readers"
_WCAG: Final = "WCAG 2 technique G201 (warn before a new window opens), as WordPress and Jetpack word it"
_CORE: Final = f"{_WCAG}; WordPress, its translations"


def _links(language: str, hint: tuple[str, ...], words: str, source: str = _WCAG) -> Leftover:
    return Leftover(LINK_NOTE, language, "inside", hint, rf"[(（\[](?:{words})[)）\]]", source)


ROWS: Final[tuple[Leftover, ...]] = (
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
        ("in new tab", "in new window", "in a new tab", "in a new window"),
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
    _links(
        "zh",
        ("在新視窗", "在新分頁"),
        r"在新(?:視窗|分頁)中?開啟",
        _CORE,
    ),
    _links(
        "fi",
        ("uuteen", "uudessa"),
        r"(?:linkki )?(?:avautuu|aukeaa) (?:uuteen (?:välilehteen|ikkunaan)|uudessa (?:välilehdessä"
        r"|ikkunassa))",
        _CORE,
    ),
    _links(
        "cs",
        ("nové záložce", "nové kartě", "novém okně", "novém panelu"),
        r"(?:odkaz )?(?:se )?otev(?:ře|írá) (?:se )?(?:v|na) (?:nové (?:záložce|kartě)|novém (?:okně"
        r"|panelu))",
        _CORE,
    ),
    _links("tr", ("yeni sekmede", "yeni pencerede"), r"yeni (?:sekmede|pencerede) açılır", _CORE),
    _links(
        "uk",
        ("новій вкладці", "новому вікні"),
        r"відкри(?:вається|ється) (?:у|в) (?:новій вкладці|новому вікні)",
        _CORE,
    ),
    _links("ko", ("새 탭", "새탭", "새 창", "새창"), r"새 ?(?:탭|창)에서 (?:열기|열림|열립니다)", _CORE),
    _links(
        "ar",
        ("جديدة",),
        r"(?:يفتح|تفتح) في (?:نافذة|علامة تبويب) جديدة",
        _CORE,
    ),
    _links(
        "hi",
        ("नई टैब", "नए टैब", "नई विंडो"),
        r"(?:नई|नए) (?:टैब|विंडो) में (?:खुलता है|खुलती है|खुलेगा)",
        _CORE,
    ),
    Leftover(
        LINK_NOTE,
        "",
        "inside",
        (
            "new window)", "new tab)", "nouvelle fenêtre)", "nouvel onglet)", "neues fenster)",
            "nueva ventana)",
            "external link)", "link is external)", "link sends e", "lien externe)", "externer link)",
            "otra ventana)",
        ),
        r"\((?:(?:new|external) (?:window|tab)|external link|link is external|link sends e-?mail"
        r"|nouvelle fenêtre"
        r"|nouvel onglet|lien externe|neues fenster|externer link|(?:se abre en )?(?:una? )?(?:nueva"
        r"|otra) ventana)\)",
        "Drupal, the module External Links; the alternative texts of icons behind links",
        authored=True,
    ),
    Leftover(
        LINK_NOTE,
        "en",
        "inside",
        (" link", "is external"),
        r"(?<=[a-z0-9])(?-i:External link|Link is external)\b",
        f"{_WCAG}; without a blank, for it was hidden",
    ),
    Leftover(
        LINK_NOTE,
        "en",
        "inside",
        ("opens new tab",),
        r", opens new tab\b(?! (?:page|with|for|when|if|in)\b)",
        "Reuters, the note behind each link",
        authored=True,
    ),
    Leftover(
        LINK_NOTE,
        "en",
        "inside",
        ("link opens in", "link will open in"),
        r"(?-i:This) (?:external )?link (?:opens|will open) in a new (?:browser )?(?:tab|window)\.?",
        _WCAG,
        authored=True,
    ),
)  # fmt: skip
"""The rows, by language."""
