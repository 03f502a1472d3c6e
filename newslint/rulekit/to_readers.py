"""Tells whether a sentence speaks to readers or of the site; open it to add words of a language.

News repeats sentences that tell of the story (`Police are asking witnesses to come forward`). What sites add
to their stories says `you`, `our` or `newsletter`. Left out are words that mean something else in another of
these languages or in news: `us` (folded, the country),
`links` (German for left), `com` (Portuguese for with), German `sie`, French and Czech `je`, `commission`.
"""

from collections.abc import Iterable
from typing import Final

_WITHOUT_BLANKS: Final = "\u3000"
_WORDS: Final = frozenset(
    """
    you your yours we our ours me my newsletter newsletters subscribe unsubscribe subscriber subscribers
    subscription podcast podcasts episode episodes click blog affiliate affiliates advertisement
    sponsored copyright reserved cookies download patreon article articles story http https www wir uns
    unser unsere unserem unseren unserer unseres euch euer dich dein deine deinem ich mich mein meine
    abonnieren abonniere abonnement klicken klicke artikel vous votre nous notre abonnez inscrivez
    cliquez mon usted ustedes tu tus nuestro nuestra nuestros nuestras suscríbete suscríbase síguenos
    boletín artículo noi voi nostro nostra nostri nostre vostro vostra iscriviti clicca articolo você
    vocês nosso nossa nossos nossas assine inscreva clique artigo jij jouw ons onze wij nieuwsbrief
    abonneer klik dig ditt dina oss vår vårt våra vi nyhetsbrev prenumerera klicka artikeln dine vores
    nyhedsbrev abonner artiklen deg sinun meidän tilaa uutiskirje uutiskirjeemme artikkeli nasz nasza
    nasze naszej naszego naszych naszym twój twoje subskrybuj newslettera artykuł kliknij náš naše
    našeho našem vás vám váš odebírejte newsletteru článek мы нас нам наш наша наше нашем нашей нашего
    наши наших вы вас вам ваш ваша ваши подписывайтесь подпишитесь рассылку статья ми нашому
    підписуйтесь підпишіться abone bülten bültenimize bizi haberimiz
    """.split()  # noqa: SIM905 - a list of some 150 short words
)
"""English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish, Polish,
Czech, Russian, Ukrainian, Turkish."""


def is_to_readers(words: Iterable[str], text: str) -> bool:
    """Whether some word of a text speaks to readers or of the site.

    Args:
        words: The words of the text, folded.
        text: The text; where no blanks part its words, it is taken for such a one.
    """
    return not _WORDS.isdisjoint(words) or (not text.isascii() and max(text) > _WITHOUT_BLANKS)
