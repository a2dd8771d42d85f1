from __future__ import annotations

import pytest

from innograph.read.language import detect, normalise_tag

SENTENCES = {
    "sv": "Myndigheten har fått i uppdrag att stödja kommuner och regioner som vill köpa in nya lösningar.",
    "nb": "Direktoratet skal hjelpe kommuner og fylkeskommuner som ønsker å kjøpe inn nye løsninger.",
    "da": "Styrelsen skal hjælpe kommuner og regioner, der ønsker at gøre indkøb af nye løsninger.",
    "fi": "Osaamiskeskus auttaa kuntia ja muita julkisia hankkijoita, kun ne kokeilevat uusia ratkaisuja.",
    "nl": "Het expertisecentrum helpt gemeenten en provincies die nieuwe oplossingen voor hun werk willen.",
    "de": "Die Servicestelle berät öffentliche Auftraggeber, die neue Lösungen beschaffen wollen.",
    "en": "The agency supports municipalities and regions that want to buy new solutions for the public.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_a_sentence_is_enough(language: str, sentence: str) -> None:
    assert detect(sentence) == language


@pytest.mark.parametrize("text", ["", "1234 – !", "Vinnova DIGG PIANOo", "例文"])
def test_nothing_to_go_by(text: str) -> None:
    assert detect(text) == "und"


@pytest.mark.parametrize(
    ("written", "tag"),
    [("sv", "sv"), ("SV-se", "sv-SE"), ("de_AT", "de-AT"), ("no", "nb"), ("no-NO", "nb-NO"),
     ("Swedish", "sv"),
     ("zh-hant-TW", "zh-hant-TW"), ("", None), ("s", None), ("sv;q=1", None), ("<b>", None)],
)  # fmt: skip
def test_tags(written: str, tag: str | None) -> None:
    assert normalise_tag(written) == tag
