"""Say of what kind a claim is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from spacy.tokens import Span, Token

from expectations.enumerations import ClaimType
from tasks.annotate.claims.ahead import (
    auxiliaries,
    awaits,
    is_left_open,
    is_perfect,
    is_time_to,
    is_to_come,
    may_come,
    may_happen,
    wants,
)
from tasks.annotate.claims.checked import WANTED, find_checkable, is_unreal
from tasks.annotate.claims.compared import compares, is_ahead, is_aside, is_more
from tasks.annotate.claims.lexicon import list_kind_forms, list_states, load_claim_words
from tasks.annotate.claims.stance import has_to
from tasks.annotate.claims.stretch import cut_pieces
from tasks.annotate.claims.wording import find_assertion, find_certainty, find_head, is_reported_clause, shows_up
from tasks.annotate.event_days import is_day_of
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import Claim, DateSpan, Figure, Quote
from tasks.language.body import Body, Chars
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    LONGEST_CLIMB,
    NOUNS,
    PRESENT,
    SUBJECT_PLACE,
    VERBS,
    child,
    find_agent,
    has_child,
    is_finite,
    is_infinitive,
    own_subject,
)
from tasks.language.inflection import singular
from tasks.language.people import is_person_noun
from tasks.language.withheld import is_negated

# A number below this in letters only picks out who did something.
FEWEST_DIGITS = 10
# What a law or a court is called has no more words: "opponents of the bill in the Supreme Court".
LONGEST_LAW = 6
# An author makes no more points than that.
MOST_POINTS = 12
# "For two years", "a 19-year veteran".
_BESIDE = frozenset({"amod", "compound", "nmod"})
_WHEN = _BESIDE | {"npadvmod"}
# Parts of a clause whose cause is that of the clause.
_WITHIN = frozenset({"xcomp", "ccomp", "acomp", "attr", "oprd"})
_TO = frozenset({"to"})
_OF = frozenset({"of", "to", "by", "from"})


def sort_claims(
    body: Body,
    claims: Sequence[Claim],
    quotes: Sequence[Quote],
    dates: Sequence[DateSpan],
    figures: Sequence[Figure],
    published_at: datetime | None,
) -> list[Claim]:
    """Give each claim its type, and say whether it can be checked.

    Args:
        body: The parsed body.
        claims: Claims of the article.
        quotes: Its quotes, whose fragments tell what of a claim is not the clause that reports it.
        dates: Its time expressions.
        figures: Its figures.
        published_at: When it appeared.
    """
    found: list[Claim] = []
    for claim in claims:
        pieces = cut_pieces(body, claim, quotes)
        if not pieces:
            found.append(claim)
            continue
        # "Because of the fee," he said, "it closed": the words tell why, the verb is that of the second piece.
        main = find_assertion(pieces) or pieces[0]
        words = main.doc[pieces[0].start : pieces[-1].end]
        inside = (each for each in find_overlapping(figures, claim.start, claim.end) if counts(each))
        verb = _find_verb(claim, main)
        amounts = [each for each in inside if says_how_much(body, each, verb)]
        days = [each for each in find_overlapping(dates, claim.start, claim.end) if each.is_resolved]
        if is_to_come(verb):
            days = [each for each in days if not _is_past(body, each, verb)]
        is_over = published_at is not None and any(
            each.date_end is not None and each.date_end < published_at and is_day_of(body, each, verb) for each in days
        )
        has_amount = bool(amounts) or is_of_share(verb)
        claim_type = find_type(claim, words, verb, has_amount, is_over)
        is_checkable = find_checkable(claim, main, verb, claim_type, has_amount, has_amount or bool(days))
        found.append(replace(claim, claim_type=claim_type, is_checkable=is_checkable))
    return found


def counts(figure: Figure) -> bool:
    """Whether a figure measures something: not "first", no points of an argument, not "one" that only picks one out."""
    if figure.kind == "rank" or numbers_points(figure):
        return False
    return not (figure.value == 1 and figure.kind == "count" and figure.change is None)


def numbers_points(figure: Figure) -> bool:
    """Whether a figure only says how many points an author goes on to make: "two reasons", "one big idea"."""
    if figure.kind != "count" or figure.counted is None or (figure.value or figure.high or 0) > MOST_POINTS:
        return False
    return singular(figure.counted.split()[-1].lower()) in load_claim_words().kinds.arguments


def _is_past(body: Body, day: DateSpan, verb: Token) -> bool:
    """Whether a day only tells when was what stands beside a clause: "will sell the mill that he built in 1980"."""
    words = body.span_of(Chars((day.start, day.end)))
    token = verb if words is None else words.root
    for _ in range(LONGEST_CLIMB):
        if token == verb:
            return False
        if token.dep_ == "relcl":
            return token.tag_ == "VBD" or is_perfect(token) or any(each.tag_ == "VBD" for each in auxiliaries(token))
        token = token.head
    return False


def _find_verb(claim: Claim, words: Span) -> Token:
    """The verb of a claim: of "the mill, which lost 40 jobs" that of the clause behind its noun.

    Of "the owners of hiding it" and "for hiding it", which somebody is accused of and blamed for, it is what they did.
    """
    root = find_head(words)
    if claim.stance == "alleges":
        of = "of" if root.head.lower_ in list_kind_forms("accusing") else "for"
        behind = (child(each, "pcomp") for each in words if each.lower_ == of and each.head in (root, root.head))
        done = next(behind, None)
        if done is not None and done.tag_ == "VBG":
            return done
    last = next((each for each in root.rights if each.dep_ == "relcl" and each.i < words.end), None)
    return last if last is not None and not is_finite(root) and last.right_edge.i + 1 >= words.end - 1 else root


def says_how_much(body: Body, figure: Figure, verb: Token) -> bool:
    """Whether a claim would be another one with another number: not "the two men left", "the mill, which lost 40"."""
    words = body.span_of(Chars((figure.start, figure.end)))
    token = None if words is None else next((each for each in words if each.like_num), words[0])
    if token is None or is_aside(token, verb):
        return False
    if figure.approximation == "vague" and token.lower_ in load_claim_words().kinds.few:
        return False
    if figure.change is not None:
        return True
    noun = token if token.tag_ in NOUNS else token.head
    if figure.kind == "money" and _top_noun(token).left_edge.lower_ in load_function_words().definite:
        return False  # "the $10,000 question"
    if figure.kind == "count":
        return _says_how_many(figure, token, noun, verb)
    if figure.kind == "measure":
        return noun.dep_ not in _BESIDE  # "a 9-inch knife"
    if figure.kind not in ("duration", "age") or (noun.head == verb and verb.lower_ in list_kind_forms("lasting")):
        return True
    return noun.dep_ not in _WHEN and (noun.dep_ != "pobj" or noun.head.lower_ in _OF)


def _says_how_many(figure: Figure, token: Token, noun: Token, verb: Token) -> bool:
    """Whether a clause tells how many: "lost three mills", not "three women founded it", "a choice between two men"."""
    first = noun.left_edge
    if first.lower_ in load_function_words().definite or first.lower_ in ("all", "both") or first.tag_ == "PRP$":
        return False
    is_exact = figure.value is not None and figure.approximation is None
    is_small = token.is_alpha and is_exact and (figure.value or 0) < FEWEST_DIGITS
    return not is_small or (noun.head == verb and noun.dep_ in ("dobj", "attr"))


def _top_noun(noun: Token) -> Token:
    """The noun that an amount belongs to, if any: `question` of "the $10,000 question"."""
    for _ in range(LONGEST_CLIMB):
        if noun.dep_ not in _BESIDE | {"nummod", "quantmod"}:
            break
        noun = noun.head
    return noun


def is_of_share(verb: Token) -> bool:
    """Whether a clause tells what most of some want, think or are: "a majority of voters want it".

    "A majority of the board resigned" tells of a deed, "a majority of them are fools" what somebody thinks.
    """
    subject, predicate, is_passive = own_subject(verb), child(verb, "attr"), has_child(verb, "auxpass")
    is_past = (verb.tag_ == "VBD" or is_perfect(verb)) and not is_passive and verb.lower_ not in list_states()
    if is_past and verb.lower_ not in list_kind_forms("polled"):
        return False
    if predicate is not None and singular(predicate.lower_) in load_claim_words().kinds.heroes:
        return False
    is_share = subject is not None and subject.lower_ in load_claim_words().kinds.shares
    return is_share and subject is not None and has_child(subject, "prep")


def find_type(claim: Claim, words: Span, root: Token, has_amount: bool, is_over: bool) -> ClaimType:
    """Say of what kind a claim is; where several kinds hold, the one that decides how it is checked."""
    if claim.stance in WANTED:
        return "position"
    if claim.stance == "asks":
        return "other"
    if claim.stance != "predicts" and (rules(root) or _is_laws(claim)):
        return "law_or_rule"
    if claim.stance == "predicts" or _tells_prospects(claim, root, is_over):
        return "prediction"
    if _is_called_for(root) or wants(root, has_amount):
        return "position"
    if _is_reason(root) or _brings_about(root) or _tells_cause(words, root) or _blames(words, root):
        return "cause"
    if compares(words, root) or _changes(root) or (has_amount and is_ahead(root)):
        return "comparison"
    if has_amount:
        return "quantity"
    if is_more(root):
        return "comparison"
    if is_unreal(root):
        return "other"
    if _happened(claim, root):
        return "event"
    return "position" if _takes_part(root) else "other"


def _is_called_for(verb: Token) -> bool:
    """Whether a clause says that something is to be done: "has to go", "should go", "it is time to go"."""
    norms = load_claim_words().kinds.norms
    return has_to(verb) or is_time_to(verb) or any(each.lower_ in norms for each in auxiliaries(verb))


def _takes_part(verb: Token) -> bool:
    """Whether a clause takes a side: "we support it", "they stand with the mayor"; not "the house stands empty"."""
    if verb.lower_ not in list_kind_forms("siding"):
        return False
    return verb.lower_ not in list_kind_forms("standing") or _has_word(verb, load_claim_words().kinds.standing_by)


def _changes(verb: Token) -> bool:
    """Whether a verb says how much more or less a thing is: "doubled"; not "doubled down"."""
    return verb.lower_ in list_kind_forms("changing") and not has_child(verb, "prt")


def _brings_about(verb: Token) -> bool:
    """Whether a clause says what brought something about: "led to losses"; not "led the mill", "was forced out"."""
    if verb.lower_ in list_kind_forms("causing"):
        # "Was forced out", "was forced to sell": by what is not told.
        return not has_child(verb, "prt") and (not has_child(verb, "auxpass") or find_agent(verb) is not None)
    if verb.lower_ in list_kind_forms("leading"):
        return _has_word(verb, _TO)
    return verb.lower_ in list_kind_forms("forcing") and (
        has_child(verb, "xcomp", "ccomp", "acl") or (find_agent(verb) is not None and not has_child(verb, "prt"))
    )


def _tells_prospects(claim: Claim, verb: Token, is_over: bool) -> bool:
    """Whether a clause tells what is to come, is threatened or awaited, or what may come or come of a thing.

    What "could" be done on a day gone by is what somebody was able to do.
    """
    if is_to_come(verb) or awaits(verb) or may_come(verb) or (claim.stance == "warns" and is_infinitive(verb)):
        return True
    is_own = claim.voice != "indirect" and not is_over
    return is_left_open(verb) and (_brings_about(verb) or may_happen(verb, is_own=is_own))


def _blames(words: Span, root: Token) -> bool:
    """Whether somebody is blamed for what came about: "the owners for the fire"."""
    is_blamed = root.tag_ in NOUNS | {"PRP"} and root.head.lower_ in list_kind_forms("blaming")
    return is_blamed and any(each.lower_ == "for" and child(each, "pobj") is not None for each in words)


def _has_word(verb: Token, words: frozenset[str]) -> bool:
    """Whether one of some words hangs on a verb."""
    return any(each.lower_ in words for each in verb.children)


def _tells_cause(words: Span, root: Token) -> bool:
    """Whether a word tells why what the main clause says is so, and not what somebody thinks or wants in it."""
    cause = next((token for token in words if _names_cause(token)), None)
    if cause is None or (root.lower_ in list_kind_forms("minding") and not is_negated(root)):
        return False
    clause = cause.head
    if root == clause or (root == clause.head and clause.dep_ not in SUBJECT_PLACE):
        return True
    # "They want to leave because it failed": why they leave is why they want it.
    return clause.head.head == root and clause.head.dep_ in _WITHIN and clause.dep_ not in ("relcl", "acl")


def _names_cause(word: Token) -> bool:
    """Whether a word or phrase leads in what brought something about: "because", "due to rain", "as a result of"."""
    if word.lower_ in load_claim_words().kinds.by_cause:
        return True
    after = [each.lower_ for each in word.doc[word.i + 1 : word.i + 4]]
    if word.lower_ == "due":
        return after[:1] == ["to"] and word.nbor().tag_ != "TO" and not (word.dep_ == "amod" and word.head.i > word.i)
    return word.lower_ == "as" and after == ["a", "result", "of"]


def _is_reason(verb: Token) -> bool:
    """Whether a clause says what the cause of a thing is: "the reason is that", "rain was a cause of the delay".

    "There is a reason for it", "it is a cause for concern" and "the culprit is at large" do not.
    """
    if verb.lower_ not in load_function_words().be:
        return False
    reasons = load_claim_words().kinds.reasons
    subject, predicate = own_subject(verb), child(verb, "attr")
    if subject is not None and subject.lower_ in load_claim_words().kinds.whys and not _is_for_worry(subject):
        what = predicate or child(verb, "acomp")
        is_thing = what is not None and what.tag_ in NOUNS and not _is_somebody(what)
        is_clause = has_child(verb, "ccomp", "xcomp", "advcl") or any(each.lower_ == "that" for each in verb.rights)
        return (is_thing or is_clause) and find_certainty(
            verb.doc[verb.left_edge.i : verb.right_edge.i + 1], "asserts"
        ) != "unknown"
    if predicate is None or predicate.lower_ not in reasons or has_child(verb, "expl") or _is_for_worry(predicate):
        return False
    return has_child(predicate, "prep", "relcl", "acl")


def _is_somebody(noun: Token) -> bool:
    is_hero = singular(noun.lower_) in load_claim_words().kinds.heroes
    return noun.ent_type_ == "PERSON" or is_hero or is_person_noun(noun.lower_)


def _is_for_worry(noun: Token) -> bool:
    """Whether a cause is one "for" a feeling and of nothing: "a cause for concern"."""
    return noun.lower_ == "cause" and any(each.lower_ == "for" for each in noun.children)


def rules(verb: Token) -> bool:
    """Whether a clause says what a law or rule has it that people do."""
    kinds = load_claim_words().kinds
    predicate = child(verb, "acomp")
    if predicate is not None and predicate.lower_ in kinds.lawful:
        return True
    subject = own_subject(verb)
    if has_child(verb, "auxpass") or any(each.lower_ in kinds.norms for each in auxiliaries(verb)):
        return False  # "the rule should be dropped", "the law was protected"
    is_ruling = verb.lower_ in list_kind_forms("ruling") or any(each.lower_ == "would" for each in verb.lefts)
    return is_ruling and subject is not None and subject.lower_ in list_kind_forms("laws")


def _is_laws(claim: Claim) -> bool:
    """Whether it is a law, a bill or a court that says so."""
    words = (claim.claimant_text or "").lower().split()
    is_somebody = claim.claimant_kind in ("person", "group", "anonymous") or len(words) > LONGEST_LAW
    return bool(words) and not is_somebody and words[-1] in list_kind_forms("laws")


def _is_under_way(verb: Token) -> bool:
    """Whether a participle tells what is being done: "is selling it".

    "Is backing her" takes a side, "what matters is selling it" tells of neither.
    """
    has_subject = verb.left_edge.dep_ in SUBJECT_PLACE or own_subject(verb) is not None
    return has_subject and bool(auxiliaries(verb)) and not _takes_part(verb)


def _happened(claim: Claim, verb: Token) -> bool:
    """Whether a clause, or a noun phrase that is confirmed or denied, tells of something that happened."""
    is_state = verb.lower_ in list_states() or verb.lower_ in list_kind_forms("stative")
    if has_child(verb, "auxpass") and verb.lower_ in load_claim_words().kinds.feelings:
        return False  # "was stunned"
    if claim.stance == "alleges" and verb.dep_ == "pcomp" and verb.tag_ == "VBG":
        return not is_state
    if not (is_finite(verb) or is_reported_clause(verb)):
        if is_state or verb.lower_ in load_claim_words().kinds.state_nouns:
            return False  # "denied knowing it", "denied any knowledge of it"
        return verb.tag_ in VERBS | NOUNS and claim.stance in ("confirms", "denies", "does_not_confirm")
    if verb.tag_ not in VERBS or (is_state and not shows_up(verb)):
        return False
    if any(each.tag_ == "MD" for each in auxiliaries(verb)) and not is_perfect(verb):
        return False  # "it can be done"
    if verb.tag_ == "VBG":
        return _is_under_way(verb)
    be = child(verb, "auxpass")
    if verb.tag_ == "VBN" and be is not None and be.tag_ in PRESENT:
        return False  # "is built on sand" tells how it is
    return verb.tag_ in ("VBD", "VBN") or is_perfect(verb) or any(each.tag_ == "VBD" for each in auxiliaries(verb))
