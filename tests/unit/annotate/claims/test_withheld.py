"""What somebody left unsaid, from sentences to claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tasks.annotate.article import annotate_body
from tasks.clean.article import clean_document
from tasks.clean.profile import EMPTY_PROFILE
from tasks.documents import Article, Document

Parse = Callable[[str], Doc]


def read(parse: Parse, body: str) -> list[tuple[str, str, str | None]]:
    article = clean_document(Document("dump.jsonl", "line 1", "id-1", body), EMPTY_PROFILE)
    assert isinstance(article, Article)
    found = annotate_body(article, parse(body))
    told = [claim for claim in found.claims if claim.voice != "narrator"]
    return [(claim.stance, claim.proposition, claim.claimant_name) for claim in told]


@pytest.mark.parametrize(
    ("body", "proposition"),
    [
        # What stands over the verb keeps it undone.
        ("Ann Berg left the hall without confirming the merger.", "the merger"),
        ("Ann Berg left the hall without denying the merger.", "the merger"),
        ("Without acknowledging the losses, Ann Berg asked for time.", "the losses"),
        ("Ann Berg hung up without saying whether the mill would close.", "whether the mill would close"),
        ("Ann Berg walked off without confirming or denying the raid.", "the raid"),
        ("Ann Berg declined to confirm the merger.", "the merger"),
        ("Ann Berg refused to deny that the mill was for sale.", "the mill was for sale"),
        ("Ann Berg refused to say whether Oslo had paid.", "whether Oslo had paid"),
        ("Ann Berg failed to acknowledge the error.", "the error"),
        ("Ann Berg avoided confirming the merger.", "the merger"),
        ("Ann Berg refrained from confirming the merger.", "the merger"),
        ("Ann Berg stopped short of confirming the merger.", "the merger"),
        ("Ann Berg has yet to confirm the merger.", "the merger"),
        ("Ann Berg was unable to confirm the raid.", "the raid"),
        ("Ann Berg was reluctant to confirm the merger.", "the merger"),
        ("Ann Berg was not able to confirm the raid.", "the raid"),
        ("Ann Berg did not want to confirm the merger.", "the merger"),
        # The verb is denied itself.
        ("Ann Berg could no longer confirm the raid.", "the raid"),
        ("Ann Berg neither confirmed nor denied the merger.", "the merger"),
        # Participles before and after, joined verbs.
        ("Leaving the meeting, Ann Berg walked past reporters, declining to confirm the merger.", "the merger"),
        ("Refusing to confirm the merger, Ann Berg got into her car.", "the merger"),
        ("Ann Berg took the stairs and refused to confirm the merger.", "the merger"),
        # The passive names its agent.
        ("The merger was not confirmed by Ann Berg.", "The merger"),
        ("The merger was neither confirmed nor denied by Ann Berg.", "The merger"),
        ("The raid has yet to be confirmed by Ann Berg.", "The raid"),
        # A question takes for granted what was left unsaid.
        ("Why did Ann Berg leave without confirming the merger?", "the merger"),
    ],
)
def test_a_report_left_undone_confirms_nothing(parse: Parse, body: str, proposition: str) -> None:
    assert ("does_not_confirm", proposition, "Ann Berg") in read(parse, body)
    assert {"confirms", "denies"}.isdisjoint(stance for stance, _, _ in read(parse, body))


@pytest.mark.parametrize(
    "body",
    [
        "Ann Berg left the hall without promising a raise.",
        "Ann Berg left without commenting on the merger.",
        "Ann Berg refused to release any of the files.",
        "Ann Berg refused to disavow the senators.",
        "Ann Berg refused to say who had paid.",
        "Ann Berg denied entry to the mill.",
        "The court confirmed the nomination of Ann Berg.",
        "Ann Berg declined to predict which side would win.",
        "Instead of claiming that the mill was safe, Ann Berg took questions.",
        "Ann Berg is not sure the mill will close.",
    ],
)
def test_what_is_left_undone_and_leaves_nothing_open_is_no_claim(parse: Parse, body: str) -> None:
    assert read(parse, body) == []


@pytest.mark.parametrize(
    ("body", "stance"),
    [
        # What is not declined is done.
        ("Ann Berg did not hesitate to confirm the merger.", "confirms"),
        ("Ann Berg never left a room without denying the merger.", "denies"),
        # Stopping in order to confirm is confirming.
        ("Ann Berg stopped to confirm the merger.", "confirms"),
    ],
)
def test_a_report_that_was_made_stays_one(parse: Parse, body: str, stance: str) -> None:
    assert [found for found, _, _ in read(parse, body)] == [stance]


def test_what_a_speaker_tells_of_others_is_the_speakers(parse: Parse) -> None:
    assert read(parse, "“They left without confirming the merger,” Ann Berg said.") == [
        ("asserts", "They left without confirming the merger", "Ann Berg")
    ]
