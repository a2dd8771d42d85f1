"""Who works where by office, by address and by whose text it is; titles on lines of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from innograph.errors import DataError
from innograph.extract.language import load_language
from innograph.extract.posts import site, squeeze
from innograph.link import facts
from innograph.read import read_text

POSTS = ("worksFor", "hasRole", "leads")


def posts(
    text: str, publisher: str = "Dagbladet", url: str = "https://www.bladet.example/1", language: str = "sv"
) -> set[str]:
    """What an article says of people's posts, one *subject predicate object* each."""
    page = f"---\ntitle: Sidan\npublisher: {publisher}\nsource: {url}\n---\n\n{text}\n"
    found = facts(read_text(page, id="x", language=language))
    label = {e.iri: e.label for e in found.entities}
    told = (c for c in found.claims if c.predicate in POSTS)
    return {f"{label[c.subject]} {c.predicate} {label.get(c.object, c.object)}" for c in told}


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Region Skåne och Kumla kommun bygger. Det säger regiondirektör Anna Ek.", "sv", "Anna Ek leads Region Skåne"),
        (
            "Kumla kommun bygger ett bibliotek. På plats var kommunalrådet Anna Ek.",
            "sv",
            "Anna Ek worksFor Kumla kommun",
        ),
        ("I Umeå universitet bygger man. Rektor Anna Ek klippte bandet.", "sv", "Anna Ek leads Umeå universitet"),
        ("Bergen kommune bygger. Ordfører Kari Holm klippet snoren.", "nb", "Kari Holm leads Bergen kommune"),
        ("Aarhus Kommune bygger. Borgmester Mette Holm klippede snoren.", "da", "Mette Holm leads Aarhus Kommune"),
    ],
)
def test_office_of_the_only_house_of_its_kind(text: str, language: str, said: str) -> None:
    assert said in posts(text, language=language)


def test_office_is_of_no_house_where_two_of_its_kind_are_named() -> None:
    found = posts("Kumla kommun och Lunds kommun samarbetar. Kommunalrådet Anna Ek och andra var på plats.")
    assert found == {"Anna Ek hasRole kommunalråd"}


def test_address_of_the_publishers_site() -> None:
    text = (
        "Kontakt\n\nAnna Ek\nEnhetschef\nE-post: anna.ek@boverket.se\n\nBo Lind\nUtredare\nE-post: bo.lind@boverket.se"
    )
    found = posts(text, "Boverket", "https://www.boverket.se/sida")
    assert found == {
        "Anna Ek hasRole enhetschef",
        "Anna Ek worksFor Boverket",
        "Bo Lind hasRole utredare",
        "Bo Lind worksFor Boverket",
    }


def test_address_of_another_organisation_that_the_text_names() -> None:
    text = "Boverket och Skatteverket bjuder in. Frågor besvaras av Anna Ek, anna.ek@skatteverket.se."
    assert posts(text, "Boverket", "https://www.boverket.se/sida") == {"Anna Ek worksFor Skatteverket"}


def test_address_of_somebody_else_employs_nobody() -> None:
    text = "Boverket bjuder in. Frågor besvaras av Anna Ek, anna.ek@gmail.com.\n\nAnna Ek\ninfo@boverket.se"
    assert posts(text, "Boverket", "https://www.boverket.se/sida") == set()


def test_staff_of_the_publisher() -> None:
    text = "Kumla kommun har öppnat ett bibliotek. Kulturchef Anna Ek klippte bandet, och konstnären Bo Lind sjöng."
    found = posts(text, "Kumla kommun")
    assert "Anna Ek worksFor Kumla kommun" in found
    assert not any(f.startswith("Bo Lind worksFor") for f in found)


def test_staff_is_of_nobody_where_another_organisation_is_named() -> None:
    text = "Kumla kommun har öppnat ett bibliotek. Skatteverket sände projektledare Anna Ek till festen."
    assert "Anna Ek worksFor Kumla kommun" not in posts(text, "Kumla kommun")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Anna Ek\nEnhetschef\n010-123 45 67\n\nBo Lind\nStrateg\n010-123 45 68",
            {"Anna Ek": "enhetschef", "Bo Lind": "strateg"},
        ),
        ("Anna Ek\n\nEnhetschef\n\nBo Lind\n\nStrateg", {"Anna Ek": "enhetschef", "Bo Lind": "strateg"}),
        ("Projektledare\nAnna Ek\n\nUtredare\nBo Lind", {"Anna Ek": "projektledare", "Bo Lind": "utredare"}),
        (
            "Anna Ek\nBoverket\nEnhetschef\n\nBo Lind\nSkatteverket\nStrateg",
            {"Anna Ek": "enhetschef", "Bo Lind": "strateg"},
        ),
    ],
)
def test_names_and_titles_in_turn(text: str, roles: dict[str, str]) -> None:
    found = {f for f in posts(text) if " hasRole " in f}
    assert found == {f"{name} hasRole {role}" for name, role in roles.items()}


def test_acting_head_leads() -> None:
    assert "Anna Ek leads Boverket" in posts("Anna Ek är vikarierande generaldirektör för Boverket.")


def test_title_of_an_outgoing_head_says_nothing() -> None:
    assert posts("Boverkets hittillsvarande generaldirektör Anna Ek talade.") == set()


def test_short_title_with_a_stop() -> None:
    found = posts("Anna Ek, tf. enhetschef, Boverket")
    assert found == {"Anna Ek hasRole tf. enhetschef", "Anna Ek worksFor Boverket"}


def test_names_in_addresses() -> None:
    assert squeeze("Trøndelag fylkeskommune") == "trondelagfylkeskommune"
    assert (site("mail.boverket.se"), site("ski.kommune.no"), site("localhost")) == ("boverket", "ski", "")


def test_office_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "roles.toml").write_text('[[office]]\ntitle = "(rektor"\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"roles\.toml.*office"):
        load_language("sv", tmp_path)


def test_newspaper_text_about_one_organisation() -> None:
    text = "Kumla kommun övar. På Kumla kommun övar man ofta. Kumla kommun är nöjd."
    text += "\n\n– Det går bra, säger säkerhetschef Anna Ek."
    assert "Anna Ek worksFor Kumla kommun" in posts(text)
    other = text.replace("På Kumla kommun övar man", "På Skatteverket övar man")
    assert "Anna Ek worksFor Kumla kommun" not in posts(other)


def test_sentence_broken_behind_a_name() -> None:
    assert "Anna Ek leads Boverket" in posts("Anna Ek\nhar utsetts till generaldirektör för Boverket den 1 maj.")


def test_unknown_name_alone_above_a_title() -> None:
    assert posts("Xorwen Plutt\nEnhetschef\nBoverket") == {
        "Xorwen Plutt hasRole enhetschef",
        "Xorwen Plutt worksFor Boverket",
    }
    assert posts("Nytt Bibliotek\nProjektet började i maj.") == set()


@pytest.mark.parametrize("heading", ["Ny enhetschef på Boverket", "Boverkets nya enhetschef"])
def test_office_of_a_heading(heading: str) -> None:
    text = f"## {heading}\n\nAnna Ek har utsetts till ny enhetschef. Hon tillträder i maj."
    assert "Anna Ek worksFor Boverket" in posts(text)
    two = f"{text} Hon efterträder enhetschef Bo Lind."
    assert not any(" worksFor " in post for post in posts(two))


def test_title_of_several() -> None:
    found = posts("Utredarna Anna Ek och Bo Lind på Boverket har skrivit den.")
    assert found >= {"Bo Lind hasRole utredare", "Anna Ek worksFor Boverket", "Bo Lind worksFor Boverket"}
    assert "Bo Lind hasRole enhetschef" not in posts("Enhetschefen Anna Ek och Bo Lind har skrivit den.")


def test_chair_whom_a_regions_own_page_says_to_ask() -> None:
    text = "Frågor besvaras av\n\nAnna Ek (C), ordförande i regionala beredningen, tel: 070-123 45 67"
    assert posts(text, "Region Skåne") == {"Anna Ek hasRole ordförande", "Anna Ek worksFor Region Skåne"}
    assert posts(text, "Boverket") == {"Anna Ek hasRole ordförande"}


def test_place_is_no_person() -> None:
    assert posts("Marie Ek, sjukvårdschef i Södra Älvsborg, svarar.") == {"Marie Ek hasRole sjukvårdschef"}


def test_line_of_a_list_is_no_staff() -> None:
    text = "Boverket bjuder in.\n\nMedverkande\n\n- Anna Ek, jurist\n- Bo Lind, jurist"
    assert posts(text, "Boverket") == {"Anna Ek hasRole jurist", "Bo Lind hasRole jurist"}


def test_an_office_is_of_no_house_that_another_heads() -> None:
    text = "Boverket har skrivit på. Det gjorde generaldirektör Anna Ek och Bo Lind, generaldirektör för Lantmäteriet."
    found = posts(text)
    assert "Bo Lind leads Lantmäteriet" in found
    assert "Anna Ek leads Lantmäteriet" not in found


def test_who_speaks_at_an_event_may_come_from_anywhere() -> None:
    text = "Program\n\n10.00 Att bygga om. Anna Ek, inköpschef.\n\n11.00 Kaffe\n\nAnmälan senast 1 maj."
    found = facts(
        read_text(f"---\ntitle: Konferensen Bygga 2024\npublisher: Boverket\n---\n\n{text}", language="sv", id="x")
    )
    told = {c.predicate for c in found.claims}
    assert "participatesIn" in told
    assert "worksFor" not in told


def test_a_project_manager_leads_no_project_that_is_named_only_later() -> None:
    text = "Det säger Anna Ek, projektledare på Kumla kommun.\n\nProjektet Gröna tak startar i maj."
    found = posts(text)
    assert "Anna Ek hasRole projektledare" in found
    assert "Anna Ek leads Gröna tak" not in found


def test_staff_in_a_text_on_what_another_has_done_are_not_the_publishers() -> None:
    text = (
        "Kumla kommun bjöd in till dialog. Kumla kommun fick svar, berättar Anna Ek, inköpschef på Kumla kommun.\n\n"
        "Även fastighetschefen Bo Lind är nöjd. Stöd fick man av Boverket."
    )
    found = posts(text, "Boverket", "https://www.boverket.se/1")
    assert "Anna Ek worksFor Kumla kommun" in found
    assert "Bo Lind worksFor Boverket" not in found


def test_the_publishers_head_among_guests_of_others() -> None:
    text = "Boverket tog emot gäster. I mötet deltog generaldirektör Anna Ek samt representanter från Naturvårdsverket."
    assert "Anna Ek leads Boverket" in posts(text, publisher="Boverket")


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("de", "Pressekontakt:\nStadt Gotha\nPressestelle\nAnna Huber\nTelefon: 03621 222-143",
         "Anna Huber worksFor Stadt Gotha"),
        ("nl", "Perscontact\nGemeente Gouda\nAfdeling Communicatie\nAnna de Wit\nTel. 0182 58 89 11",
         "Anna de Wit worksFor Gemeente Gouda"),
        ("en", "Press contact\nLeeds City Council\nPress office\nMary Jones\nTel: 0113 222 4444",
         "Mary Jones worksFor Leeds City Council"),
        ("fi", "Lisätietoja\nTulli\nViestintä\nAnna Virtanen\npuh. 040 123 4567", "Anna Virtanen worksFor Tulli"),
        ("da", "Pressekontakt\nAarhus Kommune\nKommunikation\nAnna Holm\nTlf. 12 34 56 78",
         "Anna Holm worksFor Aarhus Kommune"),
    ],
)  # fmt: skip
def test_who_is_reached_below_a_houses_name_works_there(language: str, text: str, fact: str) -> None:
    assert posts(f"Nytt.\n\n{text}", language=language) == {fact}
    # … but not where nothing says that one is reached, nor where prose stands between.
    assert posts(f"Nytt.\n\n{text.partition(chr(10))[2].rpartition(chr(10))[0]}", language=language) == set()


def test_the_office_of_a_place() -> None:
    text = (
        "Ny regiondirektör i Halland heter Anna Ek och kommer närmast från motsvarande tjänst i Region Östergötland. "
        "Hon tar över i Region Halland."
    )
    assert "Anna Ek leads Region Halland" in posts(text)


@pytest.mark.parametrize(
    ("text", "language", "first", "second"),
    [
        ("Med var Anna Ek, Kustverkets chef, Bo Lind, rektor, och Eva Dal.", "sv", "Anna Ek", "Bo Lind"),
        ("Med var Anna Ek (MP), Kustverkets nya direktör, Bo Lind, rektor, och Eva Dal.", "sv", "Anna Ek", "Bo Lind"),
        ("Med var Anna Ek, Skolförbundets ordförande, Bo Lind, rektor, och Eva Dal.", "sv", "Anna Ek", "Bo Lind"),
        ("Med var Kari Holm, Kystverkets direktør, Per Sand, rektor, og Eva Dal.", "nb", "Kari Holm", "Per Sand"),
        ("Med var Mette Holm, Kystverkets direktør, Per Sand, rektor, og Eva Dal.", "da", "Mette Holm", "Per Sand"),
        (
            "Present were Anna Smith, the Coastal Agency’s director, John Brown, head teacher, and others.",
            "en",
            "Anna Smith",
            "John Brown",
        ),
        (
            "Dabei waren Anna Berger, Leiterin der Stiftung Küste, Paul Gruber, Lehrer, und andere.",
            "de",
            "Anna Berger",
            "Paul Gruber",
        ),
        ("Paikalla olivat Kaisa Alho, Meriviraston pääjohtaja, Pekka Sane, rehtori.", "fi", "Kaisa Alho", "Pekka Sane"),
    ],
)
def test_post_between_commas_is_of_the_person_before_it(text: str, language: str, first: str, second: str) -> None:
    found = posts(text, "", "", language)
    assert any(line.startswith(f"{first} hasRole ") for line in found)
    own = {f"{second} hasRole {title}" for title in ("rektor", "head teacher", "lehrer", "rehtori")}
    assert {line for line in found if line.startswith(second)} <= own


@pytest.mark.parametrize(
    ("text", "language", "house"),
    [
        ("Valda blev Bo Nilsson Dals, chef för Skolverket, Eva Lind från Region Skåne m.fl.", "sv", "Skolverket"),
        ("Gewählt wurden Paul Peters, Leiter des Umweltbundesamts, Eva Lind und Jan Mohr.", "de", "Umweltbundesamt"),
        ("Elected: Mark Lakes, head of the National Audit Office, Eva Lind, John Hill.", "en", "National Audit Office"),
        ("Gekozen zijn Bram Vos, directeur van de Onderwijsraad, Eva Lind en Jan Mol.", "nl", "Onderwijsraad"),
    ],
)
def test_the_house_of_one_of_a_list_whose_name_ends_in_s_is_not_that_of_the_next(
    text: str, language: str, house: str
) -> None:
    found = posts(text, language=language)
    assert any(f.endswith(f" worksFor {house}") for f in found)
    assert not {f for f in found if f.startswith("Eva Lind") and f.endswith(house)}
    assert "Anna Ek worksFor Boverket" in posts("Där var Bo Lind, chefen för Boverket Anna Ek och några till.")


def test_whom_a_newspaper_quotes_is_not_its_own_where_it_names_itself() -> None:
    text = "Kulturrådet fördelar pengar. – Det är bra, säger överantikvarie Anna Ek.\n\nKälla: Skogsbynyheter"
    assert posts(text, "Skogsbynyheter") == {"Anna Ek hasRole överantikvarie"}


def test_names_inside_a_sentence_that_the_page_set_on_lines_of_their_own() -> None:
    text = "– Det blir bra för hela landet, säger\n\nAnna Ek\n\n, rektor på\n\nUmeå universitet\n\n."
    assert "Anna Ek leads Umeå universitet" in posts(text)


def test_office_beside_its_town_and_a_title_of_two_words() -> None:
    found = posts("Med var Anna Ek, socialchef Kumla, och professor emerita Eva Dal.")
    assert found == {
        "Anna Ek worksFor Kumla kommun",
        "Anna Ek hasRole socialchef",
        "Eva Dal hasRole professor emerita",
    }


def test_report_on_a_project_has_the_name_behind_what_it_is() -> None:
    page = "---\ntitle: Slutrapport Trygga hem\nlanguage: sv\n---\n\nProjektet har letts av Anna Ek. Projektet är slut."
    found = facts(read_text(page, id="x"))
    label = {e.iri: e.label for e in found.entities}
    assert ("Anna Ek", "leads", "Trygga hem") in {
        (label[c.subject], c.predicate, label.get(c.object, c.object)) for c in found.claims if c.predicate == "leads"
    }


@pytest.mark.parametrize(
    ("text", "language", "name", "house"),
    [
        ("Anna Ek, ordförande och vd för Skolverket, var med.", "sv", "Anna Ek", "Skolverket"),
        ("Kari Holm, direktør og styreleder i Kartverket, var med.", "nb", "Kari Holm", "Kartverket"),
        ("Mette Holm, formand og direktør i Miljøstyrelsen, var med.", "da", "Mette Holm", "Miljøstyrelsen"),
        ("Anna Mäki, Väyläviraston puheenjohtaja ja johtaja, oli mukana.", "fi", "Anna Mäki", "Väylävirasto"),
        ("Eva Mol, voorzitter en directeur van de Onderwijsraad, was erbij.", "nl", "Eva Mol", "Onderwijsraad"),
        ("Eva Lang, Vorsitzende und Leiterin des Umweltbundesamts, war da.", "de", "Eva Lang", "Umweltbundesamt"),
        ("Anna Hill, chair and director of the Environment Agency, spoke.", "en", "Anna Hill", "Environment Agency"),
    ],
)
def test_who_is_the_chair_and_has_a_post_works_there(text: str, language: str, name: str, house: str) -> None:
    found = posts(text, language=language)
    assert f"{name} worksFor {house}" in found
    assert len({f for f in found if f.startswith(f"{name} hasRole ")}) > 1
