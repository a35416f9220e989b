"""What is removed, as what, and what must stay."""

from __future__ import annotations

import re

import pytest

from expectations.enumerations import REMOVED_KINDS
from tasks.clean.boilerplate import find_boilerplate
from tasks.clean.rules import load_rules

BODY = (
    "The harbour commission approved the lease of the northern terminal on Tuesday after a hearing of nine hours.",
    "“We listened to everybody,” Margaret Ellery told reporters in the town hall.",
    "Opponents said that they would appeal, and that the promised money had not been found.",
    "The mayor is expected to answer before the end of the month.",
)


def removed(text: str, title: str | None = None, repeated: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    spans = find_boilerplate(text, title, repeated.__contains__)
    return [(span.kind, text[span.start : span.end].strip()) for span in spans]


TAIL_CASES = [
    ("source_line", "Source: Harbour News Agency"),
    ("source_line", "With files from The Canadian Press"),
    ("byline", "News Reporter"),
    ("byline", "Jane Marsh is a reporter for the Harbour Gazette."),
    ("contributor", "Tom Reed contributed to this report."),
    ("contributor", "Reporting by Jane Marsh; Editing by Tom Reed"),
    ("photo_credit", "Photo by Ann Lee"),
    ("photo_credit", "AFP/Getty Images"),
    ("caption", "The northern terminal at dawn. REUTERS/Ann Lee"),
    ("copyright", "Copyright 2021 Harbour Gazette. All rights reserved."),
    ("copyright", "© 2021 Harbour Gazette"),
    ("read_more", "Read more"),
    ("read_more", "Click here for the full report."),
    ("related", "Earlier: Harbour Lease Draws Crowd of Angry Neighbours"),
    ("editor_note", "Note: This story has been changed to give the right name of the ship."),
    ("truncation", "[+2143 chars]"),
    ("subscription", "You have 2 free stories left this month."),
    ("related", "RELATED: Terminal plan draws crowd"),
    ("related", "( Also on GAZETTE: Terminal plan draws crowd)"),
    ("share", "Share this article"),
    ("share", "Share Tweet Email Print"),
    ("follow", "Follow Jane Marsh on Twitter @janemarsh"),
    ("newsletter", "Sign up for our daily newsletter."),
    ("newsletter", "Get the best of the Gazette delivered to your inbox."),
    ("subscription", "Already a subscriber? Log in"),
    ("app", "CLICK HERE TO GET THE GAZETTE APP"),
    ("ad", "ADVERTISEMENT"),
    ("ad", "Story continues below"),
    ("comment", "We want to hear what you think about this article."),
    ("contact", "Write to Jane Marsh at jane.marsh@gazette.example"),
    ("cookie", "We use cookies to improve your experience."),
    ("timestamp", "Updated at 4:15 p.m. ET"),
    ("timestamp", "This story has been updated."),
    ("editor_note", "Editor's note: The author sits on the commission."),
    ("editor_note", "The opinions expressed in this commentary are solely those of the author."),
    ("correction", "Correction: An earlier version of this story misstated the length of the lease."),
    ("correction", "An earlier version of this article misstated the price."),
    ("embed", "Play Video 1:20 The terminal from above"),
    ("source_line", "This article by Ann Lee, a lecturer at Ness College, first appeared in The Coast Review."),
    ("source_line", "[Originally published at coastreview.example on May 4, 2020]"),
    ("source_line", "With Post wires"),
    ("byline", "— Tom Reed, a pilot, is director of the Ness Pilots’ Union."),
    ("byline", "Ann Lee’s column appears on Mondays. Follow her on Twitter @annlee."),
    ("contributor", "Gazette staff writer Tom Reed contributed."),
    ("photo_credit", "Feature image via Getty Images."),
    ("caption", "The port in May A crane. Hide Caption 1 of 9 A ship. Hide Caption 2 of 9"),
    ("related", "[Terminal lease divides the council, poll finds]"),
    ("related", "Hours of debate:Council hears 90 speakers on the lease"),
    ("related", "Related Coverage Terminal plan draws crowd"),
    ("newsletter", "Coast Notes: Get the latest news from the bay sent directly to your inbox"),
    ("subscription", "If you enjoyed this article, we have a proposition for you: join Gazette Plus."),
    ("editor_note", "We independently review the products that we recommend and may earn a commission."),
    ("ad", "ADVERTISEMENT Thanks for watching! Visit Website"),
    ("share", "Like this: Like Loading..."),
]


@pytest.mark.parametrize(("kind", "line"), TAIL_CASES, ids=[line[:30] for _, line in TAIL_CASES])
def test_a_known_line_goes(kind: str, line: str) -> None:
    assert removed("\n\n".join((*BODY, line))) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "“Sign up for the newsletter of my campaign,” the candidate told the crowd on Sunday.",
        "“Sign up for our free newsletter,” Reed quipped.",
        "“Sign up for our free newsletter,” Reed shouted to the crowd.",
        "Join us on Facebook, the strikers pleaded.",
        "“These people do not represent the views of our town,” said Ellery, the commission’s chair.",
        "A previous version of the bill would have closed the terminal at night.",
        "Source: the mayor knew of the plan for months",
        "Follow-up hearings are planned for June, the commission said.",
        "Like with most plans, the town is divided about the terminal.",
        "The photo shows the mayor signing the lease in March, a day before the vote.",
        "Share prices of the port operator rose by 4 percent after the decision.",
        "Updated figures from the survey put the loss at 1,300 jobs.",
        "Contributions to the fund reached $2 million last week, the treasurer said.",
        "Support for the plan fell to 40 percent in May.",
        "“Please donate now,” the mayor said after the flood.",
        "What do you think of the first year of the lease?",
        "Game Changer for Bloomberg",
        "Close to 300 people waited outside the hall.",
        "Margaret Ellery is the director of the commission.",
        "[The mayor declined to comment for three days in a row.]",
        "Contributing to the delay, the company on Friday asked for another survey of the quay.",
        "Big picture: Traffic fell by 6 percent, three times as much as in the year of the flood.",
        "Earlier: the ships left at 5 a.m. and took half an hour longer.",
        "Recommended dose: Two spoons, three times a day.",
        "Note: Reed was fined for parking on the quay, and may have to pay 90 crowns more.",
        "© Provided by Harbour Gazette It surprised the town on Tuesday when it said that the lease would end.",
        "Check out the lease -- and remember that Ellery promised 200 jobs in it.",
        "If you want the pass alone, you can sign up for a free 5-day trial, after which you pay 4 crowns a month.",
        "Watch the hearing and you can hear how the chair sighs.",
        "Breaking news from the Harbour Gazette — ELLERY: That is a lie.",
    ],
)
def test_text_of_the_article_stays(line: str) -> None:
    assert removed("\n\n".join((*BODY[:2], line, *BODY[2:]))) == []
    assert removed("\n\n".join((*BODY, line))) == []


@pytest.mark.parametrize("line", ["Tuesday, March 8, 2011", "March 8, 2011", "8 March 2011"])
def test_the_date_at_the_head_of_an_article_stays(line: str) -> None:
    assert removed("\n\n".join((BODY[0], line, *BODY[1:]))) == []


@pytest.mark.parametrize(
    "line",
    [
        "Published March 8, 2011",
        "March 8, 2011 at 5:31 p.m. ET",
        "8 March 2011, 17:31",
        "Updated 5:31 p.m. ET",
        "2011-03-08T17:31",
    ],
)
def test_the_time_of_a_page_goes(line: str) -> None:
    assert removed("\n\n".join((line, *BODY))) == [("timestamp", line)]


def test_an_appeal_goes_whole() -> None:
    appeal = (
        "A Message from The Harbour Gazette:",
        "Dear readers,",
        "The past year was the hardest in our history. The port authority has taken us to court over what we print.",
        "These suits are meant to silence independent journalism on this coast. We will go on.",
        "To do so, we need your help.",
        "Your support, however small, counts. Please support us monthly from just $3.",
        "Remind me later.",
    )
    assert removed("\n".join((*BODY, *appeal))) == [("donation_appeal", "\n".join(appeal))]


def test_a_poll_form_goes_with_its_questions() -> None:
    form = ("Take our poll - story continues below", "Should the terminal be leased?", "* Yes.", "No.", "Email *",
            "You may opt out at anytime.", "You also agree to this site's Privacy Policy.")  # fmt: skip
    assert removed("\n".join((*BODY[:2], *form, *BODY[2:]))) == [("form", "\n".join(form))]


def test_a_promotion_inside_a_sentence_goes_alone() -> None:
    line = (
        "Speaker Anna Berg Anna Maria BergHarbour lease approved Mayor to answer soon MORE (R-Ohio) voted against it."
    )
    assert removed("\n\n".join((*BODY, line))) == [
        ("related", "Anna Maria BergHarbour lease approved Mayor to answer soon MORE")
    ]


def test_a_label_that_opens_sentences_too_goes_beside_what_goes() -> None:
    link = "Analysis: Why the harbour lost 3 million crowns"
    assert removed("\n\n".join((*BODY[:2], link, *BODY[2:]))) == []
    spans = find_boilerplate("\n\n".join((*BODY[:2], "Read more", link, *BODY[2:])), None, frozenset().__contains__)
    assert "related.unsure_label" in {span.rule for span in spans}


def test_the_title_goes_where_it_is_repeated() -> None:
    text = "\n\n".join(("Harbour Lease Approved After Nine-Hour Hearing", *BODY))
    assert removed(text, "Harbour lease approved after nine-hour hearing") == [
        ("title_repeat", "Harbour Lease Approved After Nine-Hour Hearing")
    ]
    assert removed(text) == []


def test_a_pull_quote_goes_only_when_the_text_holds_it() -> None:
    pulled = "“We listened to everybody who came, and it was the right decision.” — Margaret Ellery"
    quoted = "“We listened to everybody who came,” Ellery said, “and it was the right decision.”"
    assert removed("\n\n".join((*BODY, quoted, pulled, BODY[3]))) == [("other", pulled)]
    assert removed("\n\n".join((*BODY, pulled, BODY[3]))) == []


def test_a_sentence_set_off_goes_when_a_longer_paragraph_holds_it() -> None:
    sentence = "Nobody in this town knows what the two new cranes are for."
    paragraph = f"The plan is old. {sentence} It should be."
    assert removed("\n\n".join((*BODY, sentence, paragraph))) == [("other", sentence)]
    assert removed("\n\n".join((*BODY, paragraph, sentence))) == [("other", sentence)]
    # The first line may be a caption that takes its words from the text, and reporting may say a thing twice.
    assert removed("\n\n".join((paragraph, *BODY, sentence))) == []
    reported = "Nobody in this town knows what the two new cranes are for, Ellery said."
    assert removed("\n\n".join((*BODY, reported, f"{reported} She left."))) == []


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("The vote took a day. (RELATED: Nine Hours In The Town Hall)", "(RELATED: Nine Hours In The Town Hall)"),
        ("The vote took a day. [Read more: Nine hours in the town hall] It was close.",
         "[Read more: Nine hours in the town hall]"),
        ("The lease is cheap (read: nearly free for the operator), he wrote.", None),
        ("His favourite paper (read: Harbour Morning Gazette) was against it.", None),
        ("The vote took a day. Listen to an interview with the harbour master.",
         "Listen to an interview with the harbour master."),
        ("Story highlights The lease runs for 30 years", "Story highlights"),
    ],
)  # fmt: skip
def test_a_link_inside_a_paragraph_goes_alone(line: str, gone: str | None) -> None:
    found = [text for _, text in removed("\n\n".join((BODY[0], line, *BODY[1:])))]
    assert found == ([gone] if gone else [])


def test_a_repeated_line_goes_unless_it_quotes_or_is_the_articles_own() -> None:
    line = "The Gazette covers the coast from Saltmarsh to Ness."
    assert removed("\n\n".join((*BODY, line)), None, frozenset({line})) == [("repeated_line", line)]
    assert removed("\n\n".join((line, *BODY, line)), None, frozenset({line})) == []
    assert removed("\n\n".join(BODY), None, frozenset(BODY)) == []


@pytest.mark.parametrize(
    ("place", "line", "goes"),
    [
        (12, "The Gazette's reporters live where they work.", True),
        (12, "The harbour was dug by prisoners in 1851 and has been the town's ever since.", False),
        (12, "Thank you.", False),
        (0, "Harbour Desk", True),
        (4, "Why there is a debate", False),
        (4, "Our reporters live where they work.", False),
    ],
)
def test_background_and_headings_that_recur_stay(place: int, line: str, goes: bool) -> None:
    later = (f"In {year} {first[0].lower()}{first[1:]}" for year in (1990, 1991) for first in BODY)
    body = (*BODY, *later)
    lines = (*body[:place], line, *body[place:])
    assert removed("\n\n".join(lines), None, frozenset({line})) == ([("repeated_line", line)] if goes else [])


def test_white_space_goes_with_the_line() -> None:
    text = (
        "One line of text stands here.\n\nADVERTISEMENT\n\nAnother one follows it.\n\nRead more\n\nShare this article\n"
    )
    spans = find_boilerplate(text, None, lambda line: False)
    kept, at = "", 0
    for span in spans:
        kept += text[at : span.start]
        at = span.end
    assert kept + text[at:] == "One line of text stands here.\n\nAnother one follows it."


def test_a_lone_line_is_left_alone() -> None:
    assert removed("Read more") == []


def test_every_rule_has_a_kind_of_the_table_and_a_name_of_its_own() -> None:
    rules = load_rules()
    entries = [*rules.lines, *rules.pieces, *rules.blocks]
    assert {rule.kind for rule in entries} <= set(REMOVED_KINDS)
    names = [rule.name for rule in entries]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", name) for name in names)


@pytest.mark.parametrize(
    "appeal",
    [
        "A note from our editors: this story took a month and cost $9,100. Will you help pay for the next one?",
        "Thank you for reading. The Ferry Post is a nonprofit newsroom, and your monthly gift keeps it alive.",
        "If you value reporting like this, please consider a gift of $7 a month.",
    ],
)
def test_appeal_of_one_paragraph_goes_wherever_it_stands(appeal: str) -> None:
    story = "The ferry left the harbour at noon, and the mayor saw it off from the pier."
    removals = find_boilerplate(f"{story}\n{appeal}\n{story} It came back late.", None, lambda _: False)
    assert [(removal.kind, removal.rule) for removal in removals] == [("donation_appeal", "appeal.prose")]


def test_story_about_donations_stays() -> None:
    story = (
        "The party asked supporters to donate now, and its newsroom said that reader donations had doubled.\n"
        "“Your gift keeps us going,” the chairman said at the dinner.\nHe said every contribution counts."
    )
    assert find_boilerplate(story, None, lambda _: False) == []


def test_sentences_go_where_lines_were_run_together() -> None:
    story = " ".join(f"{line} It was the {at}th such case in a year." for at, line in enumerate(BODY * 4, 4))
    text = f"{story} ADVERTISEMENT {story} Jane Marsh contributed to this report."
    assert removed(text) == [("ad", "ADVERTISEMENT"), ("contributor", "Jane Marsh contributed to this report.")]
    # Nothing says where the offer ends, so that the sentence behind it would go too.
    assert removed(f"{story} Sign up for our daily newsletter The mayor said on Monday that he would wait.") == []


def test_an_appeal_goes_whole_from_lines_run_together() -> None:
    story = " ".join(f"{line} It was the {at}th such case in a year." for at, line in enumerate(BODY * 5, 4))
    appeal = (
        "A Message from The Harbour Gazette: Dear readers, The port authority has taken us to court. "
        "Your support, however small, counts. Remind me later."
    )
    assert removed(f"{story} {appeal}") == [("donation_appeal", appeal)]
