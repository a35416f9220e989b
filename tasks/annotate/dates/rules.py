"""The grammar of time expressions: ordered rules, each a name, what reads it, and the patterns that lead to it.

A pattern names symbols: classes of words in `calendar.toml` under `symbols` or one of its lists (`{month}`), and what
numbers and marks are read as (`dates/lexicon.py` has them all). `{day}` is a number or an ordinal, `{which}` last, this
or next, `{date}` a date already read. The first grammar reads dates; each later one joins them with what stands around.
"""

from __future__ import annotations

from tasks.annotate.dates.absolute import (
    read_bare_day,
    read_century,
    read_dashed,
    read_day_of_month,
    read_day_range,
    read_month,
    read_named,
    read_nth_week,
    read_numbered_week,
    read_quarter,
    read_slash,
    read_weekday_number,
    read_year_season,
)
from tasks.annotate.dates.clock import join_clock
from tasks.annotate.dates.combine import (
    join_article,
    join_edge,
    join_ended,
    join_now,
    join_offset,
    join_part,
    join_range,
    join_span_from,
    join_two_dates,
    join_week_of,
    join_week_on,
    join_weekday_beside,
    join_zone,
)
from tasks.annotate.dates.definite import (
    read_holiday_weekend,
    read_season,
    read_the_unit,
    read_told_year,
    read_weekday_around,
    read_year_earlier,
)
from tasks.annotate.dates.grammar import make_grammar, rule
from tasks.annotate.dates.parts import (
    join_rest,
    read_after_next,
    read_edge_of_unit,
    read_end_of_unit,
    read_part_of_unit,
    read_rest_of_unit,
    read_to_date,
)
from tasks.annotate.dates.relative import (
    read_ago,
    read_ago_this,
    read_compound_ago,
    read_deictic,
    read_in_future,
    read_part_of_day,
    read_rolling,
    read_unit_which,
    read_week_after,
    read_weekend,
    read_within,
)
from tasks.annotate.dates.steps import (
    read_day_around,
    read_following,
    read_following_name,
    read_later,
    read_same_of_last,
)
from tasks.annotate.dates.years import read_fiscal, read_fiscal_which, read_month_number, read_year, read_years

_DATES = make_grammar(
    rule(
        "set",
        None,
        "{every} {the}? {day}? {unit|weekday|part|month}",
        "{the}? {day|last} {unit|weekday}? {of} {every} {unit|month}",
    ),
    rule(
        "day_range",
        read_day_range,
        "{between} {month} {the}? {day} {and} {the}? {day} {of_year}? (?!{hyphen}? {of}? {month})",
        "{between} {the}? {day} {and} {the}? {day} {of}? {month} {of_year}?",
        "{month} {the}? {day} {hyphen|to|and} {the}? {day} {of_year}? (?!{unit|month})",
        "{the}? {day} {hyphen|to} {the}? {day} {of} {month}? {of_year}?",
        "{day} {hyphen|to} {day} {month} ({comma}? {year})?",
    ),
    rule("weekday_number", read_weekday_number, "{weekday} {the}? {ordinal} (?!{of|unit|month})"),
    rule(
        "day_of_month",
        read_day_of_month,
        "{the}? {ordinal} {of}? {which} {unit}",
        "{the}? {ordinal} {of} {the} {unit} (?!{after})",
    ),
    rule("dashed", read_dashed, "{number} {hyphen} {month} {hyphen} {number} (?!{hyphen})"),
    rule("told_year", read_told_year, "{month} ({the}? {day})? {of}? {the}? {same|following|last} {unit}"),
    rule(
        "month_day_year",
        read_month,
        "{month} {hyphen}? {the}? {day} {comma}? {of}? {year}",
        "{month} {slash} {day}",
        "{year} {hyphen|slash} {month} {hyphen|slash} {day}",
        "{year} {slash} {number} {slash} {month}",
        "{day} {slash} {month} {slash} {year}",
        "({the}? {ordinal} | {number}) {of}? {hyphen}? {month} {hyphen}? {comma}? {of}? {hyphen}? {year}",
        "{month} {day}",
        "{month} {the} {number}",
        "{month} {the} {ordinal} (?!{unit})",
        "{the}? {ordinal} {hyphen}? {of}? {month}",
        "{number} {of}? {hyphen}? {month} (?!{hyphen}? {day})",
    ),
    rule("month_year", read_month, "{month} {hyphen}? {comma}? {of}? {other}? {year}"),
    rule("bare_day", read_bare_day, "{on} {the}? {ordinal} (?!{of|unit|which})", has_lead=True),
    rule(
        "nth_week",
        read_nth_week,
        "{the}? {ordinal|last|final} {unit|weekday} {of|in} "
        "({month} {of_year}? | {the}? {year} | {which} {unit} | {the} {unit})",
    ),
    rule(
        "numbered_week", read_numbered_week, "{the}? {unit} {number} {comma}? ({of} {year} | {of} {last|this} {unit})"
    ),
    rule("edge_of_unit", read_edge_of_unit, "{the}? {last|final|ordinal} {number} {unit} {of} {the|which} {unit}"),
    rule(
        "quarter",
        read_quarter,
        "{short_period} {comma}? {of|in|hyphen}? {the}? {year}",
        "{year} {hyphen}? {short_period}",
        "{the}? {ordinal} {hyphen}? {fiscal}? {unit|half} {of|in}? {the}? {fiscal}? {unit}? {year}",
        "{the}? {last|final} {unit} {of|in} ({the}? {year} | {the|which} {unit})",
        "{the}? {fiscal} {ordinal} {hyphen}? {unit}",
        "{the}? {ordinal} {hyphen}? {fiscal} {unit|half}",
        "{the}? {ordinal} {hyphen}? {unit|half} {which}? ({of} {the|which} {fiscal}? {unit})?",
        "{short_period}",
    ),
    rule("century", read_century, "{the}? {ordinal} {hyphen}? {unit}"),
    rule(
        "holiday_weekend",
        read_holiday_weekend,
        "({holiday} {comma}? {of}? {year} | {which|following} {holiday} | {holiday}) {unit}",
    ),
    rule("holiday", read_named, "{holiday} {comma}? {of|in}? {year}", "{which|following} {holiday}", "{holiday}"),
    rule("day_before", read_deictic, "{the} {unit} {before|after} {today}"),
    rule(
        "part_of_unit",
        read_part_of_unit,
        "{earlier|later|early|late|mid} {hyphen}? {in}? {the}? {which} {unit}",
        "{the}? {end|start|mid|late|early} {of} {the|which} {unit}",
        "{early|late|earlier|later} {in} {the} {unit}",
        "{early|late} {in}? {the} {following} {unit}",
    ),
    rule("rest_of_unit", read_rest_of_unit, "{the}? {rest} {of} {the|this} {unit}"),
    rule(
        "end_of_unit",
        read_end_of_unit,
        "(?<={by|until|before|at}) {the}? {end} {of} {the}? {unit}",
        "(?<={by|until|before|at}) {unit} {hyphen}? {end}",
    ),
    rule("to_date", read_to_date, "{the}? {unit} {hyphen}? {to} {hyphen}? {date_word}"),
    rule("after_next", read_after_next, "{the} {unit|weekday} ({after} {next} | {before} {last})"),
    rule("day_around", read_day_around, "{the|a|number} {unit} {after|before} {same}?"),
    rule("compound_ago", read_compound_ago, "{a|number} {unit} {comma}? {and}? {number} {unit} ({ago} | {from} {now})"),
    rule("ago_this", read_ago_this, "{a|number} {unit} {ago} ({this} {unit} | {on}? {this}? {weekday})"),
    rule(
        "ago",
        read_ago,
        "({bracket}? {number} {bracket_end}? | {a} | {a} {few} | {few} | {a} {half} | {half} {a}) {few|of}? {few|of}? "
        "({unit} {and} {a} {half} | {unit|part}) {ago} {today}?",
        "{a|number} {unit} {and} {a} {half} {ago}",
    ),
    rule("from_now", read_ago, "{a|number} {unit} {from} {now}"),
    rule("later", read_later, "{so_many} {few|of}? {unit|part} {earlier|later}"),
    rule(
        "rolling",
        read_rolling,
        "{the}? {last|next} ({number} | {a}? {few} {of}?) {working}? {unit} (?!{of})",
        "{the}? {last|next} {unit} {and} {a} {half}",
    ),
    rule(
        "within",
        read_within,
        "{within} ({the}? {next})? {a|number} {unit}",
        "{within} {the}? {next} ({number} {unit} | {unit}) ({and} {number} {unit})?",
    ),
    rule("same_of_last", read_same_of_last, "{the}? {same} {unit} {of|in}? {last} {unit}"),
    rule(
        "following",
        read_following,
        "{the}? {following} {unit|part}",
        "{the|same}? {same} {unit|part}",
        "{the} {next} {part}",
        "{the}? {last} {unit|part}",
    ),
    rule(
        "following_name",
        read_following_name,
        "{the} {following|last} {month|season} (?!{year|day})",
        "{same} {month|season} (?!{year|day})",
    ),
    rule("part_of_day", read_part_of_day, "{which} {early}? {part}"),
    rule(
        "weekday_around",
        read_weekday_around,
        "{the} {following} {weekday}",
        "{same} {weekday}",
        "{the} {last} {weekday} (?!{slash_day})",
    ),
    rule("weekday_which", read_named, "{the}? {this}? {which} {weekday} (?!{slash_day})"),
    rule("unit_which", read_unit_which, "{the}? ({this} {last|next} | {which}) {working}? {unit} (?!{and} {a} {half})"),
    rule("weekend", read_weekend, "{in|at|on|until|by|to} {the} {unit} (?!{of})", has_lead=True),
    rule("week_after", read_week_after, "{weekday|today} {unit}"),
    rule(
        "season_year",
        read_named,
        "{the} {season} {of} {other}? {year}",
        "{season} {comma}? {of}? {other}? {year}",
        "{this}? {which} {season}",
    ),
    rule(
        "season",
        read_season,
        "{in|by|until|since|after|before|at} ({the}? {early|late|mid} {hyphen}? | {the}?) {season} "
        "(?!{comma}? {of}? {other}? {year})",
        has_lead=True,
    ),
    rule(
        "part_of_season", read_season, "{the}? {early|late|mid} {hyphen}? {season} (?!{comma}? {of}? {other}? {year})"
    ),
    rule("year_season", read_year_season, "{year} {season}"),
    rule("month_which", read_named, "{this}? {which} {month} (?!{day})"),
    rule(
        "in_future",
        read_in_future,
        "{in} {a|number} {unit} {and} {a} {half}",
        "{in} ({number} | {a} | {a} {half} | {half} {a}) {unit}",
    ),
    rule("year_earlier", read_year_earlier, "{the}? {unit} {hyphen} {earlier|ago} {hyphen}? {unit|period_word}?"),
    rule("the_unit", read_the_unit, "{the} {unit} (?!{of})"),
    rule("fiscal_which", read_fiscal_which, "{the}? {which} {fiscal} {unit}"),
    rule("fiscal", read_fiscal, "{fiscal} {unit}? {year|number}"),
    rule("deictic", read_deictic, "{today}"),
    rule("month_number", read_month_number, "{number} {slash} {year}"),
    rule(
        "years",
        read_years,
        "{year} {hyphen} {year|number} (?!{hyphen|other} {short_period})",
        "{year} {slash} {year|number} (?!{slash})",
    ),
    rule("slash", read_slash, "{which} {weekday}? {slash_day}", "{slash_day}", is_slashed=True),
    rule("month", read_month, "{month}"),
    rule("weekday", read_named, "{weekday}"),
    rule("year", read_year, "{year}"),
)

_JOINTS = (
    make_grammar(
        rule(
            "weekday_date",
            join_two_dates,
            "{date} {part}? {comma}? {of|on|in}? {the}? {date}",
            "{date} {paren} {date} {paren_end}",
            "{date} {other} {date}",
        )
    ),
    make_grammar(
        rule(
            "with_clock",
            join_clock,
            "{date} {comma}? ({early|late}? {part})? {at}? {clock_time}",
            "{at}? {clock_time} {comma}? {part}? {on|of}? {date}",
        ),
        rule(
            "with_part",
            join_part,
            "{early|late}? {date} {early|late}? {part}",
            "{the}? {part} {of|on}? {date}",
            "{the}? {end|start} {of} {date}",
            "{the}? {early|late} {unit} {of} {date}",
            "{the}? {earlier|later|late|early|mid} ({hyphen}? {date} | {of|in|on} {the}? {date})",
            "{the}? {ordinal} {half} {of} {the}? {date}",
        ),
    ),
    make_grammar(
        rule("with_zone", join_zone, "{date} {paren}? {zone} {paren_end}?"),
        rule("with_article", join_article, "{the} {date}"),
    ),
    make_grammar(
        rule(
            "ended",
            join_ended,
            "{the}? {number}? {fiscal}? {unit} {ended} {on|in}? {date}",
            "{the} {number} {unit} {to} {date} (?!{to})",
        ),
        rule("span_from", join_span_from, "{a|number} {unit} {start} {on|from}? {date}"),
        rule("rest_of", join_rest, "{the}? {rest} {of} {date}"),
        rule(
            "offset",
            join_offset,
            "({the} | {so_many}) {few|of}? {unit|part} ({after|before} {date} | {from} {date} (?!{to|until} {date}))",
        ),
        rule("weekday_beside", join_weekday_beside, "{the} {date} {after|before} {date}"),
        rule("week_on", join_week_on, "{a|number} {unit} {on} {date}"),
        rule("edge_of", join_edge, "{the}? {last|final|ordinal} {number} {unit} {of} {the}? {date}"),
        rule("week_of", join_week_of, "{the}? {unit} {of|start} {date}"),
    ),
    make_grammar(
        rule("now_range", join_now, "{between|from} ({date} {and|to|until} {now} | {now} {and|to|until} {date})"),
        rule(
            "range",
            join_range,
            "{from|between}? {date} {to} {date} ({of|in} {date})?",
            "{from}? {date} {hyphen} {date} ({of|in} {date})?",
            "{between} {date} {and} {date} ({of|in} {date})?",
            "{from}? {date} {until} {date}",
            "{date} {hyphen} {to} {hyphen} {date}",
        ),
    ),
)

GRAMMARS = (_DATES, *_JOINTS)
