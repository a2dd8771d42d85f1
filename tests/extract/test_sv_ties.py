"""Swedish pages as agencies build them: who pays, takes part, arranges and belongs, told by labels, lists and prose."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text

_PREDICATES = ("participatesIn", "organizes", "memberOf", "funds", "partOf", "leads")


def _ties(text: str, title: str = "", publisher: str = "", language: str = "sv") -> set[str]:
    """The relations of a page as lines *subject predicate object*."""
    head = [
        f"language: {language}",
        *([f'title: "{title}"'] if title else []),
        *([f"publisher: {publisher}"] if publisher else []),
    ]
    page = "---\n" + "\n".join(head) + f"\n---\n\n{text}\n"
    found = facts(read_text(page, id="x", format="markdown")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {
        f"{labels.get(r['s'], r['s'])} {r['p']} {labels.get(r['o'], r['o'])}"
        for r in found["relations"]
        if r["p"] in _PREDICATES
    }


def test_projects_of_a_list_with_labels_are_paid_for_by_whom_the_text_names() -> None:
    text = (
        "Vinnova satsar 12 miljoner kronor på två projekt om skolmat.\n\nProjekten är:\n\n"
        "Grönare tallrikar\nProjektledare: Umeå kommun\nBeviljat belopp: 900 000 kronor\n\n"
        "Närodlat i norr\nProjektledare: Region Norrbotten\nBeviljat belopp: 800 000 kronor"
    )
    assert _ties(text, "Nya projekt om skolmat") == {
        "Vinnova funds Grönare tallrikar",
        "Vinnova funds Närodlat i norr",
        "Umeå kommun participatesIn Grönare tallrikar",
        "Region Norrbotten participatesIn Närodlat i norr",
    }
    assert not {t for t in _ties(text.replace("satsar", "satsar inte"), "Nya projekt") if "funds" in t}


def test_a_project_gets_of_the_money_that_the_text_told_of() -> None:
    text = (
        "Tillväxtverket har beviljat stöd till tolv projekt. Bland de projekt som får medel finns Vatten i norr. "
        "Projektet Smart skog, där Umeå universitet är projektägare, beviljas 6 miljoner kronor. "
        "Även Lunds kommun får medel: 4 miljoner kronor till projektet Gröna rum."
    )
    ties = _ties(text)
    assert "Umeå universitet participatesIn Smart skog" in ties
    assert {
        "Tillväxtverket funds Smart skog",
        "Tillväxtverket funds Gröna rum",
        "Lunds kommun participatesIn Gröna rum",
    } <= ties
    assert "Umeå universitet participatesIn Vatten i norr" not in ties


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("sv", "Malmö stad har fått 3 miljoner kronor från Formas. Projektet heter KLAR.", "Formas funds KLAR"),
        (
            "sv",
            "Boverket startar ett nätverk. Nätverket heter Gröna rum. I nätverket ingår Skatteverket och Formas.",
            "Skatteverket memberOf Gröna rum",
        ),
        ("nb", "Prosjektet heter STAV og ledes av Oslo kommune.", "Oslo kommune participatesIn STAV"),
        ("da", "Projektet hedder STAV og ledes af Aarhus Kommune.", "Aarhus Kommune participatesIn STAV"),
    ],
)
def test_what_a_project_is_called_is_its_name_though_it_looks_like_an_abbreviation(
    language: str, text: str, expected: str
) -> None:
    assert expected in _ties(text, language=language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("sv", "Konferensen Kultur som kraft arrangeras av Region Skåne.", "Region Skåne organizes Kultur som kraft"),
        (
            "sv",
            "Boverket arrangerar konferensen Vatten som strategisk resurs i Malmö.",
            "Boverket organizes Vatten som strategisk resurs",
        ),
        ("sv", "I projektet Gröna rum som snart avslutas deltar Boverket.", "Boverket participatesIn Gröna rum"),
        ("sv", "Projektet Gröna rum som delvis finansieras av Formas pågår.", "Formas funds Gröna rum"),
        ("nb", "Konferansen Kultur som kraft arrangeres av Oslo kommune.", "Oslo kommune organizes Kultur som kraft"),
        (
            "da",
            "Konferencen Kultur som kraft arrangeres af Aarhus Kommune.",
            "Aarhus Kommune organizes Kultur som kraft",
        ),
    ],
)
def test_a_title_goes_on_over_what_something_serves_as(language: str, text: str, expected: str) -> None:
    assert expected in _ties(text, language=language)


def test_a_network_is_called_by_an_adjective_and_who_does_something() -> None:
    text = (
        "Nätverket Gröna inköpare bildades 2019.\n\nMedlemmar\nBoverket\nMalmö stad\n\n"
        "Nätverket drivs av Trafikverket och finansieras av Formas."
    )
    assert {
        "Boverket memberOf Gröna inköpare",
        "Malmö stad memberOf Gröna inköpare",
        "Formas funds Gröna inköpare",
    } <= _ties(text, "Om nätverket Gröna inköpare")


def test_whom_to_ask_is_no_partner() -> None:
    text = (
        "Gröna rum är ett projekt om parker.\n\nFinansiär\nFormas\n\n"
        "Parter\nBoverket, Malmö stad\nKontakt\nAnna Ek\nForskare"
    )
    ties = _ties(text, "Gröna rum")
    assert {
        "Boverket participatesIn Gröna rum",
        "Malmö stad participatesIn Gröna rum",
        "Formas funds Gröna rum",
    } <= ties
    assert "Anna Ek participatesIn Gröna rum" not in ties


def test_a_school_of_a_university_is_named_with_it_and_its_part() -> None:
    text = "Anna Ek är docent vid Handelshögskolan vid Göteborgs universitet."
    assert _ties(text) == {"Handelshögskolan vid Göteborgs universitet partOf Göteborgs universitet"}


def test_a_jury_judges_the_competition_and_is_no_board() -> None:
    text = (
        "Tävlingen Årets park avgörs i maj.\n\nJuryn består av:\n\n"
        "- Anna Ek, arkitekt\n- Bo Lind, Malmö stad\n- Eva Berg, Boverket"
    )
    ties = _ties(text, "Vem vinner?", "Boverket")
    assert {"Anna Ek participatesIn Årets park", "Eva Berg participatesIn Årets park"} <= ties
    assert not {t for t in ties if "memberOf" in t}


def test_projects_over_who_applied_and_how_much_are_a_list_of_grants() -> None:
    text = (
        "Energimyndigheten har beslutat att bevilja 47 miljoner kronor till två projekt.\n\n"
        "Beviljade projekt\n\nVarmare skolor\nSökande: Lunds universitet\nBelopp: 900 000 kr\n\n"
        "Digital karta för byar\nSökande: IVL Svenska Miljöinstitutet AB\nBelopp: 800 000 kr"
    )
    assert _ties(text, "Två projekt får stöd") == {
        "Energimyndigheten funds Varmare skolor",
        "Energimyndigheten funds Digital karta för byar",
        "Lunds universitet participatesIn Varmare skolor",
        "IVL Svenska Miljöinstitutet participatesIn Digital karta för byar",
    }


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        (
            "sv",
            "Den prövar nya sätt att resa.\n\nFakta Grön Linje\nÄgare: {0}\nFinansiering: {1} (10 miljoner kronor)",
            "Ny testbädd för resor invigd",
        ),
        (
            "nb",
            "Slik skal folk reise.\n\nFakta om Grön Linje\nProsjekteier: {0}\nFinansiering: {1}",
            "Nye måter å reise på",
        ),
        (
            "da",
            "Sådan skal folk rejse.\n\nFakta om Grön Linje\nProjektejer: {0}\nFinansiering: {1}",
            "Nye måder at rejse på",
        ),
    ],
)
def test_a_box_of_facts_says_in_its_heading_what_it_is_about(language: str, text: str, title: str) -> None:
    ties = _ties(text.format("Umeå universitet", "Vinnova"), title, language=language)
    assert "Vinnova funds Grön Linje" in ties
    assert not {t for t in ties if "invigd" in t}
    if language == "sv":
        assert "Umeå universitet participatesIn Grön Linje" in ties


def test_a_programmes_name_before_a_project_only_says_who_pays() -> None:
    text = "Lunds universitet koordinerar Horisont Europa-projektet STAVAR. I konsortiet ingår Malmö stad och Boverket."
    assert _ties(text) == {f"{who} participatesIn STAVAR" for who in ("Lunds universitet", "Malmö stad", "Boverket")}


def test_who_is_in_a_network_besides_whom() -> None:
    text = (
        "Nätverket, som får namnet Resenärerna, finansieras av Vinnova och samordnas av Region Skåne. "
        "I nätverket ingår utöver Region Skåne även Region Stockholm och Malmö stad."
    )
    members = {f"{who} memberOf Resenärerna" for who in ("Region Skåne", "Region Stockholm", "Malmö stad")}
    assert {"Vinnova funds Resenärerna", *members} <= _ties(text)


def test_all_who_open_an_event_or_speak_at_it_take_part() -> None:
    text = (
        "Konferensen invigdes av Anna Ek, ordförande i Formas styrelse, och kommunalrådet Bo Lind, Kalmar kommun.\n\n"
        "Under ett pass berättade Eva Berg från Vinnova och Lars Nyman, enhetschef i Malmö stad, om sitt arbete."
    )
    ties = _ties(text, "Referat från Vattendagarna 2023")
    assert {
        f"{who} participatesIn Vattendagarna 2023" for who in ("Anna Ek", "Bo Lind", "Eva Berg", "Lars Nyman")
    } <= ties


def test_a_forum_for_cooperation_is_a_network_with_members() -> None:
    text = "Forumet träffas två gånger om året.\n\nI forumet ingår:\nBorås Stad\nSkövde kommun\nBusiness Region Borås"
    title = "Samverkansforum för hållbara resor"
    assert _ties(text, title) == {
        f"{who} memberOf {title}" for who in ("Borås stad", "Skövde kommun", "Business Region Borås")
    }


def test_among_others_is_no_part_of_a_title() -> None:
    text = "På plats fanns bland andra landshövding Anna Ek."
    found = facts(read_text(f"---\nlanguage: sv\n---\n\n{text}\n", id="x", format="markdown")).to_json()
    assert [r["o"] for r in found["relations"] if r["p"] == "hasRole"] == ["landshövding"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "I projektet Grön linje deltar {0}, {1} och Boverket."),
        ("nb", "I prosjektet Grønn linje deltar {0}, {1} og Boverket."),
        ("da", "I projektet Grøn linje deltager {0}, {1} og Boverket."),
    ],
)
def test_ends_of_names_of_several_words_show_what_they_name(language: str, text: str) -> None:
    names = "Kumla Science Park", "Boden Business School"
    ties = _ties(text.format(*names), language=language)
    assert all(any(tie.startswith(f"{name} participatesIn Gr") for tie in ties) for name in names)


def test_who_applied_takes_part_with_the_house() -> None:
    text = (
        "Formas har beslutat att finansiera två forskningsprojekt.\n\nProjekt som beviljats finansiering\n\n"
        "Nordiskt trä i städer\nHuvudsökande: Anna Ek, Umeå universitet\nBelopp: 9 000 000 kronor\n\n"
        "Betong i byar\nHuvudsökande: Bo Lind, Lunds universitet\nBelopp: 8 000 000 kronor"
    )
    projects = {
        "Nordiskt trä i städer": ("Anna Ek", "Umeå universitet"),
        "Betong i byar": ("Bo Lind", "Lunds universitet"),
    }
    expected = {f"{who} participatesIn {project}" for project, both in projects.items() for who in both}
    assert _ties(text, "Formas satsar på byggande") == expected | {f"Formas funds {project}" for project in projects}


def test_a_title_that_tells_what_became_of_an_event_names_it() -> None:
    text = (
        "Workshopen anordnades av juridiska institutionen i samarbete med Region Skåne. "
        "Dagen inleddes av Anna Ek, professor i rättsvetenskap.\n\n"
        "Bland deltagarna fanns representanter för Trafikverket och Umeå kommun."
    )
    event = "Workshop om vattenrätt"
    assert _ties(text, "Workshop om vattenrätt lockade många till Lund", "Lunds universitet") == {
        f"Region Skåne organizes {event}",
        f"Anna Ek participatesIn {event}",
        f"Trafikverket participatesIn {event}",
        f"Umeå kommun participatesIn {event}",
    }


def test_a_papers_text_tells_of_anothers_council() -> None:
    text = "Regeringen har tillsatt ett råd för framtiden. Övriga ledamöter är Anna Ek, vd för Boverket, och Bo Lind."
    assert not {t for t in _ties(text, "De sitter i nya rådet", "Dagens Samhälle") if "memberOf" in t}
    assert not {
        t for t in _ties("Programmet leds av Boverket.", "Boverkets nya program tar form") if "nya program" in t
    }


def test_those_who_found_a_network_are_its_members() -> None:
    text = "Boverket, Skatteverket och Malmö stad har bildat Nationellt forum för trygga hem."
    members = {f"{who} memberOf Nationellt forum för trygga hem" for who in ("Boverket", "Skatteverket", "Malmö stad")}
    assert members == _ties(text)
    assert not _ties(text.replace("har bildat", "har inte bildat"))


def test_joint_work_is_the_project_that_the_text_then_names() -> None:
    text = "Malmö stad och Volvo Cars testar tillsammans nya bilar. Projektet Gröna hjul stöds av Energimyndigheten."
    assert {"Malmö stad participatesIn Gröna hjul", "Volvo Cars participatesIn Gröna hjul"} <= _ties(text)


def test_an_event_without_a_capital_is_named_by_what_it_is_to_the_nation() -> None:
    text = (
        "Den 25 oktober samlas 500 deltagare på den nationella luftpolitiska konferensen i Östersund. "
        "Värd för årets konferens är Region Jämtland Härjedalen. "
        "Landshövding Anna Ek inledningstalar tillsammans med Bo Lind."
    )
    event = "Nationella luftpolitiska konferensen"
    assert _ties(text, "Konferens kraftsamlar för bättre luft") == {
        f"Region Jämtland Härjedalen organizes {event}",
        f"Anna Ek participatesIn {event}",
        f"Bo Lind participatesIn {event}",
    }


def test_a_page_about_what_its_publisher_is_called_may_be_a_projects() -> None:
    text = (
        "Dammguiden är en kunskapsbank för den som anlägger dammar. Länsstyrelsen i Uppsala län har beviljat bidraget. "
        "I projektet samarbetar följande kommuner och organisationer; Håbo kommun, Formas och Lindahl Film AB."
    )
    who = ("Håbo kommun", "Formas", "Lindahl Film AB")
    assert _ties(text, "Om Dammguiden", "Dammguiden") == {
        "Länsstyrelsen i Uppsala län funds Dammguiden",
        *(f"{name} participatesIn Dammguiden" for name in who),
    }
    assert not _ties("Vi arbetar med dammar. Boverket är stort.", "Om dammar", "Dammguiden")


def test_those_who_take_part_in_a_group_are_its_members() -> None:
    text = "Vi möts ofta.\n\nDeltagande organisationer: Boverket, Malmö stad och Formas"
    group = "Expertgruppen för trygga hem"
    assert _ties(text, group) == {f"{who} memberOf {group}" for who in ("Boverket", "Malmö stad", "Formas")}
    listed = "Vi möts ofta.\n\nDeltagande organisationer\n\n- Boverket\n- Malmö stad\n- Formas"
    assert _ties(listed, group) == _ties(text, group)


def test_a_line_of_a_list_may_be_a_list_itself() -> None:
    text = (
        "Nätverket för livsmedel möts. I nätverket finns personer från följande organisationer representerade:\n\n"
        "- Tillväxtverket, Jordbruksverket, Formas\n- Vinnova och Boverket"
    )
    who = ("Tillväxtverket", "Jordbruksverket", "Formas", "Vinnova", "Boverket")
    assert _ties(text, "Nätverket för livsmedel") == {f"{name} memberOf Nätverket för livsmedel" for name in who}


def test_behind_small_words_of_a_title_and_with_a_capital_begins_another_name() -> None:
    text = "Med i projektet Läsa mera och Romska föreningen är Boverket."
    assert not any("Läsa mera och" in tie for tie in _ties(text))


def test_a_date_and_a_place_are_no_part_of_an_events_name() -> None:
    text = (
        "Välkommen till ett seminarium!\n\nNär: 9 oktober kl. 9.30\nVar: Kumla Conference Centre\nKostnad: gratis\n\n"
        "Panel: Risker och möjligheter\nAnna Ek, Bo Lind, Lindska Byrån och Eva Berg (Karlstads kommun)"
    )
    event = "Seminarium om hållbara hus"
    for title in (f"{event}, Göteborg 9 oktober", f"{event} 9 oktober 2024"):
        ties = _ties(text, title)
        assert {f"{who} participatesIn {event}" for who in ("Anna Ek", "Bo Lind", "Eva Berg")} <= ties
        assert not any("Conference" in tie for tie in ties)


def test_a_report_of_how_an_event_went_is_of_that_event() -> None:
    text = (
        "Bakom dagen står Jönköpings kommun. Inledde gjorde kommunstyrelsens ordförande Anna Ek. "
        "Hon följdes av trendanalytikern Bo Lind och Eva Berg, professor vid Umeå universitet. "
        "Priset delades ut av kommundirektör Lars Nyman. Under dagen delades priset Årets förbättrare ut."
    )
    ties = _ties(text, "Så gick det på Kommundagen", "Jönköpings kommun")
    who = ("Anna Ek", "Bo Lind", "Eva Berg", "Lars Nyman")
    assert {f"{name} participatesIn Kommundagen" for name in who} <= ties
    assert not any("förbättrare ut" in tie for tie in ties)


def test_a_council_that_only_a_heading_names_has_the_bodies_below() -> None:
    text = "Arbetet går framåt.\n\nI samverkansrådet ingår:\n- Lantmäteriet (ordförande)\n- Boverket\n- Formas"
    assert _ties(text, "En smartare byggprocess", "Lantmäteriet") == {
        f"{who} memberOf Samverkansrådet" for who in ("Lantmäteriet", "Boverket", "Formas")
    }


def test_labels_of_a_project_banks_page() -> None:
    text = (
        "Projektägare: Region Västerbotten\nFond: Europeiska regionala utvecklingsfonden\n"
        "Beviljat EU-stöd: 900 000 kronor\n\nMedfinansiärer\nLycksele kommun\nFöretagarna Västerbotten\n\n"
        "Samverkanspartners\nUmeå universitet\nHandelskammaren i Västerbotten"
    )
    project = "Inköp i glesbygd"
    payers = ("Europeiska regionala utvecklingsfonden", "Lycksele kommun", "Företagarna Västerbotten")
    parties = ("Region Västerbotten", "Umeå universitet", "Handelskammaren i Västerbotten")
    assert _ties(text, project) == {
        *(f"{who} funds {project}" for who in payers),
        *(f"{who} participatesIn {project}" for who in parties),
    }


def test_what_is_paid_for_in_half_and_what_is_new_behind_a_dash() -> None:
    text = "Projektet Gröna rum, som har en budget på 2 miljoner kronor, finansieras till hälften av EU."
    assert _ties(text) == {"EU funds Gröna rum"}
    news = _ties("Satsningen löper över sex år. I styrgruppen sitter Anna Ek.", "Samhällskraft – ny forskningsmiljö")
    assert not any("Samhällskraft" in tie for tie in news)


def test_towns_under_their_counties_take_part() -> None:
    text = (
        "Följande kommuner deltar i programmet Innovationskraft:\n\nSkåne\nEslöv, Hörby och Tomelilla\n\n"
        "Norrbotten\nArvidsjaur och Boden"
    )
    who = ("Eslövs kommun", "Hörby kommun", "Tomelilla kommun", "Arvidsjaurs kommun", "Bodens kommun")
    assert {f"{name} participatesIn Innovationskraft" for name in who} <= _ties(text, "Deltagande kommuner")


def test_what_a_sentence_says_to_be_somebodys_platform_has_partners() -> None:
    text = (
        "Triple F är Trafikverkets forsknings- och innovationsplattform för frakt. Plattformen samordnas av VTI.\n\n"
        "Partner i Triple F\nABB\nGöteborgs hamn\nLunds universitet\nScania"
    )
    ties = _ties(text, "Samverkan och partner", "Trafikverket")
    who = ("VTI", "ABB", "Lunds universitet", "Scania")
    assert {f"{name} participatesIn Triple F" for name in who} <= ties
    assert not any(tie.startswith("Göteborgs Stad") for tie in ties)


def test_money_goes_to_the_project_that_the_next_sentence_names() -> None:
    text = (
        "Kumla kommun och Hallsbergs kommun har beviljats 4 miljoner kronor ur Europeiska socialfonden. "
        "Pengarna ska gå till projektet Rätt kompetens som ska stärka inköparna. "
        "Malmö stad och Formas är samverkansparter."
    )
    who = ("Kumla kommun", "Hallsbergs kommun", "Malmö stad", "Formas")
    expected = {f"{name} participatesIn Rätt kompetens" for name in who} | {
        "Europeiska socialfonden funds Rätt kompetens"
    }
    assert expected <= _ties(text)


def test_towns_that_get_money_take_no_part_in_what_is_named_before() -> None:
    text = "Programmet Gröna rum växer. Städerna som får stöd är Borås, Gävle och Lund."
    assert not {tie for tie in _ties(text) if "participatesIn" in tie}


def test_all_persons_behind_who_takes_part_do() -> None:
    text = "I projektet Gröna rum medverkar även Anna Ek, docent vid Lunds universitet, och Bo Lind, professor vid SLU."
    assert {"Anna Ek participatesIn Gröna rum", "Bo Lind participatesIn Gröna rum"} <= _ties(text)


def test_a_corps_is_no_person() -> None:
    text = "Talare:\n\n- Anna Ek, riksdagsledamot (M), och förbundsordförande Sjövärnskåren"
    assert not any(tie.startswith("Sjövärnskåren participatesIn") for tie in _ties(text, "Sjödagarna 2023"))


def test_a_body_for_something_is_the_one_named_by_whose_it_is() -> None:
    text = (
        "Rådet för trygga hem möts ofta.\n\nLedamöter i rådet\n\n- Anna Ek, Formas\n- Bo Lind, Umeå universitet\n"
        "- Eva Berg, Malmö stad"
    )
    council = "Boverkets råd för trygga hem"
    ties = _ties(text, council, "Boverket")
    assert ties == {
        f"{council} partOf Boverket",
        *(f"{who} memberOf {council}" for who in ("Anna Ek", "Bo Lind", "Eva Berg")),
    }


def test_what_money_is_for_in_a_year_is_no_project() -> None:
    text = "Ekofonden i Lund tilldelas 225 miljoner kronor för 2027 för att bidra till att möta kommunernas behov."
    assert _ties(text, publisher="Regeringskansliet") == set()


def test_a_sentence_above_a_projects_labels_is_its_name() -> None:
    text = (
        "Vi har gett stöd till två projekt.\n\n### Gamla kök\nKoordinator: Kumla kommun\nParter: Umeå universitet\n\n"
        "### Riv blir lada\nKoordinator: Region Halland\nParter: Borås stad"
    )
    assert _ties(text, "Beviljade projekt") == {
        "Kumla kommun participatesIn Gamla kök",
        "Umeå universitet participatesIn Gamla kök",
        "Region Halland participatesIn Riv blir lada",
        "Borås stad participatesIn Riv blir lada",
    }


def test_a_title_that_tells_of_several_bodies_is_no_project() -> None:
    text = "Boverket och Digg har ett avtal.\n\nProjektledare blir Anna Ek på Boverket. Projektet börjar i maj."
    assert not any(" leads " in tie for tie in _ties(text, "Boverket och Digg fördjupar sitt samarbete"))


def test_who_awards_a_prize_and_who_might_have_won_it() -> None:
    text = (
        "Kumla kommun vann utmärkelsen Årets park 2024 på Stadsgalan. Övriga nominerade var Borås stad, för ett torg, "
        "och Region Skåne, för en stig.\n\nJuryn har bestått av Anna Ek (ordförande), chef på Boverket, Bo Lind från "
        "Formas och Eva Berg. Jurysekreterare var Ida Sund. Prispengarna betalas av Vinnova."
    )
    assert _ties(text) >= {
        *(f"{who} participatesIn Årets park 2024" for who in ("Borås stad", "Region Skåne", "Anna Ek", "Bo Lind")),
        "Ida Sund participatesIn Årets park 2024",
        "Vinnova funds Årets park 2024",
    }


def test_words_that_a_line_shouts_are_no_bodies() -> None:
    text = "NY PARK PÅ GÅNG\n\nKumla kommun bygger en park.\n\nLÄSTIPS\n\nBoverket har skrivit en bok om parker."
    found = facts(read_text(f"---\nlanguage: sv\n---\n\n{text}\n", id="x", format="markdown")).to_json()
    assert {e["label"] for e in found["entities"]} == {"Kumla kommun", "Boverket"}


def test_a_centre_that_publishes_its_own_page_is_no_project_and_has_parties() -> None:
    text = (
        "Innovationshubb Älvdal är en mötesplats för vården.\n\n## Vilka är vi?\n\nHubben samordnas av Region Skåne. "
        "Övriga parter är Borås stad och Umeå universitet. Hubbledare är Anna Ek.\n\n## Finansiering\n\n"
        "Verksamheten finansieras av Vinnova."
    )
    assert _ties(text, "Om Innovationshubb Älvdal", "Innovationshubb Älvdal") == {
        "Region Skåne participatesIn Innovationshubb Älvdal",
        "Borås stad participatesIn Innovationshubb Älvdal",
        "Umeå universitet participatesIn Innovationshubb Älvdal",
        "Anna Ek leads Innovationshubb Älvdal",
        "Vinnova funds Innovationshubb Älvdal",
    }


def test_an_event_with_a_dash_in_its_name_is_one() -> None:
    text = (
        "# Webbinarium: Köpa vatten – från källa till kran\n\n**När:** 24 april 2025\n**Arrangörer:** Boverket\n\n"
        "## Program\n\n9.00 Välkomna\nModerator Anna Ek, Boverket\n\nWebbinariet är en del av projektet Trygga rör, "
        "som finansieras av Vinnova."
    )
    found = _ties(text, "Webbinarium: Köpa vatten – från källa till kran")
    assert {tie for tie in found if "Köpa vatten" in tie} == {
        "Boverket organizes Köpa vatten",
        "Anna Ek participatesIn Köpa vatten",
    }
    assert "Vinnova funds Trygga rör" in found
