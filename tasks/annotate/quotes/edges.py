"""Where a content clause begins and ends: the parse cuts some short and lets others run into the next clause."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from tasks.annotate.dates.lexicon import load_calendar
from tasks.annotate.quotes.broken_off import CLAUSE_OPENINGS, find_lost_opening
from tasks.annotate.quotes.occasions import is_op_ed
from tasks.language.channels import load_channels
from tasks.language.cues import (
    list_light_verb_forms,
    list_untold,
    list_verb_forms,
    load_cues,
    load_noun_cues,
    load_verb_cues,
)
from tasks.language.grammar import (
    AUXILIARIES,
    FINITE,
    NOUN_CLAUSES,
    NOUNS,
    VERBS,
    children_after,
    has_auxiliary,
    has_child,
    is_finite,
    is_infinitive,
    is_joined_report,
    object_of,
    own_subject,
)
from tasks.language.inflection import singular

COMMA_OR_MARK = frozenset({",", "”", '"', "''"})
_PAUSES = COMMA_OR_MARK | {"—", "–"}
_ENDS = frozenset(".,;:?!…—–")
_OF_NAME = NOUNS | {"JJ", "VBN", "HYPH"}
_MARKS = "”\"'’» \xa0\n\t"
_LISTED_ENDS = frozenset({";", ".", "?", "!"})
LONGEST_CHAIN = 3  # contents within contents
LONGEST_NAME = 3  # words of a noun phrase behind a closing mark
LONGEST_LEAD = 8  # tokens that the parse takes for a content before its "that"


def find_opening(verb: Token, clause: Token) -> int:
    """Give the first token of a content clause that follows its verb."""
    doc, start = verb.doc, max(clause.left_edge.i, verb.i + 1)
    if doc[start - 1].lower_ in ("that", "whether") and start - 1 > verb.i:
        return start - 1
    mark = next((each for each in clause.lefts if each.dep_ == "mark" and each.lower_ == "that"), None)
    if mark is not None and start + 1 < mark.i <= start + LONGEST_LEAD:
        return mark.i  # "signaled to officials’ aides that": the parse begins the content too early
    if _has_lost_subject(verb, clause, start):
        return verb.i + 1
    lost = find_lost_opening(verb, clause, start)
    if lost is not None:
        return lost
    return _skip_time(verb, clause, start)


def _has_lost_subject(verb: Token, clause: Token, start: int) -> bool:
    """Whether the parse took a clause's subject for an object: "argued the pipeline, which is long, would fail"."""
    lost = next((each for each in children_after(verb, "dobj") if each.i < start), None)
    return (
        lost is not None
        and lost.left_edge.i == verb.i + 1
        and lost.right_edge.i >= start - 2
        and verb.lower_ not in list_verb_forms("tells")
        and own_subject(clause) is None
        and verb.doc[start].lower_ not in ("that", "whether", "how", "why", "what")
    )


def _skip_time(verb: Token, clause: Token, start: int) -> int:
    """Leave out when it was said: in "said Monday the bridge would open" the parse gives the day to the content."""
    subject = own_subject(clause)
    if subject is None or start != verb.i + 1:
        return start
    opening = subject.left_edge.i
    if start < opening and all(token.lower_ in _said_when() for token in verb.doc[start:opening]):
        return opening
    return start


@cache
def _said_when() -> frozenset[str]:
    calendar = load_calendar()
    return frozenset((*calendar.weekdays, *calendar.parts, *calendar.said_when.words))


def skip_link(opening: Token) -> int:
    """Give the first token behind the word by which the outlet links a sentence to the one before: "But"."""
    if opening.tag_ == "CC" or opening.lower_ in load_cues().manner.links:
        return opening.i + 1
    return opening.i


def find_end(verb: Token, clause: Token, start: int) -> int:
    """Give one past the last token of a content clause that begins at a token."""
    edge = clause.right_edge.i + 1
    end = end_within(clause, start)
    return _run_on(verb, go_on(verb, edge)) if end == edge else end


def end_within(content: Token, start: int) -> int:
    """Give one past the last token of a content, or of a part of one, that ends where the parse says or before."""
    edge = content.right_edge.i + 1
    end = _cut_contrast(content, start, edge)
    inner = next(children_after(content, "ccomp"), None) if end == edge else None
    for _ in range(LONGEST_CHAIN):
        if inner is None or inner.right_edge.i + 1 < edge:
            break
        # "told the paper that she thinks it failed, citing a letter": the parse hangs "citing" on the inner clause.
        added = (each for each in children_after(inner, "advcl") if _is_added_report(each))
        end = next((each.left_edge.i for each in added if each.left_edge.i > start), end)
        inner = next(children_after(inner, "ccomp"), None)
    return end


def _run_on(verb: Token, end: int) -> int:
    """Carry a content over what follows without a pause: the parse hung "would fail if it rained" elsewhere."""
    doc = verb.doc
    if end >= len(doc) or end <= verb.i + 1 or doc[end].is_punct or doc[end].is_space or _has_pause(doc, end):
        return end
    following = doc[end]
    if following.tag_ == "CC":
        following = doc[end + 1] if end + 1 < len(doc) else following
        clause = _top(following, end + 1)
        if own_subject(clause) is None or (clause.tag_ not in FINITE and not has_auxiliary(clause)):
            return end
    else:
        clause = _top(following, end)
    is_outside = verb.dep_ in NOUN_CLAUSES and clause.tag_ in FINITE and own_subject(clause) is not None
    return end if is_outside or tells(clause) else clause.right_edge.i + 1


def end_of_deed(verb: Token, end: int) -> int:
    """Carry an infinitive over what it hangs on, and those listed with it: "threatened to go | if it failed"."""
    for each in children_after(verb, "advcl"):
        opening = each.left_edge
        if opening.i == end and opening.dep_ == "mark" and opening.lower_ in load_cues().manner.conditions:
            return end_within(each, end)
    return _end_of_listed(verb, end)


def _end_of_listed(verb: Token, end: int) -> int:
    """Carry an infinitive over those listed with it: "pledged to mend roads; cut taxes; and build a port"."""
    doc = verb.doc
    if verb.tag_ == "VB":
        return end  # "could agree to hear the case; dismiss it"
    while end + 2 < len(doc) and doc[end].text == ";":
        following = doc[end + 2] if doc[end + 1].tag_ == "CC" else doc[end + 1]
        if following.tag_ != "VB" or own_subject(following) is not None or has_auxiliary(following):
            break
        end += 1
        while end < len(doc) and doc[end].text not in _LISTED_ENDS and not doc[end].is_space:
            end += 1
    return end


def end_of_phrase(doc: Doc, end: int) -> int:
    """Carry words that end with a closing mark over the noun that they describe: "called it an “appalling” | lapse"."""
    before = end - 2
    if end >= len(doc) or before < 0 or not doc[end - 1].is_quote or not doc[before].text[0].isalnum():
        return end
    for token in doc[end : end + LONGEST_NAME]:
        if token.tag_ not in _OF_NAME:
            break
        is_head = token.tag_ in NOUNS and token.text[0].islower() and not token.nbor(-1).is_space
        if is_head and (doc[before].head.i == token.i or token.left_edge.i < end):
            return token.i + 1
    return end


def _has_pause(doc: Doc, end: int) -> bool:
    """Whether punctuation, within closing marks or without, stands before a token."""
    at = end - 1
    while at >= 0 and (doc[at].is_space or doc[at].text[0] in _MARKS):
        at -= 1
    return at < 0 or doc[at].text[-1] in _ENDS


def _top(token: Token, start: int) -> Token:
    """The widest phrase that a token begins or stands in without reaching back over `start`."""
    while token.head.i != token.i and token.head.left_edge.i >= start:
        token = token.head
    return token


def tells(verb: Token) -> bool:
    """Whether a word is a verb that reports what is said or written."""
    cue = load_verb_cues().get(verb.lower_)
    return cue is not None and cue.cue_class in ("speech", "writing") and verb.tag_ in VERBS


def go_on(verb: Token, end: int) -> int:
    """Carry a content over "and that ..." and "because ...", which the parse may hang on the cue itself."""
    doc, sentence_end = verb.doc, verb.sent.end
    if sentence_end <= end < len(doc) and not doc[end - 1].is_space and not _has_pause(doc, end):
        # A closing mark ended the sentence too soon: "said that “we try” and that he hoped".
        sentence_end = doc[end].sent.end
    while end < sentence_end and doc[end].is_punct and doc[end].text in _PAUSES:
        end += 1
    if end + 1 < sentence_end and doc[end].lower_ in ("and", "but", "or") and doc[end + 1].lower_ == "that":
        return _end_of_second(doc[end + 1], end, sentence_end)
    if end < sentence_end and doc[end].lower_ == "because" and doc[end].head.i > end:
        return doc[end].head.right_edge.i + 1
    return end


def _end_of_second(that: Token, end: int, sentence_end: int) -> int:
    """Where the content behind "and that" ends; where a first one ended, if it opens none."""
    if that.dep_ == "mark":
        return that.head.right_edge.i + 1
    # Taken for a determiner, it still opens a second content where a verb follows.
    rest = that.doc[that.i + 1 : sentence_end]
    opens = len(rest) > 0 and rest[0].tag_ in CLAUSE_OPENINGS
    return sentence_end if opens and any(token.tag_ in FINITE for token in rest) else end


def _cut_contrast(clause: Token, start: int, end: int) -> int:
    """End a content before what is the outlet's: how it was said, where, another report, a contrast to it."""
    cut = _aside(clause.doc, start, end)
    if cut is None:
        cut = _occasion(clause, start, end)
    if cut is None:
        cuts = (_outlet_clause(each, start) for each in clause.children if each.i >= clause.i)
        cut = next((min(end, found) for found in cuts if found is not None), end)
    return cut


def _aside(doc: Doc, start: int, end: int) -> int | None:
    """Where a content ends before ", without giving details" or ", according to the report"."""
    untold = list_untold()
    for token in doc[start + 1 : end - 1]:
        if token.lower_ not in ("without", "according") or doc[token.i - 1].text not in _PAUSES:
            continue
        after = doc[token.i + 1].lower_
        # How it was said, not what.
        if token.lower_ == "without" and after in untold:
            return token.i
        # At the end it stands behind the whole sentence.
        if token.lower_ == "according" and after == "to" and token.right_edge.i + 2 >= end:
            return token.i
    return None


def _occasion(clause: Token, start: int, end: int) -> int | None:
    """Where a content ends before the occasion on which it was said: ", in an interview on Sunday"."""
    channels = load_channels()
    for each in clause.children:
        if each.dep_ != "prep" or each.i <= start or each.i < clause.i:
            continue
        if each.nbor(-1).text not in _PAUSES:
            if each.right_edge.i + 1 >= end and is_infinitive(clause) and is_said_in(each):
                return each.i
            continue
        noun = object_of(each)
        is_spoken = noun is not None and noun.lower_ in channels.occasions and each.lower_ in channels.prepositions
        if is_spoken and each.right_edge.i + 2 >= end:
            return each.i
    return None


def is_said_in(preposition: Token) -> bool:
    """Whether a phrase tells in or on what words were said: "in an interview", "at his briefing", "on social media"."""
    channels, noun = load_channels(), object_of(preposition)
    if noun is None or preposition.lower_ not in channels.where:
        return False
    if preposition.lower_ == "on":
        return noun.lower_ in channels.networks
    name = singular(noun.lower_)
    is_one = name != noun.lower_ or any(each.lower_ in ("a", "an") or each.tag_ == "PRP$" for each in noun.lefts)
    return is_one and (name in channels.occasions or is_op_ed(noun))


def _outlet_clause(verb: Token, start: int) -> int | None:
    """Where a clause within a content begins that is the outlet's and no part of it; None for one that is a part."""
    opening = verb.left_edge
    if opening.i <= start:
        return None
    before = opening.nbor(-1)
    if verb.dep_ == "conj" and before.dep_ in ("cc", "punct") and _reports_on(verb):
        return before.i
    if verb.dep_ != "advcl":
        return None
    # ", while …" with a subject of its own is set against what is said.
    is_contrast = opening.lower_ in load_cues().outlet.set_against and before.text in COMMA_OR_MARK
    is_contrast &= before.text == "," or own_subject(verb) is not None
    if before.tag_ == "CC" and _is_joined_participle(verb):
        return before.i
    # "accused them of fraud while the court heard the case": set against it without a comma.
    is_contrast |= opening.lower_ == "while" and _is_apart(verb)
    return opening.i if is_contrast or _is_added_report(verb) else None


def _is_added_report(verb: Token) -> bool:
    """Whether a participle after a comma reports on: "that it failed, adding that …", "while rejecting …"."""
    if verb.tag_ != "VBG" or own_subject(verb) is not None or verb.left_edge.i == 0:
        return False
    gives = verb.lower_ in list_light_verb_forms()
    gives = gives and any(each.lower_ in load_noun_cues() for each in children_after(verb, "dobj"))
    if not gives and (not tells(verb) or "happens" in load_verb_cues()[verb.lower_].also):
        return False  # "that it would take up the reform, beginning in the House"
    return verb.left_edge.nbor(-1).text in COMMA_OR_MARK or verb.left_edge.lower_ == "while"


def _reports_on(verb: Token) -> bool:
    """Whether a verb joined to a content goes on with the report and not with the content."""
    return _is_new_report(verb) or is_joined_report(verb) or _is_no_parallel(verb) or _is_joined_participle(verb)


def _is_no_parallel(verb: Token) -> bool:
    """Whether a verb has another form than the finite content to which it is joined: "that it failed and to say so"."""
    content = verb.head
    if own_subject(verb) is not None or own_subject(content) is None:
        return False
    if not (is_finite(content) or has_auxiliary(content)):
        return False
    if content.tag_ in ("VB", "VBG") and verb.tag_ == content.tag_:
        return False
    return verb.left_edge.tag_ == "TO" or (verb.tag_ == "VBG" and not has_auxiliary(verb) and tells(verb))


def _is_apart(verb: Token) -> bool:
    """Whether a clause in the past, with a noun for its subject, stands behind an infinitive or a gerund."""
    subject, content = own_subject(verb), verb.head
    is_past = verb.tag_ == "VBD" or any(each.tag_ == "VBD" for each in verb.children if each.dep_ in AUXILIARIES)
    return subject is not None and subject.tag_ in NOUNS and is_past and not is_finite(content)


def _is_joined_participle(verb: Token) -> bool:
    """Whether a participle behind "and" reports on: "saying she has the nerve and vowing to fight"."""
    cue, outer = load_verb_cues().get(verb.lower_), verb.head.head
    if outer.tag_ == "IN":
        outer = outer.head  # "accusing it of fraud and vowing to fight"
    is_said = cue is not None and (cue.cue_class in ("speech", "writing") or "voiced" in cue.also)
    return is_said and verb.tag_ == outer.tag_ == "VBG" and own_subject(verb) is None


def _is_new_report(verb: Token) -> bool:
    """Whether a verb joined to a content reports again: "said it failed, and he blamed …"."""
    if has_child(verb, "mark"):
        return False  # "and that he blamed them"
    subject = own_subject(verb)
    cue = load_verb_cues().get(verb.lower_)
    return subject is not None and subject.tag_ == "PRP" and cue is not None and cue.cue_class in ("speech", "writing")
