"""Who opens the turns of a talk: labels before a colon, in a line of their own, or "Q" and "A"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tasks.annotate.quotes.lexicon import Interviews, load_interviews
from tasks.annotate.quotes.rules import TURN_ANSWER, TURN_NAMED, TURN_QUESTION, Rule
from tasks.annotate.quotes.shown import FEWEST_WORDS, MOST_WORDS, name_person, read_person
from tasks.annotate.spans import Mention
from tasks.annotate.speakers.speaker import UNKNOWN, Speaker, make_key
from tasks.language.body import Body, Chars
from tasks.language.cues import load_verb_cues
from tasks.language.names import count_title_words, is_given_name, is_initial
from tasks.language.people import is_body, is_role, may_speak

_MAC = re.compile(r"\bMc([a-z])")
# A label's groups, each with that of the mark behind it.
_MARKS = (("letter", "stop"), ("record", "stopped"), ("label", "dash"), ("label", "colon"))
MOST_BETWEEN = 3  # lines without a name between two turns of one talk


@dataclass(slots=True)
class Turn:
    """One turn: its label, who bears it, the lines of its words.

    Attributes:
        label: Characters of the label.
        colon: Characters of the mark behind it; None where it stands in a line of its own.
        rule: What kind of turn it is.
        who: What tells its speaker from others.
        line: Number of the line in which it begins.
        lines: Characters of its words, line by line.
        bearer: The mention that says who speaks.
        speaker: Who does where no mention says so.
        tells: Whether its label is that of a reporter, whose words are the outlet's own.
        most_lines: How many lines may follow the one in which it begins.
        said_on: Characters of the day that stands before the label.
    """

    label: Chars
    colon: Chars | None
    rule: Rule
    who: str
    line: int
    lines: list[Chars] = field(default_factory=list)
    bearer: Mention | None = None
    speaker: Speaker = UNKNOWN
    tells: bool = False
    most_lines: int = MOST_BETWEEN
    said_on: Chars | None = None


class Labels:
    """Who may open a line: the persons and bodies of an article, its outlet, "Q" and "A"."""

    def __init__(self, body: Body, mentions: Sequence[Mention], outlet: str | None) -> None:
        self._words: Interviews = load_interviews()
        self._vocab = body.doc.vocab
        self._outlet = outlet if outlet and outlet[:1].isupper() and "/" not in outlet else None
        # An article that does not name its outlet may show another's interview.
        self._is_named = self._outlet is not None and self._outlet.removeprefix("The ") in body.text
        self._people: dict[str, Mention] = {}
        self._shown: dict[str, Speaker] = {}  # whom only labels name, by surname
        self._by_given: dict[str, Mention | None] = {}  # None where two bear it
        self._given: set[str] = set()
        initials: dict[str, dict[str | None, Mention]] = {}
        for name, mention in list_people(body.text, mentions):
            self._people[name[-1].casefold()] = mention
            self._people[" ".join(name).casefold()] = mention
            self._given.update(word.casefold() for word in name[:-1])
            if len(name) > 1:
                known = self._by_given.setdefault(name[0].casefold(), mention)
                if known is None or known.entity_key != mention.entity_key:
                    self._by_given[name[0].casefold()] = None
                letters = "".join(word[0] for word in name)
                initials.setdefault(letters, {})[mention.entity_key] = mention
        # Initials that two persons share name neither.
        self._initials = {key: next(iter(who.values())) for key, who in initials.items() if len(who) == 1}

    def read(self, opening: re.Match[str], line: int) -> Turn | None:
        """Read what opens a line; None where the label is nobody's."""
        label, spans = _label_of(opening)
        known = label.casefold()
        if opening["dash"]:
            return self._read_name(label, spans, line, is_name=bool(opening["trade"]))
        if " " in known and _is_cue(known.split()[0]):
            return None  # "Said Roe: ..."
        asking = self.read_question(opening, line)
        if asking is not None:
            return asking
        if known in self._words.answer:
            return Turn(*spans, TURN_ANSWER, TURN_ANSWER.name, line)
        named = self._read_name(label, spans, line, is_name=bool(opening["role"]))
        if named is None and opening["day"] and all(word[0].isupper() for word in label.split()[:MOST_WORDS]):
            person = name_person(label.split())  # who sends a message of a chat, were it by one word
            return Turn(*spans, TURN_NAMED, person.key or label, line, speaker=person)
        function = known.removeprefix("the ")
        # "The court:" is who presides; "Panel:" is a title.
        head = function.split()[-1] if label.isupper() else function  # "THE VICE PRESIDENT:"
        is_voice = function in self._words.voices
        if named is not None or not (is_voice or may_speak(head)) or (is_body(head) and function == known):
            return named
        # A function alone tells speakers apart, though not who they are: "Prosecutor:", "THE WITNESS:".
        return Turn(*spans, TURN_NAMED, known, line)

    def read_question(self, opening: re.Match[str], line: int) -> Turn | None:
        """Read the label of whoever asks; None for another one."""
        label, spans = _label_of(opening)
        known = label.casefold()
        if opening["dash"]:
            return None
        if known in self._words.question:
            turn = Turn(*spans, TURN_QUESTION, TURN_QUESTION.name, line)
            if known not in self._words.function and self._is_named:
                turn.speaker = self._asker()
            return turn
        if self._is_outlet(label):
            return Turn(*spans, TURN_QUESTION, "outlet", line, speaker=self._asker())
        return None

    def read_alone(self, text: str, label: Chars, line: int, *, is_name: bool = False) -> Turn | None:
        """Read a person's name that has no mark behind it; None where it names nobody.

        Args:
            text: The body.
            label: Characters of the name.
            line: Number of its line.
            is_name: Whether it is known to name a person, though nobody of the article nor by a known given name.
        """
        return self._read_name(text[slice(*label)], (label, None), line, is_name=is_name)

    def _read_name(self, label: str, spans: tuple[Chars, Chars | None], line: int, *, is_name: bool) -> Turn | None:
        bearer = self._bearer(label)
        who, _, other = label.partition(" on ")
        if other and self._bearer(other) is not None:
            bearer = self._bearer(who)  # "Ann on Peter:" has Ann speak
        words = _capitalize(label).split() if label.isupper() or label.islower() else label.split()
        if label.isupper():
            words = _leave_out_role(words)
        surname = " ".join(words[count_title_words(words)[0] :]).casefold()
        person = read_person(words) or self._shown.get(surname)
        # A label may tell the whole name of somebody whom others only call "Dr. Roe", or who is no other Roe.
        known = (bearer.name or "").split() if bearer is not None else []
        is_same = person is None or (len(known) > 1 and (person.name or "")[:1] == known[0][:1])
        if bearer is not None and is_same:
            return Turn(*spans, TURN_NAMED, bearer.entity_key or label, line, bearer=bearer)
        person = person or _read_surname(words)
        is_name = is_name and FEWEST_WORDS <= len(words) <= MOST_WORDS and all(word[0].isupper() for word in words)
        if person is None and is_name and not self._vocab[words[0].lower()].is_stop:
            person = name_person(words)
        if person is None:
            return None
        self._shown.setdefault(words[-1].casefold(), person)
        return Turn(*spans, TURN_NAMED, person.key or label, line, speaker=person)

    def _bearer(self, label: str) -> Mention | None:
        if label.isupper() and len(label) <= self._words.longest_initials and label in self._initials:
            return self._initials[label]
        whole = self._people.get(label.casefold())
        if whole is not None:
            return whole
        *before, surname = label.casefold().split()
        bearer = self._people.get(surname)
        if bearer is None and not before:
            return self._by_given.get(surname)  # "Ann:" beside "Peter:"
        if bearer is None or not before:
            return bearer
        # Only a function or a given name may stand before a surname: "The Roe story" is a heading.
        near, written = before[-1], label.split()[-2]
        is_name = near in self._given or is_given_name(near) or is_initial(written) or is_role(near)
        return bearer if is_name or count_title_words([near.title()])[0] else None

    def _is_outlet(self, label: str) -> bool:
        if self._outlet is None:
            return False
        own, said = self._outlet.casefold().removeprefix("the "), label.casefold().removeprefix("the ")
        if label.isupper() and len(label) > 1 and label == "".join(word[0] for word in own.upper().split()):
            return True
        if own == said or (said in own.split() and label.casefold().startswith("the ")):
            return True
        # "POST:" for the Harbour Post; a word in capitals that is a person's name is theirs.
        return label.isupper() and said == own.split()[-1] and said not in self._people

    def _asker(self) -> Speaker:
        if self._outlet is None:
            return UNKNOWN
        return Speaker(name=self._outlet, key=make_key("org", self._outlet), kind="organization", rule="shown.outlet")


def _label_of(opening: re.Match[str]) -> tuple[str, tuple[Chars, Chars | None]]:
    """The label that opens a line, its characters, and those of the mark behind it."""
    name, mark = next(each for each in _MARKS if opening[each[0]] and opening[each[1]] is not None)
    label = opening[name].upper() if name == "record" else opening[name]
    return label, (Chars(opening.span(name)), Chars(opening.span(mark)) if opening[mark] else None)


def _capitalize(name: str) -> str:
    return _MAC.sub(lambda mac: f"Mc{mac[1].upper()}", name.title())


def _leave_out_role(words: list[str]) -> list[str]:
    """The name behind what somebody is: "LATE SHOW HOST ANN ROE"."""
    roles = [at for at, word in enumerate(words[:-FEWEST_WORDS]) if is_role(word.lower())]
    return words[roles[-1] + 1 :] if roles else words


def _read_surname(words: Sequence[str]) -> Speaker | None:
    """The person of a title and a surname: "MR. ROE:"."""
    titles, gender = count_title_words(words)
    return name_person(words[titles:]) if gender is not None and len(words) == titles + 1 else None


def _is_cue(word: str) -> bool:
    """Whether a word is a past or present form of a verb that reports."""
    return word in load_verb_cues() and word.endswith(("d", "s"))


def list_people(text: str, mentions: Iterable[Mention]) -> list[tuple[list[str], Mention]]:
    """People by the words of their names; full names last, so that a turn leads to one where the article has it."""
    people = [
        (text[mention.start : mention.end].split(), mention)
        for mention in mentions
        if mention.label == "person" and mention.link != "pronoun" and mention.entity_key
    ]
    return sorted((person for person in people if person[0]), key=lambda person: len(person[0]))
