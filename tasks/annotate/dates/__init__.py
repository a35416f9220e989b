"""Time expressions of an article: fills `dates` from its body and its publication date.

The column `rule` names what read the days; below the rules stand with the file that gives them their name.

- `find.py`: the door, `find_dates`. Reads symbols, has the grammars read them, and puts ranges in order.
- `told.py`: what hangs on other dates of the text: `told_year` ("on April 22" after "April 20, 2010");
  one year for a day told twice.
- `words.py`: cuts a body into symbols: `decade`, `era`, `fiscal_year` ("FY17"), `named_day` ("9/11"). `written.py`:
  what stands in digits, `written`; where day and month could be either, `written_order` by the article's other dates
  or the outlet's country, else `written_ambiguous`.
- `rules.py`: the patterns, in order, and what reads each; `grammar.py` matches them.
- `named_days.py`: `named_day` of "the Sept. 11 attacks", and of an anniversary.
- `absolute.py`: dates that say their name: `day_range`, `day_of_month`, `bare_day`, `weekday_number`,
  `numbered_week`, `nth_week`, `nth_weekend`, `nth_day`,
  `century`, `fiscal_quarter`, `fiscal_half`. `years.py`: `year`, `years`,
  `fiscal_year`. "February 30" is `no_such_day`. `elections.py`: "November" where it is that of the coming vote.
- `relative.py`: dates counted from publication: `ago`, `rolling`, `business_days`, `weekend`. `steps.py`: from the date
  told before: `from_text`; "the following November" is named by its word.
- `definite.py`: names with an article: `season`, `holiday_weekend`; "the following Monday" is named by its word,
  `following`, `previous`, `prior` or `that`.
- `parts.py`: parts of a week, month or year: `part_of`, `edge_of`, `rest_of`, `to_date`, `after_next`.
- `combine.py`: dates with what stands around them: `range`, `offset`, `week_on`, `span_from`, `ended`,
  `week_of`, `weekday_of_week`. `clock.py`: clock times; one that stands apart from its day is `clock_of_clause`.
- `resolve.py`: names turned into days: `unit_which` ("last week"), and by what recurs `weekday`, `deictic`, `month`,
  `day`, `quarter`, `half`, `season`, `holiday`, with `_which` behind it for the last, this or next one and with `_year`
  where the text says its year. `lean.py`: on which side of publication a noun, a preposition and a verb put a date;
  `tense.py`: whether the verb speaks of the past or the future.
- `said.py`: moves the days inside a quotation to the day on which it was said, or leaves them open where only its month
  is known; it runs when quotes are known.
- `bounds.py`: the column `bound` ("by December").
- `calendar.py`, `holidays.py`: arithmetic, and the days of holidays that move.
- `items.py`, `vocabulary.py`, `lexicon.py`: the symbols and names that the files above hand on, and their words.
"""
