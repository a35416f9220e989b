"""What a cue, its content and its speaker are before anybody is identified, and the noun phrases that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from tasks.language.cues import load_verb_cues
from tasks.language.grammar import SUBJECTS
from tasks.lexicon import load_lexicon

_CLIMB = frozenset({"xcomp", "advcl", "conj", "pcomp", "prep", "ccomp", "dep"})
_NOT_CONTENT = frozenset("“”„\"'‘’«»`.,;:!?—–-…() \t\n\r\xa0")
_PARTS_OF_CUE = frozenset({"aux", "auxpass", "neg", "prt"})
_AUXILIARY = frozenset({"aux", "auxpass"})
LONGEST_CLIMB = 6


@dataclass(slots=True)
class Report:
    """A cue with what it reports; spans are tokens for the speaker and characters for the rest.

    Attributes:
        fragments: Spans of the content, in order.
        rule: The rule that found it.
        cue: Span of the cue; None for a quote that goes on without one.
        cue_token: The cue's main word, -1 without one.
        cue_class: A value of `quotes.cue_class`.
        speaker: First and one past the last token of the speaker's mention.
        speaker_head: The head of that mention, -1 when there is none.
        clause: First and one past the last token of the reporting clause.
        continues: The report whose speaker goes on here.
    """

    fragments: list[tuple[int, int]]
    rule: str
    cue: tuple[int, int] | None = None
    cue_token: int = -1
    cue_class: str | None = None
    speaker: tuple[int, int] | None = None
    speaker_head: int = -1
    clause: tuple[int, int] = (0, 0)
    continues: Report | None = field(default=None, repr=False)

    @property
    def start(self) -> int:
        """First character of the content."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """One past the last character of the content."""
        return self.fragments[-1][1]


def find_subject(verb: Token) -> Token | None:
    """Find who does what a verb says: its subject, that of the verb it is joined to, or the noun it modifies.

    "X confirmed A, but said that B", "X left, saying that B" and "X, who said B" all give X's token or the relative
    pronoun that stands for it.
    """
    for _ in range(LONGEST_CLIMB):
        subject = own_subject(verb)
        if subject is not None:
            return subject
        if verb.dep_ == "acl":
            return _subject_of_participle(verb)
        if verb.head.i == verb.i:
            return _lost_subject(verb)
        if verb.dep_ not in _CLIMB:
            return None
        if is_joined_report(verb):
            return find_subject(verb.head.head)
        # "said that it failed, adding ...": who adds is who said, not what failed.
        if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.dep_ == "ccomp" and verb.i > verb.head.i:
            return find_subject(verb.head.head)
        # "was met by protesters yelling": who acts is the agent right before.
        if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).dep_ == "pobj":
            near = verb.nbor(-1)
            if near.head.lower_ == "by" and verb.head.tag_ == "VBN":
                return near
        told = _told_person(verb)
        if told is not None:
            return told
        verb = verb.head
    return None


def _told_person(verb: Token) -> Token | None:
    """The object that acts: "told him to say", "quoted him as saying"."""
    if verb.dep_ == "pcomp":
        return find_quoted_person(verb.head.head)
    if verb.dep_ != "xcomp" or verb.head.lower_ not in load_lexicon("channels")["tell_forms"]:
        return None
    told = next((child for child in verb.head.children if child.dep_ in ("dobj", "dative")), None)
    return told if told is not None and told.i < verb.i else None


def find_quoted_person(verb: Token) -> Token | None:
    """Find whom a verb quotes: "the agency quoted the minister as saying it failed", where the minister speaks.

    Args:
        verb: Any token; where the parse hangs "as saying" on the person, that person.
    """
    if verb.tag_.startswith("NN") and verb.dep_ == "dobj":
        verb = verb.head
    if verb.lower_ not in load_lexicon("cues")["quoting_others"]["forms"] or is_passive(verb):
        return None
    person = next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)
    if person is None:
        return None
    for word in (*verb.children, *person.children):
        if word.lower_ == "as" and any(child.tag_ == "VBG" for child in word.children):
            return person
    return None


def _whose_state(subject: Token) -> Token | None:
    """Who comes from a state that the parse takes for the subject: "Ann Roe of Austin, Texas told"."""
    if subject.ent_type_ != "GPE" or subject.i < 4 or subject.nbor(-1).text != ",":
        return None
    town = subject.nbor(-2)
    person = town.head.head
    if town.dep_ != "pobj" or town.head.lower_ not in ("of", "from") or not town.ent_type_:
        return None
    return person if person.tag_.startswith("NN") and person.dep_ != "pobj" and person.i < town.i else None


def _lost_subject(verb: Token) -> Token | None:
    """The name right before a main verb whose subject the parse hangs elsewhere: "At the fair, Ann Roe (D) said"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or any(child.dep_ in _AUXILIARY for child in verb.children):
        return None
    doc, i, start = verb.doc, verb.i - 1, verb.sent.start
    while i > start and doc[i].tag_ == "RB":
        i -= 1
    if doc[i].text == ")":
        while i > start and doc[i].text != "(":
            i -= 1
        i -= 1
    if i >= start and doc[i].text == ",":
        # "Ann Roe, the chair, said": the apposition's own head.
        noun = doc[i - 1]
        for _ in range(LONGEST_CLIMB):
            if noun.dep_ == "appos" and start <= noun.head.i < noun.i:
                return noun.head if noun.head.ent_type_ == "PERSON" else None
            noun = noun.head
        return None
    named = i >= start and doc[i].tag_ in ("NNP", "NNPS") and doc[i].ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
    return doc[i] if named and doc[i].dep_ in ("appos", "conj", "pobj", "npadvmod", "dep") else None


def is_joined_report(verb: Token) -> bool:
    """Whether a verb joined to a content reports again: "said rates were too high and urged the bank to act".

    The parse joins it to the content's verb. It is the speaker's when a comma parts it from the content, or when the
    content's subject is a thing, which says nothing; and when it has a content of its own in the same tense.
    """
    content = verb.head
    if verb.dep_ != "conj" or content.dep_ != "ccomp" or own_subject(verb) is not None:
        return False
    cue, outer = load_verb_cues().get(verb.lower_), load_verb_cues().get(content.head.lower_)
    if cue is None or outer is None or {cue.cue_class, outer.cue_class} - {"speech", "writing"}:
        return False
    subject = own_subject(content)
    if subject is None or subject.i >= verb.i or not _reports_itself(verb):
        return False
    first = next((child for child in verb.children if child.dep_ == "aux"), verb)
    if first.tag_ != content.head.tag_ and not (first.tag_ == "MD" and content.head.tag_ == "VBD"):
        return False
    before = verb.doc[max(0, first.i - 2)].text == ","
    return before or subject.tag_ in ("NN", "NNS") and not _may_speak(subject)


def _reports_itself(verb: Token) -> bool:
    """Whether a verb has a content clause with its conjunction, or asks somebody to do something."""
    asked = any(child.dep_ == "dobj" and child.i > verb.i for child in verb.children)
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("ccomp", "xcomp"):
            words = [word for word in child.children if word.i < child.i]
            if any(word.dep_ == "mark" or word.tag_ in ("WP", "WRB", "WDT") for word in words):
                return True
            if any(word.tag_ == "TO" for word in words) and (asked or any(word.dep_ == "nsubj" for word in words)):
                return True
    return False


def _may_speak(noun: Token) -> bool:
    lexicon = load_lexicon("speakers")
    word = noun.lower_.removesuffix("s")
    return noun.ent_type_ != "" or any(word in lexicon[kind] for kind in ("anonymous", "group", "organization", "role"))


def _subject_of_participle(verb: Token) -> Token | None:
    """Who speaks in "a letter saying": who sent it, or the letter; "a motion to dismiss" says nothing."""
    if any(child.tag_ == "TO" for child in verb.children):
        return None
    noun = verb.head
    if noun.dep_ == "dobj" and noun.lower_ in load_lexicon("channels")["nouns"] and noun.head.tag_.startswith("VB"):
        return own_subject(noun.head) or noun
    return noun


def own_subject(verb: Token) -> Token | None:
    """The subject among a verb's own children, or None for none; of several before it, the nearest.

    "Leaving her office, Roe would say little" may be parsed with two.
    """
    subject = None
    for child in verb.children:
        if child.dep_ in SUBJECTS and (subject is None or child.i < verb.i):
            subject = child
    return subject and (_whose_state(subject) or subject)


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, or is a bare participle: "asked whether", "said to be"."""
    has_auxiliary = False
    for child in verb.children:
        if child.dep_ == "auxpass":
            return True
        has_auxiliary = has_auxiliary or child.dep_ == "aux"
    return verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and not has_auxiliary and own_subject(verb) is None


def find_agent(verb: Token) -> Token | None:
    """The noun after "by" of a passive."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def noun_phrase(doc: Doc, head: Token, avoid: int = -1) -> tuple[int, int]:
    """Give first and one past the last token of a noun phrase with its modifiers and appositions.

    Args:
        doc: The body.
        head: The head noun.
        avoid: A token that must stay outside, such as the cue.
    """
    first, last = head.left_edge.i, head.right_edge.i
    if first <= avoid < head.i:
        first = avoid + 1
    if head.i < avoid <= last:
        last = avoid - 1
    # A relative clause at the end belongs to the mention, a participle ("X, speaking in Rome,") does not.
    for child in head.children:
        aside = child.dep_ == "acl" and child.tag_ == "VBG" and doc[child.left_edge.i - 1].text == ","
        if (aside or child.dep_ in ("advcl", "ccomp", "parataxis", "dep")) and child.i > head.i:
            last = min(last, child.left_edge.i - 1)
    first, end = trim_tokens(doc, first, last + 1)
    while first < head.i and doc[first].lower_ in ("and", "but", "yet", "or", "so"):
        first += 1
    while end - 1 > head.i and doc[end - 1].tag_ == "CC":
        end -= 1
    return trim_tokens(doc, first, end)


def trim_tokens(doc: Doc, first: int, end: int) -> tuple[int, int]:
    """Drop punctuation and space tokens at both ends, but a closing bracket that has its opening one inside."""
    while first < end and not any(letter.isalnum() for letter in doc[first].text):
        first += 1
    while end > first and not any(letter.isalnum() for letter in doc[end - 1].text):
        if doc[end - 1].text == ")" and any(token.text == "(" for token in doc[first : end - 1]):
            break
        end -= 1
    return first, end


def characters(doc: Doc, first: int, end: int) -> tuple[int, int]:
    """Character span of tokens, without punctuation and spaces at its ends, except closing quotation marks."""
    while first < end and _is_edge(doc[first].text) and not _is_mark(doc[first].text):
        first += 1
    while end > first and _is_edge(doc[end - 1].text) and not _is_mark(doc[end - 1].text):
        end -= 1
    if end <= first:
        nowhere = doc[first].idx if first < len(doc) else 0
        return nowhere, nowhere
    if end < len(doc) and doc[end].text == ")" and _is_open(doc, first, end):
        end += 1
    return doc[first].idx, doc[end - 1].idx + len(doc[end - 1])


def _is_open(doc: Doc, first: int, end: int) -> bool:
    """Whether a bracket that opens among tokens is not closed there."""
    texts = [token.text for token in doc[first:end]]
    return texts.count("(") > texts.count(")")


def _is_edge(text: str) -> bool:
    return all(letter in _NOT_CONTENT for letter in text)


def _is_mark(text: str) -> bool:
    return text[:1] in "“”„\"«»‘’'`" and len(text) <= 2


def cue_span(doc: Doc, verb: Token, also: Token | None = None) -> tuple[int, int]:
    """Character span of a verb with the auxiliaries, negation, adverbs and particle that touch it.

    Args:
        doc: The body.
        verb: The main word.
        also: A preposition or noun after it that belongs to the cue.
    """
    parts = {child.i for child in verb.children if child.dep_ in _PARTS_OF_CUE}
    parts |= {child.i for child in verb.children if child.dep_ == "advmod" and child.i == child.left_edge.i < verb.i}
    first = last = verb.i
    while first - 1 in parts:
        first -= 1
    while last + 1 in parts and doc[last + 1].dep_ == "prt":
        last += 1
    if also is not None and also.i > last:
        last = also.i
    return doc[first].idx, doc[last].idx + len(doc[last])


def right_tokens(verb: Token, deps: frozenset[str]) -> Iterator[Token]:
    """Children of given relations that stand after a verb."""
    return (child for child in verb.children if child.dep_ in deps and child.i > verb.i)


def make_report(
    doc: Doc,
    fragments: list[tuple[int, int]],
    rule: str,
    word: Token,
    cue_class: str | None,
    speaker: Token | None,
    also: Token | None = None,
) -> Report:
    """Build a report around a cue word; `also` is a later word that belongs to the cue."""
    report = Report(
        fragments,
        rule,
        cue_span(doc, word, also),
        word.i,
        cue_class,
        clause=(word.left_edge.i, word.right_edge.i + 1),
    )
    # The parser may take a mark or a line break for whoever speaks.
    if speaker is not None and any(map(str.isalnum, speaker.text)):
        report.speaker_head = speaker.i
        report.speaker = noun_phrase(doc, speaker, word.i)
    return report
