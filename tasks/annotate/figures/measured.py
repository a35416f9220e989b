"""What a share, a sum, a measure or a level is of: the inflation of "inflation of 5 percent", and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from tasks.annotate.figures.lexicon import load_figure_words, load_units
from tasks.annotate.figures.naming import Measured, is_level, name_holder, name_measured
from tasks.annotate.figures.phrase import Phrase, Reading
from tasks.annotate.spans import Figure
from tasks.language.body import Chars
from tasks.language.grammar import (
    COMMON_NOUNS,
    NOUN_SUBJECTS,
    NOUNS,
    PROPER_NOUNS,
    VERBS,
    WH_PRONOUNS,
    children_after,
    has_child,
    subject_of,
)
from tasks.language.people import is_person_noun

# Kinds that measure something; of a count only what has no thing counted may be a level ("the index hit 2,956").
_MEASURING = frozenset(("percent", "money", "ratio", "measure", "multiple"))
# How a number hangs on the noun behind it: "a 5 percent cut".
_BEFORE_NOUN = frozenset(("nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "dep", "poss"))
_LINKS = frozenset(
    ("of", "at", "to", "from", "by", "for", "above", "below", "over", "under", "around", "near", "between")
)
# What a noun before one of these has as its measure: "inflation at 5 percent", "a cut by a third".
_ON_NOUNS = _LINKS - {"for", "to", "by"} | {"than"}
_PRONOUNS = frozenset(("it", "that", "this"))
_OPENERS = frozenset((":", "(", "-", "\u2013", "\u2014", "[", "="))
_LONGEST_CLIMB = 8
_LISTED = 6
_NO_LEVELS = frozenset(("nummod", "appos", "conj", "compound", "nsubj", "nsubjpass", "ROOT", "nmod"))
_LOSING = ("lose", "loses", "lost", "losing")
_MAKING = ("make", "makes", "made", "making")
_POINTS = ("points", "pts")
_STATES = frozenset(("is", "are", "was", "were", "am", "be", "been", "being", "'s", "\u2019s"))

_BEFORE = Measured(None, None)


@dataclass(frozen=True, slots=True)
class _Last:
    """What the last figure of a kind and unit measured, and in which sentence."""

    sentence: int
    measured: Measured


class Measures:
    """The measured things of one body's figures, and the wholes of shares told before, read in text order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._at: dict[int, Measured] = {}
        self._last: dict[tuple[str, str | None], _Last] = {}
        self._latest: _Last | None = None
        self._whole: tuple[int, str] | None = None

    def read(self, phrase: Phrase, figure: Figure) -> Measured:
        """What a figure measures, and whose; each is None where the text does not say it."""
        body = self._reading.body
        number = self._reading.token(phrase.number_start)
        if number is None:
            return _BEFORE
        first, end = body.tokens_of(Chars((figure.start, figure.end)))
        top = _find_top(number, first, end)
        if figure.kind == "count":
            found = self._find_level(top, figure, first)
        else:
            found = self._find(top, figure, first, end) if figure.kind in _MEASURING else None
        if found is not None and found.measured is None and found.of is None:
            found = None
        if figure.kind == "duration":
            return _name_spanned(self._reading, top, end) or _BEFORE
        if found is None:
            return _BEFORE
        for at in range(first, end):
            self._at[at] = found
        self._latest = self._last[figure.kind, figure.unit] = _Last(body.sentence_number(top.i), found)
        return found

    def read_whole(self, phrase: Phrase, figure: Figure) -> str | None:
        """Of whom a share is: of those of the share before, in "59 percent of voters agree, and 36 percent do not"."""
        number = self._reading.token(phrase.number_start)
        if figure.kind not in ("percent", "ratio") or number is None:
            return figure.counted
        body = self._reading.body
        first, end = body.tokens_of(Chars((figure.start, figure.end)))
        top = _find_top(number, first, end)
        sentence = body.sentence_number(top.i)
        if figure.counted is not None:
            self._whole = (
                (sentence, figure.counted) if figure.counted.endswith(("s", "people", "women", "men")) else None
            )
            return figure.counted
        is_near = self._whole is not None and sentence - self._whole[0] <= 1
        if self._whole is None or not is_near or not _holds_view(top):
            return None
        self._whole = (sentence, self._whole[1])
        return self._whole[1]

    def _find_level(self, top: Token, figure: Figure, first: int) -> Measured | None:
        """What stands at a bare number: the index of "the index hit 2,956"; not what there are so many of."""
        if figure.counted in _POINTS and top.head.lower_ in _POINTS:
            top = top.head
        elif figure.counted is not None and figure.counted not in _POINTS:
            return None
        verb = next((each for each in top.ancestors if each.tag_ in VERBS), None)
        if figure.counted in _POINTS and top.head.lower_ in _POINTS:
            top = top.head
        elif figure.counted is not None and figure.counted not in _POINTS:
            return None
        text = self._reading.body.text[figure.start : figure.end]
        if top.dep_ in _NO_LEVELS or figure.approximation == "vague" or not any(map(str.isdecimal, text)):
            return None
        verb = next((each for each in top.ancestors if each.tag_ in VERBS), None)
        if verb is None or verb.lower_ in _STATES or not _may_change(verb):
            return None
        found = self._climb(top, figure, first)
        if found is None or found.measured is None or (found.measured.endswith("s") and not figure.counted):
            return None
        return found

    def _find(self, top: Token, figure: Figure, first: int, end: int) -> Measured | None:
        if top.tag_ in VERBS and figure.kind != "multiple":  # "fees totaling $5 million"
            is_on_noun = top.dep_ == "acl" and top.head.tag_ in NOUNS
            if not is_on_noun:
                return self._read_subject(top, figure, first)
            is_within = top.head.dep_ in ("pobj", "conj") and top.head.head.lower_ not in ("with", "for")
            return None if is_within else name_measured(self._reading.body, top.head, -1)
        if top.tag_ in VERBS:  # "cases doubled", "doubled the price"
            moved = next(children_after(top, "dobj"), None)
            return name_measured(self._reading.body, moved, -1) if moved else self._read_subject(top, figure, first)
        behind = _noun_behind(top, end)
        if behind is not None:
            return name_measured(self._reading.body, behind, end)
        own = next((child for child in top.lefts if child.dep_ == "poss" and child.i < first), None)
        found = self._climb(top, figure, first)
        if own is not None and own.tag_ in NOUNS:
            return Measured(found.measured if found else None, name_holder(self._reading.body, own))
        return found

    def _climb(self, here: Token, figure: Figure, first: int) -> Measured | None:
        """Go up from a number to the noun that has it, or the verb that says it of one."""
        preposition: Token | None = None
        for _ in range(_LONGEST_CLIMB):
            head = here.head
            if head.i in self._at and here.i not in self._at:
                return self._at[head.i]
            if head == here or here.dep_ == "appos" or (preposition is None and self._follows_worth(first)):
                return self._find_before(first)
            if head.tag_ in VERBS or head.tag_ == "MD":
                return self._name_by_verb(here, preposition, figure, first)
            if (
                head.lower_ in ("up", "down") and head.i > 0 and head.nbor(-1).text == ","
            ):  # "a profit of 5, up 9 percent"
                recalled = self._recall_near(first)
                if recalled is not None:
                    return recalled
            if _compares(head):
                recalled = self._recall(figure, first)
                if recalled is not None or head.lower_ not in _LINKS:
                    return recalled
            if head.tag_ in NOUNS and head.i < first and not is_level(head):
                return self._name_noun(head, preposition, figure, first)
            if head.tag_ in ("IN", "TO"):
                if head.lower_ not in _LINKS and head.lower_ != "than":
                    return None
                preposition = head
            here = head
        return None

    def _follows_worth(self, first: int) -> bool:
        """Whether a sum stands behind a noun and "worth": "a home worth $3 million"."""
        doc = self._reading.body.doc
        return first > 1 and doc[first - 1].lower_ == "worth" and doc[first - 2].tag_ in NOUNS

    def _find_before(self, first: int) -> Measured | None:
        """The noun right before a number that no verb has: "Crude up 5%", "Turnout: 61 percent", "inflation (5%)"."""
        doc, at = self._reading.body.doc, first - 1
        start = doc[first].sent.start
        if at < start:
            return None
        is_moved, is_set_off = doc[at].lower_ in ("up", "down"), doc[at].text in _OPENERS
        is_led = is_moved or is_set_off or doc[at].lower_ in ("at", "by", "worth")
        at -= is_led
        if at < start or is_level(doc[at]):
            return None
        indexes = load_figure_words().measuring.indexes
        is_index = doc[at].lower_ in indexes or (at > 0 and doc[at - 1].lower_ in indexes)
        is_led = is_led or doc[first].tag_ == "IN" or _is_listed(doc[at])  # "income under $250,000"
        if not (is_led or is_index) or (is_set_off and not _may_be_explained(doc[at])):
            return None
        if at in self._at:
            return self._at[at]
        opens = at == start and is_moved and doc[at].text.istitle()  # "Crude up 5%"
        found = name_measured(self._reading.body, doc[at], first) if doc[at].tag_ in NOUNS or opens else None
        is_person = found is not None and doc[at].tag_ == "NNS" and is_person_noun(doc[at].lower_)
        return Measured(None, found.measured) if found is not None and is_person else found

    def _name_noun(self, noun: Token, preposition: Token | None, figure: Figure, first: int) -> Measured | None:
        """What a noun before a number, and what joins them, say to be measured."""
        joint = preposition.lower_ if preposition is not None else ""
        if joint in ("to", "by", "for"):
            is_change = noun.lower_ in load_figure_words().change.moving
            is_priced = joint == "for" and figure.kind == "money" and preposition is not None and noun.i < preposition.i
            if is_priced and noun.dep_ == "dobj" and noun.head.lower_ in load_figure_words().measuring.paying_forms:
                return None
            if not (is_priced or (is_change and joint != "for")):
                return None
        elif joint and joint not in _ON_NOUNS:
            return None
        return name_measured(self._reading.body, noun, first)

    def _recall(self, figure: Figure, at: int) -> Measured | None:
        """What the last figure of the same kind and unit measures, in this sentence or the one before."""
        last = self._last.get((figure.kind, figure.unit))
        is_near = last is not None and self._reading.body.sentence_number(at) - last.sentence <= 1
        is_near = is_near and figure.counted is None  # "compared with 46 percent of all clerks"
        return last.measured if last is not None and is_near else None

    def _recall_near(self, at: int) -> Measured | None:
        """What the last figure measures, if the same sentence has it."""
        last = self._latest
        is_near = last is not None and self._reading.body.sentence_number(at) == last.sentence
        return last.measured if last is not None and is_near else None

    def _recall_any(self, at: int) -> Measured | None:
        """What the last figure measures, if the sentence before this one has it."""
        last = self._latest
        is_before = last is not None and self._reading.body.sentence_number(at) - last.sentence == 1
        return last.measured if last is not None and is_before else None

    def _name_by_verb(self, here: Token, preposition: Token | None, figure: Figure, first: int) -> Measured | None:
        """What the verb above says to have the number: its object before the number, else its subject."""
        verb, words = here.head, load_figure_words()
        lower, measuring = verb.lower_, words.measuring
        joint = preposition.lower_ if preposition is not None else ""
        if here.dep_ in NOUN_SUBJECTS:
            return self._name_purpose(verb, here, figure) if here.dep_ == "nsubjpass" else None
        if joint == "by" and _says_margin(verb):
            return None
        if joint == "for" and lower not in measuring.pricing_forms:
            return None
        if lower in measuring.paying_forms and not joint:
            return self._name_purpose(verb, here, figure)
        if lower in measuring.winning_forms and not joint and figure.kind != "measure":
            holder = self._read_subject(verb, figure, first)
            return Measured(None, holder.of or holder.measured) if holder is not None else None
        found = self._name_moved(verb, figure, first)
        if found is None and preposition is not None and joint == "at":
            found = self._name_shown(preposition, first)
        return found or (self._find_before(first) if preposition is None else None)

    def _name_moved(self, verb: Token, figure: Figure, first: int) -> Measured | None:
        """What a verb of change or price moves: its object before the number, else its subject, as of what stands."""
        words, lower = load_figure_words(), verb.lower_
        moves = words.change.kinds_of(lower) or lower in words.change.up_with_by | words.measuring.pricing_forms
        if moves:
            for moved in children_after(verb, "dobj"):
                if moved.i < first and moved.tag_ in NOUNS and moved.text[0].isalpha() and not is_level(moved):
                    return name_measured(self._reading.body, moved, first)
        makes_up = lower in _MAKING and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "up"
        stands = makes_up or lower in words.measuring.stating_forms
        return self._read_subject(verb, figure, first) if moves or stands else None

    def _name_shown(self, preposition: Token, first: int) -> Measured | None:
        """The support of "shows support at just 38 percent"."""
        noun = preposition.nbor(-1) if preposition.i > 0 else None
        is_object = noun is not None and noun.tag_ in COMMON_NOUNS and noun.dep_ == "dobj"
        return name_measured(self._reading.body, noun, first) if noun is not None and is_object else None

    def _read_subject(self, verb: Token, figure: Figure, first: int) -> Measured | None:
        """What the subject of a verb names; a pronoun stands for what was measured last."""
        subject = verb.head if verb.dep_ == "acl" and verb.tag_ == "VBN" else subject_of(verb)
        if subject is None or subject.i >= first:
            return None
        if subject.tag_ in WH_PRONOUNS or subject.lower_ == "that":
            clause = next((each for each in (verb, *verb.ancestors) if each.dep_ == "relcl"), None)
            if clause is not None and clause.head.i < subject.i:
                subject = clause.head
        if subject.i in self._at:
            return self._at[subject.i]
        if subject.lower_ == "it" or subject.lower_ in load_figure_words().measuring.standing:
            return self._recall(figure, first) or self._recall_any(first)
        if subject.lower_ in _PRONOUNS:
            return self._recall(figure, first)
        return name_measured(self._reading.body, subject, first) if subject.tag_ in NOUNS else None

    def _name_purpose(self, verb: Token, top: Token, figure: Figure) -> Measured | None:
        """What was paid for: the house of "paid $5 million for the house"."""
        if figure.kind != "money" or verb.lower_ not in load_figure_words().measuring.paying_forms:
            return None
        for link in (*top.rights, *verb.rights):
            if link.lower_ not in ("for", "on"):
                continue
            for thing in link.rights:
                if thing.dep_ == "pobj" and thing.tag_ in NOUNS and thing.ent_type_ not in ("DATE", "TIME", "PERSON"):
                    return name_measured(self._reading.body, thing, -1)
        return None


def _holds_view(top: Token) -> bool:
    """Whether a share is of people who say or think something: "36 percent said no", "36 percent who say"."""
    forms = load_figure_words().measuring.holding_forms
    if any(child.dep_ in ("prep", "poss", "compound", "amod") for child in top.children):
        return False
    if top.dep_ == "nsubj" and top.head.tag_ in ("VBP", "VBD") and top.i < top.head.i:
        return top.head.lower_ in forms
    return any(child.dep_ == "relcl" and any(each.lower_ == "who" for each in child.lefts) for child in top.rights)


def _may_be_explained(noun: Token) -> bool:
    """Whether what stands in brackets behind a noun may be its measure: of names, persons and subjects."""
    if noun.tag_ not in COMMON_NOUNS or is_person_noun(noun.lower_):
        return True
    return noun.dep_ in NOUN_SUBJECTS or noun.dep_ == "ROOT"


def _is_listed(noun: Token) -> bool:
    """Whether a name stands in a list without verbs: "Ann Roe 5 percent, Jan Doe 4 percent"."""
    near = noun.doc[max(noun.sent.start, noun.i - _LISTED) : noun.i + 1]
    return noun.tag_ in PROPER_NOUNS and not any(token.tag_ in VERBS for token in near)


def _says_margin(verb: Token) -> bool:
    """Whether what "by" leads to is no step of the subject: "lost by 20 points", "cut down on it by 70 percent"."""
    cuts = verb.lower_ in ("cut", "cuts") and not has_child(verb, "dobj", "nsubjpass")
    return cuts or verb.lower_ in _LOSING


def _adds_move(word: Token) -> bool:
    """Whether "up" or "down" behind a comma says how what stands before moved: "a profit of $5, up 9 percent"."""
    return word.lower_ in ("up", "down") and word.i > 0 and word.nbor(-1).text == ","


def _compares(word: Token) -> bool:
    """Whether a word leads from what is told to what it is compared with: "up from", "than", "compared with"."""
    if word.lower_ in ("with", "to"):
        return word.head.lower_ == "compared"
    moves = word.lower_ == "from" and word.head.tag_ in VERBS  # "fell from 5 to 4": one thing's
    return word.lower_ in load_figure_words().comparing and not moves


def _may_change(verb: Token) -> bool:
    """Whether a verb says that something rose, fell or stands somewhere."""
    words = load_figure_words()
    return bool(words.change.kinds_of(verb.lower_)) or verb.lower_ in words.measuring.stating_forms


def _find_top(token: Token, first: int, end: int) -> Token:
    """The highest token of a figure, above its number."""
    while token.head != token and first <= token.head.i < end:
        token = token.head
    return token


def _noun_behind(top: Token, end: int) -> Token | None:
    """The noun behind a number that it modifies: the support of "24 percent support"."""
    here = top
    for _ in range(3):
        head = here.head
        if here.dep_ not in _BEFORE_NOUN or head.i < end or head == here:
            return None
        if head.tag_ in NOUNS:
            if (
                head.lower_ in load_figure_words().measuring.no_things
                or head.lower_ in load_units().measures
                or head.ent_type_ in ("DATE", "TIME")
            ):
                return None
            return head
        here = head
    return None


def _name_spanned(reading: Reading, top: Token, end: int) -> Measured | None:
    """What lasts as long as a span of time in front says: the deal of "a three-year deal"."""
    behind = _noun_behind(top, end)
    is_joined = behind is not None and any(token.text in "-\u2011" for token in reading.body.doc[top.i - 1 : end + 1])
    return name_measured(reading.body, behind, end) if behind is not None and is_joined else None
