"""Noun phrases as contents: what somebody praises, what they call it, what they speak about."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from tasks.annotate.quotes.clauses import has_mark
from tasks.annotate.quotes.edges import end_of_phrase, end_within, is_said_in
from tasks.annotate.quotes.reports import Report, Saying, characters
from tasks.annotate.quotes.rules import INDIRECT_OBJECT, INDIRECT_PREDICATE, INDIRECT_PREPOSITION
from tasks.language.body import Chars, Tokens
from tasks.language.channels import load_channels
from tasks.language.cues import Cue, list_posture_nouns, load_cues, load_noun_cues
from tasks.language.grammar import (
    FINITE,
    NOUN_SUBJECTS,
    NOUNS,
    PROPER_NOUNS,
    TIME_LABELS,
    VERBS,
    WH_PRONOUNS,
    children_after,
    has_child,
    is_finite,
    is_infinitive,
    object_of,
)
from tasks.language.people import is_person_noun, may_speak
from tasks.language.withheld import is_withheld

_PREDICATES = NOUNS | VERBS | {"JJ", "JJR", "JJS", "``"}
_IN_NAMES = PROPER_NOUNS | {"CD", "DT", "POS"}
_PRONOUN_OBJECTS = WH_PRONOUNS | {"PRP", "EX"}
_MARKS = frozenset({'"', "“", "''", "”", "``", "‘", "’", "'"})
_POINTING = frozenset({"this", "that", "these", "those"})
_ADDITIONS = frozenset({"prep", "acl", "ccomp"})
_AMOUNTS = frozenset({"MONEY", "PERCENT", "QUANTITY"})
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "LAW"})
_PAUSES = frozenset({",", "—", "–", "--"})
_ENDS_NAMED = frozenset({",", ".", "("})  # behind these a mark opens something else
LONGEST_RELATIVE = 8  # tokens between "who" and its verb: "who Roe on Wednesday called"
LONGEST_PREDICATE = 40  # tokens from "called" to the end of what is called so


def find_predicate_reports(saying: Saying) -> Iterator[Report]:
    """``called the plan reckless``, ``described it as reckless``: the object with what is said of it."""
    verb = saying.verb
    quoted = _quoted_predicate(saying)
    if quoted is not None:
        if _names_something(verb, quoted):
            yield saying.report(INDIRECT_PREDICATE, quoted)
        return
    said = next(children_after(verb, "oprd", "ccomp"), None)
    thing = next(children_after(verb, "dobj"), None)
    if said is not None and said.lower_ in saying.cue.unless:
        return  # "called them names"
    if (
        thing is not None
        and thing.lower_ == "it"
        and verb.left_edge.lower_ == "as"
        and thing.doc[thing.i + 1 : thing.i + 2].text in _PAUSES
    ):
        return  # "a levy, as Roe calls it — which may rise"
    if said is not None and saying.cue.lemma != "see" and _is_said_of(said, thing):
        first = thing if thing is not None and thing.i < said.i else said
        end = max(said.right_edge.i + 1, _end_behind_it(verb, said.right_edge.i + 1))
        words = characters(saying.body, max(first.left_edge.i, verb.i + 1), end)
        report = saying.report(INDIRECT_PREDICATE, words)
        # "what economists call a levy" is a term.
        report.is_uttered &= verb.tag_ != "VBP" or all(each.lower_ != "what" for each in verb.lefts)
        yield report
    elif thing is not None:
        for preposition in (*children_after(verb, "prep"), *children_after(thing, "prep")):
            if preposition.lower_ == "as" and any(True for _ in preposition.children):
                opening, end = thing.left_edge.i, thing.right_edge.i + 1
                if end < preposition.i and _tells_of_saying(verb.doc[end]):  # "described it to the paper as reckless"
                    said_of = characters(saying.body, preposition.i, preposition.right_edge.i + 1)
                    object_words = characters(saying.body, opening, end)
                    yield saying.report(INDIRECT_PREDICATE, object_words, _carry_on(saying, said_of))
                    return
                words = characters(saying.body, opening, preposition.right_edge.i + 1)
                yield saying.report(INDIRECT_PREDICATE, _carry_on(saying, words))
                return


def _tells_of_saying(word: Token) -> bool:
    """Whether a phrase that a word opens tells to whom, when or where it was said: "to the paper", "on Friday"."""
    noun, channels = object_of(word), load_channels()
    if word.ent_type_ in TIME_LABELS or noun is None:
        return word.ent_type_ in TIME_LABELS
    is_heard = word.lower_ == "to" and (noun.lower_ in channels.audiences or noun.ent_type_ in ("ORG", "PERSON"))
    return is_heard or noun.ent_type_ in TIME_LABELS or noun.lower_ in channels.occasions


def _is_said_of(said: Token, thing: Token | None) -> bool:
    """Whether words behind a verb say something of its object: "called the plan reckless"."""
    if said.tag_ not in _PREDICATES or has_mark(said) or is_infinitive(said) or is_finite(said):
        return False
    return thing is not None or not _is_name(said)


def _is_name(noun: Token) -> bool:
    """Whether a noun phrase is a name and no more: "a movement called the Free Farmers"."""
    return all(token.tag_ in _IN_NAMES for token in noun.subtree)


def _quoted_predicate(saying: Saying) -> Chars | None:
    """``called the plan "reckless"``: the parse often joins the quotation to the noun before it."""
    verb = saying.verb
    if "names" not in saying.cue.also or verb.doc[verb.i + 1 : verb.i + 2].text.lower() in saying.cue.prepositions:
        return None  # "called for “calm”" names nothing
    opened = False
    after = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + LONGEST_PREDICATE)]
    in_brackets = _in_brackets(after)
    for token in after:
        if token.i in in_brackets:
            continue
        if token.text in _MARKS:
            if opened:
                return characters(saying.body, verb.i + 1, _predicate_end(verb, token.i))
            opened = True
        elif not opened and (
            (token.tag_ in FINITE and token.dep_ not in ("relcl", "aux")) or token.text in _ENDS_NAMED
        ):
            return None
    return None


def _in_brackets(tokens: Span) -> set[int]:
    """Where tokens stand in brackets that close among them, the brackets too: "the Tax Office (TO)"."""
    inside: set[int] = set()
    opening = None
    for token in tokens:
        if token.text == "(":
            opening = token.i
        elif token.text == ")" and opening is not None:
            inside.update(range(opening, token.i + 1))
            opening = None
    return inside


def _predicate_end(verb: Token, mark: int) -> int:
    """One past what is called so, beyond a closing mark: "called the ‘deal’ a mess", "“a priority” for women"."""
    doc, after = verb.doc, mark + 1
    if (end := _end_behind_it(verb, after)) > after:
        return end
    said = next((each for each in children_after(verb, "oprd", "ccomp") if each.i > mark), None)
    if said is not None:
        return said.right_edge.i + 1
    after = end_of_phrase(doc, after)
    if after >= verb.sent.end or doc[mark - 1].text == ",":
        return after
    return doc[after].right_edge.i + 1 if _goes_on_with(doc[after]) else after


def _end_behind_it(verb: Token, after: int) -> int:
    """One past the clause that "it" stands for, behind what it is called: "called it “a shame” for Roe to leave"."""
    doc, end = verb.doc, verb.sent.end
    if doc[verb.i + 1].lower_ != "it" or after >= end or doc[after].lower_ not in ("to", "for"):
        return after
    led = doc[after : min(end, after + (1 if doc[after].lower_ == "to" else LONGEST_PREDICATE))]
    to = next((token for token in led if token.tag_ == "TO" or token.is_punct), None)
    if to is None or to.is_punct or to.i + 1 >= end or doc[to.i + 1].tag_ != "VB":
        return after
    return doc[to.i + 1].right_edge.i + 1


def _goes_on_with(preposition: Token) -> bool:
    """Whether a prepositional phrase goes on with the noun before it, and is no time, place or channel of saying."""
    if preposition.lower_ not in load_cues().carry_on.prepositions:
        return False
    noun = object_of(preposition)
    if noun is None:
        return True
    channels = load_channels()
    is_manner = preposition.lower_ in ("at", "in") and noun.lower_ in load_cues().manner.nouns
    is_heard = preposition.lower_ == "to" and noun.lower_ in channels.audiences
    is_where = noun.lower_ in channels.nouns or is_said_in(preposition)
    return noun.ent_type_ not in TIME_LABELS and not (is_where or is_manner or is_heard)


def _names_something(verb: Token, quoted: Chars) -> bool:
    """Whether it is said what is called so; "often called “dreamers”" gives a name and nobody who uses it."""
    first = verb.nbor()
    if first.text not in _MARKS or first.idx != quoted[0]:
        return True
    before = verb.doc[max(verb.sent.start, verb.i - LONGEST_RELATIVE) : verb.i]
    return any(token.tag_ in WH_PRONOUNS for token in before)


def find_preposition_reports(saying: Saying) -> Iterator[Report]:
    """``complained about the plan``, ``accused the council of fraud``: what stands behind a preposition of the cue."""
    cue, verb = saying.cue, saying.verb
    if "talks" in cue.also and is_withheld(verb):
        return
    called = _called_for(saying)
    if called is not None:
        yield called
        return
    of_object = "judges" in cue.also
    person = next(children_after(verb, "dobj"), None)
    for preposition in _prepositions(verb, of_object):
        thing = _topic(preposition) if preposition.lower_ in cue.prepositions else None
        if thing is None:
            continue
        if person is not None and of_object:
            is_more = thing.dep_ != "pcomp" or has_child(preposition, "conj")  # "for lying and for hiding it"
            end = preposition.right_edge.i + 1 if is_more else end_within(thing, person.left_edge.i)
            words = characters(saying.body, person.left_edge.i, end)
            report = saying.report(INDIRECT_PREPOSITION, _carry_on(saying, words))
            # "criticized the plan for a bridge" tells of no deed.
            is_deed = preposition.lower_ != "for" or thing.dep_ == "pcomp" or _is_somebody(person)
            report.is_uttered &= is_deed
            yield report
        elif preposition.i - verb.i <= 2 or person is not None or preposition.lower_ == "about":
            deed = _deed_behind(verb, thing) if "bids" in cue.also else None
            words = _topic_words(saying, preposition, thing, deed)
            near = preposition if _is_near(preposition, verb) else None
            report = saying.report(INDIRECT_PREPOSITION, words, also=near)
            is_given = "gives" in cue.also or ("bids" in cue.also and preposition.lower_ == "for")
            is_topic = preposition.lower_ == "about" or _is_only_named(thing, cue)
            report.is_uttered &= deed is not None or (is_given and not is_topic)
            report.is_of_others = _is_of_others(thing, cue)
            yield report
        return


def _called_for(saying: Saying) -> Report | None:
    """``called on Monday for the council to act``: who is to act, and the deed."""
    if "bids" not in saying.cue.also:
        return None
    for deed in children_after(saying.verb, "advcl", "ccomp", "xcomp"):
        link = deed.left_edge
        is_linked = link.dep_ == "mark" and link.lower_ in saying.cue.prepositions
        if is_linked and is_infinitive(deed) and has_child(deed, *NOUN_SUBJECTS):
            words = characters(saying.body, link.i + 1, end_within(deed, link.i + 1))
            near = link if _is_near(link, saying.verb) else None
            return saying.report(INDIRECT_PREPOSITION, words, also=near)
    return None


def _topic(preposition: Token) -> Token | None:
    """What a preposition leads to, when that may be what is spoken of."""
    thing = next(children_after(preposition, "pobj", "pcomp"), None)
    if thing is None or thing.tag_ in WH_PRONOUNS or (preposition.lower_ == "on" and thing.ent_type_ in TIME_LABELS):
        return None
    return thing


def _topic_words(saying: Saying, preposition: Token, thing: Token, deed: Token | None) -> Chars:
    """The words for what is spoken of; for "called on members to act" who is asked with what they are to do."""
    if deed is not None:
        return characters(saying.body, thing.left_edge.i, deed.right_edge.i + 1)
    return _carry_on(saying, characters(saying.body, preposition.i + 1, preposition.right_edge.i + 1))


def _is_near(preposition: Token, verb: Token) -> bool:
    """Whether a preposition follows a verb, or the particle of one, and so belongs to the cue."""
    return preposition.i == verb.i + 1 or (preposition.i == verb.i + 2 and verb.nbor().dep_ == "prt")


def _deed_behind(verb: Token, asked: Token) -> Token | None:
    """The infinitive right behind who is asked, which the parse may hang elsewhere: "called on members to act"."""
    doc, after = verb.doc, asked.right_edge.i + 1
    if after >= verb.sent.end or doc[after].tag_ != "TO" or doc[after].head.i < after:
        return None
    return doc[after].head


def _prepositions(verb: Token, of_object: bool) -> Iterator[Token]:
    """The prepositions of a verb, and of "accused the government of ..." those that the parse hangs on its object."""
    yield from children_after(verb, "prep")
    if of_object:
        for thing in children_after(verb, "dobj"):
            yield from children_after(thing, "prep")


def _carry_on(saying: Saying, words: Chars) -> Chars:
    """Carry a noun phrase over the prepositions right behind it, which the parse often hangs on the verb.

    "praised her leadership in the crisis"; but when and where it was said is no part of it.
    """
    end = words[1]
    for preposition in children_after(saying.verb, "prep"):
        if _goes_on_with(preposition):
            more = characters(saying.body, preposition.i, preposition.right_edge.i + 1)
            if 0 <= more[0] - end <= 1:
                end = more[1]
    return Chars((words[0], end))


def _with_purpose(saying: Saying, words: Chars) -> Chars:
    """Carry what is announced over what it is for, hung on the verb or not: "proposed a levy to pay it"."""
    for deed in children_after(saying.verb, "xcomp", "advcl"):
        if is_infinitive(deed) and 0 <= deed.left_edge.idx - words[1] <= 1 and deed.left_edge.tag_ == "TO":
            return Chars((words[0], characters(saying.body, deed.left_edge.i, end_within(deed, deed.left_edge.i))[1]))
    return words


def find_object_reports(saying: Saying, speaker: Token) -> Iterator[Report]:
    """``praised the plan``, ``denied the reports``: the object is what is said, wanted or judged."""
    verb, cue = saying.verb, saying.cue
    if cue.lemma == "show" and speaker.lower_ not in load_cues().evidence.things:
        return  # "showed her the door", "the museum shows her work"
    if has_child(verb, "prt"):
        return  # "knocked out half of the supply"
    voices = "voices" in cue.also
    for thing in children_after(verb, "dobj"):
        if voices and thing.lower_ in load_noun_cues() and any(has_mark(clause) for clause in thing.children):
            return  # "voiced the fear that it fails": the noun reports
        if not _may_be_said(thing, cue):
            continue
        end = _object_end(thing)
        words = _carry_on(saying, characters(saying.body, thing.left_edge.i, end))
        stance = load_cues().verbs[cue.lemma].stance
        if "gives" in cue.also and stance != "denies" and not _is_somebody(thing):
            words = _with_purpose(saying, words)
        if words[0] < words[1]:
            report = saying.report(INDIRECT_OBJECT, words)
            is_longer = words[1] > saying.body.chars_of(Tokens((thing.i, end)))[1]
            has_more = is_longer or any(each.dep_ in _ADDITIONS and each.left_edge.i < end for each in thing.children)
            report.is_uttered &= _is_given(thing, cue, has_more) and not _is_only_named(thing, cue)
            report.is_of_others = _is_of_others(thing, cue)
            yield report
        return


def _may_be_said(thing: Token, cue: Cue) -> bool:
    """Whether an object is anything said: no pronoun, no "nothing", no place, nobody who is asked."""
    about = load_cues().about_the_talk
    is_pointing = thing.lower_ == "that" and any(each.lower_ == "of" for each in thing.rights)  # "say that of Roe"
    if thing.tag_ in _PRONOUN_OBJECTS or thing.lower_ in about.nothing or is_pointing:
        return False
    if "measures" in cue.also and any(token.ent_type_ in _AMOUNTS for token in thing.subtree):
        return False
    # "protested outside parliament": the parse takes the preposition for an adjective.
    if thing.left_edge.lower_ in about.places:
        return False
    if "interrogates" not in cue.also and ("tells" not in cue.also or _has_deed(thing)):
        return True
    return not _is_somebody(thing)


def _is_given(thing: Token, cue: Cue, has_more: bool) -> bool:
    """Whether an object is said itself: "denied the fraud", "voiced support for it", "reported a loss of $2 million".

    What is only spoken of, or whom somebody praises or blames, is a topic or a target.
    """
    if "gives" in cue.also:
        return True
    asserts = "clause" in cue.frames and "quotation_only" not in cue.frames
    asserts &= load_cues().verbs[cue.lemma].stance not in ("asks", "denies")
    is_posture = "voices" in cue.also or (asserts and thing.lower_ in list_posture_nouns())
    if is_posture and has_more:
        return True
    return "relays" in cue.also and any(token.ent_type_ in _AMOUNTS for token in thing.subtree)


def _is_only_named(thing: Token, cue: Cue) -> bool:
    """Whether a noun phrase only points at something, or names somebody or a place: "announced it", "warned Peru"."""
    if thing.lower_ in _POINTING or any(each.lower_ in _POINTING for each in thing.lefts):
        return True
    # What is denied or confirmed is told by that: "denied the charges".
    is_known = any(each.dep_ == "det" and each.lower_ in ("the", "both") for each in thing.lefts)
    is_told = load_cues().verbs[cue.lemma].stance in ("denies", "confirms") or has_child(thing, "relcl", *_ADDITIONS)
    if is_known and not is_told:
        return True
    is_one = any(each.lower_ in ("a", "an") for each in thing.lefts)
    is_named = _is_somebody(thing) or thing.ent_type_ in _NAMED
    is_named &= not (is_one and thing.ent_type_)  # the tagger takes "a 10 percent VAT" for a body
    return is_named and not _has_deed(thing)


def _is_of_others(thing: Token, cue: Cue) -> bool:
    """Whether words between marks behind a noun were said before: "cited Roe's remark that “it failed”"."""
    if "voices" in cue.also or thing.lower_ not in load_noun_cues() | load_channels().messages:
        return False
    if any(token.text in _MARKS for token in thing.doc[thing.left_edge.i : thing.i]):
        # "respond to Roe's “look at that” comment"; "her “calm down” remark" may be her own.
        return any(each.dep_ == "poss" and each.tag_ != "PRP$" for each in thing.lefts)
    behind = (each for each in thing.rights if each.lower_ != "as")
    return any(token.text in _MARKS for each in behind for token in each.subtree)


def _is_somebody(noun: Token) -> bool:
    """Whether a noun names persons or a body, who can be asked and told and are nobody's words."""
    return noun.ent_type_ in ("PERSON", "ORG", "NORP") or is_person_noun(noun.lower_) or may_speak(noun.lower_)


def _has_deed(noun: Token) -> bool:
    """Whether the parse hangs what somebody is told to do on the noun: "urged the lawyer to stand firm"."""
    return any(token.tag_ == "TO" for token in noun.subtree)


def _object_end(thing: Token) -> int:
    """One past an object's last token, but before ", who said ...", which tells more of it and is not said of it."""
    asides = (part.left_edge for part in children_after(thing, "relcl", "acl"))
    return min([thing.right_edge.i + 1, *(opening.i for opening in asides if opening.nbor(-1).text == ",")])
