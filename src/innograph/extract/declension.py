"""German names in their base form: the adjectives that begin one agree with its noun, which may stand in the genitive
(*des Bayerischen Staatsministeriums*, *das Bayerische Staatsministerium*: Bayerisches Staatsministerium).
"""

from __future__ import annotations

import re

#: How adjectives end that begin names (*Bayerisch-*, *Öffentlich-*, *National-*, *Deutsch-*); names of places in -er
#: (*Münchner*) stay as they are.
_STEM = (
    r"(?:isch|sch|lich|ig|nal|tral|ral|nell|gional|zial|ital|munal|deutsch|frei|offen|rot|neu|hoh|unter|ober|gesund|"
    r"klein|groß|jung|grün|greifend|gewandt|haft|sam|los|bar|medien|gemein)"
)
_ADJECTIVE = re.compile(rf"(?P<stem>[A-ZÄÖÜ][a-zäöüß-]*?{_STEM}|(?:Frei|Rot|Neu|Ober|Unter|Grün))(?P<ending>e[mnrs]?)$")
#: What nouns end in, by what an adjective before them without an article ends in, with their genitive.
_NOUNS = (
    ("er", "es|s", r"kongress|gipfel|tag|workshop|rat|verein|verband|bund|senat|verbund|dienst|hof|preis|ausschuss|"
                   r"kreis|fonds|vorstand|wettbewerb|ring|club|rundfunk|konvent|talk|bau"),
    ("e", "", r"konferenz|tagung|messe|woche|ung|schaft|heit|keit|tion|sion|tät|ik|akademie|kammer|kasse|stelle|"
              r"behörde|anstalt|schule|agentur|bank|bibliothek|kirche|union|zentrale|initiative|allianz|plattform|"
              r"nacht|partei|polizei|bahn|post|börse|gemeinde|stadt|region|liga|hilfe|gruppe|innung|feuerwehr|"
              r"bücherei|gala|schau"),
    ("es", "es|s", r"amt|ministerium|institut|zentrum|centrum|museum|forum|symposium|festival|netzwerk|werk|haus|"
                   r"archiv|büro|kuratorium|parlament|gericht|komitee|kreuz|labor|programm|projekt|gymnasium|klinikum|"
                   r"theater|orchester|präsidium|kommando|kollegium|referat|sekretariat|seminar|webinar|"
                   r"observatorium|kabinett"),
    ("es", "ses", "bündnis"),
)  # fmt: skip
_HEADS = [
    (ending, re.compile(rf"(?P<noun>[\w-]*?(?i:{nouns}))(?P<genitive>{genitive})?$"))
    for ending, genitive, nouns in _NOUNS
]
#: An adjective of a place, which has no endings.
_OF_PLACE = re.compile(r"[A-ZÄÖÜ][\w-]{2,}er$")
#: The number of an edition before the name.
_NUMBER = re.compile(r"\d{1,3}\.$")
#: A compound that goes on behind *und* (*Kinder- und Jugendhilfetag*).
_ELLIPSIS = re.compile(r"[\w-]+-,?$")


def nominative(name: str) -> str:
    """A German name with the endings that it has without an article.

    >>> nominative("13. Deutschen Kinder- und Jugendhilfetages"), nominative("Bayerische Staatsministerium für Wohnen")
    ('13. Deutscher Kinder- und Jugendhilfetag', 'Bayerisches Staatsministerium für Wohnen')
    >>> nominative("Berliner Senat"), nominative("Deutschen Gesellschaft"), nominative("Landes Brandenburg")
    ('Berliner Senat', 'Deutsche Gesellschaft', 'Landes Brandenburg')
    >>> nominative("Stadtverbands für Kultur"), nominative("Fonds Soziokultur"), nominative("Hauses")
    ('Stadtverband für Kultur', 'Fonds Soziokultur', 'Hauses')
    """
    words = name.split(" ")
    first = 1 if _NUMBER.match(words[0]) else 0
    at = first
    adjectives: dict[int, str] = {}
    while at < len(words) - 1:
        match = _ADJECTIVE.match(words[at])
        if match:
            adjectives[at] = match["stem"]
        elif not _OF_PLACE.match(words[at]):
            break
        at += 1
    if not adjectives and not first and (at or len(words) == 1):
        return name
    while at < len(words) - 2 and _ELLIPSIS.match(words[at]):
        at += 2 if words[at + 1] in ("und", "oder", "sowie") else 1
    for ending, head in _HEADS:
        noun = head.match(words[at])
        if noun and (adjectives or first or noun["genitive"]):
            for place, stem in adjectives.items():
                words[place] = stem + ending
            words[at] = noun["noun"]
            return " ".join(words)
    return name
