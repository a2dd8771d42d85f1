"""What a page as a whole says: who is at its event, who sits in its body, who holds its event."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def said(text: str, title: str, language: str, publisher: str = "Tagblatt") -> set[str]:
    page = f'---\ntitle: "{title}"\npublisher: {publisher}\n---\n\n{text}\n'
    found = facts(read_text(page, id="x", language=language))
    label = {e.iri: e.label for e in found.entities}
    return {f"{label.get(c.subject, '')} {c.predicate} {label.get(c.object, c.object)}" for c in found.claims}


def test_whom_a_report_of_an_event_names_takes_part() -> None:
    text = (
        "Der 9. Linzer Pflegekongress ist vorbei. Für Lacher sorgte der Kabarettist Paul Huber. "
        "Nicht dabei war diesmal Otto Wild.\n\nText und Foto: Jan Sommer"
    )
    facts_ = said(text, "9. Linzer Pflegekongress zieht Bilanz", "de")
    assert "Paul Huber participatesIn 9. Linzer Pflegekongress" in facts_
    assert not any("participatesIn" in fact and ("Wild" in fact or "Sommer" in fact) for fact in facts_)


def test_whom_a_finnish_page_of_an_event_names_takes_part() -> None:
    text = (
        "Seminaari järjestetään Turussa. Kaupungin näkökulman tuo Anna Virtanen, kehitysjohtaja, Turun kaupunki. "
        "Tutkimusta esittelee professori Matti Laine.\n\nLisätietoja: Liisa Korhonen, puh. 050 123 4567"
    )
    found = said(text, "Kaupunkiseminaari 2025", "fi")
    there = {fact.split(" participatesIn ")[0] for fact in found if " participatesIn " in fact}
    assert there == {"Anna Virtanen", "Matti Laine"}


def test_who_is_named_with_another_event_takes_part_in_that_if_any() -> None:
    text = "Der 9. Linzer Pflegekongress ist vorbei. Den 4. Grazer Reformkongress plant Eva Lang."
    assert "Eva Lang participatesIn 9. Linzer Pflegekongress" not in said(text, "9. Linzer Pflegekongress", "de")


def test_who_has_or_gets_a_seat_is_a_member_of_the_body_that_the_text_is_about() -> None:
    text = (
        "Der Kreisfeuerwehrverband Kulmsee hat gewählt. Auch Schriftführer Peter Acker bekam das Vertrauen. "
        "Ihm zur Seite stehen die gewählten Stellvertreter Horst Binder und Uwe Claus. "
        "Ausgeschieden ist das langjährige Mitglied Tine Dorn, die 1990 gewählt wurde."
    )
    facts_ = said(text, "Neuwahlen beim Kreisfeuerwehrverband Kulmsee", "de")
    members = {fact.split(" memberOf ")[0] for fact in facts_ if " memberOf " in fact}
    assert members == {"Peter Acker", "Horst Binder", "Uwe Claus"}


def test_whose_own_page_of_an_event_it_is_holds_it_where_nobody_else_does() -> None:
    text = (
        "De gemeente Loenersloot nodigt u uit.\n\nProgramma:\n\n10.00 uur Opening\n\n11.00 uur Lezing\n\n"
        "12.00 uur Lunch\n\n{}Aanmelden kan nog."
    )
    title, publisher = "Symposium over veilige dijken", "Gemeente Loenersloot"
    own = f"{publisher} organizes {title}".lower()
    assert own in {fact.lower() for fact in said(text.format(""), title, "nl", publisher)}
    other = said(text.format("Organisatie: Rijkswaterstaat\n\n"), title, "nl", publisher)
    assert own not in {fact.lower() for fact in other}


def test_a_vice_chancellor_works_for_the_only_university_that_the_text_names() -> None:
    text = "Rektor Paul Huber freut sich. Die Universität Tannau wächst."
    assert "Paul Huber worksFor Universität Tannau" in said(text, "Neues Haus", "de")


def test_who_hold_an_event_together_cooperate_and_many_holders_do_not() -> None:
    text = "Seminariet Vägar till vatten hålls i maj. Arrangörer är Boverket och Tillväxtverket."
    assert "Boverket collaboratesWith Tillväxtverket" in said(text, "Vägar till vatten", "sv")
    many = text.replace("Boverket och", "Boverket, Vinnova, Formas och")
    assert not any("collaboratesWith" in fact for fact in said(many, "Vägar till vatten", "sv"))


def test_the_office_and_the_observers_of_a_network_are_there_in_the_network() -> None:
    text = (
        "Netværk for Grønne Køb er for kommuner. Sekretariatet bor hos Gate 21. I projektet Ny Mad regner Køge Kommune."
        "\n\nMedlemmer\n\n- Vejle Kommune\n- Odense Kommune\n\nAalborg Kommune deltager som observatør."
    )
    found = said(text, "Om netværket – Netværk for Grønne Køb", "da", "Netværk for Grønne Køb")
    assert {
        "Gate 21 participatesIn Netværk for Grønne Køb",
        "Aalborg Kommune participatesIn Netværk for Grønne Køb",
    } <= found


@pytest.mark.parametrize(
    ("language", "network", "text"),
    [
        (
            "da",
            "Netværk for Grønne Køb",
            "## Styregruppen\n\nStyregruppen mødes ofte.\n\n- Karen Holm, jurist, Vejle Kommune\n- Erik Lund, Gate 21"
            "\n\n## Sekretariat\n\nSekretariatet ligger i Aarhus.\n\nSigne Dal\nSekretariatsleder\nsigne@net.example\n",
        ),
        (
            "nl",
            "Netwerk Groene Inkoop",
            "## Stuurgroep\n\nDe stuurgroep komt vaak bijeen.\n\n- Karen Holm, jurist, TNO\n- Erik Lund, Deltares"
            "\n\n## Secretariaat\n\nHet secretariaat zit in Utrecht.\n\nSigne Dal\nDirecteur\nsigne@net.example\n",
        ),
        (
            "en",
            "Nordic Buyers Network",
            "## Steering group\n\nThe steering group meets often.\n\n- Karen Holm, lawyer, ICLEI\n- Erik Lund, VTT"
            "\n\n## Our team\n\nYou are always welcome to call.\n\nSigne Dal\nDirector\nsigne@net.example\n",
        ),
    ],
)
def test_people_below_text_that_follows_their_heading(language: str, network: str, text: str) -> None:
    """Text may come between the heading and the list; who is head among the staff leads the house."""
    page = f"---\ntitle: {network}\npublisher: {network}\n---\n\n{network}.\n\n{text}\n"
    found = facts(read_text(page, id="x", language=language, format="markdown"))
    label = {e.iri: e.label for e in found.entities}
    said_ = {f"{label.get(c.subject, '')} {c.predicate} {label.get(c.object, c.object)}" for c in found.claims}
    assert {f"{name} memberOf {network}" for name in ("Karen Holm", "Erik Lund")} <= said_
    assert {f"Signe Dal {relation} {network}" for relation in ("worksFor", "leads")} <= said_
