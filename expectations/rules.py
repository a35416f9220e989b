"""What every row of a table must satisfy by itself, beside the types, ranges and enumerations of its columns.

Each rule is DuckDB SQL that a sound row makes true or null. A row that breaks one costs its whole article, so a rule
that sound text can break does harm: each was held against the rows of some 1,400 real articles.
"""

from __future__ import annotations

from expectations.schema import Rule

SPAN_RULE = Rule("SPAN-ORDER", 'start < "end" AND source_start < source_end', "A span holds at least one character.")
_TAGS = "p|div|span|a|ul|ol|li|td|tr|table|h[1-6]|section|article|script|style|iframe"
_OPEN_TAGS = f"<(?:{_TAGS}|img|br)(?: [a-z-]+=[^<>]*| ?/)>"
# What UTF-8 becomes when it is read as Windows-1252: quotation marks and dashes, letters with accents, signs.
_GARBLED = (
    "â€[™œ\\x{9d}“”˜¦¢]",
    "Ã[\\x{a0}-\\x{bf}‰“Œ]",
    "Â[\\x{a0}£©«®°»]",
    "ï»¿",
)
_BELOW_ZERO = r"(?i)(?:^|[\s($€£¥₹])[-−–][ $€£]?\.?\d|minus|negative|below|sub-?zero"
_YEARS_COUNTED = r"(?i)ago|earlier|later|before|after|from now|years|centur|millen|\b[ab]\.?[dc]\b|\bc\.?e\b"


def _stay_near(column: str) -> Rule:
    year = f"year({column})"
    expression = (
        f"{year} BETWEEN 1000 AND 2200 OR {year} > 99 AND contains(text, {year}::VARCHAR) "
        f"OR regexp_matches(text, '{_YEARS_COUNTED}')"
    )
    meaning = f"A year of {column} before 1000 or after 2200 stands in the text, or the text counts years."
    return Rule(f"DAT-FAR-{column.removeprefix('date_').upper()}", expression, meaning)


def _match_kind(name: str, who: str) -> Rule:
    key, kind = f"{who}_key", f"{who}_kind"
    expression = (
        f"{key} IS NULL OR CASE split_part({key}, ':', 1) WHEN 'person' THEN {kind} = 'person' "
        f"WHEN 'role' THEN {kind} = 'person' "
        f"WHEN 'anonymous' THEN {kind} = 'anonymous' WHEN 'group' THEN {kind} = 'group' "
        f"WHEN 'org' THEN {kind} IN ('organization', 'government') ELSE {kind} NOT IN ('person', 'anonymous') END"
    )
    return Rule(name, expression, f"The {who}'s key begins with what the {who} is: `person:…` is a person.")


ARTICLE_RULES = (
    Rule("ART-BODY", "length(trim(body)) > 0", "An article has a body."),
    Rule("ART-DATED", "(published_at IS NULL) = (published_from IS NULL)", "A date says where it comes from."),
    Rule(
        "ART-DAY",
        "(published_at IS NULL) = (published_day IS NULL) "
        "AND coalesce(published_day = date_trunc('day', published_day), true) "
        "AND coalesce(published_at BETWEEN published_day - INTERVAL 1 DAY AND published_day + INTERVAL 2 DAY, true)",
        "The outlet's own day is that of the publication in some time zone.",
    ),
    # Two months: monthlies bear the date of a month that is yet to begin.
    Rule(
        "ART-PUBLISHED",
        "published_at BETWEEN TIMESTAMPTZ '1600-01-01 00:00:00+00' AND read_at + INTERVAL 62 DAY",
        "It was published since there are newspapers, and no later than two months after it was read.",
    ),
    Rule(
        "ART-TOKENS",
        "n_tokens <= length(body) AND n_tokens * 100 + 100 >= length(body)",
        "A token has a character at least, and a hundred at most on average.",
    ),
    Rule("ART-LANGUAGE", "language = 'en'", "What is in another language is a reject, with the reason `language`."),
    Rule("ART-HASH", "source_sha256 = sha256(source_text)", "The hash is that of the text."),
    Rule(
        "ART-CONTROL",
        r"NOT regexp_matches(body, '[\x00-\x08\x0b-\x1f\x7f-\x{9f}]')",
        "A body holds no control characters but tabs and line breaks.",
    ),
    Rule("ART-MARKUP", f"NOT regexp_matches(body, '(?i)</(?:{_TAGS})>|{_OPEN_TAGS}')", "A body holds no HTML tags."),
    Rule(
        "ART-GARBLED",
        f"NOT regexp_matches(body, '{'|'.join(_GARBLED)}')",
        "A body holds no UTF-8 that was read as another code, as `â€™` was for an apostrophe.",
    ),
    Rule(
        "ART-REPLACED",
        "length(body) - length(replace(body, chr(65533), '')) <= length(body) // 1000 "
        "AND NOT contains(body, chr(65533) || chr(65533))",
        "Of a thousand characters of a body, one at most could not be decoded (U+FFFD), and never two in a row.",
    ),
)

REMOVED_SPAN_RULES = (
    Rule("REM-ORDER", 'start <= "end" AND source_start < source_end', "It holds at least one source character."),
)

ENTITY_RULES = (
    SPAN_RULE,
    Rule("ENT-NAMED", "(name IS NULL) = (entity_key IS NULL)", "A resolved mention has both a name and a key."),
    Rule("ENT-LINK", "(link IS NULL) = (entity_key IS NULL)", "A resolved mention says how it was resolved."),
    Rule(
        "ENT-KEY",
        "entity_key IS NULL OR CASE split_part(entity_key, ':', 1) WHEN 'person' THEN label = 'person' "
        "WHEN 'place' THEN label IN ('place', 'nationality', 'organization', 'facility') "
        "WHEN 'org' THEN label IN ('organization', 'facility', 'product', 'place') ELSE label <> 'person' END",
        "A key begins with what its mention's label says: `person:…` is of a person.",
    ),
    Rule(
        "ENT-COUNTRY",
        "NOT regexp_matches(entity_key, '^place:[A-Z]{2}$') OR country IS NULL OR country = right(entity_key, 2)",
        "A country's own code is its `country`.",
    ),
)

QUOTE_RULES = (
    SPAN_RULE,
    Rule("QUO-FRAGMENTS", "len(fragments) >= 1", "A quote has at least one fragment."),
    Rule("QUO-CONTENT", "length(trim(content)) > 0", "A quote says something."),
    Rule("QUO-CUE", "(cue_start IS NULL) = (cue_text IS NULL)", "A cue has its offsets."),
    Rule("QUO-CLASS", "(cue_class IS NULL) = (cue_text IS NULL)", "A cue has its class."),
    Rule("QUO-SPEAKER", "(speaker_start IS NULL) = (speaker_text IS NULL)", "A speaker's mention has its offsets."),
    Rule("QUO-KEY", "(speaker_name IS NULL) = (speaker_key IS NULL)", "A resolved speaker has both a name and a key."),
    Rule("QUO-ANONYMOUS", "is_anonymous = (speaker_kind = 'anonymous')", "Only unnamed speakers are anonymous."),
    _match_kind("QUO-KIND", "speaker"),
    Rule("QUO-GRAIN", "said_grain IS NULL OR said_at IS NOT NULL", "What says how fine a time is has the time."),
)

FIGURE_RULES = (
    SPAN_RULE,
    Rule("FIG-RANGE", "low <= high", "A range runs upward."),
    Rule("FIG-LOW", "low <= value", "A value is no less than the least it allows."),
    Rule("FIG-HIGH", "value <= high", "A value is no more than the greatest it allows."),
    Rule("FIG-NUMBER", "coalesce(value, low, high) IS NOT NULL", "A figure has a value or a bound."),
    Rule(
        "FIG-BOUND",
        "(approximation NOT IN ('at_least', 'over', 'range') OR low IS NOT NULL) "
        "AND (approximation NOT IN ('at_most', 'under', 'range') OR high IS NOT NULL)",
        "`at_least` and `over` have a least value, `at_most` and `under` a greatest, a range has both.",
    ),
    Rule(
        "FIG-SIGN",
        f"least(value, low, high) >= 0 OR regexp_matches(text, '{_BELOW_ZERO}')",
        "A number below zero has a minus sign, or a word for one.",
    ),
    Rule(
        "FIG-PERCENT",
        "kind <> 'percent' OR scale_text IS NOT NULL OR greatest(abs(value), abs(low), abs(high)) < 1e7",
        "A percentage of ten million or more is written with a scale word.",
    ),
    Rule("FIG-RANK", "kind <> 'rank' OR value = floor(value) AND value >= 1", "A rank is a whole number from 1."),
    Rule(
        "FIG-CURRENCY",
        "kind <> 'money' OR unit IN {currencies}",
        "A sum's unit is an ISO 4217 code, or the name of its hundredths.",
    ),
    Rule(
        "FIG-MONEY",
        "kind <> 'money' OR unit IS NOT NULL OR regexp_replace(lower(unit_text), '^.* |s$', '', 'g') IN {shared_money}",
        "A sum has a unit, but where several currencies share its word.",
    ),
    Rule("FIG-UNIT", "kind = 'money' OR unit IN {units}", "A unit is one of `data/lexicon/units.toml`."),
    Rule(
        "FIG-UNITS",
        "kind = 'money' OR (unit IS NOT NULL) = (kind IN ('percent', 'measure', 'age', 'duration'))",
        "Percentages, measures, ages and durations have a unit, and of the others only money.",
    ),
    Rule(
        "FIG-SI",
        "CASE WHEN si_unit IS NULL THEN coalesce(si_value, si_low, si_high) IS NULL ELSE kind = 'measure' "
        "AND (si_value IS NULL) = (value IS NULL) AND (si_low IS NULL) = (low IS NULL) "
        "AND (si_high IS NULL) = (high IS NULL) END",
        "A measure in SI units has a value and bounds where the printed one has.",
    ),
    Rule("FIG-SI-RANGE", "si_low <= si_high", "A range in SI units runs upward."),
    Rule("FIG-DATES", "date_start <= date_end", "The days it holds for run forward."),
)

DATE_RULES = (
    SPAN_RULE,
    Rule("DAT-ORDER", "date_start <= date_end", "A date runs forward."),
    Rule(
        "DAT-RESOLVED",
        "is_resolved = (coalesce(date_start, date_end) IS NOT NULL)",
        "Resolved means that a day is known.",
    ),
    _stay_near("date_start"),
    _stay_near("date_end"),
    Rule(
        "DAT-GRAIN",
        "date_end - date_start <= CASE grain WHEN 'minute' THEN INTERVAL 1 DAY WHEN 'hour' THEN INTERVAL 1 DAY "
        "WHEN 'weekend' THEN INTERVAL 4 DAY WHEN 'week' THEN INTERVAL 8 DAY WHEN 'month' THEN INTERVAL 31 DAY "
        "WHEN 'quarter' THEN INTERVAL 93 DAY END",
        "A date is no longer than its grain.",
    ),
)

CLAIM_RULES = (
    SPAN_RULE,
    Rule("CLA-PROPOSITION", "length(trim(proposition)) > 0", "A claim claims something."),
    Rule("CLA-RESOLVED", "length(trim(resolved)) > 0", "What a claim is resolved to says something."),
    Rule(
        "CLA-KEY", "(claimant_name IS NULL) = (claimant_key IS NULL)", "A resolved claimant has both a name and a key."
    ),
    _match_kind("CLA-KIND", "claimant"),
    Rule("CLA-GRAIN", "said_grain IS NULL OR said_at IS NOT NULL", "What says how fine a time is has the time."),
    Rule(
        "CLA-EVENT-GRAIN",
        "(event_grain IS NULL) = (coalesce(event_start, event_end) IS NULL)",
        "An event whose days are told says how fine they are.",
    ),
    Rule("CLA-EVENT", "event_start <= event_end", "An event runs forward."),
)

QUOTE_GROUP_RULES = (Rule("QGR-OUTLETS", "n_outlets <= n_articles", "An article has one outlet at most."),)

CLAIM_GROUP_RULES = (Rule("CLG-RANGE", "value_low <= value_high", "A range runs upward."),)

FIGURE_GROUP_RULES = (Rule("FGG-RANGE", "value_low <= value_high", "A range runs upward."),)

RUN_RULES = (
    Rule("RUN-COUNTS", "n_read = n_known + n_kept + n_rejected + n_superseded", "Nothing that was read is lost."),
    Rule("RUN-TIMES", "started <= ended", "A run ends after it starts."),
    Rule(
        "RUN-REASONS",
        "CASE WHEN json_valid(rejected_by_reason) THEN "
        "list_sum(map_values(json_transform(rejected_by_reason, '\"MAP(VARCHAR, BIGINT)\"')::MAP(VARCHAR, BIGINT))) "
        "IS NOT DISTINCT FROM nullif(n_rejected, 0) ELSE false END",
        "The reasons add up to what was rejected.",
    ),
)

INDEX_RULES = (
    Rule("IDX-SCOPE", "(scope = 'article') = contains(entity_key, '@')", "A key of one article carries it."),
    Rule("IDX-USED", "n_mentions + n_quotes + n_claims >= 1", "A key stands in a table."),
)

CORRECTION_RULES = (
    Rule("COR-AFTER", "(action = 'fix') = (after IS NOT NULL)", "A fix says what is right, and a retraction nothing."),
    Rule(
        "COR-BEFORE", "(before IS NOT NULL) = (action = 'fix' AND outcome = 'applied')", "What a fix replaced is kept."
    ),
    Rule("COR-ROWS", "(n_rows > 0) = (outcome = 'applied')", "What is applied changes a row."),
    Rule("COR-SAID", "length(trim(reason)) > 0 AND length(trim(author)) > 0", "Somebody says why."),
)
