"""Reports without an utterance between marks: what a verb's grammar says is reported, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.quotes.clauses import find_clause_reports, has_mark
from tasks.annotate.quotes.edges import end_of_deed, end_within, find_end
from tasks.annotate.quotes.inverted import find_inverted_report
from tasks.annotate.quotes.objects import find_object_reports, find_predicate_reports, find_preposition_reports
from tasks.annotate.quotes.reports import Report, Saying, characters
from tasks.annotate.quotes.rules import INDIRECT_GERUND, INDIRECT_INFINITIVE, INDIRECT_QUOTING, PASSIVE_INFINITIVE
from tasks.annotate.quotes.utterance import is_imperative, is_only_possible, is_other_sense, only_seems, only_shows
from tasks.language.body import Body, Tokens
from tasks.language.cues import Cue, list_nouns, load_cues, load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    AUXILIARIES,
    COMPLEMENTS,
    FINITE,
    RECEIVERS,
    VERBS,
    WH_WORDS,
    children_after,
    find_agent,
    find_quoted_person,
    has_child,
    is_infinitive,
    is_passive,
    object_of,
    own_subject,
    subject_of,
)

_SAYS_OF = frozenset({"as", "to"})  # "described it as", "likened it to"
_CALLS_ON = frozenset({"on", "upon"})
_FRAMES_OF_WORDS = frozenset({"clause", "object", "predicate", "quotation_only"})
FEWEST_WORDS_QUOTED = 3  # shorter ones without a clause of their own are mostly terms


def find_verb_reports(body: Body, verb: Token, cue: Cue) -> Iterator[Report]:
    """Read every report that one verb makes.

    Args:
        body: Where it stands.
        verb: A verb outside quotations whose form is a cue.
        cue: That cue.

    Yields:
        Reports with content spans; the first is the one that the verb most likely makes.
    """
    passive = is_passive(verb)
    speaker = find_agent(verb) if passive else subject_of(verb)
    is_nobody = speaker is not None and (speaker.lower_ == "you" or _is_empty(speaker, verb))
    is_speech = cue.cue_class in ("speech", "writing")
    if (is_speech and is_only_possible(verb)) or is_imperative(verb) or is_other_sense(verb, cue, speaker):
        return
    if is_nobody or _is_about_the_talk(verb) or _is_in_question(verb) or find_quoted_person(verb) is not None:
        return
    saying = Saying(body, verb, _weigh(verb, cue, speaker), speaker)
    if "clause" in cue.frames:
        inverted = find_inverted_report(saying)
        if inverted is not None:
            yield inverted
        yield from find_clause_reports(saying, passive)
    if passive and "passive" in cue.frames:
        yield from _passive_reports(saying)
    if speaker is not None:
        yield from _reports_of_speaker(saying, speaker, passive)


def _reports_of_speaker(saying: Saying, speaker: Token, passive: bool) -> Iterator[Report]:
    """Read what only somebody reports who is named."""
    frames = saying.cue.frames
    if "infinitive" in frames:
        yield from _infinitive_reports(saying)
    if "gerund" in frames:
        yield from _gerund_reports(saying)
    if "predicate" in frames:
        yield from find_predicate_reports(saying)
    if saying.cue.prepositions:
        yield from find_preposition_reports(saying)
    if "object" in frames and not passive:
        yield from find_object_reports(saying, speaker)


def _weigh(verb: Token, cue: Cue, speaker: Token | None) -> Cue:
    """A thing that indicates or suggests says nothing: something is known by it."""
    return replace(cue, cue_class="knowledge") if only_shows(verb, cue, speaker) else cue


def _is_empty(subject: Token, verb: Token) -> bool:
    """Whether a subject stands for nobody: "it is worth remembering that", "that said", "wearing a mask shows that"."""
    if subject.dep_ == "csubj" and subject.tag_ == "VBG":
        return True
    first = subject.left_edge
    if first.lower_ in load_function_words().nobody and not first.nbor().text[0].isdigit():
        return True  # "not all experts agree"; "No 10" does
    if subject.lower_ == "that" and subject.tag_ == "DT" and verb.lower_ == "said":
        return True
    if verb.head.lower_ == "let" and verb.dep_ in COMPLEMENTS:
        return True  # "Let's remember what is at stake"
    return subject.lower_ == "it" and subject.head.i != verb.i and verb.dep_ != "conj"


def _passive_reports(saying: Saying) -> Iterator[Report]:
    """``The troops are believed to have left``: the subject with the infinitive; nobody says it but an agent."""
    verb, subject = saying.verb, own_subject(saying.verb)
    if subject is None or subject.dep_ != "nsubjpass":
        return
    for deed in children_after(verb, "oprd", *COMPLEMENTS):
        if not is_infinitive(deed):
            continue
        fragments = [characters(saying.body, deed.left_edge.i, deed.right_edge.i + 1)]
        if "bids" not in saying.cue.also:
            end = min(each.i for each in (verb, *verb.children) if each.dep_ in AUXILIARIES or each.i == verb.i)
            fragments.insert(0, characters(saying.body, subject.left_edge.i, min(subject.right_edge.i + 1, end)))
        report = saying.report(PASSIVE_INFINITIVE, *fragments)
        report.is_uttered &= saying.speaker is not None
        yield report


def _infinitive_reports(saying: Saying) -> Iterator[Report]:
    verb = saying.verb
    if has_child(verb, "acomp"):
        return  # "pleaded guilty to perjury"
    for deed in children_after(verb, "advcl", *COMPLEMENTS):
        if not is_infinitive(deed) or (deed.dep_ == "advcl" and not _has_addressee(verb)) or deed.tag_ not in VERBS:
            continue
        start, asked = deed.left_edge.i, _asked(verb, deed)
        if _is_other_deed(saying, deed, asked):
            continue
        if asked is not None and "bids" in saying.cue.also:
            start = asked.left_edge.i
        near = asked.head if asked is not None and asked.dep_ == "pobj" and asked.head.i == verb.i + 1 else None
        start = max(start, verb.i + 1)
        words = characters(saying.body, start, end_of_deed(verb, end_within(deed, start)))
        report = saying.report(INDIRECT_INFINITIVE, words, also=near)
        # "the plans that Roe is offering to calm the town": the infinitive is what they are for.
        subject = own_subject(verb)
        is_whole = "bids" in saying.cue.also or subject is None or subject.tag_ in WH_WORDS
        report.is_uttered &= verb.dep_ != "relcl" or is_whole
        yield report
        return


def _may_be_bidden(asked: Token, cue: Cue) -> bool:
    """Whether the object of a verb is who is to do something, or what asks for it; "call" has "on" before that one."""
    if asked.lower_ in list_nouns("infinitive"):
        return True  # "offered a plea to stop it"
    return not cue.also.isdisjoint(("bids", "tells")) and "names" not in cue.also


def _is_other_deed(saying: Saying, deed: Token, asked: Token | None) -> bool:
    """Whether an infinitive is not what is asked or promised: a purpose, what only seems so, what "for" leads to."""
    verb, cue = saying.verb, saying.cue
    before = deed.left_edge.nbor(-1) if deed.left_edge.i > 0 else deed
    if before.lower_ in load_cues().about_the_talk.terms:
        return True  # "asked for anonymity to speak candidly"
    if deed.left_edge.dep_ == "mark" and deed.left_edge.lower_ in cue.prepositions:
        return True  # "called on Monday for the council to act"
    links = cue.prepositions - _CALLS_ON if "bids" in cue.also else frozenset[str]()
    is_purpose = asked is None or deed.dep_ == "advcl"  # "asked the bank for money to pay them"
    if is_purpose and any(each.lower_ in links and each.i < deed.i for each in children_after(verb, "prep")):
        return True  # "called for her removal to protest the vote"
    if asked is not None and asked.dep_ in RECEIVERS and not _may_be_bidden(asked, cue):
        return True  # "called her to complain", "proposed a tax to pay for it"
    if asked is None and "names" in cue.also and verb.doc[verb.i + 1 : verb.i + 2].text not in _CALLS_ON:
        return True  # "called her phone to say so"
    return only_seems(deed, cue, saying.speaker)


def _asked(verb: Token, infinitive: Token) -> Token | None:
    """Who is to do it: "urged the council to act", "called on the council to act"."""
    for each in children_after(verb, "prep", *RECEIVERS):
        if each.i >= infinitive.i:
            continue
        if each.dep_ in RECEIVERS:
            return each
        if each.lower_ in _CALLS_ON:
            return object_of(each)
    return None


def _has_addressee(verb: Token) -> bool:
    return any(each.dep_ in RECEIVERS or (each.dep_ == "prep" and each.lower_ in _CALLS_ON) for each in verb.children)


def _gerund_reports(saying: Saying) -> Iterator[Report]:
    verb = saying.verb
    for deed in children_after(verb, *COMPLEMENTS):
        is_near = deed.left_edge.i <= verb.i + 2  # and not "criticized the Courier reporting on it"
        if is_near and (deed.tag_ == "VBG" or deed.left_edge.lower_ in ("having", "being")) and not has_mark(deed):
            start = max(deed.left_edge.i, verb.i + 1)
            end = end_within(deed, start)
            if end < len(verb.doc) and verb.doc[end].tag_ in FINITE:
                end = find_end(verb, deed, start)  # "suggested closing the bridge | might help"
            report = saying.report(INDIRECT_GERUND, characters(saying.body, start, end))
            # "discussed closing the bridge" tells what it was about.
            report.is_uttered &= not saying.cue.also.isdisjoint(("gives", "relays", "shows"))
            yield report


def _is_about_the_talk(verb: Token) -> bool:
    """Whether nothing is reported: "on condition of anonymity to discuss the plan", "Speaking of rain, it fell"."""
    about = load_cues().about_the_talk
    if verb.is_sent_start and verb.doc[verb.i : verb.i + 2].text.lower() in about.openings:
        return True
    to = next((each for each in verb.children if each.dep_ == "aux" and each.lower_ == "to"), None)
    return to is not None and to.i > 0 and to.nbor(-1).lower_ in about.terms


def _is_in_question(verb: Token) -> bool:
    """Whether a verb asks, or stands in what somebody was asked: "Who said so?", "Asked if he planned to stay"."""
    doc, sentence = verb.doc, verb.sent
    subject = own_subject(verb)
    asks = subject is not None and subject.i == sentence.start and subject.tag_ == "WP"
    if asks and sentence.text.endswith("?"):
        return True
    before = range(sentence.start, verb.i)
    first = next((doc[at] for at in before if doc[at].lower_ != "when"), verb)
    return first.lower_ == "asked" and first.tag_ == "VBN" and all(doc[at].text != "," for at in before)


def _takes_otherwise(argument: Token, cue: Cue) -> bool:
    """Whether an argument is a place or a purpose: "put the fund under the bank for “clear” oversight"."""
    if argument.dep_ == "prep":
        return argument.lower_ not in cue.prepositions | _SAYS_OF
    return cue.lemma == "put" and all(each.lower_ != "it" for each in argument.head.children)


def _holds_no_words(argument: Token, cue: Cue, start: int) -> bool:
    """Whether what a verb takes is nothing said: "resist the “impulse to run”", "posted a list of “ten things”"."""
    first = argument.left_edge
    if argument.doc[start - 1].text == ":" or argument.doc[start - 2].text == ":" or first.lower_ == "that":
        return False
    if cue.frames.isdisjoint(_FRAMES_OF_WORDS) or (cue.lemma == "go" and argument.dep_ == "prep"):
        return True
    if "passes_on" in cue.also:
        return True  # "shared a photo in a hall, a place to “send it”"
    is_object = argument.dep_ == "dobj" and cue.frames.isdisjoint(("object", "predicate"))
    return is_object and first.i + 1 < start


def find_quoting_report(body: Body, quoted: Tokens) -> Report | None:
    """Give a partial quotation that no other rule explains to the reporting verb whose argument it stands in.

    Args:
        body: Where it stands.
        quoted: The tokens between the marks.

    Returns:
        The argument as the content (``offered "my thoughts and prayers"``), or None for a title, a name or a term.
    """
    start, end = quoted
    words = [token for token in body.doc[start:end] if token.text[:1].isalpha()]
    if len(words) < FEWEST_WORDS_QUOTED or sum(word.text[0].isupper() for word in words) > len(words) / 2:
        return None
    token = body.doc[start:end].root
    while token.head.i != token.i:
        argument, token = token, token.head
        if start <= token.i < end or token.tag_ not in VERBS:
            continue
        cue = load_verb_cues().get(token.lower_)
        if cue is None or token.dep_ == "amod" or argument.i < token.i or is_passive(token):
            return None
        speaker = subject_of(token)
        if cue.cue_class not in ("speech", "writing") or speaker is None or _takes_otherwise(argument, cue):
            return None
        if is_only_possible(token) or is_other_sense(token, cue, speaker) or _holds_no_words(argument, cue, start):
            return None
        content = characters(body, max(argument.left_edge.i, token.i + 1), argument.right_edge.i + 1)
        return Saying(body, token, cue, speaker).report(INDIRECT_QUOTING, content)
    return None
