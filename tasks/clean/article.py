"""The clean stage: a document becomes an article, or is turned away."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice

from expectations.enumerations import RejectReason
from tasks.alignment import Alignment, Edit, apply_edits
from tasks.clean.agency import find_author_agency, find_source_agency
from tasks.clean.authors import find_authors
from tasks.clean.boilerplate import find_boilerplate
from tasks.clean.characters import find_bad_characters, find_edges
from tasks.clean.language import identify_language
from tasks.clean.page_kinds import classify_page
from tasks.clean.profile import Profile, name_outlet
from tasks.clean.truncation import is_cut_short
from tasks.clean.unwrap import find_wraps
from tasks.documents import Article, Document, Reject, Removal

LANGUAGE = "en"
# A sentence is an article to somebody who feeds sentences; a stray word is not.
LEAST_WORDS = 2

# "Q3" and "G7" are words, "2019" and "+86" are none; what is no word from its first digit is none from its second.
_WORD = re.compile(r"(?<!\d)(?=\d*+[^\W\d_])[^\W_]{2,}")


def clean_document(document: Document, profile: Profile) -> Article | Reject:
    """Mend wraps, remove boilerplate, and check that English text is left.

    Args:
        document: An article as read.
        profile: What outlets repeat; `EMPTY_PROFILE` where nothing has been learned.

    Returns:
        The article, whose removals account for every difference between body and source text; or a Reject with reason
        `not_article`, `too_short` or `language`.
    """
    source = document.source_text
    bad = find_bad_characters(source)
    characters = merge_removals(bad, find_edges(source, bad))
    readable, to_readable = _apply(source, characters)
    wraps = find_wraps(readable)
    mended, to_mended = _apply(readable, wraps)
    page_kind = classify_page(mended, document.title)
    if page_kind is not None:
        article = "an" if page_kind[0] in "aeiou" else "a"
        return _reject(document, "not_article", f"the page is {article} {page_kind.replace('_', ' ')}")
    outlet = name_outlet(document)
    boilerplate = find_boilerplate(
        mended, document.title, lambda line: profile.is_repeated(outlet, line), document.author
    )
    repairs = merge_removals(characters, _map_back(wraps, to_readable, source))
    removals = merge_removals(repairs, _map_back(_map_back(boilerplate, to_mended, readable), to_readable, source))
    body, alignment = _apply(source, removals)
    if sum(1 for _ in islice(_WORD.finditer(body), LEAST_WORDS)) < LEAST_WORDS:
        return _reject(document, "too_short", f"{len(body.split())} words are left of {len(source.split())}")
    language = identify_language(body, document.language)
    if language != LANGUAGE:
        return _reject(document, "language", f"the text is in {language!r}, not in English")
    lines = [line.strip() for line in mended.splitlines() if line.strip()]
    agency = find_source_agency(lines) or find_author_agency(document.author)
    author = document.author or find_authors((cut.rule, source[cut.start : cut.end]) for cut in removals)
    return Article(document, body, alignment, tuple(removals), language, agency, author, is_cut_short(body, removals))


def _apply(text: str, removals: Sequence[Removal]) -> tuple[str, Alignment]:
    return apply_edits(text, [Edit(removal.start, removal.end, removal.replacement) for removal in removals])


def _map_back(removals: Sequence[Removal], alignment: Alignment, source: str) -> list[Removal]:
    """Carry removals from a repaired text to the text that it was made from.

    Characters that a repair put in count with what they replaced, so that removing them removes that too.
    """
    bodies, sources, lengths = alignment.body_starts, alignment.source_starts, alignment.lengths
    found = []
    for removal in removals:
        run = bisect_right(bodies, removal.start) - 1
        start = sources[run] + min(removal.start - bodies[run], lengths[run]) if run >= 0 else 0
        later = bisect_left(bodies, removal.end)
        run = later - 1
        if run >= 0 and removal.end <= bodies[run] + lengths[run]:
            end = sources[run] + removal.end - bodies[run]
        else:
            end = sources[later] if later < len(sources) else len(source)
        found.append(Removal(start, end, removal.kind, removal.rule, removal.replacement))
    return found


def merge_removals(lesser: Sequence[Removal], greater: Sequence[Removal]) -> list[Removal]:
    """Join two lists of removals, each in order and free of overlaps; a lesser one that meets a greater one goes."""
    kept = list(greater)
    at = 0
    for removal in lesser:
        while at < len(greater) and greater[at].end <= removal.start:
            at += 1
        if at == len(greater) or removal.end <= greater[at].start:
            kept.append(removal)
    return sorted(kept, key=lambda removal: removal.start)


def _reject(document: Document, reason: RejectReason, detail: str) -> Reject:
    return Reject(
        source_path=document.source_path,
        position=document.position,
        record_id=document.record_id,
        stage="clean",
        reason=reason,
        detail=detail,
        raw=document.source_text.encode("utf-8", "surrogatepass"),
    )
