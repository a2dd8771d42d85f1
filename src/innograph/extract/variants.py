"""Other forms of a body's name: definite, in Finnish, by its first letters."""

from __future__ import annotations

import re

#: An abbreviation of fewer letters could stand for many names.
LEAST_LETTERS = 3
#: What Finnish names of associations begin with when they are told in full, and what those of registered ones end in.
_OF_FINLAND = "Suomen "
_LEGAL = re.compile(" (?:ry|rf|sr)$")
#: What stands behind a name and says in what form of the law its body is.
#: Forms of the law that Dutch puts before a name.
DUTCH_LEGAL_FORMS = ("Stichting ", "Vereniging ")
_LEGAL_FORM = re.compile(
    r" (?:Oyj?|Oy Ab|Ab|ABp?|ASA?|A/S|ApS|B\.?V\.?|N\.?V\.?|"
    r"g?GmbH|mbH|AG|SE|KG|UG|eG|AöR|e\. ?V\.?|Ltd|plc|PLC|LLP|ry|rf|sr|HF|IKS|KF)"
)
#: What German universities and chambers are called in full, with the abbreviation that stands in its place.
_GERMAN_SHORT = {
    "Technische Universität": "TU", "Technische Hochschule": "TH", "Fachhochschule": "FH", "Hochschule": "HS",
    "Pädagogische Hochschule": "PH", "Universität": "Uni", "Industrie- und Handelskammer": "IHK",
    "Handwerkskammer": "HWK", "Wirtschaftskammer": "WK", "Medizinische Universität": "MedUni",
    "Universitätsklinikum": "Uniklinik", "Rheinisch-Westfälische Technische Hochschule": "RWTH",
}  # fmt: skip
#: Swedish nouns for bodies and their definite endings.
_BODIES = re.compile(
    r"(?P<base>[a-zåäö-]*(?:grupp|panel|delegation|beredning|kommission))(?P<en>en)?|(?P<kommitté>[a-zåäö-]*kommitté)n?|"
    r"(?P<nämnd>[a-zåäö-]*nämnd)(?:en)?|(?P<neuter>[a-zåäö-]*(?:råd|nätverk|forum|utskott|partnerskap))(?:et)?"
)


#: A body for something, perhaps behind whose it is.
_FOR_SOMETHING = re.compile(r"(?:[\w&:-]+s )?(?P<noun>[a-zåäö]+)(?P<what> (?:för|mot|om) .+)")


def definite_forms(word: str) -> list[str]:
    """What may be the definite form of a Swedish, Danish or Norwegian noun.

    >>> definite_forms("helsetilsyn")[:2], definite_forms("kulturcenter")[-1], definite_forms("sjömuseum")[-1]
    (['helsetilsynet', 'helsetilsynen'], 'kulturcentret', 'sjömuseet')
    """
    forms = [f"{word}et", f"{word}en", f"{word}t", f"{word}n", word]
    if word.endswith("er"):
        forms.append(f"{word[:-2]}ret")
    if word.endswith("um"):
        forms.append(f"{word[:-2]}et")
    return forms


def without_owner(name: str) -> str:
    """A Swedish name of a body for something without whose it is and without the definite form; "" for another name.

    >>> without_owner("Skolverkets råd för läroplaner"), without_owner("Rådet för läroplaner")
    ('råd för läroplaner', 'råd för läroplaner')
    """
    match = _FOR_SOMETHING.fullmatch(name.lower())
    body = _BODIES.fullmatch(match["noun"]) if match else None
    if match is None or body is None:
        return ""
    return next(g for g in (body["base"], body["kommitté"], body["nämnd"], body["neuter"]) if g) + match["what"]


def definite_heads(name: str) -> list[str]:
    """What a text calls a body whose name begins with what it is, with and without an adjective.

    >>> definite_heads("Regionalt råd för beredskap")
    ['rådet', 'regionala rådet']
    >>> definite_heads("Styrgrupp Mellansjön")
    ['styrgruppen']
    """
    words = name.lower().split()
    adjective = ""
    match = _BODIES.fullmatch(words[0])
    if match is None and len(words) > 1 and words[0].endswith(("t", "l", "a", "k")):
        adjective, match = words[0].removesuffix("t").removesuffix("a") + "a", _BODIES.fullmatch(words[1])
    if match is None:
        return []
    noun = next(g for g in (match["base"], match["kommitté"], match["nämnd"], match["neuter"]) if g)
    definite = noun + ("et" if match["neuter"] else "n" if match["kommitté"] else "en")
    return [definite, f"{adjective} {definite}"] if adjective else [definite]


def initials(name: str) -> set[str]:
    """The abbreviations that the first letters of a name make: of its capitalised words, and of all but the smallest.

    >>> sorted(initials("Norwegian Institute of Public Health"))
    ['NIOPH', 'NIPH']
    >>> "BMAW" in initials("Bundesministerium für Arbeit und Wirtschaft")
    True
    """
    words = re.findall(r"\w+", name)
    capital = "".join(w[0] for w in words if w[0].isupper())
    if words and words[0] == "Bundesministerium":
        capital = f"BM{capital[1:]}"  # Bundesministerium für Arbeit und Wirtschaft: BMAW
    return {i for i in (capital, "".join(w[0] for w in words).upper()) if len(i) >= LEAST_LETTERS}


def finnish_forms(name: str) -> list[str]:
    """The other forms of an association's name in Finnish.

    >>> finnish_forms("Suomen museoliitto ry")
    ['Suomen museoliitto', 'museoliitto', 'museoliitto ry']
    """
    base = _LEGAL.sub("", name).removeprefix(_OF_FINLAND)
    forms = (f"{_OF_FINLAND}{base}", base, f"{_OF_FINLAND}{base} ry", f"{base} ry")
    return [form for form in forms if form != name]


def without_legal_form(name: str) -> str:
    """A body's name without the form of the law behind it, in Dutch before it; the name itself where it has none.

    >>> without_legal_form("VTT Oy"), without_legal_form("Institut für Wasserbau gGmbH"), without_legal_form("Oy")
    ('VTT', 'Institut für Wasserbau', 'Oy')
    """
    head, space, last = name.rpartition(" ")
    if space and head.endswith((" e.", " Oy")):
        head, space, last = head.rpartition(" ")[0], space, name[len(head.rpartition(" ")[0]) + 1 :]
    if space and _LEGAL_FORM.fullmatch(f" {last}"):
        return head
    own = name.partition(" ")[2] if name.startswith(DUTCH_LEGAL_FORMS) else ""
    return own if " " in own and own[0].isupper() else name  # Stichting Museum Gouda


def german_forms(name: str) -> list[str]:
    """A university's or a chamber's name with the abbreviation for what it is, or with that in full.

    >>> german_forms("TU Darmstadt"), german_forms("Technische Universität Darmstadt"), german_forms("Umweltbundesamt")
    (['Technische Universität Darmstadt'], ['TU Darmstadt'], [])
    """
    forms = [f"{short}{name[len(full) :]}" for full, short in _GERMAN_SHORT.items() if name.startswith(f"{full} ")]
    return forms + [
        f"{full}{name[len(short) :]}" for full, short in _GERMAN_SHORT.items() if name.startswith(f"{short} ")
    ]
