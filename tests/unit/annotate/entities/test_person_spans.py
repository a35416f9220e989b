"""Names of persons that a nickname parts or that stand behind an office."""

from __future__ import annotations

import pytest

from tasks.annotate.entities.find import find_entities
from tasks.language.body import Body


def persons_in(parse, text):
    """The persons named, as the text has them, and their keys."""
    mentions = find_entities(Body(parse(text)))
    return [
        (text[m.start : m.end], m.entity_key) for m in mentions if m.label == "person" and m.link in ("name", "surname")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Marisol "Mari" Quintero, 52, ran. "It was dark," Quintero said.',
            [('Marisol "Mari" Quintero', "person:marisol-quintero"), ("Quintero", "person:marisol-quintero")],
        ),
        (
            "William “Wim” Terhorst of the union said pay was low. “No,” Terhorst said.",
            [("William “Wim” Terhorst", "person:william-terhorst"), ("Terhorst", "person:william-terhorst")],
        ),
        ("Samuel (Sam) Orde of the union was there.", [("Samuel (Sam) Orde", "person:samuel-orde")]),
        ("Judge Harold “the Hammer” Finch said no.", [("Harold “the Hammer” Finch", "person:harold-finch")]),
        ("Anna “Bee” de la Ronde, 34, sang.", [("Anna “Bee” de la Ronde", "person:anna-de-la-ronde")]),
    ],
)
def test_a_nickname_parts_no_name(parse, text, expected):
    assert persons_in(parse, text) == expected


@pytest.mark.parametrize("text", ["Anna “Lanterns” Tower opened.", "Anna (Rye) said so.", "She sang “Harvest” Monday."])
def test_what_else_stands_between_marks_is_no_nickname(parse, text):
    assert all("“" not in name and "(" not in name for name, _ in persons_in(parse, text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"We speak," Velden Minister of Intelligence Yuval Stein said in an interview.', "Yuval Stein"),
        ("Sarno Secretary of Transportation Lena Voss told reporters the bridge was safe.", "Lena Voss"),
        ('"No," Ruritanian Deputy Minister of Foreign Affairs Marek Stanek said.', "Marek Stanek"),
        ("Former Sarno Minister for Trade Ilse Brandt said tariffs hurt.", "Ilse Brandt"),
        ("Director of Elections Paul Ricket said turnout was low.", "Paul Ricket"),
        ("Secretary of Health and Human Services Otto Brandt spoke.", "Otto Brandt"),
        ("President of the United States Anna Lee Berg said so.", "Anna Lee Berg"),
    ],
)
def test_an_office_and_what_it_is_of_are_no_part_of_a_name(parse, text, name):
    assert [found for found, _ in persons_in(parse, text)] == [name]


@pytest.mark.parametrize("text", ["The Bishop of Durham said no.", "Chairman of Goldman Sachs spoke."])
def test_behind_an_office_may_stand_nobody(parse, text):
    assert persons_in(parse, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Yusuf al-Marzani opened it. "The dam will hold," al-Marzani said.', "al-Marzani"),
        ('Khalid al-Dorri, the oil minister, spoke. "Output will rise," al-Dorri said.', "al-Dorri"),
        ("Hassan el-Basri was there. The plan failed, el-Basri told reporters.", "el-Basri"),
    ],
)
def test_a_small_article_belongs_to_a_surname(parse, text, name):
    full, alone = persons_in(parse, text)
    assert alone == (name, full[1])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Pope Clement XV spoke. Clement has said it before.", "person:clement-xv"),
        ("Patriarch Ignatios IV told reporters that talks were off.", "person:ignatios-iv"),
        ("Pope Linus XII warned of war.", "person:linus-xii"),
        ("The former Eastern Patriarch Tobias III has said: “I am old.” “No,” Tobias said.", "person:tobias-iii"),
    ],
)
def test_a_number_goes_with_the_one_name_of_who_reigns(parse, text, key):
    assert {found for _, found in persons_in(parse, text)} == {key}


def test_a_number_behind_a_surname_is_not_of_who_reigns(parse):
    found = dict(persons_in(parse, "Mark Holloway II spoke. World War II began. Holloway II left."))
    assert found["Mark Holloway II"] == "person:mark-holloway-ii"
    assert "person:holloway-ii" not in found.values()


def test_a_nickname_alone_names_who_has_it(parse):
    found = dict(persons_in(parse, "William “Dusty” Terhorst spoke. “Dusty has gone,” said Lena Voss. Dusty said no."))
    assert found["William “Dusty” Terhorst"] == "person:william-terhorst"
    mentions = find_entities(Body(parse("William “Ryan” Terhorst spoke. Ryan said no.")))
    assert {mention.entity_key for mention in mentions} == {"person:william-terhorst"}


def test_a_title_is_no_part_of_a_name_that_is_taken_for_a_work(parse):
    assert ("Brindane", "person:brindane") in persons_in(parse, "“Let us go,” Representative Brindane adds.")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ana dos Santos is a nurse. “We have no beds,” dos Santos said.", "person:ana-dos-santos"),
        ("Rosa de la Torre spoke. “It leaks,” De la Torre said.", "person:rosa-de-la-torre"),
        ("Ludwig van der Meer warned of floods. “It rises,” van der Meer said.", "person:ludwig-van-der-meer"),
    ],
)
def test_particles_are_part_of_a_name_whatever_they_are_taken_for(parse, text, key):
    assert {found for _, found in persons_in(parse, text)} == {key}
