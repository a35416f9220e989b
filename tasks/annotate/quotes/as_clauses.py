"""What an as-clause reports: "As she said, the plan failed", "But as Roe noted in May, it fell"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from tasks.annotate.quotes.reports import Report, Saying, characters
from tasks.annotate.quotes.rules import INDIRECT_AS
from tasks.language.channels import load_channels
from tasks.language.cues import load_cues, load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import AUXILIARIES, COMPLEMENTS, FINITE, PROPER_NOUNS, VERBS, children_after, has_child
from tasks.language.inflection import singular
from tasks.language.people import is_person_noun, may_speak

LONGEST_AS = 15  # tokens; a longer as-clause tells of something else
LONGEST_LEAD = 2  # tokens before it: "But", "First,"
_LEAD = frozenset({"CC", "RB", ","})
_STATES = frozenset({"was", "were", "had"})


def find_as_said(saying: Saying) -> Report | None:
    """Read the sentence around an as-clause.

    Args:
        saying: A verb that may report.
    """
    verb, head = saying.verb, saying.verb.head
    doc, sentence, start, end = verb.doc, verb.sent, verb.left_edge.i, verb.right_edge.i + 1
    while end > verb.i + 1 and doc[end - 1].text == ",":
        end -= 1  # the parse may hang the comma on either clause
    if doc[start].lower_ != "as" or end - start > LONGEST_AS or not _reports(saying):
        return None
    lead = doc[sentence.start : start]
    opens = len(lead) <= LONGEST_LEAD and all(token.tag_ in _LEAD for token in lead)
    if opens and end < sentence.end and doc[end].text == ",":
        words = characters(saying.body, end, sentence.end)
        if doc[end + 1 : end + 2].text.lower() == "and":
            return None  # "As Roe says, and as everybody knows, it fell"
    elif doc[start - 1].text == "," and (end >= sentence.end or doc[end].text == "."):
        words = characters(saying.body, head.left_edge.i, start)
        if head.left_edge.lower_ != "that" and not is_told(doc[head.left_edge.i : start]):
            return None
    else:
        return None
    return saying.report(INDIRECT_AS, words) if words[0] < words[1] else None


def _reports(saying: Saying) -> bool:
    verb, speaker = saying.verb, saying.speaker
    # "As she pointed out": with its particle it takes nothing else.
    is_strong = saying.is_strong or has_child(verb, "prt") or verb.lower_ in load_cues().manner.as_told
    if verb.dep_ != "advcl" or speaker is None or not is_strong or verb.head.tag_ not in VERBS:
        return False
    is_authors = speaker.lower_ in load_function_words().first_person
    if "happens" in saying.cue.also or is_authors or _is_said_by_other(verb.head):
        return False
    is_plain = not has_child(verb, "dobj", "dative", "prep", *COMPLEMENTS)
    return is_plain or _tells_where(saying)


def _is_said_by_other(verb: Token) -> bool:
    """Whether the sentence itself reports: "As the Post reported, Roe said that …" is Roe's."""
    cue = load_verb_cues().get(verb.lower_)
    if sum(token.is_quote for token in verb.doc[verb.sent.start : verb.i]) % 2:
        return False  # "As the Post reported, Roe “said that …”": its words within marks are no report of their own
    return cue is not None and cue.cue_class in ("speech", "writing", "belief") and has_child(verb, "ccomp")


def _tells_where(saying: Saying) -> bool:
    """Whether what follows a verb is where or to whom it was said: "noted in The Post", "told me on Monday"."""
    verb = saying.verb
    if verb.lower_ not in load_cues().manner.as_told or has_child(verb, *COMPLEMENTS):
        return False
    told = [*children_after(verb, "dobj"), *children_after(verb, "dative")]
    if told and ("tells" not in saying.cue.also or not all(map(_may_be_told, told))):
        return False
    is_deed = verb.head.tag_ == "VBD" and verb.head.lower_ not in _STATES
    if is_deed and not has_child(verb.head, "aux", "auxpass"):
        return False  # "As Roe told the court, Hale wept": what went on meanwhile
    return all(each.lower_ in load_channels().where for each in children_after(verb, "prep"))


def _may_be_told(noun: Token) -> bool:
    """Whether an object is somebody: not "told the story"."""
    return (
        noun.tag_ in PROPER_NOUNS
        or noun.tag_ == "PRP"
        or is_person_noun(singular(noun.lower_))
        or may_speak(noun.lower_)
    )


def is_told(words: Span) -> bool:
    """Whether words hold a clause of their own, and no mere condition: not "When pressed on it," or "Like many,"."""
    told = (token for token in words if token.tag_ in FINITE or token.tag_ == "VBN")
    verbs = (token.head if token.dep_ in AUXILIARIES else token for token in told)
    return any(not any(each.dep_ == "mark" or each.tag_ == "WRB" for each in verb.children) for verb in verbs)
