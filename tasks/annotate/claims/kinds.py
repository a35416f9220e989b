"""Say of what kind a claim is, and whether facts can show that it is true or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from expectations.enumerations import ClaimType
from tasks.annotate.claims.ahead import auxiliaries, awaits, is_to_come, may_come, wants
from tasks.annotate.claims.compared import compares, is_ahead, is_aside, is_more
from tasks.annotate.claims.lexicon import list_kind_forms, list_states, list_wrongs, load_claim_words
from tasks.annotate.claims.stance import has_to
from tasks.annotate.claims.wording import find_head, is_question, is_reported_clause, shows_up
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import Claim, DateSpan, Figure
from tasks.language.body import Body, Chars
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    LONGEST_CLIMB,
    NOUNS,
    PRESENT,
    PROPER_NOUNS,
    VERBS,
    child,
    find_agent,
    has_child,
    is_finite,
    own_subject,
)
from tasks.language.withheld import is_negated

# A number below this in letters only picks out who did something.
FEWEST_DIGITS = 10
# What a law or a court is called has no more words: "opponents of the bill in the Supreme Court".
LONGEST_LAW = 6
# "For two years", "a 19-year veteran".
_WHEN = frozenset({"npadvmod", "amod", "compound", "nmod"})
_TO = frozenset({"to"})
_OF = frozenset({"of", "to", "by", "from"})
_WANTED = frozenset({"demands", "promises"})
_PREDICATES = frozenset({"acomp", "attr", "oprd"})
_PERSONS = frozenset({"he", "she", "they"})
_POINTING = frozenset({"it", "this", "that", "these", "those", "there", "what", "which"})


def sort_claims(
    body: Body, claims: Sequence[Claim], dates: Sequence[DateSpan], figures: Sequence[Figure]
) -> list[Claim]:
    """Give each claim its type, and say whether it can be checked.

    Args:
        body: The parsed body.
        claims: Claims of the article.
        dates: Its time expressions.
        figures: Its figures.
    """
    found: list[Claim] = []
    for claim in claims:
        stretch = body.span_of(Chars((claim.start, claim.end)))
        if stretch is None:
            found.append(claim)
            continue
        inside = (each for each in find_overlapping(figures, claim.start, claim.end) if counts(each))
        verb = _find_verb(claim, stretch)
        amounts = [each for each in inside if says_how_much(body, each, verb)]
        days = [each for each in find_overlapping(dates, claim.start, claim.end) if each.is_resolved]
        if is_to_come(verb):
            days = [each for each in days if not _is_past(body, each, verb)]
        claim_type = find_type(claim, stretch, verb, bool(amounts))
        is_firm = bool(amounts) or bool(days)
        is_checkable = find_checkable(claim, stretch, verb, claim_type, bool(amounts), is_firm)
        found.append(replace(claim, claim_type=claim_type, is_checkable=is_checkable))
    return found


def counts(figure: Figure) -> bool:
    """Whether a figure measures something: not "first", and not "one" that only picks one out."""
    return figure.kind != "rank" and not (figure.value == 1 and figure.kind == "count" and figure.change is None)


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

    Of "the owners of hiding it", which somebody is accused of, it is what they did.
    """
    root = find_head(words)
    if claim.stance == "alleges" and root.head.lower_ in list_kind_forms("accusing"):
        behind = (child(each, "pcomp") for each in words if each.lower_ == "of" and each.head in (root, root.head))
        done = next(behind, None)
        if done is not None and done.tag_ == "VBG":
            return done
    last = next((each for each in root.rights if each.dep_ == "relcl" and each.i < words.end), None)
    return last if last is not None and not is_finite(root) and last.right_edge.i + 1 >= words.end - 1 else root


def says_how_much(body: Body, figure: Figure, verb: Token) -> bool:
    """Whether a claim would be another one with another number: not "the two men left", "the mill, which lost 40"."""
    words, root = body.span_of(Chars((figure.start, figure.end))), verb
    token = None if words is None else next((each for each in words if each.like_num), words[0])
    if token is None or is_aside(token, root):
        return False
    if figure.approximation == "vague" and token.lower_ in load_claim_words().kinds.few:
        return False
    if figure.change is not None:
        return True
    noun = token if token.tag_ in NOUNS else token.head
    if figure.kind == "count":
        first = noun.left_edge
        if first.lower_ in load_function_words().definite or first.lower_ in ("all", "both") or first.tag_ == "PRP$":
            return False
        # "Three women founded it" and "a choice between two men" tell what was done, "lost three mills" how much.
        is_exact = figure.value is not None and figure.approximation is None
        is_small = token.is_alpha and is_exact and (figure.value or 0) < FEWEST_DIGITS
        return not is_small or (noun.head == root and noun.dep_ in ("dobj", "attr"))
    is_when = noun.dep_ in _WHEN or (noun.dep_ == "pobj" and noun.head.lower_ not in _OF)
    return figure.kind not in ("duration", "age") or not is_when


def find_type(claim: Claim, words: Span, root: Token, has_amount: bool) -> ClaimType:
    """Say of what kind a claim is; where several kinds hold, the one that decides how it is checked."""
    kinds = load_claim_words().kinds
    if claim.stance in _WANTED:
        return "position"
    if claim.stance == "asks":
        return "other"
    if claim.stance != "predicts" and (rules(root) or _is_laws(claim)):
        return "law_or_rule"
    if claim.stance == "predicts" or _tells_prospects(root):
        return "prediction"
    if has_to(root) or wants(root, has_amount) or any(each.lower_ in kinds.norms for each in auxiliaries(root)):
        return "position"
    subject = own_subject(root)
    tells_why = subject is not None and subject.lower_ in ("reason", "cause")
    if tells_why or _brings_about(root) or _tells_cause(words, root) or _blames(words, root):
        return "cause"
    if compares(words, root) or _changes(root) or (has_amount and is_ahead(root)):
        return "comparison"
    if has_amount:
        return "quantity"
    if is_more(root):
        return "comparison"
    if _is_unreal(root):
        return "other"
    if _happened(claim, root):
        return "event"
    return "position" if _takes_part(root) else "other"


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


def _tells_prospects(verb: Token) -> bool:
    """Whether a clause tells what is to come, what somebody awaits, or what may come or come of a thing."""
    return is_to_come(verb) or awaits(verb) or may_come(verb) or (_brings_about(verb) and _is_left_open(verb))


def _is_left_open(verb: Token) -> bool:
    """Whether a clause says what may come: "could lead to", not "could have led to" and "can lead to"."""
    hedges = load_claim_words().certainty.modals["possible"]
    return any(each.lower_ in hedges for each in auxiliaries(verb)) and not is_perfect(verb)


def _blames(words: Span, root: Token) -> bool:
    """Whether somebody is blamed for what came about: "the owners for the fire"."""
    is_blamed = root.tag_ in NOUNS | {"PRP"} and root.head.lower_ in list_kind_forms("blaming")
    return is_blamed and any(each.lower_ == "for" and child(each, "pobj") is not None for each in words)


def _has_word(verb: Token, words: frozenset[str]) -> bool:
    """Whether one of some words hangs on a verb."""
    return any(each.lower_ in words for each in verb.children)


def _tells_cause(words: Span, root: Token) -> bool:
    """Whether a word tells why what the main clause says is so, and not what somebody thinks or wants in it."""
    by_cause = load_claim_words().kinds.by_cause
    cause = next((token for token in words if token.lower_ in by_cause), None)
    if cause is None or (root.lower_ in _minds() and not is_negated(root)):
        return False
    return root in (cause.head, cause.head.head) or cause.head.head.head == root


def rules(verb: Token) -> bool:
    """Whether a clause says what a law or rule has it that people do."""
    kinds = load_claim_words().kinds
    predicate = child(verb, "acomp")
    if predicate is not None and predicate.lower_ in kinds.lawful:
        return True
    subject = own_subject(verb)
    is_ruling = verb.lower_ in list_kind_forms("ruling") or any(each.lower_ == "would" for each in verb.lefts)
    return is_ruling and subject is not None and subject.lower_ in list_kind_forms("laws")


def _is_laws(claim: Claim) -> bool:
    """Whether it is a law, a bill or a court that says so."""
    words = (claim.claimant_text or "").lower().split()
    is_somebody = claim.claimant_kind in ("person", "group", "anonymous") or len(words) > LONGEST_LAW
    return bool(words) and not is_somebody and words[-1] in list_kind_forms("laws")


def _is_unreal(verb: Token) -> bool:
    """Whether a clause says what would have been, if something else had: nobody can see whether it would."""
    aux = {each.lower_ for each in auxiliaries(verb)}
    if "have" not in aux or not aux & {"would", "could", "might", "'d", "\u2019d"}:
        return False
    return any(each.dep_ == "advcl" and any(mark.lower_ == "if" for mark in each.lefts) for each in verb.children)


def _happened(claim: Claim, verb: Token) -> bool:
    """Whether a clause, or a noun phrase that is confirmed or denied, tells of something that happened."""
    if claim.stance == "alleges" and verb.dep_ == "pcomp" and verb.tag_ == "VBG":
        return verb.lower_ not in list_states() and verb.lower_ not in load_function_words().be
    if not (is_finite(verb) or is_reported_clause(verb)):
        return verb.tag_ in VERBS | NOUNS and claim.stance in ("confirms", "denies", "does_not_confirm")
    if verb.tag_ not in VERBS or (verb.lower_ in list_states() and not shows_up(verb)):
        return False
    be = child(verb, "auxpass")
    if any(each.tag_ == "MD" for each in auxiliaries(verb)) and not is_perfect(verb):
        return False  # "it can be done"
    if verb.tag_ == "VBN" and be is not None and be.tag_ in PRESENT:
        return False  # "is built on sand" tells how it is
    return verb.tag_ in ("VBD", "VBN") or is_perfect(verb) or any(each.tag_ == "VBD" for each in auxiliaries(verb))


def is_perfect(verb: Token) -> bool:
    """Whether a clause stands in the perfect: "has sold", "had been selling"."""
    return any(each.lower_ in load_claim_words().narrator.perfect for each in auxiliaries(verb))


def find_checkable(
    claim: Claim, words: Span, root: Token, claim_type: ClaimType, has_amount: bool, is_firm: bool
) -> bool:
    """Whether facts can show a claim true or false: no question, wish, taste or opinion.

    Args:
        claim: The claim.
        words: Its words.
        root: Its verb.
        claim_type: What `find_type` gives.
        has_amount: Whether it holds a figure.
        is_firm: Whether it holds a figure or a day.
    """
    kinds = load_claim_words().kinds
    if claim.stance in _WANTED or claim.stance == "asks" or claim_type == "position":
        return False
    if _is_no_fact(words, root, is_firm) or judges(root, has_amount):
        return False
    subject = own_subject(root)
    is_self = subject is not None and subject.lower_ in load_function_words().first_person
    if claim_type == "prediction":
        return is_firm and not is_self and not _hangs_on_condition(root)
    if subject is not None and _is_of_mind(claim, subject, root):
        return False
    if has_amount:
        return True
    if any(each.lower_ in kinds.open for each in auxiliaries(root)) and not is_negated(root):
        return False
    if subject is not None and (is_self or _points_elsewhere(claim, subject)):
        return is_firm or (claim_type != "other" and any(each.ent_type_ for each in words))
    if claim_type == "other":
        return is_firm or _states_fact(root, subject, claim.voice == "direct")
    if not is_finite(root) and root.tag_ in NOUNS:
        return len(words) > 2
    return True


def _is_no_fact(words: Span, verb: Token, is_firm: bool) -> bool:
    """Whether a clause asks how, says what would have been or only blames: none is so or not.

    Of what somebody is accused of, wrongs can be shown: "of hacking it", not "of dividing the country".
    """
    if verb.dep_ == "pcomp" and verb.head.lower_ == "of" and not is_firm and verb.lower_ not in list_wrongs():
        return True
    return (words[0].lower_ not in ("whether", "if") and is_question(words)) or _is_unreal(verb)


def _hangs_on_condition(verb: Token) -> bool:
    """Whether a clause says what is so if something else is: only who knows that can check it."""
    clauses = (each for each in verb.children if each.dep_ == "advcl")
    return any(mark.dep_ == "mark" and mark.lower_ in ("if", "unless") for each in clauses for mark in each.children)


def _points_elsewhere(claim: Claim, subject: Token) -> bool:
    """Whether the subject points at a thing, and the claim does not say in brackets at which."""
    return subject.lower_ in _POINTING and f"{subject.text} [" not in (claim.resolved or "")


def _is_of_mind(claim: Claim, subject: Token, verb: Token) -> bool:
    """Whether a clause tells of anybody, or what goes on in the mind of who says it: "you never know", "I hope"."""
    is_self = subject.lower_ in load_function_words().first_person
    return (
        subject.lower_ == "you"
        or (subject.lower_ == "one" and subject.tag_ == "PRP")
        # "She said she considered it a gift": who says it knows.
        or (claim.voice != "narrator" and subject.lower_ in _PERSONS and verb.lower_ in list_kind_forms("inner"))
        or (is_self and verb.lower_ in _minds())
    )


def _minds() -> frozenset[str]:
    return list_kind_forms("minding")


def judges(verb: Token, has_amount: bool = False) -> bool:
    """Whether a clause says what somebody thinks of a thing: "is great", "the best idea", "did a terrible job".

    Beside an amount only what the verb says itself counts: "cut its key rate by a point" tells what was done.
    """
    judging = load_claim_words().kinds.judging
    for each in verb.children:
        is_predicate = each.dep_ in _PREDICATES
        is_object = each.dep_ == "dobj" and not has_amount
        is_said = each.lower_ in judging and (is_predicate or not has_amount)
        if is_said or any(
            _is_judging(part) and (is_predicate or part.lower_ not in load_claim_words().kinds.sizes)
            for part in (each.children if is_predicate or is_object else ())
        ):
            return True
        if each.dep_ == "attr" and each.left_edge.lower_ in ("my", "our"):
            return True
    return False


def _is_judging(word: Token) -> bool:
    """Whether a word judges, in whichever degree: "a tough job", "the toughest job"."""
    judging, lower = load_claim_words().kinds.judging, word.lower_
    if word.tag_ == "JJS":
        return not judging.isdisjoint((lower, lower[:-3], lower[:-2], f"{lower[:-4]}y", lower[:-4]))
    return lower in judging and word.tag_ not in PROPER_NOUNS


def _states_fact(verb: Token, subject: Token | None, is_direct: bool) -> bool:
    """Whether a clause in the present tells of somebody or something definite how it is: "Roe owns the mill"."""
    if subject is None or subject.tag_ not in NOUNS | {"PRP", "CD"}:
        return False
    if verb.lower_ not in load_function_words().be:
        return verb.lower_ not in _minds() and verb.tag_ in VERBS
    predicate = child(verb, *_PREDICATES)
    if predicate is None:
        return child(verb, "prep", "advmod") is not None
    if predicate.tag_ not in NOUNS:
        return predicate.lower_ == "one" and child(predicate, "prep") is not None
    return subject.tag_ != "PRP" or (subject.lower_ in _PERSONS and not is_direct)
