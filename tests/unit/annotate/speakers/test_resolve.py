"""Who a speaker's mention is: names, pronouns, descriptions, the unnamed, groups and bodies."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tasks.annotate.entities.find import find_entities
from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.spans import Mention, Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body

Parse = Callable[[str], Doc]


def find(body: str, text: str, label: str, name: str, key: str, link: str = "name") -> list[Mention]:
    found, start = [], body.find(text)
    while start >= 0:
        end = start + len(text)
        found.append(
            Mention(start=start, end=end, label=label, name=name, entity_key=key, link=link, rule="people.full_name")
        )
        start = body.find(text, start + len(text))
    return found


LOPEZ = ("Maria Lopez", "person", "Maria Lopez", "person:maria-lopez")
BRANDT = ("Peter Brandt", "person", "Peter Brandt", "person:peter-brandt")
BANK = ("Bank of England", "organization", "Bank of England", "org:bank-of-england")
SEOUL = ("Seoul", "place", "South Korea", "place:KR")
GERMANS = ("Germans", "nationality", "Germany", "place:DE")
PAPER = ("Rye Republican", "organization", "Rye Republican", "org:rye-republican")
RAIN = "Rain fell all day on the hills, the roads and the old fields of the north. "


def quotes_of(parse: Parse, body: str) -> list[Quote]:
    mentions = [mention for known in (LOPEZ, BRANDT, BANK, SEOUL, GERMANS, PAPER) for mention in find(body, *known)]
    mentions.sort(key=lambda mention: mention.start)
    parsed = Body(parse(body))
    return find_quotes(parsed, mentions, [], SpeakerResolver(parsed, mentions))


LAST = [
    ("Maria Lopez said it was safe.", "Maria Lopez", "person"),
    ("Maria Lopez spoke on Monday. She said it was safe.", "Maria Lopez", "person"),
    ("Seoul said it was safe.", "South Korea", "government"),
    (
        "The Bank of England said rates would rise. It warned that prices would follow.",
        "Bank of England",
        "organization",
    ),
    ("Maria Lopez, the deputy mayor, left. The deputy mayor said it was safe.", "Maria Lopez", "person"),
    (
        "Maria Lopez said it was safe. Peter Brandt said it was not. He added that it would fall.",
        "Peter Brandt",
        "person",
    ),
    # The reporting subject, not the one inside what is reported.
    ("Maria Lopez said that Peter Brandt had lied. She added that it was safe.", "Maria Lopez", "person"),
    # Whom a clause is done to, and whom it goes on to name, are others than its pronoun.
    ("Maria Lopez came. Peter Brandt left. After meeting with Peter Brandt, he said it was safe.", None, "unknown"),
    ("Peter Brandt left. He said Peter Brandt was late.", None, "unknown"),
    ("Peter Brandt spoke. His answer to Maria Lopez's offer was short, he said.", "Peter Brandt", "person"),
    ("Peter Brandt wore what one aide called his best coat. He said it was safe.", "Peter Brandt", "person"),
    ("Peter Brandt was so moved by it, he decided to go. He said it was safe.", "Peter Brandt", "person"),
    ("The bridge shook, said a report from Maria Lopez and Peter Brandt.", "Maria Lopez and Peter Brandt", "group"),
    ("Maria Lopez's letter said it was safe.", "Maria Lopez", "person"),
    ("Maria Lopez came. Her letter said it was safe.", "Maria Lopez", "person"),
    ("A Bank of England statement said it was safe.", "Bank of England", "organization"),
    ("A statement issued by the Bank of England said it was safe.", "Bank of England", "organization"),
    ("Maria Lopez's numbers show it was safe.", None, "unknown"),
    ("A Tuesday report said it was safe.", None, "unknown"),
    ("Maria Lopez wrote the official demanding that it be closed.", "Maria Lopez", "person"),
    ("He taught at a school founded by Maria Lopez that calls itself the best in Rye.", None, "organization"),
    ("A senior French official said it was safe.", "senior French official", "anonymous"),
    (
        "A senior French official said it was safe. The official added that it would open.",
        "senior French official",
        "anonymous",
    ),
    ("A French official spoke. Another official said it was safe.", "Another official", "anonymous"),
    ("Two officials said it was safe.", "Two officials", "anonymous"),
    ("He met Maria Lopez of the Bank of England, which said it was safe.", "Bank of England", "organization"),
    ("Analysts said it was safe.", "Analysts", "group"),
    ("People familiar with the matter said it was safe.", "People familiar with the matter", "anonymous"),
    ("Maria Lopez and Peter Brandt said it was safe.", "Maria Lopez and Peter Brandt", "group"),
    ("Rep. Maria Lopez (D-Vt.) said it was safe.", "Maria Lopez", "person"),
    (
        "Maria Lopez, a member of the house panel and the farm caucus, said it was safe.",
        "Maria Lopez",
        "person",
    ),
    (
        "Peter Brandt and Deputy Mayor Maria Lopez said it was safe.",
        "Peter Brandt and Maria Lopez",
        "group",
    ),
    ("A spokeswoman for the port, Maria Lopez, said it was safe.", "Maria Lopez", "person"),
    ("Sen. Maria Lopez left. The senator said it was safe.", "Maria Lopez", "person"),
    ("LISBON, May 7 (NPA) - Maria Lopez left, saying that it was safe.", "Maria Lopez", "person"),
    (
        "The Bank of England met. The Bank of England said rates rose. The bank said prices would follow.",
        "Bank of England",
        "organization",
    ),
    ("The bridge was safe, according to data from the Bank of England.", "Bank of England", "organization"),
    ("The fishers’ union, the FLU, said it was safe.", "FLU", "organization"),
    ("The bridge was safe, according to the transport ministry in Lisbon.", "transport ministry", "government"),
    ("The coast guard said it was safe.", "coast guard", "government"),
    ("Two officials left. They said it was safe.", "Two officials", "anonymous"),
    ("Two officials said it was safe. They said it would open.", "Two officials", "anonymous"),
    (
        "A person who attended the meeting said it was safe. “It will open,” the person said.",
        "person",
        "anonymous",
    ),
    (
        "An engineer at the site, who asked not to be named, said it was safe.",
        "engineer at the site",
        "anonymous",
    ),
    ("One of the engineers said it was safe.", "One of the engineers", "anonymous"),
    ("Peter Brandt, who replaced Maria Lopez, said it was safe.", "Peter Brandt", "person"),
    ("Critics praised Maria Lopez, who said it was safe.", "Maria Lopez", "person"),
    # joined: not a second function; names anywhere in the phrase; but nobody who is not a third person
    ("The Bank of England and parliament said it was safe.", "The Bank of England and parliament", "group"),
    (
        "Officials, joined by Deputy Mayor Maria Lopez and Peter Brandt, said it was safe.",
        "Officials, joined by Deputy Mayor Maria Lopez and Peter Brandt",
        "group",
    ),
    ("We and our partners said it was safe.", None, "unknown"),
    # some of several: "of" them, and they are persons
    ("Three from the group of officers said it was safe.", None, "unknown"),
    ("One of them said it was safe.", "one of them", "anonymous"),
    # whom she tells of is not who spoke last
    ("Ann Roe said a supervisor had asked her to leave. She said it was safe.", "Ann Roe", "person"),
    ("Two of the three, both officers, said it was safe.", "officers", "anonymous"),
    # a paper may be called after a party, and its name is no member; a people is not its state
    ("The Rye Republican said it was safe.", "Rye Republican", "organization"),
    ("Germans said it was safe.", None, "unknown"),
    # what goes beyond the mention is not part of a description
    ("The mayor met a crowd of supporters saying it was safe.", "crowd of supporters", "group"),
    # who is spoken to does not say it; a note is passed on, nobody is joined
    ("Maria Lopez sent a text message to supporters saying it was safe.", "Maria Lopez", "person"),
    ("The note, sent to Maria Lopez and passed to Peter Brandt, said it was safe.", None, "unknown"),
    ("The police said it was safe.", "police", "organization"),
    # names near a function that are not its bearer's
    ("A spokeswoman for Maria Lopez said it was safe.", "spokeswoman for Maria Lopez", "anonymous"),
    ("It failed, according to a local doctor -- Seoul -- and they left.", "local doctor", "anonymous"),
    ("The charity, a shelter in Leeds, said it was safe.", None, "organization"),
    # only what is written has an author
    ("A lawyer from the Bank of England said it was safe.", "lawyer from the Bank of England", "anonymous"),
    # some mayor is not the mayor; an unnamed official is nobody named
    ("Mayor Maria Lopez left. A mayor said it was safe.", "mayor", "anonymous"),
    ("Maria Lopez said it failed. The unnamed official said it would open.", "official", "anonymous"),
    ("The Kentucky Republican said it would succeed.", None, "person"),
    # a committee is not whatever body spoke
    ("The Bank of England said rates rose. The committee said prices would follow.", None, "organization"),
    # a sentence without a subject stands between
    (
        "Maria Lopez left the hall. What a day in the old town of the north. She said nobody had listened.",
        "Maria Lopez",
        "person",
    ),
]


@pytest.mark.parametrize(("body", "name", "kind"), LAST)
def test_resolves_the_last_speaker(parse: Parse, body: str, name: str | None, kind: str) -> None:
    quote = quotes_of(parse, body)[-1]
    assert (quote.speaker_name, quote.speaker_kind) == (name, kind)
    assert quote.is_anonymous == (kind == "anonymous")
    assert (quote.speaker_key is None) == (name is None)
    assert (quote.speaker_rule is None) == (kind == "unknown")


@pytest.mark.parametrize(
    "body",
    [
        "It said that the bridge was safe.",
        # "It" is who or what was just told of, not whom its words tell of.
        "The foreign ministry issued a note on Monday. Seoul will answer the port, it said.",
        "A study was out on Monday. The Bank of England harms the port, it said.",
        "He said that the bridge was safe.",
        "A senior French official and an aide left. They said it was safe, and he said it was not.",
        "A poll showed that the bridge was popular.",
        # One unnamed speaker is not "they"; another's ministry is not "the military".
        "A federal judge said it was safe. They said it would open.",
        # "It" may be the log.
        "The Bank of England said rates rose. An outlet has seen a log of the deals. It says that prices fell.",
        "The charity that opened the bridge met Peter Brandt. The company said it was safe.",
        # A woman's title and "he": no guess.
        "Ms. Maria Lopez left. He said the bridge was safe.",
        # two are not "he"; nor is who spoke long before
        "Two officials said it was safe. He said it would open.",
        f"Peter Brandt said it failed. {RAIN * 12}He said nobody had listened.",
        # "She" may be the actress; nor is she whom a quotation names
        "Maria Lopez left the hall. An actress waited outside in the rain. She said nobody had listened.",
        "“Rain fell. Maria Lopez left” on that old day in the May of the storm. She said nobody had listened.",
        # a person, but which
        "A person said it was safe.",
        # "which" is no place and no person; "who" may ask
        "He met Maria Lopez of Seoul, which said it was safe.",
        "“It is safe,” who said?",
        # a survey is nobody whose name may follow
        "According to a survey of the port, Maria Lopez, it was safe.",
    ],
)
def test_leaves_the_unknown_unknown(parse: Parse, body: str) -> None:
    quote = quotes_of(parse, body)[-1]
    assert quote.speaker_name is None
    assert quote.speaker_key is None


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("NATO spokeswoman Maria Lopez said it was safe.", "NATO spokeswoman"),
        ("Maria Lopez, the city’s deputy mayor, said it was safe.", "city’s deputy mayor"),
        ("The deputy mayor, Maria Lopez, said it was safe.", "deputy mayor"),
        ("Ms. Maria Lopez said it was safe.", None),
        ("Maria Lopez, a mother of two, said it was safe.", None),
    ],
)
def test_reads_roles_from_titles_and_appositions(parse: Parse, body: str, role: str | None) -> None:
    (quote,) = quotes_of(parse, body)
    assert quote.speaker_role == role


def test_a_role_holds_for_later_mentions(parse: Parse) -> None:
    body = "Maria Lopez, the deputy mayor, left. “It is safe,” Maria Lopez said."
    assert quotes_of(parse, body)[-1].speaker_role == "deputy mayor"


def test_one_unnamed_speaker_has_one_identity(parse: Parse) -> None:
    body = "A senior U.S. official said it was safe. “It will open,” the unnamed official said."
    first, second = quotes_of(parse, body)
    assert first.speaker_key == second.speaker_key == "anonymous:senior-u-s-official"


def test_officials_are_not_the_official(parse: Parse) -> None:
    body = "A senior U.S. official said it was safe. The bridge was closed, according to officials."
    first, second = quotes_of(parse, body)
    assert first.speaker_key != second.speaker_key


def test_a_name_of_no_known_kind_is_read_as_a_description(parse: Parse) -> None:
    body = Body(parse("The farm bank said it was safe."))
    unknown = Mention(
        start=4, end=13, label="work", name="farm bank", entity_key=None, link="name", rule="people.full_name"
    )
    (quote,) = find_quotes(body, [unknown], [], SpeakerResolver(body, [unknown]))
    assert (quote.speaker_kind, quote.speaker_rule) == ("organization", "body.unnamed")


def test_a_function_named_before_a_pronoun_is_meant(parse: Parse) -> None:
    body = "Maria Lopez, the deputy mayor, met Peter Brandt, the chairman. “It is late,” Peter Brandt said.\n\n"
    body += "On Monday the deputy mayor gave a speech in which she called it safe."
    assert [(quote.speaker_name, quote.speaker_rule) for quote in quotes_of(parse, body)][-1] == (
        "Maria Lopez",
        "pronoun.described_before",
    )


def test_nobody_is_passed_over_for_who_spoke_before(parse: Parse) -> None:
    body = "Peter Brandt said it was safe. The dead were many, as Zaheda Orin saw. He added that it was late."
    mentions = [*find(body, *BRANDT), *find(body, "Zaheda Orin", "person", "Zaheda Orin", "person:zaheda-orin")]
    parsed = Body(parse(body))
    quotes = find_quotes(parsed, mentions, [], SpeakerResolver(parsed, mentions))
    assert [quote.speaker_name for quote in quotes] == ["Peter Brandt", None]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        # one who spoke inside another's sentence is not "he"; the owner of what a clause tells of is
        (
            "Paul Trent warned that the port, which Peter Brandt said he hated, would close. He left. He said so.",
            "Paul Trent",
        ),
        ("The fair heard Paul Trent’s speech on Peter Brandt, in which he warned that dams would fail.", "Paul Trent"),
        # a pronoun is meant on, not the one named beside it, nor whom only a quotation or a thing's name has
        ("Paul Trent left. He led the Brandt commission in May. He said it was late. Peter Brandt left.", "Paul Trent"),
        ("The vote was late, and the mayor’s father left with Peter Brandt. He said it was late.", None),
        # a friend who is only named
        (
            "Rep. Paul Trent of Ohio, a friend of Sen. Peter Brandt, left. “It is late,” the Kentucky Republican said.",
            "Paul Trent",
        ),
        # whoever does what he speaks of in the same sentence; a ministry of another name; a name behind its office
        ("Paul Trent said it failed. Norway’s mayor attacks what he calls a “bad act.”", "Norway’s mayor"),
        (
            "India’s Interior Ministry said it was over.\n\nIt was late, the Ministry of Foreign Affairs said.",
            "Ministry of Foreign Affairs",
        ),
        ("U.S. Ambassador to the U.N. Lina Thomas-Greene said it failed.", "Lina Thomas-Greene"),
        # whoever holds no such office
        ("Dr. Paul Trent met the board. “It is a bad cold,” the physician said.", "Paul Trent"),
        ("President Paul Trent met the board. “It is a bad cold,” the physician said.", None),
        # another body was named since; a camp; somebody
        ("The Rye Gazette said it closed. The Moor Bank was its owner. The company said nobody would pay.", None),
        ("Police said 40 men had come. The company denied that it was late.", None),
        ("The Trent camp said that nobody would pay. Paul Trent left.", "Trent camp"),
        ("One person said that nobody would pay.", "person"),
        ("Someone at the port said that nobody would pay.", "Someone at the port"),
        # the one public figure of an office; of two none, nor one who is only named once
        ("Barack Obama won in May. Obama left the hall. The president said it failed.", "Barack Obama"),
        ("Angela Merkel left the hall after lunch. The chancellor said it failed.", "Angela Merkel"),
        ("Barack Obama met George W. Bush. Obama and Bush left the hall. The president said it failed.", "president"),
        ("Barack Obama won in May. It rained. The president said it failed.", "president"),
        ("Senate leader Chuck Schumer met clerks in May. The Hezbollah leader said it failed.", "Hezbollah leader"),
        ("Senate leader Chuck Schumer met clerks in May. The Democratic leader said it failed.", "Chuck Schumer"),
        # an army is no newspaper called after it; whose message came speaks in it, not who got it
        ("The Army Times wrote on Monday. The Army said that the mill was safe.", "Army"),
        ("Paul Trent got a letter from Ann Roe saying that the mill would close.", "Ann Roe"),
        ("Paul Trent received a call from Ann Roe on Monday, saying that the mill would close.", "Ann Roe"),
        ("Paul Trent sent a letter from prison saying that he was well.", "Paul Trent"),
        ("Paul Trent issued a statement from Geneva saying that the talks had failed.", "Paul Trent"),
        # who comes before a comma that should be a full stop, though another spoke before
        (
            "Ned Farr said no.\n\nMilo Trent was so shaken by the crash, he began to write. He says, “It is late.”",
            "Milo Trent",
        ),
        (
            "Ned Farr said it failed.\n\nMilo Trent was so moved by it, he chose to stay. He added that it was late.",
            "Milo Trent",
        ),
        # who does what the clause above tells, not whom that only mentions
        ("Clerks who know Ann Roe laughed at a nurse because she said that it had closed.", None),
        ("The board was forced to suspend Paul Trent after he said that it had closed.", "Paul Trent"),
    ],
)
def test_who_is_meant_among_several(parse: Parse, body: str, name: str | None) -> None:
    parsed = Body(parse(body))
    mentions = find_entities(parsed)
    quotes = find_quotes(parsed, mentions, [], SpeakerResolver(parsed, mentions))
    said = [quote for quote in quotes if quote.speaker is not None][-1]
    assert said.speaker_name == name
