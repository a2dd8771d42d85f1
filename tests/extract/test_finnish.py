"""What Finnish says with endings: employers in the genitive, boards in cases, one association under two names."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.link import facts
from innograph.read import read_text


def relations(text: str) -> set[tuple[str, str, str]]:
    """The relations of a text but for themes, by labels."""
    article = read_text(text, id="x", format="markdown", language="fi") if "\n" in text else Article("x", text, "fi")
    found = facts(article).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {
        (labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"]))
        for r in found["relations"]
        if r["p"] not in ("about", "hasTheme")
    }


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("– Tulos on hyvä, sanoo Keltapisteen toimitusjohtaja Anna Virtanen.", "Keltapistee"),
        ("– Tulos on hyvä, sanoo Lumivalkean toimitusjohtaja Anna Virtanen.", "Lumivalkea"),
        ("– Tulos on hyvä, sanoo Rantahallituksen kehittämispäällikkö Anna Virtanen.", "Rantahallitus"),
        ("– Tulos on hyvä, sanoo Turun museokeskuksen johtaja Anna Virtanen.", "Turun museokeskus"),
        ("– Tulos on hyvä, sanoo Kallioisten kunnanjohtaja Anna Virtanen.", "Kallioisten kunta"),
        ("Paikalla oli Valtiollisen instituutin johtaja Anna Virtanen.", "Valtiollinen instituutti"),
        ("Puhujina olivat Bo Ek ja Anna Virtanen Kallion kyläyhdistyksestä.", "Kallion kyläyhdistys"),
    ],
)
def test_unknown_name_in_the_genitive_before_a_title_employs(text: str, employer: str) -> None:
    assert ("Anna Virtanen", "worksFor", employer) in relations(text)


def test_head_of_a_museum_leads_it_and_a_directors_part_of_an_agency_is_not_the_agency() -> None:
    assert ("Anna Virtanen", "leads", "Forssan museo") in relations("Siellä oli Forssan museon johtaja Anna Virtanen.")
    found = relations("Paikalla oli Väyläviraston johtaja Anna Virtanen.")
    assert ("Anna Virtanen", "worksFor", "Väylävirasto") in found
    assert not any(p == "leads" for _, p, _ in found)


def test_a_board_is_of_its_association_and_no_government() -> None:
    text = "Suomen Lukuliiton hallitukseen valittiin Anna Virtanen ja professori Matti Niemi."
    found = relations(text)
    assert {(s, o) for s, p, o in found if p == "memberOf"} == {
        ("Anna Virtanen", "Suomen Lukuliitto"),
        ("Matti Niemi", "Suomen Lukuliitto"),
    }


def test_short_and_full_name_of_an_association_are_one() -> None:
    text = "# Anna Virtanen jatkaa Lukuliiton johdossa\n\nAnna Virtanen on Suomen Lukuliiton toiminnanjohtaja.\n"
    organizations = {o for _, p, o in relations(text) if p == "worksFor"}
    assert len(organizations) == 1
    found = facts(read_text(text, id="x", format="markdown", language="fi")).to_json()
    assert len([e for e in found["entities"] if e["type"] == "Organization"]) == 1


def test_an_office_of_two_regions_is_one() -> None:
    text = "Länsi- ja Sisä-Suomen aluehallintovirasto tekee yhteistyötä Pirkanmaan hyvinvointialueen kanssa."
    assert relations(text) == {
        ("Länsi- ja Sisä-Suomen aluehallintovirasto", "collaboratesWith", "Pirkanmaan hyvinvointialue")
    }


def test_headings_in_capitals_of_a_programme_are_no_organisations() -> None:
    text = (
        "---\ntitle: Kestävä koulu -seminaari\nlanguage: fi\n---\n\n9:30 AVAUSSANAT\n\n"
        "Anna Virtanen, akateemikko, Turun yliopisto\n\n10:10 AVAUSPUHE: Koulu ja kaupunki\n\n"
        "Keskusteluun osallistuvat myös rehtori Matti Niemi ja Liisa Salo."
    )
    found = relations(text)
    assert {s for s, p, _ in found if p == "participatesIn"} == {"Anna Virtanen", "Matti Niemi", "Liisa Salo"}
    assert ("Anna Virtanen", "hasRole", "akateemikko") in found
    assert not any("AVAUS" in s or "AVAUS" in o for s, _, o in found)


@pytest.mark.parametrize(
    ("surface", "label"),
    [
        ("Ilmatieteen laitokselle", "Ilmatieteen laitos"),
        ("Terveyden ja hyvinvoinnin laitoksen", "Terveyden ja Hyvinvoinnin Laitos"),
        ("Ihmisoikeuskeskuksessa", "Ihmisoikeuskeskus"),
    ],
)
def test_a_name_is_found_behind_the_stem_that_its_endings_follow(surface: str, label: str) -> None:
    found = facts(Article("test", f"Työtä tukee myös {surface} uusi malli.", "fi")).to_json()
    assert label.lower() in {name.lower() for e in found["entities"] for name in (e["label"], *e.get("aliases", ()))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Jyväskylän ja Helsingin yliopistot osallistuvat hankkeeseen Vihreä kaupunki.",
            {("Jyväskylän yliopisto", "participatesIn"), ("Helsingin yliopisto", "participatesIn")},
        ),
        (
            "Espoon, Vantaan ja Turun kaupungeilla on yhteinen hanke. Digikorttelit-hankkeessa ovat mukana Hangon ja "
            "Raision kaupungit.",
            {("Hangon kaupunki", "participatesIn"), ("Raision kaupunki", "participatesIn")},
        ),
    ],
)
def test_a_list_may_give_the_last_part_of_its_names_once(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(s, p) for s, p, _ in relations(text) if p == "participatesIn"} == expected


@pytest.mark.parametrize(
    ("town", "body"),
    [("Turun", "Turun kaupunki"), ("Hangon", "Hangon kaupunki"), ("Kemin", "Kemin kaupunki")],
)
def test_the_head_of_a_town_shows_what_it_is(town: str, body: str) -> None:
    found = relations(f"{town} kaupunginjohtaja Anna Virtanen avasi päivän.")
    assert ("Anna Virtanen", "leads", body) in found


def test_a_unit_with_its_subject_is_not_what_was_spoken_of() -> None:
    text = (
        "Suomen Akatemia on valinnut konsortiot. Turun yliopiston maantieteen laitoksen professori Anna Virtanen "
        "johtaa yhtä. Biolääketieteen laitoksen tutkija Matti Niemi on mukana."
    )
    assert {(s, o) for s, p, o in relations(text) if p == "worksFor"} == {("Anna Virtanen", "Turun yliopisto")}


def test_a_short_name_in_brackets_stands_for_the_project() -> None:
    text = (
        "Kaupunkien kesät (KESÄ) -hanke alkoi. KESÄ-hanketta vetää Tulli. "
        "Viisas metsä -tutkimushanketta vetää Traficom."
    )
    assert {(s, p, o) for s, p, o in relations(text) if s == "Tulli"} == {
        ("Tulli", "participatesIn", "Kaupunkien kesät -hanke")
    }
    assert any(o == "Viisas metsä -tutkimushanke" for _, _, o in relations(text))


def test_a_name_may_be_said_to_be_a_projects() -> None:
    assert ("Tulli", "participatesIn", "Vihreä kaupunki") in relations(
        "Tulli toteuttaa Vihreä kaupunki -nimisen hankkeen."
    )


def test_what_an_event_is_the_how_many_is_no_part_of_its_name() -> None:
    found = facts(Article("test", "Neljäs Kestävät kaupungit -foorumi alkaa.", "fi")).to_json()
    assert [e["label"] for e in found["entities"] if e["type"] == "Event"] == ["Kestävät kaupungit -foorumi"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Avustuksen sai Pitäkää huolta ry.", "Pitäkää huolta ry"),
        ("Lausunnon antoi Suomen kaupunkien ja kylien säätiö.", "Suomen kaupunkien ja kylien säätiö"),
        (
            "Lausunnon antoi Etelä-Kallion sosiaali- ja terveyspalvelujen kuntayhtymä.",
            "Etelä-Kallion sosiaali- ja terveyspalvelujen kuntayhtymä",
        ),
        ("Mukana on Suomen vanhusalan kattojärjestö Valo ry.", "Suomen vanhusalan kattojärjestö Valo ry"),
        ("Näyttelyn kokosi Kalastusmuseo Aallotar.", "Kalastusmuseo Aallotar"),
        ("Mukana on Vanhojen kirjojen keskus.", "Vanhojen kirjojen keskus"),
        ("Mukana on tutkija Anna Virtanen Vanhojen kirjojen keskuksesta.", "Vanhojen kirjojen keskus"),
        ("Mukana on Suomen kivikeskus.", "Suomen kivikeskus"),
        ("Mukana on johtaja Anna Virtanen, Kivitieteilijöiden liitto KTL.", "Kivitieteilijöiden liitto"),
        ("Työn tekee Väyläviraston Luontopalvelut.", "Luontopalvelut"),
        ("Asiasta kertoi johtaja Maija-Liisa Virtanen Oulun yliopistosta.", "Oulun yliopisto"),
        ("Näyttely on Kalastusmuseo Siidan kokoama.", "Kalastusmuseo Siida"),
    ],
)
def test_words_in_lower_case_and_a_name_behind_the_noun_belong_to_a_name(text: str, name: str) -> None:
    found = facts(Article("x", text, "fi")).to_json()
    assert name in [e["label"] for e in found["entities"] if e["type"] == "Organization"]


def test_a_surname_before_a_ministry_on_the_next_line_stays_with_its_person() -> None:
    text = (
        "# Kuultavat\n\nValiokunta kuuli:\n\n• neuvos Ismo Tuominen\n  sosiaali- ja terveysministeriö\n"
        "• vs. ylilääkäri Liisa Salo\n  Hiekkarannan sairaanhoitopiiri (HRS)\n"
    )
    assert {s for s, p, _ in relations(text) if p == "worksFor"} == {"Ismo Tuominen", "Liisa Salo"}


def test_where_somebody_comes_from_is_no_second_surname() -> None:
    assert {s for s, _, _ in relations("Asiasta kertoi johtaja Anna Virtanen Kallionrannasta.")} == {"Anna Virtanen"}
    found = relations("Asiasta kertoi päällikkö Anna Virtanen Kallion Yliopistokampukselta.")
    assert {s for s, _, _ in found} == {"Anna Virtanen"}


def test_a_surname_whose_consonants_grade_is_the_one_that_the_text_names() -> None:
    found = relations("Laura Saikku on Väyläviraston johtaja. Tapasin johtaja Laura Saikun.")
    assert {s for s, _, _ in found} == {"Laura Saikku"}


def test_a_person_named_with_one_given_name_more_is_the_same() -> None:
    text = "Valtioneuvosto nimitti virkaan filosofian tohtori Aaro Juhani Kosken. Juhani Koski on Tullin pääjohtaja."
    found = facts(Article("x", text, "fi")).to_json()
    assert len([e for e in found["entities"] if e["type"] == "Person"]) == 1


def test_a_day_with_a_capital_inside_a_sentence_is_an_event() -> None:
    text = "Tervetuloa Metsäpäivään! Metsäpäivä kokoaa tutkijoita. Tilaisuuden järjestävät Tulli ja Väylävirasto."
    assert ("Väylävirasto", "organizes", "Metsäpäivä") in relations(text)
    assert not relations("Työpäivä alkaa. Tilaisuuden järjestävät Tulli ja Väylävirasto.")


def test_a_lower_case_noun_of_any_town_is_no_name() -> None:
    found = facts(Article("x", "Uusien kauppojen kauppakeskus ja Suomen terveyskeskus suljettiin.", "fi")).to_json()
    assert not [e for e in found["entities"] if e["type"] == "Organization" and "Suomen" in e["label"]]


def test_letters_behind_a_name_stand_for_it() -> None:
    text = "Mukana on johtaja Anna Virtanen, Kivitieteilijöiden liitto KTL. KTL:n tutkija Matti Niemi kiitti."
    assert ("Matti Niemi", "worksFor", "Kivitieteilijöiden liitto") in relations(text)


def test_the_union_is_a_body_where_it_pays() -> None:
    for text in ("EU-rahoitteinen Kirkas vesi -hanke alkaa.", "EU:n rahoittama Kirkas vesi -hanke alkaa."):
        assert ("European Union", "funds", "Kirkas vesi -hanke") in relations(text)


def test_where_a_forum_is_held_is_no_name_of_it() -> None:
    found = facts(Article("x", "# Uutinen\n\nMukana oli myös foorumi Helsingissä.", "fi")).to_json()
    assert not [e for e in found["entities"] if e["type"] == "Event"]


def test_the_last_word_of_a_name_is_the_body_too() -> None:
    text = "Salon Yliopistosäätiö jakaa apurahoja. Yliopistosäätiön asiamies Anna Virtanen kiitti."
    assert {o for _, p, o in relations(text) if p == "worksFor"} == {"Salon Yliopistosäätiö"}


def test_two_capitals_above_a_title_are_a_person() -> None:
    assert relations("Lisätietoja\n\nMaisa Hopeakunnas\nViestintäasiantuntija\nVäylävirasto\n")


def test_a_partitive_like_an_elative_is_the_name_that_the_text_has() -> None:
    text = "Juha Ahosta esitetään johtajaksi. Juha Ahonen on Väyläviraston tutkija."
    found = facts(Article("x", text, "fi")).to_json()
    assert [e["label"] for e in found["entities"] if e["type"] == "Person"] == ["Juha Ahonen"]


def test_small_municipalities_join_networks() -> None:
    text = "Digikorttelit-verkosto kasvaa. Mukaan liittyivät Ylivieska, Seinäjoki ja Hartola."
    assert ("Hartolan kunta", "memberOf", "Digikorttelit-verkosto") in relations(text)


def page(text: str, title: str = "Tiedote") -> set[tuple[str, str, str]]:
    found = facts(read_text(f'---\ntitle: "{title}"\n---\n\n{text}\n', id="x", language="fi"))
    label = {e.iri: e.label for e in found.entities}
    return {(label.get(c.subject, ""), c.predicate, label.get(c.object, c.object)) for c in found.claims}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Sopimuksen allekirjoitti tänään Turussa Museoliiton johtaja Anna Virtanen.",
         ("Anna Virtanen", "worksFor", "Museoliitto")),
        ("KuntaLuoto-hanke, jonka Euroopan unioni rahoitti, on ohi.", ("European Union", "funds", "KuntaLuoto-hanke")),
        ("Sininen silta -hanke alkaa. Asiantuntijatahona toimii Tulli.",
         ("Tulli", "participatesIn", "Sininen silta -hanke")),
        ("Mukana on johtaja Anna Virtanen Maakuntien vesikeskus Oy:stä.\n\nTapasin Maakuntien vesikeskus Oy:n.",
         ("Anna Virtanen", "worksFor", "Maakuntien vesikeskus Oy")),
        ("Anna Virtanen on tutkija. Hän on Suomen vesi- ja ilmayhdistys SURE ry:n hallituksen jäsen.",
         ("Anna Virtanen", "memberOf", "Suomen vesi- ja ilmayhdistys")),
    ],
)  # fmt: skip
def test_where_names_begin_and_end_beside_other_words(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in page(text)


def test_a_group_that_a_ministry_sets_up_has_members() -> None:
    found = page(
        "Väylävirasto on asettanut julkisen liikenteen ohjausryhmän. Ryhmän puheenjohtajana toimii johtaja "
        "Anna Virtanen Tullista ja varapuheenjohtajana tutkija Matti Niemi Säteilyturvakeskuksesta.\n\n"
        "Ohjausryhmän jäsenet:\n- tutkija Liisa Koski, Kuopion kaupunki\n- Timo Lahti, Vaasan kaupunki (siht.)",
        "Väylävirasto asetti liikenteen ohjausryhmän",
    )
    members = {s for s, p, o in found if p == "memberOf" and o.endswith("iikenteen ohjausryhmä")}
    assert members == {"Anna Virtanen", "Matti Niemi", "Liisa Koski", "Timo Lahti"}
    assert ("Timo Lahti", "worksFor", "Vaasan kaupunki") in found
    assert not [o for _, p, o in page("Väylävirasto asetti työryhmän valmistelemaan lakia.") if "ryhmä" in o]


def test_labels_stand_for_nobody_and_hold_for_the_lines_below() -> None:
    found = page(
        "Toteutusaika\n2023–2026\n\nRahoittaja\nEuroopan aluekehitysrahasto (EAKR), Turun kaupunki\n\n"
        "Kumppanit\nTurun yliopisto", "Sininen silta",
    )  # fmt: skip
    assert {(s, p) for s, p, o in found if o == "Sininen silta" and p in ("funds", "participatesIn")} >= {
        ("Euroopan aluekehitysrahasto", "funds"), ("Turun kaupunki", "funds"), ("Turun yliopisto", "participatesIn"),
    }  # fmt: skip
    assert ("Turun yliopisto", "funds", "Sininen silta") not in found


def test_who_manages_a_programme_leads_no_project_named_in_passing() -> None:
    text = "Sininen silta -hanke alkaa. Tästä kertoo {} Anna Virtanen Tullista."
    assert ("Anna Virtanen", "leads", "Sininen silta -hanke") in page(text.format("projektipäällikkö"))
    assert ("Anna Virtanen", "leads", "Sininen silta -hanke") not in page(text.format("ohjelmapäällikkö"))


def test_a_label_is_no_base_form_of_a_surname() -> None:
    found = facts(Article("x", "Kuva: Tulli / Juho Kuvala", "fi")).to_json()
    assert [e["label"] for e in found["entities"] if e["type"] == "Person"] == ["Juho Kuvala"]


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("fi", "Ohjelma: Hankintafoorumi Turussa", "Tulli järjestää Hankintafoorumin torstaina."),
        ("sv", "Program: Hållbara rum i Malmö", "Boverket arrangerar konferensen den 9 mars."),
        ("da", "Program: Sikker vej i Aarhus", "Aarhus Kommune holder konferencen den 9. marts."),
        ("nl", "Programma: Congres Schone Sloten", "Gemeente Gouda organiseert het congres."),
    ],
)
def test_an_events_programme_is_no_project(language: str, title: str, text: str) -> None:
    found = facts(read_text(f'---\ntitle: "{title}"\n---\n\n{text}\n', id="x", language=language))
    assert {e.type for e in found.entities if e.type in ("Project", "Event")} == {"Event"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Kiertokunnat-verkosto kasvaa. Uudet jäsenet ovat Imatra, Kemi ja Kerava.",
         ("Kemin kaupunki", "memberOf", "Kiertokunnat-verkosto")),
        ("Kiertokunnat-verkosto kasvaa. Verkostossa ovat ennestään mukana Lahti ja Turku.",
         ("Turun kaupunki", "memberOf", "Kiertokunnat-verkosto")),
        ("Suomen ympäristökeskus kutsuu. Näin sanoo Sykkeen erikoistutkija Anna Virtanen.",
         ("Anna Virtanen", "worksFor", "Suomen ympäristökeskus")),
        ("Tulli ja startup-yritys Kuura Oy aloittavat innovaatiokumppanuuden.",
         ("Tulli", "collaboratesWith", "Kuura Oy")),
    ],
)  # fmt: skip
def test_towns_that_are_names_abroad_and_names_whose_consonants_double(text: str, fact: tuple[str, str, str]) -> None:
    found = page(text)
    assert fact in found or (fact[2], fact[1], fact[0]) in found


def test_a_finnish_town_is_no_swedish_agency() -> None:
    for text in ("Kemi on mukana.", "Mukana olivat Kemi ja Tulli."):
        assert "Kemikalieinspektionen" not in {o for _, _, o in page(text)}


def test_quoted_project_before_a_hyphened_noun() -> None:
    text = "”Kohti vihreää kaupunkia” (KOVI) -hankkeella edistetään toimia. Hanketta rahoittaa mm. Energiavirasto."
    found = facts(Article("x", text, "fi"))
    label = {e.iri: e.label for e in found.entities}
    paid = {(label[c.subject], label[c.object]) for c in found.claims if c.predicate == "funds"}
    assert paid == {("Energiavirasto", "Kohti vihreää kaupunkia")}


def test_who_has_begun_a_project() -> None:
    text = "Ilmatieteen laitos ja Energiavirasto ovat aloittaneet laajan, ohjelmaan kuuluvan VIHTA-hankkeen."
    found = facts(Article("x", text, "fi"))
    label = {e.iri: e.label for e in found.entities}
    assert len({label[c.subject] for c in found.claims if c.predicate == "participatesIn"}) == 2


def test_a_time_and_a_hall_of_a_programme_are_no_names() -> None:
    for line in ("Klo 9.30 Konferenssin avaus", "klo 9.30-12.00 ohjelma Salissa 1."):
        assert not {e.type for e in facts(Article("x", line, "fi")).entities} & {"Event", "Project"}


@pytest.mark.parametrize(
    "name",
    ["Kallion yliopistokeskus", "Kallion Yliopistokampus", "Kallion seudun ympäristöpalvelut", "Koulujen konsortio"],
)
def test_bodies_by_their_nouns(name: str) -> None:
    text = f"Vihreä ranta -hanke alkaa. Toteuttajia ovat Tulli, {name} sekä Väylävirasto."
    members = {s for s, p, _ in relations(text) if p == "participatesIn"}
    assert members >= {name, "Väylävirasto"}


def test_an_association_and_its_short_form_are_one_employer() -> None:
    found = relations("Anna Virtanen, asiantuntija, Hoitoalan Ammattijärjestö HAJ")
    assert ("Anna Virtanen", "worksFor", "Hoitoalan Ammattijärjestö HAJ") in found


def test_a_group_without_a_name_is_no_board_of_whose_text_it_is() -> None:
    body = "Ryhmä alkoi työn.\n\nOhjausryhmän jäsenet:\n\n- Anna Virtanen, Tulli\n- Matti Niemi, Väylävirasto"
    found = relations(f"---\ntitle: Päätös\npublisher: Kallion kaupunki\n---\n\n{body}\n")
    assert ("Anna Virtanen", "worksFor", "Tulli") in found
    assert not any(p == "memberOf" for _, p, _ in found)


def test_a_genitive_that_begins_a_name_is_no_short_form_of_it() -> None:
    text = "Koulujen neuvosto kokoontui. Koulujen opettajien palkat nousevat."
    spans = [m for e in facts(Article("x", text, "fi")).entities for m in e.mentions if e.type == "Organization"]
    assert len(spans) == 1
