"""Texts that are made of one stretch over and over, of which some annotator might make too much."""

from __future__ import annotations

from pathlib import Path

# {n} is another name in each copy.
MARKS = [
    *"!.,:-—…'\"“”‘’«([/*_@&%=", "!?", "...", ". . . ", "- ", "— ", ", ", ": ", "“ ", "” ", "“”", "‘’", '" ',
    "' ", "( ", ") ", "()", "[…] ", "“‘", "’” ", "\t", "\xa0", "\n", " \n",
]  # fmt: skip
WORDS = [
    "a ", "of ", "that ", "who ", "to ", "x", "so. ", "no, ", "not ", "very very old ",
]  # fmt: skip
CUES = [
    "said ", "said, ", "said: ", "he said ", "he said, ", "he said. ", "she told him ", "they say ", "saying that ",
    "claims that he denied that ", "said the man who said ", "who said that who said that ", "added, saying, ",
    "according to ", "according to the aide according to ", "in her words, ",
    "a claim that ", "the report of a report of ", "it is said that ", "he said he said she said ", "was told that ",
    "called it ", "called the plan “a flop” ", "said Ms. Roe said ", "Ann Roe said. ", "Roe said, ",
    "Roe told Doe that ", "who claims that the claim that ", "warned of a warning of ", "may not not ",
    "denies denies ", "if he may say if ", "will demand to demand that ",
    "neither nor ", "confirmed or denied or ", "as he said, as she said, ", "said {n} said ", "{n} said that ",
]  # fmt: skip
PRONOUNS = [
    "he ", "she ", "it ", "his ", "He left. ", "She met her. ", "it said it ",
    "He said it. ", "His aide said he met his aide. ", "it ruled it ", "Ann {n} left. She said it. ", "the lawyer he ",
]  # fmt: skip
NAMES = [
    "Ann ", "Roe ", "Ann Roe ", "Ann Roe, ", "Ann Roe and ", "Mr. ", "Dr. Roe ", "J. R. ", "van der ",
    "Mary Ann Lee Jane ", "Ann Roe of the Farm Union of ", "the mayor ", "the mayor, Ann Roe, ", "a lawyer, an aide, ",
    "an official said. ", "the official said an official said ", "Roe's aide's ",
    "the minister's aide's lawyer's ", "the president of the ", "Roe, who met Roe, ",
    "the man who knew the man who ", "Farm Union (FU) ", "the European Union ", "Kenya's Foreign Ministry ",
    "the ministry said. ", "Officials said. The officials left. ", "ROE: Yes. ",
    "ROE: Yes.\nDOE: No.\n",  "A. Roe, B. Roe, C. Roe and ",
    "one of the two of the three of ", "Ann {n} said. ", "Mayor Ann {n} said. The mayor said it. ",
    "Ann {n} Roe met Roe. ", "{n} Roe said. Roe left. ", "{n} Corp. rose. The company said so. {n} fell. ",
    "the {n} Agency said. The agency left. ", "the {n} official said. The official left. ", "Echoing {n} Roe left. ",
    "{n} Union (FU) said. ", "a lawyer for {n} said. The lawyer left. ", "SEN. ANN {n} SAID\n",
    "Dr. {n} of {n} City said he left. ", "LONDON {n} VOTES\nAnn {n} left.\n",
]  # fmt: skip
QUOTATIONS = [
    "“a” ", "“A.” ", "“A,” he said. ", "“A,” said Ann Roe, “b.” ", "“a — he said — ", "he said “a ", "he said: “A. ",
    "“A. ‘B,’ he said,” she said. ", "‘a’ ", '"a" ', "“a ‘b ", "a’s ", "workers’ ", "“A?” ", "“A” is “b” ",
    "said “", "“He said “he said ", "a”b“c", "“A,” the mayor, who “b,” said, ", "«a» ", "``a'' ", "“A.”\n", "“A.\n",
    "He said:\n“A.”\n", "“We all left early then.” ", "“We all left early then.”\n", "“We left,” {n} said. “We did.” ",
    "x “b c d” ", "“A,” he said, x “b” ", "he said, “A b c,” y z w ", "“The long way home,” said the mayor of {n}. ",
]  # fmt: skip
SHAPES = [
    "LONDON (NPA) — ", "LONDON, May 7 (NPA) - ", "(NPA) ", "LONDON (NPA) - He said it.\n", "A - B - ", "a/b/", "a-b-",
    "a.b.", "http://a.b/", "0", "Ab ", "😀", "👍🏽 ", "中", "中文。", "שלום ",
    "مرحبا، ", "\u0301", "\u200b", "\u202e", "ab" * 40 + " ", "(a (b ", "[a] ", "a; b: c — ", "Ann\n",
    "Ann Roe: Yes, we did.\n",
]  # fmt: skip
PATTERNS = [*MARKS, *WORDS, *CUES, *PRONOUNS, *NAMES, *QUOTATIONS, *SHAPES]

_SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu"]


def read_patterns() -> list[str]:
    """List the patterns above and those of the text files beside this one, one a line with its line breaks escaped."""
    files = sorted(Path(__file__).parent.glob("patterns_*.txt"))
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return list(dict.fromkeys([*PATTERNS, *(line.replace("\\n", "\n") for line in lines)]))


def make_name(number: int) -> str:
    return "".join(_SYLLABLES[int(digit)] for digit in f"{number:03d}").capitalize()


def repeat(pattern: str, times: int) -> str:
    if "{n}" not in pattern:
        return pattern * times
    return "".join(pattern.replace("{n}", make_name(number)) for number in range(times))
