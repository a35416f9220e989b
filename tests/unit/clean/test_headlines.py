"""Headlines inside a text, the article's own and those of others, and lines that a page prints twice."""

from __future__ import annotations

import pytest

from tasks.clean.boilerplate import find_boilerplate

BODY = (
    "The harbour commission approved the lease of the northern terminal on Tuesday after a hearing of nine hours.",
    "“We listened to everybody,” Margaret Ellery told reporters in the town hall.",
    "Opponents said that they would appeal, and that the promised money had not been found.",
    "The mayor is expected to answer before the end of the month, when the council meets again.",
    "The terminal has stood empty since a storm damaged two of its cranes.",
)


def removed(lines: tuple[str, ...], title: str | None = None) -> list[tuple[str, str]]:
    text = "\n\n".join(lines)
    return [
        (span.rule, text[span.start : span.end].strip())
        for span in find_boilerplate(text, title, frozenset().__contains__)
    ]


@pytest.mark.parametrize(
    ("title", "line", "rule", "gone"),
    [
        (
            "Council delays the ferry contract again",
            "Ann Lee/AP Photo Coast Council delays the ferry contract again Islanders may lose their last boat.",
            "photo.head_caption",
            "Ann Lee/AP Photo Coast Council delays the ferry contract again",
        ),
        (
            "Council delays the ferry contract again",
            "Long View Council delays the ferry contract again Islanders may lose their last boat.",
            "title.repeat",
            "Long View Council delays the ferry contract again",
        ),
        (
            "Mayor Ellery found in breach of harbour rules",
            "The vote was 25-6. Ellery found in breach",
            "title.below_caption",
            "The vote was 25-6. Ellery found in breach",
        ),
        (
            "Why the Ness ferry keeps breaking down, explained",
            "Ness Ferry, Broken Again: Why It Keeps Happening",
            "title.reworded",
            "Ness Ferry, Broken Again: Why It Keeps Happening",
        ),
    ],
)
def test_a_title_run_together_with_a_caption_goes_and_the_summary_stays(
    title: str, line: str, rule: str, gone: str
) -> None:
    assert removed((line, *BODY), title) == [(rule, gone)]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Ellery visits the islands", "Ellery visits the islands Friday, a week after the storm that cut them off."),
        ("Ellery visits the islands", "On Sunday Ellery visits the islands for the first time since the storm."),
        ("Ellery held in contempt", "The vote was 25-6. The mayor did not come."),
        ("Ellery held in contempt", "The vote was 25-6. What it means for the port"),
        ("Ellery held in contempt", "The judge, Sen. Ellery held in her letter, had no choice"),
    ],
)
def test_a_first_line_of_the_article_stays(title: str, line: str) -> None:
    assert removed((line, *BODY), title) == []


@pytest.mark.parametrize(
    ("label", "links"),
    [
        ("Read more:", ("Harbour fees to rise for the third year",)),
        ("Read more:", ("How safe are the northern cranes?", "Two cranes in three not inspected last year - study")),
        ("Now, see some more of our favorite ferries:", ("- Ness of the Year: All Winners", "- The Quay Looks Better")),
        ("ICYMI . . .", ("Last week’s column", "Who pays for the ferry to Ness", "Gulls and us")),
        ("Also see:", ("Council weighs in on harbour fees", "Ellery: no comment on the fees row")),
        ("Monday's related stories include:", ("-- Ferry Strike Enters Its Second Week. (The Ness Gazette)",)),
    ],
)
def test_headlines_below_their_label_go(label: str, links: tuple[str, ...]) -> None:
    found = " ".join(text for _, text in removed((*BODY[:2], label, *links, *BODY[2:])))
    assert all(link in found for link in (label, *links))
    assert not any(line in found for line in BODY)


def test_one_question_below_a_label_stays() -> None:
    assert "Why were they built?" not in str(removed((*BODY[:2], "Read more:", "Why were they built?", *BODY[2:])))


def test_what_stands_above_the_headline_goes_unless_it_is_a_summary() -> None:
    title = "Harbour Board Raises Fees for Boats to Fifty Dollars"
    above = ("News", "City Widens Inquiry Into the Sale of Its Ferries")
    found = " ".join(text for _, text in removed((*above, title, *BODY), title))
    assert all(line in found for line in (*above, title))
    summary = "Most boats will pay more from May under the largest increase in a decade"
    assert removed((summary, title, *BODY), title) == [("title.repeat", title)]


def test_what_a_rule_speaks_of_above_the_headline_keeps_its_name() -> None:
    title = "Harbour Board Raises Fees for Boats to Fifty Dollars"
    above = ("Harbour and Coast", "By Jane Marsh", "Photo: Tom Reed/AP", "March 3, 2020")
    found = removed((*above, title, *BODY), title)
    assert ("byline.by_name", "By Jane Marsh") in found
    assert ("photo.credit", "Photo: Tom Reed/AP") in found
    assert {line for rule, line in found if rule == "navigation.above_title"} == {"Harbour and Coast", "March 3, 2020"}


def test_a_counter_goes_beside_a_line_of_its_gallery_only() -> None:
    credit = "The quay of Ness on Monday. (Tom Reed/AP Photo)"
    assert "4 of 6" in str(removed((*BODY[:3], "4 of 6", credit, *BODY[3:])))
    assert removed((*BODY[:3], "4 of 6", *BODY[3:])) == []


def test_times_that_head_entries_stay() -> None:
    assert removed(("9:34 p.m.", *BODY)) == [("timestamp.alone", "9:34 p.m.")]
    assert removed(("9:34 p.m.", *BODY[:2], "9:30 p.m.", BODY[2], "9:25 p.m.", *BODY[3:])) == []


def test_one_heading_below_a_link_without_a_colon_stays() -> None:
    heading = "A town that lives from its port"
    assert heading not in str(removed((*BODY[:2], "Read more", heading, *BODY[2:])))


@pytest.mark.parametrize(
    ("last", "goes"),
    [
        (("What we know about the mayor's visit to Ness",), True),
        (("Ferry fees: What we know about Ellery", "Visit by Ellery is unlikely to change the fees"), True),
        (("And may God bless the people of Ness",), False),
        (("most people in the town do not know",), False),
        (("— At the opening of the Ness school 1990",), False),
        (tuple(f"Ferry number {n} leaves Ness at noon sharp" for n in range(6)), False),
    ],
)
def test_bare_headlines_below_the_end_go_unless_they_are_a_list_or_a_close(last: tuple[str, ...], goes: bool) -> None:
    assert bool(removed((*BODY, *last))) == goes


def test_headings_in_capitals_stay_where_the_article_sets_several() -> None:
    link = "FERRY CREW SAVES SEVEN PEOPLE FROM THE ROCKS OFF NESS"
    assert removed((*BODY[:2], link, *BODY[2:])) == [("related.capitals", link)]
    headings = ("HARBOUR WATCH", "POLL CHECK", "SECOND CUP")
    lines = (BODY[0], headings[0], BODY[1], headings[1], BODY[2], headings[2], BODY[3], link, BODY[4])
    assert removed(lines) == []


LONG = (
    "She said that every boat that leaves the port carries the hopes of the islands, “and nobody in the council has "
    "ever come to see how we live,” while others were more patient."
)
SHOWN = "nobody in the council has ever come to see how we live"


@pytest.mark.parametrize(
    ("shown", "goes"),
    [
        (f"“{SHOWN}” — Jane Marsh, skipper", True),
        (f"{SHOWN.capitalize()} Margaret Ellery", True),
        ("and nobody in the council has ever come — to see how we live", True),
        ("Northern Terminal Deep Harbour Weather Proof Crane Margaret Ellery", False),
        ("“We heard a self-assured skipper, and nobody in the council has ever come,” he told the Gazette.", False),
        (f"“{SHOWN.capitalize()}, so tomorrow I will go to court and put an end to it.", False),
        (f"“{SHOWN.capitalize()}”:", False),
    ],
)
def test_a_sentence_set_off_for_show_goes_and_the_articles_own_copy_stays(shown: str, goes: bool) -> None:
    found = [text for rule, text in removed((*BODY[:2], shown, BODY[2], LONG, *BODY[3:])) if rule.startswith("quote")]
    assert found == ([shown] if goes else [])


def test_no_quotation_goes_with_every_copy_of_it() -> None:
    caption = f"“{SHOWN.capitalize()},” Jane Marsh of Ness said. | Tom Reed/AP Photo"
    quote = f"“{SHOWN.capitalize()} — At least” Jane Marsh"
    assert [rule for rule, _ in removed((*BODY[:3], caption, quote, *BODY[3:]))] == ["photo.caption_credit"]


def test_a_paragraph_that_gathers_several_lines_is_not_their_source() -> None:
    asked = (
        "The council should ask who paid for the two new cranes at the terminal.",
        "It should ask why no skipper was heard before the lease was approved.",
    )
    assert removed((*BODY[:3], " ".join(asked), *asked, *BODY[3:])) == []


def test_a_line_printed_twice_in_a_row_goes_once() -> None:
    caption = "The ferry lies in the harbour of Ness on a Monday in May."
    assert removed((*BODY[:2], caption, caption, *BODY[2:])) == [("line.doubled", caption)]
    assert removed((*BODY[:2], caption, BODY[2], caption, *BODY[3:])) == []
    assert removed((*BODY[:2], caption, caption, caption, *BODY[2:])) == []


def test_captions_that_a_page_prints_twice_go() -> None:
    pairs = [f"A ferry with {count} passengers on its way to the islands" for count in ("two", "ten", "six", "no")]
    gallery = tuple(line for caption in pairs for line in (caption, caption))
    found = removed((*BODY[:2], *gallery, *BODY[2:]))
    assert [rule for rule, _ in found] == ["photo.doubled_captions"]
    assert all(found[0][1].count(caption) == 2 for caption in pairs)
