"""Whether a report is an utterance, or any report at all: said, as against thought, meant, done or only possible."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from tasks.annotate.quotes.rules import (
    INDIRECT_CLAUSE,
    INDIRECT_INSERTED,
    INDIRECT_OBJECT,
    INDIRECT_PREPOSED,
    INDIRECT_QUOTING,
    INDIRECT_REST,
    INDIRECT_TAIL,
    INDIRECT_THAT,
    Rule,
)
from tasks.language.channels import load_channels
from tasks.language.cues import Cue, list_lead_forms, list_verb_forms, load_cues, load_noun_cues, load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    AUXILIARIES,
    COMMON_NOUNS,
    COMPLEMENTS,
    PLURALS,
    PRESENT,
    PROPER_NOUNS,
    RECEIVERS,
    SUBJECT_PLACE,
    WH_PRONOUNS,
    children_after,
    has_child,
    is_finite,
    is_infinitive,
    is_passive,
    own_subject,
)
from tasks.language.people import is_person_noun, may_speak
from tasks.language.withheld import is_conditional, is_negated, is_questioned, is_withheld
from tasks.language.withholding import load_withholding

_CLAUSES = frozenset(
    {
        INDIRECT_CLAUSE,
        INDIRECT_INSERTED,
        INDIRECT_PREPOSED,
        INDIRECT_QUOTING,
        INDIRECT_REST,
        INDIRECT_TAIL,
        INDIRECT_THAT,
    }
)
_NOT_PAST = PRESENT | {"VB"}
_POSSIBLE = frozenset(
    {"would", "could", "might", "should", "can", "ca", "must", "ought", "'d", "’d", "wo"}  # "ca n't", "wo n't"
)
_WISHES = frozenset({"would", "'d", "’d"})
_IMAGINED = _POSSIBLE - _WISHES | {"may"}
_HAVE = frozenset({"have", "'ve", "’ve"})
_OWNERS = frozenset({"PRP$", "POS"})
_NAMES = frozenset({"PERSON", "ORG", "NORP"})
_ANYBODY = frozenset({"we", "one", "people", "you"})
_ARTICLES = frozenset({"the", "a", "an"})


def was_uttered(verb: Token, cue: Cue, speaker: Token | None, rule: Rule) -> bool:
    """Whether a verb's report was said, written or signalled by somebody.

    Args:
        verb: The verb that reports, outside quotations.
        cue: What it is known for there.
        speaker: Who does what it says, if the sentence tells.
        rule: How the report was found.

    Returns:
        Whether it is an utterance even without words between marks.
    """
    if not _is_said_aloud(cue, rule) or is_withheld(verb) or _is_to_come(verb) or _is_no_report(verb, cue, speaker):
        return False
    is_asked = is_questioned(verb) or (verb.dep_ == "advcl" and verb.tag_ == "VBG" and is_questioned(verb.head))
    if is_conditional(verb) or is_asked or _is_helped(verb) or is_guessed(verb):
        return False
    if speaker is not None and rule not in _CLAUSES:
        talks = cue.cue_class == "writing" or "talks" in cue.also
        is_habit = talks and speaker.lower_ in load_function_words().first_person and verb.tag_ in PRESENT
        if (
            is_habit or _meant(speaker).lower_ in load_cues().evidence.texts or _is_read_into(verb)
        ):  # "I write about salt"
            return False
        if rule is INDIRECT_OBJECT and verb.tag_ in _NOT_PAST and _cannot_tell(_meant(speaker)):
            return False  # "an approach that demands a fast computer"
    return not is_infinitive(verb) or _is_led_to(verb, cue, rule)


def _is_no_report(verb: Token, cue: Cue, speaker: Token | None) -> bool:
    """Whether nobody says what a verb tells: "few say", "when we call somebody a liar", "the title recalls how"."""
    if speaker is None:
        return cue.lemma == "convince"  # "is convinced that it failed"
    if cue.cue_class == "knowledge" and _cannot_tell(_meant(speaker)):
        return True
    if speaker.lower_ in _ANYBODY and verb.tag_ in PRESENT and _is_whenever(verb):
        return True
    return _is_hardly_anybody(speaker) or _is_whoever(speaker)


def _is_hardly_anybody(speaker: Token) -> bool:
    """Whether a subject says that next to nobody does it: "few asked whether", "few critics said"; "a few" are some."""
    hardly = load_cues().about_the_talk.hardly
    words = (speaker, *(each for each in speaker.children if each.dep_ == "amod"))
    is_some = any(token.lower_ in _ARTICLES for token in speaker.doc[speaker.left_edge.i : speaker.i])
    return not is_some and any(word.lower_ in hardly for word in words)


def _is_whoever(speaker: Token) -> bool:
    """Whether a subject is nobody in particular: "those who say so", "anyone who says so"."""
    clause = speaker.head
    is_relative = speaker.tag_ in WH_PRONOUNS and clause.dep_ == "relcl"
    return is_relative and clause.head.lower_ in load_function_words().whoever


def _is_helped(verb: Token) -> bool:
    """Whether something only makes a verb possible: "which helps explain why", "let him say so"."""
    return verb.tag_ in ("VB", "VBP") and verb.dep_ in COMPLEMENTS and verb.head.lower_ in load_function_words().helping


def _is_read_into(verb: Token) -> bool:
    """Whether the writer only takes something for a report: "effectively demanding a rise"."""
    return _has_adverb(verb, load_cues().manner.hedges)


def is_guessed(verb: Token) -> bool:
    """Whether the writer only guesses that somebody does it: "she probably wants to forget it"."""
    return _has_adverb(verb, load_cues().manner.guesses)


def _is_whenever(verb: Token) -> bool:
    return _has_adverb(verb, ("when", "whenever"))


def _has_adverb(verb: Token, words: Collection[str]) -> bool:
    return any(each.lower_ in words and each.dep_ == "advmod" for each in verb.lefts)


def _is_said_aloud(cue: Cue, rule: Rule) -> bool:
    if cue.cue_class in ("speech", "writing"):
        return "does" not in cue.also or rule in _CLAUSES
    return "voiced" in cue.also or ("voiced_clause" in cue.also and rule in _CLAUSES)


def _meant(speaker: Token) -> Token:
    """The noun for which a relative pronoun stands: "bills that promise"."""
    clause = speaker.head
    return clause.head if speaker.tag_ == "WDT" and clause.dep_ == "relcl" else speaker


def _is_to_come(verb: Token) -> bool:
    """Whether a verb tells of what is still to be said, or might have been: "will announce", "would have argued"."""
    is_joined = verb.dep_ == "conj" and verb.tag_ in ("VB", "VBP") and verb.head.tag_ == "VB" and verb.head.i < verb.i
    if is_joined and not has_child(verb, *SUBJECT_PLACE, *AUXILIARIES):
        return _is_to_come(verb.head)  # "will reject the plan and demand that"
    return any(each.tag_ == "MD" and not _is_past_future(verb, each) for each in verb.lefts)


def _is_past_future(verb: Token, modal: Token) -> bool:
    """Whether "would" tells of what was done later, or softens what a narrator says: "would later admit", "I'd say"."""
    if modal.lower_ not in _WISHES or any(each.lower_ in _HAVE for each in verb.lefts):
        return False
    subject = own_subject(verb)
    is_told = subject is not None and subject.lower_ in load_function_words().first_person and not _has_condition(verb)
    return is_told or any(each.lower_ in load_cues().later.words for each in verb.children)


def _has_condition(verb: Token) -> bool:
    """Whether a clause says under what condition: "If I were you, I would say that"."""
    clauses = (each for each in verb.children if each.dep_ == "advcl")
    return any(mark.dep_ == "mark" and mark.lower_ == "if" for clause in clauses for mark in clause.lefts)


def _is_led_to(verb: Token, cue: Cue, rule: Rule) -> bool:
    """Whether an infinitive is done: "went on to say", "prompted Roe to object", "met them to say that it failed"."""
    head = verb.head
    if verb.dep_ == "conj" and is_infinitive(head):
        return _is_led_to(head, cue, rule)
    if head.lower_ == "going" and not has_child(head, "prt"):
        return False  # "was going to say", and not "going on to say"
    if is_negated(head) and head.lower_ in load_withholding().infinitive:
        return True  # "did not hesitate to confirm"
    if head.tag_ == "VB" or is_passive(head) or is_withheld(head) or is_conditional(head):
        return False
    is_meant = cue.cue_class == "intention" or _is_mere_thing(own_subject(head))
    if head.lower_ in load_function_words().seeming and is_meant:
        return False  # "the papers appear to confirm it", "investors seem to agree that"
    is_told = rule in _CLAUSES or ("strong" in cue.frames and verb.i > head.i)  # "To confirm the result, they ran it"
    is_purpose = verb.dep_ == "advcl" and head.tag_ == "VBD" and is_told
    return is_purpose or head.lower_ in list_lead_forms() | list_verb_forms("causes")


def _is_mere_thing(subject: Token | None) -> bool:
    if subject is None or subject.tag_ not in COMMON_NOUNS:
        return False
    return not _may_say(subject)


def _may_say(noun: Token) -> bool:
    return bool(noun.ent_type_) or may_speak(noun.lower_) or is_person_noun(noun.lower_)


def is_only_possible(verb: Token) -> bool:
    """Whether nobody has done what a verb of speech says: "if somebody says", "critics could argue", "Say hello to".

    What somebody might think stays a row, and is no utterance. So do "would not say", since somebody was asked,
    "may blame trade", which grants that somebody does, and "if Roe implied that ...", set against what she did.
    """
    if (is_conditional(verb) and not _is_granted(verb)) or is_imperative(verb) or _is_supposed(verb):
        return True
    modal = next((each for each in verb.lefts if each.tag_ == "MD" and each.lower_ in _POSSIBLE), None)
    if modal is None or is_negated(verb) or _tells_nothing(verb):
        return False
    return not any(each.lower_ in _HAVE for each in verb.lefts) and not _is_past_future(verb, modal)


def is_imagined(verb: Token) -> bool:
    """Whether words between marks are what somebody may say: "users can ask “…”", and not "he would say “…”"."""
    modal = next((each for each in verb.lefts if each.tag_ == "MD"), None)
    if modal is None or modal.lower_ not in _IMAGINED or is_negated(verb):
        return False
    # The parse may hang on the verb what stands between the marks; "could only say" did.
    between = verb.doc[modal.i : verb.i]
    return not any(token.is_quote or _is_little(token) for token in between)


def _is_supposed(verb: Token) -> bool:
    """Whether a verb tells what is only supposed or awaited: "suppose the bank says that", "until Roe says that"."""
    head = verb.head
    if verb.dep_ in COMPLEMENTS and head.lower_ in load_cues().about_the_talk.supposing and own_subject(head) is None:
        return True
    is_awaited = any(each.dep_ == "mark" and each.lower_ == "until" for each in verb.children)
    return is_awaited and verb.tag_ in PRESENT


def _is_granted(verb: Token) -> bool:
    """Whether a condition tells what somebody with a name did: "If Roe implied that it failed, she did not say so"."""
    subject = own_subject(verb)
    return verb.tag_ == "VBD" and subject is not None and subject.tag_ in PROPER_NOUNS


def _tells_nothing(verb: Token) -> bool:
    """Whether somebody was asked and said next to nothing: "would say little other than that"."""
    return verb.i + 1 < len(verb.doc) and _is_little(verb.nbor())


def _is_little(word: Token) -> bool:
    return word.lower_ == "only" or word.lower_ in load_cues().about_the_talk.nothing


def is_imperative(verb: Token) -> bool:
    """Whether a verb bids the reader do something: "Say hello to …"."""
    # "It is early, but remember when she left": a plain form joined to a finite verb is no part of what it tells.
    is_joined = verb.dep_ == "conj" and verb.head.tag_ == "VBZ" and verb.i > 0
    is_joined = is_joined and verb.nbor(-1).lower_ == "but"
    is_free = (verb.dep_ == "ROOT" and own_subject(verb) is None) or (is_joined and not has_child(verb, *SUBJECT_PLACE))
    is_bare = is_free and (verb.tag_ == "VB" or (is_joined and verb.tag_ == "VBP"))
    return is_bare and not any(each.dep_ in AUXILIARIES for each in verb.children)


def is_other_sense(verb: Token, cue: Cue, speaker: Token | None) -> bool:
    """Whether a verb reports nothing here: "called timeout", "its estimated bill", "the row over fees estimated"."""
    before = verb.nbor(-1) if verb.i > 0 else None
    is_attribute = before is not None and (before.tag_ in _OWNERS or before.lower_ in _ARTICLES)
    is_attribute |= verb.tag_ == "VBN" and before is not None and _is_owner_misread(before, verb)
    if is_attribute and verb.tag_ in ("VBN", "VBD", "VBG"):
        return True
    if cue.unless and (_has_sense_of_object(verb, cue) or _is_put_to(verb, cue)):
        return True
    if "grants" in cue.also and _has_receiver(verb):
        return True
    noun = _meant(speaker) if speaker is not None else None
    if noun is None or noun.tag_ not in COMMON_NOUNS:
        return False
    if ("impends" in cue.also and not _may_say(noun)) or _is_of_own_text(noun, verb):
        return True
    return "shows" not in cue.also and noun.lower_ in load_cues().evidence.mute


def _is_owner_misread(before: Token, verb: Token) -> bool:
    """Whether the parse takes an owner's mark for "has": "with Roe's requested $5 million", not "Roe's said it"."""
    is_mark = before.lower_ in ("'s", "’s") and before.i > 0 and before.nbor(-1).tag_ in PROPER_NOUNS
    return is_mark and verb.i + 1 < len(verb.doc) and verb.nbor().tag_ in COMMON_NOUNS | {"JJ", "CD", "$"}


def _is_of_own_text(noun: Token, verb: Token) -> bool:
    """Whether the outlet notes what it wrote: "a previous version of this story stated", "this story wrongly said"."""
    words, text = load_cues().evidence, noun
    if noun.lower_ == "version":
        text = next((each for of in noun.rights if of.lower_ == "of" for each in of.rights), noun)
    elif has_child(noun, "prep") or not any(each.lower_ in words.noted for each in verb.lefts):
        return False  # "this report by the council previously stated": another's
    return text.lower_ in words.own and text.left_edge.lower_ == "this" and not has_child(text, "poss")


def only_seems(deed: Token, cue: Cue, speaker: Token | None) -> bool:
    """Whether it only looks so that a thing promises or threatens: "the deals promise to be big"."""
    if speaker is None or "voiced" not in cue.also or deed.lower_ != "be" or not has_child(deed, "attr", "acomp"):
        return False
    return speaker.lower_ in ("it", "this", "that") or _cannot_tell(_meant(speaker))


def _has_sense_of_object(verb: Token, cue: Cue) -> bool:
    """Whether a verb's object gives it another sense: "called a vote", and not "called the vote a mistake"."""
    objects = list(children_after(verb, *RECEIVERS, "oprd", "ccomp"))
    is_bare = len(objects) == 1 and not any(token.is_quote for token in verb.subtree if token.i > verb.i)
    return is_bare and objects[0].lower_ in cue.unless


def _is_put_to(verb: Token, cue: Cue) -> bool:
    """Whether a thing is added to another, whatever the parse makes of the rest: "added a new drink to its menu"."""
    thing = next(children_after(verb, "dobj"), None)
    to = thing.right_edge.i + 1 if thing is not None else len(verb.doc)
    is_new = thing is not None and thing.left_edge.lower_ in _ARTICLES and thing.left_edge.i == verb.i + 1
    to_whom = next((each for each in children_after(verb, "prep") if each.lower_ == "to" and each.i == to), None)
    if cue.lemma != "add" or thing is None or not is_new or to_whom is None:
        return False
    # "Added a warning to the council that it fails" reports.
    is_clause_behind = any(each.lower_ == "that" and each.dep_ == "mark" and each.i > to for each in verb.subtree)
    return thing.lower_ not in load_noun_cues() and not is_clause_behind


def _has_receiver(verb: Token) -> bool:
    """Whether somebody is given or refused something: "denied the visitors two chances", "admitted ten patients"."""
    objects = list(children_after(verb, *RECEIVERS))
    # "denied Americans good jobs": the parse may take the first for a part of the second.
    lefts = (part for each in objects for part in each.lefts if part.dep_ in ("nmod", "compound"))
    parts = (part for part in lefts if part.tag_ in ("NNPS", "NNS"))
    named = any(each.ent_type_ in _NAMES or is_person_noun(each.lower_) for each in (*objects, *parts))
    return named or any(each.dep_ == "dative" and each.tag_ != "IN" for each in objects) or len(objects) > 1


def only_shows(verb: Token, cue: Cue, speaker: Token | None) -> bool:
    """Whether a thing lets something be seen, and nobody says it: "this suggests", "the trip highlights"."""
    if "shows" not in cue.also:
        return False
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ",":
        above = load_verb_cues().get(verb.head.lower_)
        if above is None and "strong" not in cue.frames:
            return True  # "the towns saw a drop in cases, indicating that"
    if speaker is None:
        return is_passive(verb)  # "it was revealed that"
    word, evidence = speaker.lower_, load_cues().evidence
    is_thing = word == "it" or (word == "that" and speaker.tag_ == "DT")
    if word in evidence.things or (is_thing and verb.tag_ in PRESENT):
        return True
    return _cannot_tell(_meant(speaker))


def may_make_clear(verb: Token, speaker: Token) -> bool:
    """Whether somebody, or a text, made something clear: not in "that should make clear", "the poll makes clear"."""
    evidence, word = load_cues().evidence, speaker.lower_
    is_thing = word in evidence.things or word in ("it", "that", "which")
    is_thing |= _cannot_tell(speaker) and word not in evidence.texts
    return not is_thing and not is_withheld(verb) and all(each.tag_ != "MD" for each in verb.lefts)


def _cannot_tell(noun: Token) -> bool:
    """Whether a noun is neither somebody nor a text, so that it says nothing: "the silence", "their attitude"."""
    is_name = not noun.text.islower() and not (noun.is_sent_start and noun.tag_ in PLURALS)
    if noun.tag_ not in COMMON_NOUNS or is_name or _may_say(noun):
        return False
    texts = load_channels().messages | load_channels().nouns | load_cues().evidence.written
    return noun.lower_ not in texts


def is_sensed(clause: Token, cue: Cue) -> bool:
    """Whether a clause behind a verb of knowing tells what befell somebody: "found himself alone", "heard Roe sing"."""
    if any(each.text.endswith(("self", "selves")) and each.dep_ in ("nsubj", "nsubjpass") for each in clause.children):
        return True
    return "senses" in cue.also and not is_finite(clause)
