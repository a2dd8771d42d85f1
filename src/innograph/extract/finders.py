"""The finders of one language: of names, titles and persons, and the words that tell them apart."""

from __future__ import annotations

from innograph.extract.cases import Cases
from innograph.extract.introduced import Introductions
from innograph.extract.language import Language, refers
from innograph.extract.lists import OfficeFinder
from innograph.extract.literals import Literals
from innograph.extract.names import NameFinder
from innograph.extract.persons import PersonFinder
from innograph.extract.roles import RoleFinder
from innograph.extract.words import Lexicon


class Finders:
    """The finders of one language, made once."""

    def __init__(self, language: Language, lexicon: Lexicon) -> None:
        self.language = language
        self.lexicon = lexicon
        self.literals = Literals(lexicon)
        self.names = NameFinder(language, lexicon, self.literals)
        self.introductions = Introductions(language, self.literals)
        self.roles = RoleFinder(language, lexicon)
        self.persons = PersonFinder(language, self.roles, lexicon)
        self.offices = OfficeFinder(language)
        self.municipal_role = language.pattern("municipal_role")
        #: What stands before a bloc of states that pays.
        self.money = language.pattern("money_of_bloc")
        self.pays = language.pattern("bloc_pays")
        #: Nouns for a way of buying, and what says of a project that it is one.
        self.purchase = language.pattern("purchase")
        self.is_purchase = language.pattern("is_purchase")
        #: What labels a row of facts in a table (*Finansiärer*).
        self.table_label = language.pattern("table_label")
        #: What stands behind a body's name and makes it no actor (*FN:s globala mål*).
        self.no_actor = language.pattern("no_actor", r"(?:{})")
        #: The government that a text calls only that.
        self.government = language.pattern("the_government")
        #: What a text calls its own project.
        self.own_project = language.pattern("own_project")
        #: Compounds for kinds of companies, which stand before their names (*Malmöbolaget*).
        self.company_kind = language.pattern("company_kind")
        #: What is no body, up to its abbreviation in brackets (*National Transport Plan (NTP)*).
        self.no_body = language.pattern("no_body", r"(?<!\w)(?:{})\Z")
        #: What stands before a name on a line that tells where an event is (*Plats: Visby Congress*).
        self.venue = language.pattern("venue")
        #: What stands after an organisation's name and makes it its branch there (NHO Vestland).
        self.branch = language.pattern("branch", r" (?:{})(?P<genitive>s?)(?![\w-])")
        #: What stands after a name that a place has of a person (Anna Eks torg).
        self.namesakes = language.pattern("namesakes", r" (?:{})(?!\w)")
        #: What a role is in, where the language gives it capitals (*Head of Overview & Scrutiny*).
        self.field = language.pattern("capital_field")
        #: Titles that are of a house and in no field (*CEO of Greenworks*).
        self.of_house = language.pattern("head_of_any_house")
        #: Abbreviations of parties in brackets behind a politician's name.
        self.party_letters = language.pattern("party_letters")
        #: Names of parties.
        self.parties = language.pattern("political_parties")
        #: Headings of lists of projects.
        self.project_list = language.pattern("project_list")
        #: What labels a column of a table of grants: a `project`, who gets it (`holder`), or something else.
        self.column_label = language.pattern("grant_label")
        #: Headings that any text may have.
        self.plain_heading = language.pattern("plain_heading")
        self.cases = Cases(language)
        #: The question of the lexicon whether a word may stand for something spoken of.
        self.refers = lexicon.ask(lambda low: refers(low, language))
        #: Titles that are names of councils, groups and networks.
        self.body_title = self.literals.cue(language.classes.get("body_title"))
