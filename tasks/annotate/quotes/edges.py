"""Where a content clause begins and ends: the parse cuts some short and lets others run into the next clause."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from tasks.language.cues import list_nouns, list_untold, list_verb_forms, load_cues, load_verb_cues
from tasks.language.grammar import FINITE, has_auxiliary, is_joined_report, own_subject
from tasks.lexicon import load_lexicon

CLAUSE_OPENINGS = frozenset({"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "EX", "JJ", "VBG", "CD", "WP", "WRB"})
_PAUSES = frozenset({",", "”", '"', "''", "—", "–"})
_ENDS = frozenset(".,;:?!…—–")
_MARKS = "”\"'’» \xa0\n\t"


def find_opening(doc: Doc, verb: Token, clause: Token) -> int:
    """Give the first token of a content clause that follows its verb."""
    first = max(clause.left_edge.i, verb.i + 1)
    if doc[first - 1].lower_ in ("that", "whether") and first - 1 > verb.i:
        return first - 1
    lost = next((child for child in verb.children if child.dep_ == "dobj" and verb.i < child.i < first), None)
    if (
        lost is not None
        and lost.left_edge.i == verb.i + 1
        and lost.right_edge.i >= first - 2
        and verb.lower_ not in list_verb_forms("tells")
        and own_subject(clause) is None
        and doc[first].lower_ not in ("that", "whether", "how", "why", "what")
    ):
        # "argued the pipeline, which is long, would fail": the parse took the clause's subject for an object.
        return verb.i + 1
    return _skip_time(doc, verb, clause, first)


def _skip_time(doc: Doc, verb: Token, clause: Token, first: int) -> int:
    """Leave out when it was said: in "said Monday the bridge would open" the parse gives the day to the content."""
    subject = own_subject(clause)
    if subject is None or first != verb.i + 1:
        return first
    opening = subject.left_edge.i
    if first < opening and all(token.lower_ in _said_when() for token in doc[first:opening]):
        return opening
    return first


@cache
def _said_when() -> frozenset[str]:
    calendar = load_lexicon("calendar")
    return frozenset((*calendar["weekdays"], *calendar["parts"], *calendar["said_when"]["words"]))


def skip_link(doc: Doc, first: int) -> int:
    """Leave out the word by which the outlet links a sentence to the one before: "But", "Meanwhile,"."""
    token = doc[first]
    if token.tag_ == "CC" or token.lower_ in load_cues().manner.links:
        return first + 1
    return first


def find_end(doc: Doc, verb: Token, clause: Token, first: int) -> int:
    """Give one past the last token of a content clause that begins at a token."""
    last = clause.right_edge.i + 1
    end = _cut_contrast(doc, clause, first, last)
    if end == last:
        end = _run_on(doc, verb, _go_on(doc, verb, last))
    return cut_comment(doc, first, end)


def cut_comment(doc: Doc, first: int, end: int) -> int:
    """End a content before the outlet's word on it: ", a claim that Kyiv denied"."""
    for token in doc[first + 1 : end - 3]:
        if token.text != "," or doc[token.i + 1].lower_ not in ("a", "an"):
            continue
        noun = next((word for word in doc[token.i + 2 : token.i + 4] if word.tag_ == "NN"), None)
        if noun is not None and noun.lower_ in list_nouns("comment"):
            rest = {word.lower_ for word in doc[noun.i + 1 : end]}
            return end if rest.isdisjoint(list_verb_forms("answers")) else token.i
    return end


def _run_on(doc: Doc, verb: Token, end: int) -> int:
    """Carry a content over what follows without a pause: the parse hung "would fail if it rained" elsewhere."""
    if end >= len(doc) or end <= verb.i + 1 or doc[end].is_punct or doc[end].is_space:
        return end
    if _has_pause(doc, end):
        return end
    following = doc[end]
    if following.tag_ == "CC":
        following = doc[end + 1] if end + 1 < len(doc) else following
        clause = _top(following, end + 1)
        if own_subject(clause) is None or clause.tag_ not in FINITE and not has_auxiliary(clause):
            return end
    else:
        clause = _top(following, end)
    outside = verb.dep_ in ("relcl", "acl") and clause.tag_ in FINITE and own_subject(clause) is not None
    if outside or _tells(clause):
        return end
    return clause.right_edge.i + 1


def _has_pause(doc: Doc, end: int) -> bool:
    """Whether punctuation, within closing marks or without, stands before a token."""
    last = end - 1
    while last >= 0 and (doc[last].is_space or doc[last].text[0] in _MARKS):
        last -= 1
    return last < 0 or doc[last].text[-1] in _ENDS


def _top(token: Token, first: int) -> Token:
    """The widest phrase that a token begins or stands in without reaching back over `first`."""
    while token.head.i != token.i and token.head.left_edge.i >= first:
        token = token.head
    return token


def _tells(clause: Token) -> bool:
    """Whether a clause reports something itself, and so is the outlet's."""
    cue = load_verb_cues().get(clause.lower_)
    return cue is not None and cue.cue_class in ("speech", "writing") and clause.tag_.startswith("VB")


def _go_on(doc: Doc, verb: Token, end: int) -> int:
    """Carry a content over "and that ..." and "because ...", which the parse may hang on the cue itself."""
    stop = verb.sent.end
    if stop <= end < len(doc) and not doc[end - 1].is_space and not _has_pause(doc, end):
        # A closing mark ended the sentence too soon: "said that “we try” and that he hoped".
        stop = doc[end].sent.end
    while end < stop and doc[end].is_punct and doc[end].text in _PAUSES:
        end += 1
    if end + 1 < stop and doc[end].lower_ in ("and", "but", "or") and doc[end + 1].lower_ == "that":
        mark = doc[end + 1]
        if mark.dep_ == "mark":
            return mark.head.right_edge.i + 1
        # Taken for a determiner, it still opens a second content where a verb follows.
        opens = end + 2 < stop and doc[end + 2].tag_ in CLAUSE_OPENINGS
        return stop if opens and any(token.tag_ in FINITE for token in doc[end + 2 : stop]) else end
    if end < stop and doc[end].lower_ == "because" and doc[end].head.i > end:
        return doc[end].head.right_edge.i + 1
    return end


def _cut_contrast(doc: Doc, clause: Token, first: int, end: int) -> int:
    """End a content before ", while …" with a subject of its own, which is the outlet's contrast, not the speaker's."""
    untold = list_untold()
    for token in doc[first + 1 : end - 1]:
        # How it was said, not what: ", without giving details".
        if token.lower_ == "without" and doc[token.i + 1].lower_ in untold and doc[token.i - 1].text in _PAUSES:
            return token.i
        # ", according to the report" at the end stands behind the whole sentence.
        cited = token.lower_ == "according" and doc[token.i + 1].lower_ == "to" and doc[token.i - 1].text in _PAUSES
        if cited and token.right_edge.i + 2 >= end:
            return token.i
    occasion = _occasion(doc, clause, first, end)
    if occasion is not None:
        return occasion
    for child in clause.children:
        if child.i < clause.i:
            continue
        left = child.left_edge
        if (
            child.dep_ == "conj"
            and (_is_new_report(child) or is_joined_report(child))
            and left.i > first
            and doc[left.i - 1].dep_ == "cc"
        ):
            return min(end, left.i - 1)
        if child.dep_ != "advcl":
            continue
        if _is_added_report(doc, child) and left.i > first:
            return min(end, left.i)
        if (
            left.lower_ in ("while", "though", "although", "whereas", "as")
            and left.i > first
            and doc[left.i - 1].text in (",", "”", '"', "''")
        ):
            return min(end, left.i)
    return end


def _occasion(doc: Doc, clause: Token, first: int, end: int) -> int | None:
    """Where a content ends before the occasion on which it was said: ", in an interview on Sunday"."""
    lexicon = load_lexicon("channels")
    for child in clause.children:
        if child.dep_ != "prep" or child.i <= first or child.i < clause.i or doc[child.i - 1].text not in _PAUSES:
            continue
        noun = next((token for token in child.children if token.dep_ == "pobj"), None)
        spoken = noun is not None and noun.lower_ in lexicon["occasions"] and child.lower_ in lexicon["prepositions"]
        if spoken and child.right_edge.i + 2 >= end:
            return child.i
    return None


def _is_added_report(doc: Doc, verb: Token) -> bool:
    """Whether a participle after a comma reports on: "that it failed, adding that …", "while rejecting …"."""
    cue = load_verb_cues().get(verb.lower_)
    if verb.tag_ != "VBG" or cue is None or cue.cue_class not in ("speech", "writing") or own_subject(verb) is not None:
        return False
    if "happens" in cue.also:
        return False  # "that it would take up the reform, beginning in the House"
    before = doc[verb.left_edge.i - 1] if verb.left_edge.i > 0 else None
    return before is not None and (before.text in (",", "”", '"', "''") or verb.left_edge.lower_ == "while")


def _is_new_report(verb: Token) -> bool:
    """Whether a verb joined to a content reports again: "said it failed, and he blamed …"."""
    subject = own_subject(verb)
    cue = load_verb_cues().get(verb.lower_)
    return subject is not None and subject.tag_ == "PRP" and cue is not None and cue.cue_class in ("speech", "writing")
