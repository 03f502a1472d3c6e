"""Credits of stories and pictures, in the words of agencies and of the press; open it to add one."""

from typing import Final

from newslint.knowledge.page_leftovers.form import BEHIND_WORDS, CAPITAL, Leftover

_CREDIT: Final = "the credit line of an agency"
_PICTURE: Final = "the credit of a picture"
CAPTION: Final = "the label of a picture"
_REUTERS: Final = "Reuters Handbook of Journalism: sign-offs at the end of a story"
_AGENCIES: Final = (
    r"(?:getty images|afp|agence france-presse|(?:the )?associated press|ap|reuters|thomson reuters|dpa|epa"
    r"|pa media|ansa"
    r"|efe|pti|ani|ians|xinhua|kyodo|yonhap|shutterstock|istock(?:photo)?|alamy(?: stock photo)?|bloomberg"
    r"|zuma press)"
)
_NAME: Final = r"(?-i:[A-ZÀ-ÞŁŚŻČŘŠŽ])"
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"


ROWS: Final[tuple[Leftover, ...]] = (
    # Who wrote it, in the words of agencies and of those who pass their stories on.
    Leftover(
        _CREDIT,
        "en",
        "end",
        ("reporting by", "writing by", "editing by"),
        rf"\((?:additional )?(?:reporting|writing|editing) (?:and (?:writing"
        rf"|editing) )?by {_NAME}[^()\n]{{1,300}}\)",
        _REUTERS,
        authored=True,
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
        ("originally appeared", "originally published"),
        r"this (?:article|story|post) (?:was )?originally (?:appeared|published) (?:on|at|by|in) "
        r"(?!\d)[^\n.]{1,80}(?:\.[a-z]{2,10}(?:/\S{0,200})?)?",
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
        authored=True,
    ),
    Leftover(
        _CREDIT,
        "en",
        "last",
        ("reporting by", "reporting and writing by"),
        rf"(?:additional )?reporting (?:and writing )?by {_NAME}[^\n()]{{1,200}}[;,.] ?(?:writing|editing"
        r"|additional reporting)"
        rf"(?: and (?:writing|editing))? by {_NAME}[^\n()]{{1,120}}",
        _REUTERS,
    ),
    Leftover(
        _CREDIT,
        "en",
        "inside",
        ("thomson reuters trust",),
        r"(?:our standards: ?)?the thomson reuters trust principles\.?(?:, opens new tab)?",
        "Reuters, the line below its stories",
    ),
    Leftover(
        _CREDIT,
        "en",
        "last",
        ("rights reserved",),
        r"(?:copyright ?)?(?:©|\(c\)|copyright) ?(?:20|19)\d\d,? (?!the associated press)[^\n]{1,60}\. all"
        r" rights"
        r" reserved|(?<!press\. )all rights reserved\. this material may not be published, broadcast,"
        r" rewritten,? or"
        r" redistributed(?: without permission)?",
        "the Copyright Act's notice, as newspapers word it; The Associated Press, the notice below its"
        " stories",
        authored=True,
    ),
    Leftover(
        _CREDIT,
        "",
        "last",
        ("©", "(c)"),
        rf"(?:©|\(c\)) ?(?:copyright )?(?:(?:20|19)\d\d,? ){{0,1}}{_AGENCIES}(?: (?:20|19)\d\d)?",
        "AFP, Reuters and dpa: the mark below their stories",
    ),
    Leftover(
        _CREDIT,
        "de",
        "end",
        ("dpa-infocom",),
        r"© ?dpa-infocom, dpa:\d{6}-[\d-]{4,20}/\d{1,3}",
        "dpa, the identifier below its stories",
    ),
    Leftover(
        _CREDIT,
        "en",
        "inside",
        ("from a syndicated feed",),
        r"\(?(?:except for the headline, )?this (?:story|article|report) has not been edited by [^\n()]{1,60}"
        r" and is"
        r" (?:auto-?generated|published|generated)(?: automatically)? from a syndicated feed\.?\)?",
        "NDTV and Devdiscourse: the note below stories of agencies",
    ),
    Leftover(
        _CREDIT,
        "en",
        "end",
        ("inputs from", "input from"),
        rf"\(with (?:agency inputs?|(?:additional )?inputs? from (?:(?:news )?agencies"
        rf"|{_AGENCIES})[^()\n]{{0,60}})\)|(?<=[.!?”] )with (?:agency )?inputs?"
        r" from"
        rf" (?:agencies|{_AGENCIES})",
        "the press of India: the line below stories that use those of agencies",
    ),
    Leftover(
        _CREDIT,
        "en",
        "last",
        ("was originally published",),
        rf"(?-i:This) (?:story|article|post) was originally published (?:on )?{_MONTH} \d{{1,2}},"
        rf" \d{{4}}[^\n]{{0,30}}",
        "McClatchy, the line below each story",
        authored=True,
    ),
    # Captions.
    Leftover(
        _PICTURE,
        "en",
        "end",
        (
            "(ap photo", "(ap photos", "(ap file photo", "(afp photo", "(afp photos", "(reuters photo",
            "file photo",
        ),
        r"\((?:ap|afp|reuters)(?: file)? photos?(?:/| by )?[^()\n]{0,80}\)",
        "AP Stylebook, captions: how each one ends",
        authored=True,
    ),
    Leftover(
        _PICTURE,
        "",
        "end",
        (
            "(photo", "(photos", "(foto", "(fotos", "(images", "(pictures", "(bild:", "(image", "(picture",
            "(symbolbild", "(symbolfoto", "(archivbild", "(archivfoto",
            "(credit",
        ),
        r"\((?:photos?|fotos?|bild|images?|pictures?|credit|symbolbild|symbolfoto|archivbild|archivfoto)"
        r"(?: credits?| by| courtesy of)? ?: ?(?!https?:)(?-i:[A-ZÀ-Þ@©])[^()\n]{1,80}\)",
        "the captions of newspapers: the name of who took a picture, in brackets",
        authored=True,
    ),
    Leftover(
        _PICTURE,
        "",
        "last",
        ("photo", "photos", "foto", "fotos", "image", "images", "picture", "pictures", "bild"),
        rf"(?!\A)(?:(?:photo|foto|image|picture|bild)s?(?: credit| by)? ?: ?{_NAME}[^\n.:/]{{1,60}}(?: ?/ ?"
        rf"| via ){_AGENCIES}"
        r"|(?:[^\n.:/]{1,40} ?/ ?)?getty images(?: ?/ ?[^\n.:/]{1,40})?)",
        "Getty Images, how to credit; the captions of newspapers",
        authored=True,
    ),
    Leftover(
        CAPTION,
        "en",
        "start",
        ("file photo:",),
        r"(?-i:FILE PHOTO:)",
        "Reuters, captions of pictures from its archive",
        authored=True,
    ),
    Leftover(
        CAPTION,
        "en",
        "last",
        ("file photo", "file image", "file picture", "representational image", "representative image"),
        rf"{BEHIND_WORDS}\(?(?:file (?:photo|image|picture)|representat(?:ional|ive) image)\)?",
        "the captions of newspapers, for pictures of another day",
        authored=True,
    ),
    Leftover(
        CAPTION,
        "en",
        "start",
        (
            "enlarge /", "enlarge this image", "toggle caption", "hide caption", "image source",
            "image caption", "image copyright",
        ),
        rf"enlarge /{CAPITAL}|(?-i:Enlarge this image)(?: (?-i:toggle|hide) caption)?{CAPITAL}|(?:toggle"
        rf"|hide) caption{CAPITAL}"
        rf"|(?-i:Image (?:source|caption|copyright)),? ?{_AGENCIES}(?: (?-i:Image caption),?)?"
        r"|(?-i:Image caption),(?=\s*(?-i:[A-Z]))",
        "Ars Technica, NPR and BBC News: the labels beside pictures",
        authored=True,
    ),
)  # fmt: skip
"""The rows: agencies, then pictures."""
