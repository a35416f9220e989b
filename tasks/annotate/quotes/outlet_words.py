"""Where what somebody says ends and the outlet goes on: its gloss, its contrast, another report."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.edges import is_said_in
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import INDIRECT_OBJECT, INDIRECT_PREDICATE, INDIRECT_PREPOSITION
from tasks.language.body import Body, Chars, Tokens
from tasks.language.channels import load_channels
from tasks.language.cues import list_nouns, load_cues, load_noun_cues, load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    COMMON_NOUNS,
    FINITE,
    PLURALS,
    RELATIVE_PRONOUNS,
    TENSED,
    TIME_LABELS,
    children_after,
    has_child,
    object_of,
    own_subject,
)
from tasks.language.inflection import singular
from tasks.language.withholding import load_withholding

# A pause, or "but", and the word behind it: where the outlet may take the word again.
_TURN = re.compile(
    r"(?P<quoted>,[”\"’']+|[”\"’'],|[”\"’'] ?(?:[—–]|--))?(?P<pause>(?<=[,—–”\"’'-]) | but | and )"
    r"(?P<word>[a-z]+)(?: (?P<next>[a-z]+))?"
)
_ARTICLES = frozenset({"a", "an"})
_RELATIVES = RELATIVE_PRONOUNS - {"that", "whose"} | {"where"}
_DASHES = ("—", "–", "--")
_MARKS = frozenset('“”"')
_PHRASES = frozenset({INDIRECT_OBJECT, INDIRECT_PREDICATE, INDIRECT_PREPOSITION})
LONGEST_OCCASION = 10  # tokens of such a phrase
LONGEST_INNER = 8  # tokens from ", which" to the verb that reports: ", which the mayor has repeatedly called"


def end_before_outlet(body: Body, report: Report) -> None:
    """Cut what a report has after its speaker's words: "that it failed, which she called odd", ", when asked why".

    Args:
        body: Where it stands.
        report: A report whose cue stands before its content; its last fragment is cut in place.
    """
    words = _end_before_aside(body.text, report.fragments[-1])
    if report.rule in _PHRASES:
        words = _end_before_occasion(body, words)
    start, end = report.fragments[-1] = words
    tokens = _trim_marks(body, body.tokens_begun_in(Chars((start, end))))
    for turn in _TURN.finditer(body.text, start, end):
        if _is_outlets(body, tokens, body.text[turn.start("word") : end], turn):
            said = body.text[start : turn.start("pause")].rstrip(" ,—–-")
            report.fragments[-1] = Chars((start, start + len(said)))
            return


def _end_before_aside(text: str, words: Chars) -> Chars:
    """End words before brackets in which the outlet compares or tells more: "(compared with a third of men)"."""
    start, end = words
    opens = text.rfind("(", start, end)
    inside = text[opens + 1 : end - 1]
    if opens <= start or text[end - 1] != ")" or ")" in inside or not _MARKS.isdisjoint(inside):
        return words
    is_outlets = inside.split(" ", 1)[0] in load_cues().outlet.asides
    return Chars((start, start + len(text[start:opens].rstrip()))) if is_outlets else words


def _end_before_occasion(body: Body, words: Chars) -> Chars:
    """End a phrase before the occasion of saying it: "denounced the plan | in an op-ed"; not "ads on Twitter"."""
    start, end = words
    first, last = body.tokens_begun_in(words)
    for preposition in body.doc[max(first + 1, last - LONGEST_OCCASION) : last]:
        before = preposition.nbor(-1)
        if not is_said_in(preposition) or before.tag_ == "RB":
            continue
        is_of_words = singular(before.lower_) in load_channels().messages or before.lower_ in load_noun_cues()
        rest = body.doc[preposition.i : last]
        is_of_words |= (
            not (before.text == "," or before.is_quote)
            and first <= preposition.head.i < last
            and _may_lead_on(preposition)
        )
        if is_of_words or any(token.tag_ in FINITE or token.dep_ == "cc" or token.is_quote for token in rest):
            continue
        return Chars((start, start + len(body.text[start : preposition.idx].rstrip(" ,"))))
    return words


def _may_lead_on(preposition: Token) -> bool:
    """Whether a phrase tells more of a noun that nothing tells of before: "ads on Twitter", not "in a speech"."""
    noun, place = preposition.head, object_of(preposition)
    is_told = any(each.dep_ == "poss" or each.lower_ in load_function_words().definite for each in noun.lefts)
    is_one = place is not None and place.tag_ not in PLURALS and preposition.lower_ != "on"
    return noun.tag_ in COMMON_NOUNS and not is_told and not is_one


def _trim_marks(body: Body, tokens: Tokens) -> Tokens:
    """Leave out the marks that a content ends in."""
    first, last = tokens
    while last > first and not body.doc[last - 1].text[0].isalnum():
        last -= 1
    return Tokens((first, last))


def _is_outlets(body: Body, tokens: Tokens, tail: str, turn: re.Match[str]) -> bool:
    """Whether the outlet speaks from a turn to the end of a content, its tail."""
    first, last = tokens
    opening = body.token_at(turn.start("word"))
    if opening is None or not first < opening.i < last - 1:
        return False
    if turn["pause"] in (" but ", " and "):
        return _withholds(opening)
    is_own = _MARKS.isdisjoint(tail) and all(each not in tail for each in load_cues().outlet.taken_up)
    root = body.doc[first:last].root
    if not first <= root.i < opening.i:
        return False
    if _alludes(opening, tail) or _tells_on(body.doc, opening, last):
        return True
    return is_own and _comments(turn, tail, body.doc, opening, last)


def _withholds(verb: Token) -> bool:
    """Whether a verb behind "but" tells what was not said: "said it failed but declined to say why"."""
    verb = verb.nbor() if verb.tag_ == "RB" and verb.i + 1 < len(verb.doc) else verb
    if verb.lower_ == "did":
        return verb.head.lower_ in _untold_verbs() and has_child(verb.head, "neg")
    if verb.tag_ != "VBD" or verb.lower_ not in load_withholding().infinitive:
        return verb.lower_ == "stopped" and verb.doc[verb.i + 1 : verb.i + 2].text == "short"
    return any(each.lower_ in _untold_verbs() for each in children_after(verb, "xcomp"))


def _is_occasion(preposition: Token, end: int) -> bool:
    """Whether a phrase to the end tells when or where words quoted were said: ",” on Harbour Radio Monday"."""
    channels, noun = load_channels(), object_of(preposition)
    if noun is None or preposition.lower_ not in channels.prepositions or preposition.doc[end - 1].dep_ == "punct":
        return False
    rest = preposition.doc[preposition.i : end]
    if len(rest) > LONGEST_OCCASION or any(token.tag_ in FINITE or token.dep_ == "cc" for token in rest):
        return False
    return noun.lower_ in channels.nouns | channels.occasions or noun.ent_type_ in TIME_LABELS | {"ORG"}


@cache
def _untold_verbs() -> frozenset[str]:
    return frozenset(load_cues().manner.without)


def _alludes(article: Token, tail: str) -> bool:
    """Whether a phrase explains a word, whatever it quotes: " — a play on the word “documented”"."""
    if article.lower_ not in _ARTICLES or ", and " in tail or any(each in tail for each in _DASHES):
        return False
    near = article.doc[article.i + 1 : article.i + 4]
    allusions = load_cues().outlet.allusions
    return any(each.lower_ in allusions and each.doc[each.i + 1 : each.i + 2].text in ("on", "to") for each in near)


def _tells_on(doc: Doc, opening: Token, end: int) -> bool:
    """Whether a clause on a noun reports again: ", which she called odd", ", a claim he said was false"."""
    relatives = [token for token in doc[opening.i : min(end, opening.i + LONGEST_INNER)] if token.dep_ == "relcl"]
    if opening.lower_ in _RELATIVES:
        relatives = [verb for verb in relatives if verb.left_edge.i <= opening.i]
    elif opening.lower_ not in _ARTICLES and opening.tag_ != "NNS":
        return False
    return any(_reports_inside(verb) and verb.right_edge.i + 1 >= end for verb in relatives)


def _reports_inside(verb: Token) -> bool:
    cue, subject = load_verb_cues().get(verb.lower_), own_subject(verb)
    if cue is None or cue.cue_class not in ("speech", "writing") or verb.tag_ not in TENSED | {"VBN"}:
        return False
    return subject is not None and subject.lower_ not in RELATIVE_PRONOUNS and subject.dep_ == "nsubj"


def _comments(turn: re.Match[str], tail: str, doc: Doc, opening: Token, end: int) -> bool:
    """Whether what follows a pause is the outlet's contrast, its gloss on what is said, or the question."""
    words, word, following = load_cues().outlet, turn["word"], turn["next"] or ""
    if word in ("when", "after") and following in words.asked:
        return True
    if word == "in" and following in words.answering:
        return opening.right_edge.i + 1 >= end
    if word in words.contrasts or (word == "even" and following in words.even):
        return _has_verb(doc, opening, end)
    return _judges(opening, turn) or _glosses(turn, tail, doc, opening, end)


def _has_verb(doc: Doc, opening: Token, end: int) -> bool:
    return any(token.tag_ in FINITE for token in doc[opening.i : end])


def _judges(participle: Token, turn: re.Match[str]) -> bool:
    """Whether a participle judges what was said: ", falsely tying", ", contradicting it", ", failing to note that"."""
    words, following = load_cues().outlet, turn["next"] or ""
    if turn["word"] in words.judging:
        return following.endswith("ing")
    if turn["word"] == "failing":
        return following == "to" and participle.doc[participle.i + 2 : participle.i + 3].text in _untold_verbs()
    return turn["word"] in words.participles or _measures(participle)


def _measures(participle: Token) -> bool:
    """Whether a participle sets news against what was awaited, or opens a fight: ", beating economists' forecasts"."""
    if participle.tag_ != "VBG" or own_subject(participle) is not None:
        return False
    comments = load_cues().outlet.comments
    verbs = (participle, *children_after(participle, "conj"))
    return any(each.lower_ in comments.get(verb.lower_, ()) for verb in verbs for each in children_after(verb, "dobj"))


def _glosses(turn: re.Match[str], tail: str, doc: Doc, opening: Token, end: int) -> bool:
    """Whether a phrase tells more of what was said: ", a claim Kyiv denied", " — a play on it", ",” forcing it"."""
    word, is_article = turn["word"], turn["word"] in _ARTICLES
    has_dash = turn.string[: turn.start("pause")].endswith(_DASHES)
    if has_dash and any(each in tail for each in _DASHES):
        return False  # "— a year of floods — and left" goes on
    if is_article and has_dash:
        return True
    near = (token.lower_ for token in doc[opening.i + 1 : opening.i + 4])
    if is_article and any(each in list_nouns("comment") or each in load_cues().outlet.glosses for each in near):
        return ", and " not in tail and _has_verb(doc, opening, end)
    if turn["quoted"] is None:
        return False
    if is_article or _is_occasion(opening, end):
        return True
    if word in _RELATIVES:
        return _has_verb(doc, opening, end)
    return word == "despite" or (opening.tag_ == "VBG" and word != "including")
