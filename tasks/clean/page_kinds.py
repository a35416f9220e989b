"""Pages that are no article: errors, paywalls, cookie walls, lists of headlines, galleries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from operator import and_, not_, or_

from tasks.clean.lexicon import load_page_kinds
from tasks.clean.lines import split_lines
from tasks.clean.rules import fold_marks, quotes_somebody
from tasks.clean.unwrap import ends_sentence

SENTENCE_WORDS = 8
# More than the longest cookie wall says about cookies.
PROSE_WORDS = 400
# In a text without lines sentences are looked at instead, up to a length that no stub passes.
GLUED_MOST_CHARS = 2500

HEADLINE_WORDS = (4, 22)
LEAST_HEADLINES = 8
INDEX_PROSE_SHARE = 0.2
LEAST_MARKS = 4
MARK_SHARE = 0.2
TEASER_WORDS = 60
GALLERY_MARK_SHARE = 0.4
GALLERY_MOST_PROSE = 60

_SENTENCE_BREAK = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[A-Z\"'(])")
_SENTENCE_END = re.compile(r"\w\w[.!?][\"')\]]*(?=\s|$)")
_OUTLET_SUFFIX = re.compile(r"(?<!\s)\s+[|–—-]\s+[^|–—]{2,40}$")
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class _PageRule:
    name: str
    most_prose: int
    least: int
    most_before: int
    title: re.Pattern[str]
    signs: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _PageRules:
    pages: tuple[_PageRule, ...]
    index_title: re.Pattern[str]
    index_mark: re.Pattern[str]
    gallery_mark: re.Pattern[str]


def _compile(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE) if patterns else _NEVER


@cache
def _load_rules() -> _PageRules:
    lexicon = load_page_kinds()
    return _PageRules(
        pages=tuple(
            _PageRule(
                page.name,
                page.most_prose,
                page.least,
                page.most_before,
                _compile(page.title),
                tuple(_compile([sign]) for sign in page.sign),
            )
            for page in lexicon.pages
        ),
        index_title=_compile(lexicon.index.title),
        index_mark=_compile(lexicon.index.mark),
        gallery_mark=_compile(lexicon.gallery.mark),
    )


def classify_page(text: str, title: str | None) -> str | None:
    """Say what a page is, when it is surely no article.

    Args:
        text: All the text of the page, boilerplate included, wraps mended: a paragraph a line, or all in one line.
        title: Its title, where known.

    Returns:
        `error_page`, `paywall`, `cookie_wall`, `index_page` or `gallery`; None for an article and for what may be one.
        A short text is an article unless it holds the words of such a page; one that talks of an error or of cookies
        is an article when it says more than that.
    """
    lines = [line.text for line in split_lines(fold_marks(text)) if not line.is_blank]
    if len(lines) <= 2 and len(text) <= GLUED_MOST_CHARS:
        lines = [sentence.strip() for line in lines for sentence in _SENTENCE_BREAK.split(line) if sentence.strip()]
    if _runs_on(lines):
        return None
    wanted = _OUTLET_SUFFIX.sub("", fold_marks(title or "").strip())
    return _find_sign(lines, wanted) or (_find_form(lines, wanted) if len(lines) > LEAST_MARKS else None)


def _runs_on(lines: Sequence[str]) -> bool:
    """Whether a text opens as articles do, which settles it for most without a look at the signs."""
    words = run = longest = 0
    for line in lines:
        is_prose = _is_prose(line)
        run = run + 1 if is_prose else 0
        longest = max(longest, run)
        words += len(line.split()) if is_prose else 0
        if words > PROSE_WORDS and longest > 1:
            return True
    return False


def _is_prose(line: str) -> bool:
    return len(line.split(None, SENTENCE_WORDS)) >= SENTENCE_WORDS and ends_sentence(line)


def _count_words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _find_sign(lines: Sequence[str], title: str) -> str | None:
    for rule in _load_rules().pages:
        prose = found = before = 0
        seen: set[int] = set()
        for line in lines:
            holds = [at for at, sign in enumerate(rule.signs) if sign.match(line)] if not quotes_somebody(line) else []
            seen.update(holds)
            found += len(holds)
            if not seen:
                before += len(_SENTENCE_END.findall(line))
            if seen and before > rule.most_before:
                break
            if not holds and _is_prose(line):
                prose += len(line.split())
                if prose > rule.most_prose:
                    break
        else:
            if len(seen) >= rule.least or (title and rule.title.fullmatch(title) and prose <= rule.most_prose):
                return rule.name
    return None


def _find_form(lines: Sequence[str], title: str) -> str | None:
    rules = _load_rules()
    if _is_gallery(lines, rules.gallery_mark):
        return "gallery"
    # Prose that runs on is an article; a list has at most a sentence or two about each of its articles.
    prose = list(map(_is_prose, lines))
    told = list(compress(lines, prose))
    if any(map(and_, prose, prose[1:])) or any(map(quotes_somebody, told)):
        return None
    if any(len(line.split()) > TEASER_WORDS for line in told):
        return None
    marked = [rules.index_mark.match(line) is not None for line in lines]
    headlines = sum(map(_is_headline, compress(lines, map(not_, map(or_, prose, marked)))))
    # A chronicle has dates between its paragraphs, but no headlines.
    has_marks = sum(marked) >= max(LEAST_MARKS, MARK_SHARE * len(lines))
    if (has_marks or (title and rules.index_title.fullmatch(title))) and headlines >= LEAST_MARKS:
        return "index_page"
    share = _count_words(told) / _count_words(lines)
    is_list = headlines >= max(LEAST_HEADLINES, len(lines) / 2) and share <= INDEX_PROSE_SHARE
    return "index_page" if is_list else None


def _is_gallery(lines: Sequence[str], mark: re.Pattern[str]) -> bool:
    marks = told = 0
    for line in lines:
        if mark.match(line):
            marks += 1
        elif _is_prose(line):
            told += len(line.split())
            if told > GALLERY_MOST_PROSE:
                return False
    return marks >= max(LEAST_MARKS, GALLERY_MARK_SHARE * len(lines))


def _is_headline(line: str) -> bool:
    least, most = HEADLINE_WORDS
    words = line.split()
    # A score or a row of a table holds numbers.
    numbers = sum(word[0].isdigit() for word in words)
    return least <= len(words) <= most and numbers < 2 and not ends_sentence(line)
