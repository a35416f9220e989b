"""Forms of reporting verbs, and what the lexicon says of them."""

from __future__ import annotations

import pytest

from tasks.language.cues import load_adjective_cues, load_noun_cues, load_verb_cues
from tasks.language.inflection import make_forms
from tasks.lexicon import load_lexicon

FORMS = [
    ("say", ("say", "says", "said", "said", "saying")),
    ("warn", ("warn", "warns", "warned", "warned", "warning")),
    ("deny", ("deny", "denies", "denied", "denied", "denying")),
    ("argue", ("argue", "argues", "argued", "argued", "arguing")),
    ("slam", ("slam", "slams", "slammed", "slammed", "slamming")),
    ("stress", ("stress", "stresses", "stressed", "stressed", "stressing")),
    ("admit", ("admit", "admits", "admitted", "admitted", "admitting")),
    ("agree", ("agree", "agrees", "agreed", "agreed", "agreeing")),
    ("write", ("write", "writes", "wrote", "written", "writing")),
    ("lie", ("lie", "lies", "lied", "lied", "lying")),
    ("order", ("order", "orders", "ordered", "ordered", "ordering")),
]


@pytest.mark.parametrize(("lemma", "forms"), FORMS)
def test_inflects_verbs(lemma: str, forms: tuple[str, ...]) -> None:
    assert make_forms(lemma) == forms


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
    assert load_adjective_cues()["critical"][1] == {"of"}


def test_every_lemma_has_a_frame() -> None:
    lexicon = load_lexicon("cues")
    framed = {lemma for lemmas in lexicon["frame"].values() for lemma in lemmas}
    framed |= {lemma for lemmas in lexicon["preposition"].values() for lemma in lemmas}
    framed |= set(lexicon["passive"]["infinitive"])
    assert {lemma for lemmas in lexicon["class"].values() for lemma in lemmas} <= framed
