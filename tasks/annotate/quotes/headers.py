"""Find what people say over or under a line that holds their name and age or trade, a time, or an account."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from tasks.annotate.overlaps import Cover, find_overlapping
from tasks.annotate.quotes.interviews import (
    SHARE_OF_PROFILES,
    is_title,
    list_lines,
    make_report,
    own_words,
    says_i,
    speak_themselves,
    talks,
    words_of,
)
from tasks.annotate.quotes.lexicon import load_interviews
from tasks.annotate.quotes.openings import CLOCK, LABEL, tells_who
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import POST_HEADING
from tasks.annotate.quotes.turn_labels import Labels, Turn
from tasks.annotate.speakers.speaker import Speaker
from tasks.language.body import Body, Chars
from tasks.language.people import may_speak

_BOLD = r"(?:\*\*|__)?"
_DAY = r"(?:Today|Yesterday|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
# Such as: "Ann Roe, 41, florist", "— Ann Roe, union leader", "Ann Roe -- Chief Executive Officer"
_TRADE = re.compile(
    rf"[ \t]*(?:[—–-]{{1,2}}[ ]?)?{_BOLD}(?P<label>{LABEL}){_BOLD}"
    rf"(?P<trade>(?:,|[ ](?:--?|—|–)[ ])[^:;\n“”\"]{{1,80}}?[^\W_]\)?){_BOLD}[ \t\xa0]*"
)
# Such as: "Ann Roe 9:42 AM", "Ann Roe — Today at 9:42 AM"
_STAMP = re.compile(
    rf"[ \t]*{_BOLD}(?P<label>{LABEL}){_BOLD}(?: ?[—–,|·-])?[ \xa0]+\(?(?:{_DAY},? (?:at )?)?{CLOCK}\)?[ \t\xa0]*"
)
# Such as: "u/annroe", "u/annroe · 3 hr. ago"
_ACCOUNT = re.compile(r"[ \t]*/?(?P<label>u/(?P<account>[\w-]{3,20}))(?:[ \xa0]?[·•|,(][^\n]{1,40})?[ \t\xa0]*")
_FIELD = re.compile(r"\s*\w[\w ]{1,20}:")  # "Occupation: lawyer"
LONGEST_HEADER = 160  # characters
FEWEST_HEADERS = 2
MOST_LINES = 6  # of what somebody says
LONGEST_MESSAGE = 400  # characters: longer is a reporter's entry
SHARE_OF_TALK = 0.6  # of messages


def find_headed(body: Body, labels: Labels, taken: Cover) -> list[Report]:
    """Find what people say by lines that name them, in text order.

    Args:
        body: Where they stand.
        labels: Who may open a line.
        taken: Characters already read as something else, such as posts and turns.
    """
    lines = [line for line in list_lines(body.text) if not taken.holds(line[0])]
    found: list[Report] = []
    for read in (_read_trade, _read_stamp):
        headers = {}
        for number, line in enumerate(lines):
            if line[1] - line[0] > LONGEST_HEADER:
                continue
            turn = read(body, line, number, labels)
            if turn is not None:
                headers[number] = turn
        found += _read_words(body, lines, headers, read)
    accounts = {number: turn for number, line in enumerate(lines) if (turn := _read_account(body.text, line, number))}
    for report in _read_words(body, lines, accounts, _read_account):
        report.cue_class, report.channel = "writing", "Reddit"
        found.append(report)
    return found


def _read_trade(body: Body, line: Chars, number: int, labels: Labels) -> Turn | None:
    header = _TRADE.fullmatch(body.text, *line)
    if header is None or not tells_who(body, Chars(header.span("trade"))):
        return None
    return labels.read_alone(body.text, Chars(header.span("label")), number, is_name=True)


def _read_stamp(body: Body, line: Chars, number: int, labels: Labels) -> Turn | None:
    header = _STAMP.fullmatch(body.text, *line)
    return labels.read_alone(body.text, Chars(header.span("label")), number) if header is not None else None


def _read_account(text: str, line: Chars, number: int) -> Turn | None:
    header = _ACCOUNT.fullmatch(text, *line)
    if header is None:
        return None
    key = f"account:{header['account'].lower()}"
    account = Speaker(name=header["label"], key=key, rule="shown.account")
    return Turn(Chars(header.span("label")), None, POST_HEADING, key, number, speaker=account)


def _read_words(
    body: Body, lines: Sequence[Chars], headers: dict[int, Turn], read: Callable[..., Turn | None]
) -> list[Report]:
    """Give headers their words, in marks above or below them, or up to the next header; none where they are a list."""
    if len(headers) < FEWEST_HEADERS or len({turn.who for turn in headers.values()}) < FEWEST_HEADERS:
        return []
    below = [_run_of_marked(body, lines, range(at + 1, len(lines)), headers) for at in headers]
    above = [_run_of_marked(body, lines, range(at - 1, -1, -1), headers)[::-1] for at in headers]
    turns = list(headers.values())
    if all(below) != all(above):
        for turn, words in zip(turns, below if all(below) else above, strict=True):
            turn.lines = words
        return [make_report(body, turn) for turn in turns] if read is not _read_stamp else []
    for turn, following, marked in zip(turns, [*list(headers)[1:], None], below, strict=True):
        last = following if following is not None else turn.line + 2
        turn.lines = marked or list(_before_voice(body.text, lines[turn.line + 1 : last]))
    turns = [turn for turn in turns if 0 < len(turn.lines) <= MOST_LINES]
    if len(turns) < FEWEST_HEADERS or len(turns) < len(headers) / 2:
        return []
    if read is _read_trade and not _say_i(body.text, turns):
        return []
    if read is _read_stamp and not _are_messages(body.text, turns):
        return []
    return [make_report(body, turn) for turn in turns]


def _before_voice(text: str, lines: Sequence[Chars]) -> Iterator[Chars]:
    """The lines up to one that holds nothing but a function, under which somebody else speaks: "Operator"."""
    for line in lines:
        word = text[slice(*line)].strip()
        if word.isalpha() and word.istitle() and may_speak(word.lower()):
            return
        yield line


def _run_of_marked(body: Body, lines: Sequence[Chars], numbers: range, headers: dict[int, Turn]) -> list[Chars]:
    """The lines next to a header that marks hold whole."""
    run: list[Chars] = []
    for number in numbers:
        if number in headers or len(run) == MOST_LINES:
            break
        start, end = words_of(body, lines[number])
        quoted = find_overlapping(body.quoted, start, end)
        is_whole = len(quoted) == 1 and (quoted[0].start, quoted[0].end) == (start, end)
        if not is_whole or is_title(body.text, lines[number]):
            break
        run.append(lines[number])
    return run


def _say_i(text: str, turns: Sequence[Turn]) -> bool:
    """Whether most of the words under names are somebody's who says "I", and few tell of whoever bears the name."""
    own = [own_words(text, turn.lines) for turn in turns]
    saying = sum(says_i().search(words) is not None and _FIELD.match(words) is None for words in own)
    told = sum(text[slice(*turn.label)].split()[-1] in words for words, turn in zip(own, turns, strict=True))
    return saying > len(turns) / 2 and told <= len(turns) * SHARE_OF_PROFILES and speak_themselves(text, turns)


@cache
def _told_by() -> re.Pattern[str]:
    """Match words that tell of messages."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load_interviews().messages))})\b", re.IGNORECASE)


def _are_messages(text: str, turns: Sequence[Turn]) -> bool:
    # A live blog's reporters write under their names and the time as well.
    if _told_by().search(text, 0, turns[0].label[0]) is None:
        return False
    talking = sum(any(talks(text, line) for line in turn.lines) for turn in turns)
    is_short = all(sum(end - start for start, end in turn.lines) <= LONGEST_MESSAGE for turn in turns)
    return is_short and talking >= SHARE_OF_TALK * len(turns) and speak_themselves(text, turns)
