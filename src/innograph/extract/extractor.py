"""Facts of one article: rules over masked sentences, pronouns resolved, assignments named.

Pure: text and language data in, findings out; nothing is kept between articles.
"""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import or_

from innograph.article import Article
from innograph.extract.cases import GENITIVE, MAYBE_GENITIVE
from innograph.extract.finders import Finders
from innograph.extract.findings import Findings
from innograph.extract.gazetteer import Gazetteer
from innograph.extract.language import Language, alternation
from innograph.extract.listed import Prefer
from innograph.extract.literals import Cue, Needs
from innograph.extract.masks import MASK, MOST_OF_KIND
from innograph.extract.mentions import Proposed
from innograph.extract.reading import Reading
from innograph.extract.rules import Applicable, list_pattern, load_rules
from innograph.extract.themes import ThemeFinder
from innograph.extract.words import Lexicon, WordTable

#: The word classes of labels.
_LABELS = ("partlabel", "fundlabel", "orglabel", "memberlabel")


class Extractor:
    """Finds facts in articles of one language. What it compiles once is used for every article."""

    def __init__(self, language: Language, gazetteer: Gazetteer, themes: ThemeFinder, lexicon: Lexicon) -> None:
        self.language = language
        self.finders = Finders(language, lexicon)
        self.gazetteer = gazetteer
        self.themes = themes
        self.rules = load_rules(language)
        self.literals = self.finders.literals
        self.organization_list = re.compile(list_pattern("OM", language))
        #: Names of anything but persons, of which some may be unknown.
        self.name_list = re.compile(list_pattern("OMUJEC", language))
        self.municipalities = language.pattern(
            "municipal",
            # "tre kommuner deltar: Ystad, Lund och Skurup"
            r"(?:{})(?: –)?(?:[:,]? (?:[\w-]+ ){0,2}|[^.:;\ue000-\ue00b]{0,100}: ?)"
            rf"(?P<list>{list_pattern('OM', language)})",
        )
        self.municipal = self._class("municipal")
        #: "Køge, Lejre og Greve kommuner": the noun after the list.
        self.municipalities_before = language.pattern(
            "municipal_after", rf"(?P<list>{list_pattern('OMU', language)}) (?:{{}})\b"
        )
        deed, joint = language.classes.get("municipal_deed"), language.classes.get("municipal_with")
        #: "Malmö och Lund samarbetar": what they do, and what is done with them, shows that municipalities are meant …
        self.municipalities_at_work = tuple(
            re.compile(pattern)
            for given, pattern in (
                (deed, rf"(?P<list>{list_pattern('OM', language)}) (?:{deed})\b"),
                (joint, rf"(?<!\w)(?:{joint}) (?P<list>{list_pattern('OM', language)})"),
            )
            if given
        )
        #: … unless a preposition makes it a place, or the list goes on before it.
        inside = language.classes.get("inside", "(?!)")
        self.no_town_at_work = re.compile(rf"{inside}|(?<!\w){alternation(language.place_prepositions)} $|, $")
        self.negation = _words(language.negation)
        self.past = _words(language.past, language.still, language.until_then)
        self.wish = _words(language.wish)
        self.speech = _words(tuple(language.speech))
        articles = f"(?:{alternation(language.articles)} )?" if language.articles else ""
        #: What stands between an office and its house (*de burgemeester van Gouda*).
        self.office_of = re.compile(f" {alternation(language.employer_prepositions)} {articles}")
        self.task_start = self._class("task_start")
        self.task_end = self._class("task_end")
        self.parties = self.finders.parties
        self.task_partners = self._class("task_partners")
        self.task_noun = self._class("task_noun")
        #: A title that says what an assignment is about, in the group `task`.
        self.title_task = self._class("title_task")
        self.title_end = self._class("title_end")
        self.continues = self._class("continues")
        self.theme_follows, self.formalities = self._class("theme_follows"), self._class("formalities")
        #: The first word of a name that goes on in small letters.
        self.names_first_word = self._class("names_first_word")
        self.project_leader = self._class("project_leader")
        self.government_compound = self._class("government_compound")
        self.project_page = self._class("project_page")
        self.event_page = self._class("event_page")
        self.event_title = self._class("event_title")
        #: What stands before an event's name in a title (*Välkommen till*, *Program för*).
        self.event_prefix = self._class("event_prefix")
        #: A line below a title that says what event it names (*Panelsamtal om …*).
        self.event_subtitle = self._class("event_subtitle")
        #: What a title says that an event is whose name the text tells (`noun`).
        self.generic_event = self._class("generic_event")
        #: A sentence that tells the event's title (`name`, or `quoted`); what begins a clause that says which.
        self.entitled_event, self.relative = self._cue("entitled_event"), self._class("relative")
        #: A title that only says that a programme follows.
        self.bare_programme = self._class("bare_programme")
        #: A title that tells what became of an event, whose name is in the group `name`.
        self.told_event = self._class("told_event")
        self.event_label, self.welcome_line = self._class("event_label"), self._class("welcome_line")
        self.title_words = self._class("title_words")
        self.programme_line = self._class("programme_line")
        #: What shows that speakers are listed: a heading over them, words for an event.
        self.speakers_line, self.event_noun = self._class("speakers_line"), self._class("event_noun")
        #: Headings over those who speak at one of several events of a page.
        self.session_line, self.held_at = self._class("session_line"), self._class("held_at")
        #: Small words that names hold (*en*, *hur*).
        self.project_label = self._class("project_label")
        self.fact_box = self._class("fact_box")
        self.title_project = self._class("title_project")
        #: What stands before a project's name in a title (*Partners of*).
        self.project_prefix = self._class("project_prefix")
        self.board_page = self._class("board_page")
        self.title_event = self._class("title_event")
        #: What a text calls its own project before it names any other.
        self.own_project = self._class("own_project")
        #: What shows that a page tells of several projects, and how the text under a project's heading begins.
        self.several_projects, self.headed_project = self._class("several_projects"), self._class("headed_project")
        #: Headings that any text may have.
        self.plain_heading = self._class("plain_heading")
        self.no_name = self._class("no_name")
        self.event_role = self._class("event_role")
        #: Titles of an organisation's own staff.
        self.staff = self._class("staff")
        #: The offices of one kind of house by the title of their holders (lower case).
        self.offices = WordTable(lambda title: tuple(o for o in language.offices if o.title.fullmatch(title)))
        #: Titles of seats on a board, sentences that tell who was chosen for one, and who left.
        self.seat_title = self._class("seat_title")
        self.chosen_for_seat, self.left_seat = self._class("chosen_for_seat"), self._class("left_seat")
        #: Lines that name persons for something else than what the page is about: who took a picture, who wrote.
        self.credit_line = self._class("credit_line")
        self.contact_heading = self._class("contact_heading")
        #: A name that holds the name of the organisation that it is a part of, in the group `owner` or `house`.
        self.part_name = self._class("part_name")
        self.bare_title = self._class("bare_title")
        #: What shows that somebody is given an assignment, a preposition of place before a country, and a bloc's name
        #: for its members: they tell who is no partner of anybody.
        self.gives_task, self.inside = self._class("gives_task"), self._class("inside")
        self.bloc_members = self._class("bloc_members")
        #: Names that rules take for no organisation's although nothing else is known of them.
        self.no_house = self._class("no_house")
        #: A title and a preposition that a field stands behind.
        self.field_of_title = self._class("field_of_title")
        self.head_of_house = self._class("head_of_house")
        board_of = language.classes.get("board_of")
        #: The organisation whose board or council a sentence speaks of, in the group `a` or `b`.
        self.board_of = (
            re.compile(board_of.replace("O)S", f"O)[{GENITIVE}{MAYBE_GENITIVE}]").replace("O)", f"{MASK['O']})"))
            if board_of
            else None
        )
        self.several_needs = self._needs("several_projects")
        self.board_needs = self._needs("board_of")
        self.continues_needs, self.task_noun_needs = self._needs("continues"), self._needs("task_noun")
        labels = [language.classes[name] for name in _LABELS if name in language.classes]
        #: A line that is a label alone, for the lines after it (*Finansiärer*, *Deltagande parter:*).
        self.label_line = re.compile(rf"(?:{'|'.join(labels)})[^:.,;]{{0,20}}:?$") if labels else None
        #: … and one with its value behind a colon.
        self.label_value = re.compile(rf"(?:{'|'.join(labels)})[^:.,;]{{0,20}}:") if labels else None
        #: Headings of lists of persons: a seat, a board or group, those who take part.
        self.roster_seat, self.roster_body = self._masked_class("roster_seat"), self._masked_class("roster_body")
        #: A line in a list that says whose people stand below it (*Från Region Skåne:*).
        self.roster_section = self._class("roster_section")
        #: Words that make any heading over persons one of members, or (`part`) of those who take part.
        self.listed_words = self._cue("listed_words")
        #: … and over bodies; words that point to the list below a sentence; headings of columns.
        self.listed_bodies, self.pointing = self._cue("listed_bodies"), self._cue("pointing")
        self.column_heading = self._class("column_heading")
        self.roster_part, self.roster_named = self._class("roster_part"), self._masked_class("roster_named")
        #: Headings of lists of members; `label` is one without a sentence around it.
        self.member_heading = self._masked_class("member_heading")
        self.member_words = self._cue("member_words")
        #: Headings of lists of partners in a project.
        self.partner_heading = self._masked_class("partner_heading")
        self.partner_words = self._cue("partner_words")
        #: What stands before a list of those who cooperate, pay, arrange or take part.
        self.party_cue = self._class("party_cue")
        have, cooperate = (language.classes.get(name) for name in ("have", "cooperate"))
        #: … and what stands behind one: that they cooperate.
        self.party_verb = re.compile(rf" {have}{cooperate}(?!\w)") if have and cooperate else None
        #: Headings of lists of grants.
        self.grant_heading = self._cue("grant_heading")
        self.grant_label = self._class("grant_label")
        self.grant_told, self.grant_title = self._cue("grant_told"), self._cue("grant_title")
        #: What a text calls a board or a group that has no name.
        self.body_noun = self._class("body_noun")
        #: What a heading calls a body that has no name and is no board.
        self.unnamed_body = self._class("unnamed_body")
        #: What tells that a group is new.
        self.appointed = self._class("appointed")
        #: A board or a group that is a project's (*projektets styrgrupp*).
        self.projects_own = self._class("projects_own")
        self.outsiders = self._class("outsiders")
        #: Whom a municipality's, a region's or a university's own text quotes as its own (an alderman), by the class.
        self.own_people = {
            f"inno:{cls.capitalize()}": pattern
            for cls in ("municipality", "region", "university")
            if (pattern := self._class(f"own_{cls}"))
        }
        #: Endings of verbs that say *we* themselves (teemme): rules speak of `@speaker` there.
        self.we_endings = language.we_endings
        at = "".join(self.finders.cases.mark(case) for case in language.employer_cases)
        at_employer = rf"({MASK['O']})[{at}]" if at else rf"{alternation(language.employer_prepositions)} ({MASK['O']})"
        self.stated_voice = re.compile(rf"(?<!\w){alternation(language.we)} {at_employer}")
        #: A bit for each number of mentions of some kinds that a pattern needs.
        self._conditions: dict[tuple[frozenset[str], int], int] = {}
        self._by_scope = self._order_rules()
        self.applicable = lru_cache(maxsize=4096)(self._applicable)

    def _class(self, name: str) -> re.Pattern[str] | None:
        return self.language.pattern(name)

    def _cue(self, name: str) -> Cue | None:
        return self.literals.cue(self.language.classes.get(name))

    def _needs(self, name: str) -> Needs:
        """What a sentence must hold for a word class to match in it; of a class that the language has not, the
        impossible.
        """
        return self.literals.needs(self.language.classes[name]) if name in self.language.classes else (0,)

    def _masked_class(self, name: str) -> re.Pattern[str] | None:
        """A class in which `{O}` stands for an organisation, `{Os}` for one in the genitive, `{J}` for a project."""
        pattern = self.language.classes.get(name)
        if pattern is None:
            return None
        marks = f"[{GENITIVE}{MAYBE_GENITIVE}]"
        pattern = pattern.replace("{Os}", MASK["O"] + marks).replace("{O}", f"{MASK['O']}{marks}?")
        return re.compile(pattern.replace("{J}", f"{MASK['J']}{marks}?"))

    def _applicable(self, kinds: str, scope: str) -> tuple[int, tuple[Applicable, ...]]:
        """The patterns of a scope that a sentence with these kinds of mentions can match at all, and the words (bits;
        -1 for any) of which it must hold one for any of them.
        """
        lacking = 0
        for (codes, least), bit in self._conditions.items():
            if sum(map(kinds.count, codes)) < least:
                lacking |= bit
        patterns = tuple(pattern for pattern, needs in self._by_scope.get(scope, ()) if not needs & lacking)
        return reduce(or_, (p[3][0] if p[3] else -1 for p in patterns), 0), patterns

    def _order_rules(self) -> dict[str, list[tuple[Applicable, int]]]:
        """The patterns by scope, each with the bits of what it needs: so many mentions of such kinds."""
        ordered: dict[str, list[tuple[Applicable, int]]] = {}
        for rule in self.rules:
            for pattern, slots, needs in zip(rule.patterns, rule.slots, rule.needs, strict=True):
                bits = 0
                for codes, least in needs:
                    condition = codes, min(least, MOST_OF_KIND)
                    bits |= self._conditions.setdefault(condition, 1 << len(self._conditions))
                applicable = rule, pattern, slots, self.literals.needs(pattern.plain)
                ordered.setdefault(rule.scope, []).append((applicable, bits))
        return ordered

    def find(self, article: Article, prefer: Prefer, proposed: tuple[Proposed, ...] = ()) -> Findings:
        """The facts of one article. `prefer` decides between listed things of one name.

        `proposed` are mentions that a model marked; they count where the rules found no name themselves.
        """
        return Reading(self, article, prefer, proposed).findings()


def _words(words: tuple[str, ...], not_behind: tuple[str, ...] = (), but: tuple[str, ...] = ()) -> re.Pattern[str]:
    before = "".join(rf"(?<!\b{re.escape(word)} )" for word in not_behind)
    before += rf"(?!{alternation(but)}(?!\w))" if but else ""
    return re.compile(rf"(?<!\w){before}{alternation(words)}(?!\w)")
