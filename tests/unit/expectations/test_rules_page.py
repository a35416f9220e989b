from __future__ import annotations

import re
from pathlib import Path

from expectations.rules_page import PAGE, write_page

EXPECTATIONS = Path(__file__).resolve().parents[3] / "expectations"


def test_page_is_as_the_rules_make_it() -> None:
    assert PAGE.read_text("utf-8") == write_page(), "run python -m expectations.rules_page"


def test_page_has_one_anchor_a_rule() -> None:
    anchors = re.findall(r"^## (\S+)$", write_page(), re.MULTILINE)
    assert len(anchors) == len(set(anchors))


def test_every_rule_that_the_code_names_has_an_anchor() -> None:
    anchors = set(re.findall(r"^## (\S+)$", write_page(), re.MULTILINE))
    sources = "".join(path.read_text("utf-8") for path in EXPECTATIONS.glob("audit*.py"))
    named = set(re.findall(r"(?:make_failure|_report|_judge|_find)\(\s*f?\"([A-Z]+(?:-[A-Z]+)+)", sources))
    assert named >= {"DRIFT-NIGHT-ROWS", "BODY-REBUILT", "KEY-UNIQUE"}
    assert named <= anchors
