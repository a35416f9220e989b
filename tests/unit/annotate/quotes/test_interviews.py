"""Interviews and transcripts, turn by turn."""

from __future__ import annotations

import pytest

from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.spans import Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body
from tests.unit.annotate.quotes.quoting import Parse, mentions_of

OUTLET = "Harbour Post"
LOPEZ, BRANDT = "Maria Lopez", "Peter Brandt"


def turns_of(parse: Parse, body: str) -> list[Quote]:
    parsed, mentions = Body(parse(body)), mentions_of(body)
    quotes = find_quotes(parsed, mentions, [], SpeakerResolver(parsed, mentions), OUTLET)
    return [quote for quote in quotes if quote.rule and quote.rule.startswith("turn.")]


# Body; words and speaker of each turn.
TALKS = [
    # a briefing's letter without a mark; somebody numbered, a title
    (
        "Panel: Who pays?\n\nMaria Lopez met us.\n\nLopez: I do.\n\nQ    You will?\n\nLopez: I will.\n\n"
        "Speaker 3: You will not.\n\nLopez: We shall see.",
        [("I do.", LOPEZ), ("You will?", None), ("I will.", LOPEZ), ("We shall see.", LOPEZ)],
    ),
    (
        "Maria Lopez met Peter Brandt.\n\nMaria: Did you see it?\n\nPeter: I did.",
        [("Did you see it?", LOPEZ), ("I did.", BRANDT)],
    ),
    (
        "LATE SHOW HOST OMAR LINDT: Did you see it?\n\nREP. ANNA ROE (D-MN): I did.\n\nREP. ROE: I ran.",
        [("Did you see it?", "Omar Lindt"), ("I did.", "Anna Roe"), ("I ran.", "Anna Roe")],
    ),
    # a label that tells more of a name than others do
    (
        "DR. PAUL LOPEZ: I saw it.\n\nPETER BRANDT: Did you, Dr. Lopez?\n\nDR. LOPEZ: I did.",
        [("I saw it.", "Paul Lopez"), ("Did you, Dr. Lopez?", BRANDT), ("I did.", "Paul Lopez")],
    ),
    # a function, "Q" and "A", of whom the words around tell
    (
        "Remarks by President Peter Brandt in Seoul\n\n11:04 A.M. EST\n\nTHE PRESIDENT: Thank you all.\n\n"
        "Q    Will you sign?\n\nTHE PRESIDENT: I will.",
        [("Thank you all.", BRANDT), ("Will you sign?", None), ("I will.", BRANDT)],
    ),
    (
        "Former President Peter Brandt listened. Vice President Maria Lopez spoke.\n\nTHE PRESIDENT: Who saw it?\n\n"
        "THE VICE PRESIDENT: You did.\n\nTHE PRESIDENT: I did.",
        [("Who saw it?", None), ("You did.", LOPEZ), ("I did.", None)],
    ),
    (
        "Maria Lopez testified on Monday before Judge Peter Brandt.\n\nTHE COURT: You may sit.\n\n"
        "THE WITNESS: I thank you.\n\nTHE COURT: Do you understand?\n\nTHE CLERK: I do.",
        [("You may sit.", BRANDT), ("I thank you.", LOPEZ), ("Do you understand?", BRANDT), ("I do.", None)],
    ),
    (
        "Maria Lopez testified for an hour, questioned by Peter Brandt.\n\nQ. Where were you?\n\nA. I was at home.",
        [("Where were you?", BRANDT), ("I was at home.", LOPEZ)],
    ),
    (
        "Maria Lopez sat down with our reporter, Peter Brandt.\n\nQ: Where were you?\n\nA: I was at home.",
        [("Where were you?", BRANDT), ("I was at home.", LOPEZ)],
    ),
    (
        "WHITE MAN: You saw it?\n\nWHITE WOMAN I did.\n\nTHE CROWD: We all did.\n\nWHITE MAN: Did you?",
        [("You saw it?", None), ("We all did.", None), ("Did you?", None)],
    ),
    # how a parliament's record prints speakers; voices without a name
    (
        "Mr. LINDT. Mr. Speaker, I rise today.\n\nMs. ROE of Maine. Will you yield?\n\n"
        "The SPEAKER pro tempore. You may go on.\n\nMr. LINDT. I thank you.",
        [("Mr. Speaker, I rise today.", "Lindt"), ("Will you yield?", "Roe"), ("You may go on.", None),
         ("I thank you.", "Lindt")],
    ),
    (
        "Dispatcher: What is it?\n\nCaller: I see a moose.\n\nDispatcher: Are you hurt?",
        [("What is it?", None), ("I see a moose.", None), ("Are you hurt?", None)],
    ),
    (
        "Maria Lopez met Peter Brandt.\n\nMaria on Peter: “I hear him.”\n\nPeter on Maria: “I hear her.”",
        [("I hear him.", LOPEZ), ("I hear her.", BRANDT)],
    ),
    # what somebody is, behind a name in small letters; a day before it; a space that a page lost; a dash
    (
        "Ilse Tannen, union leader: You have run the numbers.\n\nMaria Lopez, 41, a florist from Seoul: I have.\n\n"
        "Ilse Tannen, union leader: I doubt that.",
        [("You have run the numbers.", "Ilse Tannen"), ("I have.", LOPEZ), ("I doubt that.", "Ilse Tannen")],
    ),
    (
        "[12/01/2024, 09:14] Maria Lopez: Did you see it?\n[13/01/2024, 09:15] Peter Brandt: I did\n"
        "14/01/2024, 21:03 - Gus: No",
        [("Did you see it?", LOPEZ), ("I did", BRANDT), ("No", "Gus")],
    ),
    (
        "**Maria Lopez:**Did you see it?\n\n**Peter Brandt**: I did.\n\nMaria Lopez:“You saw it.”",
        [("Did you see it?", LOPEZ), ("I did.", BRANDT), ("You saw it.", LOPEZ)],
    ),
    (
        "Maria Lopez, 41, florist — I was hoping for help.\n\nPeter Brandt — There is nothing in it for me.",
        [("I was hoping for help.", LOPEZ), ("There is nothing in it for me.", BRANDT)],
    ),
    # a live blog's times; one turn between marks
    (
        "Maria Lopez runs the ferry.\n\n10.45am Lopez: “We sail today.”\n\n11.02am The quay is closed.",
        [("We sail today.", LOPEZ)],
    ),
    (
        "Maria Lopez left the party. She spoke to the Harbour Post.\n\nQ: Why did you leave?\n\nA: It left me.\n\n"
        "They laughed.\n\nQ: Will you go back?\n\nA: Never.",
        [("Why did you leave?", OUTLET), ("It left me. They laughed.", LOPEZ), ("Will you go back?", OUTLET),
         ("Never.", LOPEZ)],
    ),
    (
        "Q. Why did you leave?\n\nA. It left me.\n\nMaria Lopez ran the ferry for ten years.",
        [("Why did you leave?", None), ("It left me.", LOPEZ)],
    ),
    (
        "Maria Lopez and Peter Brandt met.\n\nQ: Will you sail?\n\nA: I hope so.",
        [("Will you sail?", None), ("I hope so.", None)],
    ),
    (
        "Peter Brandt resigned. Maria Lopez was asked about it.\n\nQ: Will you sail?\n\nA: I hope so.",
        [("Will you sail?", None), ("I hope so.", LOPEZ)],
    ),
    (
        "The Post: How many ships do you have?\n\nMaria Lopez: Two, and I am selling one.\n\nThe Post: Why?\n\n"
        "Lopez: It leaks.",
        [("How many ships do you have?", OUTLET), ("Two, and I am selling one.", LOPEZ), ("Why?", OUTLET),
         ("It leaks.", LOPEZ)],
    ),
    (
        "Harbour Post: You sold a ship?\n\nMaria Lopez: I did.",
        [("You sold a ship?", OUTLET), ("I did.", LOPEZ)],
    ),
    (
        "Interviewer: What came?\n\nPeter Brandt: I saw a light.\n\nInterviewer: And then?\n\nBrandt: We waited.",
        [("What came?", None), ("I saw a light.", BRANDT), ("And then?", None), ("We waited.", BRANDT)],
    ),
    (
        "Maria Lopez met Peter Brandt.\n\nML: I saw such waves.\n\nPB: You should see November.\n\nML: No, thanks.",
        [("I saw such waves.", LOPEZ), ("You should see November.", BRANDT), ("No, thanks.", LOPEZ)],
    ),
    (
        "Maria Lopez met Peter Brandt.\n\nLOPEZ: The bridge is safe.\n\nBRANDT (laughing): It is not.",
        [("The bridge is safe.", LOPEZ), ("It is not.", BRANDT)],
    ),
    (
        "MARIA LOPEZ: The bridge is safe.\n\nCOUNCILLOR PETER BRANDT: It is not.\n\nMaria Lopez and Peter Brandt left.",
        [("The bridge is safe.", LOPEZ), ("It is not.", BRANDT)],
    ),
    (
        "Maria Lopez: Will you sail? Peter Brandt: I never — Maria Lopez: You will. Peter Brandt: No.",
        [("Will you sail?", LOPEZ), ("I never —", BRANDT), ("You will.", LOPEZ), ("No.", BRANDT)],
    ),
    (
        "Maria Lopez:\nI have two ships.\n\nPeter Brandt:\nYou had three.",
        [("I have two ships.", LOPEZ), ("You had three.", BRANDT)],
    ),
    (
        "Maria Lopez: I have two ships.\nPeter Brandt: You had three.\nLopez: One sank, Mr. Brandt.",
        [("I have two ships.", LOPEZ), ("You had three.", BRANDT), ("One sank, Mr. Brandt.", LOPEZ)],
    ),
    (
        "Claims of the week.\n\nLOPEZ: “We built ten ships.” — speech Monday.\n\nTHE FACTS: She built two.\n\n"
        "LOPEZ: “We sail daily.” — radio talk Friday.\n\nTHE FACTS: They do not.\n\nMaria Lopez is mayor.",
        [("We built ten ships.", LOPEZ), ("We sail daily.", LOPEZ)],
    ),
    (
        "[00:01] MARIA LOPEZ: Did you see it?\n\n[00:01:12] PETER BRANDT: I did.\n\n00:03 MARIA LOPEZ: Thank you.",
        [("Did you see it?", LOPEZ), ("I did.", BRANDT), ("Thank you.", LOPEZ)],
    ),
    (
        "ANN ROE, HOST: Did you see it?\n\nOMAR LINDT, SURVEYOR OF THE PORT: I did.\n\nROE: And then?\n\nLINDT: I ran.",
        [("Did you see it?", "Ann Roe"), ("I did.", "Omar Lindt"), ("And then?", "Ann Roe"), ("I ran.", "Omar Lindt")],
    ),
    (
        "MARIA LOPEZ, HOST: Our reporter is there.\n\nANN ROE, BYLINE: The pier is shut, I hear.\n\n"
        "PETER BRANDT: I saw the bolts.\n\nROE: So did I.\n\nLOPEZ: Thank you.",
        [("Our reporter is there.", LOPEZ), ("I saw the bolts.", BRANDT), ("Thank you.", LOPEZ)],
    ),
    (
        "**Maria Lopez:** Will you sail?\n\n**Peter Brandt:** I will.",
        [("Will you sail?", LOPEZ), ("I will.", BRANDT)],
    ),
    (
        "Harbour Post: When did you stop?\n\nMaria Lopez: I did not.\n\nHP: Never?\n\nML: Never.",
        [("When did you stop?", OUTLET), ("I did not.", LOPEZ), ("Never?", OUTLET), ("Never.", LOPEZ)],
    ),
    (
        "THE POST: You could have stayed. Why go?\n\nMARIA LOPEZ: My knees.",
        [("You could have stayed. Why go?", OUTLET), ("My knees.", LOPEZ)],
    ),
    (
        "Prosecutor: Did you see him?\n\nWitness: I did.\n\nProsecutor: Are you certain?\n\nWitness: Yes.",
        [("Did you see him?", None), ("I did.", None), ("Are you certain?", None), ("Yes.", None)],
    ),
    (
        "LOPEZ, on the limits: “We had no choice.” — news briefing.\n\nTHE FACTS: She had.\n\n"
        "LOPEZ: “I asked everybody.” — radio talk.\n\nTHE FACTS: She did not.\n\nMaria Lopez is mayor.",
        [("We had no choice.", LOPEZ), ("I asked everybody.", LOPEZ)],
    ),
    (
        "Maria Lopez talked to Peter Brandt.\n\nPeter Brandt\n\nDid you ever want to leave?\n\nMaria Lopez\n\n"
        "I did, once.\n\nThe ferry leaked, and the crew said “no” and “never again.”\n\nThe council waited.\n\n"
        "Nobody came.\n\nSo we sailed.\n\nPeter Brandt\n\nAnd then?\n\nMaria Lopez\n\nWe sank, as you know.\n\n"
        "The ferry is now a museum.",
        [("Did you ever want to leave?", BRANDT),
         ("I did, once. The ferry leaked, and the crew said “no” and “never again.” The council waited. Nobody came. "
          "So we sailed.", LOPEZ),
         ("And then?", BRANDT), ("We sank, as you know.", LOPEZ)],
    ),
    (
        "anna brandt\n\nFrom the Harbour Post, this is our morning talk.\n\nmark mclane\n\nI went to the harbor.\n\n"
        "archived recording (ruth quist) We will sell the ferry.\n\narchived recording A crowd is waiting.\n\n"
        "anna brandt\n\n[LAUGHS]\n\nmark mclane\n\nYou laugh. anna brandt I do.\n\nThe ferry\n\nIt was old.\n\n"
        "anna brandt\n\nWhat did they want?",
        [("From the Harbour Post, this is our morning talk.", "Anna Brandt"), ("I went to the harbor.", "Mark McLane"),
         ("We will sell the ferry.", "Ruth Quist"), ("You laugh.", "Mark McLane"),
         ("What did they want?", "Anna Brandt")],
    ),
    (
        "Maria Lopez met Peter Brandt.\n\nPeter Brandt\n\nDid you see it?\n\nMaria Lopez\n\nI did.\n\nIt sank at dawn."
        "\n\nPeter Brandt\n\nAnd then?\n\nMaria Lopez\n\nI swam.",
        [("Did you see it?", BRANDT), ("I did. It sank at dawn.", LOPEZ), ("And then?", BRANDT), ("I swam.", LOPEZ)],
    ),
    (
        "The talk was short.\n\nTHE COURT: Do you understand me?\n\nTHE WITNESS: I do.\n\nMR. PELL: We wait.",
        [("Do you understand me?", None), ("I do.", None), ("We wait.", "Pell")],
    ),
    (
        "Maria Lopez sells ferries.\n\nPOST: How many do you have?\n\nLOPEZ: I have two.\n\n(LAUGHTER)\n\nPOST: And?",
        [("How many do you have?", OUTLET), ("I have two.", LOPEZ), ("And?", OUTLET)],
    ),
    (
        "ILVA VESTBERG, HOST: Peter Brandt joins us. Welcome.\n\nPETER BRANDT, MAYOR: I thank you.\n\n"
        "VESTBERG: You sold the ferry?",
        [("Peter Brandt joins us. Welcome.", "Ilva Vestberg"), ("I thank you.", BRANDT),
         ("You sold the ferry?", "Ilva Vestberg")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), TALKS)
def test_each_turn_is_a_quote(parse: Parse, body: str, expected: list[tuple[str, str | None]]) -> None:
    turns = turns_of(parse, body)
    assert [(turn.content, turn.speaker_name) for turn in turns] == expected
    assert {(turn.type, turn.cue_class) for turn in turns} == {("direct", "speech")}


NO_TALKS = [
    "Ingredients: flour, salt.\n\nNote: Bring a bowl.\n\nMethod: Mix everything and wait.",
    "Standings.\n\nMaria Lopez: 41 points\n\nPeter Brandt: 39 points",
    "Winner: Maria Lopez\n\nLoser: Peter Brandt",
    "Driver: You need a licence.\n\nPassenger: Do you have a ticket?\n\nPilot: You need both.",
    "Voice: We like what you hear.\n\nController: My thumbs hurt.",
    "Mr. Lindt. He rose.\n\nMs. Roe. You know her.",
    "Q: Will my ticket be valid?\n\nA: Tickets bought before May stay valid.",
    "Why Lopez: the mayor has friends.\n\nWhy Brandt: the council has none.",
    "In Seoul, the mayor had a plan: we would sail.\n\nIn Rome, Peter Brandt had another: you would not.",
    "Director: Maria Lopez\n\nWriter: Peter Brandt",
    "Photo: Maria Lopez\n\nSource: Harbour Post",
    "Maria Lopez\n\n41 points from two races.\n\nPeter Brandt\n\n39 points.\n\nMaria Lopez\n\n12 points.\n\n"
    "Peter Brandt\n\nNone.",
    "Kill Switch\n\nIt guards you.\n\nSplit Tunneling\n\nWill you need it?\n\nKill Switch\n\nIt guards us.\n\n"
    "Split Tunneling\n\nIt is yours.",
    "Maria Lopez\n\nLopez, 38, was born at sea. “I stayed,” she said.\n\nPeter Brandt\n\nBrandt, 61, sings. “My wife "
    "hears me,” he said.\n\nMaria Lopez\n\nLopez has said “I will sail.”\n\nPeter Brandt\n\nBrandt says “we wait.”",
    "Maria Lopez\n\nThe captain wants you to sail. I asked.\n\nPeter Brandt\n\nThe mayor bids you wait.\n\nMaria Lopez"
    "\n\nShe thinks of our ships.\n\nPeter Brandt\n\nHe needs you.",
    "Rose Harbour\n\nYour seat is aft.\n\nGrace Days\n\nYou have ten.\n\nRose Harbour\n\nYou may walk.\n\nGrace Days"
    "\n\nYou pay later.",
    "Maria Lopez, the mayor, had a plan: you would sail.\n\nPeter Brandt, her deputy, had another: you would not.",
    "In Seoul, the mayor: you know her.\n\nIn Rome, a florist: I do not.",
    "Maria Lopez — “You and I”\n\nPeter Brandt — “All of Me”",
    "Maria Lopez — who sold my ship — sank it.\n\nPeter Brandt — who bought it — sank with it.",
    "Maria Lopez – my mayor of the year\n\nPeter Brandt – for his songs",
    "Morning Meal\n\nYou eat an egg.\n\nEvening Meal\n\nYou eat soup.\n\nMorning Meal\n\nAn egg.\n\n"
    "Evening Meal\n\nSoup.",
]


@pytest.mark.parametrize("body", NO_TALKS)
def test_lists_under_names_are_no_talk(parse: Parse, body: str) -> None:
    assert turns_of(parse, body) == []


def test_a_turn_that_quotes_others_again_and_again_is_narration(parse: Parse) -> None:
    body = (
        "Maria Lopez met Peter Brandt.\n\nLOPEZ: The mayor said “we will sail,” and the captain said “we will not,” "
        "so I asked.\n\nBRANDT: You asked me."
    )
    assert [turn.content for turn in turns_of(parse, body)] == ["You asked me."]


def test_those_who_speak_again_and_again_talk_between_a_narrators_lines(parse: Parse) -> None:
    lines, told = [], "The boats lay in the harbour. The tide ran out. The gulls cried. The day went by. Night fell."
    for n in range(3):
        lines += [f"Lopez: The kelp of the bay feeds the salmon in year {n}.", *told.split(". ")]
        lines += [f"Brandt: The salmon of the bay feed the town in year {n}.", *told.split(". ")]
    body = "\n".join(["Maria Lopez and Peter Brandt dive in the bay.", *lines])
    assert [turn.speaker_name for turn in turns_of(parse, body)] == [LOPEZ, BRANDT] * 3
    table = body.replace("The kelp of the bay feeds the salmon in year", "salmon").replace("feed the town in year", "")
    assert turns_of(parse, table) == []
