"""Make a document of a record: its text, and what is known of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from ftfy import fix_encoding

from expectations.enumerations import PublishedFrom, RejectReason
from tasks.documents import Document, Record, Reject
from tasks.language.outlets import find_outlet_country
from tasks.read.addresses import choose_canonical, name_outlet_by_address
from tasks.read.decoding import find_control_characters
from tasks.read.fields import is_missing
from tasks.read.options import ReadOptions
from tasks.read.pages import ExtractionError, Page, read_page
from tasks.read.publication_dates import find_date_in_address, find_date_in_name, parse_published
from tasks.read.sections import is_opinion, read_section
from tasks.read.source import Problem, name_file

_MINUTE = timedelta(minutes=1)
_ZONE = re.compile(r"[+-]\d\d:?\d\d|\b[A-Z]{1,4}T\b")


def make_document(record: Record, options: ReadOptions) -> Document | Reject:
    """Read a record's text and metadata.

    `source_text` of a plain text is the record's content to the character, line ends included; of a page it is the
    extracted article, one paragraph a line. What the record says stands before what the page says, and that before
    the options; an outlet that nothing names is named by the site of its address. Titles and names are mended of wrong
    decoding, entities and line breaks. The date is the first that can be read of: the record's, the page's, the one in
    the address, the one in the file's name (where the file is one document), the one in the options; a day that was
    still to come when the dump was read is none, but for the options'.

    Args:
        record: What `read_inputs` gave.
        options: Defaults and limits.

    Returns:
        The document, or a reject: `control_characters`, `not_article` (an index, a gallery, an error, a paywall's
        stub), `no_extraction` (a page without an article), `empty`, `too_short`, `too_long`.
    """
    controls = find_control_characters(record.content)
    if controls is not None:
        return _reject(record, "control_characters", controls)
    if len(record.content) > options.most_bytes:
        return _reject(record, "too_long", f"longer than {options.most_bytes} characters")
    try:
        page = read_page(record.content) if record.media == "html" else Page(record.content)
    except ExtractionError as error:
        return _reject(record, "no_extraction", f"the extractor failed on the page: {error}")
    if page.no_article is not None:
        return _reject(record, "not_article", page.no_article)
    if page.text is None:
        return _reject(record, "no_extraction", "no article was found in the page")
    problem = _find_length_problem(page.text, options)
    if problem is not None:
        return _reject(record, *problem)
    fields = record.fields
    url = fields.get("url") or page.url
    section = _mend_line(read_section(fields.get("section"), page.section))
    title = _mend_line(fields.get("title") or page.title)
    outlet = fields.get("outlet") or page.outlet or options.outlet or name_outlet_by_address(url)
    published_at, published_from = _find_published(record, page, options, find_outlet_country(outlet, url))
    return Document(
        source_path=record.source_path,
        position=record.position,
        record_id=record.record_id,
        source_text=page.text,
        title=title,
        url=url,
        canonical_url=choose_canonical(fields.get("url"), page.url),
        outlet=_mend_line(outlet),
        author=_mend_line(fields.get("author") or page.author),
        published_at=published_at,
        published_from=published_from,
        language=fields.get("language") or page.language,
        section=section,
        is_opinion=is_opinion(section, title, url, page.types, outlet),
    )


def _mend_line(text: str | None) -> str | None:
    """Mend what an earlier program wrote wrongly in a title or a name, which have no offsets to keep.

    A page, too, may give its author as "None".
    """
    mended = " ".join(html.unescape(text).split()) if text else ""
    mended = mended if mended.isascii() else " ".join(fix_encoding(mended).split())
    return None if is_missing(mended) else mended


def _find_length_problem(text: str, options: ReadOptions) -> Problem | None:
    if len(text) > options.most_characters:
        return "too_long", f"{len(text)} characters, more than {options.most_characters}"
    n_words = len(text.split(None, options.fewest_words)) if options.fewest_words else 1
    if not text.strip():
        return "empty", "the text is empty"
    if n_words < options.fewest_words:
        return "too_short", f"{n_words} words, fewer than {options.fewest_words}"
    return None


def _find_published(
    record: Record, page: Page, options: ReadOptions, country: str | None
) -> tuple[datetime, PublishedFrom] | tuple[None, None]:
    stated, told = record.fields.get("published_at"), record.fields.get("day_first")
    day_first = told == "true" if told and options.day_first is None else options.day_first
    found = parse_published(stated, day_first, country) if stated else None
    if found is not None and not options.is_ahead(found):
        return found, "record"
    dates = iter(page.published)
    first = next(_read_dates(dates, options, country), None)
    if first is not None:
        zoned = (text for text in dates if _ZONE.search(text))
        return _keep_offset(first, _read_dates(zoned, options, country)), "html"
    for url in (record.fields.get("url"), page.url):
        found = find_date_in_address(url) if url else None
        if found is not None and not options.is_ahead(found):
            return found, "address"
    if record.position is None:
        found = find_date_in_name(name_file(record.source_path))
        if found is not None and not options.is_ahead(found):
            return found, "file name"
    if options.published_at is not None:
        return options.published_at, "option"
    return None, None


def _read_dates(texts: Iterable[str], options: ReadOptions, country: str | None) -> Iterator[datetime]:
    read = (parse_published(text, options.day_first, country) for text in texts)
    return (moment for moment in read if moment is not None and not options.is_ahead(moment))


def _keep_offset(first: datetime, others: Iterable[datetime]) -> datetime:
    """Give the first time, in the outlet's own zone where the same minute is stated in that too."""
    if first.utcoffset():
        return first
    zoned = next((one for one in others if one.utcoffset() and abs(one - first) < _MINUTE), None)
    return first if zoned is None else first.astimezone(zoned.tzinfo)


def _reject(record: Record, reason: RejectReason, detail: str) -> Reject:
    raw = record.content.encode("utf-8")
    return Reject(record.source_path, record.position, record.record_id, "read", reason, detail, raw)
