"""Find what the outlet states in its own voice: clauses that hold a figure, a date, or somebody who did something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from spacy.attrs import DEP
from spacy.tokens import Span, Token

from tasks.annotate.claims.ahead import is_own_day, is_perfect, is_to_come
from tasks.annotate.claims.amounts import counts, numbers_points, says_how_much
from tasks.annotate.claims.compared import compares
from tasks.annotate.claims.kinds import rules
from tasks.annotate.claims.lexicon import list_kind_forms, list_sides, list_states, load_claim_words
from tasks.annotate.claims.sides import is_thing
from tasks.annotate.claims.voices import is_talk, speaks_of_himself
from tasks.annotate.claims.whole import is_elliptic
from tasks.annotate.claims.wording import find_certainty, find_polarity, is_in_name, is_misread, skip_marks, trim_span
from tasks.annotate.event_days import find_grain, span_events
from tasks.annotate.overlaps import Cover, find_overlapping
from tasks.annotate.spans import Claim, DateSpan, Figure, Mention, Quote
from tasks.annotate.speakers.speaker import make_key
from tasks.language.body import Body
from tasks.language.cues import load_verb_cues
from tasks.language.function_words import is_speakers_or_readers, load_function_words
from tasks.language.grammar import (
    AUXILIARIES,
    NOMINALS,
    NOUN_SUBJECTS,
    PRESENT,
    PROPER_NOUNS,
    RELATIVE_PRONOUNS,
    SUBJECT_PLACE,
    TIME_LABELS,
    VERBS,
    child,
    has_child,
    is_finite,
    object_of,
    own_subject,
)
from tasks.language.inflection import singular
from tasks.language.people import may_speak
from tasks.language.places import find_words, find_words_between
from tasks.language.withheld import is_negated

# A clause of fewer words states nothing by itself: "Roe won."
FEWEST_WORDS = 4
# Further up than this a shared subject is another sentence's.
MOST_JOINED = 8
_PAST = frozenset({"VBD", "VBN"})
# What stands in quotation marks and is no longer may be a name: "The Long Road Home".
LONGEST_NAME = 50
# Where a clause that is put forward on its own may stand.
_OPENING = frozenset({"ROOT", "relcl", "advcl", "conj"})
# What stands beside a clause, which is whole without it.
_CONTENTS = frozenset({"dobj", "ccomp", "xcomp", "attr", "acomp", "auxpass", "nsubjpass", "dative", "oprd", "prep"})
_BESIDE = frozenset({"advcl", "parataxis", "relcl"})


def find_narrator_claims(
    body: Body,
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    dates: Sequence[DateSpan],
    figures: Sequence[Figure],
    outlet: str | None,
    is_opinion: bool = False,
) -> Iterator[Claim]:
    """Find the statements of an article that nobody is quoted with.

    Args:
        body: The parsed body.
        quotes: Its quotes: what they hold, and the clauses that report them, are not the outlet's statements.
        mentions: Its mentions; a clause whose subject one of them is, and whose verb tells what was done, is a claim.
        dates: Its time expressions.
        figures: Its figures.
        outlet: Who states it; None where it is not known.
        is_opinion: Whether it is a column or the like, where deeds are told to make a point.

    Yields:
        Claims with voice `narrator`, a finite clause each: a sentence's main clause, those joined to it, and relative
        clauses after a comma. Questions, orders, conditions, what "I", "we" or "you" do and what might or should be
        are left out.
    """
    if is_talk(body):
        return
    told = Cover(
        (
            *((quote.start, quote.end) for quote in quotes),
            *(quote.cue for quote in quotes if quote.cue is not None),
        )
    )
    named = Cover((mention.start, mention.end) for mention in mentions if mention.entity_key is not None)
    key = make_key("org", outlet) if outlet else None
    is_column = is_opinion or speaks_of_himself(body, told)
    for clause, verb in _list_clauses(body, told):
        start, end = clause.start_char, clause.end_char
        is_state = _tells_a_state(clause, verb, named)
        has_figure = _holds_amount(body, verb, find_overlapping(figures, start, end), is_state)
        days = [date for date in find_overlapping(dates, start, end) if date.is_resolved]
        own_days = [date for date in days if is_own_day(body, date, verb)]
        has_day = bool(own_days or (days and not is_state))
        rule = _choose_rule(verb, has_figure, has_day, named)
        if rule is not None and not (is_column and rule == "narrator.event"):
            first, last = span_events(own_days)
            yield Claim(
                start=start,
                end=end,
                proposition=" ".join(body.text[start:end].split()),
                stance="asserts",
                polarity=find_polarity(clause),
                certainty=find_certainty(clause, "asserts"),
                voice="narrator",
                claimant_name=outlet,
                claimant_key=key,
                claimant_kind="organization" if outlet else "unknown",
                event_start=first,
                event_end=last,
                event_grain=find_grain(own_days),
                rule=rule,
            )


def _choose_rule(verb: Token, has_figure: bool, has_day: bool, named: Cover) -> str | None:
    """Say why a clause is a claim; None where it is none."""
    subject = _find_subject(verb)
    if subject is None or is_speakers_or_readers(subject.text) or _judges(verb):
        return None
    if is_elliptic(verb):
        return None  # "but Roe did not"
    if has_figure:
        return None if _is_open(verb) else "narrator.figure"
    # "That left it undone", "it is hard to tell when": what it is said of is another sentence.
    if subject.tag_ == "DT" or (subject.lower_ == "it" and verb.lower_ in load_function_words().be):
        return None
    if has_day and not _may_be(verb) and not _is_judged(verb):
        return "narrator.date"
    if verb.dep_ == "conj" and own_subject(verb) is None:
        return None  # "and left the room" is no whole proposition
    is_named = named.touches(subject.left_edge.idx, subject.idx + len(subject)) or _is_known(subject)
    is_known = is_named or subject.tag_ in PROPER_NOUNS or may_speak(subject.lower_)
    is_shown = verb.lower_ in list_kind_forms("backing") and is_thing(subject)
    if _takes_side(verb) and is_known and not is_shown:
        return "narrator.position"
    return "narrator.event" if is_named and _tells_an_event(verb) else None


def _is_known(subject: Token) -> bool:
    """Whether a subject points at somebody or something told of before: "she", "the bill", "its sponsor"."""
    if subject.tag_ == "PRP":
        return True
    if singular(subject.lower_) in load_claim_words().answers.topics:
        return False  # "the moment was gone"
    if subject.lower_ == "one":  # "one of the fighters"
        of = child(subject, "prep")
        those = None if of is None else object_of(of)
        return those is not None and those.left_edge.lower_ in load_function_words().definite
    return subject.left_edge.lower_ in load_function_words().definite or subject.left_edge.tag_ == "PRP$"


def _tells_a_state(clause: Span, verb: Token, named: Cover) -> bool:
    """Whether a clause tells how things are that have no name: a number or a day in an aside makes it no claim."""
    is_simple = verb.tag_ in PRESENT and not any(each.dep_ in AUXILIARIES for each in verb.children)
    if not is_simple or verb.lower_ not in list_states():
        return False
    if compares(clause, verb) or rules(verb) or is_to_come(verb):
        return False
    subject = _find_subject(verb)
    if subject is None or subject.tag_ == "PRP":
        return subject is None or subject.lower_ == "it"
    return not named.touches(subject.left_edge.idx, subject.idx + len(subject))


def _holds_amount(body: Body, verb: Token, figures: Sequence[Figure], is_state: bool) -> bool:
    """Whether a clause holds a figure that says how much: not "first", and not "one" that picks out its subject."""
    if not figures:
        return False
    subject = _find_subject(verb)
    first, last = (-1, -1) if subject is None else (subject.left_edge.idx, subject.idx)
    for each in figures:
        if is_state and each.change is None and not says_how_much(body, each, verb):
            continue
        is_age = each.kind == "age" and "-" in body.text[each.start : each.end]
        if is_age and not first <= each.start <= last and not _tells_an_event(verb):
            continue  # "for an 18-year-old they are a gift"
        if each.approximation == "vague" and _may_be(verb):
            continue  # "could help several of them"
        picks_out = each.start == first or body.text.startswith(" of ", each.end)
        if counts(each) or not (picks_out or each.kind == "rank" or numbers_points(each)):
            return True
    return False


def _takes_side(verb: Token) -> bool:
    """Whether a clause tells what somebody wants or is for or against: "supports the plan", "wants to sell"."""
    if verb.lower_ not in list_sides() or _may_be(verb):
        return False
    return has_child(verb, "dobj", "xcomp", "ccomp")


def _is_judged(verb: Token) -> bool:
    """Whether a clause says how well something went: "will be critical", "did badly"."""
    judging = load_claim_words().kinds.judging
    return any(each.dep_ in ("acomp", "advmod") and each.lower_ in judging for each in verb.children)


def _is_weighed(verb: Token) -> bool:
    """Whether a clause says how well something went, or what the author thinks is to come: "will be the biggest"."""
    if _is_judged(verb):
        return True
    is_to_come = any(each.dep_ in AUXILIARIES and each.tag_ == "MD" for each in verb.children)
    inside = verb.doc[verb.left_edge.i : verb.right_edge.i + 1]
    return is_to_come and (is_negated(verb) or any(each.tag_ in ("JJS", "RBS") for each in inside))


def _is_open(verb: Token) -> bool:
    """Whether a clause says what may or should be: "could lose 300 jobs"; "would" tells what is to come."""
    modal = load_claim_words().narrator.open
    return any(each.dep_ in AUXILIARIES and each.lower_ in modal for each in verb.children)


def _may_be(verb: Token) -> bool:
    """Whether a clause says what might or should be."""
    modal = load_claim_words().narrator.modal
    return any(each.dep_ in AUXILIARIES and each.lower_ in modal for each in verb.children)


def _judges(verb: Token) -> bool:
    """Whether an adverb says that a clause is what the author thinks of it: "perhaps", "sadly"."""
    judging = load_claim_words().narrator.judging
    return any(each.lower_ in judging for each in verb.lefts)


def _tells_an_event(verb: Token) -> bool:
    """Whether a clause says what somebody did: past or perfect, or to come, and no mere state."""
    if verb.tag_ not in VERBS or verb.lower_ in list_states() or _may_be(verb) or _is_weighed(verb):
        return False
    if any(each.tag_ == "MD" for each in verb.lefts):
        return False  # what nobody is quoted with and no day is set for is the author's guess
    return verb.tag_ in _PAST or is_perfect(verb)


def _list_clauses(body: Body, told: Cover) -> Iterator[tuple[Span, Token]]:
    """List the finite clauses outside of what is told, each with its verb."""
    seen: set[tuple[int, int]] = set()
    # Whosever words they are that stand in marks, they are not the outlet's.
    marked = Cover((each.start, each.end) for each in body.quoted if each.end - each.start > LONGEST_NAME)
    quoted = Cover((each.start, each.end) for each in body.quoted)
    for verb in map(body.doc.__getitem__, find_words(body.doc, _OPENING, DEP)):
        if told.holds(verb.idx) or marked.holds(verb.idx) or not _opens_clause(verb) or _is_unreal(verb):
            continue
        clause = _cut_clause(body, verb, told)
        if verb.dep_ != "advcl" and _only_leads_in(verb, clause):
            continue
        if clause is None or _asks(verb) or not _has_words(clause) or _is_personal(clause, quoted):
            continue
        if (clause.start, clause.end) not in seen:
            seen.add((clause.start, clause.end))
            yield clause, verb


def _has_words(clause: Span) -> bool:
    return sum(1 for _ in islice((token for token in clause if token.is_alpha), FEWEST_WORDS)) == FEWEST_WORDS


def _is_personal(clause: Span, quoted: Cover) -> bool:
    """Whether a clause has the author or the reader in it: "the model I tested", "that leaves you with $40"."""
    persons = load_function_words().author_and_reader
    doc = clause.doc
    meant = (doc[at] for at in find_words_between(doc, persons, clause.start, clause.end))
    return any(each.tag_ in ("PRP", "PRP$") and not quoted.holds(each.idx) and not is_in_name(each) for each in meant)


def _only_leads_in(verb: Token, clause: Span | None) -> bool:
    """Whether a clause only says that something follows: "the Post reported:", "the talking points included:"."""
    if clause is None or has_child(verb, *_CONTENTS):
        return False
    follows = clause.end < len(clause.doc) and clause.doc[clause.end].text == ":"
    cue = load_verb_cues().get(verb.lower_)
    return follows or (cue is not None and "strong" in cue.frames and verb.lower_ in _list_saying())


def _opens_clause(verb: Token) -> bool:
    """Whether a token is the verb of a clause that is put forward on its own."""
    if not (is_finite(verb) or is_misread(verb)) or verb.dep_ in AUXILIARIES:
        return False
    if verb.dep_ == "ROOT":
        return True
    if verb.dep_ == "relcl":
        is_apart = verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ","
        is_thing = verb.head.tag_ in NOMINALS and verb.head.ent_type_ not in TIME_LABELS
        return is_apart and is_thing and _names_antecedent(verb)
    if verb.dep_ == "advcl":
        return _is_background(verb) and _is_stated(verb.head)
    return verb.dep_ == "conj" and _is_stated(verb.head) and not _is_neither(verb.head)


def _is_neither(verb: Token) -> bool:
    """Whether a verb and one joined to it are both denied: "neither praised nor blamed it"."""
    return any(each.lower_ == "neither" and each.dep_ == "preconj" for each in verb.lefts)


def _is_background(verb: Token) -> bool:
    """Whether a clause tells beside another one what is so: "while sales fell", "after the court ruled"."""
    marks = load_claim_words().narrator.background
    if verb.lower_ in _list_saying() and not has_child(verb, "dobj", "xcomp", "ccomp"):
        return False  # "as Roe noted" reports the clause beside it
    subject = own_subject(verb)
    if subject is None or subject.i > verb.i:
        return False  # "as is the case with mills"
    return any(each.lower_ in marks for each in verb.lefts if each.dep_ in ("mark", "advmod"))


@cache
def _list_saying() -> frozenset[str]:
    cues = load_verb_cues().items()
    return frozenset(form for form, cue in cues if cue.cue_class in ("speech", "writing") and "clause" in cue.frames)


def _is_stated(verb: Token) -> bool:
    """Whether what a clause is joined to is put forward too."""
    for _ in range(MOST_JOINED):
        if verb.dep_ == "ROOT":
            return is_finite(verb)
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def _names_antecedent(verb: Token) -> bool:
    first = verb.left_edge
    if first.lower_ == "whose":  # not "Roe, whose speech he called weak"
        return first.head.dep_ in NOUN_SUBJECTS and first.head.head == verb
    # "Roe, whom he called a fool" is told of Roe, and not of who did it.
    return first.lower_ in RELATIVE_PRONOUNS and first.lower_ not in ("that", "whom")


def _is_unreal(verb: Token) -> bool:
    """Whether a clause hangs on a condition, or is one."""
    conditions = load_claim_words().narrator.conditions
    return any(each.dep_ == "mark" and each.lower_ in conditions for each in verb.children) or any(
        each.dep_ == "advcl" and any(mark.dep_ == "mark" and mark.lower_ in conditions for mark in each.children)
        for each in verb.children
    )


def _asks(verb: Token) -> bool:
    last = verb.doc[verb.sent.end - 1]
    while last.i > verb.i and (last.is_space or last.is_quote):
        last = last.nbor(-1)
    return last.text.endswith("?")


def _find_subject(verb: Token) -> Token | None:
    """The subject of a clause, its own or that of the clause it is joined to."""
    for _ in range(MOST_JOINED):
        subject = own_subject(verb) or child(verb, *SUBJECT_PLACE)
        if subject is not None or verb.dep_ != "conj":
            return None if subject is None or subject.tag_ in VERBS else subject
        verb = verb.head
    return None


def _cut_clause(body: Body, verb: Token, told: Cover) -> Span | None:
    """The words of a clause without the clauses joined to it and those beside it in which somebody is quoted."""
    # "Roe, who led the mill" has whom it is told of; "while sales fell" is put forward without its first word.
    first, end = (verb.head if verb.dep_ == "relcl" else verb).left_edge.i, verb.right_edge.i + 1
    if verb.dep_ == "advcl":
        first = skip_marks(verb, first)
    joined = {each.i for each in verb.rights if each.dep_ == "conj" and is_finite(each) and not _is_neither(verb)}
    for each in verb.children:
        if each.i in joined or (joined and each.dep_ == "cc" and each.i > verb.i):
            end = min(end, each.left_edge.i)
        elif each.dep_ in _BESIDE:
            left, right = each.left_edge, each.right_edge
            if told.touches(left.idx, right.idx + len(right)):
                first, end = (first, min(end, left.i)) if each.i > verb.i else (max(first, right.i + 1), end)
    clause = trim_span(verb.doc[first:end], body.text) if first < end else None
    while clause is not None and clause[-1].tag_ == "CC":
        clause = trim_span(clause[:-1], body.text)  # "and" of a clause that is another one
    return clause
