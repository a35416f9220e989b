"""Each rule by a sentence that it reads."""

from __future__ import annotations

import pytest

from tasks.annotate.quotes import rules
from tasks.annotate.quotes.lexicon import load_confidences
from tests.unit.annotate.quotes.quoting import Parse, quotes_of

OPEN = "The bridge will open in May"
RULES = [value.name for value in vars(rules).values() if isinstance(value, rules.Rule)]
DECIDED = [
    ("direct.after", f"“{OPEN},” Maria Lopez said."),
    ("direct.after_inverted", f"“{OPEN},” said Maria Lopez."),
    ("direct.after_any_verb", f"“{OPEN},” Maria Lopez blared."),
    ("direct.added", f"“{OPEN},” Maria Lopez said, adding, “We tested every cable.”"),
    ("direct.answer", f"“{OPEN},” Maria Lopez told reporters. “We tested every cable.”"),
    ("direct.before", f"Maria Lopez said: “{OPEN}.”"),
    ("direct.block", f"Maria Lopez said in a statement:\n\n{OPEN} and not before."),
    ("direct.dash_name", f"“{OPEN}.” – Maria Lopez"),
    ("direct.manner", f"Maria Lopez was blunt: “{OPEN}.”"),
    ("direct.noun", f"From Maria Lopez’s post: “{OPEN}.”"),
    ("direct.floating", f"“{OPEN},” Maria Lopez said.\n\n“We tested every cable.”"),
    ("direct.unattributed", "The bridge was closed.\n\n“We tested every cable and every bolt of it twice.”"),
    ("heading.colon", f"Maria Lopez: {OPEN}\n\nThe bridge was closed."),
    ("post.signature", f"{OPEN}. — Maria Lopez (@marialopez) June 6, 2021"),
    ("post.heading", f"Maria Lopez (@marialopez) {OPEN}."),
    ("turn.named", f"Maria Lopez met Peter Brandt.\n\nLOPEZ: {OPEN}.\n\nBRANDT: It is not safe."),
    ("turn.question", f"Q: Is it safe?\n\nA: I think so. {OPEN}."),
    ("turn.answer", f"Q: Is it safe?\n\nA: I think so. {OPEN}."),
    ("surface.before", "Two trains collided near Delta, the mayor, Maria Lopez, said on Tuesday."),
    ("surface.around", "When the bridge opened in August, Lopez said, he voiced doubts about the bolts."),
    ("surface.that", "But Maria Lopez had warned minutes before that this was not a good idea."),
    ("indirect.that", "Maria Lopez said that it was safe."),
    ("indirect.clause", "Maria Lopez said it was safe."),
    ("indirect.preposed", "The bridge was safe, Maria Lopez said."),
    ("indirect.relative", "The bridge — which a report last year claimed is as bad as a raft — opened."),
    ("indirect.inserted", "The bridge, Maria Lopez said, would open in May."),
    ("indirect.as", "The bridge was safe, as Maria Lopez noted."),
    (
        "indirect.tail",
        "A ferry carrying more than 90 people capsized in rough seas off the central coast before dawn on Tuesday, "
        "killing at least 18 people and leaving dozens missing, the coast guard said.",
    ),
    ("indirect.rest", "Sen. Maria Lopez (D) said the bridge that fell."),
    ("indirect.infinitive", "Maria Lopez urged the council to open the bridge."),
    ("indirect.gerund", "Maria Lopez denied having closed the bridge."),
    ("indirect.predicate", "Maria Lopez called the plan reckless."),
    ("indirect.preposition", "Maria Lopez complained about the bridge."),
    ("indirect.object", "Maria Lopez praised the plan."),
    ("indirect.quoting", "The crowd chanted “send her back” at the mayor."),
    ("passive.infinitive", "The troops are believed to have left."),
    ("noun.clause", "Maria Lopez’s claim that the bridge was safe came late."),
    ("noun.clause_of_verb", "Maria Lopez made the claim that the bridge was safe."),
    ("adjective.clause", "Maria Lopez is confident that the bridge is safe."),
    ("adjective.clear", "Maria Lopez made it clear that the bridge was safe."),
    ("adjective.object", "Maria Lopez was critical of the plan."),
    ("source.according_to", "The bridge will open in May, according to Maria Lopez."),
    ("source.in_the_words_of", "In Maria Lopez’s words, the bridge is safe."),
]


@pytest.mark.parametrize(("rule", "body"), DECIDED, ids=[rule for rule, _ in DECIDED])
def test_a_quote_tells_the_rule_that_found_it(parse: Parse, rule: str, body: str) -> None:
    assert rule in [quote.rule for quote in quotes_of(parse, body)]


def test_each_rule_has_its_sentence() -> None:
    assert sorted(rule for rule, _ in DECIDED) == sorted(RULES)


def test_each_rule_has_a_measured_confidence() -> None:
    assert sorted(load_confidences()) == sorted(RULES)
