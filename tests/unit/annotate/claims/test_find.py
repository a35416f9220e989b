from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from spacy.tokens import Doc

from tasks.annotate.claims.find import find_claims
from tasks.annotate.spans import Claim, DateSpan, Mention, Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body

Parse = Callable[[str], Doc]


def span_of(body: str, words: str) -> tuple[int, int]:
    start = body.index(words)
    return start, start + len(words)


def mention(body: str, words: str, label: str, key: str) -> Mention:
    start, end = span_of(body, words)
    return Mention(start=start, end=end, label=label, name=words, entity_key=key, link="name", rule="names.as_written")


def make_quote(body: str, words: str | list[str], cue: str, speaker: str, kind: str = "indirect") -> Quote:
    fragments = tuple(span_of(body, part) for part in ([words] if isinstance(words, str) else words))
    return Quote(
        start=fragments[0][0],
        end=fragments[-1][1],
        type=kind,
        content=" ".join(body[start:end] for start, end in fragments),
        fragments=fragments,
        cue=span_of(body, cue),
        speaker=span_of(body, speaker),
        speaker_name="Ada Holt",
        speaker_key="person:ada-holt",
        speaker_kind="person",
    )


def read(
    parse: Parse, text: str, *quotes: Quote, mentions: tuple[Mention, ...] = (), dates: Sequence[DateSpan] = ()
) -> list[Claim]:
    body = Body(parse(text))
    claims = find_claims(body, quotes, mentions, dates, SpeakerResolver(body, mentions))
    return [claim for claim in claims if claim.voice != "narrator"]


@pytest.mark.parametrize(
    ("body", "cue", "words", "stance", "polarity", "certainty"),
    [
        ("Holt said that the dam was safe.", "said", "that the dam was safe", "asserts", "affirmative", "certain"),
        ("Holt confirmed the dam had burst.", "confirmed", "the dam had burst", "confirms", "affirmative", "certain"),
        ("Holt denied that the dam had burst.", "denied", "that the dam had burst", "denies", "affirmative", "certain"),
        (
            "Holt said not one pump of ours failed.",
            "said",
            "not one pump of ours failed",
            "asserts",
            "negative",
            "certain",
        ),
        ("Holt has not confirmed the burst.", "confirmed", "the burst", "does_not_confirm", "affirmative", "unknown"),
        (
            "Holt declined to confirm that the firm was for sale.",
            "confirm",
            "that the firm was for sale",
            "does_not_confirm",
            "affirmative",
            "unknown",
        ),
        (
            "Holt neither confirmed nor denied the merger.",
            "denied",
            "the merger",
            "does_not_confirm",
            "affirmative",
            "unknown",
        ),
        (
            "Holt did not say whether the talks had failed.",
            "say",
            "whether the talks had failed",
            "does_not_confirm",
            "affirmative",
            "unknown",
        ),
        (
            "Holt spoke, rejecting the notion that the firm was for sale.",
            "rejecting",
            "the notion that the firm was for sale",
            "denies",
            "affirmative",
            "certain",
        ),
        ("Holt warned the dam could burst.", "warned", "the dam could burst", "warns", "affirmative", "possible"),
        (
            "Holt expects that rates will fall.",
            "expects",
            "that rates will fall",
            "predicts",
            "affirmative",
            "probable",
        ),
        (
            "Holt urged both sides to stop firing.",
            "urged",
            "both sides to stop firing",
            "demands",
            "affirmative",
            "unknown",
        ),
        ("Holt called on the army to leave.", "called on", "the army to leave", "demands", "affirmative", "unknown"),
        ("Holt vowed to return.", "vowed", "to return", "promises", "affirmative", "probable"),
        (
            "Holt asked whether the seal was broken.",
            "asked",
            "whether the seal was broken",
            "asks",
            "affirmative",
            "unknown",
        ),
        ("Holt asked the clerk to leave.", "asked", "the clerk to leave", "demands", "affirmative", "unknown"),
        ("Holt believes the dam will hold.", "believes", "the dam will hold", "believes", "affirmative", "probable"),
        (
            "Holt does not believe the dam will hold.",
            "believe",
            "the dam will hold",
            "believes",
            "negative",
            "probable",
        ),
        ("Holt doubted that the seal was new.", "doubted", "that the seal was new", "believes", "negative", "probable"),
        ("Holt claimed that nobody had paid.", "claimed", "that nobody had paid", "asserts", "negative", "certain"),
        ("Holt claimed that Roe had lied.", "claimed", "that Roe had lied", "alleges", "affirmative", "certain"),
        (
            "Holt insisted that the dam was safe.",
            "insisted",
            "that the dam was safe",
            "asserts",
            "affirmative",
            "certain",
        ),
        ("Holt said there was no leak.", "said", "there was no leak", "asserts", "negative", "certain"),
        ("Holt said the pumps did not fail.", "said", "the pumps did not fail", "asserts", "negative", "certain"),
        ("Holt said the pumps may fail.", "said", "the pumps may fail", "asserts", "affirmative", "possible"),
        ("Holt said they probably failed.", "said", "they probably failed", "asserts", "affirmative", "probable"),
        (
            "Holt said it was not yet clear why the dam burst.",
            "said",
            "it was not yet clear why the dam burst",
            "asserts",
            "negative",
            "unknown",
        ),
        (
            "Holt said that about 300 workers were believed to have left.",
            "said",
            "that about 300 workers were believed to have left",
            "asserts",
            "affirmative",
            "probable",
        ),
    ],
)
def test_an_indirect_quote_is_one_claim(
    parse: Parse, body: str, cue: str, words: str, stance: str, polarity: str, certainty: str
) -> None:
    claims = read(parse, body, make_quote(body, words, cue, "Holt"))
    assert [(claim.stance, claim.polarity, claim.certainty) for claim in claims] == [(stance, polarity, certainty)]
    claim = claims[0]
    said = words.removeprefix("the notion ").removeprefix("that ")
    assert claim.proposition == body[claim.start : claim.end] == said
    assert (claim.claimant_name, claim.claimant_key, claim.claimant_kind) == ("Ada Holt", "person:ada-holt", "person")
    assert (claim.quote, claim.voice, claim.source_chain) == (0, "indirect", None)


@pytest.mark.parametrize(
    ("body", "cue", "words"),
    [
        ("Holt did not promise to resign.", "promise", "to resign"),
        ("Holt would argue that the dam is safe.", "argue", "that the dam is safe"),
        ("Holt called it a mistake.", "called", "it a mistake"),
        ("Holt hailed the deal.", "hailed", "the deal"),
        ("Holt did not respond to a request for comment.", "respond", "a request for comment"),
        ("Holt denied it.", "denied", "it"),
    ],
)
def test_what_was_not_said_or_states_nothing_is_no_claim(parse: Parse, body: str, cue: str, words: str) -> None:
    assert read(parse, body, make_quote(body, words, cue, "Holt")) == []


@pytest.mark.parametrize("words", ["the crew was ready “to sail,”", "the crew’s boat was ‘ready to sail’"])
def test_marks_with_their_partner_inside_stay(parse: Parse, words: str) -> None:
    claims = read(parse, f"Holt said {words}.", make_quote(f"Holt said {words}.", words, "said", "Holt", "mixed"))
    assert [claim.proposition for claim in claims] == [words]


def test_a_bracket_that_closes_inside_stays(parse: Parse) -> None:
    body = "“[The mayor] raised the rent of many people,” Ada Holt said."
    (claim,) = read(
        parse, body, make_quote(body, "“[The mayor] raised the rent of many people,”", "said", "Ada Holt", "direct")
    )
    assert claim.proposition == "[The mayor] raised the rent of many people"


def test_a_direct_quote_is_a_claim_a_sentence(parse: Parse) -> None:
    words = "“There is no proof. Who gains from this? The harbour may close.”"
    body = f"{words} said Holt. “Thank you. A great night.” Holt added."
    claims = read(
        parse,
        body,
        make_quote(body, words, "said", "Holt", "direct"),
        make_quote(body, "“Thank you. A great night.”", "added", "Holt", "direct"),
    )
    assert [(claim.proposition, claim.stance, claim.polarity, claim.certainty) for claim in claims] == [
        ("There is no proof", "asserts", "negative", "certain"),
        ("Who gains from this?", "asks", "affirmative", "unknown"),
        ("The harbour may close", "asserts", "affirmative", "possible"),
    ]
    assert all(body[claim.start : claim.end] == claim.proposition for claim in claims)
    assert {claim.quote for claim in claims} == {0}


def test_a_sentence_that_the_speaker_tag_interrupts_is_one_claim(parse: Parse) -> None:
    body = "“The plan,” Holt said, “is dead. We move on.”"
    claims = read(parse, body, make_quote(body, ["“The plan,”", "“is dead. We move on.”"], "said", "Holt", "direct"))
    assert [claim.proposition for claim in claims] == ["The plan is dead", "We move on"]
    assert body[claims[0].start : claims[0].end] == "The plan,” Holt said, “is dead"


@pytest.mark.parametrize(
    ("body", "words", "cue", "speaker", "chain"),
    [
        (
            "The EIS shared the findings with senators on Monday, according to aides.",
            "The EIS shared the findings with senators on Monday",
            "according to",
            "aides",
            "aides ← senators ← EIS",
        ),
        (
            "Police said witnesses told drivers that the car was stolen.",
            "witnesses told drivers that the car was stolen",
            "said",
            "Police",
            "Police ← witnesses",
        ),
        (
            "The governor, citing two officials, said that the bridge would close.",
            "that the bridge would close",
            "said",
            "The governor",
            "governor ← two officials",
        ),
        (
            "Police said the driver should tell the court that he lied.",
            "the driver should tell the court that he lied",
            "said",
            "Police",
            None,
        ),
        (
            "Holt said that Holt had told the court that he lied.",
            "that Holt had told the court that he lied",
            "said",
            "Holt",
            None,
        ),
        (
            "The Post reports that Holt told guests that he was ill.",
            "that he was ill",
            "told",
            "Holt",
            "Post ← Holt",
        ),
        ("Holt said he was ill, according to the Post.", "he was ill", "said", "Holt", "Post ← Holt"),
        ("Police said the company reported losses.", "the company reported losses", "said", "Police", None),
    ],
)
def test_a_source_of_a_source_makes_a_chain(
    parse: Parse, body: str, words: str, cue: str, speaker: str, chain: str | None
) -> None:
    assert read(parse, body, make_quote(body, words, cue, speaker))[0].source_chain == chain


def test_a_quote_inside_a_quote_is_passed_on_by_the_outer_speaker(parse: Parse) -> None:
    body = "Police said the owner admitted that the gate was open."
    outer = make_quote(body, "the owner admitted that the gate was open", "said", "Police")
    inner = make_quote(body, "that the gate was open", "admitted", "the owner")
    claims = read(parse, body, outer, inner)
    assert [(claim.proposition, claim.source_chain) for claim in claims] == [
        ("the owner admitted that the gate was open", "Police ← owner"),
        ("the gate was open", "Police ← owner"),
    ]


@pytest.mark.parametrize(
    ("body", "stance", "proposition", "claimant"),
    [
        ("Oslo's confirmation of the fleet's arrival calmed markets.", "confirms", "the fleet's arrival", "Oslo"),
        ("It followed the Oslo chief's confirmation of the arrival.", "confirms", "the arrival", "Oslo chief"),
        ("Oslo's denial that it lost the files met scorn.", "denies", "it lost the files", "Oslo"),
        ("Few trusted Oslo's promise to cut taxes.", "promises", "to cut taxes", "Oslo"),
        ("Oslo's call for a ceasefire went unheard.", "demands", "a ceasefire", "Oslo"),
    ],
)
def test_a_noun_that_reports_is_a_nominal_claim(
    parse: Parse, body: str, stance: str, proposition: str, claimant: str
) -> None:
    oslo = mention(body, "Oslo", "place", "place:NO")
    claims = read(parse, body, mentions=(oslo,))
    assert [(claim.stance, claim.proposition, claim.voice) for claim in claims] == [(stance, proposition, "nominal")]
    whose = {
        "Oslo": ("Oslo", "place:NO", "government"),
        # An office that one person holds, and whom the article does not name.
        "Oslo chief": ("Oslo chief", "role:oslo-chief", "person"),
    }
    expected = whose[claimant]
    assert (claims[0].claimant_name, claims[0].claimant_key, claims[0].claimant_kind) == expected


@pytest.mark.parametrize(
    "body",
    [
        "The confirmation of the arrival calmed markets.",
        "Oslo's call with Rome lasted an hour.",
        "“Oslo's denial of the facts is a scandal,” Holt said.",
        "Oslo's denial of it was no surprise.",
    ],
)
def test_nouns_without_claimant_or_claim_and_nouns_in_quotes_claim_nothing(parse: Parse, body: str) -> None:
    quotes = [make_quote(body, body[: body.index("Holt")].strip(), "said", "Holt", "direct")] if "Holt" in body else []
    assert [claim for claim in read(parse, body, *quotes) if claim.voice == "nominal"] == []


def test_what_a_quote_and_a_noun_report_in_the_same_words_is_one_claim(parse: Parse) -> None:
    body = "Ada Holt opened the talk by making clear her belief that there were two fires in the hall."
    quote = make_quote(body, "that there were two fires in the hall", "making clear", "Ada Holt")
    (claim,) = read(parse, body, quote)
    assert (claim.proposition, claim.quote) == ("there were two fires in the hall", 0)


def test_what_no_quote_holds_and_nobody_confirms(parse: Parse) -> None:
    body = "Norland has not confirmed the raid, while Sudland declined to confirm the leak. Westland had not denied it."
    norland = mention(body, "Norland", "place", "place:NL")
    claims = read(parse, body, mentions=(norland,))
    assert [(claim.stance, claim.proposition, claim.claimant_name) for claim in claims] == [
        ("does_not_confirm", "the raid", "Norland"),
        ("does_not_confirm", "the leak", None),
    ]


def test_dates_inside_a_proposition_say_when_it_happens(parse: Parse) -> None:
    body = "Holt said on Friday that the bridge opens in May."
    day, may = datetime(2021, 3, 5, tzinfo=UTC), (datetime(2021, 5, 1, tzinfo=UTC), datetime(2021, 5, 31, tzinfo=UTC))
    dates = [
        DateSpan(*span_of(body, "on Friday"), "day", day, day),
        DateSpan(*span_of(body, "in May"), "month", *may),
    ]
    quote = make_quote(body, "that the bridge opens in May", "said", "Holt")
    claims = read(parse, body, quote, dates=dates)
    assert [(claim.event_start, claim.event_end) for claim in claims] == [may]
    open_ended = [DateSpan(*span_of(body, "in May"), "month", None, may[1])]
    claims = read(parse, body, quote, dates=open_ended)
    assert [(claim.event_start, claim.event_end) for claim in claims] == [(None, may[1])]


def test_an_empty_body_claims_nothing(parse: Parse) -> None:
    assert read(parse, "") == []


def test_a_nominal_claimant_is_named_by_role(parse: Parse) -> None:
    body = "Pentagon chief Ada Holt met the press. The Pentagon chief’s confirmation of the deployment came late."
    mentions = (mention(body, "Ada Holt", "person", "person:ada-holt"),)
    (claim,) = read(parse, body, mentions=mentions)
    assert (claim.voice, claim.claimant_name, claim.claimant_key) == ("nominal", "Ada Holt", "person:ada-holt")


@pytest.mark.parametrize(
    ("body", "cue", "words", "cue_class", "stance"),
    [
        ("Holt learned that the dam had burst.", "learned", "that the dam had burst", "knowledge", None),
        ("Holt found that the dam had burst.", "found", "that the dam had burst", "knowledge", "asserts"),
        ("Holt decided that the dam had failed.", "decided", "that the dam had failed", "intention", None),
        ("Holt agreed to close the dam.", "agreed", "to close the dam", "intention", "promises"),
        ("Holt thinks that the dam failed.", "thinks", "that the dam failed", "belief", "believes"),
        ("Holt came in order to argue that it failed.", "to argue", "that it failed", "speech", None),
        ("If Holt said that it failed, he lied.", "said", "that it failed", "speech", None),
        ("Holt denied the merger.", "denied", "the merger", "speech", "denies"),
    ],
)
def test_claims_nothing_that_nobody_puts_forward(
    parse: Parse, body: str, cue: str, words: str, cue_class: str, stance: str | None
) -> None:
    quote = replace(make_quote(body, words, cue, "Holt"), is_utterance=False, cue_class=cue_class)
    assert [claim.stance for claim in read(parse, body, quote)] == ([stance] if stance else [])
