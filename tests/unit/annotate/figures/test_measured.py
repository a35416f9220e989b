"""What figures measure, and whose it is: the sentences first, for each figure its measured thing and its holder."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("Unemployment in Velden rose to 5.1 percent.", [("Unemployment", "Velden")]),
        ("Inflation remains high, at 6.85%.", [("Inflation", None)]),
        ("The price of oil fell 3 percent to $56.65.", [("price", "oil"), ("price", "oil")]),
        ("The company reported revenue of $4.2 billion.", [("revenue", "company")]),
        ("The city approved a $17 million bridge and a 3 percent tax on cars.", [("bridge", None), ("tax", "cars")]),
        ("A pillow listed for $9,999 was an error.", [("pillow", None)]),
        ("Acme bought Borro for $44 billion.", [(None, "Borro")]),
        ("Support for Roe fell from 60 percent to 52 percent.", [("Support", "Roe"), ("Support", "Roe")]),
        ("The unemployment rate (4.1 percent) is low.", [("unemployment rate", None)]),
        ("The state paid $5 million for the house.", [("house", None)]),
        ("Acme fell 8 percent.", [(None, "Acme")]),
        ("The index hit a record of 2,956.20.", [("index", None)]),
        ("They signed a three-year deal.", [("deal", None)]),
        ("The wall is 40 feet tall.", [("wall", None)]),
        ("They built a home worth $3 million.", [("home", None)]),
        ("They saw a 5 percent rise in car sales.", [("car sales", None)]),
        ("Roe has 24 percent support among women.", [("support", "Roe")]),
        ("Roe won 52 percent.", [(None, "Roe")]),
        ("Hang Seng -1.2%", [("Hang Seng", None)]),
        ("Crude up 5% on Friday", [("Crude", None)]),
        ("Output dropped by 5 percent in May and 6 percent in June.", [("Output", None), ("Output", None)]),
        ("The average price was $5.20, down from $5.80 in May.", [("average price", None), ("average price", None)]),
        ("Unemployment was 5 percent in May. It was 4.1 percent in June.", [("Unemployment", None)] * 2),
        ("Debt has risen by 60 percent. It was $10 trillion then.", [("Debt", None), ("Debt", None)]),
        ("Ann Roe 5 percent, Jan Doe 4 percent", [(None, "Ann Roe"), (None, "Jan Doe")]),
        ("Fever cases doubled. The firm doubled the price.", [("Fever cases", None), ("price", None)]),
        ("It sent bills for fees totaling $85 million.", [("fees", None)]),
        ("The firm, which made a profit of $5 million, up 9 percent, left.", [("profit", None), ("profit", None)]),
        ("The poll shows his support at just 38 percent.", [("support", None)]),
        ("Clerks make up 19 percent of the staff.", [("Clerks", None)]),
        ("It cut the fees in the budget totaling $85 million.", [(None, None)]),
        ("Gas production expanded by 62 percent.", [("Gas production", None)]),
        ("Roe won 52 percent, compared with 46 percent of all men.", [(None, "Roe"), (None, None)]),
        ("The Mill Trust raised $12 million in May.", [("raised", "Mill Trust")]),
        ("The charity, which paid $3 million to settle the claims, closed.", [("paid", "charity")]),
        ("The court fined Acme $5 million. Acme was fined $3 million for the spill.", [("fined", "Acme")] * 2),
        ("The plan would add $4 billion to the debt.", [("debt", None)]),
        ("The plan would cut $4 billion from the budget.", [("budget", None)]),
        ("He said that its net worth exceeds $10 million.", [("net worth", None)]),
        ("The bridge, whose cost a panel has estimated at $9 million, is old.", [("cost", None)]),
        ("A flood of 30 centimetres (12 inches) of water came.", [("flood", None), ("flood", None)]),
        ("The percentage of women rose to 40 percent.", [("percentage of women", None)]),
        ("The workers demanded 7 percent.", [(None, "workers")]),
        ("That is half the cost of the bridge.", [("cost", "bridge")]),
        ("The plan aims at cutting emissions by 26 percent.", [("emissions", None)]),
        ("Firms face the highest tax rate in the world, north of 40%.", [("highest tax rate", "Firms")]),
        ("The wage, $40 an hour, is low.", [("wage", None)]),
        ("They squandered $5 million on bridges.", [("bridges", None)]),
        ("The House passed the bill by a vote of 212-203.", [("bill", None)]),
        ("The bill passed the Senate 60-39. It was a 5-4 ruling.", [("bill", None), ("ruling", None)]),
        ("The Senate voted 52-48 on the measure.", [("measure", None)]),
        ("They won by a vote of 40 to 30. The court ruled 5-4 that it stands.", [("vote", None), (None, None)]),
        ("The firm paid a bonus of 3.6 billion won in June.", [("bonus", None)]),
        ("Acme cut its dividend by 12 percent.", [("dividend", "Acme")]),
        ("Roe averaged a 47.9 percent approval rating.", [("approval rating", "Roe")]),
        ("Velden was facing a $2.2 billion, two-year budget deficit.", [("budget deficit", "Velden")] * 2),
        ("The most expensive plan could be $250.", [("most expensive plan", None)]),
        ("The S&P 500 closed up almost 0.7%.", [("S&P 500", None)]),
        ("The margin of error is plus or minus 3 percentage points.", [("margin of error", None)]),
        ("It set aside $8 million for roads and some $3 million for bridges.", [("roads", None), ("bridges", None)]),
        ("It set aside $8 million for roads and some $3 million for schools.", [("roads", None), (None, None)]),
        ("He had a $20 million/year contract and a $15-an-hour wage.", [("contract", None), ("wage", None)]),
        ("He issued a check for $20,000.", [("check", None)]),
        ("The rate has not moved at all. It was 1 percent in May.", [("rate", None)]),
        ("The tax fell from 35 percent all the way down to 15 percent.", [("tax", None)] * 2),
        ("Some $5 million was raised.", [("raised", None)]),
        ("Donors who gave $50 came.", [("gave", "Donors")]),
        ("Acme lost $617 million in May.", [("lost", "Acme")]),
        ("The firm raised $35 million more than Acme.", [("raised", "firm")]),
        ("It recouped $14 million of the $30 million that Acme owed.", [("recouped", None), ("owed", "Acme")]),
        ("The plan would provide $50 million for school buildings.", [("school buildings", None)]),
        ("The deal sets spending levels at $1 trillion.", [("spending levels", None)]),
        ("The firm charged $41,540 in tuition, up 4 percent.", [(None, "firm"), ("tuition", "firm")]),
        ("She paid them 72 cents for each dollar.", [("paid", None)]),
        # nothing says what, or a count has its thing
        ("They rose 5 percent.", [(None, None)]),
        ("Some told their family (44 percent) of it.", [(None, None)]),
        ("The blast killed 40 miners.", [(None, None)]),
        ("The town has a family of 4.", [(None, None)]),
        ("The rules would cut down on dust by 70 percent.", [(None, None)]),
        ("They lost by 20 percent.", [(None, None)]),
        ("The rally took place 300 yards away.", [(None, None)]),
        ("He lived eight miles from town.", [(None, None)]),
        ("The town is 20 miles north of Velden.", [(None, None)]),
        ("They closed a third of the shops.", [(None, None)]),
        ("The mine gave them control of 20 percent of the coal.", [(None, None)]),
        ("He gave $50 for Ann Roe.", [("gave", None)]),
        ("They cut spending, 40 percent of the staff.", [(None, None)]),
        ("The village is 30 km (20 miles) to the west.", [(None, None)] * 2),
        ("The latest poll puts him at 13 percent.", [(None, None)]),
        ("The bill would provide $500 billion for firms.", [("provide", None)]),
        ("Roe led the drive to get banks to pay $5 million.", [("pay", "banks")]),
    ],
)
def test_what_is_measured_and_whose_it_is(parse, text, measured):
    figures = find_figures(Body(parse(text)), [])
    assert [(figure.measured, figure.measured_of) for figure in figures] == measured


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Ann Roe leads Jan Doe, 52 percent to 40 percent.", ["Ann Roe", "Jan Doe"]),
        ("Ann Roe leads Jan Doe by a wide margin, 53 to 44 percent.", ["Ann Roe", "Jan Doe"]),
        ("The poll shows Roe with a lead over Doe (49 percent to 37 percent).", ["Roe", "Doe"]),
        ("The poll shows Roe ahead of Doe, 51 percent to 40 percent.", ["Roe", "Doe"]),
        ("Ann Roe has trailed Jan Doe, 43 percent to 47 percent.", ["Ann Roe", "Jan Doe"]),
        ("Men outnumber women 55% to 45%.", ["Men", "women"]),
        ("The margin of victory there was wide (66% to 33%).", [None, None]),
    ],
)
def test_two_shares_are_of_two_sides(parse, text, sides):
    figures = find_figures(Body(parse(text)), [])
    assert [(figure.kind, figure.measured_of) for figure in figures] == [("percent", side) for side in sides]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("About 59% of voters agree, compared with 36% who said no.", ["voters", "voters"]),
        ("About 59% of clerks agreed, and 5% retired.", ["clerks", "clerks"]),
        ("About 59% of clerks agreed; among the nurses who did, 5% retired.", ["clerks", None]),
        ("A survey asked clerks about it. Forty percent said no.", ["clerks"]),
        ("They saw 900 children, and 12 percent of them were ill.", ["children", "children"]),
        ("A majority of clerks, 83 percent, said so.", ["clerks"]),
        ("Overall, majorities of clerks (77 percent) agree.", ["clerks"]),
        ("About 42 percent of those surveyed agreed; 38 percent said no.", ["those surveyed", "those surveyed"]),
        ("They had 16 percent and 14 percent of growth, respectively.", ["growth", "growth"]),
        ("Forty percent of clerks agreed. And 60% said no.", ["clerks", "clerks"]),
        ("Forty percent of clerks left. Rents rose 6 percent.", ["clerks", "Rents"]),
        ("Forty percent of the budget is gone. And 60% said no.", ["budget", None]),
        ("Forty percent of clerks agreed, and the remaining 60 percent were split.", ["clerks", "clerks"]),
        ("About 16 percent of clerks left, and 9 percent report memory problems.", ["clerks", "clerks"]),
        ("Among nurses who left, 39 percent say that they were tired.", ["nurses"]),
        ("Voters think that prices rose (57 percent).", ["Voters"]),
        ("Clerks (24 percent) are more likely than nurses (15 percent) to leave.", ["Clerks", "nurses"]),
        ("A survey of nurses found that 53 percent support it.", ["nurses"]),
        ("A third of clerks (34 percent) agree.", ["clerks", "clerks"]),
        ('He said "about 95 percent" of clerks agree.', ["clerks"]),
        ("Ten percent of clerks left, compared with 8 percent before.", ["clerks", "clerks"]),
        ("The plan has $400 billion in savings, with a little over half of that coming from care.", ["savings"] * 2),
        ("It was backed by nurses, 83 percent of whom agreed.", ["nurses"]),
        ("One in four nurses, just 26 percent, want it.", ["nurses", "nurses"]),
        ("A fraction -- 3.5% -- of the mills burned.", ["mills"]),
        ("Nearly a third of it is gone, and 34 percent of clerks left.", [None, "clerks"]),
    ],
)
def test_a_share_of_people_who_hold_a_view_is_of_those_told_before(parse, text, counted):
    assert [figure.counted for figure in find_figures(Body(parse(text)), [])] == counted
