"""Reports without an utterance between marks: what a verb's grammar says is reported, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.clauses import find_clause_reports, find_inverted_report, has_mark
from tasks.annotate.quotes.reports import Report, characters, make_report
from tasks.language.cues import Cue, load_cues, load_noun_cues, load_verb_cues
from tasks.language.grammar import (
    FINITE,
    children_after,
    find_agent,
    find_quoted_person,
    is_infinitive,
    is_passive,
    is_withheld,
    own_subject,
    subject_of,
)
from tasks.language.inflection import singular
from tasks.language.names import list_person_nouns
from tasks.lexicon import load_lexicon

_PRONOUN_OBJECTS = frozenset({"PRP", "WP", "WDT", "EX"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_ADDRESSEES = frozenset({"dobj", "dative"})
_CALLS_ON = frozenset({"on", "upon"})
_MARKS = frozenset({'"', "“", "''", "”", "``", "‘", "’", "'"})
_NOBODY = frozenset(load_lexicon("function_words")["nobody"])
FEWEST_WORDS_QUOTED = 3  # shorter ones without a clause of their own are mostly terms
LONGEST_RELATIVE = 8  # tokens between "who" and its verb: "who Roe on Wednesday called"
LONGEST_PREDICATE = 40  # tokens from "called" to the end of what is called so


def find_verb_reports(doc: Doc, verb: Token, cue: Cue) -> Iterator[Report]:
    """Read every report that one verb makes.

    Args:
        doc: The body.
        verb: A verb outside quotations whose form is a cue.
        cue: That cue.

    Yields:
        Reports with content spans; the first is the one that the verb most likely makes.
    """
    frames = cue.frames
    subject = subject_of(verb)
    passive = is_passive(verb)
    speaker = find_agent(verb) if passive else subject
    is_nobody = speaker is not None and (speaker.lower_ == "you" or _is_empty(speaker, verb))
    if is_nobody or _is_about_the_talk(verb) or _is_in_question(verb) or find_quoted_person(verb) is not None:
        return
    cue = _weigh(cue, speaker)
    if "clause" in frames:
        inverted = find_inverted_report(doc, verb, cue)
        if inverted is not None:
            yield inverted
        yield from find_clause_reports(doc, verb, cue, speaker, passive)
    if passive and "passive" in frames:
        yield from _passive_reports(doc, verb, cue)
    if passive and not find_agent(verb):
        return
    if "infinitive" in frames:
        yield from _infinitive_reports(doc, verb, cue, speaker)
    if speaker is None:
        return
    if "gerund" in frames:
        yield from _gerund_reports(doc, verb, cue, speaker)
    if "predicate" in frames:
        yield from _predicate_reports(doc, verb, cue, speaker)
    if cue.prepositions:
        yield from _preposition_reports(doc, verb, cue, speaker)
    if "object" in frames and not passive:
        yield from _object_reports(doc, verb, cue, speaker)


def _weigh(cue: Cue, speaker: Token | None) -> Cue:
    """A thing that indicates or suggests says nothing: something is known by it."""
    if speaker is None or "shows" not in cue.also or speaker.lower_ not in load_cues().evidence.things:
        return cue
    return replace(cue, cue_class="knowledge")


def _is_empty(subject: Token, verb: Token) -> bool:
    """Whether a subject stands for nobody: "it is worth remembering that", "that said", "wearing a mask shows that"."""
    if subject.dep_ == "csubj" and subject.tag_ == "VBG":
        return True
    first = subject.left_edge
    if first.lower_ in _NOBODY and not first.nbor().text[0].isdigit():
        return True  # "not all experts agree"; "No 10" does
    if subject.lower_ == "that" and subject.tag_ == "DT" and verb.lower_ == "said":
        return True
    return subject.lower_ == "it" and subject.head.i != verb.i and verb.dep_ != "conj"


def _passive_reports(doc: Doc, verb: Token, cue: Cue) -> Iterator[Report]:
    """``The troops are believed to have left``: the subject with the infinitive; nobody says it but an agent."""
    subject = own_subject(verb)
    if subject is None or subject.dep_ != "nsubjpass":
        return
    for child in children_after(verb, "xcomp", "ccomp", "oprd"):
        if not is_infinitive(child):
            continue
        agent = find_agent(verb)
        content = characters(doc, child.left_edge.i, child.right_edge.i + 1)
        fragments = [content]
        if "bids" not in cue.also:
            end = min(child.i for child in (verb, *verb.children) if child.dep_ in _AUXILIARIES or child.i == verb.i)
            fragments.insert(0, characters(doc, subject.left_edge.i, min(subject.right_edge.i + 1, end)))
        yield make_report(doc, fragments, "passive.infinitive", verb, cue.cue_class, agent)


def _infinitive_reports(doc: Doc, verb: Token, cue: Cue, speaker: Token | None) -> Iterator[Report]:
    if speaker is None:
        return
    for child in children_after(verb, "xcomp", "ccomp", "advcl"):
        if not is_infinitive(child) or child.dep_ == "advcl" and not _has_addressee(verb):
            continue
        first = child.left_edge.i
        asked = _asked(verb, child)
        if asked is not None and "bids" in cue.also:
            first = asked.left_edge.i
        near = asked.head if asked is not None and asked.dep_ == "pobj" and asked.head.i == verb.i + 1 else None
        fragment = characters(doc, max(first, verb.i + 1), child.right_edge.i + 1)
        yield make_report(doc, [fragment], "indirect.infinitive", verb, cue.cue_class, speaker, near)
        return


def _asked(verb: Token, infinitive: Token) -> Token | None:
    """Who is to do it: "urged the council to act", "called on the council to act"."""
    for child in verb.children:
        if not verb.i < child.i < infinitive.i:
            continue
        if child.dep_ in _ADDRESSEES:
            return child
        if child.dep_ == "prep" and child.lower_ in _CALLS_ON:
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def _has_addressee(verb: Token) -> bool:
    return any(
        child.dep_ in _ADDRESSEES or child.dep_ == "prep" and child.lower_ in _CALLS_ON for child in verb.children
    )


def _gerund_reports(doc: Doc, verb: Token, cue: Cue, speaker: Token) -> Iterator[Report]:
    for child in children_after(verb, "xcomp", "ccomp"):
        if (child.tag_ == "VBG" or child.left_edge.lower_ in ("having", "being")) and not has_mark(child):
            fragment = characters(doc, max(child.left_edge.i, verb.i + 1), child.right_edge.i + 1)
            yield make_report(doc, [fragment], "indirect.gerund", verb, cue.cue_class, speaker)


def _predicate_reports(doc: Doc, verb: Token, cue: Cue, speaker: Token) -> Iterator[Report]:
    """``called the plan reckless``, ``described it as reckless``: the object with what is said of it."""
    quoted = _quoted_predicate(doc, verb)
    if quoted is not None and not _names_something(doc, verb, quoted):
        return
    if quoted is not None:
        yield make_report(doc, [quoted], "indirect.predicate", verb, cue.cue_class, speaker)
        return
    said = next(children_after(verb, "oprd", "ccomp"), None)
    thing = next(children_after(verb, "dobj"), None)
    if (
        cue.lemma != "see"
        and said is not None
        and said.tag_[:2] in ("NN", "JJ", "VB", "``")
        and not has_mark(said)
        and not is_infinitive(said)
        and (thing is not None or not _is_name(said))
    ):
        first = thing if thing is not None and thing.i < said.i else said
        fragment = characters(doc, max(first.left_edge.i, verb.i + 1), said.right_edge.i + 1)
        yield make_report(doc, [fragment], "indirect.predicate", verb, cue.cue_class, speaker)
        return
    if thing is None:
        return
    for child in (*children_after(verb, "prep"), *children_after(thing, "prep")):
        if child.lower_ == "as" and any(True for _ in child.children):
            fragment = _carry_on(doc, verb, characters(doc, thing.left_edge.i, child.right_edge.i + 1))
            yield make_report(doc, [fragment], "indirect.predicate", verb, cue.cue_class, speaker)
            return


def _is_name(noun: Token) -> bool:
    """Whether a noun phrase is a name and no more: "a movement called the Free Farmers"."""
    return all(token.tag_ in ("DT", "NNP", "NNPS", "POS") for token in noun.subtree)


def _quoted_predicate(doc: Doc, verb: Token) -> tuple[int, int] | None:
    """``called the plan "reckless"``: the parse often joins the quotation to the noun before it."""
    if "names" not in load_verb_cues()[verb.lower_].also:
        return None
    opened = False
    for token in doc[verb.i + 1 : min(verb.sent.end, verb.i + LONGEST_PREDICATE)]:
        if token.text in _MARKS:
            if opened:
                return characters(doc, verb.i + 1, _predicate_end(doc, verb, token.i))
            opened = True
        elif not opened and (token.tag_ in FINITE and token.dep_ not in ("relcl", "aux") or token.text in (",", ".")):
            return None
    return None


def _predicate_end(doc: Doc, verb: Token, mark: int) -> int:
    """One past what is called so, beyond a closing mark: "called the ‘deal’ a mess", "“a priority” for women"."""
    said = next((child for child in children_after(verb, "oprd", "ccomp") if child.i > mark), None)
    if said is not None:
        return said.right_edge.i + 1
    if mark + 1 < verb.sent.end and _goes_on_with(doc[mark + 1]):
        return doc[mark + 1].right_edge.i + 1
    return mark + 1


def _goes_on_with(preposition: Token) -> bool:
    """Whether a prepositional phrase goes on with the noun before it, and is no time, place or channel of saying."""
    if preposition.lower_ not in load_cues().carry_on.prepositions:
        return False
    noun = next((token for token in preposition.children if token.dep_ == "pobj"), None)
    return (
        noun is None or noun.ent_type_ not in ("DATE", "TIME") and noun.lower_ not in load_lexicon("channels")["nouns"]
    )


def _names_something(doc: Doc, verb: Token, quoted: tuple[int, int]) -> bool:
    """Whether it is said what is called so; "often called “dreamers”" gives a name and nobody who uses it."""
    first = doc[verb.i + 1]
    if first.text not in _MARKS or first.idx != quoted[0]:
        return True
    before = doc[max(verb.sent.start, verb.i - LONGEST_RELATIVE) : verb.i]
    return any(token.tag_ in ("WP", "WDT") for token in before)


def _preposition_reports(doc: Doc, verb: Token, cue: Cue, speaker: Token) -> Iterator[Report]:
    if "talks" in cue.also and is_withheld(verb):
        return
    for child in _prepositions(verb, cue):
        if child.lower_ not in cue.prepositions:
            continue
        thing = next((t for t in child.children if t.dep_ in ("pobj", "pcomp") and t.i > child.i), None)
        if thing is None or thing.tag_ in ("WP", "WDT") or child.lower_ == "on" and thing.ent_type_ in ("DATE", "TIME"):
            continue
        person = next(children_after(verb, "dobj"), None)
        if person is not None and "judges" in cue.also:
            fragment = characters(doc, person.left_edge.i, child.right_edge.i + 1)
            fragment = _carry_on(doc, verb, fragment)
            yield make_report(doc, [fragment], "indirect.preposition", verb, cue.cue_class, speaker)
        elif child.i - verb.i <= 2 or person is not None or child.lower_ == "about":
            fragment = _carry_on(doc, verb, characters(doc, child.i + 1, child.right_edge.i + 1))
            deed = _deed_behind(doc, verb, thing) if "bids" in cue.also else None
            if deed is not None:
                fragment = characters(doc, thing.left_edge.i, deed.right_edge.i + 1)
            near = child if child.i == verb.i + 1 or child.i == verb.i + 2 and doc[verb.i + 1].dep_ == "prt" else None
            yield make_report(doc, [fragment], "indirect.preposition", verb, cue.cue_class, speaker, near)
        return


def _deed_behind(doc: Doc, verb: Token, asked: Token) -> Token | None:
    """The infinitive right behind who is asked, which the parse may hang elsewhere: "called on members to act"."""
    after = asked.right_edge.i + 1
    if after >= verb.sent.end or doc[after].tag_ != "TO" or doc[after].head.i < after:
        return None
    return doc[after].head


def _prepositions(verb: Token, cue: Cue) -> Iterator[Token]:
    """The prepositions of a verb, and of "accused the government of ..." those that the parse hangs on its object."""
    yield from children_after(verb, "prep")
    if "judges" in cue.also:
        for thing in children_after(verb, "dobj"):
            yield from children_after(thing, "prep")


def _carry_on(doc: Doc, verb: Token, fragment: tuple[int, int]) -> tuple[int, int]:
    """Carry a noun phrase over the prepositions right behind it, which the parse often hangs on the verb.

    "praised her leadership in the crisis"; but when and where it was said is no part of it.
    """
    end = fragment[1]
    for child in children_after(verb, "prep"):
        if not _goes_on_with(child):
            continue
        first, last = characters(doc, child.i, child.right_edge.i + 1)
        if 0 <= first - end <= 1:
            end = last
    return fragment[0], end


def _object_reports(doc: Doc, verb: Token, cue: Cue, speaker: Token) -> Iterator[Report]:
    if cue.lemma == "show" and speaker.lower_ not in load_cues().evidence.things:
        return  # "showed her the door", "the museum shows her work"
    if any(child.dep_ == "prt" for child in verb.children):
        return  # "knocked out half of the supply"
    voices = "voices" in cue.also
    for child in children_after(verb, "dobj"):
        if voices and child.lower_ in load_noun_cues() and any(has_mark(clause) for clause in child.children):
            return  # "voiced the fear that it fails": the noun reports
        if child.tag_ in _PRONOUN_OBJECTS or child.lower_ in load_cues().about_the_talk.nothing:
            continue
        # "protested outside parliament": the parse takes the preposition for an adjective.
        is_place = child.left_edge.lower_ in load_cues().about_the_talk.places
        is_asked = "interrogates" in cue.also and _is_person(child)
        if is_place or is_asked:
            continue
        end = child.right_edge.i + 1
        for part in child.children:
            # ", who said ..." tells more of the thing; it is not what is said of it.
            if part.dep_ == "relcl" and doc[part.left_edge.i - 1].text == ",":
                end = min(end, part.left_edge.i)
        fragment = characters(doc, child.left_edge.i, end)
        if fragment[0] < fragment[1]:
            yield make_report(doc, [_carry_on(doc, verb, fragment)], "indirect.object", verb, cue.cue_class, speaker)
        return


def _is_about_the_talk(verb: Token) -> bool:
    """Whether nothing is reported: "on condition of anonymity to discuss the plan", "Speaking of rain, it fell"."""
    about = load_cues().about_the_talk
    if verb.i == verb.sent.start and verb.doc[verb.i : verb.i + 2].text.lower() in about.openings:
        return True
    to = next((child for child in verb.children if child.dep_ == "aux" and child.lower_ == "to"), None)
    if to is None or to.i == 0:
        return False
    return to.nbor(-1).lower_ in about.terms


def _is_in_question(verb: Token) -> bool:
    """Whether a verb asks, or stands in what somebody was asked: "Who said so?", "Asked if he planned to stay"."""
    words = verb.doc[verb.sent.start : verb.i]
    subject = own_subject(verb)
    if subject is not None and subject.i == verb.sent.start and subject.tag_ == "WP" and verb.sent.text.endswith("?"):
        return True
    first = next((word for word in words if word.lower_ != "when"), verb)
    return first.lower_ == "asked" and first.tag_ == "VBN" and all(word.text != "," for word in words)


def _is_person(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or singular(noun.lower_) in list_person_nouns()


def find_quoting_report(doc: Doc, first: int, end: int) -> Report | None:
    """Give a partial quotation that no other rule explains to the reporting verb whose argument it stands in.

    Args:
        doc: The body.
        first: First token between the marks.
        end: One past the last token between the marks.

    Returns:
        The argument as the content (``offered "my thoughts and prayers"``), or None for a title, a name or a term.
    """
    words = [token for token in doc[first:end] if token.text[:1].isalpha()]
    if len(words) < FEWEST_WORDS_QUOTED or sum(word.text[0].isupper() for word in words) > len(words) / 2:
        return None
    token = doc[first:end].root
    while token.head.i != token.i:
        child, token = token, token.head
        if first <= token.i < end or not token.tag_.startswith("VB"):
            continue
        cue = load_verb_cues().get(token.lower_)
        if cue is None or token.dep_ == "amod" or child.i < token.i or is_passive(token):
            return None
        speaker = subject_of(token)
        if cue.cue_class not in ("speech", "writing") or speaker is None:
            return None
        fragment = characters(doc, max(child.left_edge.i, token.i + 1), child.right_edge.i + 1)
        return make_report(doc, [fragment], "indirect.quoting", token, cue.cue_class, speaker)
    return None
