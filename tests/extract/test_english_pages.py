"""English pages as senders build them: lists of speakers with degrees, councils, consortia, programmes."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.facts import Facts
from innograph.link import facts
from innograph.read import read_text


def found(body: str, publisher: str = "", title: str = "") -> Facts:
    """The facts of a page written in Markdown."""
    head = "".join(f"{key}: {value}\n" for key, value in (("title", title), ("publisher", publisher)) if value)
    return facts(read_text(f"---\nlanguage: en\n{head}---\n\n{body}", id="a", format="markdown"))


def said(body: str, publisher: str = "", title: str = "") -> set[tuple[str, str, str]]:
    """What a page says, in names."""
    page = found(body, publisher, title)
    labels = {entity.iri: entity.label for entity in page.entities}
    return {(labels.get(c.subject, c.subject), c.predicate, labels.get(c.object, c.object)) for c in page.claims}


@pytest.mark.parametrize(
    ("line", "person", "house"),
    [
        ("Anna Smith MD\nPresident and CEO, Leeds Museum", "Anna Smith", "Leeds Museum"),
        ("Anna Smith MD, MPH\nDirector, Leeds Museum", "Anna Smith", "Leeds Museum"),
        ("J. Anna Smith PhD\nExecutive Director, Leeds Museum", "J. Anna Smith", "Leeds Museum"),
        ("Quirina Vollbrand OBE, Director, Leeds Museum", "Quirina Vollbrand", "Leeds Museum"),
        ("Anna Smith, LL.M., Director, Leeds Museum", "Anna Smith", "Leeds Museum"),
        ("Anna Smith, Ph.D., Director, Leeds Museum", "Anna Smith", "Leeds Museum"),
        ("Anna Smith, MD, Leeds Museum", "Anna Smith", "Leeds Museum"),
    ],
)
def test_degrees_are_no_part_of_a_name(line: str, person: str, house: str) -> None:
    assert (person, "leads", house) in said(line)


def test_letter_of_a_session_is_no_initial() -> None:
    page = found("It went on in Session B. Anna Smith, Leeds Museum, spoke.")
    assert "Anna Smith" in {e.label for e in page.entities}


def test_lines_at_the_margin_below_a_list_are_no_part_of_its_last_item() -> None:
    page = (
        "- New ways of keeping rivers clean\n- Ways of paying for it\nSpeakers\n"
        "Anna Smith\nDirector, Leeds Museum\nJohn Brown\nHead of Unit, Statistics Sweden"
    )
    facts_of = said(page, title="Clean Rivers Conference 2024")
    assert ("Anna Smith", "leads", "Leeds Museum") in facts_of
    assert ("John Brown", "participatesIn", "Clean Rivers Conference 2024") in facts_of


def names(body: str, type_: str = "Organization", publisher: str = "") -> set[str]:
    """The names of a page's things of a type."""
    return {entity.label for entity in found(body, publisher).entities if entity.type == type_}


def test_dash_without_spaces_parts_a_name_from_its_title() -> None:
    assert ("Anna Smith", "leads", "Leeds Museum") in said("- Dr Anna Smith OBE—Director, Leeds Museum")


def test_article_is_no_part_of_the_publishers_name() -> None:
    page = "The Amber Coast Board has a new boat. “We need more,” says Anna Smith, head of unit."
    assert names(page, publisher="The Amber Coast Board") == {"Amber Coast Board"}
    assert ("Anna Smith", "worksFor", "Amber Coast Board") in said(page, publisher="The Amber Coast Board")


@pytest.mark.parametrize("person", ["Per Aasen", "Gro Sandvik"])
def test_given_name_that_is_a_word_and_surname_that_is_a_company(person: str) -> None:
    assert (person, "worksFor", "Vinnova") in said(f"The guest was {person}, head of unit, Vinnova.")


def test_mayor_of_a_town_behind_the_town() -> None:
    assert ("Rabih Kassem", "hasRole", "deputy mayor") in said("The deputy mayor of Aarhus, Rabih Kassem, signed it.")


def test_years_behind_the_heading_of_a_list_of_members() -> None:
    page = (
        "The Amber Coast Council gives advice on harbours. Its members meet in May.\n\nMembers 2022–2024\n\n"
        "Chair\nAnna Smith, Director, Leeds Museum\n\nMembers\nJohn Brown, Head of Unit, Statistics Sweden\n"
        "Mary Jones, Analyst, Vinnova"
    )
    facts_of = said(page, publisher="Leeds City Council", title="Advisory council")
    assert ("Anna Smith", "memberOf", "Amber Coast Council") in facts_of
    assert ("Mary Jones", "memberOf", "Amber Coast Council") in facts_of


def test_board_of_the_network_that_the_text_told_of() -> None:
    page = (
        "Leeds City Council and Vinnova have founded the Amber Coast Network.\n\n"
        "The board of the network consists of:\n\n"
        "- Anna Smith (chair), Leeds City Council\n- John Brown, Vinnova\n- Mary Jones, Statistics Sweden"
    )
    facts_of = said(page, publisher="Leeds City Council", title="New network for harbours")
    assert {o for s, p, o in facts_of if p == "memberOf" and s == "John Brown"} == {"Amber Coast Network"}
    assert ("Vinnova", "memberOf", "Amber Coast Network") in facts_of


def test_small_words_before_their_abbreviation_name_no_body() -> None:
    assert names("They bought personal protective equipment (PPE). The PPE was sold by Vinnova.") == {"Vinnova"}
    assert names("Eight higher education institutions (HEIs) took part. The HEIs met Vinnova.") == {"Vinnova"}


def test_capitals_before_their_abbreviation_are_the_name() -> None:
    page = "The Nordland Harbour Corps (NHC) has boats. The NHC works with Vinnova."
    assert names(page) == {"Nordland Harbour Corps", "Vinnova"}


def test_bracket_spells_out_the_name_of_a_project() -> None:
    page = "SAFEBAY (Safe Bays for Innovative Harbour Solutions) is new. The SAFEBAY project is led by Vinnova."
    assert names(page) == {"Vinnova"}
    assert ("Vinnova", "participatesIn", "SAFEBAY") in said(page)


def test_amount_of_money_begins_no_project() -> None:
    page = (
        "Lund University has been awarded SEK 3 million by the Swedish Research Council for a project on harbours.\n\n"
        "The project, Safe Bays, is led by Anna Smith.\n\nFunding: Swedish Research Council\n\nPartners: Vinnova"
    )
    facts_of = said(page, title="SEK 3 million for research on harbours")
    assert ("Vinnova", "participatesIn", "Safe Bays") in facts_of
    assert {o for s, p, o in facts_of if p == "leads"} == {"Safe Bays"}


def test_given_name_and_one_word_before_the_last_of_a_body_are_no_person() -> None:
    assert names("The Amber Coast Council met Vinnova.") == {"Amber Coast Council", "Vinnova"}


def test_town_with_an_article() -> None:
    assert names("It was opened by the Municipality of The Hague.") == {"Municipality of The Hague"}


def test_other_members_of_a_jury_are_not_the_publishers() -> None:
    page = (
        "The prizes were handed out in Leeds.\n\nThe jury was chaired by Anna Smith, Professor at Lund University. "
        "The other members were:\n\n- John Brown, Vinnova\n- Mary Jones, Statistics Sweden"
    )
    assert not [fact for fact in said(page, publisher="Leeds City Council") if fact[1] == "memberOf"]


def test_title_in_brackets_behind_a_house_is_no_name_of_it() -> None:
    page = found("- Anna Smith, Leeds Museum (Chair)\n- John Brown, Vinnova")
    assert "Chair" not in {alias for entity in page.entities for alias in entity.aliases}
    facts_of = said("- Anna Smith, Leeds Museum (Chair)\n- John Brown, Vinnova")
    assert ("Anna Smith", "hasRole", "chair") in facts_of
    assert ("Anna Smith", "worksFor", "Leeds Museum") in facts_of


def test_short_name_before_the_dash_of_a_projects_heading() -> None:
    page = (
        "Two projects were approved.\n\nSAFEBAY – Safe bays for small towns\n\nLead partner: Vinnova\n\n"
        "Partners: Leeds Museum\n\nWIDEBAY – Wider bays\n\nLead partner: Statistics Sweden\n\nPartners: Lund University"
    )
    projects = {entity.label: entity.aliases for entity in found(page, title="Two projects").entities
                if entity.type == "Project"}  # fmt: skip
    assert any("SAFEBAY" in (label, *aliases) for label, aliases in projects.items())


def test_projects_name_that_ends_as_a_bodys_does() -> None:
    page = (
        "Circular Hospital develops ways to wash gowns.\n\nProject leader: Adjunct Professor Anna Smith\n\n"
        "Coordinator: Lund University\n\nDuration: 2021–2023\n\nPartners\n\n- Leeds Museum\n- Vinnova\n\n"
        "Steering group\n\n- John Brown, Vinnova"
    )
    facts_of = said(page, title="Circular Hospital")
    assert ("Anna Smith", "hasRole", "project leader") in facts_of
    assert "Circular Hospital" not in {e.label for e in found(page, title="Circular Hospital").entities
                                       if e.type == "Organization"}  # fmt: skip
    assert not [fact for fact in facts_of if "Steering group" in fact]


def test_speakers_are_the_events_and_not_the_projects() -> None:
    page = (
        "Join us for a webinar organised by Vinnova, the innovation agency, together with Leeds Museum. "
        "It is part of the Clean Bays project.\n\nOur speakers:\n\n- Anna Smith, Lund University\n"
        "- John Brown, Statistics Sweden\n\nAgenda\n\n10:00 Welcome"
    )
    facts_of = said(page, title="Webinar: Harbours that work")
    assert {o for s, p, o in facts_of if s == "John Brown" and p == "participatesIn"} == {"Harbours that work"}
    assert {s for s, p, o in facts_of if p == "organizes"} == {"Vinnova", "Leeds Museum"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Anna Smith is currently Head of Unit at Vinnova.", ("Anna Smith", "worksFor", "Vinnova")),
        ("The talk was held by Anna Smith, who is responsible for harbours at Vinnova.",
         ("Anna Smith", "worksFor", "Vinnova")),
        ("“Good,” said Anna Smith, Vice Mayor for Environment and Transport in Leeds.",
         ("Anna Smith", "hasRole", "vice mayor for Environment and Transport")),
        ("The Clean Bays Conference is in May, where Anna Smith and John Brown, Director at Leeds Museum, will speak.",
         ("John Brown", "participatesIn", "Clean Bays Conference")),
    ],
)  # fmt: skip
def test_what_sentences_of_english_news_say(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in said(text)


def test_who_chairs_a_network_takes_part_in_no_event_by_that() -> None:
    page = (
        "Leeds City Council has tested silent boats. The tests will be shown at the Clean Bays Conference in May.\n\n"
        "About us\n\nThe Amber Coast Network has nine members. The network is chaired by Anna Smith of Vinnova."
    )
    of_anna = [fact for fact in said(page, title="Silent boats") if fact[0] == "Anna Smith"]
    assert "participatesIn" not in {p for _, p, _ in of_anna}


def test_names_behind_the_first_of_a_line_of_partners_are_none() -> None:
    page = (
        "The Clean Bays project has begun.\n\nProject partners\n\n- Leeds Museum, Lund University, Lund\n"
        "- York Museum\n- Vinnova"
    )
    partners = {s for s, p, o in said(page, title="Clean Bays") if p == "participatesIn"}
    assert partners == {"Leeds Museum", "York Museum", "Vinnova"}


def test_page_of_partners_with_lines_between_them() -> None:
    page = (
        "The SAFEBAY project has three partners.\n\nLeeds Museum\n\nThe museum tests new boats and asks its guests.\n\n"
        "York Museum\n\nIt counts the boats, and is glad to do so.\n\nVinnova\n\nContact: Anna Smith"
    )
    partners = {s for s, p, o in said(page, title="SAFEBAY – Partners & contacts") if p == "participatesIn"}
    assert partners == {"Leeds Museum", "York Museum", "Vinnova"}


def test_project_that_the_text_names_is_not_that_of_the_title() -> None:
    page = "Three towns buy boats in a project. The project, called Clean Bays, is funded by Leeds Museum."
    assert names(page, "Project") == {"Clean Bays"}
    assert ("Leeds Museum", "funds", "Clean Bays") in said(page, title="Lund, Leeds and York test silent boats")


def test_house_below_a_title_is_that_persons_and_no_heading() -> None:
    page = (
        "Contact points\n\nAnna Smith\nDevelopment Manager\nThe Nordland Association of Towns\n\n"
        "John Brown\nLegal Counsel, Leeds Museum\n\nMary Jones\nAnalyst, Vinnova"
    )
    assert not [fact for fact in said(page, title="Contact points for harbours") if fact[1] == "memberOf"]


def test_house_colon_person_and_title() -> None:
    facts_of = said("Council of Nordland Region: Anna Smith, Planning Manager\n\nLeeds Museum: John Brown")
    assert ("Anna Smith", "worksFor", "Council of Nordland Region") in facts_of
    assert ("John Brown", "worksFor", "Leeds Museum") in facts_of


def test_bodys_name_up_to_what_it_is_of_is_the_same_body() -> None:
    page = "The River Council of Nordland is new. Anna Smith, analyst at the River Council, explains."
    assert names(page) == {"River Council of Nordland"}
    assert ("Anna Smith", "worksFor", "River Council of Nordland") in said(page)


def test_major_is_an_adjective() -> None:
    assert names("Eurocities is the network of major European cities.", "Person") == set()


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Anna Smith, Sweden’s Minister for Culture, spoke.", ("Anna Smith", "hasRole", "minister for Culture")),
        ("Denmark’s Prime Minister, Anna Smith, spoke.", ("Anna Smith", "hasRole", "prime minister")),
        ("The Minister of Health of Cyprus, Dr. Anna Smith, spoke.", ("Anna Smith", "hasRole", "minister of Health")),
        ("In her role as the project coordinator, Dr. Anna Smith told of it.",
         ("Anna Smith", "hasRole", "project coordinator")),
        ("Commissioner for Health Ms. Anna Smith spoke.", ("Anna Smith", "hasRole", "commissioner for Health")),
        ("Anna Smith, conference host and department head at Vinnova, opened it.",
         ("Anna Smith", "hasRole", "department head")),
        ("Anna Smith is an independent advisor on Clean Rivers.", ("Anna Smith", "hasRole", "independent advisor")),
    ],
)  # fmt: skip
def test_titles_of_ministers_and_others(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in said(text)


def test_program_for_a_conference_is_no_part_of_its_name() -> None:
    assert names("Program for Clean Bays Conference 2027", "Event") == {"Clean Bays Conference 2027"}


@pytest.mark.parametrize("row", ["Facebook Tweet this Email Print", "Follow us on Twitter and Facebook."])
def test_buttons_of_a_page_name_no_company(row: str) -> None:
    assert names(f"Leeds Museum has new boats.\n\n{row}") == {"Leeds Museum"}


def test_network_of_users_is_a_company_where_the_text_says_so() -> None:
    assert "Facebook" in names("The company behind Facebook was fined.")


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Partners are Vinnova and York Museum.", {"Vinnova", "York Museum"}),
        ("Sitra and Leeds University take part.", {"Sitra", "Leeds University"}),
        ("The Victoria and Albert Museum opened.", {"Victoria and Albert Museum"}),
    ],
)
def test_and_behind_a_listed_body_parts_two_names(text: str, bodies: set[str]) -> None:
    assert names(text) == bodies


def test_series_before_the_name_of_a_webinar_is_no_part_of_it() -> None:
    page = "Speakers\n\n- Anna Smith, Director, Leeds Museum\n- John Brown, Vinnova\n\nRegistration\n\nIt is in May."
    facts_of = said(page, title="Webinar series: Clean rivers")
    assert ("Anna Smith", "participatesIn", "Clean rivers") in facts_of


@pytest.mark.parametrize(
    "text",
    [
        "New EU project CleanRivers starts in May. RISE takes part in the project.",
        "The Horizon 2020 project CleanRivers brings together RISE and TNO.",
        "RISE is a partner in the Horizon Europe project CleanRivers.",
    ],
)
def test_programme_before_the_project_is_not_the_project(text: str) -> None:
    found = facts(Article("x", text, "en")).to_json()
    label = {e["iri"]: e["label"] for e in found["entities"]}
    assert {label[r["o"]] for r in found["relations"] if r["p"] == "participatesIn"} == {"CleanRivers"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Boverket är en part i ett projekt om hem."),
        ("nb", "Kartverket er en partner i et prosjekt om hjem."),
        ("nl", "TNO is een partner in het project."),
        ("en", "RISE is a partner in the project."),
    ],
)
def test_who_has_a_part_in_a_project_is_none(language: str, text: str) -> None:
    assert not [e for e in facts(Article("x", text, language)).entities if e.type == "Project"]


def test_single_quotation_marks_close_before_an_owners_apostrophe() -> None:
    page = (
        "A project called ‘Better Mornings in Schools’ (2021) began in May. It is led by Leeds Health Foundation’s "
        "team in collaboration with Leeds Museum and is co-funded by Vinnova."
    )
    assert names(page, "Project") == {"Better Mornings in Schools"}
    assert ("Vinnova", "funds", "Better Mornings in Schools") in said(page)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Anna Smith, Smart Islands Coordinator, Leeds Museum", "Smart Islands coordinator"),
        ("Anna Smith, Leeds Museum, Smart Islands Coordinator", "Smart Islands coordinator"),
        ("Anna Smith (Blue Growth and Ports Officer, Leeds Museum)", "Blue Growth and Ports officer"),
        ("Anna Smith is Smart Islands Coordinator at Leeds Museum.", "Smart Islands coordinator"),
        ("Anna Smith, Project Manager Public Affairs, Leeds Museum", "project manager Public Affairs"),
    ],
)
def test_words_with_capitals_belong_to_a_title(line: str, role: str) -> None:
    assert {("Anna Smith", "hasRole", role), ("Anna Smith", "worksFor", "Leeds Museum")} <= said(line)


def test_a_body_before_a_title_is_no_part_of_it() -> None:
    facts_of = said("Anna Smith, Leeds Museum Director, opened the day with Economics Minister John Brown.")
    assert ("Anna Smith", "hasRole", "director") in facts_of
    assert ("John Brown", "hasRole", "economics minister") in facts_of


def test_a_coordinator_heads_no_authority() -> None:
    assert ("Anna Smith", "leads", "Statistiska centralbyrån") not in said("Anna Smith, Coordinator, Statistics Sweden")
    assert ("Anna Smith", "leads", "Nordic Climate Network") in said("Anna Smith, Coordinator, Nordic Climate Network")


def test_minister_with_a_comma_before_the_name() -> None:
    first = "“A start,” said Minister for the Environment, Lea Holt."
    assert ("Lea Holt", "hasRole", "minister for the Environment") in said(first)
    second = "Minister for Culture, Media and Sport, Bo Lind, has come."
    assert ("Bo Lind", "hasRole", "minister for Culture, Media and Sport") in said(second)


def test_given_name_in_brackets_behind_initials() -> None:
    page = "Applicant: T. (Tiemen) Vollenbroek, Artis\nCo-applicant: Prof. F. (Frans) van Hoorn, Leeds Museum"
    assert names(page, "Person") == {"Tiemen Vollenbroek", "Frans van Hoorn"}
    assert ("Frans van Hoorn", "worksFor", "Leeds Museum") in said(page)


def test_countries_before_a_hyphen_name_no_project() -> None:
    page = "The Nordic-Baltic initiative has partners. The Swedish-Finnish project ends, the RIVER project is new."
    assert names(page, "Project") == {"RIVER"}


def test_country_belongs_to_a_bodys_name() -> None:
    page = "The Reading Association of Iceland and the Coastal Archives of Estonia met in Wales."
    assert names(page) == {"Reading Association of Iceland", "Coastal Archives of Estonia"}


def test_time_zones_and_gerunds_are_no_bodies() -> None:
    assert not names("It begins at 14:00 CEST. Providing Nordic and Baltic citizens with books is the aim.")


def test_municipalities_behind_their_list() -> None:
    page = "Schools in Hvidovre, Dragør and Randers municipalities have been granted money."
    assert names(page) == {"Hvidovre Kommune", "Dragør Kommune", "Randers Kommune"}


def test_institutions_that_took_part_in_the_project() -> None:
    page = (
        "The first project, titled “Open Shelves (1860–1920)”, covered two million pages. The following institutions "
        "participated in the project: Coastal Archives of Estonia, Leeds Museum, Tallinn City Archives."
    )
    assert ("Tallinn City Archives", "participatesIn", "Open Shelves (1860–1920)") in said(page)
    assert ("Coastal Archives of Estonia", "participatesIn", "Open Shelves (1860–1920)") in said(page)


def test_time_and_venue_make_the_seminars_page() -> None:
    page = (
        "Time: 13 June, 17.00 – 18.30\nVenue: Harbour Hall\n\nHow can cities lend books? The aim of the seminar is "
        "to find out.\n\n- Anna Smith, Leeds Museum, Reading Promotion Coordinator\n- John Brown, Statistics Sweden\n"
    )
    title = "Shelves without borders in the Baltic Sea cities"
    assert ("Anna Smith", "participatesIn", title) in said(page, title=title)
    assert ("Anna Smith", "hasRole", "Reading Promotion coordinator") in said(page, title=title)
    plain = page.replace("The aim of the seminar is to find out.", "Nobody knows.")
    assert not any(p == "participatesIn" for _, p, _ in said(plain, title=title))


def test_event_in_capitals_is_the_one_that_the_text_names() -> None:
    page = "RIVER DAY is held in Lisbon.\n\nRiver Day 2026 is a conference arranged by Statistics Sweden."
    assert names(page, "Event") == {"River Day 2026"}
    assert "RIVER DAY" not in names(page)


def test_body_behind_the_word_event() -> None:
    assert "Leeds Centre for Welfare" in names(
        "During this year's Reading Day event Leeds Centre for Welfare shows it."
    )


def test_series_of_webinars_is_an_event() -> None:
    assert names("We have launched “Open doors at noon”, a series of webinars on reading.", "Event") == {
        "Open doors at noon"
    }


def test_programme_with_and_without_its_noun_is_one() -> None:
    page = "The Clear Rivers Programme has begun. Leeds Museum takes part in the programme Clear Rivers."
    assert len(names(page, "Project")) == 1


def test_labels_of_names_tell_several_projects() -> None:
    page = (
        "A list of projects.\n\nProject name: Clear Rivers\nProject period: 2020–2022\nCoordinators: Anna Smith and "
        "John Brown, Leeds Museum\n\nProject name: Open Shelves\nProject period: 2021–2023\nCoordinator: Mary Jones\n"
    )
    facts_of = said(page, title="Projects of ours")
    assert {("Anna Smith", "leads", "Clear Rivers"), ("Mary Jones", "leads", "Open Shelves")} <= facts_of
    assert {("Anna Smith", "worksFor", "Leeds Museum"), ("John Brown", "worksFor", "Leeds Museum")} <= facts_of


def test_second_of_two_bodies_and_towns_of_a_list_are_names() -> None:
    page = "Statistics Sweden works closely with Vinnova, the Coastal Energy Agency and AquaTech."
    assert ("Statistiska centralbyrån", "collaboratesWith", "AquaTech") in said(page)
    towns = "The partners of the RIVER project are the cities of Ghent, Turin and Zaragoza."
    assert {"Ghent", "Turin", "Zaragoza"} <= names(towns)


def test_partners_belong_to_the_project_above_them() -> None:
    page = (
        "Vinnova funds two new projects.\n\nThe projects funded are:\n\nClear Rivers\nProject owner: Leeds Museum\n"
        "Partners: Statistics Sweden\nGrant: SEK 4 million\n\nOpen Shelves\nProject owner: Lund University\n"
        "Partners: Swedish Tax Agency\nGrant: SEK 3 million\n"
    )
    facts_of = said(page, title="Two projects in the programme Nordic Reading")
    assert ("Statistiska centralbyrån", "participatesIn", "Clear Rivers") in facts_of
    assert ("Skatteverket", "participatesIn", "Open Shelves") in facts_of
    assert ("Skatteverket", "participatesIn", "Nordic Reading") not in facts_of


def test_names_of_a_day_and_of_a_field_are_no_part_of_others() -> None:
    assert "PPI4Towns" in names("On 4 June the PPI4Towns project will show it.", "Project")
    page = "Anne Smith, Director of Urban Development at the City of Leeds, and John Brown, Mayor of Leeds, met."
    assert names(page, "Person") == {"Anne Smith", "John Brown"}


def test_card_with_an_austrian_degree() -> None:
    page = "Team\nDr. Gerda Ascher\nHead of Leeds Museum\nMag. Thomas Riedl\nPress Manager\nLisa Hochgatter, MSc\n"
    facts_of = said(page)
    assert ("Thomas Riedl", "hasRole", "press manager") in facts_of
    assert ("Lisa Hochgatter", "hasRole", "press manager") not in facts_of


def test_field_between_a_title_and_the_house() -> None:
    assert ("Marc Ginest", "worksFor", "Leeds Museum") in said("Marc Ginest, Head of Unit, River Policy, Leeds Museum")


_PROJECT_PAGE = """# The project

SHOREPATH was set up in May: six cities are testing barriers together.

The project is coordinated by the University of Leeds, with Anna Smith as project coordinator.

**Acronym:** SHOREPATH
**Total budget:** EUR 9.8 million
**Duration:** 48 months

## Who is behind it

*Cities*

- City of Ghent, Belgium (lead partner)
- City of Turku, Finland
- Acqua Viva, Italy

"We must act now," says Mary Jones, strategist at the City of Ghent and chair of the advisory board.

## Advisory board

Prof. Susan Miller, University of York
"""


def test_site_of_a_project_names_it_by_its_short_name() -> None:
    title = '"The project | SHOREPATH – Joint purchase of flood barriers"'
    facts_of = said(_PROJECT_PAGE, publisher="SHOREPATH", title=title)
    partners = {s for s, p, o in facts_of if p == "participatesIn" and o == "SHOREPATH"}
    assert {"City of Ghent", "Acqua Viva", "University of Leeds", "Susan Miller", "Mary Jones"} <= partners
    assert ("Anna Smith", "leads", "SHOREPATH") in facts_of
    page = found(_PROJECT_PAGE, publisher="SHOREPATH", title=title)
    assert not {"SHOREPATH", "We must act now"} & {e.label for e in page.entities if e.type == "Organization"}


def test_letters_of_a_body_before_project_are_the_bodys() -> None:
    assert not names("The Harbour Health Agency buys more. The HHA project starts in May.", "Project")
    assert names("The HHE project starts in May. The HHE project is large.", "Project")


def test_noun_of_a_unit_is_the_one_named_so() -> None:
    facts_of = said("The Clean Air Office was set up in May. Mary Jones was appointed director of the office in June.")
    assert ("Mary Jones", "leads", "Clean Air Office") in facts_of
    assert ("Mary Jones", "hasRole", "director") in facts_of


def test_field_of_a_head_before_the_house() -> None:
    page = "Anna Smith, Executive Director of River Towns at Leeds Museum, met Eva Holt from the Leeds Business School."
    assert ("Anna Smith", "worksFor", "Leeds Museum") in said(page)
    assert ("Anna Smith", "leads", "Leeds Museum") not in said(page)
    assert ("Eva Holt", "worksFor", "Leeds Business School") in said(page)


def test_days_between_two_months_are_no_event() -> None:
    assert not names("The term of the group is 1 March–31 December 2024.", "Event")


def test_partners_page_is_the_projects() -> None:
    page = "The initiative is led by Leeds Museum. The other consortium members are:\n\n- Lund University\n- Aqua Ltd\n"
    facts_of = said(page, title="riverhelp: partners")
    assert ("Lunds universitet", "participatesIn", "Riverhelp") in facts_of
    assert not any(p == "memberOf" for _, p, _ in facts_of)


def test_services_and_houses_of_a_body_are_bodies() -> None:
    page = "The work is led by Leeds Health Foundation’s Harbour Services. It was shown at Lund University Library."
    assert {"Harbour Services", "Lund University Library"} <= names(page)
    assert ("Harbour Services", "partOf", "Leeds Health Foundation") in said(page)


def test_series_of_chats_and_countries_left_out() -> None:
    assert names("We launch “Open doors at noon”, a series of Live Chats.", "Event") == {"Open doors at noon"}
    page = "The project Clear Rivers has begun. It has partners from all countries apart from Estonia and Iceland."
    assert not any(p == "participatesIn" for _, p, _ in said(page))
