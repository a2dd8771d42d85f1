"""Which of the seven languages a text is in, by its function words.

A page of news holds dozens of function words, so counting them decides between Swedish, Norwegian, Danish,
Finnish, Dutch, German and English without a model; what separates the close ones (av/af, att/at/å, inte/ikke)
is in the table.
"""

from __future__ import annotations

import re
from collections import Counter

#: Returned when nothing in the text tells: the BCP 47 tag for an undetermined language.
UNDETERMINED = "und"

_WORDS = {
    "sv": "och att är för inte på som av med det till från också efter mellan har den ett en de vi om ska "
    "kan blir eller när vid genom inom hur vad detta där så mycket här säger oss vår våra ni er under sig "
    "sin man men i nya mer alla många var hade samt bland under upphandling kommun myndigheten arbetar",
    "nb": "og å er for ikke på som av med det til fra også etter mellom har den et en de vi om skal kan blir "
    "eller når ved gjennom innen hvordan hva dette der så mye her sier oss vår våre dere under seg sin "
    "man men i nye mer alle mange var hadde samt blant hvor bare noe nå ut opp anskaffelser kommune "
    "utvikling sammen at hun noen være gjøre gjør ble blitt fikk sier uten siden dessuten flere andre disse deres "
    "norske norsk fylkeskommune regjeringen prosjektet kommunene kroner ikkje eit ein frå vere dei",
    "da": "og at er for ikke på som af med det til fra også efter mellem har den et en de vi om skal kan "
    "bliver eller når ved gennem inden hvordan hvad dette der så meget her siger os vores jer under sig "
    "sin man men i nye mere alle mange var havde samt blandt hvor kun noget nu ud op udbud indkøb "
    "kommune udvikling sammen hun nogle være gøre gør blevet fik siger uden siden desuden flere andre disse deres "
    "danske dansk kommunerne kr mio kroner",
    "fi": "ja on ei että se ovat oli myös kuin joka mutta tai sekä hän ne niin kun jo vain voi tämä mukaan "
    "sen ole hankinta hankintojen hankinnat julkisten julkisen kanssa jotka joiden uusia uuden vuonna "
    "sitä myös siitä me olemme tässä",
    "nl": "de het een en van in is dat op te voor met zijn die niet aan er ook om bij door naar als uit "
    "wordt maar over hebben heeft nog deze worden wij we tot kan meer dan onze hun inkopen inkoop overheid "
    "innovatie hoe wat",
    "de": "der die das und ist nicht mit von zu den für auf ein eine im dem des sich auch werden wird als es "
    "an aus bei nach wie oder über durch zum zur einer einem wir sind hat haben dass am vom beim mehr "
    "öffentliche beschaffung wurde",
    "en": "the of and to in is that for on with as are was by be this from or an at it not have has which "
    "their more will we our its they been also can new public procurement but were had who how what",
}
#: The languages that `detect` can tell.
KNOWN = frozenset(_WORDS)
_VOTES: dict[str, tuple[str, ...]] = {}
for _language, _words in _WORDS.items():
    for _word in sorted(set(_words.split())):
        _VOTES[_word] = (*_VOTES.get(_word, ()), _language)

#: Nouns among them: they tell the language, and a line of a list may end with one (*Kumla kommun*, *5 000 kr*).
_NOUNS = frozenset(
    ["upphandling", "kommun", "myndigheten", "anskaffelser", "kommune", "kommunene", "kommunerne", "fylkeskommune",
     "utvikling", "udvikling", "regjeringen", "prosjektet", "kroner", "kr", "mio", "udbud", "indkøb", "hankinta",
     "hankintojen", "hankinnat", "inkoop", "inkopen", "overheid", "innovatie", "beschaffung", "procurement"]
)  # fmt: skip

#: Spellings that tell Norwegian and Danish apart where function words seldom do (lists of names and titles).
_SPELLINGS = (
    ("nb", re.compile(r"\b\w+(?:sjon(?:en|er|ene)?|leder|ingene)\b|\b\w*øy\w*\b|\bsamarbeid\w*\b")),
    (
        "da",
        re.compile(
            r"\b\w+(?:hed(?:en|er|erne)?|skab(?:et|er|erne)?|[bcdfghjklmnprstv]ede)\b|\b\w*øj\w*\b|\bud\w{3,}\b"
            r"|\bsamarbejd\w*\b|\b\w+chef(?:en|er)?\b"
        ),
    ),
)

# Spellings for the languages that front matter and feeds use beside BCP 47.
_NAMES = {
    "no": "nb", "nor": "nb", "nob": "nb", "nno": "nn", "swe": "sv", "se": "sv", "dan": "da", "dk": "da",
    "fin": "fi", "nld": "nl", "dut": "nl", "deu": "de", "ger": "de", "eng": "en",
    "svenska": "sv", "swedish": "sv", "norsk": "nb", "bokmål": "nb", "norwegian": "nb",
    "dansk": "da", "danish": "da",
    "suomi": "fi", "finnish": "fi", "nederlands": "nl", "dutch": "nl", "deutsch": "de", "german": "de",
    "english": "en", "engelska": "en",
}  # fmt: skip
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_WORD_PATTERN = re.compile(r"[^\W\d_]+")
#: Enough for a clear vote; more would only cost time.
_SAMPLE = 20_000


def detect(text: str) -> str:
    """The language of a text: sv, nb, da, fi, nl, de or en; `und` when no function word tells.

    >>> detect("Vi har bjudit in Nederländerna och Österrike att berätta om sina erfarenheter.")
    'sv'
    """
    sample = text[:_SAMPLE].casefold()
    words = Counter(_WORD_PATTERN.findall(sample))
    scores: Counter[str] = Counter()
    for word, count in words.items():
        languages = _VOTES.get(word, ())
        for language in languages:
            # A word of one language says more than one that four of them share. Sixty is divisible by all of
            # 1-6.
            scores[language] += count * 60 // len(languages)
    if not scores:
        return UNDETERMINED
    if max(scores, key=lambda language: scores[language]) in ("nb", "da"):
        for language, spelling in _SPELLINGS:
            scores[language] += 60 * sum(1 for _ in spelling.finditer(sample))
    order = list(_WORDS)
    return min(scores, key=lambda language: (-scores[language], order.index(language)))


def is_function_word(word: str) -> bool:
    """Whether a word is a function word of one of the languages.

    >>> is_function_word("till"), is_function_word("kommun")
    (True, False)
    """
    folded = word.casefold()
    return folded in _VOTES and folded not in _NOUNS


def normalise_tag(tag: str) -> str | None:
    """A BCP 47 tag in its usual case (`de-AT`, `nb`), or None when the string is none.

    >>> normalise_tag("de_at"), normalise_tag("no"), normalise_tag("Svenska"), normalise_tag("?")
    ('de-AT', 'nb', 'sv', None)
    """
    folded = tag.strip().casefold().replace("_", "-")
    primary, _, rest = folded.partition("-")
    folded = "-".join(part for part in (_NAMES.get(primary, primary), rest) if part)
    if not _TAG.fullmatch(folded):
        return None
    first, *others = folded.split("-")
    return "-".join([first, *(part.upper() if len(part) == 2 else part for part in others)])
