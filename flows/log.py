"""Log lines for machines: one JSON object a line, on standard error."""

from __future__ import annotations

import logging
import sys

from pythonjsonlogger.json import JsonFormatter

LOGGER = logging.getLogger("sayso")
# Without JSON asked for, nothing is logged: the console has said it.
LOGGER.addHandler(logging.NullHandler())
LOGGER.propagate = False


def log_as_json() -> logging.Logger:
    """Have what Sayso logs written as JSON lines: `time` in UTC, `level`, `event`, and what belongs to the event."""
    formatter = JsonFormatter(
        "{asctime}{levelname}{message}",
        style="{",
        rename_fields={"asctime": "time", "levelname": "level", "message": "event"},
        datefmt="%Y-%m-%dT%H:%M:%S%z",
        json_default=str,
        json_ensure_ascii=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    LOGGER.handlers[:] = [handler]
    LOGGER.setLevel(logging.INFO)
    return LOGGER


def is_logging() -> bool:
    """Say whether JSON lines were asked for: then standard error has nothing else."""
    return any(isinstance(handler, logging.StreamHandler) for handler in LOGGER.handlers)
