"""Labels of what can be clicked, and what a page says to a browser or a machine; open it to add one."""

from typing import Final

from newslint.knowledge.page_leftovers.form import (
    BEHIND_WORDS,
    CAPITAL,
    ENDED,
    NO_SENTENCE,
    SENTENCE,
    Leftover,
)

BUTTON: Final = "the label of a button"
SCRIPT: Final = "a note for browsers"
AD: Final = "the label of an advertisement"
_TIME: Final = "a reading time"
_SKIP: Final = "WCAG 2 technique G1; WordPress, Django, Nikola and Docusaurus, and their translations"
_COMMENTS: Final = "WordPress, the form for comments, and its translations"
_MINUTES: Final = "Yoast SEO, Medium, Docusaurus and Nikola, and their translations"
_PLAYER: Final = "Video.js, and its translations"
_NETWORK: Final = (
    r"(?:facebook|twitter|x|linkedin|pinterest|reddit|whatsapp|email|e-mail|tumblr|telegram|flipboard)"
)


def _skip(language: str, hint: tuple[str, ...], words: str) -> Leftover:
    return Leftover(BUTTON, language, "start", hint, rf"(?:{words})(?:{CAPITAL}|\s*\Z)", _SKIP, authored=True)


def _skip_without_capitals(language: str, hint: tuple[str, ...], words: str) -> Leftover:
    return Leftover(BUTTON, language, "start", hint, rf"(?:{words})(?=\s|\Z)", _SKIP, authored=True)


def _comment(language: str, *words: str) -> Leftover:
    form = rf"{BEHIND_WORDS}(?:{'|'.join(words)}){NO_SENTENCE}"
    return Leftover(BUTTON, language, "last", words, form, _COMMENTS, authored=True)


def _minutes(language: str, hint: tuple[str, ...], words: str) -> Leftover:
    form = rf"{SENTENCE}(?:{words})(?=\s*[·|•]|{CAPITAL[3:-1]}|\s*\Z)"
    return Leftover(_TIME, language, "inside", hint, form, _MINUTES, authored=True)


def _player(language: str, hint: str, words: str) -> Leftover:
    return Leftover(SCRIPT, language, "inside", (hint,), words, _PLAYER)


ROWS: Final[tuple[Leftover, ...]] = (
    # Labels of what can be clicked, and what a page says to a browser.
    Leftover(
        BUTTON,
        "en",
        "inside",
        ("to enlarge", "to expand", "to zoom", "to view larger"),
        r"[(\[](?:click|tap)(?: here| image| on image| photo)? to (?:enlarge|expand|zoom|view larger)[)\]]",
        "captions of WordPress galleries and lightboxes",
        authored=True,
    ),
    Leftover(
        BUTTON,
        "en",
        "start",
        ("skip to",),
        r"(?-i:Skip to (?:main )?content)(?=\s+(?-i:[A-Z\d\"“])|(?-i:[A-Z]))",
        "WCAG 2 technique G1; the default themes of WordPress",
        authored=True,
    ),
    Leftover(
        SCRIPT,
        "en",
        "inside",
        ("enable javascript",),
        rf"{SENTENCE}(?:you need to enable javascript to run this app"
        rf"|please enable javascript to view the comments"
        r" powered by disqus|please enable javascript and cookies to continue)\.?",
        "Create React App; Disqus, its embed code; Cloudflare, its challenge page",
    ),
    Leftover(
        SCRIPT,
        "en",
        "inside",
        ("does not support the",),
        r"your browser does not support the (?:html5? )?(?:video|audio|iframe|canvas)(?: tag| element)?\.",
        "HTML Living Standard, fallback content, as MDN and W3Schools word it",
        authored=True,
    ),
    Leftover(
        SCRIPT,
        "",
        "inside",
        ("email\u00a0protected]", "email protected]"),
        r"\[email[ \u00a0]protected\]",
        "Cloudflare, Email Address Obfuscation",
        may_be_cut=False,
    ),
    _skip(
        "de",
        ("inhalt", "hauptinhalt"),
        r"(?:zum (?:haupt)?inhalt springen|springe zum (?:haupt)?inhalt|direkt zum inhalt)",
    ),
    _skip("fr", ("contenu",), r"(?:aller|passer|accéder) (?:directement )?au contenu(?: principal)?"),
    _skip("es", ("contenido",), r"(?:saltar|ir) al contenido(?: principal)?"),
    _skip("it", ("contenuto",), r"(?:vai|passa|salta) al contenuto(?: principale)?"),
    _skip("pt", ("conteúdo",), r"(?:pular|saltar|ir|avançar) para o conteúdo(?: principal)?"),
    _skip(
        "nl",
        ("inhoud", "hoofdinhoud"),
        r"(?:ga naar (?:de )?(?:hoofd)?inhoud|spring naar (?:de )?inhoud|naar hoofdinhoud)",
    ),
    _skip(
        "sv",
        ("innehåll", "huvudinnehåll"),
        r"(?:hoppa|gå) (?:till|direkt till) (?:huvud)?innehåll(?:et)?",
    ),
    _skip(
        "da",
        ("indhold", "indholdet", "hovedindhold", "hovedindholdet"),
        r"(?:hop|gå|videre|spring) (?:direkte )?til (?:hoved)?indhold(?:et)?",
    ),
    _skip("nb", ("innhold", "innholdet"), r"(?:hopp|gå) (?:rett )?til innhold(?:et)?"),
    _skip("nb", ("hovedinnhold", "hovedinnholdet"), r"(?:hopp|gå) (?:rett )?til hovedinnhold(?:et)?"),
    _skip("fi", ("sisältöön",), r"(?:siirry|hyppää) (?:suoraan )?(?:pää)?sisältöön"),
    _skip("pl", ("przejdź do",), r"przejdź do (?:głównej )?(?:treści|zawartości)"),
    _skip(
        "cs",
        ("přeskočit na", "přejít k"),
        r"přeskočit na (?:hlavní )?obsah|přejít k (?:hlavnímu )?obsahu(?: webu)?",
    ),
    _skip("ru", ("перейти к",), r"перейти к (?:основному |главному )?(?:содержимому|содержанию|контенту)"),
    _skip("uk", ("перейти до",), r"перейти до (?:основного )?(?:вмісту|контенту|матеріалу)"),
    _skip("tr", ("içeriğe",), r"(?:ana )?içeriğe (?:geç|atla)"),
    _skip_without_capitals(
        "ja",
        ("コンテンツ",),
        r"(?:メイン)?コンテンツ(?:へ|まで|に)(?:スキップ|移動)|スキップしてメインコンテンツへ",
    ),
    _skip_without_capitals("zh", ("跳至", "跳到"), r"跳[至到](?:主要|主)?(?:内容|內容)"),
    _skip_without_capitals(
        "ko",
        ("콘텐츠로", "본문으로"),
        r"(?:(?:메인|주) )?콘텐츠로 (?:바로가기|건너뛰기|이동)|본문으로 (?:건너뛰기|바로가기)",
    ),
    _skip_without_capitals(
        "ar",
        ("إلى المحتوى",),
        r"(?:التخطي|تخطى|تخط|انتقل|إنتقل|الانتقال) إلى المحتوى(?: الرئيسي)?",
    ),
    _comment("en", "leave a comment", "leave a reply", "post a comment", "add a comment", "no comments yet"),
    _comment(
        "de", "schreibe einen kommentar", "hinterlasse einen kommentar", "kommentar hinterlassen",
        "kommentar schreiben",
    ),
    _comment("fr", "laisser un commentaire", "laissez un commentaire"),
    _comment("es", "deja un comentario", "deja una respuesta", "dejar un comentario"),
    _comment("it", "lascia un commento"),
    _comment("pt", "deixe um comentário", "deixe uma resposta", "deixar um comentário"),
    _comment("nl", "laat een reactie achter", "geef een reactie", "plaats een reactie"),
    _comment("sv", "lämna ett svar", "lämna en kommentar"),
    _comment("da", "skriv en kommentar", "læg en kommentar", "efterlad en kommentar", "skriv et svar"),
    _comment("nb", "legg igjen en kommentar"),
    _comment("fi", "jätä kommentti"),
    _comment("pl", "dodaj komentarz", "zostaw komentarz"),
    _comment("cs", "napsat komentář", "přidat komentář"),
    _comment("ru", "добавить комментарий", "оставить комментарий"),
    _comment("uk", "залишити коментар"),
    _comment("tr", "yorum yapın", "yorum gönderin", "yorum bırakın"),
    _comment("ja", "コメントを残す", "コメントする"),
    _comment("zh", "发表评论", "发表回复", "發表迴響", "發佈留言"),
    _comment("ko", "댓글 남기기", "댓글 달기"),
    Leftover(
        BUTTON,
        "en",
        "last",
        ("comments", "comment"),
        rf"{BEHIND_WORDS}\d{{1,4}} comments?",
        _COMMENTS,
        authored=True,
    ),
    Leftover(
        BUTTON,
        "en",
        "start",
        (
            "share on", "share tweet", "share this", "listen to this", "contents toggle", "contents hide",
            "contents [", "skip advert", "skip advertisement", "share via", "share to",
        ),
        rf"(?:share (?:this )?(?:on|via|to) {_NETWORK}\s?){{2,6}}(?<!\s)(?=\s)"
        rf"|(?-i:Share) (?-i:Tweet)(?: (?-i:Pin|Share|Email|Save|Reddit|Print|Copy Link)){{0,4}}(?=\s)"
        rf"|listen to this (?:article|story|post)(?: ?[·|-]? ?\d{{1,3}}(?::\d\d)?"
        rf" ?(?:min(?:utes?)?)?)?{CAPITAL}"
        rf"|(?:table of )?contents (?:toggle|\[?(?:hide|show)\]?)(?=\s)"
        rf"|skip advert(?:isement)?(?=\s)",
        "AddToAny, Social Warfare, BeyondWords, Table of Contents Plus and Easy Table of Contents: what they"
        " put above a text",
        authored=True,
    ),
    Leftover(
        BUTTON,
        "en",
        "last",
        ("share on", "share via", "share to", "share tweet", "listen to this"),
        rf"(?:share (?:this )?(?:on|via|to) {_NETWORK}\s?){{2,6}}|(?-i:Share) (?-i:Tweet)(?: (?-i:Pin|Share"
        rf"|Email|Save|Reddit|Print)){{0,4}}"
        r"|listen to this article",
        "AddToAny, Social Warfare and BeyondWords: what they put below a text",
        authored=True,
    ),
    # Advertisements.
    Leftover(
        AD,
        "en",
        "inside",
        (
            "scroll for more content", "below advertisement", "after advertisement", "below ad", "after ad",
            "below this ad", "after this ad",
            "reading the main story", "skip advertisement", "after the ad", "below the ad",
            "continue reading below",
        ),
        r"advertisement (?:- |– |— )?(?:scroll for more content|continue reading below|(?:story"
        r"|article) continues below)"
        r"|(?:story|article) continues (?:below|after) (?:this |the )?(?:advertisement|ad)\b(?! break)"
        r"|(?:advertisement )?(?:supported by )?(?-i:Continue reading the main story)"
        r"|(?-i:SKIP ADVERTISEMENT)",
        "9to5Mac, The Washington Post, CNN and The New York Times: the labels around advertisements",
    ),
    Leftover(
        AD,
        "en",
        "last",
        ("article continues below", "story continues below", "advertisement", "advertisements"),
        rf"{BEHIND_WORDS}(?:(?:article|story) continues below|advertisements?)",
        "Future, and others: the label above an advertisement",
        authored=True,
    ),
    Leftover(
        AD,
        "en",
        "start",
        ("advertisement",),
        r"(?-i:ADVERTISEMENT)(?=\s+(?-i:[A-Z][a-z]))",
        "the press: the label above an advertisement",
        authored=True,
    ),
    Leftover(
        AD,
        "de",
        "last",
        ("anzeige", "werbung"),
        rf"{BEHIND_WORDS}(?-i:Anzeige|ANZEIGE|Werbung|WERBUNG)",
        "Pressekodex, 7.1: the label that keeps advertisements apart",
        authored=True,
    ),
    Leftover(
        AD,
        "",
        "inside",
        (
            "après la pub", "après cette pub", "dopo la pubblicità", "gaat verder onder",
            "debajo del anuncio", "após a publicidade",
        ),
        r"(?<=[.!?…»”] )(?:la suite|l['’]article continue) après (?:la"
        r"|cette) publicité(?=\s+(?-i:[A-ZÀ-Þ«“]))|l['’]articolo continua dopo la"
        r" pubblicità\.?"
        r"|(?:(?:het )?artikel|(?:de )?tekst) gaat verder onder (?:de |deze )?(?:foto|video|advertentie"
        r"|afbeelding|tweet|reclame)(?!:)\.?"
        r"|el artículo continúa debajo del anuncio\.?|continua após a publicidade\.?",
        "L'Obs, Corriere della Sera, NOS and Globo: where an advertisement or a picture parts a text",
    ),
    # Reading times.
    _minutes(
        "en",
        ("min read", "mins read", "minute read", "minutes read", "reading time", "read time"),
        r"\d{1,3}[ -]min(?:ute)?s? read|(?:estimated )?read(?:ing)? time:? (?:<|&lt;)? ?\d{1,3}"
        r" ?min(?:ute)?s?\.?",
    ),
    _minutes(
        "de",
        ("lesezeit", "lesedauer"),
        r"(?:geschätzte )?lese(?:zeit|dauer):? (?:ca\. |etwa )?\d{1,3} ?min(?:\.|uten?)?|\d{1,3} min(?:\."
        r"|uten?) lese(?:zeit|dauer)",
    ),
    _minutes(
        "fr",
        ("de lecture",),
        r"temps de lecture(?: estimé)? ?:? \d{1,3} ?min(?:utes?)?|\d{1,3} min(?:utes?|\.)? de lecture",
    ),
    _minutes(
        "es",
        ("de lectura",),
        r"tiempo de lectura:? \d{1,3} ?min(?:utos?)?|\d{1,3} min(?:utos?)? de lectura",
    ),
    _minutes(
        "pt",
        ("de leitura",),
        r"tempo de leitura:? \d{1,3} ?min(?:utos?)?|\d{1,3} min(?:utos?)? de leitura",
    ),
    _minutes(
        "it",
        ("di lettura",),
        r"tempo di lettura:? \d{1,3} ?min(?:ut[oi])?|\d{1,3} min(?:ut[oi])? di lettura",
    ),
    _minutes("nl", ("leestijd",), r"leestijd:? \d{1,3} ?min(?:uten|uut)?|\d{1,3} min(?:uten|uut)? leestijd"),
    _minutes("sv", ("lästid",), r"lästid:? (?:ca )?\d{1,3} ?min(?:uter|ut)?|\d{1,3} min(?:uter|ut)? lästid"),
    _minutes("da", ("læsetid",), r"læsetid:? \d{1,3} ?min(?:utter|ut)?\.?|\d{1,3} min(?:utters)?\.? læsetid"),
    _minutes("nb", ("lesetid",), r"lesetid:? \d{1,3} ?min(?:utter|utt)?|\d{1,3} min(?:utter)? lesetid"),
    _minutes("pl", ("czas czytania",), r"czas czytania:? \d{1,3} ?min(?:uty|ut|uta)?\.?"),
    _minutes(
        "ru",
        ("чтени",),
        r"время (?:на )?чтени[ея]:? \d{1,3} ?мин(?:уты|ут|ута)?\.?|\d{1,3} мин\.? чтения",
    ),
    _minutes(
        "uk",
        ("читання",),
        r"час (?:на )?читання:? \d{1,3} ?хв(?:илини|илин)?\.?|\d{1,3} хв\.? читання",
    ),
    _minutes("tr", ("okuma süresi",), r"(?:tahmini )?okuma süresi:? \d{1,3} ?(?:dk|dakika)\.?"),
    _minutes(
        "zh",
        ("阅读需", "閱讀時間", "阅读时间"),
        r"(?:阅读需|阅读时间[：:]?) ?\d{1,3} ?分钟|閱讀時間約? ?\d{1,3} ?分鐘",
    ),
    # What a page says to a browser.
    Leftover(
        SCRIPT,
        "en",
        "inside",
        ("javascript",),
        rf"{SENTENCE}(?:(?-i:Please|You need to|You must) )?(?:enable|turn on|activate) javascript(?: and"
        r" cookies)?(?: in your browser)?"
        rf" to (?:continue|view|use|run|proceed|access|see|enjoy|get)\b[^\n.!]{{0,80}}{ENDED}"
        rf"|{SENTENCE}(?:we['’]ve detected that )?javascript (?:is|seems to be|appears to be"
        r"|has been) (?:currently )?(?:disabled"
        r"|not enabled|turned off)(?: in| on)? (?:your|this) browser\.(?: please enable"
        rf" javascript[^\n.]{{0,80}}\.)?",
        "X, Drupal and HTML5 Boilerplate: what they say without JavaScript",
        authored=True,
    ),
    Leftover(
        SCRIPT,
        "en",
        "whole",
        ("browser is",),
        r"(?:your|this) (?:web )?browser is (?:out of date|outdated|not supported|no longer supported"
        r"|unsupported)\.?"
        r"(?: (?:please )?(?:update|upgrade|switch|use)[^\n]{1,120})?",
        "Browser-Update.org and HTML5 Boilerplate: what they say to old browsers",
        authored=True,
    ),
    Leftover(
        SCRIPT,
        "en",
        "inside",
        (
            "checking your browser before", "checking if the site connection", "review the security of your",
            "verifying you are human",
        ),
        rf"{SENTENCE}(?:checking (?:your browser before accessing"
        rf"|if the site connection is secure)[^\n.]{{0,60}}\.?"
        r"|[\w.-]{1,60} needs to review the"
        r" security of your connection before proceeding\.?|verifying you are human\. this may take a few"
        r" seconds\.?)",
        "Cloudflare, its challenge page",
    ),
    Leftover(
        SCRIPT,
        "en",
        "inside",
        ("this is a modal window",),
        r"this is a modal window\. (?:(?:beginning of dialog window\. )?(?:escape will cancel and close the"
        r" window\.|this modal can be"
        r" closed by pressing the escape key or activating the close button\.))",
        _PLAYER,
    ),
    _player(
        "en",
        "media could not be loaded",
        r"the media could not be loaded, either because the server or network failed or because the format is"
        r" not supported\.?",
    ),
    _player(
        "de",
        "video konnte nicht geladen",
        r"das video konnte nicht geladen werden, da entweder ein server- oder netzwerkfehler[^\n.]{0,80}\.?",
    ),
    _player(
        "fr",
        "pas pu être chargée",
        r"cette vidéo n['’]a pas pu être chargée, soit parce que le serveur[^\n.]{0,100}\.?",
    ),
    _player(
        "es",
        "podido cargar el vídeo",
        r"no se ha podido cargar el vídeo debido a un fallo de red o del servidor[^\n.]{0,60}\.?",
    ),
    _player(
        "pt",
        "mídia não pode ser carregada",
        r"a mídia não pode ser carregada, por uma falha de rede ou servidor[^\n.]{0,60}\.?",
    ),
    _player(
        "it",
        "multimediale non può essere",
        r"il contenuto multimediale non può essere caricato a causa di un errore nel server[^\n.]{0,80}\.?",
    ),
    _player(
        "nl",
        "media kon niet worden geladen",
        r"de media kon niet worden geladen, doordat de server of het netwerk faalde[^\n.]{0,60}\.?",
    ),
)  # fmt: skip
"""The rows: labels, advertisements, reading times, notes for browsers."""
