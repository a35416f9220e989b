"""Read interviews and transcripts: lines that open with the name of whoever speaks, or with "Q" and "A"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter

from tasks.annotate.overlaps import Cover, find_overlapping
from tasks.annotate.quotes.bearers import name_bearers
from tasks.annotate.quotes.lexicon import load_interviews
from tasks.annotate.quotes.name_lines import end_before_names, find_name_lines
from tasks.annotate.quotes.openings import INSIDE, NUMBERED, OPENING, tells_who
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import TURN_ANSWER, TURN_NAMED, TURN_QUESTION
from tasks.annotate.quotes.turn_labels import MOST_BETWEEN, Labels, Turn
from tasks.annotate.spans import Mention
from tasks.annotate.speakers.speaker import UNKNOWN
from tasks.language.body import Body, Chars, Tokens
from tasks.language.quotation_marks import QuotedSpan

_LINE = re.compile(r"[^\n]+")
_SOURCE = re.compile(r"\s*(?:[—–(\[]|-{1,2} )")  # what may follow words in marks: "— news conference Tuesday"
_CAPITALS = re.compile(r"[A-Z]{2,}(?: [A-Z]{2,})+ ")  # a label that lost its colon
_STAGE = re.compile(r"\s*(?:\([^()\n]*\)|\[[^\[\]\n]*\])\s*")  # nobody's words: "(LAUGHTER)"
_MARKS = frozenset("“\"„«‘'")
_QUOTED = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?")
_TITLE = re.compile(r"\s*[“\"‘'][^“”\"\n]*[^“”\"\n.?!…,][”\"’']\s*")
_OF_THIRD = re.compile(
    r"\s*(?:[Hh]e|[Ss]he|[Tt]he \w+) \w+s\b"
)  # "The mayor wants you to pay": of whom it stands under
_STOPS = frozenset(".?!…”\"'")
FEWEST_TURNS = 2
FEWEST_TIMES = 3  # that somebody speaks in a talk with a narrator's lines between
FEWEST_CHANGES = 4  # of who speaks in it
FEWEST_IN_SENTENCE = 6  # words
FEWEST_ALONE = 4  # under names without a mark
FEWEST_QUOTATIONS = 2  # in a turn that is narration
SHARE_QUOTED = 0.3  # of its characters: .33 in a presenter's, .09 and .27 in those of two who take up others' words
SHARE_OF_PROFILES = 0.2  # of turns under names alone that tell of whoever bears the name: more, and they are profiles
SHARE_OF_TALK = 0.5  # of turns that speak as "I" or to "you", or ask: below, the lines are a list with names


def find_turns(body: Body, mentions: Sequence[Mention], labels: Labels, taken: Cover) -> list[Report]:
    """Find the turns of talks, in text order.

    Args:
        body: Where they stand.
        mentions: Named mentions and pronouns of the article.
        labels: Who may open a line.
        taken: Characters already read as something else, such as posts.
    """
    lines = list_lines(body.text)
    turns: list[Turn] = []
    unnamed: set[int] = set()  # lines that open with a label that is nobody's
    alone_in_line = find_name_lines(body.text, lines, mentions, labels)
    for number, line in enumerate(lines):
        if number in alone_in_line:
            turn = alone_in_line[number]
            if turn is None:
                unnamed.add(number)
            else:
                turns.append(turn)
            continue
        opening = OPENING.match(body.text, *line)
        if opening is None or taken.holds(opening.end()):
            if NUMBERED.match(body.text, *line) is not None:
                unnamed.add(number)
            continue
        # What somebody is stands behind a name, as in "ANN ROE, MAYOR:"; else a comma makes a sentence.
        role = next((each for each in ("role", "trade") if opening[each]), None)
        if role and not opening["label"].isupper() and not tells_who(body, Chars(opening.span(role))):
            continue
        turn = labels.read(opening, number)
        if turn is None:
            unnamed.add(number)
        else:
            turn.said_on = Chars(opening.span("day")) if opening["day"] else None
            turn.tells = (opening["role"] or "").strip(", ").casefold() in load_interviews().narrators
            turns += _split(body.text, turn, Chars((opening.end(), line[1])), labels)
    narrators = {turn.who for turn in turns if turn.tells}
    found = _keeptalks(body, turns, lines, unnamed)
    end_before_names(body.text, found, mentions)
    name_bearers(body, found, mentions)
    spoken = [turn for turn in found if turn.who not in narrators and not _is_silent(body.text, turn)]
    return [make_report(body, turn) for turn in spoken if not _narrates(body, turn)]


def list_lines(text: str) -> list[Chars]:
    """List the lines of a text that hold more than spaces."""
    return [Chars(line.span()) for line in _LINE.finditer(text) if line.group().strip()]


def own_words(text: str, lines: Sequence[Chars]) -> str:
    """Give the words of some lines without those between marks, which may be another's."""
    return _QUOTED.sub("", "\n".join(text[slice(*line)] for line in lines))


def _keeptalks(body: Body, turns: Sequence[Turn], lines: Sequence[Chars], unnamed: set[int]) -> list[Turn]:
    """Give turns their lines, and keep those of talks and those that stand between marks or under capitals."""
    found: list[Turn] = []
    alone: list[Turn] = []
    recurring = _list_recurring(body.text, turns)
    for talk in _group(turns):
        _take_lines(body.text, talk, lines, unnamed)
        if _is_talk(body.text, talk) or all(turn.who in recurring for turn in talk):
            found += talk
        else:
            for turn in (each for each in talk if each.bearer is not None and not is_dashed(body.text, each)):
                if _is_in_marks(body, turn):
                    found.append(turn)
                elif body.text[slice(*turn.label)].isupper():
                    alone.append(turn)
    if len(alone) >= FEWEST_TURNS:
        # A name in capitals alone may be a heading; two make a transcript, of whatever they speak.
        found += alone
    found.sort(key=attrgetter("label"))
    return found


def _list_recurring(text: str, turns: Sequence[Turn]) -> set[str]:
    """List those who take turns again and again, in sentences: a talk that a narrator tells between them."""
    whole = [turn for turn in turns if turn.bearer is not None and turn.colon is not None and _is_sentence(text, turn)]
    times = Counter(turn.who for turn in whole)
    recurring = {who for who, count in times.items() if count >= FEWEST_TIMES}
    changes = sum(one.who != other.who for one, other in pairwise(turn for turn in whole if turn.who in recurring))
    return recurring if changes >= FEWEST_CHANGES else set()


def _is_sentence(text: str, turn: Turn) -> bool:
    words = text[slice(*turn.lines[0])].strip() if turn.lines else ""
    return words[-1:] in _STOPS and len(words.split()) >= FEWEST_IN_SENTENCE


def _split(text: str, turn: Turn, words: Chars, labels: Labels) -> Iterator[Turn]:
    """Part a line into the turns that it holds."""
    start = words[0]
    for inside in INSIDE.finditer(text, *words):
        following = labels.read(_as_opening(text, inside), turn.line)
        if following is None or following.rule is not TURN_NAMED:
            continue
        turn.lines = [Chars((start, inside.start()))]
        yield turn
        turn, start = following, inside.end()
    if text[start : words[1]].strip():
        turn.lines = [Chars((start, words[1]))]
    yield turn


def _as_opening(text: str, inside: re.Match[str]) -> re.Match[str]:
    opening = OPENING.match(text, inside.start("label"), inside.end())
    assert opening is not None, "a label within a line is one that may open a line"
    return opening


def _group(turns: Sequence[Turn]) -> Iterator[list[Turn]]:
    """Put turns together that stand near each other."""
    talk: list[Turn] = []
    for turn in turns:
        if talk and turn.line - talk[-1].line > max(talk[-1].most_lines, MOST_BETWEEN) + 1:
            yield talk
            talk = []
        talk.append(turn)
    if talk:
        yield talk


def _take_lines(text: str, talk: Sequence[Turn], lines: Sequence[Chars], unnamed: set[int]) -> None:
    """Give each turn the lines up to the next one; a name alone in its line has its words in the next."""
    for turn, following in zip(talk, [*talk[1:], None], strict=True):
        last = following.line if following is not None else turn.line + 2 if not turn.lines else turn.line
        if turn.lines and text[turn.lines[0][0]] in _MARKS:
            continue  # words in marks end with them
        for number in range(turn.line + 1, min(last, turn.line + turn.most_lines + 1, len(lines))):
            is_others = text[slice(*turn.label)].isupper() and _CAPITALS.match(text, *lines[number]) is not None
            if number in unnamed or is_others:
                break
            if _STAGE.fullmatch(text, *lines[number]) is None:
                turn.lines.append(lines[number])


def _is_talk(text: str, talk: Sequence[Turn]) -> bool:
    """Whether turns are a talk: two who speak, as "I", to "you" or asking; a list under names is none."""
    speakers = {turn.who for turn in talk}
    is_alone = all(turn.colon is None for turn in talk)
    if len(talk) < (FEWEST_ALONE if is_alone else FEWEST_TURNS) or len(speakers) < FEWEST_TURNS:
        return False
    if (is_alone or any(is_dashed(text, turn) for turn in talk)) and not speak_themselves(text, talk):
        return False
    if all(turn.speaker is UNKNOWN and turn.bearer is None for turn in talk) and not _exchange(text, talk):
        return False
    talking = [any(talks(text, line) for line in turn.lines) for turn in talk]
    rules = {turn.rule for turn in talk}
    if TURN_ANSWER in rules:
        # Of readers' questions that an outlet answers itself nobody is the speaker.
        answers = [talks for talks, turn in zip(talking, talk, strict=True) if turn.rule is TURN_ANSWER]
        return TURN_QUESTION in rules and any(answers)
    return sum(talking) >= SHARE_OF_TALK * len(talk)


def _exchange(text: str, talk: Sequence[Turn]) -> bool:
    """Whether those whom nobody names ask, and speak again: "Driver: You need a licence." is advice to drivers."""
    rules = {turn.rule for turn in talk}
    is_asked = any("?" in text[slice(*line)] for turn in talk for line in turn.lines)
    return rules != {TURN_NAMED} or (is_asked and len({turn.who for turn in talk}) < len(talk))


def is_dashed(text: str, turn: Turn) -> bool:
    """Whether a dash parts a label from its words, as it parts much else: "Ann Roe — “You and I”" is a song."""
    return turn.colon is not None and text[turn.colon[0]] in "—–"


def is_title(text: str, line: Chars) -> bool:
    """Whether a line is the title of a work, between marks without a stop."""
    return _TITLE.fullmatch(text, *line) is not None


def talks(text: str, line: Chars) -> bool:
    """Whether a line speaks as "I" or to "you", or asks; the title of a work in marks does neither."""
    return not is_title(text, line) and _says_i_or_you().search(text, *line) is not None


def speak_themselves(text: str, talk: Sequence[Turn]) -> bool:
    """Whether turns under names alone are no profiles: one says "I" outside marks, and few tell of their bearer."""
    own = [own_words(text, turn.lines) for turn in talk]
    told = sum(
        _OF_THIRD.match(words) is not None
        or (text[slice(*turn.label)].split()[-1] in words and says_i().search(words) is None)
        for words, turn in zip(own, talk, strict=True)
    )
    return any(says_i().search(words) for words in own) and told <= SHARE_OF_PROFILES * len(talk)


@cache
def says_i() -> re.Pattern[str]:
    """Match what a speaker says of "I"."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load_interviews().of_i))})\b", re.IGNORECASE)


@cache
def _says_i_or_you() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_interviews().talk))
    return re.compile(rf"\b(?:{words})\b|\?", re.IGNORECASE)


def _is_silent(text: str, turn: Turn) -> bool:
    return all(_STAGE.fullmatch(text, *line) is not None for line in turn.lines)


def _is_in_marks(body: Body, turn: Turn) -> bool:
    """Whether all the words behind a name stand between marks, so that one turn is no heading."""
    label = body.text[slice(*turn.label)]
    if any(word[0].islower() for word in label.split()):
        return False  # "Ann Roe rebuked Theo Hale: “…”"
    if turn.colon is not None and "," in body.text[turn.label[1] : turn.colon[0]] and not label.isupper():
        return False  # "Ann Roe, a welder: “…”" tells with its words who speaks
    start, end = words_of(body, turn.lines[0]) if len(turn.lines) == 1 else (0, 0)
    quoted = find_overlapping(body.quoted, start, end)
    return len(quoted) == 1 and (quoted[0].start, quoted[0].end) == (start, end) and turn.rule is TURN_NAMED


def _narrates(body: Body, turn: Turn) -> bool:
    """Whether a turn quotes others again and again, as a presenter's does: what they say is told by its own rules."""
    quoted = [span for line in turn.lines for span in find_overlapping(body.quoted, *line)]
    opens_with_mark = body.text[turn.lines[0][0]] in _MARKS
    if opens_with_mark or len(quoted) < FEWEST_QUOTATIONS:
        return False
    return sum(map(_length, quoted)) >= SHARE_QUOTED * sum(end - start for start, end in turn.lines)


def _length(quoted: QuotedSpan) -> int:
    return quoted.end - quoted.start


def make_report(body: Body, turn: Turn) -> Report:
    """Make the report of what is said in a turn."""
    label = body.tokens_of(turn.label)
    fragments = [words_of(body, line) for line in turn.lines]
    return Report(
        fragments=fragments,
        rule=turn.rule,
        cue=turn.colon or turn.label,
        cue_word=body.token_at(turn.colon[0]) if turn.colon is not None else None,
        cue_class="speech",
        speaker=label,
        speaker_head=body.doc[label[1] - 1] if label[0] < label[1] else None,
        clause=Tokens((label[0], label[1] + 1)),
        bearer=turn.bearer,
        said_on=turn.said_on,
        said_by=turn.speaker,
    )


def words_of(body: Body, line: Chars) -> Chars:
    """Give a line without the spaces around it; where it opens with quotations and a source follows, these alone."""
    start, end = line
    while start < end and body.text[start].isspace():
        start += 1
    while end > start and body.text[end - 1].isspace():
        end -= 1
    quoted = find_overlapping(body.quoted, start, end)
    if quoted and quoted[0].start == start and quoted[-1].end < end and _SOURCE.match(body.text, quoted[-1].end):
        return Chars((start, quoted[-1].end))
    return Chars((start, end))
