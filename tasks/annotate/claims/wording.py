"""Read from the wording what a claimant does with a proposition, how sure it is, and whether it negates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import get_args

from spacy.tokens import Span, Token

from tasks.annotate.claims.lexicon import ClaimStance, Hedge, load_claim_words
from tasks.language.body import Body, Chars
from tasks.language.cues import load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    AUXILIARIES,
    COMPLEMENTS,
    LONGEST_CLIMB,
    NOMINALS,
    NOUN_SUBJECTS,
    NOUNS,
    PROPER_NOUNS,
    SUBJECT_PLACE,
    SUBJECTS,
    VERBS,
    child,
    has_child,
    is_finite,
    is_passive,
    object_of,
    own_subject,
)

SUBORDINATE = frozenset(("relcl", "advcl", "acl", "csubj", "pcomp"))
_NEGATED_PARTS = NOUN_SUBJECTS | {"dobj", "attr"}
# Forms that the tagger gives a verb of a clause which has no auxiliary: "said the ruling upended the plan".
_BARE = frozenset({"VB", "VBN"})
# However its apostrophe misled the tagger.
_NOT = frozenset({"n't", "n\u2019t"})
_BRACKETS = {"[": "]", "(": ")"}
_HEDGES: tuple[Hedge, ...] = get_args(Hedge)
_MARKS = frozenset('"\u201c\u201d')
_OPENING_TYPED = re.compile(r'(?<!\S)"(?=\S)')
_CLOSING_TYPED = re.compile(r'(?<=\S)"')
# What only a finite verb has, with a subject before it.
_GOVERNED = ("dobj", "prep", "ccomp", "xcomp", "npadvmod", "advmod")


def find_assertion(pieces: Sequence[Span]) -> Span | None:
    """Find the piece that holds the finite main verb of a sentence whose subject stands in the same or another piece.

    Args:
        pieces: The parts of one sentence; two when the reporting clause interrupts it.

    Returns:
        None for a fragment, which claims nothing by itself.
    """
    ranges = [range(piece.start, piece.end) for piece in pieces]
    for piece in pieces:
        for token in piece:
            if not (token.n_lefts or token.n_rights) or token.dep_ in AUXILIARIES:
                continue
            is_outer = token.head == token or not any(token.head.i in inside for inside in ranges)
            if not (is_finite(token) or (is_outer and is_reported_clause(token))):
                continue
            if token.dep_ in SUBORDINATE and any(token.head.i in inside for inside in ranges):
                continue
            subjects = [each.i for each in token.children if each.dep_ in SUBJECT_PLACE]
            if not subjects and is_outer:
                subjects = _find_misplaced_subject(token, pieces[0][0])
            if any(at in inside for at in subjects for inside in ranges):
                return piece
    return None


def _find_misplaced_subject(verb: Token, first: Token) -> list[int]:
    """The subject of a clause that the parse hangs on the verb that reports, or that stands behind its verb.

    "Reported the charges | will include fraud"; "among the charges were six of fraud".
    """
    if verb.dep_ == "ccomp":
        before = (each for each in verb.head.children if each.dep_ == "dobj" and each.tag_ in NOUNS)
        return [each.i for each in before if each.right_edge.i + 1 == verb.left_edge.i]
    if verb.dep_ != "ROOT" or first.tag_ != "IN" or first.head != verb:
        return []
    return [each.i for each in verb.rights if each.dep_ in ("dobj", "attr")]


def is_reported_clause(verb: Token) -> bool:
    """Whether what somebody says is a clause whose verb has, or was given, a bare form: "says states work to grow".

    "Saw him arrested" is no clause; "suggested he resign" is one that says what is to be done.
    """
    cue = load_verb_cues().get(verb.head.lower_) if verb.dep_ == "ccomp" and verb.tag_ in _BARE else None
    if cue is None or "clause" not in cue.frames or any(each.dep_ in AUXILIARIES for each in verb.children):
        return False
    subject = own_subject(verb)
    if subject is None or subject.lower_ in load_function_words().object_pronouns or subject.tag_ not in NOMINALS:
        return False
    # "The race tied", of what polls showed, is a state; "Roe, take it back" is an order.
    is_deed = verb.tag_ == "VB" or cue.cue_class != "knowledge" or has_child(verb, "dobj", "ccomp", "xcomp")
    return is_deed and not any(each.is_punct for each in verb.doc[subject.right_edge.i + 1 : verb.i])


def is_question(proposition: Span) -> bool:
    """Whether words ask something: "how it failed", "whether it did"; "what we need is time" does not."""
    first = proposition[0]
    if first.lower_ not in load_claim_words().certainty.unknown_openers or first.dep_ == "det":
        return False
    root = find_head(proposition)
    if first.lower_ in ("if", "when", "where") or (first.lower_ == "whether" and first.head.dep_ == "advcl"):
        return first.head == root  # "whether it rains or not, we stay"
    verbs = (each for each in (first, *islice(first.ancestors, LONGEST_CLIMB)) if each.tag_ in VERBS)
    # "What we want to say is that": the clause is that of "want".
    clause = next((each for each in verbs if each == root or each.dep_ not in COMPLEMENTS), None)
    return clause is None or clause == root or clause.dep_ not in SUBJECT_PLACE


def find_head(words: Span) -> Token:
    """The word that the others hang on. A mark is none, which the parser may hang higher: `said | it "is over."`."""
    root = words.root
    if not (root.is_punct or root.is_quote):
        return root
    inside = range(words.start, words.end)
    tops = [each for each in words if each.head == root or each.head.i not in inside or each.head == each]
    telling = [each for each in tops if not (each.is_punct or each.is_quote or each.is_space)]
    return next((each for each in telling if is_finite(each)), telling[0] if telling else root)


def find_polarity(proposition: Span) -> str:
    """Say whether the main verb of a proposition, or of its noun phrase, is negated."""
    root = find_head(proposition)
    inside = (each for each in root.children if proposition.start <= each.i < proposition.end)
    if any(_negates(each) for each in inside) or any(
        each.lower_ == "no" for each in root.children if each.dep_ == "det"
    ):
        return "negative"
    return "negative" if _opens_with_nor(proposition, root) else "affirmative"


def _opens_with_nor(proposition: Span, root: Token) -> bool:
    """Whether "nor" or "neither" leads a clause in, before it or inside it: "Nor | did the mill close"."""
    first = proposition.start
    words = proposition.doc[max(first - 1, 0) : first + 1]
    return any(each.lower_ in ("nor", "neither") and each.head == root and each.i < root.i for each in words)


def _negates(word: Token) -> bool:
    """Whether a child of a verb negates it: "not", "no longer", "nobody", "no ship"."""
    words = load_function_words()
    if _is_void(word):
        return False
    if word.dep_ == "neg" or word.lower_ in _NOT or (word.dep_ == "advmod" and word.lower_ in words.negative_adverbs):
        return True
    if word.dep_ == "preconj" and word.lower_ == "neither":
        return True
    if word.lower_ in ("longer", "way", "sense") and word.i > 0 and word.nbor(-1).lower_ == "no":
        return True
    if word.dep_ not in _NEGATED_PARTS:
        return False
    return word.lower_ in words.negative_nouns or any(each.lower_ == "no" for each in word.children) or _is_none(word)


def _is_void(word: Token) -> bool:
    """Whether a negation denies nothing: "not only", "nothing but", "no doubt", "not been ruled out"."""
    words = load_claim_words().polarity
    if word.lower_ in words.denied_again:
        return True
    after = word.nbor().lower_ if word.i + 2 < len(word.doc) else ""
    is_of_nothing = word.lower_ == "nothing" and after in words.void_of_nothing
    if is_of_nothing or (after in words.void and word.lower_ not in ("longer", "never")):
        return word.nbor(2).tag_ not in VERBS  # "cannot just sell it"
    return word.dep_ == "neg" and word.head.lower_ == "ruled" and is_passive(word.head)


def _is_none(noun: Token) -> bool:
    """Whether a noun phrase opens with "not one", "not a" or "neither", or joins by "nor": "not all" leaves some."""
    first = noun.left_edge
    if first.lower_ == "not" and first.i < noun.i + 1 and first.nbor(1).lower_ in ("one", "a", "an"):
        return True
    return first.lower_ == "neither" or any(each.lower_ == "nor" and each.dep_ == "cc" for each in noun.children)


def find_certainty(proposition: Span, stance: ClaimStance, *, is_shifted: bool = False) -> str:
    """Say how sure the wording of a proposition is: its least sure hedge, else what the stance says, else certain.

    Args:
        proposition: The words claimed.
        stance: What the claimant does with them.
        is_shifted: Whether "would" in it only stands for a "will" that somebody said before.
    """
    lexicon, root = load_claim_words().certainty, find_head(proposition)
    if stance != "warns" and is_question(proposition):
        return "unknown"
    words = _find_weighing(proposition, root)
    if is_shifted:
        words = [each for each in words if each.lower_ not in load_claim_words().kinds.would]
    if words and find_polarity(proposition) == "negative":
        if any(each.lower_ in lexicon.unknown_denied for each in words):
            return "unknown"
        # What nobody could do was not done, and what is not possible is not so.
        words = [each for each in words if each.lower_ not in lexicon.sure_denied | lexicon.predicates]
    elif any(each.lower_ == "must" for each in words) and any(each.lower_ == "have" for each in root.lefts):
        return "probable"
    for hedge in _HEDGES if words else ():
        if any(_hedges(each, hedge) for each in words):
            return hedge
    if root.lower_ in lexicon.holding and _is_of_speaker(root):
        return "probable"
    return lexicon.by_stance.get(stance, "certain")


def _find_weighing(proposition: Span, root: Token) -> list[Token]:
    """The words around a clause's verb and what completes it that say how sure it is, in text order."""
    heads = [root, *(each for each in root.children if each.dep_ in ("acomp", "attr", "oprd", "prep"))]
    near = {root.i, *(each.i for head in heads for each in (head, *head.children))}
    words = (proposition.doc[at] for at in sorted(near) if proposition.start <= at < proposition.end)
    return [each for each in words if each.lower_ in _list_weighing()]


@cache
def _list_weighing() -> frozenset[str]:
    """The words that say how sure something is, by themselves or where it is denied."""
    lexicon = load_claim_words().certainty
    hedges = (*lexicon.modals.values(), *lexicon.adverbs.values(), *lexicon.verbs.values())
    return frozenset({"must"}).union(*hedges, lexicon.unknown_denied, lexicon.sure_denied, lexicon.predicates)


def _is_of_speaker(verb: Token) -> bool:
    """Whether a verb tells what the speaker holds of a clause: "I believe that", "we expect to"."""
    subject = child(verb, "nsubj")
    return subject is not None and subject.lower_ in ("i", "we") and has_child(verb, *COMPLEMENTS)


def _hedges(word: Token, hedge: Hedge) -> bool:
    lexicon, lower = load_claim_words().certainty, word.lower_
    if word.tag_ == "MD":
        return lower in lexicon.modals.get(hedge, ())
    if lower in lexicon.adverbs.get(hedge, ()):
        return True
    if lower in lexicon.predicates:
        return hedge == "possible" and word.dep_ == "acomp" and word.head.lower_ in load_function_words().be
    # "are believed to have" hedges, "they believed her" and "had predicted it" do not; "seems" always does.
    if word.tag_ == "VBN" and has_child(word, "aux") and not has_child(word, "auxpass"):
        return False
    if lower in lexicon.seeming:
        is_completed = not shows_up(word) and has_child(word, *COMPLEMENTS, "acomp", "oprd", "attr", "advcl")
        return is_completed and lower in lexicon.verbs.get(hedge, ())
    return lower in lexicon.verbs.get(hedge, ()) and word.tag_ != "VBD"


def shows_up(verb: Token) -> bool:
    """Whether somebody comes before others: "appeared at a rally", "on Norland Radio"; not "at odds", "in a mood"."""
    lexicon = load_claim_words().certainty
    where = verb.nbor() if verb.lower_ in lexicon.appearing and verb.i + 1 < len(verb.doc) else None
    place = None if where is None or where.dep_ != "prep" else object_of(where)
    if where is None or place is None:
        return False
    is_named = place.tag_ in PROPER_NOUNS
    return (where.lower_ in lexicon.before and (is_named or has_child(place, "det", "poss"))) or (
        where.lower_ in lexicon.inside and is_named
    )


def make_span(body: Body, chars: Chars) -> Span | None:
    """Give the tokens of a stretch, without marks and blanks at the edges; None if none is left."""
    span = body.span_of(chars)
    return None if span is None else trim_span(span, body.text)


def trim_span(span: Span, body_text: str | None = None) -> Span | None:
    """Cut quotation marks, commas, full stops, dashes and blanks off both ends; question marks stay.

    The text of the body, where it is at hand, saves putting that of the span together token by token.

    A mark whose partner stands inside stays too: `ready “to go,”` keeps its last two characters.
    """
    first, last = span.start, span.end
    text = span.text if body_text is None else body_text[span.start_char : span.end_char]
    # A bracket that opens a span whose partner stands in it is kept: "[The mayor] was late".
    closed_until = {
        bracket: span.start_char + text.rfind(partner) for bracket, partner in _BRACKETS.items() if bracket in text
    }
    while first < last and _is_edge(token := span.doc[first]) and token.idx >= closed_until.get(token.text, 0):
        first += 1
    while last > first and _is_edge(span.doc[last - 1]):
        last -= 1
    if first == last:
        return None
    if "\u2018" in text and last < span.end and _closes_single(span.doc[first : last + 1]):
        last += 1
    if _MARKS.isdisjoint(text):
        return Span(span.doc, first, last)
    opened, closed = _count_unpaired(span.doc[first:last])
    if opened and not closed:
        closing = [token.i for token in span.doc[last : span.end] if _count_unpaired(token)[1] or token.text == '"']
        last = closing[0] + 1 if closing else last
    elif closed and not opened:
        opening = [token.i for token in span.doc[span.start : first] if _count_unpaired(token)[0] or token.text == '"']
        first = opening[-1] if opening else first
    return span.doc[first:last]


def drop_conjunction(span: Span) -> Span:
    """Cut a leading "that" which is no part of what is claimed; as a determiner ("that man") it stays."""
    if len(span) > 1 and span[0].lower_ == "that" and (span[0].dep_ == "mark" or span[0].tag_ in ("IN", "WDT")):
        return trim_span(span[1:]) or span
    return span


def drop_manner(span: Span) -> Span:
    """Cut a leading "how" that only says "that": "described how staff were sidelined"; not "how many", "how to"."""
    first = span[0]
    if first.lower_ != "how" or first.head.tag_ not in VERBS or not is_finite(first.head):
        return span
    if any(each.tag_ in ("MD", "TO") for each in first.head.children) or own_subject(first.head) is None:
        return span
    return trim_span(span[1:]) or span


def _count_unpaired(words: Span | Token) -> tuple[int, int]:
    """Count quotation marks without a partner in a text: those that open, those that close.

    The typewriter mark opens before a word and closes after one.
    """
    text = words.text
    opened = text.count("\u201c") + len(_OPENING_TYPED.findall(text))
    closed = text.count("\u201d") + len(_CLOSING_TYPED.findall(text))
    return max(opened - closed, 0), max(closed - opened, 0)


def _closes_single(words: Span) -> bool:
    """Whether words end with the partner of a single mark that opens among them; an apostrophe has none."""
    closing = words[-1].text
    if not closing.startswith("\u2019") or any(each.isalnum() for each in closing):
        return False
    opened = [each.i for each in words[:-1] if each.text.startswith("\u2018")]
    return bool(opened) and not any(each.text == "\u2019" for each in words.doc[opened[-1] : words.end - 1])


def _is_edge(token: Token) -> bool:
    return _is_mark(token.text)


@lru_cache(maxsize=10_000)
def _is_mark(word: str) -> bool:
    return not any(character.isalnum() or character in "?!$%)]£€" for character in word)


def skip_marks(verb: Token, first: int) -> int:
    """Where a clause begins behind what joins it: "shortly after", "two days after"; a hedge stays."""
    hedges, is_led = load_claim_words().certainty.adverbs.values(), False
    for mark in verb.lefts:
        is_time = mark.dep_ == "npadvmod" and mark.i + 1 < verb.i and mark.nbor().dep_ == "mark"
        is_before = not is_led and (is_time or mark.dep_ == "advmod")
        if mark.left_edge.i != first or not (is_before or mark.dep_ == "mark"):
            break
        if any(mark.lower_ in words for words in hedges):
            break
        first, is_led = mark.i + 1, mark.dep_ == "mark"
    return first


def is_in_name(token: Token) -> bool:
    """Whether a pronoun is a numeral or a part of a title: "World War I", "Call Me Kate"; not "on Monday I left"."""
    if token.i == 0 or token.is_sent_start:
        return False
    before = token.nbor(-1)
    if token.lower_ == "i":
        return before.tag_ in PROPER_NOUNS and before.text.istitle() and token.dep_ not in SUBJECTS
    return before.is_alpha and token.text.istitle()


def is_misread(verb: Token) -> bool:
    """Whether the tagger took a finite verb for a participle or an infinitive: "The council approved Friday a plan".

    A line that ends without a full stop is a heading or stands below a picture: "A body found in a lake".
    """
    if verb.dep_ != "ROOT" or verb.tag_ not in _BARE or has_child(verb, *AUXILIARIES, "mark", "agent"):
        return False
    last = verb.right_edge
    while last.i > verb.i and (last.is_space or last.is_quote):
        last = last.nbor(-1)
    subject = child(verb, "nsubj")
    if last.text != "." or subject is None or subject.i > verb.i or subject.tag_ not in NOMINALS:
        return False
    return has_child(verb, *_GOVERNED)
