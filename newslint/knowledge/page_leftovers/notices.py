"""Notices of sites to their readers: affiliates, cookies, newsletters, subscriptions; open it to add one."""

from typing import Final

from newslint.knowledge.page_leftovers.form import CAPITAL, ENDED, SENTENCE, Leftover

AFFILIATE: Final = "an affiliate notice"
CONSENT: Final = "a notice about cookies"
NEWSLETTER: Final = "a plea for subscribers"
PAYWALL: Final = "the note of a paywall"
_AMAZON: Final = "Amazon Associates Program Operating Agreement, section 5: how participants name themselves"
_COOKIES: Final = "the default text of Osano Cookie Consent, Cookiebot and CookieYes"
_BANNERS: Final = "the default text of Cookiebot, CookieYes and Complianz, and its translations"
_LABELS: Final = "the default labels of newsletter blocks: Mailchimp, Jetpack, Brevo"
_MEMBERS: Final = "what paid newspapers write where a text breaks off"
_NETWORKS: Final = (
    r"(?:twitter|facebook|instagram|x|linkedin|youtube|telegram|tiktok|pinterest|google news|whatsapp|threads"
    r"|bluesky)"
)


def _consent(language: str, hint: tuple[str, ...], words: str) -> Leftover:
    return Leftover(
        CONSENT,
        language,
        "inside",
        hint,
        rf"{SENTENCE}(?:{words})[^\n.]{{0,160}}{ENDED}",
        _BANNERS,
        authored=True,
    )


def _plea(language: str, hint: str, words: str) -> Leftover:
    return Leftover(NEWSLETTER, language, "last", (hint,), rf"(?:{words})", _LABELS, authored=True)


def _paywall(language: str, hint: tuple[str, ...], words: str) -> Leftover:
    return Leftover(PAYWALL, language, "last", hint, words, _MEMBERS, authored=True)


ROWS: Final[tuple[Leftover, ...]] = (
    # What programs for affiliates make their members say.
    Leftover(
        AFFILIATE,
        "en",
        "inside",
        ("amazon associate",),
        r"as an amazon associate,? (?:i|we|[\w.' -]{1,40}) earns? (?:a commission )?from qualifying"
        r" purchases\.?",
        _AMAZON,
    ),
    Leftover(
        AFFILIATE,
        "de",
        "inside",
        ("als amazon-partner",),
        r"als amazon-partner verdien(?:e ich|en wir) an qualifizierten (?:ver)?käufen\.?",
        _AMAZON,
    ),
    Leftover(
        AFFILIATE,
        "fr",
        "inside",
        ("partenaire amazon",),
        r"en tant que partenaire amazon, (?:je réalise|nous réalisons) un bénéfice sur les achats"
        r" (?:remplissant les conditions requises|éligibles)\.?",
        _AMAZON,
    ),
    Leftover(
        AFFILIATE,
        "en",
        "inside",
        ("commission",),
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
        CONSENT,
        "en",
        "inside",
        ("cookies to", "cookies on"),
        r"(?:this website uses cookies to ensure you get the best experience(?: on our website)?"
        r"|we use cookies to personali[sz]e content and ads, to provide social media features(?:,? and to"
        r" analy[sz]e our traffic)?|we use cookies on our website to give you the most relevant experience"
        r"(?: by remembering your preferences and repeat visits)?)\.?",
        _COOKIES,
    ),
    Leftover(
        CONSENT,
        "de",
        "inside",
        ("verwenden cookies",),
        r"wir verwenden cookies, um inhalte und anzeigen zu personalisieren(?:, funktionen für soziale medien"
        r" anbieten zu können und die zugriffe auf unsere website zu analysieren)?\.?",
        _COOKIES,
    ),
    Leftover(
        NEWSLETTER,
        "en",
        "last",
        ("newsletter", "newsletters"),
        r"(?:click here to )?(?:sign up|subscribe) (?:for|to) (?:our|the) (?:[\w'’-]{1,20} ){0,4}"
        r"newsletters?(?: here)?[.!]?",
        "the default labels of newsletter blocks: Mailchimp, Jetpack",
        authored=True,
    ),
    Leftover(
        AFFILIATE,
        "en",
        "inside",
        ("commission", "commissions"),
        rf"{SENTENCE}(?:(?:all )?products (?:featured|shown|mentioned)[^\n.]{{1,60}} (?:independently"
        r" )?(?:selected|chosen) by"
        r" [^\n.]{1,40}\. )?(?:however, )?(?:(?:when|if) you [^\n.]{1,120}?,? )?(?-i:we|We|I) (?:may"
        r"|might) (?:earn|receive|get)"
        rf" (?:an? )?(?:small |affiliate |referral )*commissions?(?=[.!]|\s*\Z"
        r"|\b[^\n.!]{0,120}\b(?:links?|purchas|buy|bought|sales?\b|affiliate|retailers?|products?))"
        rf"[^\n.!]{{0,120}}{ENDED}",
        "FTC, Endorsement Guides: what people are asking (the notice that sites give above offers)",
        authored=True,
    ),
    Leftover(
        AFFILIATE,
        "en",
        "inside",
        ("affiliate links",),
        rf"{SENTENCE}(?:this|our) (?:post|article|page|site|story|blog|website|content"
        r"|video)s? (?:may )?contains? affiliate"
        rf" links\b[^\n.!]{{0,120}}{ENDED}",
        "FTC, Endorsement Guides: what people are asking",
        authored=True,
    ),
    Leftover(
        AFFILIATE,
        "es",
        "inside",
        ("afiliado de amazon", "afiliados de amazon"),
        r"(?:como|en calidad de) afiliados? de amazon, (?:obtengo|obtenemos|gano) ingresos por las compras"
        r" (?:adscritas"
        rf"|elegibles)[^\n.]{{0,80}}{ENDED}",
        _AMAZON,
    ),
    Leftover(
        AFFILIATE,
        "it",
        "inside",
        ("affiliato amazon",),
        r"in qualità di affiliato amazon,? (?:io )?(?:ricevo|riceviamo) un guadagno dagli acquisti"
        rf" idonei{ENDED}",
        _AMAZON,
    ),
    Leftover(
        AFFILIATE,
        "ja",
        "inside",
        ("適格販売により収入",),
        r"amazonのアソシエイトとして、[^\n。]{1,30}は適格販売により収入を得ています。?",
        _AMAZON,
    ),
    _consent(
        "en",
        ("cookies",),
        r"we use (?:technologies like |our own and third-party )?cookies (?:and (?:other "
        r"|similar )?(?:tracking )?technologies )?"
        r"to (?:improve|enhance|ensure|personali[sz]e|provide|give you|offer you|deliver|optimi[sz]e"
        r"|analy[sz]e|make sure)"
        r"|(?:this|our) (?:web)?site uses cookies (?:and [^\n.]{1,40})?to (?:improve|enhance|ensure"
        r"|personali[sz]e|provide|give"
        r" you|offer you|deliver|optimi[sz]e|make sure)"
        r"|by (?:continuing to (?:use|browse)|using|browsing) (?:this|our|the) (?:web)?site,? you (?:agree"
        r"|consent|accept|are"
        r" agreeing|are consenting)[^\n.]{0,80}cookies",
    ),
    _consent(
        "de",
        ("cookies",),
        r"(?:diese (?:website|webseite|seite)|unsere (?:website|webseite)|wir) (?:verwende[nt]|nutz(?:en|t)"
        r"|benutz(?:en|t)"
        r"|setz(?:en|t)) cookies(?: ein)?,? um (?:ihnen|dir|inhalte|unsere|die|das|den|eine)"
        r"|durch die (?:weitere )?nutzung (?:dieser|der|unserer) (?:website|webseite|seite) (?:stimmen sie"
        r"|erklären sie sich"
        r" mit)[^\n.]{0,60}cookies",
    ),
    _consent(
        "fr",
        ("cookies",),
        r"(?:ce site(?: web)?|notre site(?: web)?|nous) utilis(?:e|ons) des cookies (?:pour|afin d)"
        r"|en (?:poursuivant|continuant) (?:votre navigation|à naviguer)[^\n.]{0,40},? vous"
        r" acceptez[^\n.]{0,60}cookies",
    ),
    _consent(
        "es",
        ("cookies",),
        r"(?:utilizamos|usamos) cookies (?:propias y de terceros )?para (?:mejorar|ofrecer|personalizar"
        r"|garantizar|asegurar"
        r"|brindar|analizar|optimizar|que)"
        r"|est[ea] (?:sitio|web|página)(?: web)? (?:utiliza|usa) cookies (?:propias[^\n.]{0,30} )?para"
        r" (?:mejorar|ofrecer|que)",
    ),
    _consent(
        "pt",
        ("cookies",),
        r"(?:nós )?(?:utilizamos|usamos) (?:os )?cookies para (?:melhorar|oferecer|personalizar|garantir"
        r"|analisar|proporcionar)"
        r"|este (?:site|website) (?:utiliza|usa) cookies para (?:melhorar|oferecer|garantir)",
    ),
    _consent(
        "it",
        ("cookie", "cookies"),
        r"(?:utilizziamo|usiamo) (?:i )?cookies? per (?:migliorare|offrire|personalizzare|garantire"
        r"|essere sicuri|fornire)"
        r"|(?:questo|il nostro) sito(?: web)? (?:utilizza|usa|fa uso di) (?:i )?cookies?[^\n.]{0,30} per"
        r" (?:migliorare|offrire"
        r"|garantire|fornire)",
    ),
    _consent(
        "nl",
        ("cookies om",),
        r"(?:wij|we) gebruiken cookies om|(?:deze|onze) (?:website|site) (?:gebruikt"
        r"|maakt gebruik van) cookies om",
    ),
    _consent(
        "sv",
        ("cookies för", "kakor för"),
        r"(?:vi|denna webbplats|den här webbplatsen) använder (?:cookies|kakor) för att",
    ),
    _consent(
        "da",
        ("cookies til", "cookies for"),
        r"(?:vi|denne hjemmeside|dette website) bruger cookies (?:til at|for at)",
    ),
    _consent(
        "nb",
        ("cookies", "informasjonskapsler"),
        r"(?:vi|dette nettstedet|denne nettsiden) bruker (?:cookies|informasjonskapsler)[^\n.]{0,30} (?:for å"
        r"|til å)",
    ),
    _consent("fi", ("evästeitä",), r"(?:käytämme|tämä (?:sivusto|verkkosivusto) käyttää) evästeitä"),
    _consent(
        "pl",
        ("cookie", "cookies", "ciasteczek"),
        r"(?:używamy|ta strona (?:używa|korzysta z)|nasza strona (?:używa|korzysta z)) (?:plików cookies?"
        r"|ciasteczek)",
    ),
    _consent(
        "cs",
        ("cookie", "cookies"),
        r"(?:tento web používá|používáme|tyto stránky používají|tato stránka používá) (?:soubory )?cookies?",
    ),
    _consent(
        "ru",
        ("cookie", "cookies", "куки"),
        r"(?:мы|этот сайт|наш сайт|сайт) использу(?:ем|ет) (?:файлы )?(?:cookies?|куки)",
    ),
    _consent(
        "uk",
        ("cookie", "cookies", "куки"),
        r"(?:ми|цей сайт|наш сайт) використову(?:ємо|є) (?:файли )?(?:cookies?|куки)",
    ),
    _consent(
        "tr",
        ("çerez", "çerezler", "çerezleri"),
        r"(?:bu (?:web )?sitesi?|sitemiz|size|web sitemizde)[^\n.]{0,80} çerez(?:ler|leri)? kullan",
    ),
    _consent(
        "ja",
        ("cookie", "クッキー"),
        r"(?:当サイト|このサイト|当ウェブサイト)(?:では|は)[^\n。]{0,60}(?:cookie|クッキー)[^\n。]{0,10}を使用し",
    ),
    _consent("zh", ("cookie", "cookies"), r"(?:本网站|本站|我们|本網站|我們)使用 ?cookies?"),
    _consent("ko", ("쿠키를",), r"(?:이 (?:웹)?사이트는|당사는|저희는)[^\n.]{0,60}쿠키를 사용"),
    # Newsletters and networks.
    Leftover(
        NEWSLETTER,
        "en",
        "last",
        ("newsletter", "newsletters"),
        r"(?:click here to |please |you can )?(?:sign up|subscribe|register) (?:here )?(?:for|to) (?:our|the"
        r"|my) [^\n.!?]{0,80}"
        r"newsletters?(?: (?:here|today|now|below|to|and|for)\b[^\n.!?]{0,100})?[.!]?",
        _LABELS,
        authored=True,
    ),
    Leftover(
        NEWSLETTER,
        "en",
        "start",
        ("newsletter",),
        r"(?-i:Sign up) (?:here )?(?:for|to) (?:our|the) [^\n.!?]{0,60}newsletter[^\n.!?]{0,80}[.!](?=\s)",
        "The Guardian, The New York Times and CNN: the plea above stories",
        authored=True,
    ),
    Leftover(
        NEWSLETTER,
        "en",
        "last",
        (
            "twitter", "facebook", "instagram", "on x", "linkedin", "youtube", "telegram", "tiktok",
            "pinterest", "google news",
            "whatsapp", "on threads", "bluesky",
        ),
        # Whom an event invites to join (`Join us on YouTube for the final`) reads of the story.
        rf"(?:(?:you can|please|and|or) )?(?:also )?(?:follow|find|like|join(?![^\n.!?]{{0,80}} (?:for|to"
        rf"|and|as)"
        rf" (?!{_NETWORKS}\b))) (?:us|me|him|her|them) on {_NETWORKS}(?:(?:,|,? and|,?"
        rf" or| &|/)? ?(?:on )?{_NETWORKS}){{0,5}}(?:[ :,]? ?\(?@\w{{1,30}}\)?)?(?: (?:for|to"
        rf"|and) [^\n.!?]{{1,80}})?",
        _LABELS,
        authored=True,
    ),
    _plea("de", "folgen sie uns auf", r"folgen sie uns auf [^\n.!?]{3,60}"),
    _plea(
        "de",
        "newsletter",
        r"abonnieren sie (?:hier |jetzt )?(?:unseren|den) [^\n.!?]{0,40}newsletter|melden sie sich (?:hier "
        r"|jetzt )?(?:für|zu)"
        r" (?:unseren|unserem|den|dem) [^\n.!?]{0,40}newsletter an|(?:jetzt|hier) (?:zum"
        r"|den) [^\n.!?]{0,30}newsletter"
        r" (?:anmelden|abonnieren)",
    ),
    _plea(
        "fr",
        "newsletter",
        r"(?:inscrivez|abonnez)-vous (?:gratuitement )?à (?:notre|la) [^\n.!?]{0,30}(?:newsletter"
        r"|lettre d['’]information)"
        r"[^\n.!?]{0,60}",
    ),
    _plea(
        "es",
        "newsletter",
        r"suscr(?:íbete|íbase|ibite) (?:aquí )?a (?:nuestra|la) [^\n.!?]{0,20}newsletter[^\n.!?]{0,60}",
    ),
    _plea("es", "boletín", r"suscr(?:íbete|íbase|ibite) (?:aquí )?a nuestro boletín[^\n.!?]{0,60}"),
    _plea("it", "newsletter", r"iscriviti alla (?:nostra )?newsletter[^\n.!?]{0,60}"),
    _plea("pt", "newsletter", r"(?:assine|subscreva|inscreva-se n)a? (?:a )?nossa newsletter[^\n.!?]{0,60}"),
    _plea(
        "nl",
        "nieuwsbrief",
        r"(?:schrijf je|meld je|schrijf u|meld u) (?:nu )?(?:in|aan) voor onze [^\n.!?]{0,20}nieuwsbrief",
    ),
    _plea("ru", "подписывайтесь на", r"подписывайтесь на (?:наш|нас в) [^\n.!?]{3,60}"),
    _plea("uk", "підписуйтесь на", r"підписуйтес[ья] на (?:наш|нас в) [^\n.!?]{3,60}"),
    # Subscriptions.
    _paywall(
        "en",
        (
            "continue reading", "keep reading", "to read more", "to read the full", "already a subscriber",
            "already a member",
            "already have an account", "already subscribed",
        ),
        r"(?:please |to continue,? )?(?:subscribe|sign in|log in|sign up|register"
        r"|create an? (?:free )?account|become a (?:member"
        r"|subscriber))(?: (?:now|today|for free))?(?: or (?:subscribe|sign in|log in|sign up"
        r"|register))? to (?:(?:continue|keep)"
        r" reading(?: (?:this|the|your) (?:article|story|post))?|read (?:more|the full (?:story|article"
        r"|post)))"
        r"|already (?:a (?:subscriber|member)|subscribed|have an account)\? (?:log|sign) in(?: here)?",
    ),
    Leftover(
        PAYWALL,
        "en",
        "inside",
        (
            "member-only story",
            "members-only story", "to read this story", "to read the post and get", "while we verify access",
            "your keyboard to continue", "reading your article with",
        ),
        rf"{SENTENCE}(?:(?-i:Members?-only story){CAPITAL}"
        rf"|become a (?:medium )?member to read this story,? and all of"
        r" [^\n.]{1,40}\.?"
        r"|subscribe now to read the post and get access to the full library of posts for [^\n.]{1,40}\.?"
        r"|thank you for your patience while we verify access\.?"
        r"|you have been granted access, use your keyboard to continue reading\.?"
        r"|continue reading your article with an? [^\n.]{1,30}(?:subscription|membership)\.?)",
        "Ghost, Substack, Medium, The New York Times and The Wall Street Journal: their paywalls",
    ),
    _paywall(
        "fr",
        ("réservé", "réservée", "abonnez-vous pour"),
        r"(?:il vous reste [\d,.]{1,6} ?% de (?:cet article|ce contenu) à lire\. )?(?:la suite (?:de (?:cet"
        r"|l['’]) ?article )?"
        r"est réservée aux abonnés|(?:cet |ce )?(?:article|contenu) (?:est )?réservé (?:aux|à nos) abonnés)"
        r"|abonnez-vous pour (?:lire la suite|continuer (?:la|votre) lecture)",
    ),
    Leftover(
        PAYWALL,
        "en",
        "inside",
        ("post is for", "content is for", "article is for", "story is for", "this page is for"),
        rf"{SENTENCE}this (?:post|page|content|article|story) is for (?:paying |paid )?(?:subscribers"
        rf"|members)(?: only)?{ENDED}",
        "Substack and Ghost: what stands in the place of a text for members",
        authored=True,
    ),
    _paywall(
        "de",
        ("abonnenten", "weiterlesen mit", "zum weiterlesen", "um weiterzulesen"),
        r"dieser (?:artikel|inhalt|beitrag) ist (?:nur |exklusiv |ausschließlich )?für"
        r" (?:[\w+-]{1,20}-)?abonnenten[^\n.!?]{0,30}"
        r"|jetzt weiterlesen mit [\w+&-]{1,20}(?: [\w+&-]{1,20}){0,2}|jetzt abonnieren,? um weiterzulesen"
        r"|(?:registrieren|melden) sie sich (?:an )?zum weiterlesen(?: an)?",
    ),
    _paywall(
        "es",
        ("suscriptores", "suscríbete para", "suscríbase para"),
        r"(?:este )?(?:contenido|artículo) (?:es )?(?:exclusivo|solo) para (?:nuestros )?suscriptores"
        r"|suscr(?:íbete|íbase) para (?:seguir|continuar) leyendo",
    ),
    _paywall(
        "it",
        ("abbonati",),
        r"(?:questo )?(?:contenuto|articolo) (?:è )?(?:riservato|esclusivo per) (?:agli |gli )?abbonati"
        r"|abbonati per (?:continuare a leggere|leggere tutto)",
    ),
    _paywall(
        "pt",
        ("assinantes", "assine para"),
        r"(?:este )?(?:conteúdo|artigo) (?:é )?exclusivo para (?:os )?assinantes"
        r"|assine para continuar (?:lendo|a ler)",
    ),
    _paywall("nl", ("abonnees",), r"dit artikel is (?:alleen |exclusief )?voor abonnees"),
    _paywall("da", ("abonnenter",), r"denne artikel er (?:kun )?for abonnenter"),
    _paywall("nb", ("abonnenter",), r"denne (?:saken|artikkelen) er (?:kun )?for abonnenter"),
    _paywall("sv", ("prenumeranter",), r"(?:den här|denna) artikeln? är (?:endast |bara )?för prenumeranter"),
)  # fmt: skip
"""The rows, by what they are about."""
