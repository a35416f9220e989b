"""Cut a body into the symbols that the date grammar is written in, one letter a word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from tasks.annotate.dates.calendar import Period, find_zone, make_day
from tasks.annotate.dates.vocabulary import naming_words, phrases, telling_words, word_symbols
from tasks.annotate.dates.written import WRITTEN, read_clock, read_month_and_day, read_written_date
from tasks.language.body import Body
from tasks.language.numbers import HYPHENS, Number
from tasks.lexicon import load_lexicon

_ERA_AFTER = re.compile(r"\s?(?:(?P<ours>A\.D\.|AD|C\.E\.|CE)|B\.C\.(?:E\.)?|BCE?)(?!\w)")
_ERA_BEFORE = re.compile(r"(?<!\w)(?P<era>A\.D\.|AD)\s$")


class Spec(NamedTuple):
    """A name that recurs, so that its date hangs on a year or on the day of reading.

    `kind` is "weekday", "deictic", "month", "day", "quarter", "half", "season" or "holiday".
    """

    kind: str
    number: int = 0
    day: int = 0
    name: str = ""
    which: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One symbol of the text: a word, or a longer stretch that a rule has already read."""

    symbol: str
    start: int
    end: int
    text: str = ""
    value: float = 0.0
    period: Period | None = None
    spec: Spec | None = None


def read_items(body: Body) -> list[Item]:
    """One item a word, in text order; numbers, clock times, written dates, holidays and zones are one item each."""
    return list(_Lexer(body).read())


class _Lexer:
    def __init__(self, body: Body) -> None:
        self.body = body
        self.text = body.text
        self.words = body.words
        self.numbers = {number.start: number for number in body.numbers}
        self.written = {match.start(): match for match in WRITTEN.finditer(body.text)}

    def read(self) -> Iterator[Item]:
        words, symbols, named = self.words, word_symbols(), phrases()
        at = 0
        for place in self._telling_places():
            if place < at:
                continue
            if place > at:  # one breaking symbol stands for any run of other words
                yield Item(".", words.starts[at], words.ends[place - 1])
            at = place
            lower = words.lowers[at]
            start = words.starts[at]
            made: tuple[Item, int] | None = None
            if start in self.written:
                made = self._read_written(at, self.written[start])
            if made is None and lower in named:
                made = self._read_phrase(at, named[lower])
            if made is None and lower in ("q", "h", "fy") and words.is_glued(at + 1) and at + 1 in self.numbers:
                made = self._read_short_period(at, self.numbers[at + 1])
            if made is None and at in self.numbers:
                made = self._read_number(at, self.numbers[at])
            if made is None:
                made = self._read_word(at, lower, symbols.get(lower, "."))
            item, at = made
            yield item
        if at < len(words):
            yield Item(".", words.starts[at], words.ends[-1])

    def _telling_places(self) -> list[int]:
        """Places of words that the grammar can use, in runs that name a time or a number; all others only break it."""
        telling, naming, numbers = telling_words(), naming_words(), self.numbers
        clock = self._written_places()
        lowers = self.words.lowers
        kept: list[int] = []
        run: list[int] = []
        has_name = False
        for place in [k for k, lower in enumerate(lowers) if lower in telling or k in numbers or k in clock]:
            if run and place != run[-1] + 1:
                if has_name:
                    kept += run
                run, has_name = [], False
            run.append(place)
            has_name = has_name or lowers[place] in naming or place in numbers
        return kept + run if has_name else kept

    def _written_places(self) -> frozenset[int]:
        """Places of the words of clock times and dates in digits."""
        places: set[int] = set()
        for start, match in self.written.items():
            place = bisect_left(self.words.starts, start)
            while place < len(self.words) and self.words.starts[place] < match.end():
                places.add(place)
                place += 1
        return frozenset(places)

    def _after(self, at: int, end: int) -> int:
        """First word that begins at or after a character."""
        while at < len(self.words) and self.words.starts[at] < end:
            at += 1
        return at

    def _read_written(self, at: int, match: re.Match[str]) -> tuple[Item, int] | None:
        start, end = match.span()
        stop = self._after(at, end)
        if match["short"] and self._is_fraction(match, stop):
            return None
        if match["hour"] is not None:
            minutes = read_clock(match)
            return (Item("C", start, end, match[0], minutes), stop) if minutes is not None else None
        if match["short"] == "9/11":
            return self._read_attacks(start, end), stop
        if match["short"]:
            read = read_month_and_day(match["short"])
            if read is None or match[0] in load_lexicon("calendar")["not_dates"]["phrases"]:
                return Item(".", start, end), stop
            return Item("/", start, end, match[0], spec=Spec("day", *read)), stop
        period = read_written_date(match["iso"] or match["full"])
        return (Item("Z", start, end, match[0], period=period), stop) if period else None

    def _read_attacks(self, start: int, end: int) -> Item:
        """9/11 is that of 2001, save in the name of a commission or museum."""
        if self.text[end + 1 : end + 2].isupper() and self.text[end] == " ":
            return Item(".", start, end)
        day = make_day(2001, 9, 11)
        return Item("Z", start, end, "9/11", period=Period(day, day, "day", rule="named_day"))

    def _is_fraction(self, match: re.Match[str], stop: int) -> bool:
        """Whether 1/2 is a half rather than 2 January: a unit or a noun follows."""
        return match["short"] in ("1/2", "1/3", "1/4", "1/5", "1/8", "2/3", "3/4")

    def _read_phrase(self, at: int, entries: list[tuple[tuple[str, ...], str, str]]) -> tuple[Item, int] | None:
        for wanted, symbol, name in entries:
            got = tuple("'" if word == "’" else word for word in self.words.lowers[at : at + len(wanted)])
            if got == wanted:
                stop = at + len(wanted)
                start, end = self.words.starts[at], self.words.ends[stop - 1]
                return Item(symbol, start, end, name, spec=Spec("holiday", name=name) if symbol == "H" else None), stop
        return None

    def _read_number(self, at: int, number: Number) -> tuple[Item, int]:
        if (era := self._read_era(at, number)) is not None:
            return era
        words, stop = self.words, number.end
        start, end = words.starts[at], words.ends[stop - 1]
        is_name = words.is_glued(at) and words.texts[at - 1].isalpha()
        plain = number.form == "digits" and not number.is_grouped and number.scale == 1.0 and not is_name
        has_year = plain and end - start == 4 and 1000 <= number.value <= 2999
        is_decade = plain and number.value % 10 == 0 and words.lower(stop) == "s"
        is_short = plain and end - start == 2 and at > 0 and words.texts[at - 1] in "'’‘" and words.is_glued(at)
        is_bare = plain and end - start == 2 and self._is_bare_decade(at, number)
        if is_decade and (has_year or (words.is_glued(stop) and (is_short or is_bare))):
            return self._read_decade(at, number, has_year, is_bare), stop + 1
        is_written_so = self.text[end : end + 2] in ("'s", "’s") and words.lower(at - 1) == "the"
        if has_year and number.value % 10 == 0 and is_written_so:
            return replace(self._read_decade(at, number, has_year), end=end + 2), stop + 2
        if is_short and words.lower(at - 2) in load_lexicon("calendar")["short_year_leads"]["list"]:
            century = 2000 if number.value < 40 else 1900
            return Item("Y", start, end, words.texts[at], number.value + century), stop
        if has_year:
            return Item("Y", start, end, words.texts[at], number.value), stop
        if number.form == "words" and (year := self._spoken_year(at, number)) is not None:
            return Item("Y", start, words.ends[year[1] - 1], self.text[start:end], year[0]), year[1]
        symbol = "." if is_name else "O" if number.form == "ordinal" else "N"
        return Item(symbol, start, end, words.texts[at].lower(), number.value), stop

    def _read_era(self, at: int, number: Number) -> tuple[Item, int] | None:
        """Read "A.D. 1000", "300 B.C.": what lies before the year 1 has no calendar day here."""
        end = self.words.ends[number.end - 1]
        after = _ERA_AFTER.match(self.text, end)
        before = (
            None if after else _ERA_BEFORE.search(self.text, max(self.words.starts[at] - 8, 0), self.words.starts[at])
        )
        if number.form != "digits" or number.scale != 1.0 or not number.value.is_integer() or not (after or before):
            return None
        start = before.start("era") if before else self.words.starts[at]
        end = after.end() if after else end
        first, last = None, None
        if after is None or after["ours"]:
            first, last = make_day(int(number.value), 1, 1), make_day(int(number.value), 12, 31)
            if first is None:
                return None
        return Item("Z", start, end, period=Period(first, last, "year", rule="era")), self._after(at, end)

    def _spoken_year(self, at: int, number: Number) -> tuple[int, int] | None:
        """Read "nineteen eighty-six", "two thousand and twenty": the year and where it stops."""
        words, after = self.words, self.numbers.get(number.end)
        before = words.lower(at - 1)
        if (
            before not in (*load_lexicon("calendar")["year_leads"]["list"], ",")
            and before not in load_lexicon("calendar")["months"]
        ):
            return None
        if number.value in (18, 19, 20) and after is not None and after.form == "words" and 10 <= after.value <= 99:
            return int(number.value * 100 + after.value), after.end
        if 2001 <= number.value <= 2035 and words.lower(at) == "two":
            return int(number.value), number.end
        return None

    def _read_short_period(self, at: int, number: Number) -> tuple[Item, int] | None:
        """Q1, H2, FY17; not H1N1."""
        words, lower = self.words, self.words.lowers[at]
        most = {"q": 4, "h": 2, "fy": 99}[lower]
        is_whole = number.end == at + 2 and not (words.is_glued(at + 2) and words.texts[at + 2].isalpha())
        if (
            not is_whole
            or (words.is_glued(at) and words.texts[at - 1] not in HYPHENS)
            or number.value not in range(1, most + 1)
        ):
            return None
        start, end = words.starts[at], words.ends[at + 1]
        if lower == "fy":
            return Item("Z", start, end, period=Period(None, None, "year", rule="fiscal_year")), at + 2
        return Item("9", start, end, lower, number.value), at + 2

    def _is_bare_decade(self, at: int, number: Number) -> bool:
        """Whether "the 80s" are years: neither degrees nor somebody's age."""
        leads, token = load_lexicon("calendar")["decade_leads"], self.body.token_at(self.words.starts[at])
        if token is None or number.value < 50 or self.words.lower(at - 1) not in leads["bare"]:
            return False
        return not any(other.lower_ in leads["degrees"] for other in token.sent)

    def _read_decade(self, at: int, number: Number, has_year: bool, is_bare: bool = False) -> Item:
        year = int(number.value) if has_year else int(number.value) + (2000 if number.value < 30 else 1900)
        grain, years = ("century", 99) if year % 100 == 0 and year < 2000 else ("decade", 9)  # "the 1800s"
        first, last = make_day(year, 1, 1), make_day(year + years, 12, 31)
        start = self.words.starts[at if has_year or is_bare else at - 1]
        period = Period(first, last, grain, rule="decade")
        return Item("Z", start, self.words.ends[number.end], period=period)

    def _read_word(self, at: int, lower: str, symbol: str) -> tuple[Item, int]:
        words = self.words
        start, end, stop = words.starts[at], words.ends[at], at + 1
        if symbol == "." and lower != "time" and lower not in load_lexicon("calendar")["decades"]:
            zone = self._read_zone(at)
            return zone or (
                Item(lower if lower in ",()[]\n" else "|" if lower == "/" else ".", start, end, lower),
                stop,
            )
        if (
            lower in load_lexicon("calendar")["decades"]
            and words.lower(at - 1) in load_lexicon("calendar")["decade_leads"]["list"]
        ):
            year = 1900 + load_lexicon("calendar")["decades"][lower]
            period = Period(make_day(year, 1, 1), make_day(year + 9, 12, 31), "decade", rule="decade")
            return Item("Z", start, end, lower, period=period), stop
        if symbol in "MW":
            if not self._is_calendar_name(at, lower, symbol):
                return Item(".", start, end, lower), stop
            lexicon = load_lexicon("calendar")
            if (
                len(lower) < 6
                and words.text(stop) == "."
                and words.is_glued(stop)
                and lower not in ("march", "april", "may", "june", "july")
            ):
                end, stop = words.ends[stop], stop + 1
            return Item(symbol, start, end, lower, lexicon["months" if symbol == "M" else "weekdays"][lower]), stop
        return Item(symbol, start, end, lower), stop

    def _is_calendar_name(self, at: int, lower: str, symbol: str) -> bool:
        """Whether "May", "March", "Sun" and the like are meant as calendar words."""
        lexicon, words = load_lexicon("calendar"), self.words
        before, after = words.lower(at - 1), words.text(at + 1)
        if lower in lexicon["ambiguous_months"] or lower in lexicon["ambiguous_weekdays"] or lower in ("second",):
            if not words.texts[at][0].isupper():
                return self._is_lower_month(at, lower) if symbol == "M" else before.isdecimal()
            if symbol == "W" and (after in HYPHENS or after == "/") and words.lower(at + 2) in lexicon["weekdays"]:
                return True
            joined = after in ("-", "/", ".") and words.text(at + 2)[:1].isdecimal()
            if (
                joined
                or after[:1].isdecimal()
                or before[:1].isdecimal()
                or before in ("st", "nd", "rd", "th")
                or (after in (".", ",") and symbol == "W" and at > 0 and before in ("on", "("))
            ):
                return True
            if lower == "march" and after in ("for", "on", "of") and words.text(at + 2)[:1].isupper():
                return before in lexicon["year_leads"]["list"]  # the March on Washington
            token = self.body.token_at(words.starts[at])
            is_name = token is not None and (
                token.tag_ not in ("NNP", "NN") or token.ent_type_ in ("PERSON", "ORG", "GPE")
            )
            leads = before in lexicon["month_leads"]["list"]
            return leads and not is_name if symbol == "M" else leads and before in ("on", "week")
        if lower in ("april", "june", "august") and after.istitle():
            token = self.body.token_at(words.starts[at])
            if token is not None and token.dep_ == "compound" and "PERSON" in (token.ent_type_, token.head.ent_type_):
                return False
        return words.texts[at][0].isupper() or symbol == "W" or len(lower) > 3 or after[:1].isdecimal()

    def _is_lower_month(self, at: int, lower: str) -> bool:
        """Whether "may", "march" or "jan" without its capital is a month: "the fourth of may", "may the 11th"."""
        lexicon, words = load_lexicon("calendar"), self.words
        before, after = words.lower(at - 1), words.text(at + 1)
        number = self.numbers.get(at + (2 if after == "the" else 1))
        token = self.body.token_at(words.starts[at])
        is_verb = lower == "may" and before != "of" and (token is None or token.tag_ == "MD" or after.isalpha())
        if is_verb and number is None:
            return False  # "at least 11 may be dead"
        if before in lexicon["weekdays"]:
            return number is not None
        if before.isdecimal() or before in ("in", "since", "until", "mid"):
            return True
        if number is not None and (number.form == "ordinal" or (after.isdecimal() and lower != "may")):
            return True
        if before == "of" and words.lower(at - 2) != "end":
            ordinals = (self.numbers.get(at - back) for back in (2, 3, 4))
            return words.lower(at - 2) in ("week", "weekend") or any(n and n.form == "ordinal" for n in ordinals)
        joined = words.lower(at + 2) if after in ("and", "to", "through", "until") else words.lower(at - 2)
        return before in ("between", "from", "and", "to", "through") and joined in lexicon["months"]

    def _read_zone(self, at: int) -> tuple[Item, int] | None:
        words = self.words
        text = words.texts[at]
        if not text[0].isupper():
            return None
        if text.isupper() and 2 <= len(text) <= 4 and find_zone(text) is not None and text not in ("UK", "MT"):
            return Item("Q", words.starts[at], words.ends[at], text), at + 1
        for length in (1, 2):
            name = " ".join(words.texts[at : at + length])
            stop = at + length + (words.lower(at + length) in ("standard", "daylight"))
            if words.lower(stop) == "time" and find_zone(name) is not None:
                return Item("Q", words.starts[at], words.ends[stop], name), stop + 1
        return None
