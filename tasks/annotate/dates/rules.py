"""The grammar of time expressions: ordered patterns over one letter a word, and what reads each.

Letters: M month, W weekday, N number, O ordinal, Y year, U unit, P part of day, S season, H holiday, C clock time,
Q zone, d today, p last, r this, x next, f following, Z a date already read; the rest are in `calendar.toml` under
`symbols`. The first grammar reads dates; each later one joins dates with what stands around them.
"""

from __future__ import annotations

from tasks.annotate.dates.absolute import (
    read_bare_day,
    read_century,
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
    join_now,
    join_offset,
    join_part,
    join_range,
    join_span_from,
    join_two_dates,
    join_week_of,
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
from tasks.annotate.dates.grammar import Handler, make_grammar
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
    read_day_around,
    read_deictic,
    read_following,
    read_in_future,
    read_later,
    read_part_of_day,
    read_rolling,
    read_unit_which,
    read_weekend,
    read_within,
)
from tasks.annotate.dates.years import read_fiscal, read_month_number, read_year, read_years

_BASIC: tuple[tuple[str, str, Handler | None], ...] = (
    ("set", r"ht?[NO]?[UWPM]|t?[NOp][UW]?oh[UM]", None),
    (
        "day_range",
        r"wMt?[NO]&t?[NO](?:,?o?Y)?(?!-?o?M)|wt?[NO]&t?[NO]o?M(?:,?o?Y)?|Mt?[NO][-T&]t?[NO](?:,?o?Y)?(?![UM])|t?[NO][-T]t?[NO]oM?(?:,?o?Y)?|[NO][-T][NO]M(?:,?Y)?",
        read_day_range,
    ),
    ("weekday_number", r"Wt?O(?![oUM])", read_weekday_number),
    ("day_of_month", r"t?Oo?[rpx]U|t?OotU(?!A)", read_day_of_month),
    ("told_year", r"M(?:t?[NO])?o?t?[=fp]U", read_told_year),
    (
        "month_day_year",
        r"M-?t?[NO],?o?Y|M\|[NO]|Y[-|]M[-|][NO]|Y\|N\|M|[NO]\|M\|Y|(?:t?O|N)o?-?M-?,?o?-?Y|M[NO](?!%)|MtN(?!%)|MtO(?!U)|t?O-?o?M|No?-?M(?!-?[NO])",
        read_month,
    ),
    ("month_year", r"M-?,?o?\.?Y", read_month),
    ("bare_day", r"nt?O(?![oUprx])", read_bare_day),
    ("nth_week", r"t?[Op][UW][oi](?:M(?:,?o?Y)?|t?Y|[prx]U|tU)", read_nth_week),
    ("numbered_week", r"t?UN,?(?:oY|o[pr]U)", read_numbered_week),
    ("edge_of_unit", r"t?[pO]NUo[trpx]U", read_edge_of_unit),
    (
        "quarter",
        r"9,?(?:o|i|-)?t?Y|Y-?9|t?O-?\$?[U#][oi]?t?\$?U?Y|t?\$O-?U|t?O-?\$[U#]|t?O-?[U#][rpx]?(?:o[rpxt]\$?U)?|9",
        read_quarter,
    ),
    ("century", r"t?O-?U", read_century),
    ("holiday_weekend", r"(?:H,?o?Y|[prxf]H|H)U", read_holiday_weekend),
    ("holiday", r"H,?o?Y|[prxf]H|H", read_named),
    ("day_before", r"tU[BA]d", read_deictic),
    ("part_of_unit", r"[jkelm]-?i?t?[prx]U|t?[zcmle]o[trpx]U|[eljk]itU", read_part_of_unit),
    ("rest_of_unit", r"t?yo[tr]U", read_rest_of_unit),
    ("end_of_unit", r"(?<=[buB@])t?zot?U|(?<=[buB@])U-?z", read_end_of_unit),
    ("to_date", r"t?U-?T-?G", read_to_date),
    ("after_next", r"t[UW](?:Ax|Bp)", read_after_next),
    ("day_around", r"(?:t|a|N)U[AB]=?", read_day_around),
    ("compound_ago", r"(?:N|a)U,?&?NU(?:g|F!)", read_compound_ago),
    ("ago_this", r"[Na]Ug(?:rU|r?W)", read_ago_this),
    ("ago", r"(?:\[?N\]?|a|av|v|a#|#a)[vo]{0,2}(?:U&a#|[UP])g(?:d)?|[aN]U&a#g", read_ago),
    ("from_now", r"(?:N|a)UF!", read_ago),
    ("later", r"(?:N|a|av|v)[vo]?[UP][jk]", read_later),
    ("rolling", r"t?[px](?:N|a?vo?)~?U(?!o)|t?[px]U&a#", read_rolling),
    ("within", r"I(?:t?x)?(?:N|a)U|It?x(?:NU|U)(?:&NU)?", read_within),
    ("following", r"t?f[UP]|[t=]?=[UP]|txP|t?p[UP]", read_following),
    ("part_of_day", r"[prx]e?P", read_part_of_day),
    ("weekday_around", r"tfW|=W|tpW(?!/)", read_weekday_around),
    ("weekday_which", r"t?r?[prx]W(?!/)", read_named),
    ("unit_which", r"t?(?:r[px]|[prx])~?U(?!&a#)", read_unit_which),
    ("weekend", r"[i@nub]tU(?![o'])", read_weekend),
    ("season_year", r"tSo\.?Y|S,?o?\.?Y|[prx]S", read_named),
    ("season", r"[ibusAB@](?:t?[elm]-?|t?)S(?!,?o?\.?Y)", read_season),
    ("part_of_season", r"t?[elm]-?S(?!,?o?\.?Y)", read_season),
    ("year_season", r"YS", read_year_season),
    ("month_which", r"r?[prx]M(?![NO])", read_named),
    ("in_future", r"i(?:N|a|a#|#a)U", read_in_future),
    ("year_earlier", r"t?U-[jg]-?[UV]?", read_year_earlier),
    ("the_unit", r"tU(?!o)", read_the_unit),
    ("fiscal", r"\$U?[YN]", read_fiscal),
    ("deictic", r"d", read_deictic),
    ("month_number", r"N\|Y", read_month_number),
    ("years", r"Y-[YN](?![-.]\d)|Y\|[YN](?!\|)", read_years),
    ("slash", r"[prx]W?/|/", read_slash),
    ("month", r"M", read_month),
    ("weekday", r"W", read_named),
    ("year", r"Y", read_year),
)

# "9 a.m. EDT (1300 GMT)", "9 a.m. local time"
_CLOCK = r"C(?:\(?Q\)?|L\*)?(?:\(C(?:Q|L\*)?\))?"

_PASSES: tuple[tuple[tuple[str, str, Handler], ...], ...] = (
    (
        ("weekday_date", r"ZP?,?[oni]?t?Z|Z\(Z\)|Z\.Z", join_two_dates),
    ),
    (
        ("with_clock", rf"Z,?P?@?{_CLOCK}|@?{_CLOCK},?P?[no]?Z", join_clock),
        ("with_part", r"[el]?Z[el]?P|t?P[on]?Z|t?[zc]oZ|t?[el]UoZ|t?[jklem](?:-?Z|[oin]t?Z)|t?O#ot?Z", join_part),
    ),
    (("with_zone", r"Z\(?Q\)?", join_zone), ("with_article", r"tZ", join_article)),
    (
        ("span_from", r"(?:N|a)Uc[nF]?Z", join_span_from),
        ("rest_of", r"t?yoZ", join_rest),
        ("offset", r"(?:N|a|t|av|v)[vo]?[UP](?:[AB]Z|FZ(?![Tu]Z))", join_offset),
        ("edge_of", r"t?[pO]NUot?Z", join_edge),
        ("week_of", r"t?U[oc]Z", join_week_of),
    ),
    (
        ("now_range", r"[wF](?:Z[&Tu]!|![&Tu]Z)", join_now),
        ("range", r"[Fw]?ZTZ(?:[oi]Z)?|F?Z-Z(?:[oi]Z)?|wZ&Z(?:[oi]Z)?|F?ZuZ", join_range),
    ),
)  # fmt: skip

GRAMMARS = (make_grammar(_BASIC), *(make_grammar(rules) for rules in _PASSES))
