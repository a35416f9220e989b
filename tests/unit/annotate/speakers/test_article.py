"""Who speaks, with the names that the article itself gives: titles, pronouns, descriptions, families, bodies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tasks.annotate.entities.find import find_entities
from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.spans import Quote
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body

Parse = Callable[[str], Doc]


def quotes_of(parse: Parse, body: str) -> list[Quote]:
    parsed = Body(parse(body))
    mentions = find_entities(parsed)
    return find_quotes(parsed, mentions, [], SpeakerResolver(parsed, mentions))


LAST = [
    # a stop after a title ends no sentence, and no name
    ("“The road was icy,” said Const. Devin Hollis of the Brandon force.", "Devin Hollis"),
    ("Two men were held. “Nobody was hurt,” Staff Sgt. Nora Whitby told reporters.", "Nora Whitby"),
    ("Coun. Petra Lindqvist of Barrie, Ont., said the plan was dead.", "Petra Lindqvist"),
    ("Crown prosecutor Simon Achebe said the case would go on.", "Simon Achebe"),
    ("“We will appeal,” Helen Marchetti QC said on Monday.", "Helen Marchetti"),
    # names of many makes
    ("“We are ready,” said Aoife O’Sullivan-Byrne.", "Aoife O'Sullivan-Byrne"),
    ("Karel van der Meulen spoke first. “It works,” van der Meulen said.", "Karel van der Meulen"),
    ("Fatima al-Rashidi spoke first. “It works,” al-Rashidi said.", "Fatima al-Rashidi"),
    ("Kim Sung-ho spoke first. “It works,” Kim said.", "Kim Sung-ho"),
    # one whom the model takes for a body speaks like a person
    ("Ivana Kovačić, 34, runs a bakery. “We sold out,” Kovačić said.", "Ivana Kovačić"),
    # first names and families
    ("Peter Hale and his wife Ruth Hale own the farm. “It burned,” Mrs. Hale said.", "Ruth Hale"),
    ("Ron Hale said the farm burned. His uncle was Max Hale. “We lost it,” Hale said.", "Ron Hale"),
    # the nearer of two who share a surname
    (
        "Max Hale owns a mill.\nThe mill is old.\nRain fell.\nCapt. Ron Hale led the crew. “We saved it,” Hale said.",
        "Ron Hale",
    ),
    # a word that opens the sentence is no part of the name
    (
        "Mayor Paul Trent said it was safe.\nEchoing Trent, the clerk left. “It is late,” Trent said.",
        "Paul Trent",
    ),
    # pronouns over the words of others and over line breaks
    ("Ann Roe left the hall.\n“It is over. We tried for a year.”\n“Nobody listened,” she said.", "Ann Roe"),
    ("Ann Roe said it was over. “No,” said Paul Trent. “It is not,” he added.", "Paul Trent"),
    ("Although Paul Trent’s office agreed, he said the plan was a bad idea.", "Paul Trent"),
    ("The report blamed Paul Trent. He said it was wrong.", "Paul Trent"),
    ("A spokeswoman for Paul Trent left. Paul Trent stayed, and he said it was wrong.", "Paul Trent"),
    ("Ann Roe doubled down on her claim that the vote was stolen.", "Ann Roe"),
    # functions, seats and ages
    (
        "Sen. Ann Roe, D-Fla., voted no. Sen. Paul Trent (R-Ky.) voted yes. The Florida senator said it failed.",
        "Ann Roe",
    ),
    ("Inspector general Paul Trent came late. The agency’s inspector general said it failed.", "Paul Trent"),
    ("The police chief said nobody was hurt. “We were lucky,” Chief Paul Trent said.", "Paul Trent"),
    ("Ann Roe, a local lawyer who had advised them, said it failed.", "Ann Roe"),
    ("A former minister -- Ann Roe, who lost in May -- said it failed.", "Ann Roe"),
    ("Ann Roe, 34, teaches maths. The 34-year-old said it failed.", "Ann Roe"),
    ("Ann Roe said it failed. “We tried,” the mother of two said.", "Ann Roe"),
    ("Mayor Paul Trent left. The visibly angry mayor said it failed.", "Paul Trent"),
    ("Rep. Ann Roe filed the suit on Monday. The Kentucky Republican said it would succeed.", "Ann Roe"),
    # whoever gives a government its name needs no title
    (
        "Peter Hale met Ann Roe. The Hale administration has few friends, and Hale knows it. Hale left. Hale told "
        "reporters it failed.\nHale spoke again. The president said it failed.",
        "Peter Hale",
    ),
    # the subject within what is reported before "he said" is not who reports
    (
        "The plan is dead, according to Paul Trent. The fund has grown since Max Hale announced it, he said.",
        "Paul Trent",
    ),
    ("The plan is dead, according to Paul Trent. Max Hale has lied, he said, and the plan is dead.", "Paul Trent"),
    ("Paul Trent rejected Max Hale’s claim that it failed. “It worked,” he said.", "Paul Trent"),
    # who spoke in the sentence itself goes on, whoever else is a subject there
    ("Ann Roe said it was over, and after Mary Hale left she said nobody had listened.", "Ann Roe"),
    (
        "The Bank of England said rates rose, and after Acme Robotics closed a mill it said prices would follow.",
        "Bank of England",
    ),
    # bodies by another word for them
    ("The Senate Farm Committee met. “It was fair,” the panel said.", "Senate Farm Committee"),
    ("Acme Robotics, a nonprofit group, met. The group said it was fair.", "Acme Robotics"),
    ("The bank, Northern & Dales, said it was fair.", "Northern & Dales"),
]


@pytest.mark.parametrize(("body", "name"), LAST)
def test_names_the_last_speaker(parse: Parse, body: str, name: str) -> None:
    last = quotes_of(parse, body)[-1]
    assert last.speaker_name == name
    assert last.speaker_rule is not None


@pytest.mark.parametrize(
    "body",
    [
        # two bearers of a surname, side by side
        "Max Hale and Ron Hale own the farm. “It burned,” Hale said.",
        # somebody's lawyer is not the lawyer of another
        "Paul Trent was charged. Ann Roe, a lawyer for the city, left. “It is unfair,” Trent’s lawyer said.",
        # a woman and "he"
        "Ann Roe left the hall. “Nobody listened,” he said.",
        # two women
        "Ann Roe and Mary Hale met at the hall. The door closed. “Nobody listened,” she said.",
        # named too seldom, for pronouns do not name; no government after him; another office
        "Peter Hale met Ann Roe. The Hale administration has few friends. He left. He told reporters it failed.\nHale "
        "spoke again. The president said it failed.",
        "Peter Hale met Ann Roe. The Hale family has few friends, and Hale knows it. Hale left. Hale told reporters it "
        "failed.\nHale spoke again. The president said it failed.",
        "Peter Hale met Ann Roe. The Hale administration has few friends, and Hale knows it. Hale left. Hale told "
        "reporters it failed.\nHale spoke again. The former president said it failed.",
        # a mayor has no seat in a parliament; a lawyer has none to be called by
        "Mayor Paul Trent left. The Kentucky Republican said it would succeed.",
        "Rep. Ann Roe filed the suit on Monday. The Kentucky lawyer said it would succeed.",
        # some aide's lawyer is not the one brought in later
        "An aide’s lawyer said nobody was hurt. Lawyer Paul Trent left.",
        # an age that a verb parts from the name behind it
        "Mara Lind left. The 37-year-old revealed Jeff Orlin had lied. The 37-year-old said it failed.",
        # words that name him as others do
        "Fedor Lind said it failed. “Mara Orlin has thanked Lind for his work in the port.”",
        # he was with Orlin, so that he is not Orlin
        "It cost days at Orlin’s house. That day he was seen with Orlin. Was it late? He said it failed.",
    ],
)
def test_leaves_out_the_doubtful(parse: Parse, body: str) -> None:
    last = quotes_of(parse, body)[-1]
    # An office that nobody is told to hold is a speaker, and no named person.
    assert last.speaker_kind != "person" or (last.speaker_key or "role:").startswith("role:")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "Paul Trent came. Ann Roe stood by his side in the storm.\n“We need a man like him now more than ever.”",
            "Ann Roe",
        ),
        ("Ann Roe said it failed.\nRain fell all day.\n“We need somebody like him now, and soon.”", None),
        (
            "Ann Roe stood by his side. She left the hall at noon.\n“We need a man like him now more than ever.”",
            "Ann Roe",
        ),
        # another quotation stands between
        ("Ann Roe stood by his side in the storm.\n“Rain fell.”\n“We need a man like him now more than ever.”", None),
        # the sentence before has no subject, or a quoted one
        ("What a day in the old hall of the town.\n“We need a man like him now more than ever.”", None),
        ("“Ann Roe stood by his side in the storm” of that May.\n“We need a man like him now more than ever.”", None),
        # it goes on in its line
        (
            "Ann Roe stood by his side in the storm.\n“We need a man like him now more than ever.” The crowd roared.",
            None,
        ),
    ],
)
def test_a_quotation_alone_is_whose_sentence_stands_before_it(parse: Parse, body: str, name: str | None) -> None:
    last = quotes_of(parse, body)[-1]
    assert (last.speaker_name, last.speaker) == (name, None)


@pytest.mark.parametrize("noun", ["committee", "mining company"])
def test_only_what_any_business_is_called_means_the_one_named(parse: Parse, noun: str) -> None:
    body = f"Northern Mills closed. Northern Mills lost money. The {noun} said it was fair."
    assert quotes_of(parse, body)[-1].speaker_name is None


def test_a_role_told_twice_is_known_once(parse: Parse) -> None:
    body = Body(parse("Mayor Paul Trent left. Mayor Paul Trent came back."))
    before, after = ArticleSpeakers(body, find_entities(body)).list_roles("mayor", len(body.doc))
    assert ([role.at for role in before], list(after)) == ([2], [])


def test_only_bodies_are_introduced(parse: Parse) -> None:
    body = Body(parse("Acme Robotics, a law firm, met Ann Roe, a bank, in May."))
    assert ArticleSpeakers(body, find_entities(body)).descriptors == {"org:acme-robotics": {"law", "firm"}}


def test_he_and_his_team_are_several(parse: Parse) -> None:
    body = "Paul Trent left. He and his team have argued that it failed."
    assert quotes_of(parse, body)[-1].speaker_kind == "group"


def test_the_function_of_one_is_not_that_of_both(parse: Parse) -> None:
    body = "President Ann Roe and House leader Paul Trent met. “It failed,” Trent said."
    assert quotes_of(parse, body)[-1].speaker_role == "House leader"
