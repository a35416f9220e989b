"""All settings, in one frozen class: from the command line, `SAYSO_…` variables and `sayso.toml`, in that order."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal
from zoneinfo import available_timezones

from pydantic import Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from expectations.limits import Limits, NightLimits
from tasks.errors import SaysoError
from tasks.model_name import DEFAULT_MODEL
from tasks.publish.data_folder import CORRECTIONS_FILE, PublishWith
from tasks.read.options import ReadOptions

# Settings that `ReadOptions` has under the same names.
READ_LIMITS = {
    "most_characters",
    "most_ratio",
    "most_unpacked_bytes",
    "most_spooled_bytes",
    "most_depth",
    "follow_links",
}


PREFIX = "SAYSO_"
# What a hook finds in its environment beside the settings.
HOOK_VARIABLES = ("SAYSO_EVENT", "SAYSO_RELEASE", "SAYSO_EXIT_CODE", "SAYSO_MESSAGE")


def count_cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class WrongSettings(SaysoError):
    """A setting is unknown, has a value that is not allowed, or cannot be read."""


class Settings(BaseSettings):
    """Settings of a run; every field may stand in `sayso.toml` or in the environment as `SAYSO_<NAME>`."""

    model_config = SettingsConfigDict(frozen=True, env_prefix=PREFIX, toml_file="sayso.toml", extra="forbid")

    inbox: str | None = Field(None, description="Folder or address that nightly runs read.  [default: <data>/inbox]")
    data: Path = Field(Path("data"), description="Folder of inbox/, work/, releases/ and the link latest.")
    model: str = Field(DEFAULT_MODEL, description="Installed English spaCy pipeline with tagger, parser and ner.")
    workers: int = Field(
        default_factory=count_cores, ge=1, description="Processes that extract shards.  [default: one a core]"
    )
    dask_scheduler: str | None = Field(
        None, description="Address of a Dask scheduler, tcp://host:8786, whose workers extract shards instead."
    )
    shard_documents: int = Field(100, ge=1, le=10_000, description="Documents a shard.")
    published_at: datetime | None = Field(None, description="Publication date of articles that carry none, UTC.")
    outlet: str | None = Field(None, description="Outlet of articles that name none.")
    day_first: bool | None = Field(None, description="Whether 03/04/2024 is 3 April; null: such dates are not read.")
    fields: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Dump field names by Sayso field, tried before the usual ones."
    )
    most_characters: int = Field(2_000_000, ge=1000, description="Longest article that is kept, in characters.")
    most_ratio: float = Field(250, ge=10, description="A packed file that unpacks to more times its size is a bomb.")
    most_unpacked_bytes: int = Field(1 << 40, ge=1, description="Most bytes that one packed file may unpack to.")
    most_spooled_bytes: int = Field(
        4 << 30, ge=1, description="Longest packed file inside an archive that is copied to a temporary file."
    )
    most_depth: int = Field(6, ge=1, description="Most layers of packing and archives around an article.")
    follow_links: bool = Field(False, description="Whether links in a folder may lead out of it.")
    drift_row_factor: float = Field(2.0, gt=1, description="Rows per article may change by less than this factor.")
    drift_null_share: float = Field(0.25, gt=0, le=1, description="Shares of nulls and rejects may move by this much.")
    corrections: Path | None = Field(
        None, description="File of corrections that people make.  [default: <data>/corrections.toml]"
    )
    most_seconds_a_document: float = Field(
        120, gt=0, description="Seconds that reading, parsing or annotating one article may take; it is set aside then."
    )
    most_broken_share: float = Field(
        0.01,
        ge=0,
        le=1,
        description="Share of new articles that may be set aside, beyond three, and a release be made.",
    )
    most_failing_share: float = Field(
        0.05, ge=0, le=1, description="Share of new articles on which a rule may raise, beyond three: a bug of Sayso's."
    )
    drift_warn: float = Field(
        4.5, gt=0, description="Deviations from the usual night that are told; see docs/rules.md."
    )
    drift_fail: float = Field(5.5, gt=0, description="Deviations from the usual night that refuse the release.")
    accept_drift: str | None = Field(None, description="Why to publish although much differs from what was usual.")
    verify_share: float = Field(
        0.1, ge=0, le=1, description="Share of the old parts that a run hashes whole although nothing shows a change."
    )
    publish_with: PublishWith = Field(
        "copy", description="How parts enter a release: a copy can mend the other; a link saves its space on disk."
    )
    keep_releases: int = Field(5, ge=5, description="Releases kept; older ones are deleted.")
    report_articles: int | None = Field(
        None, ge=0, description="Articles that get a page in the report, newest first; all where it is not given."
    )
    cron: str = Field("0 3 * * *", description="When the nightly flow runs.")
    time_zone: str = Field("UTC", description="Time zone of `cron`.")
    log_format: Literal["text", "json"] = Field("text", description="How steps and outcomes are logged.")
    metrics_file: Path | None = Field(
        None, description="File for Prometheus' textfile collector, written after every run; its name ends with .prom."
    )
    on_success: str | None = Field(None, description="Command run after a run that ended well, with its facts as JSON.")
    on_failure: str | None = Field(None, description="Command run after a run that was refused or failed.")
    on_drift: str | None = Field(None, description="Command run after drift: refused or published.")
    hook_seconds: float = Field(60, gt=0, description="Seconds after which such a command is killed.")
    most_nightly_seconds: int = Field(
        72_000, ge=1, description="Longest run of the nightly flow: before the next night is due.  [default: 20 hours]"
    )

    @property
    def is_watched(self) -> bool:
        """Whether a log, a metrics file or a command is to hear of every run, also of one that fails at once."""
        told = (self.metrics_file, self.on_success, self.on_failure, self.on_drift)
        return self.log_format == "json" or any(one is not None for one in told)

    @field_validator("time_zone")
    @classmethod
    def _know_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"no time zone {value!r}; names are as in 'Europe/Berlin'")
        return value

    @field_validator("accept_drift", mode="before")
    @classmethod
    def _read_reason(cls, value: object) -> object:
        """Take a plain yes or no, as `SAYSO_ACCEPT_DRIFT=1` gives it."""
        word = str(value).strip().lower()
        if word in ("", "none", "false", "no", "0"):
            return None
        if word.startswith("-"):
            raise ValueError('give a reason, as in --accept-drift "these dumps lack bylines"')
        return "no reason given" if word in ("true", "yes", "1") else value

    @field_validator("published_at")
    @classmethod
    def _make_utc(cls, value: datetime | None) -> datetime | None:
        return None if value is None else make_utc(value)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read `sayso.toml` of the current folder last."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def work(self) -> Path:
        """The folder of shards, parts, profiles and quarantine."""
        return self.data / "work"

    @property
    def corrections_file(self) -> Path:
        """The file of corrections that people make."""
        return self.corrections or self.data / CORRECTIONS_FILE

    @property
    def most_silent_seconds(self) -> float:
        """How long a worker may give no sign of life before it is killed.

        It gives one after each document, which has a budget each for reading, parsing and annotating; loading a model
        and writing a part have none.
        """
        return 3 * self.most_seconds_a_document + 300

    @property
    def output(self) -> dict[str, Any]:
        """The settings that change rows; what is said of a dump goes with its records instead."""
        return self.model_dump(mode="json", include={"model", "most_characters"})

    def make_limits(self) -> Limits:
        """Give the audit its limits of drift of a whole release."""
        return Limits(row_factor=self.drift_row_factor, null_share=self.drift_null_share)

    def make_night_limits(self) -> NightLimits:
        """Give the audit its limits of drift of the new parts."""
        return NightLimits(warn=self.drift_warn, fail=self.drift_fail)

    def make_read_options(self) -> ReadOptions:
        """Give the read stage its options."""
        limits = self.model_dump(include=READ_LIMITS)
        return ReadOptions(
            fields=self.fields, published_at=self.published_at, outlet=self.outlet, day_first=self.day_first, **limits
        )


def make_utc(value: datetime) -> datetime:
    """Take a time without a zone as UTC, and convert one with a zone."""
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def load_settings(given: Mapping[str, object], what: str) -> Settings:
    """Make settings: what is given, then the environment, then `sayso.toml` of the current folder.

    Args:
        given: Values by name; None is as if it were not there.
        what: What the values are, for the message.

    Raises:
        WrongSettings: One is not allowed, or cannot be read.
    """
    _expect_known_variables()
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSettings(f"sayso.toml: {error}") from error
    except SettingsError as error:
        raise WrongSettings(f"{what}: {error}") from error
    except ValidationError as error:
        raise WrongSettings(f"{what}: {'; '.join(map(_describe_wrong, error.errors()))}") from error


def _expect_known_variables() -> None:
    """Refuse a variable of the environment that looks like a setting and is none: it would do nothing, in silence."""
    known = {PREFIX + name.upper() for name in Settings.model_fields} | {*HOOK_VARIABLES}
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise WrongSettings(f"no setting {name}{_name_nearest(name.upper(), known)}")


def _describe_wrong(error: ErrorDetails) -> str:
    name = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        return f"no setting {name}{_name_nearest(name, Settings.model_fields)}"
    return f"{name}: {error['msg']}"


def _name_nearest(name: str, known: Iterable[str]) -> str:
    nearest = get_close_matches(name, known, n=1)
    return f"; the nearest is {nearest[0]}" if nearest else "; docs/settings.md lists them"
