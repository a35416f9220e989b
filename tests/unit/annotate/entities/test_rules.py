"""Every rule that decides which entity a mention means, by a sentence that it decides."""

from __future__ import annotations

import re

import pytest

import tasks.annotate.entities
from tasks.annotate.entities.find import find_entities
from tasks.annotate.spans import Mention
from tasks.language.body import Body

APART = "It was late.\nThe others went on.\n"
OF_QUOTES = "pronouns.speaker_of_quote"  # in test_pronouns.py
# The rule, the text, the mention (the last of its words) and its key.
DECIDED = [
    ("people.full_name", "Mark Holloway rose.", "Mark Holloway", "person:mark-holloway"),
    ("people.family_name", "Mark Holloway rose. Holloway spoke.", "Holloway", "person:mark-holloway"),
    (
        "people.first_bearer",
        "Mark Holloway rose. Holloway spoke. Peter Holloway rose. In 2010 Holloway left.",
        "Holloway",
        "person:mark-holloway",
    ),
    (
        "people.last_bearer",
        f"Mark Holloway sat down.\n{APART}Peter Holloway rose.\nIn the end Holloway said little.",
        "Holloway",
        "person:peter-holloway",
    ),
    ("people.family_name_unclear", "Mark Holloway and Peter Holloway met. Holloway said little.", "Holloway", None),
    (
        "people.family_name_and_suffix",
        "Mark Holloway Jr. met Susan Berg. Holloway Jr. said little.",
        "Holloway Jr.",
        "person:mark-holloway-jr",
    ),
    (
        "people.suffix_unclear",
        "Mark Holloway Jr. met Peter Holloway Jr. on Monday. Holloway Jr. said little.",
        "Holloway Jr.",
        None,
    ),
    ("people.given_name", "Mark Holloway spoke to Susan Berg. Mark said little.", "Mark", "person:mark-holloway"),
    ("people.given_name_unclear", "Mark Holloway and Mark Berg met. Mark said little.", "Mark", None),
    (
        "people.family_name_of_words",
        "Susan Vane Quarles spoke. Vane Quarles left.",
        "Vane Quarles",
        "person:susan-vane-quarles",
    ),
    ("people.given_name_alone", "Susan said little.", "Susan", None),
    ("people.name_alone", "Mr. Holloway spoke.", "Holloway", "person:holloway"),
    (
        "people.other_bearer",
        "Mark Holloway Jr. met Susan Berg. Holloway Jr. said little. On Monday Holloway left.",
        "Holloway",
        "person:holloway",
    ),
    ("people.words_unclear", "Mr. Harbour Group spoke.", "Harbour Group", None),
    (
        "organizations.spelled_out",
        "The National Harbour Authority (NHA) closed two ports. The NHA said storms were near.",
        "NHA",
        "org:national-harbour-authority",
    ),
    (
        "organizations.initials",
        "The Coastal Industry Board met. CIB said storms were near.",
        "CIB",
        "org:coastal-industry-board",
    ),
    (
        "organizations.short_form",
        "The Yorvik News Agency closed two offices. On Monday Yorvik said storms were near.",
        "Yorvik",
        "org:yorvik-news-agency",
    ),
    (
        "organizations.first_word",
        "Brightwater Marine Systems sold a dock. On Monday Brightwater said it was safe.",
        "Brightwater",
        "org:brightwater-marine-systems",
    ),
    ("organizations.without_suffix", "Facebook Inc. said no.", "Facebook Inc.", "org:facebook"),
    (
        "organizations.organ_of_state",
        "The Russian Foreign Ministry protested.",
        "Russian Foreign Ministry",
        "org:ru-foreign-ministry",
    ),
    (
        "organizations.as_written",
        "Brightwater Marine Systems sold a dock.",
        "Brightwater Marine Systems",
        "org:brightwater-marine-systems",
    ),
    ("organizations.generic", "Parliament met.", "Parliament", None),
    ("lexicon.country", "They met in Germany.", "Germany", "place:DE"),
    ("lexicon.demonym", "Norwegian troops met.", "Norwegian", "place:NO"),
    ("lexicon.capital", "They met in Oslo.", "Oslo", "place:oslo"),
    ("lexicon.seat", "They met at the White House.", "White House", "facility:white-house"),
    ("lexicon.body", "They met in Brussels.", "Brussels", "place:brussels"),
    ("lexicon.half", "North Korea fired a missile. The North said it was a test.", "North", "place:KP"),
    ("lexicon.part", "They met in Bavaria.", "Bavaria", "place:bavaria"),
    ("lexicon.region", "They met in Africa.", "Africa", "place:africa"),
    ("lexicon.organization", "NATO met.", "NATO", "org:nato"),
    (
        "lexicon.by_countries_named",
        "Voters in Georgia and Florida chose; the U.S. waits.",
        "Georgia",
        "place:georgia",
    ),
    ("lexicon.several", "Georgia was quiet.", "Georgia", None),
    ("lexicon.does_not_fit", "The House of Representatives voted.", "House of Representatives", None),
    ("government.capital", "Oslo denied it.", "Oslo", "place:NO"),
    ("government.seat", "The Kremlin denied it.", "Kremlin", "place:RU"),
    ("government.body", "Brussels denied it.", "Brussels", "org:eu"),
    ("names.people", "Many Christians sang.", "Christians", "group:christian"),
    ("names.as_written", "They opened the Harbour Bridge.", "Harbour Bridge", "facility:harbour-bridge"),
    (
        "descriptions.after_state",
        "South Korea's intelligence agency said so.",
        "intelligence agency",
        "org:national-intelligence-service",
    ),
    (
        "descriptions.described_before",
        "South Korea's intelligence agency said so. On Monday the intelligence agency said more.",
        "intelligence agency",
        "org:national-intelligence-service",
    ),
    ("pronouns.subject", "Mark Holloway resigned. He was tired.", "He", "person:mark-holloway"),
    ("pronouns.not_subject", "Mark Holloway resigned. Critics blamed him.", "him", "person:mark-holloway"),
    (
        "pronouns.only_person",
        "Senator Quill Ardent spoke. Ardent left. She gave no date.",
        "She",
        "person:quill-ardent",
    ),
    (
        "pronouns.it_speaks",
        "South Korea's intelligence agency said troops had left. On Wednesday, it told lawmakers that more would go.",
        "it",
        "org:national-intelligence-service",
    ),
]


@pytest.mark.parametrize(("rule", "text", "words", "key"), DECIDED, ids=[rule for rule, *_ in DECIDED])
def test_a_mention_names_the_rule_that_decided(parse, rule, text, words, key):
    body = Body(parse(text))
    last = [mention for mention in find_entities(body) if text[mention.start : mention.end] == words][-1]
    assert (last.rule, last.entity_key) == (rule, key)


def test_the_package_lists_every_rule():
    listed = re.findall(r"`([a-z]+\.[a-z_]+)`", tasks.annotate.entities.__doc__)
    assert sorted(rule for rule in listed if not rule.endswith(".py")) == sorted(
        [*(rule for rule, *_ in DECIDED), OF_QUOTES]
    )


def test_mentions_that_two_rules_make_alike_are_equal():
    first, second = (Mention(start=0, end=4, label="place", rule=rule) for rule in ("lexicon.seat", "lexicon.several"))
    assert first == second
    assert hash(first) == hash(second)
