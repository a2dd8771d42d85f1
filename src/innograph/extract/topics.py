"""Which themes an article is about, and which its assignments, projects and events have."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from innograph.extract.document import Document
from innograph.extract.findings import FoundRelation
from innograph.extract.spans import BOARD_ROLE, FORMER_ROLE, ORGANIZATION, PERSON, ROLE
from innograph.extract.tasks import Tasks
from innograph.extract.text import Sentence
from innograph.extract.themes import ThemeFinder, ThemeHit
from innograph.extract.things import Thing

#: Weight of a theme's trigger by where it stands; a theme counts from MINIMUM on, and from SHARE of the strongest.
#: Chosen together on the development corpus; moving one alone shifts the balance of precision and recall.
TITLE, LEAD, BODY = 3.0, 1.5, 1.0
MINIMUM, SHARE, MOST = 1.0, 0.2, 4
#: A text of more code points, menus aside, is not about what its body names once (in 42 pages 3 of 19 such themes
#: were right).
SHORT, LONG_MINIMUM = 1075, 1.6
#: A fourth theme must be strong.
FOURTH = 2.0
#: What a trigger inside an organisation's name adds, by where it stands, and how many sentences of the body count: a
#: text on what the *Psychological Defence Agency* does is about that field, though the name alone does not show it.
NAME_IN_TITLE, NAME_IN_LEAD, NAME_IN_BODY, MOST_NAMES = 1.2, 1.0, 0.3, 2
#: Words for ways of buying are said of nothing else: once is enough in a long text, too …
TELLING = 0.9
#: … and so is one sentence with two words of a theme that begin differently, where no other theme has so high a score.
TWO_WORDS, _STEM, _STANDS_OUT = 0.6, 5, 6.0
_TELLING = frozenset(
    [
        "innovation-procurement",
        "pre-commercial-procurement",
        "innovation-partnership",
        "sustainable-procurement",
        "market-dialogue",
        "functional-requirements",
    ]
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme of the whole article with the sentence that shows it best."""

    theme: str
    sentence: int
    confidence: float


def place_hits(hits: list[ThemeHit], sentences: list[Sentence]) -> dict[int, list[ThemeHit]]:
    """The triggers by the number of their sentence."""
    placed: dict[int, list[ThemeHit]] = defaultdict(list)
    number = 0
    for hit in hits:
        while number < len(sentences) and sentences[number].end <= hit.start:
            number += 1
        if number < len(sentences) and sentences[number].start <= hit.start:
            placed[number].append(hit)
    return placed


def article_topics(
    document: Document, placed: dict[int, list[ThemeHit]], named: dict[int, list[ThemeHit]]
) -> list[Topic]:
    """One to four main themes of the whole article, the strongest first; none when nothing stands out.

    `placed` are the triggers outside names by sentence, `named` those inside names of organisations.
    """
    sentences = document.sentences
    again = _title_again(document)
    lead_block = next(
        (s.block for n, s in enumerate(sentences) if s.kind not in ("title", "heading") and n not in again), -1
    )
    scores: dict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    words: dict[str, set[str]] = defaultdict(set)
    best: dict[str, tuple[float, int]] = {}
    for number, hits in sorted(placed.items()):
        if number in again:
            continue
        sentence = sentences[number]
        weight = BODY
        if sentence.kind == "title":
            weight = TITLE
        elif sentence.block == lead_block:
            weight = LEAD
        for hit in hits:
            words[hit.theme].add(document.folded[hit.start : min(hit.end, hit.start + _STEM)])
        for theme in sorted({h.theme for h in hits}):
            counts[theme] += 1
            scores[theme] += weight if counts[theme] <= 4 else 0.25
            shown = (weight if sentence.kind != "title" else LEAD, -number)
            if theme not in best or shown > best[theme]:
                best[theme] = shown
    if max(scores.values(), default=0.0) < _STANDS_OUT:
        for theme in scores:
            if counts[theme] == 1 and len(words[theme]) > 1:
                scores[theme] += TWO_WORDS
    for theme, score in _in_names(named, again, sentences, lead_block).items():
        scores[theme] += score
        best.setdefault(theme, (0.0, -min(n for n, hits in named.items() if n not in again and _holds(hits, theme))))
    if not scores:
        return []
    for theme in scores:
        if _id(theme) in _TELLING:
            scores[theme] += TELLING
    top = max(scores.values())
    long = sum(s.end - s.start for n, s in enumerate(sentences) if n not in again) > SHORT
    # What only names say must be said as often as in a long text.
    least = {t: LONG_MINIMUM if long or t not in counts else MINIMUM for t in scores}
    chosen = sorted((t for t in scores if scores[t] >= max(least[t], SHARE * top)), key=lambda t: (-scores[t], t))
    chosen = [t for rank, t in enumerate(chosen[:MOST]) if rank < MOST - 1 or scores[t] >= FOURTH]
    return [Topic(t, -best[t][1], round(min(0.95, 0.4 + 0.1 * scores[t]), 2)) for t in chosen]


def _title_again(document: Document) -> set[int]:
    """The sentences that say the title once more, as pages with a menu do above the text: they weigh nothing."""
    text, sentences = document.text, document.sentences
    title = text[sentences[0].start : sentences[0].end]
    return {n for n, s in enumerate(sentences) if n and text[s.start : s.end] == title}


def _id(theme: str) -> str:
    """The last part of a theme's IRI."""
    return theme.rpartition("/")[2]


def _distance(number: int, numbers: Collection[int]) -> float:
    """From a sentence to the nearest of others."""
    return min((abs(number - n) for n in numbers), default=math.inf)


def _holds(hits: list[ThemeHit], theme: str) -> bool:
    return any(hit.theme == theme for hit in hits)


def _in_names(
    named: dict[int, list[ThemeHit]], again: set[int], sentences: list[Sentence], lead_block: int
) -> dict[str, float]:
    """What the triggers inside names of organisations add to the themes' scores."""
    places: dict[str, Counter[float]] = defaultdict(Counter)
    for number, hits in named.items():
        if number not in again:
            sentence = sentences[number]
            titled, lead = sentence.kind == "title", sentence.block == lead_block
            weight = NAME_IN_TITLE if titled else NAME_IN_LEAD if lead else NAME_IN_BODY
            for theme in {h.theme for h in hits}:
                places[theme][weight] += 1
    return {
        theme: sum(weight * min(count, MOST_NAMES if weight == NAME_IN_BODY else 1) for weight, count in where.items())
        for theme, where in places.items()
    }


#: The rule whose evidence names a giver beside what may be another assignment.
_ELSEWHERE = "reading/given-elsewhere"
#: How sure a theme of an activity is: in its name, or in a sentence that speaks of it.
_IN_NAME, _IN_SENTENCE = 0.85, 0.6
#: What the page's title is about has the page's strongest theme only where the page is so surely about that …
_STRONG = 0.7
#: … and then it is so sure.
_OF_THE_PAGE = 0.65
#: The page is about a project or an event of which so many sentences speak. (In the pages read, what four speak of had
#: the page's first theme in 23 of 29 cases, what one or two speak of in 12 of 58.)
_MUCH = 4
#: … and so has the only project, if two sentences speak of it. It is so sure where nothing else stands nearer to the
#: theme's words, and as sure that a project has what the sentence after its own tells: each was right in about six of
#: ten cases in the pages read.
_LITTLE, _LIKELY = 2, 0.55
#: A sentence tells a theme only of what so many speak of.
_SPOKEN_OF = 3
#: … or of what it begins with, after a noun of so many code points (*Forskningsprojektet*).
_LONGEST_LEAD_IN = 20
_NAMES_AND_TITLES = frozenset([ORGANIZATION, PERSON, ROLE, FORMER_ROLE, BOARD_ROLE])
_ACTIVITIES = ("Project", "Event", "Assignment")
#: Organisations that exist for a purpose, which the text may tell.
_NETWORKS = frozenset(["inno:Network"])
_COUNCILS = frozenset(["inno:Council"])
#: Organisations of which their own page tells what they are for: one with at most so many code points beside the name
#: in its title (*Om oss – Innovationshuset*).
_BESIDE_NAME = 30
_HUBS = frozenset(["org:Organization", "inno:Network", "inno:CompetenceCentre"])
#: Whoever runs a project does research in it: that is its theme only where its name says so. (Of 13 told otherwise in
#: the pages read 1 was right.)
_RESEARCH = "research"


#: A theme of an activity, how sure it is, how it was found, and where: the sentence, and the triggers that show it.
_Found = tuple[str, float, str, int, dict[int, list[ThemeHit]]]


@dataclass(frozen=True, slots=True)
class _Page:
    """What themes are told from: the triggers outside names and inside them by sentence, the article's themes, how many
    things of a type there are, where the title is said again, and the sentences that tell of assignments.
    """

    placed: dict[int, list[ThemeHit]]
    named: dict[int, list[ThemeHit]]
    topics: list[Topic]
    number_of: Counter[str]
    again: set[int]
    told: dict[int, set[int]]

    def shown(self, topic: Topic) -> dict[int, list[ThemeHit]]:
        """The triggers that show a theme of the article: those outside names, if there are any."""
        return self.placed if _holds(self.placed.get(topic.sentence, []), topic.theme) else self.named


@dataclass(frozen=True, slots=True)
class _Activity:
    """A project, event, assignment or network: its number, where it is named, in which sentences, and the triggers that
    a name like its own may hold.
    """

    index: int
    thing: Thing
    places: list[tuple[int, int]]
    numbers: list[int]
    hits: dict[int, list[ThemeHit]]


class Topics:
    """The themes of one article and of its activities. `note` is told what each sentence speaks of."""

    def __init__(self, document: Document, tasks: Tasks) -> None:
        self.document = document
        self.tasks = tasks
        self._things: dict[int, set[int]] = {}
        #: Sentences that tell what an activity is for (*Syftet är …*, *Det handlar om …*).
        self._purposes: set[int] = set()

    def clear(self) -> None:
        """Forget what sentences speak of, before the article is read again."""
        self._things.clear()
        self._purposes.clear()

    def note(self, number: int, things: set[int], purpose: bool = False) -> None:
        """A sentence speaks of these things (`purpose`: and tells what the one spoken of before is for)."""
        self._things[number] = things
        if purpose:
            self._purposes.add(number)

    def relations(
        self,
        finder: ThemeFinder,
        sentence_at: Callable[[int], int],
        stated: Iterable[FoundRelation] = (),
        main: frozenset[int] = frozenset(),
        follows: re.Pattern[str] | None = None,
        formalities: re.Pattern[str] | None = None,
        publisher: int = -1,
    ) -> Iterator[FoundRelation]:
        """`about` of the article and `hasTheme` of its assignments, projects, events and networks.

        `stated` are the relations found so far: what says who gave an assignment speaks of the assignment. `main` are
        the project and the event that the page is about: its strongest theme is theirs. `follows` matches what stands
        between a name and what it is for, `formalities` what tells that a sentence names a post of a budget or who gets
        a report (*utgiftsområde 9 Hälsovård*): its words are no themes. `publisher` is whose page it is.
        """
        document = self.document
        sentences = document.sentences
        if not sentences:
            return
        outside, inside = self._by_names(finder)
        placed, named = place_hits(outside, document.sentences), place_hits(inside, document.sentences)
        if formalities is not None:
            search, folded = formalities.search, document.folded
            for number in [n for n in placed if search(folded, sentences[n].start, sentences[n].end)]:
                del placed[number]
        topics = article_topics(document, placed, named)
        for topic in topics:
            shown = placed if _holds(placed.get(topic.sentence, []), topic.theme) else named
            yield self._relation(-1, "about", topic.theme, topic.confidence, "article", topic.sentence, shown)
        told: dict[int, set[int]] = defaultdict(set)
        for relation in stated:
            if relation.predicate in ("assignedBy", "assignedTo") and relation.rule != _ELSEWHERE:
                told[relation.subject].add(sentence_at(document.view.to_view(relation.start)))
        page = _Page(placed, named, topics, Counter(t.type for t in document.things), _title_again(document), told)
        activities: list[tuple[_Activity, bool]] = []
        for index, thing in enumerate(document.things):
            own = self._owns_page(thing, index == publisher)
            network = thing.type == "Organization" and (own or self._has_purpose(thing))
            if thing.type not in _ACTIVITIES and not network:
                continue
            places = [(document.spans[n].start, document.spans[n].end) for n in thing.spans]
            places = sorted(places + self.tasks.places.get(index, []))
            numbers = [sentence_at(start) for start, _ in places]
            activities.append((_Activity(index, thing, places, numbers, named if network else placed), own))
        for activity, own in activities:
            index = activity.index
            others = {n for a, _ in activities if a.index != index for n in a.numbers}
            seen: set[str] = set()
            for found in (
                self._in_name(activity, page),
                self._on_page(activity, page, index in main, own),
                self._of_the_only(activity, page, others),
                self._in_sentences(activity, page, follows),
                self._behind(activity, page),
            ):
                for theme, confidence, rule, number, hits in found:
                    if theme not in seen:
                        seen.add(theme)
                        yield self._relation(index, "hasTheme", theme, confidence, rule, number, hits)

    def _in_name(self, activity: _Activity, page: _Page) -> Iterator[_Found]:
        """The themes that words of its own name carry."""
        thing = activity.thing
        for (start, end), number in zip(activity.places, activity.numbers, strict=True):
            titled = self.document.sentences[number].kind == "title"
            whole = page.number_of["Event"] == 1 or titled or " " in thing.name
            for hit in activity.hits.get(number, ()):
                if start <= hit.start and hit.end <= end and (thing.type != "Event" or whole):
                    yield hit.theme, _IN_NAME, "name", number, page.placed

    def _on_page(self, activity: _Activity, page: _Page, main: bool, own: bool) -> Iterator[_Found]:
        """The page's own themes, of what it speaks of most, or whose own page it is."""
        title = self.document.sentences[0]
        titled = title.kind == "title" and any(start < title.end for start, _ in activity.places)
        spoken_of = len(self._spoken_of(activity) - page.again)
        only = page.number_of[activity.thing.type] == 1
        topics = [t for t in page.topics if _id(t.theme) != _RESEARCH]
        if not own:
            topics = self._of_the_page(activity.thing, spoken_of, only, main, titled, topics)
        for topic in topics:
            yield topic.theme, _OF_THE_PAGE, "page", topic.sentence, page.shown(topic)

    def _of_the_only(self, activity: _Activity, page: _Page, others: set[int]) -> Iterator[_Found]:
        """The page's strongest theme, of its only project, where words of the theme stand nearer to it than to what
        the sentences `others` name.
        """
        spoken_of = len(self._spoken_of(activity) - page.again)
        if activity.thing.type != "Project" or page.number_of["Project"] > 1 or spoken_of < _LITTLE:
            return
        for topic in page.topics[:1]:
            numbers = [n for n, hits in page.placed.items() if _holds(hits, topic.theme)]
            if _id(topic.theme) != _RESEARCH and any(
                _distance(n, activity.numbers) <= _distance(n, others) for n in numbers
            ):
                yield topic.theme, _LIKELY, "only", topic.sentence, page.shown(topic)

    def _behind(self, activity: _Activity, page: _Page) -> Iterator[_Found]:
        """The page's themes in the sentence after one that names a project, in its paragraph."""
        if activity.thing.type != "Project":
            return
        themes = {topic.theme for topic in page.topics}
        for number in sorted({n + 1 for n in activity.numbers}):
            if self._goes_on(activity.index, number):
                for hit in page.placed.get(number, ()):
                    if hit.theme in themes and _id(hit.theme) != _RESEARCH:
                        yield hit.theme, _LIKELY, "behind", number, page.placed

    def _in_sentences(self, activity: _Activity, page: _Page, follows: re.Pattern[str] | None) -> Iterator[_Found]:
        """The themes of the sentences that tell what it is for.

        What a sentence tells of an activity in passing is a theme of it only where the text is about that, or the
        sentence tells what the activity is for.
        """
        document, index = self.document, activity.index
        sentences = document.sentences
        main_themes = {topic.theme for topic in page.topics}
        assignment = activity.thing.type == "Assignment"
        # Of several events (editions of one, say) a sentence seldom tells which has the theme.
        clear = activity.thing.type != "Event" or page.number_of["Event"] == 1
        begun = zip(activity.places, activity.numbers, strict=True) if clear and not assignment else ()
        # "Projektet X vill utveckla …": what a sentence begins with is what it tells of.
        opened = {number for (start, _), number in begun if start - sentences[number].start <= _LONGEST_LEAD_IN}
        ends = [end for _, end in activity.places] if follows and not assignment else []
        numbers, named_in = self._speaking_of(index), set(activity.numbers)
        often = len(self._spoken_of(activity) - page.again) >= _SPOKEN_OF
        if assignment:
            numbers |= named_in | page.told[index]
            numbers |= {n + 1 for n in numbers if self._goes_on(index, n + 1)}
        for number in sorted(numbers):
            # An assignment is named by what it is for: "På vattenområdet handlar det om att …".
            purpose = clear and (number in self._purposes or (assignment and number in named_in))
            # A thing that a sentence only mentions has not what the sentence is about.
            spoken = clear and (assignment or often or number in opened)
            for hit in page.placed.get(number, ()):
                if _id(hit.theme) == _RESEARCH and not (assignment and hit.theme in main_themes):
                    continue
                tells = purpose or (spoken and hit.theme in main_themes)
                behind = [
                    end
                    for end in ends
                    if sentences[number].start < end <= hit.start
                    and follows is not None
                    and follows.match(document.folded, end, hit.start)
                ]
                # "X, ett hackathon": so near it is of nothing else.
                near = any(hit.start - end <= _LONGEST_LEAD_IN for end in behind)
                if near or ((tells or behind) and self._alone(index, number)):
                    yield hit.theme, _IN_SENTENCE, "sentence", number, page.placed

    def _speaking_of(self, index: int) -> set[int]:
        """The sentences that speak of a thing."""
        return {n for n, things in self._things.items() if index in things}

    def _spoken_of(self, activity: _Activity) -> set[int]:
        """The sentences that name or speak of an activity."""
        return self._speaking_of(activity.index) | set(activity.numbers)

    def _goes_on(self, index: int, number: int) -> bool:
        """Whether a sentence may go on about the assignment before it: it is in the same paragraph and names nothing
        else that has themes.
        """
        sentences, things = self.document.sentences, self.document.things
        if number >= len(sentences) or sentences[number].block != sentences[number - 1].block:
            return False
        return not any(things[e].type in _ACTIVITIES and e != index for e in self._things.get(number, ()))

    def _of_the_page(
        self, thing: Thing, spoken_of: int, only: bool, main: bool, titled: bool, topics: list[Topic]
    ) -> list[Topic]:
        """The page's themes that are a project's or an event's because the page speaks of it: the strongest where many
        sentences do, all of them where it is also the only project.
        """
        project = thing.type == "Project"
        if not topics or thing.type not in ("Project", "Event"):
            return []
        much = spoken_of >= _MUCH or (project and only and spoken_of >= _MUCH - 1 - titled)
        if project and only and spoken_of >= _MUCH:
            return topics
        return topics[:1] if much or (main and topics[0].confidence >= _STRONG) else []

    def _has_purpose(self, thing: Thing) -> bool:
        """Whether an organisation is a network, or a council that the title names: what it is for is a theme of it."""
        return thing.cls in _NETWORKS or (thing.cls in _COUNCILS and self._titled(thing))

    def _owns_page(self, thing: Thing, publishes: bool) -> bool:
        """Whether it is the page of an organisation that exists for a purpose, with little but its name for a title."""
        if not publishes or thing.cls not in _HUBS:
            return False
        title = self.document.sentences[0]
        return title.kind == "title" and any(
            span.start < title.end and title.end - title.start - (span.end - span.start) <= _BESIDE_NAME
            for span in (self.document.spans[n] for n in thing.spans)
        )

    def _titled(self, thing: Thing) -> bool:
        """Whether the title names it."""
        title = self.document.sentences[0]
        return title.kind == "title" and any(self.document.spans[n].start < title.end for n in thing.spans)

    def _by_names(self, finder: ThemeFinder) -> tuple[list[ThemeHit], list[ThemeHit]]:
        """The triggers outside names and titles (*Energimyndigheten* and *energiminister* are no theme), and those
        inside names of organisations.
        """
        names = [(s.start, s.end, s.code) for s in self.document.spans if s.code in _NAMES_AND_TITLES]
        names.sort()
        starts = [start for start, *_ in names]
        hits, inside = [], []
        for hit in finder.find(self.document.tokens, self.document.text, self.document.folded):
            i = bisect_right(starts, hit.start) - 1
            if i < 0 or names[i][1] <= hit.start:
                hits.append(hit)
            elif names[i][2] == ORGANIZATION:
                inside.append(hit)
        return hits, inside

    def _alone(self, index: int, number: int) -> bool:
        """Whether a sentence speaks of no other project or event."""
        return not any(
            self.document.things[e].type in ("Project", "Event") and e != index for e in self._things.get(number, ())
        )

    def _relation(
        self,
        subject: int,
        predicate: str,
        theme: str,
        confidence: float,
        how: str,
        number: int,
        placed: dict[int, list[ThemeHit]],
    ) -> FoundRelation:
        index = self.document.add_thing("Theme", theme, "inno:Theme", (theme,), 0.9)
        for hit in placed.get(number, ()):
            if hit.theme == theme:
                self.tasks.mention(index, hit.start, hit.end)
        sentence = self.document.sentences[number]
        view = self.document.view
        start, end = view.to_source(sentence.start), view.to_source(sentence.end, end=True)
        return FoundRelation(subject, predicate, index, confidence, f"topics/{how}", start, end)
