"""Cut a body into the symbols that the date grammar reads: one a word, or one a number, clock time, holiday or zone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from tasks.annotate.dates.calendar import Period, find_zone, make_day
from tasks.annotate.dates.items import Item, Spec
from tasks.annotate.dates.lexicon import Symbol, load_calendar
from tasks.annotate.dates.vocabulary import MARKS, SHORT_PERIODS, naming_words, phrases, telling_words, word_symbols
from tasks.annotate.dates.written import (
    DAY_AND_YEAR,
    WRITTEN,
    find_order,
    read_clock,
    read_month_and_day,
    read_written_date,
)
from tasks.language.body import Body
from tasks.language.numbers import HYPHENS, Number

# BE and AH count from the death of the Buddha and the flight of Muhammad: their years are not ours.
_ERA_AFTER = re.compile(r"\s?(?:(?P<ours>A\.D\.|AD|C\.E\.|CE)|B\.C\.(?:E\.)?|BCE?|BE|AH|A\.H\.)(?!\w)")
_QUOTES = ('"', "“", "'", "‘")
_QUOTE_ENDS = re.compile(r"[,.]?[\"”'’](?!s)")
_ERA_BEFORE = re.compile(r"(?<!\w)(?P<era>A\.D\.|AD)\s$")
_APOSTROPHES = ("'", "’", "‘")
_FRACTIONS = ("1/2", "1/3", "1/4", "1/5", "1/8", "2/3", "3/4")

# An item, and the word at which reading goes on.
Taken = tuple[Item, int]


def read_items(body: Body, country: str | None = None) -> list[Item]:
    """One item a word, in text order; numbers, clock times, written dates, holidays and zones are one item each."""
    return list(_Lexer(body, country).read())


class _Lexer:
    """Reads items off a body; `at` is the place of a word among the body's words."""

    def __init__(self, body: Body, country: str | None) -> None:
        self.body, self.text, self.words = body, body.text, body.words
        self.numbers = {number.start: number for number in body.numbers}
        self.written = {match.start(): match for match in WRITTEN.finditer(body.text)}
        self.order = find_order((match["full"] for match in self.written.values() if match["full"]), country)
        self.symbols, self.named, self.calendar = word_symbols(), phrases(), load_calendar()

    def read(self) -> Iterator[Item]:
        words = self.words
        at = 0
        for place in self._telling_places():
            if place < at:
                continue
            if place > at:  # one breaking symbol stands for any run of other words
                yield Item("other", words.starts[at], words.ends[place - 1])
            item, at = self._read_one(place)
            yield item
        if at < len(words):
            yield Item("other", words.starts[at], words.ends[-1])

    def _read_one(self, at: int) -> Taken:
        """Read the longest item that begins at a word."""
        words, lower, named = self.words, self.words.lowers[at], self.named
        made: Taken | None = None
        if words.starts[at] in self.written:
            made = self._read_written(at, self.written[words.starts[at]])
        if made is None and lower in named:
            made = self._read_phrase(at, named[lower])
        if made is None and lower in SHORT_PERIODS and words.is_glued(at + 1) and at + 1 in self.numbers:
            made = self._read_short_period(at, self.numbers[at + 1])
        if made is None and at in self.numbers:
            made = self._read_number(at, self.numbers[at])
        return made or self._read_word(at, lower, self.symbols.get(lower, "other"))

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

    def _read_written(self, at: int, match: re.Match[str]) -> Taken | None:
        start, end = match.span()
        text, following = match[0], self._after(at, end)
        if match["hour"] is not None:
            minutes = read_clock(match)
            return (Item("clock", start, end, text=text, value=minutes), following) if minutes is not None else None
        if match["short"]:
            item = self._read_slashed(start, end, match["short"])
            return (item, following) if item else None
        period = read_written_date(match["iso"] or match["full"], self.order)
        return (Item("date", start, end, text=text, period=period), following) if period else None

    def _read_slashed(self, start: int, end: int, text: str) -> Item | None:
        """Read two numbers with a slash: "9/11", "10/24"; 1/2 is a half rather than 2 January."""
        if text in _FRACTIONS:
            return None
        if text == "9/11":
            return self._read_attacks(start, end)
        read = read_month_and_day(text)
        if read is None or text in self.calendar.not_dates:
            return Item("other", start, end)
        return Item("slash_day", start, end, text=text, spec=Spec("day", *read))

    def _read_attacks(self, start: int, end: int) -> Item:
        """9/11 is that of 2001, save in the name of a commission or museum."""
        if self.text[end + 1 : end + 2].isupper() and self.text[end] == " ":
            return Item("other", start, end)
        day = make_day(2001, 9, 11)
        return Item("date", start, end, text="9/11", period=Period(day, day, "day", rule="named_day"))

    def _read_phrase(self, at: int, entries: list[tuple[tuple[str, ...], Symbol, str]]) -> Taken | None:
        for wanted, symbol, name in entries:
            following = at + len(wanted)
            got = tuple("'" if word == "’" else word for word in self.words.lowers[at:following])
            if got == wanted:
                start, end = self.words.starts[at], self.words.ends[following - 1]
                if symbol == "holiday" and self._is_person_or_title(at, start, end):
                    return Item("other", start, end, text=name), following
                spec = Spec("holiday", name=name) if symbol == "holiday" else None
                return Item(symbol, start, end, text=name, spec=spec), following
        return None

    def _is_person_or_title(self, at: int, start: int, end: int) -> bool:
        """Whether the name of a holiday is a surname, or the title of a film in quotation marks."""
        before, token = self.words.text(at - 1), self.body.token_at(start)
        if before[:1].isupper() and token is not None and token.ent_type_ == "PERSON":
            return True
        return self.text[max(start - 1, 0) : start] in _QUOTES and _QUOTE_ENDS.match(self.text, end) is not None

    def _read_number(self, at: int, number: Number) -> Taken:
        made = self._read_era(at, number) or self._read_decade(at, number) or self._read_year(at, number)
        if made is not None:
            return made
        symbol: Symbol = "ordinal" if number.form == "ordinal" else "number"
        if self._is_in_name(at):
            symbol = "other"
        return self._make_number(symbol, at, number, self.words.texts[at].lower()), number.end

    def _make_number(self, symbol: Symbol, at: int, number: Number, text: str, value: float | None = None) -> Item:
        start, end = self.words.starts[at], self.words.ends[number.end - 1]
        return Item(symbol, start, end, text=text, value=number.value if value is None else value)

    def _is_in_name(self, at: int) -> bool:
        """Whether letters stand right before a number: B52."""
        return self.words.is_glued(at) and self.words.texts[at - 1].isalpha()

    def _is_plain(self, at: int, number: Number, length: int) -> bool:
        """Whether a number is so many digits and nothing else."""
        is_long = self.words.ends[number.end - 1] - self.words.starts[at] == length
        is_bare = is_long and number.form == "digits" and not number.is_grouped and number.scale == 1.0
        return is_bare and not self._is_in_name(at)

    def _has_year(self, at: int, number: Number) -> bool:
        return 1000 <= number.value <= 2999 and self._is_plain(at, number, 4)

    def _is_short_year(self, at: int, number: Number) -> bool:
        """Whether a number is written as the years of '98 and the '60s are."""
        is_marked = at > 0 and self.words.texts[at - 1] in _APOSTROPHES and self.words.is_glued(at)
        return is_marked and self._is_plain(at, number, 2)

    def _read_year(self, at: int, number: Number) -> Taken | None:
        """Read "1998", "summer of '98", "nineteen eighty-six"."""
        words, text = self.words, self.words.texts[at]
        if words.lower(at - 2) in self.calendar.short_year_leads and self._is_short_year(at, number):
            century = 2000 if number.value < 40 else 1900
            return self._make_number("year", at, number, text, number.value + century), number.end
        if self._has_year(at, number):
            return self._make_number("year", at, number, text), number.end
        if number.form != "words" or (spoken := self._spoken_year(at, number)) is None:
            return None
        value, following = spoken
        start, end = words.starts[at], words.ends[following - 1]
        return Item("year", start, end, text=self.text[start : words.ends[number.end - 1]], value=value), following

    def _read_decade(self, at: int, number: Number) -> Taken | None:
        """Read "the 1960s", "the '60s", "the 60s", "the 1960's"."""
        words, following = self.words, number.end
        if number.value % 10:
            return None
        has_year = self._has_year(at, number)
        if words.lower(following) == "s":
            is_bare = self._is_bare_decade(at, number)
            if has_year or (words.is_glued(following) and (is_bare or self._is_short_year(at, number))):
                start = words.starts[at if has_year or is_bare else at - 1]
                return self._make_decade(start, words.ends[following], number, has_year), following + 1
        end = words.ends[following - 1]
        if has_year and self.text[end : end + 2] in ("'s", "’s") and words.lower(at - 1) == "the":
            return self._make_decade(words.starts[at], end + 2, number, has_year), following + 2
        return None

    def _is_bare_decade(self, at: int, number: Number) -> bool:
        """Whether "the 80s" are years: neither degrees nor somebody's age."""
        leads, token = self.calendar.decade_leads, self.body.token_at(self.words.starts[at])
        if token is None or number.value < 50 or self.words.lower(at - 1) not in leads.bare:
            return False
        if any(other.tag_ == "PRP$" for other in token.doc[max(token.i - 3, 0) : token.i]):
            return False  # "in her late 60s"
        return self._is_plain(at, number, 2) and not any(other.lower_ in leads.degrees for other in token.sent)

    def _make_decade(self, start: int, end: int, number: Number, has_year: bool) -> Item:
        year = int(number.value) if has_year else int(number.value) + (2000 if number.value < 30 else 1900)
        grain, years = ("century", 99) if year % 100 == 0 and year < 2000 else ("decade", 9)  # "the 1800s"
        first, last = make_day(year, 1, 1), make_day(year + years, 12, 31)
        return Item("date", start, end, period=Period(first, last, grain, rule="decade", kind="decade"))

    def _read_era(self, at: int, number: Number) -> Taken | None:
        """Read "A.D. 1000", "300 B.C.": what lies before the year 1 has no calendar day here."""
        if number.form != "digits" or number.scale != 1.0 or not number.value.is_integer():
            return None
        start, end = self.words.starts[at], self.words.ends[number.end - 1]
        after = _ERA_AFTER.match(self.text, end)
        before = None if after else _ERA_BEFORE.search(self.text, max(start - 8, 0), start)
        if not (after or before):
            return None
        start = before.start("era") if before else start
        end = after.end() if after else end
        first, last = None, None
        if after is None or after["ours"]:
            first, last = make_day(int(number.value), 1, 1), make_day(int(number.value), 12, 31)
            if first is None:
                return None
        return Item("date", start, end, period=Period(first, last, "year", rule="era")), self._after(at, end)

    def _spoken_year(self, at: int, number: Number) -> tuple[int, int] | None:
        """Read "nineteen eighty-six", "two thousand and twenty": the year, and the word behind it."""
        words, after, calendar = self.words, self.numbers.get(number.end), self.calendar
        before = words.lower(at - 1)
        if before not in calendar.year_leads and before != "," and before not in calendar.months:
            return None
        if number.value in (18, 19, 20) and after is not None and after.form == "words" and 10 <= after.value <= 99:
            return int(number.value * 100 + after.value), after.end
        if 2001 <= number.value <= 2035 and words.lower(at) == "two":
            return int(number.value), number.end
        return None

    def _read_short_period(self, at: int, number: Number) -> Taken | None:
        """Q1, H2, FY17; not H1N1."""
        words, lower = self.words, self.words.lowers[at]
        if number.end != at + 2 or (words.is_glued(at + 2) and words.texts[at + 2].isalpha()):
            return None
        if words.is_glued(at) and words.texts[at - 1] not in HYPHENS:
            return None
        if number.value not in range(1, SHORT_PERIODS[lower] + 1):
            return None
        if words.text(at + 2) in HYPHENS and words.is_glued(at + 2) and len(words.text(at + 3)) == 1:
            return None  # an H1-B visa
        start, end = words.starts[at], words.ends[at + 1]
        if lower == "fy":
            return Item("date", start, end, period=Period(None, None, "year", rule="fiscal_year")), at + 2
        return Item("short_period", start, end, text=lower, value=number.value), at + 2

    def _read_word(self, at: int, lower: str, symbol: Symbol) -> Taken:
        words, calendar = self.words, self.calendar
        start, end = words.starts[at], words.ends[at]
        if lower in calendar.decades and words.lower(at - 1) in calendar.decade_leads.words:
            year = 1900 + calendar.decades[lower]
            period = Period(make_day(year, 1, 1), make_day(year + 9, 12, 31), "decade", rule="decade", kind="decade")
            return Item("date", start, end, text=lower, period=period), at + 1
        if symbol in ("month", "weekday"):
            return self._read_name(at, lower, symbol)
        if symbol == "other" and lower not in calendar.decades:
            return self._read_zone(at) or (Item(MARKS.get(lower, "other"), start, end, text=lower), at + 1)
        return Item(symbol, start, end, text=lower), at + 1

    def _read_name(self, at: int, lower: str, symbol: Symbol) -> Taken:
        """Read a month or a weekday, with the point of "Jan."."""
        words, calendar = self.words, self.calendar
        start, following = words.starts[at], at + 1
        if not self._is_calendar_name(at, lower, symbol):
            return Item("other", start, words.ends[at], text=lower), following
        is_short = len(lower) < 6 and lower not in ("march", "april", "may", "june", "july")
        if is_short and words.text(following) == "." and words.is_glued(following):
            following += 1
        value = calendar.months[lower] if symbol == "month" else calendar.weekdays[lower]
        if symbol == "month" and (glued := DAY_AND_YEAR.match(self.text, words.ends[following - 1])) is not None:
            day, year = int(glued["day"]), int(glued["year"])
            if (made := make_day(year, value, day)) is not None:
                period = Period(made, made, "day", rule="day_year", kind="day", year="said")
                spec = Spec("day", value, day)
                return Item("date", start, glued.end(), period=period, spec=spec), self._after(at, glued.end())
        return Item(symbol, start, words.ends[following - 1], text=lower, value=value), following

    def _is_calendar_name(self, at: int, lower: str, symbol: Symbol) -> bool:
        """Whether "May", "March", "Sun" and the like are meant as calendar words."""
        calendar, words = self.calendar, self.words
        is_capital, after = words.texts[at][0].isupper(), words.text(at + 1)
        if lower in calendar.ambiguous_months or lower in calendar.ambiguous_weekdays:
            if is_capital:
                return self._is_capital_name(at, lower, symbol)
            return self._is_lower_month(at, lower) if symbol == "month" else words.lower(at - 1).isdecimal()
        if lower in ("april", "june", "august") and self._is_given_name(at):
            return False
        return is_capital or symbol == "weekday" or len(lower) > 3 or after[:1].isdecimal()

    def _is_given_name(self, at: int) -> bool:
        """Whether "June", "April" or "August" is somebody's name: "June Carr", "Plaintiff June", "Jill June"."""
        token, after = self.body.token_at(self.words.starts[at]), self.words.text(at + 1)
        if token is None or after[:1].isdecimal():
            return False
        if after.istitle():
            return token.dep_ == "compound" and "PERSON" in (token.ent_type_, token.head.ent_type_)
        before = token.nbor(-1) if token.i else None
        is_named = before is not None and before.tag_ == "NNP" and before.dep_ == "compound" and before.head == token
        return is_named or (token.ent_type_ == "PERSON" and token.dep_ in ("nsubj", "nsubjpass", "dobj"))

    def _is_capital_name(self, at: int, lower: str, symbol: Symbol) -> bool:
        """Whether "May", "March" or "Sun" with its capital is of the calendar."""
        calendar, words = self.calendar, self.words
        before, after = words.lower(at - 1), words.text(at + 1)
        if self._stands_in_date(at, symbol):
            return True
        if lower == "march" and after in ("for", "on", "of") and words.text(at + 2)[:1].isupper():
            return before in calendar.year_leads  # the March on Washington
        if before not in calendar.month_leads:
            return False
        if symbol == "weekday":
            return before in ("on", "week")
        token = self.body.token_at(words.starts[at])
        is_other = token is not None and token.tag_ not in ("NNP", "NN")
        return not (is_other or (token is not None and token.ent_type_ in ("PERSON", "ORG", "GPE")))

    def _stands_in_date(self, at: int, symbol: Symbol) -> bool:
        """Whether a number or another weekday stands beside a name: "May 3", "5th May", "Sat-Sun", "on Sun."."""
        words = self.words
        before, after, later = words.lower(at - 1), words.text(at + 1), words.text(at + 2)
        if symbol == "weekday":
            if (after in HYPHENS or after == "/") and later.lower() in self.calendar.weekdays:
                return True
            if after in (".", ",") and at > 0 and before in ("on", "("):
                return True
        if after[:1].isdecimal() or (after in ("-", "/", ".") and later[:1].isdecimal()):
            return True
        is_year = before.isdecimal() and len(before) == 4  # "the 1963 March on the capital"
        return (before[:1].isdecimal() and not is_year) or before in ("st", "nd", "rd", "th")

    def _is_lower_month(self, at: int, lower: str) -> bool:
        """Whether "may", "march" or "jan" without its capital is a month: "the fourth of may", "may the 11th"."""
        calendar, words = self.calendar, self.words
        before, after = words.lower(at - 1), words.text(at + 1)
        number = self.numbers.get(at + (2 if after == "the" else 1))
        token = self.body.token_at(words.starts[at])
        is_verb = lower == "may" and before != "of" and (token is None or token.tag_ == "MD" or after.isalpha())
        if is_verb and number is None:
            return False  # "at least 11 may be dead"
        if before in calendar.weekdays:
            return number is not None
        if before in ("in", "since", "until", "mid") or (before.isdecimal() and len(before) < 3):
            return True  # not "the 1963 march"
        if number is not None and (number.form == "ordinal" or (after.isdecimal() and lower != "may")):
            return True
        if before == "of" and words.lower(at - 2) != "end":
            ordinals = (self.numbers.get(at - back) for back in (2, 3, 4))
            return words.lower(at - 2) in ("week", "weekend") or any(n and n.form == "ordinal" for n in ordinals)
        joined = words.lower(at + 2) if after in ("and", "to", "through", "until") else words.lower(at - 2)
        return before in ("between", "from", "and", "to", "through") and joined in calendar.months

    def _read_zone(self, at: int) -> Taken | None:
        words = self.words
        text = words.texts[at]
        if not text[0].isupper():
            return None
        if text.isupper() and 2 <= len(text) <= 4 and find_zone(text) is not None and text not in ("UK", "MT"):
            return Item("zone", words.starts[at], words.ends[at], text=text), at + 1
        for length in (1, 2):
            name = " ".join(words.texts[at : at + length])
            last = at + length + (words.lower(at + length) in ("standard", "daylight"))
            if words.lower(last) == "time" and find_zone(name) is not None:
                return Item("zone", words.starts[at], words.ends[last], text=name), last + 1
        return None
