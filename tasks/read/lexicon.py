"""The word lists of reading: under which names dumps, pages and feeds state what Sayso asks."""

from __future__ import annotations

from functools import cache

from tasks.lexicon import Lexicon, read_lexicon

Names = tuple[str, ...]


class Fields(Lexicon):
    """Names for each field of a record, the likeliest first."""

    content: Names
    record_id: Names
    url: Names
    title: Names
    outlet: Names
    author: Names
    published_at: Names
    language: Names
    section: Names


class Nested(Lexicon):
    """Keys of objects within records: of a value, of a content and its parts, of the record proper, of their list."""

    value: Names
    content: Names
    parts: Names
    no_text: frozenset[str]
    record: Names
    records: Names


class Missing(Lexicon):
    """Ways of writing that there is no value."""

    values: frozenset[str]


class Header(Lexicon):
    """Labels of the lines above a plain text, by field."""

    title: Names
    url: Names
    published_at: Names
    outlet: Names
    author: Names
    language: Names


class RecordFields(Lexicon):
    """`data/lexicon/record_fields.toml`."""

    fields: Fields
    nested: Nested
    missing: Missing
    header: Header


class Entry(Lexicon):
    """Elements of a feed's entry, the first that has a value wins."""

    content: Names
    record_id: Names
    url: Names
    title: Names
    author: Names
    published_at: Names
    outlet: Names
    language: Names


class Namespaces(Lexicon):
    """Namespaces whose elements count."""

    read: frozenset[str]


class FeedFields(Lexicon):
    """`data/lexicon/feed_fields.toml`."""

    entry: Entry
    namespaces: Namespaces


class Published(Lexicon):
    """Markup that states the day of publication, most dependable first."""

    meta: Names
    json_ld: Names
    meta_of_any: Names
    time_marks: frozenset[str]
    line_marks: frozenset[str]
    published_names: frozenset[str]
    other_days: frozenset[str]
    other_boxes: frozenset[str]
    json_ld_types: frozenset[str]


class Furniture(Lexicon):
    """Class names, ids, elements and roles of what is not the article."""

    readers: Names
    named: Names
    doubtful: Names
    captions: frozenset[str]
    hidden: frozenset[str]
    modifiers: frozenset[str]
    tags: frozenset[str]
    roles: frozenset[str]


class Standfirst(Lexicon):
    """Words of class names of the sentence that opens an article, set off from it."""

    classes: frozenset[str]


class JsonLd(Lexicon):
    """Types of a JSON-LD object that is an article."""

    article: frozenset[str]


class Author(Lexicon):
    """Meta elements that name an author."""

    meta: Names


class Section(Lexicon):
    """Meta elements that name an article's section."""

    meta: Names


class NoArticle(Lexicon):
    """What tells a page that is no article."""

    index_types: frozenset[str]
    gallery_types: frozenset[str]
    error_titles: frozenset[str]


class Notices(Lexicon):
    """Words of a page's own notices."""

    first_person: Names
    second_person: Names
    consent: Names
    newsroom: Names
    asks: Names


class PageFields(Lexicon):
    """`data/lexicon/page_fields.toml`."""

    published: Published
    furniture: Furniture
    notices: Notices
    standfirst: Standfirst
    json_ld: JsonLd
    author: Author
    section: Section
    no_article: NoArticle


class LexisLabels(Lexicon):
    """Labels above and below a text of LexisNexis."""

    above: frozenset[str]
    below: frozenset[str]


class FactivaCodes(Lexicon):
    """Codes of Factiva's parts of an article."""

    codes: frozenset[str]
    fields: dict[str, str]


class ProquestLabels(Lexicon):
    """Labels of ProQuest."""

    labels: frozenset[str]
    fields: dict[str, str]


class LibraryExports(Lexicon):
    """`data/lexicon/library_exports.toml`."""

    lexis: LexisLabels
    factiva: FactivaCodes
    proquest: ProquestLabels


class Sections(Lexicon):
    """`data/lexicon/sections.toml`."""

    opinion: frozenset[str]
    news: frozenset[str]
    opinion_types: frozenset[str]
    news_types: frozenset[str]


@cache
def load_sections() -> Sections:
    """Read the names of sections of opinion, once a process."""
    return read_lexicon("sections", Sections)


@cache
def load_library_exports() -> LibraryExports:
    """Read the labels of press libraries, once a process."""
    return read_lexicon("library_exports", LibraryExports)


@cache
def load_record_fields() -> RecordFields:
    """Read the names of a record's fields, once a process."""
    return read_lexicon("record_fields", RecordFields)


@cache
def load_feed_fields() -> FeedFields:
    """Read the elements of a feed's entries, once a process."""
    return read_lexicon("feed_fields", FeedFields)


@cache
def load_page_fields() -> PageFields:
    """Read the markup of pages, once a process."""
    return read_lexicon("page_fields", PageFields)
