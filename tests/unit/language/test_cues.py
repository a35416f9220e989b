"""Forms of reporting verbs, and what the lexicon says of them."""

from __future__ import annotations

import pytest

from tasks.language.cues import (
    list_nouns,
    list_verb_forms,
    load_adjective_cues,
    load_cues,
    load_noun_cues,
    load_stance_nouns,
    load_stance_verbs,
    load_verb_cues,
)


@pytest.mark.parametrize(
    ("form", "lemma", "cue_class"),
    [
        ("told", "tell", "speech"),
        ("tweeted", "tweet", "writing"),
        ("believes", "believe", "belief"),
        ("vowed", "vow", "intention"),
        ("thought", "think", "belief"),
        ("found", "find", "knowledge"),
        ("confirmed", "confirm", "speech"),
    ],
)
def test_maps_forms_to_cues(form: str, lemma: str, cue_class: str) -> None:
    cue = load_verb_cues()[form]
    assert (cue.lemma, cue.cue_class) == (lemma, cue_class)


def test_frames_and_prepositions_come_from_the_lexicon() -> None:
    assert {"clause", "infinitive"} <= load_verb_cues()["urged"].frames
    assert "for" in load_verb_cues()["called"].prepositions
    assert {"allegation", "allegations"} <= load_noun_cues()
    assert load_adjective_cues()["critical"].prepositions == {"of"}


def test_every_verb_that_opens_a_quote_says_what_it_reports() -> None:
    reporting = {lemma: verb for lemma, verb in load_cues().verbs.items() if verb.cue_class is not None}
    assert [lemma for lemma, verb in reporting.items() if not verb.frames and not verb.prepositions] == []


def test_every_stance_of_a_noun_has_its_links() -> None:
    assert {noun.stance for noun in load_cues().nouns.values()} - {None} == set(load_cues().links)


@pytest.mark.parametrize(
    ("form", "stance", "lemma"),
    [("warned", "warns", "warn"), ("denies", "denies", "deny"), ("undertook", "promises", "undertake")],
)
def test_stances_hold_for_every_form(form: str, stance: str, lemma: str) -> None:
    assert load_stance_verbs()[form] == (stance, lemma)
    assert form not in load_verb_cues() or load_verb_cues()[form].lemma == lemma


def test_what_holds_of_a_verb_holds_for_every_form() -> None:
    assert {"tell", "tells", "told", "telling"} <= list_verb_forms("tells")
    assert "warns" in list_verb_forms("relays") and "met" not in list_verb_forms("relays")
    assert "denials" in list_nouns("claims") and load_stance_nouns()["denials"][0] == "denies"
