"""What the JSON API, its client and the Model Context Protocol server say: plain values, described for all three."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Said(BaseModel):
    """What is said: a value that does not change."""

    model_config = ConfigDict(frozen=True)


class Name(Said):
    """A thing as one names it."""

    iri: str = Field(description="Its IRI; empty for a text.")
    kind: str = Field(description="organization, person, place, assignment, project, event, theme, article; or text.")
    label: str
    language: str = Field("", description="Language of the label (BCP 47), empty where it has none.")


class Hit(Name):
    """A thing that a search found."""

    articles: int = Field(description="Articles that name it.")


class Node(Hit):
    """A thing in a network."""

    ties: int = Field(description="Things that it is tied to in the whole graph.")


class Source(Said):
    """An article as one cites it."""

    iri: str
    title: str
    date: str = Field(description="ISO 8601: a day, a month or a year; empty where it is not known.")
    url: str
    publisher: str
    language: str
    retold: bool = Field(description="Whether the wording is a retelling and not that of `url`.")


class Evidence(Said):
    """A sentence that says a relation, quoted exactly."""

    claim: str = Field(description="The claim's IRI.")
    quote: str
    language: str
    start: int = Field(description="Where the quote begins in the article, in characters.")
    confidence: float = Field(description="How sure the program is, from 0 to 1.")
    rule: str = Field(description="The rule that found it.")
    article: Source


class Relation(Said):
    """A relation between two things, or of a thing to a text, with sentences that say it."""

    subject: Name
    predicate: str = Field(description="The relation's name in the ontology, such as collaboratesWith.")
    object: Name
    sentences: int = Field(description="How many sentences say it; `evidence` may hold fewer.")
    evidence: list[Evidence]


class Sentence(Said):
    """A quote that a search found."""

    claim: str
    quote: str
    language: str
    article: Source
    subject: Name | None = Field(None, description="Whom the relation that the sentence says is of.")
    predicate: str = Field("", description="The relation's name in the ontology.")
    object: Name | None = Field(None, description="Whom or what it is to.")


class Page(Said):
    """A part of a list: `limit` items at most from `offset` on, of `total`."""

    total: int
    limit: int
    offset: int


class Things(Page):
    """Things that a search found."""

    items: list[Hit]


class Sentences(Page):
    """Quotes that a search found."""

    items: list[Sentence]


class Relations(Page):
    """Relations of a thing."""

    items: list[Relation]


class Sources(Page):
    """Articles that name a thing, newest first."""

    items: list[Source]


class Text(Said):
    """A text and its language."""

    text: str
    language: str


class Identifier(Said):
    """A number or code, and who gives it."""

    agency: str
    value: str


class Address(Said):
    """An address elsewhere: what it is to the thing (homepage, sameAs, exactMatch, url, …)."""

    relation: str
    address: str


class ThingCard(Name):
    """What is known of a thing beside its relations, and how many of those there are."""

    type: str = Field(description="The most particular class in the ontology.")
    names: list[Text] = Field(description="Preferred names in other languages.")
    aliases: list[Text]
    definition: str
    country: Name | None
    identifiers: list[Identifier]
    links: list[Address]
    broader: list[Name]
    narrower: list[Name]
    related: list[Name]
    relations: dict[str, int] = Field(description="Number of relations by name.")
    articles: int = Field(description="Articles that name it.")
    article: Source | None = Field(description="Of an article, how one cites it.")
    page: str = Field(description="Path of its page at this server.")


class Way(Said):
    """A shortest way between two things; `steps` is empty and `found` false where there is none."""

    start: Name
    end: Name
    found: bool
    steps: list[Relation]


class Tie(Said):
    """A relation in a network; `sentences` is how many say it."""

    subject: str
    predicate: str
    object: str
    sentences: int


class Network(Said):
    """Things around others, and what ties them together; `cut` says that there would be more."""

    nodes: list[Node]
    ties: list[Tie]
    cut: bool


class Statistics(Said):
    """What the graph holds, counted."""

    triples: int
    inferred: int = Field(description="Triples that follow from the others.")
    claims: int = Field(description="Sentences read as a relation, each counted once.")
    articles: int
    things: dict[str, int] = Field(description="Things by kind.")
    relations: dict[str, int] = Field(description="Different relations by name.")
    languages: dict[str, int] = Field(description="Articles by language.")
    years: dict[str, int] = Field(description="Articles by year.")


class QueryParameter(Said):
    """What a saved query lets one choose."""

    name: str
    description: str
    descriptions: dict[str, str] = Field(description="The description by language.")
    kind: str = Field(description="thing, number or text.")
    default: str


class QueryCard(Said):
    """A saved query."""

    name: str
    title: str
    question: str
    questions: dict[str, str] = Field(description="The question by language.")
    parameters: list[QueryParameter]
    sparql: str


class Queries(Said):
    """All saved queries."""

    items: list[QueryCard]


class Rows(Page):
    """The answer to a saved query: rows by column, or for queries that give a graph, its Turtle."""

    query: str
    sparql: str
    columns: list[str]
    rows: list[dict[str, str | int | float | None]]
    turtle: str = ""


class Answer(Said):
    """The answer to a SPARQL query: rows by column, yes or no (`boolean`), or triples as Turtle.

    Values are as text: IRIs and literals without their types.
    """

    columns: list[str] = Field(default_factory=list)
    rows: list[dict[str, str | None]] = Field(default_factory=list)
    boolean: bool | None = None
    turtle: str = ""


class ProblemDetails(Said):
    """An error (RFC 9457)."""

    title: str
    status: int
    detail: str
