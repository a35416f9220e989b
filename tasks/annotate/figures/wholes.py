"""Whose share a share is, where no "of" says it: of those told before, of whom a clause or a survey is about."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from tasks.annotate.figures.clauses import find_front_of
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.noun_phrases import name_those, read_noun_phrase, read_year_olds, text_of, with_modifiers
from tasks.annotate.figures.phrase import Phrase, Reading, find_top
from tasks.annotate.spans import Figure
from tasks.language.body import Chars, Tokens
from tasks.language.grammar import (
    ADJECTIVES,
    NOUN_SUBJECTS,
    NOUNS,
    PLURALS,
    PRESENT,
    VERBS,
    WH_PRONOUNS,
    child,
    has_auxiliary,
    object_of,
    subject_of,
)
from tasks.language.people import is_person_noun

_SHARES = ("percent", "ratio")
_FRONTS = ("of", "among")
_LIKE = ("in", "at", "for")
_ROW = (",", ";", "and")
_AHEAD = 12  # tokens that "of" or "among" at the front of a sentence may lead over
_CLIMB = 8
_LONGEST_PAIR = 5  # tokens
_PLURAL = ("them", "those", "these", "whom", "which", "that")
_SET_OFF = (",", "(", "-", "--", "\u2013", "\u2014")
_SINGULAR = ("that", "it", "this", "which")


@dataclass(frozen=True, slots=True)
class _Told:
    """Of whom the last share was, and in which sentence."""

    sentence: int
    counted: str
    end: int = 0
    is_subject: bool = False


class Wholes:
    """The wholes of one body's shares, read in text order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._told: _Told | None = None
        self._named: _Told | None = None
        self._last: _Told | None = None

    def read(self, phrase: Phrase, figure: Figure) -> str | None:
        """What is counted, or whose share a share is: "59 percent of voters agree, and 36 percent do not"."""
        body = self._reading.body
        number = self._reading.token(phrase.number_start)
        if number is None:
            return figure.counted
        if figure.kind not in _SHARES:
            self._note(figure, body.sentence_number(number.i))
            return figure.counted
        first, end = body.tokens_of(Chars((figure.start, figure.end)))
        top = find_top(number, first, end)
        sentence = body.sentence_number(top.i)
        if figure.counted is not None:
            is_subject = NOUN_SUBJECTS.intersection((top.dep_, top.head.dep_ if top.dep_ == "nummod" else ""))
            is_plural = figure.counted.endswith(load_figure_words().many_ends) or figure.counted.startswith("those ")
            self._last = _Told(sentence, figure.counted, end, bool(is_subject))
            self._told = self._last if is_plural else None
            self._note(figure, sentence)
            return figure.counted
        found = self._read_whom(first, end) or self._recall(end, sentence) or self._read_asked(end)
        found = found or read_year_olds(body, end) or self._read_part(first) or self._read_majority(end)
        found = found or self._find(top, first, end, sentence) or self._read_vote(top, first, sentence, figure)
        if found is not None:
            self._told = _Told(sentence, found, end, top.dep_ in NOUN_SUBJECTS)
        return found

    def read_listed(self, phrase: Phrase, figure: Figure) -> str | None:
        """The voters of "38 percent of voters in Ohio, 28 percent in Utah": shares with like words behind them."""
        number, last = self._reading.token(phrase.number_start), self._last
        if number is None or last is None or figure.kind not in _SHARES:
            return None
        first, end = self._reading.body.tokens_of(Chars((figure.start, figure.end)))
        doc = number.doc
        if last.sentence != self._reading.body.sentence_number(number.i) or end >= len(doc):
            return None
        between = doc[last.end : first]
        lead = first - 1
        while lead > last.end and doc[lead].lower_ in load_figure_words().compared_fillers:
            lead -= 1
        is_like = doc[end].lower_ in _LIKE and any(each.lower_ == doc[end].lower_ for each in between)
        is_row = (
            doc[lead].text in _ROW
            and len(between) > 1
            and between[0].lower_ == "of"
            and not any(each.tag_ in VERBS for each in between)
        )
        return last.counted if is_like and is_row and number.i > last.end else None

    def _note(self, figure: Figure, sentence: int) -> None:
        """Keep what a figure counts, which a later "half of them" is of."""
        if figure.kind not in ("age", "duration"):
            self._named = _Told(sentence, figure.counted) if figure.counted else None

    def _read_whom(self, first: int, end: int) -> str | None:
        """Whom "of whom" and "of which" point back to: "nurses, 83 percent of whom agreed"."""
        doc = self._reading.body.doc
        is_led = first > 1 and doc[first - 1].text == "," and doc[first - 2].tag_ in PLURALS
        points = end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].lower_ in ("whom", "which")
        return self._name(doc[first - 2]) if is_led and points else None

    def _read_majority(self, end: int) -> str | None:
        """The voters of "a 57 percent majority of voters"."""
        doc = self._reading.body.doc
        at = end + (end < len(doc) and doc[end].text == "-")
        leads = at + 1 < len(doc) and doc[at].lower_ in load_figure_words().majorities
        return read_noun_phrase(self._reading.body, at + 1) if leads and doc[at + 1].lower_ == "of" else None

    def _read_asked(self, end: int) -> str | None:
        """Those whom "of those surveyed" means."""
        doc = self._reading.body.doc
        words = [token.lower_ for token in doc[end : end + 3]]
        if words[:2] != ["of", "those"]:
            return None
        if words[2:] and words[2] in load_figure_words().measuring.asking:
            return text_of(self._reading.body, Tokens((end + 1, end + 3)))
        return name_those(self._reading.body, doc[end + 1])

    def _read_part(self, first: int) -> str | None:
        """Of whom a majority is that a share set off behind it tells: "a majority of voters, 83 percent, agree"."""
        doc = self._reading.body.doc
        mark = first - 1 - (first > 2 and doc[first - 1].lower_ in load_figure_words().before_share)
        noun = doc[mark - 1] if mark > 0 and doc[mark].text in _SET_OFF else None
        part = noun.head if noun is not None and noun.dep_ == "conj" else noun
        if noun is None or part is None or (noun.tag_ not in PLURALS and noun.lower_ != "people"):
            return None
        parts = load_figure_words().measuring.parts
        whole = part.head.head if part.head.lower_ == "of" else part
        is_part = whole.lower_ in parts and whole != noun
        return self._name(noun) if is_part else None

    def _recall(self, end: int, sentence: int) -> str | None:
        """What "of them" and "of that" behind a share stand for: the thing of the number before."""
        doc, named = self._reading.body.doc, self._named
        if named is None or sentence - named.sentence > 1 or end + 2 >= len(doc) or doc[end].lower_ != "of":
            return None
        pronoun, following = doc[end + 1].lower_, doc[end + 2]
        if following.tag_ in NOUNS or following.tag_ in ADJECTIVES or following.tag_ in WH_PRONOUNS:
            return None
        is_plural = named.counted.endswith(load_figure_words().many_ends)
        return named.counted if pronoun in (_PLURAL if is_plural else _SINGULAR) else None

    def _find(self, top: Token, first: int, end: int, sentence: int) -> str | None:
        views = _is_set_off(top, first, end)
        holds = _holds_view(top, end)
        if self._last is not None and self._last.sentence == sentence and _is_compared(top, first):
            is_other = self._last.counted.startswith("those ") and end < len(top.doc) and top.doc[end].lower_ == "who"
            return None if is_other else self._last.counted
        if not views and not holds:
            led = _find_led(top, first, end)
            return self._name(led) if led is not None else self._read_beside(top, Tokens((first, end)), sentence)
        front = _find_front(top)
        if front is not None and front.i < first:
            return self._name(front)
        persons = (_find_compared(top, first, end) or _find_viewers(top)) if views or _stands_with(top) else None
        if persons is not None and persons.i < first:
            return self._name(persons)
        led = _find_led(top, first, end)
        if led is not None:
            return self._name(led)
        asked = (_find_asked(top) or _find_asked_before(top)) if holds else None
        if asked is not None and asked.i < first:
            return self._name(asked)
        is_near = self._told is not None and sentence - self._told.sentence <= (not _is_led(top, first))
        return self._told.counted if holds and is_near and self._told is not None else None

    def _read_vote(self, top: Token, first: int, sentence: int, figure: Figure) -> str | None:
        """The vote that a second share is of: "Roe won 52 percent of the vote. Doe won 40 percent"."""
        last = self._last if figure.unit == "%" else None
        if last is None or sentence - last.sentence > 1 or last.counted.split()[-1] not in load_figure_words().ballots:
            return None
        verb = top.head if top.dep_ == "dobj" else top.head.head
        wins = top.dep_ == "dobj" and verb.lower_ in load_figure_words().measuring.winning
        stands = first > 0 and top.doc[first - 1].lower_ == "with" and verb.tag_ in VERBS
        return last.counted if wins or stands else None

    def _read_beside(self, top: Token, span: Tokens, sentence: int) -> str | None:
        """Of whom a share is that says no view: of those before it, or of those counted in the last sentence."""
        if not self._opens(top, span[0]):
            told = self._told or self._last  # "96 percent of the population had taps and 90 percent had wells"
            return told.counted if told is not None and self._goes_on(told, top, span, sentence) else None
        last = self._told if self._told is not None else self._named
        if last is None or sentence - last.sentence != 1 or not last.counted.endswith(load_figure_words().many_ends):
            return None
        is_same = any(each.lower_ == last.counted.split()[-1] for each in top.head.rights)  # "half are women"
        return None if is_same else last.counted

    def _opens(self, top: Token, first: int) -> bool:
        """Whether a share opens a sentence as what is something: "It has 900 clerks. Some 40 percent are women"."""
        is_subject = top.dep_ == "nsubj" and top.head.lower_ in ("are", "were")
        is_alone = not any(child.dep_ in ("prep", "poss") for child in top.children)
        return is_subject and is_alone and first - top.sent.start <= 1

    def _goes_on(self, told: _Told, top: Token, span: Tokens, sentence: int) -> bool:
        """Whether a share does something beside the one before: "60 percent of clerks left and 5 percent retired"."""
        verb, (first, end) = top.head, span
        if told.sentence != sentence or not told.is_subject or top.dep_ not in NOUN_SUBJECTS:
            return False
        is_own = any(child.dep_ in ("prep", "poss", "amod") and not first <= child.i < end for child in top.children)
        if is_own or top.i > verb.i:  # but for the "in" of "1 in 10"
            return False
        is_other = any(each.lower_ in ("among", "of") for each in top.doc[told.end : first] if each.i > told.end)
        return not is_other and (verb.tag_ in ("VBP", "VBD") or has_auxiliary(verb))

    def _name(self, noun: Token) -> str:
        start, end = with_modifiers(noun)
        start += noun.doc[start].lower_ in ("more", "most", "many", "few", "fewer")
        return text_of(self._reading.body, Tokens((start, end)))


def _holds_view(top: Token, end: int) -> bool:
    """Whether a share is of people who say or think something: "36 percent said no", "36 percent who say"."""
    forms, doc = load_figure_words().measuring.holding, top.doc
    if any(child.lower_ in ("remaining", "other") for child in top.lefts) and top.dep_ in NOUN_SUBJECTS:
        return True  # "the remaining 60 percent were split"
    if end < len(doc) and doc[end].lower_ in forms and doc[end].tag_ in ("NN", "VBP") and is_mistaken(top, doc[end]):
        return True  # "16 percent report memory problems"
    if any(child.dep_ in ("prep", "poss", "amod") for child in top.children):
        return False
    if top.dep_ == "nsubj" and top.i < top.head.i and top.head.lower_ in forms:
        verb = top.head
        return verb.tag_ in ("VBP", "VBD") or (verb.tag_ == "VB" and has_auxiliary(verb)) or verb.tag_ == "VBG"
    return any(child.dep_ == "relcl" and any(each.lower_ == "who" for each in child.lefts) for child in top.rights)


def is_mistaken(top: Token, word: Token) -> bool:
    """Whether a verb of holding a view is taken for a noun that leads to another: "16 percent report memory loss"."""
    if top.head == word and word.dep_ == "ROOT" and word.i == top.i + 1:  # "67 percent support allowing it"
        is_view = word.lower_ in load_figure_words().measuring.holding
        return is_view and any(each.tag_ == "VBG" and each.i == word.i + 1 for each in word.rights)
    return top.head == word and word.dep_ == "compound" and word.lower_ in ("report", "say", "want", "name", "cite")


def _is_set_off(top: Token, first: int, end: int) -> bool:
    """Whether a share stands alone in brackets, or beside another: "women (58-35 percent)"."""
    doc = top.doc
    opens, closes = _find_bracket(top, first), end
    while closes < min(end + _LONGEST_PAIR, len(doc) - 1) and _is_of_pair(doc[closes]):
        closes += 1
    return opens is not None and closes < len(doc) and doc[closes].text in ")]"


def _find_bracket(top: Token, first: int) -> int | None:
    """Where the bracket opens in which a share stands alone or behind another."""
    doc, at = top.doc, first - 1
    while at > max(first - _LONGEST_PAIR, 0) and _is_of_pair(doc[at]):
        at -= 1
    return at if at >= 0 and doc[at].text in "([" else None


def _is_of_pair(token: Token) -> bool:
    return token.tag_ == "CD" or token.lower_ in load_figure_words().measuring.paired


def _stands_with(top: Token) -> bool:
    """Whether "with" leads to a share and what it does: "they are split, with 48 percent saying no"."""
    verb = top.head
    if verb.tag_ != "VBG" or top.dep_ != "nsubj":
        return False
    return verb.head.lower_ == "with" or verb.dep_ == "conj"


def _is_led(top: Token, first: int) -> bool:
    return first > 1 and top.doc[first - 1].lower_ == "with" and top.doc[first - 2].text == ","


def _find_led(top: Token, first: int, end: int) -> Token | None:
    """Whom the clause is about behind which "with" leads to a share: "clerks are young, with 62 percent under 40"."""
    doc = top.doc
    if not _is_led(top, first) or end >= len(doc):
        return find_front_of(top, first)
    measuring = load_figure_words().measuring
    behind = doc[end + 1 : end + 4]
    is_aged = doc[end].lower_ in measuring.aged and (behind[:1].text.isdecimal() or behind.text.lower() == "the age of")
    if not is_aged and not (doc[end].tag_ == "VBG" and doc[end].lower_ in measuring.holding):
        return None
    verb = next((each for each in doc[first - 1].ancestors if each.tag_ in VERBS and each.i < first), None)
    other = child(verb, "dobj") if verb is not None else None  # "nurses saw 300 children, with"
    subject = subject_of(verb) if verb is not None and (other is None or not is_persons(other)) else None
    return subject if subject is not None and subject.i < first and is_persons(subject) else None


def _find_front(top: Token) -> Token | None:
    """The adults of "Of adults who agree, 39 percent are women"."""
    doc, start = top.doc, top.sent.start
    while start < top.i and not doc[start].text.isalpha():
        start += 1
    noun = object_of(doc[start])
    if noun is not None and noun.lower_ in load_figure_words().measuring.surveys and doc[start].lower_ == "in":
        noun = _find_surveyed(noun)  # "In a survey of nurses, 40 percent said no"
    elif doc[start].lower_ not in _FRONTS:
        return None
    return noun if noun is not None and is_persons(noun) and noun.i - start < _AHEAD else None


def _is_compared(top: Token, first: int) -> bool:
    """Whether a share is what one before it is compared with: "compared with 8 percent", "up from 8 percent"."""
    while first > 2 and top.doc[first - 1].lower_ in load_figure_words().compared_fillers:
        first -= 1
    lead = [each.lower_ for each in top.doc[max(first - 2, 0) : first]]
    return lead in (["compared", "with"], ["compared", "to"], ["up", "from"], ["down", "from"]) or lead[-1:] in (
        ["versus"],
        ["vs"],
        ["vs."],
    )


def _find_compared(top: Token, first: int, end: int) -> Token | None:
    """Whom a share in brackets stands right behind: "clerks (24 percent) are likelier than nurses (15 percent) to"."""
    bracket = _find_bracket(top, first)
    noun = top.doc[bracket - 1] if bracket else None
    if noun is None or bracket is None or not is_persons(noun):
        return None
    is_pair = bracket < first - 1 or _is_of_pair(top.doc[end])  # "leads among women (58-35 percent)"
    leads = load_figure_words().measuring.sided if is_pair else ("than",)
    row = noun
    while row.dep_ in ("conj", "appos") and row.head.i < row.i:  # "with clerks (80 percent) and nurses (58-35 percent)"
        row = row.head
    is_one = row.head.lower_ in leads or noun.dep_ in NOUN_SUBJECTS or noun.head.dep_ in NOUN_SUBJECTS
    return noun if is_one else None


def _find_viewers(top: Token) -> Token | None:
    """Who holds the view of a clause with a share in brackets: "voters think that it fell (6 percent)"."""
    measuring = load_figure_words().measuring
    for _, verb in zip(range(_CLIMB), top.ancestors, strict=False):
        if verb.tag_ not in VERBS or verb.tag_ == "VBG":
            continue
        subject = next((child for child in verb.lefts if child.dep_ in NOUN_SUBJECTS), None)
        if subject is None or not is_persons(subject):
            continue
        leans = any(child.lower_ in measuring.leaning for child in verb.rights) or verb.lower_ in measuring.leaning
        is_numbered = any(child.tag_ == "CD" for child in subject.lefts)
        holds = verb.lower_ in measuring.holding and verb.tag_ in (*PRESENT, "VBD")
        return subject if (holds or leans) and not is_numbered else None
    return None


def _find_asked(top: Token) -> Token | None:
    """Whom a survey asked that found a share: the adults of "a survey of adults found that 40 percent agree"."""
    surveys = load_figure_words().measuring.surveys
    for _, verb in zip(range(_CLIMB), top.ancestors, strict=False):
        subject = subject_of(verb) if verb.tag_ in VERBS else None
        if subject is None or subject.lower_ not in surveys:
            continue
        return _find_surveyed(subject)
    return None


def _find_surveyed(survey: Token) -> Token | None:
    """Whom a survey is of."""
    asked = (object_of(link) for link in survey.rights if link.lower_ in _FRONTS)
    return next((noun for noun in asked if noun is not None and is_persons(noun)), None)


def _find_asked_before(top: Token) -> Token | None:
    """Whom the sentence before says to be asked: the clerks of "A survey asked clerks about it. Half said no"."""
    measuring, start = load_figure_words().measuring, top.sent.start
    for word in top.doc[start - 1].sent if start > 0 else ():
        if word.lower_ in measuring.asking and word.tag_ in VERBS:
            noun = next((each for each in word.children if each.dep_ in ("dobj", "dative", "nsubjpass")), None)
        elif word.lower_ in measuring.surveys:
            noun = next((object_of(link) for link in word.rights if link.lower_ in _FRONTS), None)
        else:
            continue
        if noun is not None and is_persons(noun):
            return noun
    return None


def is_persons(noun: Token) -> bool:
    """Whether a noun names several persons: "voters", "Americans"."""
    if noun.tag_ not in PLURALS and noun.lower_ != "people":
        return False
    return is_person_noun(noun.lower_) or noun.ent_type_ == "NORP"
