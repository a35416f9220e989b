"""Read interviews and transcripts: lines that open with the name of whoever speaks, or with "Q" and "A"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter

from tasks.annotate.overlaps import Cover, find_overlapping
from tasks.annotate.quotes.lexicon import Interviews, load_interviews
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import TURN_ANSWER, TURN_NAMED, TURN_QUESTION, Rule
from tasks.annotate.quotes.shown import read_person
from tasks.annotate.spans import Mention
from tasks.annotate.speakers.speaker import UNKNOWN, Speaker, make_key
from tasks.language.body import Body, Chars, Tokens
from tasks.language.cues import load_verb_cues
from tasks.language.names import count_title_words, is_given_name, is_initial
from tasks.language.people import is_role, may_speak

_WORD = r"[^\W\d_][\w.'’-]*"
_LABEL = rf"(?:{_WORD}[ \t\xa0]+){{0,5}}{_WORD}"
_ASIDE = r"(?:[ ]?[(\[][^()\[\]\n]{1,40}[)\]])?"
_TIME = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?[ \t\xa0]+)?"  # "[00:12] ANN ROE:"
_LINE = re.compile(r"[^\n]+")
_OPENING = re.compile(
    rf"[ \t]*{_TIME}(?:\*\*|__)?(?:(?P<label>{_LABEL}){_ASIDE}(?P<role>,[^:\n“”\"]{{1,100}})?(?P<colon>:)"
    r"|(?P<letter>[QA])(?P<stop>\.))(?:\*\*|__)?(?:[ \t\xa0]+|$)"
)
# A turn within a line, behind the end of another's sentence: "I have — Roe: Do you want to?"
_INSIDE = re.compile(
    r"(?<=[.?!…—–”\"\])-])[ \t\xa0]+"
    r"(?P<label>(?:(?:[A-Z][a-z]{0,3}\.|[A-Z][\w'’-]*)[ ]){0,3}[A-Z][\w'’-]+)(?P<colon>:)[ \t\xa0]+(?=\S)"
)
_SOURCE = re.compile(r"\s*(?:[—–(\[]|-{1,2} )")  # what may follow words in marks: "— news conference Tuesday"
_MARKS = frozenset("“\"„«‘'")
MOST_BETWEEN = 3  # lines without a name between two turns of one talk
FEWEST_TURNS = 2
FEWEST_QUOTATIONS = 2  # in a turn that is narration
SHARE_OF_TALK = 0.5  # of turns that speak as "I" or to "you", or ask: below, the lines are a list with names


@dataclass(slots=True)
class _Turn:
    """One turn: its label, who bears it, the lines of its words.

    Attributes:
        label: Characters of the label.
        colon: Characters of the mark behind it.
        rule: What kind of turn it is.
        who: What tells its speaker from others.
        line: Number of the line in which it begins.
        lines: Characters of its words, line by line.
        bearer: The mention that says who speaks.
        speaker: Who does where no mention says so.
        tells: Whether its label is that of a reporter, whose words are the outlet's own.
    """

    label: Chars
    colon: Chars
    rule: Rule
    who: str
    line: int
    lines: list[Chars] = field(default_factory=list)
    bearer: Mention | None = None
    speaker: Speaker = UNKNOWN
    tells: bool = False


def find_turns(body: Body, mentions: Sequence[Mention], outlet: str | None, taken: Cover) -> list[Report]:
    """Find the turns of talks, in text order.

    Args:
        body: Where they stand.
        mentions: Named mentions and pronouns of the article.
        outlet: Who asks where a label is its name, or "Q".
        taken: Characters already read as something else, such as posts.
    """
    lines = [Chars(line.span()) for line in _LINE.finditer(body.text) if line.group().strip()]
    labels = _Labels(body, mentions, outlet)
    turns: list[_Turn] = []
    unnamed: set[int] = set()  # lines that open with a label that is nobody's
    for number, line in enumerate(lines):
        opening = _OPENING.match(body.text, *line)
        if opening is None or taken.holds(opening.end()):
            continue
        # What somebody is stands behind a name in capitals: "ANN ROE, MAYOR:"; elsewhere a comma makes a sentence.
        if opening["role"] and not opening["label"].isupper():
            continue
        turn = labels.read(opening, number)
        if turn is None:
            unnamed.add(number)
        else:
            turn.tells = (opening["role"] or "").strip(", ").casefold() in load_interviews().narrators
            turns += _split(body.text, turn, Chars((opening.end(), line[1])), labels)
    found: list[_Turn] = []
    alone: list[_Turn] = []
    narrators = {turn.who for turn in turns if turn.tells}
    for talk in _group(turns):
        _take_lines(body.text, talk, lines, unnamed)
        if _is_talk(body.text, talk):
            found += talk
        else:
            alone += (turn for turn in talk if turn.bearer is not None and body.text[slice(*turn.label)].isupper())
    if len(alone) >= FEWEST_TURNS:
        # A name in capitals alone may be a heading; two make a transcript, of whatever they speak.
        found = sorted((*found, *alone), key=attrgetter("label"))
    _name_answers(body, found, mentions)
    spoken = [turn for turn in found if turn.lines and turn.who not in narrators]
    return [_make(body, turn) for turn in spoken if not _narrates(body, turn)]


class _Labels:
    """Who may open a line: the persons and bodies of an article, its outlet, "Q" and "A"."""

    def __init__(self, body: Body, mentions: Sequence[Mention], outlet: str | None) -> None:
        self._words: Interviews = load_interviews()
        self._outlet = outlet if outlet and outlet[:1].isupper() and "/" not in outlet else None
        # An article that does not name its outlet may show another's interview.
        self._is_named = self._outlet is not None and self._outlet.removeprefix("The ") in body.text
        self._people: dict[str, Mention] = {}
        self._shown: dict[str, Speaker] = {}  # whom only labels name, by surname
        self._given: set[str] = set()
        initials: dict[str, dict[str | None, Mention]] = {}
        for name, mention in _list_people(body.text, mentions):
            self._people[name[-1].casefold()] = mention
            self._people[" ".join(name).casefold()] = mention
            self._given.update(word.casefold() for word in name[:-1])
            if len(name) > 1:
                letters = "".join(word[0] for word in name)
                initials.setdefault(letters, {})[mention.entity_key] = mention
        # Initials that two persons share name neither.
        self._initials = {key: next(iter(who.values())) for key, who in initials.items() if len(who) == 1}

    def read(self, opening: re.Match[str], line: int) -> _Turn | None:
        """Read what opens a line; None where the label is nobody's."""
        parts = opening.groupdict()
        name, mark = ("label", "colon") if parts["label"] else ("letter", "stop")
        label, spans = opening[name], (Chars(opening.span(name)), Chars(opening.span(mark)))
        known = label.casefold()
        if " " in known and _is_cue(known.split()[0]):
            return None  # "Said Roe: ..."
        if known in self._words.question or known in self._words.answer:
            rule = TURN_QUESTION if known in self._words.question else TURN_ANSWER
            turn = _Turn(*spans, rule, rule.name, line)
            if rule is TURN_QUESTION and known not in self._words.function and self._is_named:
                turn.speaker = self._asker()
            return turn
        if self._is_outlet(label):
            return _Turn(*spans, TURN_QUESTION, "outlet", line, speaker=self._asker())
        return self._read_name(label, spans, line)

    def _read_name(self, label: str, spans: tuple[Chars, Chars], line: int) -> _Turn | None:
        bearer = self._bearer(label)
        if bearer is not None:
            return _Turn(*spans, TURN_NAMED, bearer.entity_key or label, line, bearer=bearer)
        words = label.title().split() if label.isupper() else label.split()
        person = read_person(words) or self._shown.get(label.casefold())
        if person is None:
            # A function alone tells speakers apart, though not who they are: "Prosecutor:", "Witness:".
            return _Turn(*spans, TURN_NAMED, label, line) if may_speak(label.casefold()) else None
        self._shown.setdefault(words[-1].casefold(), person)
        return _Turn(*spans, TURN_NAMED, person.key or label, line, speaker=person)

    def _bearer(self, label: str) -> Mention | None:
        if label.isupper() and len(label) <= self._words.longest_initials and label in self._initials:
            return self._initials[label]
        whole = self._people.get(label.casefold())
        if whole is not None:
            return whole
        *before, surname = label.casefold().split()
        bearer = self._people.get(surname)
        if bearer is None or not before:
            return bearer
        # Only a function or a given name may stand before a surname: "The Roe story" is a heading.
        near = before[-1]
        is_name = near in self._given or is_given_name(near) or is_initial(near.upper()) or is_role(near)
        return bearer if is_name or count_title_words([near.title()])[0] else None

    def _is_outlet(self, label: str) -> bool:
        if self._outlet is None:
            return False
        own, said = self._outlet.casefold().removeprefix("the "), label.casefold().removeprefix("the ")
        if label.isupper() and len(label) > 1 and label == "".join(word[0] for word in own.upper().split()):
            return True
        return own == said or (said in own.split() and label.casefold().startswith("the "))

    def _asker(self) -> Speaker:
        if self._outlet is None:
            return UNKNOWN
        return Speaker(name=self._outlet, key=make_key("org", self._outlet), kind="organization", rule="shown.outlet")


def _is_cue(word: str) -> bool:
    """Whether a word is a past or present form of a verb that reports."""
    return word in load_verb_cues() and word.endswith(("d", "s"))


def _list_people(text: str, mentions: Iterable[Mention]) -> list[tuple[list[str], Mention]]:
    """People by the words of their names; full names last, so that a turn leads to one where the article has it."""
    people = [
        (text[mention.start : mention.end].split(), mention)
        for mention in mentions
        if mention.label == "person" and mention.link != "pronoun" and mention.entity_key
    ]
    return sorted((person for person in people if person[0]), key=lambda person: len(person[0]))


def _split(text: str, turn: _Turn, words: Chars, labels: _Labels) -> Iterator[_Turn]:
    """Part a line into the turns that it holds."""
    start = words[0]
    for inside in _INSIDE.finditer(text, *words):
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
    opening = _OPENING.match(text, inside.start("label"), inside.end())
    assert opening is not None, "a label within a line is one that may open a line"
    return opening


def _group(turns: Sequence[_Turn]) -> Iterator[list[_Turn]]:
    """Put turns together that stand near each other."""
    talk: list[_Turn] = []
    for turn in turns:
        if talk and turn.line - talk[-1].line > MOST_BETWEEN + 1:
            yield talk
            talk = []
        talk.append(turn)
    if talk:
        yield talk


def _take_lines(text: str, talk: Sequence[_Turn], lines: Sequence[Chars], unnamed: set[int]) -> None:
    """Give each turn the lines up to the next one; a name alone in its line has its words in the next."""
    for turn, following in zip(talk, [*talk[1:], None], strict=True):
        last = following.line if following is not None else turn.line + 2 if not turn.lines else turn.line
        if turn.lines and text[turn.lines[0][0]] in _MARKS:
            continue  # words in marks end with them
        for number in range(turn.line + 1, min(last, len(lines))):
            if number in unnamed:
                break
            turn.lines.append(lines[number])


def _is_talk(text: str, talk: Sequence[_Turn]) -> bool:
    """Whether turns are a talk: two who speak, as "I", to "you" or asking; a list under names is none."""
    speakers = {turn.who for turn in talk}
    if len(talk) < FEWEST_TURNS or len(speakers) < FEWEST_TURNS:
        return False
    talking = [any(_says_i_or_you().search(text, *line) for line in turn.lines) for turn in talk]
    rules = {turn.rule for turn in talk}
    if TURN_ANSWER in rules:
        # Of readers' questions that an outlet answers itself nobody is the speaker.
        answers = [talks for talks, turn in zip(talking, talk, strict=True) if turn.rule is TURN_ANSWER]
        return TURN_QUESTION in rules and any(answers)
    return sum(talking) >= SHARE_OF_TALK * len(talk)


@cache
def _says_i_or_you() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_interviews().talk))
    return re.compile(rf"\b(?:{words})\b|\?", re.IGNORECASE)


def _narrates(body: Body, turn: _Turn) -> bool:
    """Whether a turn quotes others again and again, as a presenter's does: what they say is told by its own rules."""
    quoted = [span for line in turn.lines for span in find_overlapping(body.quoted, *line)]
    opens_with_mark = body.text[turn.lines[0][0]] in _MARKS
    return not opens_with_mark and len(quoted) >= FEWEST_QUOTATIONS


def _name_answers(body: Body, turns: Sequence[_Turn], mentions: Sequence[Mention]) -> None:
    """Say who answers under an "A" or to an outlet: the one person that the article names around its talk."""
    answers = [turn for turn in turns if turn.rule is TURN_ANSWER]
    if not answers:
        return
    inside = Cover(line for turn in turns for line in turn.lines)
    # A single word with an article before it is a body that was taken for a person: "the Gazette".
    people = [
        each for name, each in _list_people(body.text, mentions) if not inside.holds(each.start) and len(name) > 1
    ]
    keys = Counter(each.entity_key for each in people)
    if len(keys) > 1:
        # Of several, whoever is said to talk.
        people = [each for each in people if _tells_of_talk(body, each)]
        keys = Counter(each.entity_key for each in people)
    if len(keys) == 1:
        for turn in answers:
            turn.bearer = people[-1]


def _tells_of_talk(body: Body, mention: Mention) -> bool:
    token = body.token_at(mention.start)
    return token is not None and any(word.lower_ in load_interviews().told_by for word in token.sent)


def _make(body: Body, turn: _Turn) -> Report:
    label, colon = body.tokens_of(turn.label), body.token_at(turn.colon[0])
    fragments = [_words_of(body, line) for line in turn.lines]
    return Report(
        fragments=fragments,
        rule=turn.rule,
        cue=turn.colon,
        cue_word=colon,
        cue_class="speech",
        speaker=label,
        speaker_head=body.doc[label[1] - 1] if label[0] < label[1] else None,
        clause=Tokens((label[0], label[1] + 1)),
        bearer=turn.bearer,
        said_by=turn.speaker,
    )


def _words_of(body: Body, line: Chars) -> Chars:
    """A line without the spaces around it; where it opens with quotations and a source follows, these alone."""
    start, end = line
    while start < end and body.text[start].isspace():
        start += 1
    while end > start and body.text[end - 1].isspace():
        end -= 1
    quoted = find_overlapping(body.quoted, start, end)
    if quoted and quoted[0].start == start and quoted[-1].end < end and _SOURCE.match(body.text, quoted[-1].end):
        return Chars((start, quoted[-1].end))
    return Chars((start, end))
