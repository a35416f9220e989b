"""Who is anonymous, who holds an office, whose lawyer somebody is, and what the bodies around a person are called."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tasks.annotate.entities.find import find_entities
from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.spans import Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body

Parse = Callable[[str], Doc]


def quotes_of(parse: Parse, text: str) -> list[Quote]:
    body = Body(parse(text))
    mentions = find_entities(body)
    return find_quotes(body, mentions, [], SpeakerResolver(body, mentions))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Rye’s governor said it was safe.", "role:rye-s-governor"),
        ("The head of the power board said it was safe.", "role:head-of-the-power-board"),
        ("The attorney general said it was safe.", "role:attorney-general"),
        ("Rye’s governor said it failed. The governor said it was safe.", "role:rye-s-governor"),
        ("Trent’s special envoy for Rye said it was safe.", "role:trent-s-special-envoy-for-rye"),
        ("Even the mayor said it was safe.", "role:mayor"),
        ("A former mayor said it was safe.", "anonymous:former-mayor"),
        ("The mayor, who asked not to be named, said it was safe.", "anonymous:mayor"),
        ("A deputy minister said it was safe.", "anonymous:deputy-minister"),
    ],
)
def test_an_office_that_one_person_holds_is_not_anonymous(parse: Parse, text: str, key: str) -> None:
    quote = quotes_of(parse, text)[-1]
    assert quote.speaker_key == key
    assert quote.is_anonymous is key.startswith("anonymous:")


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        # One of a kind is somebody unnamed, several are a group; who asked not to be named is unnamed.
        ("A student wrote that it was late.", "anonymous:student", "anonymous"),
        ("Students wrote that it was late.", "group:students", "group"),
        ("The student said it was late.", None, "person"),
        ("The nurses, who spoke on condition of anonymity, said it was late.", "anonymous:nurses", "anonymous"),
        ("The family said it was late.", "group:family", "group"),
        # All of a kind
        ("Every official said it was late.", "group:every-official", "group"),
        # A spokesman in the first lines need not be the one named below; a judge may be.
        ("A spokesman said it was late. Spokesman Paul Trent left.", "anonymous:spokesman", "anonymous"),
        ("A federal judge said it was late. Judge Paul Trent left.", None, "person"),
    ],
)
def test_who_is_left_unnamed(parse: Parse, text: str, key: str | None, kind: str) -> None:
    first = quotes_of(parse, text)[0]
    assert (first.speaker_key, first.speaker_kind) == (key, kind)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Paul Trent met the press. Asked by a voter whether it failed, he said it was late.", "Paul Trent"),
        ("Ann Roe left. A masked man shouted that it failed. She said it was late.", "Ann Roe"),
    ],
)
def test_an_unnamed_one_told_of_in_passing_is_no_pronouns(parse: Parse, text: str, name: str) -> None:
    assert quotes_of(parse, text)[-1].speaker_name == name


def test_two_unnamed_sources_have_two_keys(parse: Parse) -> None:
    text = "An aide said it was safe. Another aide said it was not. A second aide said it was late."
    keys = [quote.speaker_key for quote in quotes_of(parse, text)]
    assert len(set(keys)) == len(keys) == 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Paul Trent was fined. His attorney said it was unfair.", "Trent's attorney"),
        # Another's attorney is named.
        (
            "Mary Sims, an attorney for the port, left. Paul Trent was fined. His attorney said it was unfair.",
            "Trent's attorney",
        ),
        ("Rye police said it was safe.", None),
        ("Clinton’s campaign said it was safe.", "Clinton campaign"),
        ("Paul Trent lost the vote. His campaign said it was over.", "Trent campaign"),
    ],
)
def test_whose_somebody_or_a_body_is(parse: Parse, text: str, name: str | None) -> None:
    quote = quotes_of(parse, text)[-1]
    assert name is None or quote.speaker_name == name
    assert "attorney" in text or not quote.is_anonymous


def test_a_spokeswoman_is_not_a_man_named_elsewhere(parse: Parse) -> None:
    text = "The show’s spokeswoman said it was safe. “We left early,” spokesman Warren Lusk said."
    first, last = quotes_of(parse, text)
    assert first.speaker_name != last.speaker_name == "Warren Lusk"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "“It failed,” said Paul Trent, vice president of planning for Harbour Power, which maintains cables.",
            "vice president of planning for Harbour Power",
        ),
        (
            "“It failed,” said Ann Roe, a candidate from the second district, who is also the chairwoman.",
            "candidate from the second district",
        ),
    ],
)
def test_a_role_ends_before_a_relative_clause(parse: Parse, text: str, role: str) -> None:
    assert quotes_of(parse, text)[-1].speaker_role == role


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The administration said it was safe.", "body:administration"),
        (
            "The administration said it was safe. Ann Roe of the Hale administration met Carl Hale.",
            "body:administration",
        ),
        (
            "The Roe administration met. The administration said it was safe. Ann Roe told the Roe administration.",
            "org:roe-administration",
        ),
        ("The administration said it was safe. Ann Roe left. She met Barack Obama.", "body:administration"),
        ("An administration that wants it says it is safe.", None),
        ("The GOP campaign said it was safe.", None),
        ("“It failed,” said one.", "anonymous:one"),
        ("An aide agreed. Another said it failed.", "anonymous:another"),
        ("One rumor spread. Another said it failed.", None),
        ("One long study of the port said it failed.", None),
        ("He showed how one felt about it.", None),
    ],
)
def test_who_is_told_by_a_number_or_a_general_body(parse: Parse, text: str, key: str | None) -> None:
    assert (quotes_of(parse, text) or [None])[-1] is None or quotes_of(parse, text)[-1].speaker_key == key


def test_what_a_sentence_says_of_somebody(parse: Parse) -> None:
    (named,) = quotes_of(parse, "Ann Roe is a lawyer who said it was safe.")
    assert (named.speaker_name, named.speaker_rule) == ("Ann Roe", "relative.told_of")
    (unknown,) = quotes_of(parse, "She is a lawyer who said it was safe.")
    assert unknown.speaker_name is None


def test_a_role_keeps_its_first_part(parse: Parse) -> None:
    text = "“It failed,” said Paul Trent, co-founder of the Harbour Committee, which is pulling out."
    assert quotes_of(parse, text)[-1].speaker_role == "co-founder of the Harbour Committee"


@pytest.mark.parametrize(
    ("body", "name", "kind"),
    [
        # who spoke last goes by another word, but for another office, sex or party, or after somebody else was named
        ("“It failed,” said Paul Trent. The former governor said it would open.", "Paul Trent", "person"),
        ("“It failed,” said Ann Roe. The businessman said it would open.", None, "person"),
        ("“It failed,” said President Paul Trent. The former governor said it would open.", None, "person"),
        # the words begin with one of another sex
        ("“It failed,” said Paul Trent. The ex-governor said she was sorry.", None, "person"),
        ("“It failed,” said Rep. Paul Trent (R-Ky.). The Democrat said it would open.", None, "person"),
        ("“It failed,” Trade Chair Paul Trent said of Ann Roe. The Ohio Democrat said no.", "Paul Trent", "person"),
        ("Like Ann Roe, Paul Trent has left. He said it would open.", "Paul Trent", "person"),
        ("“It failed,” said Paul Trent. After Ann Roe left, the candidate said it would open.", None, "person"),
        # whom the article brought in without a word, and whom it names
        (
            "A junior diplomat left. Ann Roe said it failed. The diplomat said it was safe.",
            "junior diplomat",
            "anonymous",
        ),
        ("One of the sources left. Ann Roe said it failed. The source said it was safe.", "source", "anonymous"),
        # relatives whom nobody names
        ("Paul Trent left. His wife said it was safe.", "Trent's wife", "anonymous"),
        ("Roe’s mother said it was safe.", "Roe’s mother", "anonymous"),
        ("His wife, Min So-ra, said it was safe.", "Min So-ra", "person"),
        ("“It was safe,” says one mother, who left.", "mother", "anonymous"),
        # another country's president, of whom the sentence before tells
        (
            "U.S. President Ann Roe sat. Turkish President Cem Brandt met her in Rye. The president said it was over.",
            "president",
            "person",
        ),
        # who acts, behind a verb for keeping somebody from it
        ("The rain did not deter Theo Brandt from declaring that the port was safe.", "Theo Brandt", "person"),
        # which body the sentence before names
        (
            "They met the Harbour Watch Association and the Rye Alliance. The group said it was safe.",
            None,
            "organization",
        ),
        # names at the end of what they do
        (
            "The regional head of the Ministry of Harbour Affairs Sergei Lindt said two boats were lost.",
            "Sergei Lindt",
            "person",
        ),
        ("The leader of Rye Council, Councillor Ann Roe MBE, said it was safe.", "Ann Roe", "person"),
        (
            "A spokesman for the chairman, Representative Ann Roe, said it was safe.",
            "spokesman for the chairman",
            "anonymous",
        ),
        # who may act in a phrase of its own, and who is only told
        ("People met, with the chief of the Harbour Guard vowing support.", "chief of the Harbour Guard", "person"),
        ("Voters were called and told that they must pay.", None, "unknown"),
        # what a description leaves out
        ("Given Republicans’ insistence that it failed, they left.", "Republicans", "group"),
        ("Some members (led by Ann Roe) said it failed.", "Some members", "group"),
        ("Forbes magazine said it failed.", "Forbes", "organization"),
        # a state in capitals is not "us"
        ("They left, and the US said it was late.", "United States", "government"),
        # who only stands next to an office, or is told to be something else
        ("Vice President Paul Trent came. The president said it failed.", "president", "person"),
        ("Carl Hay, the attorney general, named him. Trent’s lawyer said it failed.", "Trent’s lawyer", "anonymous"),
        # an unnamed one since then
        (
            "Sen. Paul Trent agreed. But a Democratic senator who ran dinged it. “It failed,” the lawmaker said.",
            None,
            "person",
        ),
        (
            "“It failed,” said a mechanic at Lindham Hospital. Paul Trent left. The Lindham mechanic said it ran.",
            "mechanic at Lindham Hospital",
            "anonymous",
        ),
        (
            "Carl Hay, a Rye University law professor, left. “It failed,” said Paul Trent, a University of Ash at Rye "
            "law professor who left. Trent said it was late. The professor said it was safe.",
            "Paul Trent",
            "person",
        ),
        # an unnamed senator, whom neither the person told of nor one only named between is
        (
            "It met a port senator to check the mail of Ted Gard. The port senator, who wishes to stay anonymous, said "
            "it was late. Gard is right. “It failed,” the port senator said.",
            "port senator",
            "anonymous",
        ),
        (
            "A port senator, who wishes to stay anonymous, said it was late. It is known that Senator Paul Trent left. "
            "The senator said it failed.",
            "port senator",
            "anonymous",
        ),
        ("It met a senator at noon. “It failed,” the senator said. Senator Paul Trent left.", None, "person"),
        # the editor of a paper of which nothing was told
        ("Paul Trent told Radio Rye that it failed. The then-Wexley editor said it held.", None, "person"),
        ("Paul Trent said it failed. The researcher behind the study said it held.", None, "person"),
        (
            "Theo Hale, a judge, left. Hale said it held. "
            + "The rain came down on the old port. " * 20
            + "The judge said it failed.",
            "Theo Hale",
            "person",
        ),
        (
            "Theo Hale, a judge, left. Hale said it held. "
            + "The rain came down on the old port. " * 20
            + "The anti-tax judge said it failed.",
            None,
            "person",
        ),
        # a family is not the father; another's husband
        ("Gad Orlin, a family man, left. The family said it failed.", "family", "group"),
        (
            "Mara Lind’s husband said it was late. Meanwhile, Greta Orlin left the hall. Her husband said it failed.",
            "Orlin's husband",
            "anonymous",
        ),
        # whom the sentence before counts, not the body named before
        (
            "The Harbour Watch group sued the port. The group said it was late. Three fishermen joined them. “It "
            "failed,” the group said.",
            "Three fishermen",
            "anonymous",
        ),
        ("Five women sued Harbour Watch. The group said it failed.", "Harbour Watch", "organization"),
        ("Two sailors drowned off Rye. The group said it failed.", None, "organization"),
        ("Five men were arrested. The group said it failed.", None, "organization"),
        ("Eight houses burned. The group said it failed.", None, "organization"),
        ("Ten members of Harbour Watch left. The group said it failed.", "Harbour Watch", "organization"),
    ],
)
def test_a_description_goes_on_with_whom_the_article_told(parse: Parse, body: str, name: str | None, kind: str) -> None:
    quote = quotes_of(parse, body)[-1]
    assert (quote.speaker_name, quote.speaker_kind) == (name, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Paul Trent met Carl Hay. While the billionaire has brought much to Rye, he said it was safe.",
        "“It failed,” said Paul Trent. Since the billionaire has brought in Ann Roe, he has said that it was safe.",
    ],
)
def test_a_description_and_a_pronoun_of_one_sentence_tell_of_one_person(parse: Parse, text: str) -> None:
    """Either is looked for with the help of the other."""
    assert quotes_of(parse, text)[-1].speaker_name == "Paul Trent"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zelk Labs closed its mill in May, the company said.", "Zelk Labs"),
        ("Fentiva is made by Rolf. Zelk Labs' mill closed. Fentiva will cost more, the drugmaker said.", "Zelk Labs"),
        ("Zelk Labs cut 400 jobs. The company said it was late.", "Zelk Labs"),
        # another body stands there, or it is told of in passing; no business
        ("Zelk Labs sued the port. The company said it was late.", None),
        ("Wexley sued Severn. The company said it was late.", None),
        ("Greenpeace left a port. The company said it was late.", None),
        ("Zelk Labs sued Meridian Labs, the company said.", None),
        ("Zelk sued Amazon, the company said.", None),
        ("A clerk spoke to Zelk Labs. The company said it was late.", None),
    ],
)
def test_a_company_is_the_one_business_just_told_of(parse: Parse, text: str, name: str | None) -> None:
    assert quotes_of(parse, text)[-1].speaker_name == name
