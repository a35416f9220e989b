"""Look at dumps before a build: how they would be read, and what would be turned away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from tasks.clean.article import clean_document
from tasks.clean.profile import EMPTY_PROFILE
from tasks.documents import Article, Document, Reject
from tasks.read.day_order import is_unclear
from tasks.read.document import make_document
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions
from tasks.read.survey import Survey

MOST_SHOWN_CHARS = 300
MOST_REASONS = 12


@dataclass(slots=True)
class Inspection:
    """What the first entries of dumps come to.

    Attributes:
        survey: Columns and fields, by file.
        n_read: Entries looked at.
        rejects: By reason, what would be turned away; of each the first.
        dated: Articles by where their date comes from; under None those without one.
        n_unclear: Articles dated like 03/04/2024, of which nothing tells which is the day.
        unread: Dates of records that cannot be read.
        outlets: Articles by outlet.
        sample: The first article.
    """

    survey: Survey = field(default_factory=Survey)
    n_read: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    first_rejects: dict[str, Reject] = field(default_factory=dict)
    dated: Counter[str | None] = field(default_factory=Counter)
    n_unclear: int = 0
    unread: list[str] = field(default_factory=list)
    outlets: Counter[str | None] = field(default_factory=Counter)
    sample: Article | None = None


def inspect_inputs(inputs: Sequence[str], options: ReadOptions, most: int) -> Inspection:
    """Read and clean the first entries of dumps; nothing is written.

    Args:
        inputs: Files, folders and addresses.
        options: How to read them.
        most: Entries to look at.

    Raises:
        InputError: An input is missing or cannot be read.
    """
    found = Inspection()
    watched = replace(options, observe=found.survey.observe)
    for entry in islice(read_inputs(inputs, watched), most):
        found.n_read += 1
        document = entry if isinstance(entry, Reject) else make_document(entry, options)
        article = document if isinstance(document, Reject) else clean_document(document, EMPTY_PROFILE)
        if isinstance(article, Reject):
            found.rejects[article.reason] += 1
            found.first_rejects.setdefault(article.reason, article)
            continue
        _take_in(found, article.document)
        stated = "" if isinstance(entry, Reject) else entry.fields.get("published_at", "")
        if article.document.published_from != "record" and stated:
            found.n_unclear += is_unclear(entry)
            found.unread.append(stated)
        found.sample = found.sample or article
    return found


def _take_in(found: Inspection, document: Document) -> None:
    found.dated[document.published_from] += 1
    found.outlets[document.outlet] += 1


def describe_inspection(found: Inspection, most: int) -> Iterator[str]:
    """Say what was seen, a line each."""
    n_kept = found.n_read - found.rejects.total()
    limit = f" (the first {most:,}; see --most)" if found.n_read == most else ""
    yield f"{found.n_read:,} read{limit}: {n_kept:,} would be kept, {found.rejects.total():,} rejected"
    yield from (f"  {line}" for line in found.survey.describe())
    sources = ", ".join(f"{n:,} from the {source}" for source, n in found.dated.most_common() if source)
    yield f"dates: {sources or 'none'}; {found.dated[None]:,} articles have none"
    if found.n_unclear:
        yield (
            f"  {found.n_unclear:,} are dated like {found.unread[0]!r}, and nothing tells which is the day: "
            "say --day-first or --month-first (setting `day_first`)"
        )
    elif found.unread:
        yield f"  {len(found.unread):,} cannot be read or are still to come, such as {found.unread[0]!r}"
    named = [f"{outlet} {n:,}" for outlet, n in found.outlets.most_common(5) if outlet]
    yield f"outlets: {', '.join(named) or 'none'}; {found.outlets[None]:,} articles name none"
    for reason, n in found.rejects.most_common(MOST_REASONS):
        first = found.first_rejects[reason]
        place = " ".join(filter(None, (first.source_path, first.position)))
        yield f"reject {reason}: {n:,}, such as {place}: {first.detail}"
    if found.sample is not None:
        yield from _describe_sample(found.sample)


def _describe_sample(article: Article) -> Iterator[str]:
    document = article.document
    yield f"sample: {' '.join(filter(None, (document.source_path, document.position)))}"
    for name in ("record_id", "title", "outlet", "author", "published_at", "url"):
        yield f"  {name}: {getattr(document, name)}"
    text = " ".join(article.body.split())
    yield f"  body: {text[:MOST_SHOWN_CHARS]}{'…' if len(text) > MOST_SHOWN_CHARS else ''}"
