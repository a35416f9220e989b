"""What pages print below their articles in lines of no form of their own."""

from __future__ import annotations

import pytest

from tasks.clean.boilerplate import find_boilerplate
from tests.unit.clean.test_outlet_forms import BODY


def removed(*below: str, author: str | None = None, above: tuple[str, ...] = ()) -> list[str]:
    text = "\n".join((*above, *BODY, *below))
    cuts = find_boilerplate(text, None, lambda _: False, author)
    return [line for cut in cuts for line in text[cut.start : cut.end].strip().split("\n")]


COMMENTS = [
    ("3 Comments", "saltydog", "I worked on that crane for years.", "Reply", "Ann", "So did my father.", "Reply"),
    ("2 thoughts on “The lease of the northern terminal”", "eel May 3, 2021 at 5:02 pm", "Thanks!", "Reply"),
    ("Comments", "wader9Apr 17, 2021", "The fees are a scandal.", "eelMay 2, 2021", "Not at all."),
    ("- saltydog I worked on that crane. Reply", "- eel So did I, and my father. Reply"),
]


@pytest.mark.parametrize("thread", COMMENTS, ids=[thread[0][:20] for thread in COMMENTS])
def test_readers_comments_go_to_the_end(thread: tuple[str, ...]) -> None:
    assert removed(*thread) == list(thread)


@pytest.mark.parametrize(
    "lines",
    [
        ("All comments", "The port said that it had no comment.", "The union did not reply."),
        ("Discussion", "What the hearing showed is open.", "It was the longest of the year."),
        ("5 comments on the plan", "The first came from the pilots.", "The last came from the town of Ness."),
        ("The mayor said that she was waiting for a reply.", "The port sent a short reply."),
        # Praise in an article, and statements under a heading.
        ("6 responses to the storm that helped", "A good piece of work, the pilots said.", "Two people drowned."),
        ("3 replies to the letter from Ness", "The first praised a great article.", "Thank you for the information."),
        ("Discussion", "It was a good article, Ellery wrote.", "The board loved the piece.", "The study has gaps."),
        ("All comments", "Ellery said:", "The fees are too high.", "Reed said:", "They are not."),
    ],
)
def test_an_article_that_speaks_of_comments_stays(lines: tuple[str, ...]) -> None:
    assert removed(*lines) == []


CARDS = [
    (
        "Latest Stories",
        "Harbour fees are to rise again in spring",
        "By Tom Reed",
        "Why the ferries stay in port this winter",
        "By Ann Lee",
    ),
    (
        "More Reading",
        "Harbour fees are to rise again in spring",
        "The port wants a tenth more from everybody.",
        "By Tom ReedMay 3, 2021",
        "Why the ferries stay in port this winter",
        "Ann Lee | May 2, 2021",
    ),
    (
        "Harbour fees are to rise again in spring",
        "2 days ago",
        "Why the ferries stay in port this winter",
        "3 days ago",
        "Pilots of Ness vote for a strike in May",
        "1 week ago",
    ),
    (
        "More Great GAZETTE Stories",
        "Harbour fees are to rise again in spring",
        "Why the ferries stay in port this winter",
        "The port wants a tenth more from everybody.",
        "Pilots of Ness vote for a strike in May",
    ),
]


@pytest.mark.parametrize("cards", CARDS, ids=[str(len(cards)) for cards in CARDS])
def test_cards_of_other_articles_go(cards: tuple[str, ...]) -> None:
    assert removed(*cards) == list(cards)


@pytest.mark.parametrize(
    "lines",
    [
        # Books and films are no articles; two days are no list.
        ("Tides of Ness", "Tom Reed, May 3, 2021", "The Crane", "Ann Lee, May 9, 2020"),
        ("The storm broke two of the cranes", "May 3, 2019", "The terminal was shut for good", "June 9, 2020"),
        (
            "The first crane of the port is put up",
            "3 May 1911",
            "A storm breaks two cranes at night",
            "9 June 2019",
            "The terminal is shut for good at last",
            "1 July 2020",
            "The commission lets it to a company",
            "2 May 2021",
        ),
        (
            "Keep the terminal open for the sake of our children",
            "Tom Reed, 3 May 2021",
            "The harbour needs a park and no more cranes",
            "Ann Lee, 4 May 2021",
        ),
        ("Other Bidders", "The Quay Company of Ness and Oxney", "A group of nine pilots from the coast"),
        ("Recent Storms in Ness", "A gale in May that broke two cranes", "A flood in June that took the quay"),
        ("The Latest Results", "Pilots of Ness beat those of Oxney", "Ferry crews of Oxney draw with Ness"),
        ("More by luck than skill", "A crane that fell on an empty shed", "A ferry that missed the quay by feet"),
        ("What the lease says about the northern terminal", "It runs for 30 years.", "It may be ended after ten."),
        ("Other stories", "The northern terminal has a tale of its own.", "It was built by hand in 1911."),
    ],
)
def test_headings_and_lists_of_an_article_stay(lines: tuple[str, ...]) -> None:
    assert removed(*lines) == []


def test_prizes_keep_what_they_were_given_for() -> None:
    prizes = ("Best tale of the sea by a child of Ness", "Best drawing of a crane by a grown person")
    assert set(removed(prizes[0], "By Tom Reed", prizes[1], "By Ann Lee")).isdisjoint(prizes)


def test_counters_of_pictures_go_where_they_count_to_the_same_number() -> None:
    gallery = [part for number in (1, 2, 3) for part in (f"{number} of 3", f"Crane number {number} was built in Ness.")]
    assert removed(*gallery) == ["1 of 3", "2 of 3", "3 of 3"]
    assert removed("1 of 3", "The crane stood first.", "2 of 7", "It fell in May.") == []


NOTE = ("Mary Marsh", "Harbour Reporter", "Mary is a reporter who covers the coast.", "Before joining us she wrote.")


@pytest.mark.parametrize(
    ("below", "author", "gone"),
    [
        (NOTE, "Mary Marsh", NOTE),
        (NOTE, "Tom Reed, Mary Marsh", NOTE),
        (("A native of Ness, Mary has covered the coast as a columnist since 2001.",), "Mary Marsh", None),
        (("About Mary Marsh", "A writer of books about the sea."), "Mary Marsh", None),
        # Who is no author, an author of whom the article tells, and an agency that reported something.
        (NOTE[:3], "Tom Reed", ()),
        (("Marsh left the room.", "Mary Marsh is the director of the port."), "Mary Marsh", ()),
        (("New York Times reporters saw the director of the port leave.",), "New York Times", ()),
    ],
)
def test_a_note_about_the_author_goes(below: tuple[str, ...], author: str, gone: tuple[str, ...] | None) -> None:
    assert removed(*below, author=author) == list(below if gone is None else gone)


def test_a_byline_of_the_known_author_goes() -> None:
    above = ("Harbour", "By Mary Marsh, Ness | 4 min read")
    assert "By Mary Marsh, Ness | 4 min read" in removed(above=above, author="Mary Marsh")
    several = ("Tom Reed, Ann Lee and Mary Marsh",)
    assert removed(above=several, author="Tom Reed, Ann Lee, Mary Marsh") == list(several)
    told = ("Mary Marsh has leased the terminal.",)
    assert removed(above=told, author="Mary Marsh") == []


@pytest.mark.parametrize(
    ("headline", "author"),
    [
        ("Mary Marshland is named a park of the coast", "Mary Marsh"),
        ("Mary Marsh robbed on the northern quay", "Mary Marsh"),
        ("Mary Marsh, pilot of Ness, is dead", "Mary Marsh"),
        ("By Mary Marsh's own account, the crane was old", "Mary Marsh"),
        ("Ness Harbour Police arrests two after a search of the quay", "Ness Harbour Police"),
    ],
)
def test_a_headline_that_begins_with_the_author_stays(headline: str, author: str) -> None:
    assert removed(above=(headline,), author=author) == []


def test_what_is_told_of_an_author_in_passing_stays() -> None:
    assert removed("The Low Water, a book by Mary Marsh, is out in May.", author="Mary Marsh") == []
