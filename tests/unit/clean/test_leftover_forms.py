"""Forms that readers of cleaned articles found left over, and sentences of an article that look like them."""

from __future__ import annotations

import pytest

from tasks.clean.boilerplate import find_boilerplate
from tests.unit.clean.test_outlet_forms import BODY, PLACES, removed

CAPTION = "The ferry lies in the harbour, one of four that were laid up in spring, with its crew on the quay."

FORMS = [
    ("mid", "newsletter", "Stand Up! Sign up for Tide Tables and we’ll send you three good deeds a week."),
    ("mid", "newsletter", "Views matter. Sign up to see our best stories of the coast. Submit"),
    ("mid", "newsletter", "Travel With The Ness Be the first to hear about voyages, and see the world with friends."),
    ("mid", "related", "( GAZETTE Readers: The new harbour rules – a stunt?)"),
    ("tail", "source_line", "This article was downloaded by calibre from https://ness.example/a/harbour-lease"),
    ("head", "caption", "A crane is lowered in the port of Ness, May 3, 2020. (Tom Reed)"),
    ("head", "caption", "Jane Marsh (Harbour Tales/YouTube)"),
    ("head", "byline", "The Ness Gazette"),
    ("mid", "photo_credit", "(AP Video/Tom Reed)"),
    ("mid", "caption", f"FILE - In this May 3, 2020, file photo, a ferry. {CAPTION * 5} (AP Photo/Tom Reed, File)"),
    ("mid", "caption", f"FILE PHOTO: A ferry leaves. {CAPTION * 5} REUTERS/Tom Reed"),
    ("mid", "caption", "Facebook Twitter Pinterest Ferries lie in the harbour of Ness. Photograph: Tom Reed/EPA"),
    ("mid", "caption", "A poster of 1930. Photograph: Reuters"),
    ("mid", "caption", "Ellery has signed more leases than any mayor before her. Tom Reed, AP"),
    ("head", "byline", "Jane Marsh, USA TODAY"),
    ("mid", "caption", "Ellery signs the lease. “It will save lives,” she said. Tom Reed for USA TODAY"),
    ("mid", "caption", "Marsh at her mother’s house in Ness. (Tom Reed for Harbour)"),
    ("mid", "caption", "Dockers cheer the new wage. (Screenshot/Youtube) More"),
    ("mid", "embed", "[Watch Harbour: Chief Correspondent Jane Marsh has the latest from the port.]"),
    ("tail", "contributor", "Marsh reported from Ness. Contributing: Tom Reed in Saltmarsh; Ann Lee on the islands."),
    ("mid", "related", "( Full results of the harbour vote)"),
    ("mid", "related", "OUR OPINION: Fees are not what ails the port"),
    ("mid", "related", "What is the lease?:Meet the people who will pay for it"),
    ("mid", "related", "See more harbour-related analysis from the Ness Institute."),
    ("mid", "embed", "Unfortunately your browser does not support IFrames."),
    ("mid", "embed", "Browser not compatible."),
    ("mid", "embed", "Don’t see the graphic above? Click here."),
    ("mid", "embed", "continue scrolling"),
    ("mid", "embed", f"CLOSE Ellery said the lease was “a gift to the town” and left. {CAPTION * 3} VPC"),
    ("mid", "app", "Subscribe on Apple Podcasts, Spotify, or wherever you listen to podcasts."),
    ("mid", "app", "Much more of Ann’s interview with Ellery is on Thursday’s Harbour Edition."),
    ("mid", "editor_note", "Our original post continues:"),
    ("mid", "editor_note", "Our original post, at 10:36 a.m. ET —"),
    ("mid", "editor_note", "We'll monitor the hearing and update this post."),
    ("mid", "editor_note", "NRPLUS MEMBER ARTICLE"),
    ("mid", "navigation", "--------------------"),
    ("mid", "navigation", "___."),
    ("mid", "comment", "Are you there? Send your photos and video"),
    ("mid", "comment", "In the comments section below, tell us what the port means to you."),
    ("mid", "donation_appeal", "Help support quality local journalism like this. Subscribe!"),
    ("mid", "donation_appeal", "Freedom of the Press Isn’t Free"),
    ("mid", "donation_appeal", "Hard times. If you value the Gazette’s original reporting, we urge you to support it."),
    ("mid", "donation_appeal", "Our mission is vital now. Please consider making a contribution to Harbour today."),
    ("tail", "contributor", "This story includes reporting from the Harbour News Agency."),
    ("tail", "contributor", "Produced and edited by Tom Reed, who gets seasick."),
    ("tail", "contributor", "Numerous HNN journalists contributed from across the islands."),
    ("mid", "byline", "By Jane Marsh, Staff writer"),
    ("tail", "byline", "—Jane Marsh"),
    ("tail", "byline", "Tide Table is a reported column by Jane Marsh, primarily about the coast."),
    ("tail", "byline", "Jane Marsh and Tom Reed are the authors of “Who Owns the Sea.”"),
    ("tail", "byline", "Tom Reed currently teaches navigation in Ness, and sails."),
    ("tail", "byline", "Jane Marsh is a political writer living in Ness."),
    ("tail", "byline", "— HRO contributor Tom Reed is a fellow at the Ness Institute."),
    ("tail", "editor_note", "Harbour coverage at the Gazette is made possible in part by a grant from the Reed Trust."),
    ("mid", "editor_note", "[UPDATED: May 3, 2021] The following article and its title has been updated for clarity."),
    ("tail", "newsletter", "Stand With Us! Sign up for Ness Watch and we’ll send you two letters a month."),
    ("mid", "subscription", "Subscribe to NESS WEEKLY and stay smart with more of your favorite writers."),
    ("mid", "embed", "This week’s Harbour Podcast is sponsored by the Ness Ferries Cup, which sails on 3 May."),
]  # fmt: skip

SENTENCES = [
    "Jane Marsh. Pool/Getty Images The council blasted the outgoing head of the port, Tom Reed, on Tuesday, and named "
    "a skipper in his place.",
    "Last race:Dec. 20 - W, by a length from Ana Reed",
    "Mr. Reed is a sitting senator, and under the rules no senator may vote twice.",
    "The crane, built in 1990, was sold (it still works).",
    "MAYOR ELLERY: We listened to everybody.",
    "CRANES: Two are broken",
    "She told the crowd to listen to the islands.",
    "Help supports many families here, the union says.",
    "The board made a contribution to Harbour Aid today.",
    "Our first report, the commission said, was wrong: the cranes were old.",
    "Don't see the harbour as a business, she said.",
    "Close to 300 people, most of them from Ness, waited outside the hall.",
    "It was the comments section that closed first.",
    "The island is governed by Jane Marsh and Tom Reed",
    "(They had been there before.)",
    "—and then they left",
    "He grew up in Ness, moved to the capital and came back. Nobody knew why.",
    "He met Prof. Tom Reed",
    "Tom Reed currently faces two charges, the police said.",
    "Jane Marsh, a retired skipper, said she would appeal.",
    "Six in ten want the lease ended, according to a Reuters/Ipsos poll.",
    "The Gazette/HarrisX",
    "The list of the lost was read out. (They were eleven.)",
    "Exclusive: Author of the harbour report says the town must act within a year",
    "She had hoped to be the first to hear about the lease, and sign up for it.",
    "Look: they lease everything #harbour #ness — Jane Marsh (@janemarsh) May 3, 2020",
    "The following report was published by the harbour office in May.",
    "Those who sign up for the watch and who will send you letters are volunteers.",
]  # fmt: skip


@pytest.mark.parametrize(("place", "kind", "line"), FORMS, ids=[line[:30] for _, _, line in FORMS])
def test_a_form_goes_where_outlets_print_it(place: str, kind: str, line: str) -> None:
    assert removed(PLACES[place], line) == [(kind, line)]


@pytest.mark.parametrize("line", SENTENCES, ids=[line[:30] for line in SENTENCES])
@pytest.mark.parametrize("place", [0, 4])
def test_a_sentence_that_looks_like_one_stays(place: int, line: str) -> None:
    assert removed(place, line) == []


def test_the_names_and_the_paper_above_an_article_go() -> None:
    found = removed(0, "Jane Marsh and Tom Reed\n\nThe Ness Republic")
    assert " ".join(text for _, text in found) == "Jane Marsh and Tom Reed The Ness Republic"
    assert {kind for kind, _ in found} == {"byline"}


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("She will be heard on Friday in the town hall. Jane Marsh", "Jane Marsh"),
        ("#related#The mayor will be heard on Friday in the town hall.", "#related#"),
        ("Quick guide The lease Show Hide The lease runs for 30 years.", "Quick guide The lease Show Hide"),
        (
            "It was signed by George ReedGeorge Amos ReedOverland: Port for sale Harbour fees to rise MORE, a skipper.",
            "George Amos ReedOverland: Port for sale Harbour fees to rise MORE",
        ),
        ("The race is shown on the islands (opens in new tab) and in Ness.", "(opens in new tab)"),
        ("See the plan at <a href='https://ness.example/plan'>the harbour site.", "<a href='https://ness.example/plan'>"),
        ("It was <br/>signed by both, and 3 < 5 > 2.", "<br/>"),
        ("NRPLUS MEMBER ARTICLE The lease runs for 30 years.", "NRPLUS MEMBER ARTICLE"),
        ("It was signed by Brad Reed Bradley (Brad) James ReedMORE and others.", "Bradley (Brad) James ReedMORE"),
    ],
)  # fmt: skip
def test_a_piece_of_a_line_goes_alone(line: str, gone: str) -> None:
    assert [text for _, text in removed(7, line)] == [gone]


def test_tags_of_a_plain_text_go_and_their_words_stay() -> None:
    line = 'See <a href="https://ness.example">the <em>harbour</em> site</a>.'
    assert [text for _, text in removed(4, line)] == ['<a href="https://ness.example">', "<em>", "</em>", "</a>"]


def test_a_note_about_the_author_between_two_pieces_goes() -> None:
    note = "Jane Marsh is a professor of history and the author of a book about the coast."
    for rest, gone in (("-----", [note, "-----"]), ("The lease ends in 2050.", [])):
        text = "\n\n".join((*BODY, note, rest, *BODY))
        spans = find_boilerplate(text, None, lambda _: False)
        assert [text[span.start : span.end].strip() for span in spans] == gone


def test_a_credit_that_opens_a_line_goes_alone() -> None:
    credits = ("Ana Maria Solt/AP ", "Kit Orme/Quay Call/AP/File ", "Jo Brandt/Getty Images ")
    rests = ("Harbour master Rhys Coe looks at the quay on Sept. 26, 2019.", "“We will go on,” Rhys Coe told the town.")
    for place in (0, 2, 4):
        for credit in credits:
            assert removed(place, credit + rests[1]) == [("photo_credit", credit.strip())]
        assert removed(place, credits[0] + rests[0]) == [("photo_credit", credits[0].strip())]
        for poll in ("Kai Lund/AP Poll finds few friends of the lease.", "A Harbour Post/AP survey found few friends."):
            assert removed(place, poll) == []
