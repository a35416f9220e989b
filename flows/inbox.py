"""The folder that dumps are dropped into."""

from __future__ import annotations

from pathlib import Path

from flows.settings import Settings
from tasks.read.inputs import has_files
from tasks.read.source import is_address


def name_inbox(settings: Settings) -> str:
    """Name the inbox: what the settings say, else the folder `inbox` of the data folder."""
    return settings.inbox or str(settings.data / "inbox")


def list_inbox(settings: Settings) -> list[str]:
    """List what lies in the inbox: the folder itself, or nothing when it is empty.

    Dumps may stay there: what an earlier run took in costs a hash.

    Raises:
        InputError: An inbox that is an address cannot be reached.
    """
    inbox = name_inbox(settings)
    if not is_address(inbox):
        Path(inbox).mkdir(parents=True, exist_ok=True)
    return [inbox] if has_files(inbox) else []
