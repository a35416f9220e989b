from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from tasks.language.grammar import (
    child,
    children_after,
    find_agent,
    find_quoted_person,
    has_auxiliary,
    has_child,
    is_finite,
    is_infinitive,
    is_joined_report,
    is_passive,
    noun_phrase,
    object_of,
    own_subject,
    subject_of,
    trim,
)
from tasks.language.withheld import is_withheld

Parse = Callable[[str], Doc]


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def told(token: Token | None) -> str | None:
    return token.text if token is not None else None


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Roe said the bridge was safe.", "said", "Roe"),
        # Over the verb above: joined, a participle, an infinitive.
        ("Roe confirmed the deal but said that it was late.", "said", "Roe"),
        ("Roe left early, saying the talks had failed.", "saying", "Roe"),
        ("Roe declined to confirm the deal.", "confirm", "Roe"),
        ("Roe, who said the deal was off, left.", "said", "who"),
        # "said that it failed, adding ...": who adds is who said, not what failed.
        ("Roe said that the plan failed, adding that costs had risen.", "adding", "Roe"),
        # "was met by protesters yelling": who acts is the agent right before.
        ("The mayor was met by protesters yelling that he had lied.", "yelling", "protesters"),
        # The object that acts: "told him to say".
        ("The judge told Lund to say what he knew.", "say", "Lund"),
        # "a letter saying": who sent it, or the letter.
        ("The ministry sent a letter saying the dam was safe.", "saying", "ministry"),
        ("A letter saying the dam was safe arrived.", "saying", "letter"),
        # "emailed to say": who writes says; whoever is on air, or calls for something, says the rest as well.
        ("Roe emailed supporters to say that nobody would pay.", "say", "Roe"),
        ("Roe appeared on CNN declaring that the dam was safe.", "declaring", "Roe"),
        ("Roe called for the port to close down, adding that nobody would pay.", "adding", "Roe"),
    ],
)
def test_subject_of_a_verb(parse: Parse, sentence: str, verb: str, subject: str | None) -> None:
    assert told(subject_of(word(parse(sentence), verb))) == subject


def test_subject_nearest_before_the_verb_is_its_own(parse: Parse) -> None:
    doc = parse("Rates rose.")
    assert told(own_subject(word(doc, "rose"))) == "Rates"
    assert own_subject(word(doc, "Rates")) is None
    two = Doc(doc.vocab, words=["She", "Roe", "said"], heads=[2, 2, 2], deps=["nsubj", "nsubj", "ROOT"])
    assert told(own_subject(two[2])) == "Roe"


@pytest.mark.parametrize(
    ("sentence", "verb", "passive", "agent"),
    [
        ("The plan was rejected by the council.", "rejected", True, "council"),
        ("The plan was rejected.", "rejected", True, None),
        ("Asked whether he would stay, Lund said no.", "Asked", True, None),
        ("The council rejected the plan.", "rejected", False, None),
        ("The council had rejected the plan.", "rejected", False, None),
        ("Roe stood and told of it.", "told", False, None),
    ],
)
def test_passive_and_its_agent(parse: Parse, sentence: str, verb: str, passive: bool, agent: str | None) -> None:
    token = word(parse(sentence), verb)
    assert is_passive(token) is passive
    assert told(find_agent(token)) == agent


def test_participle_that_opens_a_sentence_is_passive_whatever_its_tag(parse: Parse) -> None:
    words, tags = ["Asked", "why", ",", "Roe", "left"], ["VBD", "WRB", ",", "NNP", "VBD"]
    deps = ["advcl", "advmod", "punct", "nsubj", "ROOT"]
    doc = Doc(parse("It").vocab, words=words, tags=tags, heads=[4, 0, 4, 4, 4], deps=deps)
    assert is_passive(doc[0]) and not is_passive(doc[4])


def test_finite_is_a_verb_or_its_auxiliary(parse: Parse) -> None:
    doc = parse("Lund has left to rest, hoping to return.")
    assert is_finite(word(doc, "left")) and has_auxiliary(word(doc, "left"))
    assert is_infinitive(word(doc, "rest")) and not is_finite(word(doc, "rest"))
    assert not is_finite(word(doc, "hoping")) and not is_infinitive(word(doc, "hoping"))


def test_children_by_relation(parse: Parse) -> None:
    verb = word(parse("Lund gave the plan to the council in May."), "gave")
    assert told(child(verb, "dobj", "nsubj")) == "Lund"
    assert [each.text for each in children_after(verb, "dobj", "nsubj")] == ["plan"]
    # A relation is compared whole: "nsubj" is no "nsubjpass".
    assert not has_child(verb, "nsubjpass")
    assert told(object_of(word(verb.doc, "in"))) == "May"
    assert object_of(word(verb.doc, "Lund")) is None


def test_quoted_person_speaks(parse: Parse) -> None:
    doc = parse("The agency quoted the minister as saying the talks had failed.")
    assert told(find_quoted_person(word(doc, "quoted"))) == "minister"
    assert told(subject_of(word(doc, "saying"))) == "minister"
    assert find_quoted_person(word(parse("The agency quoted the minister."), "quoted")) is None


def test_joined_report_is_the_speakers(parse: Parse) -> None:
    doc = parse("Lund said that rates were too high, and urged the bank to act.")
    verb = word(doc, "urged")
    assert told(subject_of(verb)) == "Lund"
    # Its shape as the parser often gives it: joined to the content's verb.
    words = ["Lund", "said", "rates", "rose", "and", "urged", "banks", "to", "act"]
    joined = Doc(
        doc.vocab,
        words=words,
        tags=["NNP", "VBD", "NNS", "VBD", "CC", "VBD", "NNS", "TO", "VB"],
        heads=[1, 1, 3, 1, 3, 3, 5, 8, 5],
        deps=["nsubj", "ROOT", "nsubj", "ccomp", "cc", "conj", "dobj", "aux", "xcomp"],
    )
    assert is_joined_report(joined[5])
    assert told(subject_of(joined[5])) == "Lund"
    assert not is_joined_report(joined[3])


@pytest.mark.parametrize(
    ("sentence", "head", "avoid", "phrase"),
    [
        ("The mayor of Riga, a former judge, said little.", "mayor", None, "The mayor of Riga, a former judge"),
        # A relative clause at the end belongs to the mention, a participle does not.
        ("Lund, who leads the party, said no.", "Lund", None, "Lund, who leads the party"),
        ("Lund, speaking in Rome, said no.", "Lund", None, "Lund"),
        ("And the clerk, who said so, left.", "clerk", "said", "the clerk, who"),
    ],
)
def test_noun_phrase(parse: Parse, sentence: str, head: str, avoid: str | None, phrase: str) -> None:
    doc = parse(sentence)
    start, end = noun_phrase(word(doc, head), word(doc, avoid).i if avoid else -1)
    assert doc[start:end].text == phrase


def test_trim_keeps_the_bracket_that_closes_inside(parse: Parse) -> None:
    doc = parse(", Lund (D), ")
    start, end = trim(doc, 0, len(doc))
    assert doc[start:end].text == "Lund (D)"
    assert trim(doc, 0, 1) == (1, 1)


@pytest.mark.parametrize(
    ("sentence", "verb", "withheld"),
    [
        ("Lund has not confirmed the deal.", "confirmed", True),
        ("Lund can no longer confirm the deal.", "confirm", True),
        ("Lund has not confirmed or denied the deal.", "denied", True),
        ("Lund has not called and denied the deal.", "denied", False),
        ("Lund declined to confirm the deal.", "confirm", True),
        ("Lund did not hesitate to confirm the deal.", "confirm", False),
        ("Lund stopped confirming reports.", "confirming", True),
        ("Lund stopped to confirm the deal.", "confirm", False),
        ("Lund left without confirming the deal.", "confirming", True),
        ("Lund did not leave without confirming the deal.", "confirming", False),
        # What cannot be done without a report is not done either.
        ("Lund could not go on without confirming the deal.", "confirming", True),
        ("Lund refrained from confirming the deal.", "confirming", True),
        ("Lund stopped short of confirming the deal.", "confirming", True),
        ("Lund is yet to confirm the deal.", "confirm", True),
        ("Lund was unable to confirm the deal.", "confirm", True),
        ("Lund was not unable to confirm the deal.", "confirm", False),
        ("Lund was able to confirm the deal.", "confirm", False),
        ("Lund was not able to confirm the deal.", "confirm", True),
        ("Lund did not want to confirm the deal.", "confirm", True),
        ("Lund wanted to confirm the deal.", "confirm", False),
        # A verb with a subject of its own is not left undone by what stands over it.
        ("Lund declined, he said, for reasons of health.", "said", False),
    ],
)
def test_reports_that_were_not_made(parse: Parse, sentence: str, verb: str, withheld: bool) -> None:
    assert is_withheld(word(parse(sentence), verb)) is withheld
