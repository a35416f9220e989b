"""The one definition of every table of a release.

Writers take their Arrow schemas from here, the audit its suites, and `data/DICTIONARY.md` its text.
"""

from __future__ import annotations

from typing import get_args

import pyarrow as pa

from expectations.columns import ARTICLE_ID, RULE, SPAN, make_key, make_offsets
from expectations.entity_tables import ENTITY_INDEX, ENTITY_KEYS
from expectations.enumerations import (
    CLAIM_TYPES,
    CUE_CLASSES,
    GRAINS,
    LABELS,
    REJECT_REASONS,
    REMOVED_KINDS,
    SPEAKER_KINDS,
    STANCES,
    VOICES,
    Action,
    Outcome,
    PublishedFrom,
    Stage,
)
from expectations.link_tables import (
    ARTICLE_GROUPS,
    CLAIM_GROUPS,
    CLAIM_LINKS,
    FIGURE_GROUPS,
    FIGURE_LINKS,
    GROUP_MERGES,
    QUOTE_GROUPS,
    QUOTE_LINKS,
    STORY_GROUPS,
)
from expectations.rules import (
    ARTICLE_RULES,
    CLAIM_RULES,
    CORRECTION_RULES,
    DATE_RULES,
    ENTITY_RULES,
    FIGURE_RULES,
    QUOTE_RULES,
    REMOVED_SPAN_RULES,
    RUN_RULES,
)
from expectations.schema import COUNT, ENUM, FLAG, ID, NAMES, NUMBER, OFFSET, OFFSETS, TEXT, TIME, Column, Table

ARTICLES = Table(
    name="articles",
    doc="One row per article kept.",
    key="article_id",
    fewest_rows=1,
    columns=(
        make_key("article_id", "an article"),
        Column("record_id", TEXT, "The dump's own id of the record, or the file name within its input folder."),
        Column("outlet", TEXT, "Who published it.", nullable=True, is_given=True),
        Column("source_agency", TEXT, "The news agency that the text credits.", nullable=True, is_given=True),
        Column("author", TEXT, "Byline as given; else whom the text's own byline, or the line about its author, names.", nullable=True, is_given=True),
        Column("title", TEXT, "Headline as given.", nullable=True, is_given=True),
        Column("url", TEXT, "Address as given.", nullable=True, is_given=True),
        Column("published_at", TIME, "When it was published; midnight where only the day is known.", nullable=True),
        Column(
            "published_day",
            TIME,
            "The outlet's own day of `published_at`, by the offset stated, else UTC's; a UTC midnight. \"Today\" leans on it.",
            nullable=True,
        ),
        Column("published_from", ENUM, "Where `published_at` comes from.", nullable=True, values=get_args(PublishedFrom)),
        Column("language", TEXT, "ISO 639-1 code of the text's language."),
        Column("section", TEXT, "The outlet's section that it stood in, as given.", nullable=True, is_given=True),
        Column(
            "is_opinion",
            FLAG,
            "Whether its section, type, headline or address says that it is opinion; false where they say news; else null.",
            nullable=True,
        ),
        Column("is_truncated", FLAG, "Whether the text was cut short before it was read: a mark says so, or it ends within a sentence."),
        Column("source_text", TEXT, "The text as it was read."),
        Column("body", TEXT, "The text that was analysed: `source_text` with wraps repaired and boilerplate removed."),
        Column("source_path", TEXT, "The file it was read from."),
        Column("position", TEXT, "Where in that file, such as `line 12`; null for a whole file.", nullable=True),
        Column("source_sha256", TEXT, "SHA-256 of `source_text` in UTF-8."),
        Column("n_tokens", COUNT, "Tokens in the body.", unit="tokens", least=1),
        Column("read_at", TIME, "When it was read; the one column that differs between builds of the same input."),
        Column("extracted_with", TEXT, "Fingerprint of the code, lexicons, model and settings that made its rows."),
    ),
    rules=ARTICLE_RULES,
)  # fmt: skip

REJECTS = Table(
    name="rejects",
    doc="One row per input that was not kept as an article.",
    key="reject_id",
    columns=(
        make_key("reject_id", "a reject"),
        Column("source_path", TEXT, "The file it was read from."),
        Column("position", TEXT, "Where in that file, such as `line 12`; null for a whole file.", nullable=True),
        Column("record_id", TEXT, "The dump's own id of the record, where it could be read.", nullable=True),
        Column("stage", ENUM, "The stage that turned it away.", values=get_args(Stage)),
        Column("reason", ENUM, "Why, as a short code.", values=REJECT_REASONS),
        Column("detail", TEXT, "Why, in words.", nullable=True),
        Column("n_bytes", COUNT, "Size of the quarantined copy.", unit="bytes", least=0),
        Column("kept_at", TEXT, "The quarantined copy, a path within the data folder.", nullable=True),
    ),
)

REMOVED_SPANS = Table(
    name="removed_spans",
    doc="One row per stretch of a source text that its body leaves out or replaces.",
    key="removed_span_id",
    columns=(
        make_key("removed_span_id", "a removed span"),
        ARTICLE_ID,
        *make_offsets(what="the replacement, empty where nothing replaces it"),
        Column("text", TEXT, "The characters `source_text[source_start:source_end]`."),
        Column(
            "replacement",
            TEXT,
            "What the body has instead: a space for a mended line break, else nothing.",
            may_be_empty=True,
        ),
        Column("kind", ENUM, "What it is.", values=REMOVED_KINDS),
        Column("rule", TEXT, "Name of the rule that removed it."),
    ),
    rules=REMOVED_SPAN_RULES,
)

ENTITIES = Table(
    name="entities",
    doc="One row per mention of a named person, organization, place, nationality, event or the like.",
    key="mention_id",
    columns=(
        make_key("mention_id", "a mention"),
        ARTICLE_ID,
        *SPAN,
        Column("label", ENUM, "What is mentioned.", values=LABELS),
        Column("name", TEXT, "Canonical name in this article.", nullable=True),
        Column("entity_key", TEXT, "The same for the same entity in every article: `person:lloyd-austin`, `place:KP`.", nullable=True),
        Column("link", ENUM, "How the mention was resolved to its entity.", nullable=True, values=("name", "alias", "acronym", "metonym", "surname", "pronoun", "description")),
        Column("country", TEXT, "ISO 3166-1 alpha-2 code of the country it names or belongs to.", nullable=True, codes="countries"),
        Column("rule", TEXT, "Name of the rule that decided which entity it means, or that this is not told."),
    ),
    rules=ENTITY_RULES,
)  # fmt: skip

FRAGMENTS = pa.list_(pa.struct([(name, OFFSET) for name in OFFSETS]))

QUOTES = Table(
    name="quotes",
    doc="One row per attributed utterance.",
    key="quote_id",
    columns=(
        make_key("quote_id", "a quote"),
        ARTICLE_ID,
        *SPAN,
        Column("type", ENUM, "Whether the words are the speaker's own, reported, or both.", values=("direct", "indirect", "mixed")),
        Column("content", TEXT, "The utterance's words alone, without outer marks and the reporting clause; where that ends a sentence, so do the words before it."),
        Column("fragments", FRAGMENTS, "The spans it is made of; one for an unbroken quote."),
        Column("cue_text", TEXT, "The words that report it, such as `said` or `according to`.", nullable=True),
        *make_offsets("cue_", "the cue", nullable=True),
        Column("cue_class", ENUM, "What the cue says was done.", nullable=True, values=CUE_CLASSES),
        Column("is_utterance", FLAG, "Whether somebody said, wrote or signalled it, as against thought, meant, showed or did."),
        Column("speaker_text", TEXT, "The mention of the speaker that the attribution uses.", nullable=True),
        *make_offsets("speaker_", "the speaker's mention", nullable=True),
        Column("speaker_name", TEXT, "Name of the speaker in full, as the article gives it or, for a surname alone, the release.", nullable=True),
        Column("speaker_key", TEXT, "The speaker's `entity_key`; for one not named, an identity within the article: `anonymous:senior-official`; an office whose holder it does not name is `role:<article_id>:mayor-of-rye`.", nullable=True),
        Column("speaker_kind", ENUM, "What the speaker is.", values=SPEAKER_KINDS),
        Column("speaker_role", TEXT, "Title or function that the article gives the speaker.", nullable=True),
        Column("speaker_rule", TEXT, "Name of the rule that said who the speaker is; null where none did.", nullable=True),
        Column("is_anonymous", FLAG, "Whether the outlet leaves the speaker unnamed; never for an office that one person holds, nor for a phrase with a name."),
        Column("addressee", TEXT, "Who was told.", nullable=True),
        Column("channel", TEXT, "How or where it was said: `via email`, `at a press conference`.", nullable=True),
        Column("said_at", TIME, "When it was said: the first moment of the time that `said_grain` names, midnight for a day or a part of one.", nullable=True),
        Column("said_grain", ENUM, "How fine `said_at` is: with `month`, some time in the month that begins then.", nullable=True, values=GRAINS),
        Column("confidence", NUMBER, "Share of quotes found like this one that were right when measured.", least=0, most=1),
        RULE,
    ),
    rules=QUOTE_RULES,
)  # fmt: skip

FIGURES = Table(
    name="figures",
    doc="One row per number that an article states.",
    key="figure_id",
    columns=(
        make_key("figure_id", "a figure"),
        ARTICLE_ID,
        *SPAN,
        Column("value", NUMBER, "The number, scaled: 1.2bn is 1.2e9; null for a range.", nullable=True),
        Column("low", NUMBER, "Least value it allows; 40 for 'at least 40'.", nullable=True),
        Column("high", NUMBER, "Greatest value it allows; 10 for 'up to 10'.", nullable=True),
        Column("approximation", ENUM, "How exact it claims to be; null for a plain number.", nullable=True, values=("about", "at_least", "at_most", "over", "under", "range", "vague")),
        Column("kind", ENUM, "What sort of number it is.", values=("count", "money", "percent", "measure", "ratio", "rank", "score", "age", "duration", "multiple")),
        Column("unit", TEXT, "ISO 4217 code, UCUM-like code, or null for a bare count.", nullable=True),
        Column("unit_text", TEXT, "The unit as written.", nullable=True),
        Column("si_value", NUMBER, "`value` of a measure in SI units, beside the printed one: 100 acres is 404687 m2.", nullable=True),
        Column("si_low", NUMBER, "`low` of a measure in SI units.", nullable=True),
        Column("si_high", NUMBER, "`high` of a measure in SI units.", nullable=True),
        Column("si_unit", TEXT, "The SI unit, as UCUM writes it: `m2`, `kg`, `K`, `m/s`, `J`.", nullable=True),
        Column("scale_text", TEXT, "The scale word as written: `million`, `bn`.", nullable=True),
        Column("counted", TEXT, "The thing counted, as the article names it.", nullable=True),
        Column(
            "measured",
            TEXT,
            "What a share, a sum, a measure or a level is of, as the article names it: `inflation`, `support`. Of a sum that is"
            " spent or paid, what it is spent on or paid for (`lobbying`); where no noun tells, the verb (`raised`, `owed`).",
            nullable=True,
        ),
        Column(
            "measured_of",
            TEXT,
            "Whose that is: `Velden` in 'unemployment in Velden', who raises or pays a sum, each side's of two shares.",
            nullable=True,
        ),
        Column("is_additional", FLAG, "Whether it comes on top of an earlier number."),
        Column("is_total", FLAG, "Whether it is stated as a total."),
        Column("change", ENUM, "The change it measures (`up`, `down`, `by`), starts `from` or leads `to`.", nullable=True, values=("up", "down", "from", "to", "by")),
        Column("change_id", ID, "The first figure of its movement: one row each for from, to and by how much.", nullable=True, refers_to="figures.figure_id"),
        Column("period", TEXT, "What it is per: `day`, `barrel`, `100,000 residents`.", nullable=True),
        Column("date_start", TIME, "First day it holds for.", nullable=True),
        Column("date_end", TIME, "Last day it holds for.", nullable=True),
        Column("quote_id", ID, "The quote it stands in.", nullable=True, refers_to="quotes.quote_id"),
        Column("claim_id", ID, "The claim it stands in.", nullable=True, refers_to="claims.claim_id"),
        Column("rule", TEXT, "The rule that read it: `money.before`, `vague.plural`; first its file in `tasks/annotate/figures`."),
    ),
    rules=FIGURE_RULES,
)  # fmt: skip

DATES = Table(
    name="dates",
    doc="One row per expression that names a time.",
    key="date_id",
    columns=(
        make_key("date_id", "a date"),
        ARTICLE_ID,
        *SPAN,
        Column("date_start", TIME, "First day or moment it names; null when open or not resolved.", nullable=True),
        Column("date_end", TIME, "Last day or moment it names; null when open or not resolved.", nullable=True),
        Column(
            "bound",
            ENUM,
            'How it bounds an event: "by December" has the days of December and `by`; null where it says when.',
            nullable=True,
            values=("since", "from", "after", "by", "until", "through", "before"),
        ),
        Column("grain", ENUM, "How fine it is.", values=GRAINS),
        Column("anchor", ENUM, "What it leans on.", values=("published_at", "said_at", "text", "none")),
        Column("is_resolved", FLAG, "Whether calendar days are known."),
        Column("time_zone_text", TEXT, "The time zone as written.", nullable=True),
        RULE,
    ),
    rules=DATE_RULES,
)

CLAIMS = Table(
    name="claims",
    doc="One row per proposition and who stands behind it.",
    key="claim_id",
    columns=(
        make_key("claim_id", "a claim"),
        ARTICLE_ID,
        *SPAN,
        Column("proposition", TEXT, "What is claimed, as the article words it."),
        Column("resolved", TEXT, "The proposition with what it needs from the article in square brackets: whom `he` and `we` mean, what `the bill` is, which day Tuesday was."),
        Column("is_self_contained", FLAG, "Whether `resolved` can be understood without the article: a whole sentence, or a deed with its doer, that leaves nothing open."),
        Column("stance", ENUM, "What the claimant does with the proposition.", values=STANCES),
        Column(
            "polarity", ENUM, "Whether the main clause of the proposition affirms or negates; what denies it is in `stance`.", values=("affirmative", "negative")
        ),
        Column("certainty", ENUM, "How sure the wording of its main clause is, by the least sure of its hedges: `unknown` (unclear, asked, demanded, left unconfirmed), `possible` (may, might, could, perhaps, reportedly), `probable` (likely, seems, believed, expected, would, should; not the `would` of `said that it would`; what somebody predicts, promises, warns of or believes), else `certain`, however doubtful the claim.", values=("certain", "probable", "possible", "unknown")),
        Column("claimant_name", TEXT, "Name of who claims it in full, as the article gives it or, for a surname alone, the release.", nullable=True),
        Column("claimant_key", TEXT, "Key of who claims it, as in `quotes.speaker_key`.", nullable=True),
        Column("claimant_kind", ENUM, "What the claimant is.", values=SPEAKER_KINDS),
        Column(
            "claimant_role", TEXT, "The office or part in which the claimant speaks, as in `quotes`.", nullable=True
        ),
        Column(
            "claimant_text",
            TEXT,
            "Who claims it, as the article words it: `the report`, `68 % of those asked`; null for the outlet.",
            nullable=True,
        ),
        Column(
            "source_chain", TEXT, "Who told it to whom, nearest first: `officials ← lawmakers ← NIS`.", nullable=True
        ),
        Column("voice", ENUM, "How the article words it.", values=VOICES),
        Column("quote_id", ID, "The quote that states it.", nullable=True, refers_to="quotes.quote_id"),
        Column("said_at", TIME, "When it was said, as in `quotes`.", nullable=True),
        Column("said_grain", ENUM, "How fine `said_at` is, as in `quotes`.", nullable=True, values=GRAINS),
        Column("event_start", TIME, "First day of what its main clause says, or of the planned or expected deed in it; null where no date in it tells that: not that of a thing it names (the 2016 race) nor of a clause beside it that does not say `when`.", nullable=True),
        Column("event_end", TIME, "Last day of it, as for `event_start`.", nullable=True),
        Column(
            "claim_type",
            ENUM,
            "What kind of claim it is, the first of these that its main clause is, whatever stands beside or inside it: `position` (what is wanted, demanded, promised or should be), `law_or_rule` (what a law, rule, court or contract says), `prediction` (what is to come, planned, threatened or may happen yet), `cause` (what brought something about), `comparison` (one thing set above, below or beside another), `quantity` (how much or how many: with another number it would be another claim), `event` (what happened, was done or is under way), `position` (a side taken), `other` (how something is, what can be, what goes on in a mind, and questions).",
            values=CLAIM_TYPES,
        ),
        Column("is_checkable", FLAG, "Whether its main clause says something that facts could show true or false, by its wording alone: no question or position, no praise, blame or taste, nothing that only may or can be or would have been, nothing that hangs on an `if`, nothing that goes on in the speaker's mind; of what is to come only what has a number or a day; of what only `it`, `this` or `there` is said, and of what `I` or `we` did, only what has a number, a day or a name."),
        Column(
            "answers_claim_id",
            ID,
            "The claim that it denies or confirms in words that only point at it: `denied it`.",
            nullable=True,
            refers_to="claims.claim_id",
        ),
        Column("event_grain", ENUM, "How fine these days are: the coarsest of the times that tell them.", nullable=True, values=GRAINS),
        Column("figure_ids", NAMES, "Every figure in it, in text order; what each is there for (counted, total, additional, from, to) stands in its row.", lists="figures.figure_id"),
        Column("about_keys", NAMES, "Keys of the entities that it names or means by a pronoun, each once, in text order."),
        RULE,
    ),
    rules=CLAIM_RULES,
)  # fmt: skip

RUNS = Table(
    name="runs",
    doc="One row per build that led to this release.",
    key="run_id",
    fewest_rows=1,
    stage="run",
    columns=(
        make_key("run_id", "a run"),
        Column("started", TIME, "When it started."),
        Column("ended", TIME, "When its rows were complete."),
        Column("code_version", TEXT, "Version of Sayso."),
        Column("fingerprint", TEXT, "Fingerprint of the code, lexicons, model and settings that it extracted with."),
        Column("model", TEXT, "spaCy pipeline and its version."),
        Column("settings", TEXT, "Settings as JSON."),
        Column("inputs", TEXT, "Inputs as a JSON list."),
        Column("n_read", COUNT, "Records read.", least=0),
        Column("n_known", COUNT, "Records read that an earlier run had already taken in.", least=0),
        Column("n_kept", COUNT, "Records kept as articles.", least=0),
        Column("n_rejected", COUNT, "Records turned away.", least=0),
        Column("n_superseded", COUNT, "Records that a newer revision replaced.", least=0),
        Column("rejected_by_reason", TEXT, "Rejects by reason as a JSON object."),
    ),
    rules=RUN_RULES,
)

# What a shard writes, one file a table; all but the rejects are rows of its articles, and those that annotators find
# point into a body.
SHARD_TABLES = (ARTICLES, REJECTS, REMOVED_SPANS, ENTITIES, QUOTES, FIGURES, DATES, CLAIMS)
ARTICLE_TABLES = tuple(table for table in SHARD_TABLES if ARTICLES.key in table.column_names)
ANNOTATED_TABLES = tuple(table for table in ARTICLE_TABLES if table not in (ARTICLES, REMOVED_SPANS))
GROUP_TABLES = (ARTICLE_GROUPS, STORY_GROUPS, QUOTE_GROUPS, CLAIM_GROUPS, FIGURE_GROUPS)
# People correct what is said of an article.
CORRECTABLE = tuple(table.name for table in ARTICLE_TABLES)
CORRECTIONS = Table(
    name="corrections",
    doc="One row per correction that people made; of what it took out it is the tombstone.",
    key="correction_id",
    stage="run",
    columns=(
        make_key("correction_id", "a correction"),
        Column("table_name", ENUM, "The table of the row that it is about.", values=CORRECTABLE),
        Column("row_id", ID, "Key of that row; a retracted row is in its table no more."),
        Column("article_id", ID, "The article that it stands in, kept or not; null where no part holds the row.", nullable=True),
        Column("action", ENUM, "Whether the row has new values or is taken out.", values=get_args(Action)),
        Column("outcome", ENUM, "What came of it: not applied where a newer revision stands, the article is retracted, or no part holds the row any more.", values=get_args(Outcome)),
        Column("before", TEXT, "What a fix replaced, a JSON object by column; what is retracted is not repeated.", nullable=True),
        Column("after", TEXT, "What a fix says instead, a JSON object by column.", nullable=True),
        Column("n_rows", COUNT, "Rows of the release that it changed or took out.", unit="rows", least=0),
        Column("reason", TEXT, "Why, in the author's words."),
        Column("author", TEXT, "Who says so."),
        Column("corrected_on", TIME, "The day on which it was decided."),
    ),
    rules=CORRECTION_RULES,
)  # fmt: skip

LINK_TABLES = (*GROUP_TABLES, GROUP_MERGES, QUOTE_LINKS, CLAIM_LINKS, FIGURE_LINKS, ENTITY_KEYS, ENTITY_INDEX)
TABLES: tuple[Table, ...] = (*SHARD_TABLES, *LINK_TABLES, RUNS, CORRECTIONS)
TABLE_BY_NAME = {table.name: table for table in TABLES}
