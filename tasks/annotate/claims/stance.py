"""Say what a claimant does with a proposition, and whether it is put forward at all."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from tasks.annotate.claims.lexicon import (
    ClaimStance,
    list_kind_forms,
    list_proposing,
    list_wrongs,
    load_claim_words,
)
from tasks.annotate.claims.wording import SUBORDINATE, drop_conjunction, find_assertion, find_head, trim_span
from tasks.annotate.spans import Quote
from tasks.language.cues import (
    class_of_noun,
    list_verb_forms,
    list_verbs,
    load_noun_cues,
    load_stance_nouns,
    load_stance_verbs,
)
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    COMMON_NOUNS,
    NOUN_CLAUSES,
    NOUNS,
    PLURALS,
    PRESENT,
    PROPER_NOUNS,
    SUBJECT_PLACE,
    SUBJECTS,
    VERBS,
    WH_WORDS,
    child,
    children_after,
    has_child,
    is_finite,
    is_infinitive,
    is_passive,
    own_subject,
    subject_of,
)
from tasks.language.inflection import singular
from tasks.language.people import is_person_noun, may_speak
from tasks.language.withheld import is_conditional, is_held_back, is_negated, is_questioned, is_withheld

# What somebody does with words that another one may have said before.
ANSWERING: frozenset[ClaimStance] = frozenset({"confirms", "denies", "does_not_confirm"})
# Fewer words are a call: "Go ahead, then".
FEWEST_OF_ORDER = 4
_EACH_OTHER = frozenset({("each", "other"), ("one", "another")})
_CLAUSES = NOUN_CLAUSES | {"ccomp"}


def find_cue_verb(cue: Span) -> Token:
    """Give the word of a cue that says what was done: `confirm` in `declined to confirm`."""
    verbs = [token for token in cue if token.lower_ in load_stance_verbs()]
    return verbs[-1] if verbs else cue.root


def find_undone(cue: Span, content: Span) -> Token | None:
    """Find the report that a cue leaves undone: `confirm` in `declined | to confirm the merger`."""
    verb = content.root
    return verb if cue.start <= verb.head.i < cue.end and is_held_back(verb) else None


def find_reported(verb: Token) -> Span | None:
    """What a verb reports, as its object or a clause after it; None for nothing that can be true or not."""
    reported = next(children_after(verb, "dobj", "ccomp", "xcomp"), None)
    if reported is None or not is_reportable(reported):
        return None
    span = trim_span(verb.doc[reported.left_edge.i : reported.right_edge.i + 1])
    return None if span is None else drop_conjunction(span)


def is_reportable(reported: Token) -> bool:
    """Whether the object of a verb can be true or not: `deny the claim`, but not `deny them entry`, `disavow her`."""
    if reported.dep_ in ("ccomp", "xcomp"):
        return True
    is_thing = reported.tag_ in COMMON_NOUNS and not is_person_noun(reported.lower_)
    return is_thing and not has_child(reported.head, "dative")


def is_put_forward(quote: Quote, verb: Token | None, stance: ClaimStance) -> bool:
    """Whether a claimant puts forward what a quote reports: says it, holds it, finds it or leaves it unconfirmed.

    Nobody does who knows or decides it, is to say it or may: "learned that", "decided that", "to explain why".
    """
    if verb is not None and verb.dep_ == "advcl" and is_infinitive(verb) and stance in ANSWERING:
        return False  # "to confirm the link, Roe ordered a test"
    if verb is not None and verb.lower_ in load_function_words().be_present and _is_asked(verb):
        return False  # "are you aware that it failed?"
    if quote.is_utterance or verb is None or stance == "does_not_confirm":
        return True
    if verb.lower_ in list_verb_forms("inward") or is_infinitive(verb) or is_conditional(verb) or is_questioned(verb):
        return False
    if quote.cue_class == "intention":
        return stance != "asserts"
    return quote.rule != "noun.clause_of_verb" or quote.cue_class == "belief"


def _is_asked(be: Token) -> bool:
    subject = own_subject(be)
    return subject is not None and be.i < subject.left_edge.i and be.sent.text.rstrip().endswith("?")


def is_done(verb: Token) -> bool:
    """Whether a report is told as made: not "to deny it", "would deny it", "if they deny it", "did they deny it?"."""
    is_open = is_infinitive(verb) or is_conditional(verb) or is_questioned(verb) or is_withheld(verb)
    return not is_open and not _is_hypothetical(verb)


def is_done_by_nobody(verb: Token) -> bool:
    """Whether the subject says that nobody did it: "no other outlet confirmed the report"."""
    subject, words = own_subject(verb), load_function_words()
    if subject is None:
        return False
    return subject.lower_ in words.negative_nouns or any(each.lower_ in words.nobody for each in subject.lefts)


def find_stance(verb: Token | None, proposition: Span, is_direct: bool) -> tuple[ClaimStance, bool] | None:
    """Say what the claimant does with a proposition.

    Args:
        verb: The word that says what was done; None asserts.
        proposition: The words claimed.
        is_direct: Whether they are the claimant's own, so that a question mark is the claimant's too.

    Returns:
        A value of `claims.stance`, and whether the verb turns the proposition around (`doubts that`, `does not believe
        that`); None when it says that nothing of the kind was done (`did not promise to`, `did not say that`).
    """
    if is_direct and proposition.doc[proposition.end - 1].text == "?":
        return "asks", False
    of_cue, lemma = look_up(verb)
    if is_direct and of_cue == "asks" and find_assertion([proposition]) is not None:
        return "asserts", False  # "There is a mill, he said. Will it close, he asked."
    stance = of_cue if verb is None else _refine_stance(of_cue, lemma, verb, proposition, is_direct)
    if stance == "asserts":
        stance = _read_mood(proposition.root, is_direct)
    if verb is None or is_direct:
        return stance, False
    turned = lemma in list_verbs("doubts")
    if not is_withheld(verb) and not (stance in ANSWERING and is_done_by_nobody(verb)):
        return None if _is_hypothetical(verb) else (stance, turned)
    if lemma in load_claim_words().stance.owning and not is_held_back(verb):
        return None  # "can't admit that he lost"
    # "does not expect that" expects the opposite, "declined to predict" leaves it open.
    if stance == "believes" or (stance == "predicts" and not is_held_back(verb)):
        return stance, not turned
    if stance in ANSWERING:
        return None if asks_what(proposition) else _give(leave_undone(verb, stance))
    is_left_open = _leaves_open(verb, proposition)
    return ("does_not_confirm", False) if is_left_open and not asks_what(proposition) else None


def _give(stance: ClaimStance | None) -> tuple[ClaimStance, bool] | None:
    return None if stance is None else (stance, False)


def leave_undone(verb: Token, stance: ClaimStance) -> ClaimStance | None:
    """What somebody does who does not confirm or deny.

    Who does not dispute a thing owns it, as who does not deny it now or cannot; "did not deny" leaves it open.

    Returns:
        None where it is nobody who does.
    """
    if any(each.tag_ == "MD" for each in verb.lefts) and _is_thing(subject_of(verb)):
        return None  # "the test will not confirm that it works"
    if stance != "denies" or is_held_back(verb):
        return "does_not_confirm"
    if is_done_by_nobody(verb):
        return None
    beside = verb.head if verb.dep_ == "conj" else child(verb, "conj")
    if beside is not None and look_up(beside)[0] == "confirms":
        return "does_not_confirm"
    is_plain = any(each.lower_ in ("did", "has", "have", "had", "would", "will") for each in verb.lefts)
    owns = look_up(verb)[1] in load_claim_words().stance.disputing or (look_up(verb)[1] == "deny" and not is_plain)
    return "confirms" if owns else "does_not_confirm"


def _is_thing(subject: Token | None) -> bool:
    return subject is not None and subject.tag_ in COMMON_NOUNS and not may_speak(subject.lower_)


def asks_what(proposition: Span) -> bool:
    """Whether words ask for more than yes or no, so that nothing is left unconfirmed: "what day he left", "how"."""
    telling = (each for each in proposition if each.tag_ not in ("RB", "IN") or each.lower_ in ("whether", "if"))
    first = next(telling, None)
    return first is not None and first.tag_ in WH_WORDS


def look_up(verb: Token | None) -> tuple[ClaimStance, str]:
    """The stance of a word that reports, before anything around it is looked at, and its plain form."""
    if verb is None:
        return "asserts", ""
    word = verb.lower_
    if verb.tag_ in COMMON_NOUNS and word in load_noun_cues():
        of_class: ClaimStance = "believes" if class_of_noun(word) == "belief" else "asserts"
        return load_stance_nouns().get(word, (of_class, frozenset()))[0], singular(word)
    return load_stance_verbs().get(word, ("asserts", word))


def _is_hypothetical(verb: Token) -> bool:
    """Whether a cue tells what may be said and was not said: `would argue that`."""
    modals = load_claim_words().stance.hypothetical
    return any(each.tag_ == "MD" and each.lower_ in modals for each in verb.lefts)


def _leaves_open(verb: Token, proposition: Span) -> bool:
    """Whether a report left undone keeps from the reader what is so: "did not say whether", "refused to say that".

    "Did not say that it failed" reports nothing, and what is "not known" nobody withholds.
    """
    if verb.lower_ not in list_verb_forms("tells_whether") or find_assertion([proposition]) is None:
        return False
    if is_passive(verb):
        return False
    first = next((each for each in proposition if each.tag_ != "RB"), proposition[0])
    if verb.lower_ in list_verb_forms("inward"):
        # "They won't know whether you look" tells what is to come.
        is_to_come = any(each.tag_ == "MD" for each in verb.lefts)
        return first.lower_ in ("whether", "if") and not is_to_come
    is_refused = is_held_back(verb) or any(each.lower_ in ("would", "could") for each in verb.lefts)
    is_ruled_out = verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "out"
    return is_refused or is_ruled_out or first.lower_ in load_claim_words().certainty.unknown_openers


def _refine_stance(stance: ClaimStance, lemma: str, verb: Token, proposition: Span, is_direct: bool) -> ClaimStance:
    particles = load_claim_words().stance.particle.get(lemma)
    if particles is not None:
        has_particle = verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in particles
        return stance if has_particle else "asserts"
    is_own = proposition.root.lower_ in load_claim_words().stance.owned
    if lemma in load_claim_words().stance.accusing and (is_own or not accuses(proposition)):
        return "asserts"
    if not is_direct and _is_infinitive(proposition):
        if stance == "asks" or verb.lower_ in list_verb_forms("orders"):
            return "demands"
        if verb.lower_ in list_verb_forms("wishes"):
            # "wants Roe to leave" asks for it, "wants to leave" tells of a wish.
            return "demands" if has_child(proposition.root, *SUBJECTS) else "asserts"
    if lemma in list_verbs("states") and (is_direct or is_finite(proposition.root)):
        return "asserts"
    return stance


def accuses(proposition: Span) -> bool:
    """Whether what is claimed lays a wrong at somebody's door: "the mayor took bribes", not "the mayor is well"."""
    return any(each.lower_ in list_wrongs() for each in proposition)


def _is_infinitive(proposition: Span) -> bool:
    """Whether what is claimed is to be done: `to leave`, `the clerk to leave`."""
    if is_infinitive(find_head(proposition)):
        return True
    main = [each for each in proposition if (each.head if each.dep_ == "conj" else each).dep_ not in SUBORDINATE]
    return any(token.tag_ == "TO" for token in main) and not any(is_finite(token) for token in main)


def is_order(pieces: Sequence[Span]) -> bool:
    """Whether a sentence bids somebody do something: "Release the report to the public"; not "Look at it"."""
    words = [token for piece in pieces for token in piece if token.is_alpha]
    if len(words) < FEWEST_OF_ORDER:
        return False
    verb = pieces[0].root
    first = next((each for each in words if each.lower_ not in load_claim_words().stance.before_order), words[0])
    if verb.tag_ != "VB" or verb.lower_ in list_kind_forms("minding") | load_claim_words().stance.no_order:
        return False
    called = verb.doc[first.i : verb.i]
    if pieces[0].start <= first.i and any(each.is_punct for each in called):
        # "Dr. Roe — release the report to the public": whoever is called.
        opens_after = all(each.tag_ in PROPER_NOUNS or each.is_punct for each in called)
        return opens_after and not has_child(verb, *SUBJECT_PLACE)
    opens = first.i == verb.i or (first.lower_ == "do" and first.head == verb and is_negated(verb))
    return opens and not has_child(verb, *SUBJECT_PLACE)


def _read_mood(verb: Token, is_direct: bool) -> ClaimStance:
    """What somebody does with a clause by its own words: "we must act", "I urge him to go"."""
    if _is_called_for(verb) or (not is_direct and _is_subjunctive(verb)):
        return "demands"
    subject = own_subject(verb)
    is_now = verb.tag_ == "VBP" or (verb.tag_ == "VBG" and any(each.tag_ == "VBP" for each in verb.lefts))
    if not is_direct or not is_now or subject is None or is_withheld(verb):
        return "asserts"
    stance, lemma = load_stance_verbs().get(verb.lower_, ("asserts", ""))
    is_doing = stance in load_claim_words().stance.doing and not load_claim_words().stance.particle.get(lemma)
    return stance if is_doing and subject.lower_ in load_function_words().first_person else "asserts"


def _is_subjunctive(verb: Token) -> bool:
    """Whether a clause says what somebody wants done: "suggested that she review it"; not "that she reviews it"."""
    subject = own_subject(verb)
    if verb.tag_ != "VB" or verb.dep_ != "ccomp" or subject is None or subject.tag_ in PLURALS:
        return False
    return verb.head.lower_ in list_proposing() and not any(each.tag_ == "MD" for each in verb.doc[subject.i : verb.i])


def _is_called_for(verb: Token) -> bool:
    """Whether a clause says what has to be done: "we must act", "they need to go"; not "it must have failed"."""
    subject = own_subject(verb)
    if subject is None or subject.lower_ in ("i", "you"):
        return False
    if any(each.tag_ == "MD" and each.lower_ == "must" for each in verb.lefts):
        is_guess = subject.lower_ == "it" and has_child(verb, "acomp")
        return not is_guess and not any(aux.lower_ in ("have", "be") and aux.dep_ == "aux" for aux in verb.lefts)
    if is_negated(verb) or any(each.lower_ in load_function_words().nobody for each in subject.lefts):
        return False
    # What others have to do may only be told of.
    return has_to(verb) and (verb.lower_ in ("need", "needs") or subject.lower_ == "we")


def has_to(verb: Token) -> bool:
    """Whether a clause says in the present that something has to be done: "need to go", "have to go", "have got to"."""
    what = child(verb, "xcomp")
    if what is None or not is_infinitive(what):
        return False
    if verb.lower_ not in ("need", "needs") and has_child(verb, "dobj"):
        return False  # "has two weeks to go"
    aux = [each.lower_ for each in verb.lefts if each.dep_ == "aux"]
    if verb.lower_ == "got":
        return bool(aux) or verb.doc[verb.i + 1 : verb.i + 2].text.lower() == "ta"  # "gotta go"
    return verb.tag_ in PRESENT and not aux and verb.lower_ in ("need", "needs", "have", "has")


def is_topic(proposition: Span, stance: ClaimStance) -> bool:
    """Whether words only name what somebody speaks about: "calm", "its authenticity", "the figures".

    "An end to the fees", "40 more ships" and "ships that sail" say what is to be.
    """
    noun = proposition.root
    if noun.tag_ not in NOUNS or stance in ("denies", "does_not_confirm"):
        return False
    if stance == "demands" and noun.left_edge.lower_ in load_function_words().indefinite:
        return False  # "called for a veto" says what is to be
    # "Confirmed the move to the Post" tells whom.
    telling = (word for word in proposition if word.lower_ != "to" or stance != "confirms")
    if any(word.tag_ in VERBS or word.tag_ in ("CD", "TO") or word.dep_ == "prep" for word in telling):
        return False
    # "Confirmed the merger" says that there is one, "confirmed his victory" and "the figures" do not.
    if stance == "confirms" and noun.tag_ not in PLURALS and noun.left_edge.tag_ != "PRP$":
        return False
    inside = len(noun.doc) if stance != "confirms" else proposition.end
    return not any(each.dep_ in _CLAUSES and each.i < inside for each in noun.rights)


def is_proposition(proposition: Span, stance: ClaimStance, pieces: Sequence[Span] = ()) -> bool:
    """Whether words reported are something that can be claimed: a clause, or a noun phrase where the stance allows it.

    `hailed the deal` and `talked about the deal` report no proposition, `confirmed the deal` and `demands a deal` do.

    Args:
        proposition: The words.
        stance: What the claimant does with them.
        pieces: What they are a part of, where whoever says it stands within: "The deal, Roe said, is off".
    """
    if tuple(each.lower_ for each in proposition[:2]) in _EACH_OTHER:
        return False  # "blamed each other for the raid"
    if stance in load_claim_words().stance.nouns_suffice or find_assertion(pieces or [proposition]) is not None:
        if stance == "demands" and len(proposition) == 1:
            return False  # "calm": of what, another sentence tells
        if stance in ANSWERING and proposition[0].lower_ == "as" and proposition[0].dep_ == "prep":
            return False  # "which he dismissed as a stunt"
        if stance == "alleges" and _only_names(proposition.root):
            return False
        return proposition.root.tag_ not in ("PRP", "DT") or len(proposition) > 1
    if stance == "asserts":
        is_claimed = look_up(proposition.root.head)[1] in load_claim_words().stance.accusing
        return is_claimed and is_infinitive(find_head(proposition))  # "claims to be well", not "claimed the prize"
    return stance == "believes" and any(token.tag_ == "TO" for token in proposition)


def _only_names(noun: Token) -> bool:
    """Whether somebody is accused and not told of what: "accused the mayor"."""
    if noun.dep_ != "dobj" or look_up(noun.head)[1] != "accuse" or noun.tag_ not in NOUNS:
        return False
    return all(each.lower_ != "of" for each in (*noun.subtree, *noun.head.rights))
