"""Sentences, headlines and names put together from word lists, for articles that nobody wrote."""

from random import Random


def _listed(names: str) -> list[str]:
    return names.split(",")


_FIRST_NAMES = _listed(
    "Ada,Bruno,Carla,David,Elin,Femke,Goran,Hanna,Ivo,Jonna,Karim,Lena,Marek,Nora,Oscar,Paula,Rune,Sofia,"
    "Tomas,Yara"
)
_BEGINNINGS = _listed(
    "Lind,Berg,Has,Kov,Mar,Nord,Ost,Per,Ros,Sand,Tor,Vel,Wes,Ald,Bran,Cal,Dun,Eik,Fal,Grim,Hol,Jan,Kar,Lam"
)
_ENDINGS = _listed(
    "qvist,strand,ovic,mann,elius,dahl,sen,ley,ford,wick,strom,ari,enko,ska,etti,ardo,inga,ham,berry,low"
)
_WHO = _listed(
    "the port authority,the city council,the regional railway,the engineers' office,the water company,"
    "the school board,a group of volunteers,the museum,the farmers' union,the tram operator,"
    "the hospital trust,the weather service,a start-up from the north,the library,the energy regulator,"
    "the ferry line,the harbour pilots,the district court,the theatre,a small brewery,the postal service,"
    "the fire brigade,the bridge builders,the national archive"
)
_DID = _listed(
    "announced,confirmed,presented,delayed,approved,questioned,withdrew,published,tested,explained,"
    "revised,defended,abandoned,completed,extended,opened,reviewed,praised,funded,rejected"
)
_WHAT = _listed(
    "a plan for electric cranes,the new timetable,a map of flooded cellars,the budget for next year,"
    "a trial with night buses,its report on drinking water,the repair of the old lock,"
    "a pilot with solar roofs,the merger of two clinics,a ban on loud deliveries,"
    "its study of river traffic,the search for a new director,a contract for forty trams,"
    "the rules for market stalls,an app for lost luggage,the rebuilding of the pier,"
    "a fund for small bakeries,the survey of hedges,a tunnel under the canal,the sale of the grain store,"
    "its first open data portal,a camera that counts bicycles,the return of the summer ferry,"
    "a cheaper day ticket"
)
_WHEN = _listed(
    "on Tuesday,after a long debate,this spring,for the first time,in front of residents,within a month,"
    "despite rising costs,before the winter,without much notice,with help from abroad,late on Friday,"
    "in a brief statement,a year ahead of schedule,at the annual meeting,under pressure from shops,"
    "following two failed attempts"
)
_MORE = _listed(
    "the figures don't add up,work goes on as planned,the project's first stage costs less than expected,"
    "details follow in the autumn,neighbours had asked for it since the flood,"
    "the region's other towns are watching closely,tickets stay valid until further notice,"
    "a decision is expected by the end of the quarter,the company's engineers found the fault in a pump,"
    "two thirds of the members voted in favour,it's the third change within two years,"
    "the mayor's office had no comment,most of the money comes from a state programme,"
    "noise fell by half in the trials,commuters will notice little at first,"
    "the council's own estimate is higher"
)
_PLACES = _listed(
    "Ostmere,Calder Quay,Nordhaven,Lindow,Sankt Brede,Port Elsin,Tarnby,Halvik,Greywater,Molen,Aldersund,"
    "Westerfirth,Pellworth,Rooksea,Vintermark,Dunmoor,Quellen,Brannock,Eastmarsh,Fennick"
)
_ACCENTED = ("Ålborghus", "São Telmo", "Żelazna", "Königsried", "Château-Lys", "Ærøvik", "Čadovo", "Peñalba")
TOPICS = _listed(
    "Harbours,Public transport,Energy,Local politics,Health,Schools,Weather,Farming,Culture,"
    "Small business,Open data,Railways,Housing,Water,Computer vision,Robots"
)
_FIRST = _listed("River,Harbour,Northern,City,Coast,Valley,Bridge,Island,Market,Morning,Evening,Border")
_LAST = _listed("Times,Gazette,Courier,Post,Observer,Herald,Wire,Chronicle")
_SITES = ("{0}{1}.example", "{0}-{1}.example", "the{0}{1}.example", "{0}{1}news.example")


def headline(random: Random) -> str:
    """A headline of 40 to 110 characters."""
    pick = random.choice
    who, what, place = pick(_WHO), pick(_WHAT), pick(_PLACES)
    match random.randrange(4):
        case 0:
            return f"{place}: {who} {pick(_DID)} {what} {pick(_WHEN)}"
        case 1:
            return f"{_capital(who)} of {place} {pick(_DID)} {what} {pick(_WHEN)}"
        case 2:
            return f"Why {place}'s neighbours {pick(_DID)} {what} {pick(_WHEN)}"
        case _:
            return f"{_capital(what)} and what it means for {place} and {pick(_PLACES)}"


def paragraph(random: Random, sentences: int) -> str:
    """Some sentences of news. Each begins with a name: cut anywhere, hardly two begin alike."""
    pick = random.choice
    parts = []
    for _ in range(sentences):
        name = f"{pick(_FIRST_NAMES)} {pick(_BEGINNINGS)}{pick(_ENDINGS)}"
        if random.random() < 2 / 3:
            parts.append(
                f"{name} of {pick(_WHO)} in {pick(_PLACES)} {pick(_DID)} {pick(_WHAT)} {pick(_WHEN)}."
            )
        else:
            parts.append(f"{name} from {pick(_PLACES)} said {pick(_WHEN)} that {pick(_MORE)}.")
    return " ".join(parts)


def summary(random: Random) -> str:
    """The beginning of an article, cut at a length limit as feeds do."""
    text = paragraph(random, 6)[: random.randrange(200, 345)]
    return f"{text.rpartition(' ')[0].rstrip(' ,.')} ..."


def typographic(text: str, random: Random) -> str:
    """The same text as an editor would set it: curly apostrophes, and a name with accents."""
    place = random.choice(_PLACES)
    return text.replace("'", "’").replace(place, random.choice(_ACCENTED)).replace(" and ", " – and ", 1)


def slug(text: str) -> str:
    """The words of a headline, as they stand in a URL."""
    return "-".join("".join(c for c in word if c.isalnum()) for word in text.lower().split())


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def publisher(random: Random) -> tuple[str, str]:
    """A publisher's name and domain; one of 96, and always the same name for a domain."""
    number = random.randrange(len(_FIRST) * len(_LAST))
    first, last = _FIRST[number // len(_LAST)], _LAST[number % len(_LAST)]
    return f"{first} {last}", _SITES[number % len(_SITES)].format(first.lower(), last.lower())
