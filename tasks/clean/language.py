"""Tell the language of a text, offline."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLE_CHARS = 800
# Below, the identifier names a wrong language for every tenth English sentence.
LEAST_LETTERS = 100
SURE = 0.9
_NAMES = {"english": "en", "eng": "en"}


@cache
def _load_identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify_language(body: str, stated: str | None) -> str:
    """Name the language of a body.

    Args:
        body: The cleaned text; a sample from its middle is read.
        stated: The language that the dump gives, as a code such as `en` or `en-GB`, or "English".

    Returns:
        ISO 639-1 code. Where the text is too short or the identifier not sure, what is stated, else `en`.
    """
    fallback = (stated or "en").replace("_", "-").split("-")[0].strip().lower() or "en"
    fallback = _NAMES.get(fallback, fallback)
    start = max(0, (len(body) - SAMPLE_CHARS) // 2)
    sample = body[start : start + SAMPLE_CHARS]
    if sum(map(str.isalpha, sample)) < LEAST_LETTERS:
        return fallback
    code, probability = _load_identifier().classify(sample)
    return str(code) if probability >= SURE else fallback
