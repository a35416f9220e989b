"""Make the report of a quotation from its reporting clause: the verb or noun in it, and whoever speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from tasks.annotate.quotes.direct_speaker import find_direct_speaker
from tasks.annotate.quotes.layout import REPORTS_UTTERANCE
from tasks.annotate.quotes.misread import find_misread_opening, is_misread_participle
from tasks.annotate.quotes.reports import Report, cue_span
from tasks.annotate.quotes.rules import DIRECT_BEFORE, DIRECT_NOUN, Rule
from tasks.annotate.quotes.verbless import find_giver, find_sender, lead_before
from tasks.language.body import Body, Chars, Tokens
from tasks.language.channels import load_channels
from tasks.language.cues import Cue, load_verb_cues
from tasks.language.grammar import (
    NO_PREDICATE,
    TENSED,
    VERBS,
    WH_PRONOUNS,
    child,
    children_after,
    is_finite,
    noun_phrase,
    own_subject,
    trim,
)
from tasks.language.quotation_marks import QuotedSpan

_WORD = re.compile(r"\w+")


def _is_of_things(verb: Token) -> bool:
    """Whether a verb tells of things in what somebody says: "she said most of those are quoting another"."""
    subject = own_subject(verb)
    if subject is None or verb.dep_ != "ccomp":
        return False
    return subject.tag_ == "DT" or any(each.tag_ == "DT" for of in subject.rights for each in of.rights)


def _shows_thing(verb: Token) -> bool:
    """Whether a verb passes on no message: "shared a photo of it"; "shared a statement" says it."""
    thing = child(verb, "dobj")
    return thing is not None and thing.lower_ not in load_channels().messages


def _has_content(verb: Token, end: int) -> bool:
    """Whether a verb reports a whole clause before a colon, of which the quotation is a part: "said it fell: “...”"."""
    clause = next(children_after(verb, "ccomp"), None)
    if clause is None or clause.i >= end or clause.left_edge.tag_.startswith("W"):
        return False  # "told them what she would do: “...”" tells nothing by itself
    return is_finite(clause) and own_subject(clause) is not None


class ClauseReader:
    """Reads the reporting clauses of one body's quotations."""

    def __init__(self, body: Body) -> None:
        self.body, self.doc, self.text = body, body.doc, body.text

    def count_words(self, start: int, end: int) -> int:
        """Count the words between two characters."""
        return len(_WORD.findall(self.text, start, end))

    def find_verb(self, clause: Tokens) -> Token | None:
        """Give the verb in some tokens that has the quotation behind them for its words."""
        cues = load_verb_cues()
        start, end = clause
        opens = lead_before(self.doc, end) == ":"
        for at in range(end - 1, start - 1, -1):
            token = self.doc[at]
            if token.lower_ in ("that", "whether") and token.dep_ == "mark":
                return None
            if not is_misread_participle(self.doc, at) and (token.tag_ not in VERBS or token.dep_ in NO_PREDICATE):
                continue
            cue = cues.get(token.lower_)
            if cue is not None and (cue.frames & REPORTS_UTTERANCE or (opens and "object" in cue.frames)):
                if _is_of_things(token) and start < token.head.i < at:
                    continue
                if opens and _has_content(token, end):
                    return None
                return None if "passes_on" in cue.also and _shows_thing(token) else token
            if token.tag_ in TENSED and token.dep_ not in ("relcl", "advcl"):
                return None
        return None

    def read_noun(self, span: QuotedSpan, clause: Tokens) -> Report | None:
        """Read ``From her post: "..."``: a noun of saying, its owner, a colon."""
        words = [token for token in self.doc[slice(*clause)] if not token.is_space]
        if not words or words[-1].text != ":":
            return None
        for noun in reversed(words):
            if noun.lower_ not in load_channels().messages:
                continue
            owner = child(noun, "poss") or find_giver(noun, words[-2]) or find_sender(noun)
            if owner is not None:
                report = self.make([Chars((span.start, span.end))], noun, None, DIRECT_NOUN, clause)
                report.name_speaker(owner, noun_phrase(owner, noun.i))
                return report
        return None

    def read_opening(self, spans: Sequence[QuotedSpan], clause: Tokens) -> Report | None:
        """Read ``Added Ann Roe: "..."``, where the parse takes the verb for a part of the name."""
        found = find_misread_opening(self.doc, *clause)
        if found is None:
            return None
        words = [Chars((spans[0].start, spans[-1].end))]
        report = self.make(words, found.verb, found.cue, DIRECT_BEFORE, clause)
        report.name_speaker(found.head, found.speaker)
        return report

    def make(self, fragments: list[Chars], verb: Token, cue: Cue | None, rule: Rule, clause: Tokens) -> Report:
        """Make the report of a verb in a clause, with whoever speaks in it."""
        # "recalled" or "agreed" before a quotation is said aloud, whatever else the verb means; "thought" is not.
        cue_class = "writing" if cue is not None and cue.cue_class == "writing" else "speech"
        if cue is not None and "silent" in cue.also and not self._tells_of_what(verb, clause):
            cue_class = "belief"
        report = Report(
            fragments=fragments,
            rule=rule,
            cue=cue_span(self.body, verb),
            cue_word=verb,
            cue_class=cue_class,
            clause=clause,
        )
        head = find_direct_speaker(verb, clause, self.body.quoted)
        if head is not None:
            report.name_speaker(head, self._clip(noun_phrase(head, verb.i), head, clause))
        return report

    def _tells_of_what(self, verb: Token, clause: Tokens) -> bool:
        """Whether a clause is the heading of what somebody said: "What she thinks of the dam: “…”"."""
        return any(token.tag_ in WH_PRONOUNS for token in self.doc[clause[0] : verb.i])

    def _clip(self, mention: Tokens, head: Token, clause: Tokens) -> Tokens | None:
        """Keep a speaker's mention out of the quotation; None where nothing of it is left."""
        start, end = mention
        if clause[0] <= head.i < clause[1]:
            start, end = max(start, clause[0]), min(end, clause[1])
        clipped = trim(self.doc, start, end)
        return clipped if clipped[0] < clipped[1] else None
