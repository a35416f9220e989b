"""Each rule that says who a speaker is, by its name: sentences that reach it, one place in the code, the docs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from tasks.annotate import speakers
from tasks.annotate.entities.find import find_entities
from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.spans import Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.annotate.speakers.speaker import UNKNOWN, Speaker, decide
from tasks.language.body import Body

UNLISTED = "name.after_function"
BY_AUTHOR = "pronoun.author"  # in test_authors.py
# What only names reach that the model passed over: see `test_known_names.py`, `test_passed_over.py`.
PASSED_OVER = (
    "name.known_surname",
    "name.of_that_sex",
    "name.of_that_title",
    "name.ends_title",
    "name.read",
    "name.before_who",
)
Parse = Callable[[str], Doc]

REACHED = [
    # names
    ("name.mention", "Paul Trent said the dam would hold."),
    ("name.before_letters", "“We will appeal,” Helen Marchetti QC said on Monday."),
    ("name.apposed", "The bank, Northern & Dales, said it was fair."),
    ("name.apposed_unlisted", "The charity, Hope Harbour, said it was safe."),
    ("name.after_dash", "It failed, according to a local doctor -- Paul Trent -- and they left."),
    ("shown.mention", "Paul Trent spoke.\n\nThe dam is safe. — Paul Trent (@paultrent) June 6, 2021"),
    ("name.ends_phrase", "A spokeswoman for Severn Ports, Ann Roe, said it was safe."),
    ("name.after_honorific", "Ms. Reeve said it was safe."),
    ("group.joined", "Ann Roe and Paul Trent said it was safe."),
    ("group.with_members", "City officials, including Mayor Ann Roe, said it was safe."),
    ("name.after_two_functions", "The writer and columnist Ann Roe said it was safe."),
    ("description.two_functions", "The former prosecutor and three-term senator said it was safe."),
    (
        "name.before_functions",
        "Ann Roe, a local lawyer who backs Hale -- and one of two women senators -- said it failed.",
    ),
    ("part.of_several", "One of the engineers said it was safe."),
    ("group.share", "Forty percent of voters said it was safe."),
    ("name.opens_phrase", "American Federation of Teachers President Randi Berg said it was safe."),
    ("name.called", "A local named Maher said it was safe."),
    ("name.apposed_read", "His wife, Min So-ra, said it was safe."),
    ("name.of_body", "The mast fell, according to Mastwatch24."),
    ("name.of_outlet", "Ann Roe told The Economist that it failed. The mast fell, according to The Economist."),
    ("name.of_team", "Barack Obama left. Team Obama says they can delay the cuts."),
    ("name.of_account", "User Mast_22 said it was late."),
    ("name.of_account", "Another commenter, u/pierman, said it was late."),
    ("name.of_account", "One user, mastrat77, said it was late."),
    ("name.of_account", "@quayside_mum said it was late."),
    ("document.author", "The bridge was safe, according to a report by Ann Roe."),
    ("document.told_before", "Ann Roe wrote a letter. Roe’s letter was short. The letter said that nobody would pay."),
    # one of several of a name
    (
        "name.one_of_several",
        "Paul Trent left. His sister Ann Trent said it failed. Carl Hay denied it. Trent said it held.",
    ),
    # who, which
    ("relative.bearer", "They met Ann Roe, a local lawyer who said it failed."),
    ("relative.told_of", "Paul Trent is a local lawyer who said it failed."),
    ("relative.body_before", "He met Ann Roe of the Bank of England, which said it was safe."),
    # she, it, they
    ("pronoun.last_speaker", "Ann Roe said it was over. She said nobody had listened."),
    ("pronoun.subject_between", "Ann Roe left the hall, and she said nobody had listened."),
    ("pronoun.owner_between", "Although Paul Trent’s office agreed, he said the plan was a bad idea."),
    ("pronoun.named_here", "Peter Hale left the hall. It annoyed Paul Trent, as he wrote that it failed."),
    ("pronoun.owner_ahead", "Ann Roe left. Despite his promise to open the port, Paul Trent stayed."),
    ("pronoun.subject_before", "Paul Trent left the hall. He said nobody had listened."),
    (
        "pronoun.asked_before",
        "Mayor Paul Trent had left the stage when Peter Hale came and was asked what he knew. He said it was late.",
    ),
    ("pronoun.described_before", "Mayor Paul Trent said it failed. The mayor left the hall. He said it was late."),
    ("pronoun.only_person_before", "A judge heard the report. It blamed Paul Trent. He said it was wrong."),
    ("pronoun.only_person_before", "All local surgeon Peter Hale has to live on is bread. He said it was wrong."),
    ("pronoun.subject_reported", "Acme Corp. will cut 400 jobs, it said on Tuesday."),
    ("pronoun.written_before", "Acme Robotics wrote a report. The report is long. It notes that the mills are old."),
    ("pronoun.body_before", "Acme Robotics closed two mills. It said it was fair."),
    ("pronoun.several_before", "Farm groups are fighting the plan. They said it was safe."),
    ("pronoun.linked", "Ann Roe, the editor, did not explain it: “It is over,” she said in a statement."),
    # a quotation alone
    ("before.speaker", "Ann Roe praised the plan in a letter.\n“We need a man like him now more than ever.”"),
    ("before.subject", "Ann Roe stood by his side in the storm.\n“We need a man like him now more than ever.”"),
    # descriptions of somebody who is named
    ("description.age", "Ann Roe, 34, teaches maths. The 34-year-old said it failed."),
    ("description.parent", "Ann Roe said it failed. “We tried,” the mother of two said."),
    ("description.role_before", "Mayor Paul Trent left. The mayor said it failed."),
    ("description.role_after", "The police chief said nobody was hurt. Police Chief Paul Trent left."),
    ("description.seat", "Rep. Ann Roe filed the suit on Monday. The Kentucky Republican said it would succeed."),
    (
        "description.known_without_title",
        "Peter Hale met Ann Roe. The Hale administration has few friends, and Hale knows it. Hale left. Hale told "
        "reporters it failed.\nHale spoke again. The president said it failed.",
    ),
    ("description.epithet", "“It failed,” said Paul Trent. The billionaire said it would open."),
    # descriptions of somebody who may be named elsewhere
    ("description.perhaps_named", "The judge said it failed."),
    ("description.named_later", "A federal judge said it failed. Judge Paul Trent left."),
    ("office.new", "The president said it failed."),
    ("office.again", "Rye’s governor said it failed. The governor said it would open."),
    ("description.perhaps_last_speaker", "Paul Trent said it failed. The military official said it would open."),
    # the unnamed
    ("anonymous.new", "A senior French official said it was safe."),
    ("anonymous.introduced", "A junior diplomat left the hall. Ann Roe said it failed. The diplomat said it was safe."),
    ("anonymous.again", "A senior French official said it was safe. The official said it would open."),
    ("group.described", "Analysts said it was safe."),
    ("group.counted_before", "Three fishermen left. The group said it failed."),
    # bodies
    ("anonymous.one", "“It was late,” said one."),
    ("document.unsigned", "“It is late,” one post on the forum began."),
    ("body.called_after", "The Hale administration said it was safe."),
    ("body.called_after_before", "The Hale campaign said it was safe. The campaign said it would open."),
    ("body.told_of", "Fernway raised its prices. Shares rose. The Ohio burger chain said it would add soup."),
    ("body.called", "The Senate Farm Committee met. “It was fair,” the committee said."),
    ("body.stands_for", "The Senate Farm Committee met. “It was fair,” the panel said."),
    ("body.only_business", "Northern Mills closed. Northern Mills lost money. The company said it was fair."),
    ("body.last_speaker", "The Bank of England said rates rose. The institution said prices would follow."),
    ("body.ends_name", "The Importers’ Guild met on Friday. “It was fair,” the guild said."),
    (
        "body.reported_last",
        "He read the Rye Gazette and Lowland Herald. The Rye Gazette said it failed. The newspaper said it was unsafe.",
    ),
    ("body.brought_in", "The lawyers are members of the Harbour Watch Association. The group said it was safe."),
    (
        "body.campaign_of",
        "Ann Roe left. Roe waved. Roe spoke. Roe ate. Roe sat. Ann Roe has never lost. The campaign said it was safe.",
    ),
    ("body.owned", "Seoul’s ministry said it was safe."),
    ("body.of_state", "The coast guard said it was safe."),
    ("body.unnamed", "The company said it was safe."),
    ("body.as_written", "The bill is late, the Treasury has said."),
]


def quotes_of(parse: Parse, body: str) -> list[Quote]:
    parsed = Body(parse(body))
    mentions = find_entities(parsed)
    return find_quotes(parsed, mentions, [], SpeakerResolver(parsed, mentions))


@pytest.mark.parametrize(("rule", "body"), REACHED, ids=[rule for rule, _ in REACHED])
def test_a_speaker_tells_the_rule_that_decided(parse: Parse, rule: str, body: str) -> None:
    assert quotes_of(parse, body)[-1].speaker_rule == rule


@pytest.mark.parametrize("body", ["He said that the bridge was safe.", "“Stop,” it said."])
def test_where_no_rule_decided_none_is_told(parse: Parse, body: str) -> None:
    assert quotes_of(parse, body)[-1].speaker_rule is None


TOLD = [
    ("When we wrote to Rina Trent, the owner, she said that it failed.", "Rina Trent"),
    ("When Anna Berg wrote to Rina Trent, she said that it failed.", "Anna Berg"),
    ("Lowland Post’s Anna Berg noted that it failed.", "Anna Berg"),
    ("As Radio Lowland notes, Paul Trent has denied that it failed. As Trent notes, it failed.", "Paul Trent"),
    ("Lowdon, Michigan (NPA) - Ann Roe said on Friday that it failed.", "Ann Roe"),
    ("Senator Paul Trent left the hall. The second-term senator waved. He said it failed.", "Paul Trent"),
    ("Paul Trent left the hall; he says it failed.", "Paul Trent"),
    ("Paul Trent left the hall. Everyone he met that day was glad. He said it failed.", "Paul Trent"),
    ("Hale’s nominee to head it, Deputy Director Paul Trent, has left. He said it failed.", "Paul Trent"),
    ("Paul Trent left after calling Ann Roe. The Utah lawmaker said it failed.", "Paul Trent"),
    ("Ann Roe waved, but Paul Trent left the hall. The retired teacher said it failed.", "Paul Trent"),
    ("Ann Roe waved, but Paul Trent left the hall. The retired teacher who wrote it said it failed.", "Paul Trent"),
    # whom the pronoun's own sentence or the one before tells of, not who spoke before
    ("Peter Hale said it held. When we spoke with Paul Trent, he said it failed.", "Paul Trent"),
    ("Peter Hale said it held. In Paul Trent’s own account, he warned that it failed.", "Paul Trent"),
    ("Peter Hale said it held. It is in an interview with Paul Trent, where he warned that it failed.", "Paul Trent"),
    # her name is followed by a mark that she has another
    (
        "Olivia Colby said it held. Paula*, a mother from Rye, left it. She said it failed.",
        "Paula",
    ),
    ("Peter Hale said it held. Engineers like Paul Trent disagree; he says it failed.", "Paul Trent"),
    ("Peter Hale said it held. In a letter to Paul Trent, he said it failed.", "Peter Hale"),
    ("Peter Hale said it held. Hale’s lawyer, Paul Trent, left when he warned that it failed.", "Paul Trent"),
    (
        "Peter Hale said it held. The view was echoed by Paul Trent and other engineers. He said it failed.",
        "Paul Trent",
    ),
    ("Peter Hale came under fire for saying so, while Paul Trent repeated his claim that it failed.", "Paul Trent"),
    ("Peter Hale said it held. Already hurt by his promise that it would hold, Paul Trent left.", "Paul Trent"),
    # who makes a claim is not who challenges it
    ("Paul Trent disputed the assertion by Ann Roe that the dam had failed.", "Ann Roe"),
    # who is heard in what somebody shows
    ("Ann Roe shared a video of Paul Trent telling the crowd that it failed.", "Paul Trent"),
    ("The council aired a recording of Paul Trent saying, “It failed.”", "Paul Trent"),
    ("Ann Roe shared a video of the bridge, saying that it failed.", "Ann Roe"),
    # whom somebody tells does not speak
    ("As Ann Roe said, it failed. “We do not hunt for anybody,” told Rye Gazette.", None),
    # a body beside whatever it is somebody's; those who work for somebody; a name taken for a noun
    ("His employer, the security company G4S, said it failed.", "G4S"),
    ("Its landlord, the property company Hallmoor Homes, said it failed.", "Hallmoor Homes"),
    ("Team Obama believes that it failed. Obama left.", "Team Obama"),
    ("Paul Trent’s increasingly confident campaign said it failed.", "Trent campaign"),
    ("Trent’s campaign said it failed. Paul Trent left.", "Trent campaign"),
    # others than those of before
    ("City officials said it held. Officials in several states said it failed.", "Officials"),
    ("Three sources close to the board said it held. Two sources said it failed.", "Two sources"),
    ("• Some 86 percent of voters say it failed.", "Some 86 percent of voters"),
    ("Insurers, however, warn that it failed.", "Insurers"),
    ("It failed, according to an Acme Robotics brochure about it.", "Acme Robotics"),
    (
        "Attorney General Ann Roe met Deputy Attorney General Paul Trent. The attorney general said it failed.",
        "Ann Roe",
    ),
    (
        "President Barack Obama met Paul Trent, the president of Acme Mills. The president said it failed.",
        "Barack Obama",
    ),
    ("President Barack Obama praised President Andrew Jackson. The president said it failed.", "Barack Obama"),
    ("President Barack Obama left. Iran’s president said it failed.", "Iran’s president"),
    ("There are many Democrats, such as Paul Trent, who stress that it failed.", "many Democrats"),
    ("They met advisers to Mayor Paul Trent, who are warning that it failed.", "advisers"),
    ("Another member of the effort, Sen. Ann Roe (D) of Utah, said it failed.", "Ann Roe"),
    ("Paul Trent spoke. The voters requested that Peter Hale appear, but he said it failed.", "Peter Hale"),
    # of whom a sentence tells by "who"
    ("After Lily Marsh won, it was Kate Bolter who opened the show. She said it failed.", "Kate Bolter"),
    # whose counted, and one of whom "they" may be
    ("Hundreds of protesters met on Monday. “Let her speak,” they chanted.", "Hundreds of protesters"),
    ("Scammers say it failed. A real employer never asks. They say it held.", None),
    # the author's own relatives, and persons by what they do
    ("My wife said it failed.", "My wife"),
    ("It left when an interviewer said to Paul Trent that it failed.", "interviewer"),
    # a report that tells of another's
    ("Acme Robotics wrote a report. The report is long. It notes that it failed.", "Acme Robotics"),
    ("Acme Robotics said it held. A report came out. It notes that it failed.", None),
    # by a given name alone nobody is told
    ("King Leopold left. Leopold said it failed.", "King Leopold"),
    # an article that begins with a given name in capitals
    ("KATIE Price left the show. Katie, 45, admitted it failed.", "Katie Price"),
]


@pytest.mark.parametrize(("body", "name"), TOLD)
def test_who_is_told_of(parse: Parse, body: str, name: str | None) -> None:
    assert quotes_of(parse, body)[-1].speaker_name == name


def test_a_name_that_no_mention_covers_tells_its_rule(parse: Parse) -> None:
    body = Body(parse("South Korean lawmaker Park Sun-won said the plan had failed."))
    (quote,) = find_quotes(body, [], [], SpeakerResolver(body, []))
    assert (quote.speaker_name, quote.speaker_rule) == ("Park Sun-won", UNLISTED)


def test_code_docs_and_sentences_have_the_same_rules() -> None:
    folder = Path(speakers.__file__).parent
    code = "".join(path.read_text() for path in sorted(folder.glob("*.py")) if path.name != "__init__.py")
    kinds = {rule.split(".")[0] for rule, _ in REACHED}
    name = rf"(?:{'|'.join(sorted(kinds))})\.[a-z_]+"
    in_code = re.findall(rf'"({name})"', code)
    assert len(in_code) == len(set(in_code)), "a rule leads to one place in the code"
    assert (
        set(in_code)
        == set(re.findall(rf"`({name})`", speakers.__doc__ or ""))
        == {UNLISTED, BY_AUTHOR, *PASSED_OVER, *(rule for rule, _ in REACHED)}
    )


def test_who_somebody_is_does_not_hang_on_the_rule() -> None:
    known = Speaker(name="Ann Roe", key="person:ann-roe", kind="person", rule="name.mention")
    assert decide("pronoun.last_speaker", known) == known
    assert UNKNOWN.rule is None
