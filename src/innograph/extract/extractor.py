"""Facts of one article: rules over masked sentences, pronouns resolved, assignments named.

Pure: text and language data in, findings out; nothing is kept between articles.
"""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import or_

from innograph.article import Article
from innograph.extract.calendars import entry_pattern
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


class WordClass:
    """A word class of an extractor's language as an expression, by the attribute's name; None where the language has no
    such class. It is compiled when it is first asked for.

    In a `masked` one `{O}` stands for an organisation, `{Os}` for one in the genitive, `{J}` for a project.
    """

    def __init__(self, masked: bool = False) -> None:
        self.masked = masked

    def __set_name__(self, owner: type[Extractor], name: str) -> None:
        self.name = name

    def __get__(self, extractor: Extractor, owner: type[Extractor]) -> re.Pattern[str] | None:
        source = extractor.language.classes.get(self.name, "")
        if self.masked:
            marks = f"[{GENITIVE}{MAYBE_GENITIVE}]"
            source = source.replace("{Os}", MASK["O"] + marks).replace("{O}", f"{MASK['O']}{marks}?")
            source = source.replace("{J}", f"{MASK['J']}{marks}?")
        pattern = re.compile(source) if source else None
        # The attribute of the instance is what is found from now on.
        extractor.__dict__[self.name] = pattern
        return pattern


class Extractor:
    """Finds facts in articles of one language. What it compiles once is used for every article."""

    #: What stands before towns that are municipalities (*kommunerna*).
    municipal = WordClass()
    task_start = WordClass()
    task_end = WordClass()
    task_partners = WordClass()
    task_noun = WordClass()
    #: A title that says what an assignment is about, in the group `task`.
    title_task = WordClass()
    title_end = WordClass()
    continues = WordClass()
    theme_follows = WordClass()
    formalities = WordClass()
    #: The first word of a name that goes on in small letters.
    names_first_word = WordClass()
    #: What an assignment tells its receivers to do, or reports on it.
    instructed = WordClass()
    project_leader = WordClass()
    government_compound = WordClass()
    project_page = WordClass()
    event_page = WordClass()
    event_title = WordClass()
    #: What stands before an event's name in a title (*Välkommen till*, *Program för*).
    event_prefix = WordClass()
    #: A line below a title that says what event it names (*Panelsamtal om …*).
    event_subtitle = WordClass()
    #: What a title says that an event is whose name the text tells (`noun`).
    generic_event = WordClass()
    #: What begins a clause that says which event.
    relative = WordClass()
    #: A title that only says that a programme follows.
    bare_programme = WordClass()
    #: A title that tells what became of an event, whose name is in the group `name`.
    told_event = WordClass()
    event_label = WordClass()
    #: What an organisation holds that has no name but its own (*höstexkursion*, behind *Skogsföreningens*).
    owned_event = WordClass()
    welcome_line = WordClass()
    #: Small words that names hold (*en*, *hur*).
    title_words = WordClass()
    programme_line = WordClass()
    #: What shows that speakers are listed: a heading over them, words for an event.
    speakers_line = WordClass()
    event_noun = WordClass()
    #: Calendars: what is held, headings over them, what else a day is given for, and who holds it.
    calendar_noun = WordClass()
    calendar_heading = WordClass()
    no_calendar = WordClass()
    calendar_host = WordClass()
    #: Headings over those who speak at one of several events of a page.
    session_line = WordClass()
    #: Events of several days, in which others are held.
    long_event = WordClass()
    #: A line that tells what kind of meeting it is and where one takes part in it.
    how_held = WordClass()
    held_at = WordClass()
    project_label = WordClass()
    #: What tells a project's name, which the title then is not (*The project, called …*).
    named_project = WordClass()
    fact_box = WordClass()
    title_project = WordClass()
    #: What stands before a project's name in a title (*Partners of*).
    project_prefix = WordClass()
    board_page = WordClass()
    title_event = WordClass()
    #: What a text calls its own project before it names any other.
    own_project = WordClass()
    #: What shows that a page tells of several projects, and how the text under a project's heading begins.
    several_projects = WordClass()
    headed_project = WordClass()
    #: Headings that any text may have.
    plain_heading = WordClass()
    no_name = WordClass()
    event_role = WordClass()
    #: What stands between an aide's title and whom he works for (*statssekreterare hos*).
    aide_to = WordClass()
    #: Titles of an organisation's own staff.
    staff = WordClass()
    #: Titles of seats on a board, sentences that tell who was chosen for one, and who left.
    seat_title = WordClass()
    chosen_for_seat = WordClass()
    left_seat = WordClass()
    annual_meeting = WordClass()
    #: Lines that name persons for something else than what the page is about: who took a picture, who wrote.
    credit_line = WordClass()
    contact_heading = WordClass()
    #: A name that holds the name of the organisation that it is a part of, in the group `owner` or `house`.
    part_name = WordClass()
    bare_title = WordClass()
    #: What shows that somebody is given an assignment, a preposition of place before a country, and a bloc's name
    #: for its members: they tell who is no partner of anybody.
    gives_task = WordClass()
    inside = WordClass()
    bloc_members = WordClass()
    #: Names that rules take for no organisation's although nothing else is known of them.
    no_house = WordClass()
    #: A title and a preposition that a field stands behind.
    field_of_title = WordClass()
    head_of_house = WordClass()
    #: Headings of lists of persons: a seat, a board or group, those who take part.
    roster_seat = WordClass(masked=True)
    roster_body = WordClass(masked=True)
    #: A line in a list that says whose people stand below it (*Från Region Skåne:*).
    roster_section = WordClass()
    #: Headings of columns.
    column_heading = WordClass()
    #: Headings over a body's own people, and over those who take part.
    roster_staff = WordClass()
    roster_part = WordClass()
    roster_named = WordClass(masked=True)
    #: Headings of lists of members; `label` is one without a sentence around it.
    member_heading = WordClass(masked=True)
    member_kinds = WordClass()
    #: … over those who take part, by what they are and do there; `aside` for those who only watch.
    part_kinds = WordClass()
    #: What stands before a body in a list of members, who sends somebody there (*representant för*), and behind several
    #: whom one stands for (*länsstyrelserna genom*).
    representing = WordClass()
    by_way_of = WordClass()
    #: Headings of lists of partners in a project.
    partner_heading = WordClass(masked=True)
    #: What stands before a list of those who cooperate, pay, arrange or take part.
    party_cue = WordClass()
    #: … before whoever does or pays something, and before the house that a person speaks for.
    agent_cue = WordClass()
    said_of = WordClass()
    #: … and behind whoever does something.
    actor_verb = WordClass()
    grant_label = WordClass()
    #: What a text calls a board or a group that has no name.
    body_noun = WordClass()
    #: What a heading calls a body that has no name and is no board.
    unnamed_body = WordClass()
    #: What tells that a group is new.
    appointed = WordClass()
    #: A board or a group that is a project's (*projektets styrgrupp*).
    projects_own = WordClass()
    outsiders = WordClass()

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
        #: Names before what is told that they do.
        self.actor_list = re.compile(list_pattern("OMU", language))
        self.municipalities = language.pattern(
            "municipal",
            # "tre kommuner deltar: Ystad, Lund och Skurup"
            r"(?:{})(?: –)?(?:[:,]? (?:[\w-]+ ){0,2}|[^.:;\ue000-\ue00b]{0,100}: ?)"
            rf"(?P<list>{list_pattern('OM', language)})",
        )
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
        self.parties = self.finders.parties
        #: A sentence that tells the event's title (`name`, or `quoted`).
        self.entitled_event = self._cue("entitled_event")
        #: The offices of one kind of house by the title of their holders (lower case).
        self.offices = WordTable(lambda title: tuple(o for o in language.offices if o.title.fullmatch(title)))
        board_of = language.classes.get("board_of")
        #: The organisation whose board or council a sentence speaks of, in the group `a` or `b`.
        self.board_of = (
            re.compile(board_of.replace("O)S", f"O)[{GENITIVE}{MAYBE_GENITIVE}]").replace("O)", f"{MASK['O']})"))
            if board_of
            else None
        )
        self.several_needs = self._needs("several_projects")
        self.agent_needs, self.actor_needs = self._needs("agent_cue"), self._needs("actor_verb")
        self.board_needs = self._needs("board_of")
        self.continues_needs, self.task_noun_needs = self._needs("continues"), self._needs("task_noun")
        labels = [language.classes[name] for name in _LABELS if name in language.classes]
        #: The beginning of a calendar's line: a day (`first`) before what is held then, or that (`name`) and its day.
        self.calendar_entry = entry_pattern(language)
        #: A line that is a label alone, for the lines after it (*Finansiärer*, *Deltagande parter:*).
        self.label_line = re.compile(rf"(?:{'|'.join(labels)})[^:.,;]{{0,20}}:?$") if labels else None
        #: … and one with its value behind a colon.
        self.label_value = re.compile(rf"(?:{'|'.join(labels)})[^:.,;]{{0,20}}:") if labels else None
        #: Words that make any heading over persons one of members, or (`part`) of those who take part.
        self.listed_words = self._cue("listed_words")
        #: Verbs that tell of whom a body consists.
        self.telling_members = self._cue("telling_members")
        #: … and over bodies; words that point to the list below a sentence.
        self.listed_bodies, self.pointing = self._cue("listed_bodies"), self._cue("pointing")
        self.member_words = self._cue("member_words")
        self.partner_words = self._cue("partner_words")
        have, cooperate = (language.classes.get(name) for name in ("have", "cooperate"))
        #: … and what stands behind one: that they cooperate.
        self.party_verb = re.compile(rf" {have}{cooperate}(?!\w)") if have and cooperate else None
        #: Headings of lists of grants.
        self.grant_heading = self._cue("grant_heading")
        self.grant_told, self.grant_title = self._cue("grant_told"), self._cue("grant_title")
        #: Whom a municipality's, a region's or a university's own text quotes as its own (an alderman), by the class.
        self.own_people = {
            f"inno:{cls.capitalize()}": pattern
            for cls in ("municipality", "region", "university")
            if (pattern := language.pattern(f"own_{cls}"))
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

    def _cue(self, name: str) -> Cue | None:
        return self.literals.cue(self.language.classes.get(name))

    def _needs(self, name: str) -> Needs:
        """What a sentence must hold for a word class to match in it; of a class that the language has not, the
        impossible.
        """
        return self.literals.needs(self.language.classes[name]) if name in self.language.classes else (0,)

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
