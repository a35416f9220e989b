"""The spaCy pipeline: loaded once a process, fed by paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex
from thinc.api import NumpyOps, set_current_ops

from tasks.annotate.model_name import DEFAULT_MODEL, ModelError

NEEDED_PIPES = ("tagger", "parser", "ner")
# Half of spaCy's time goes into these two, and nothing here reads what they set.
UNUSED_PIPES = ("attribute_ruler", "lemmatizer")
BATCH_PARAGRAPHS = 512  # 10,200 tokens per CPU second; 128 gave 9,600

# A space lost at a quotation mark leaves `said,“Look` and `safe.”She` one token, in which the verb is not seen.
_GLUED_MARKS = (r"[,:](?=[“”\"])", r"(?<=[\w,.:?!…])[“”\"](?=\w)", r"(?<=\w)[.?!](?=[”\"]\w)")
_PARAGRAPH = re.compile(r"[^\n]*\n*")


@cache
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load an installed English pipeline without the parts that Sayso does not use.

    Raises:
        ModelError: It is not installed, not English, or lacks a tagger, parser or ner.
    """
    # One BLAS thread a process is the runner's business; OpenBLAS is 1.2 times as fast as blis here.
    set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = spacy.load(name, exclude=list(UNUSED_PIPES))
    except OSError as error:
        raise ModelError(f"spaCy pipeline {name!r} is not installed: {error}") from error
    missing = [pipe for pipe in NEEDED_PIPES if pipe not in nlp.pipe_names]
    if nlp.lang != "en" or missing:
        lack = f"lacks {', '.join(missing)}" if missing else f"is for language {nlp.lang!r}"
        raise ModelError(f"spaCy pipeline {name!r} {lack}")
    infixes = (*(nlp.Defaults.infixes or ()), *_GLUED_MARKS)
    if isinstance(nlp.tokenizer, Tokenizer):
        nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


def parse_bodies(nlp: Language, bodies: Sequence[str]) -> Iterator[Doc]:
    """Tag, parse and label the bodies of articles, paragraph by paragraph.

    Args:
        nlp: What `load_model` gives.
        bodies: Cleaned texts; paragraphs are separated by line breaks.

    Yields:
        One Doc a body, in order; `doc.text` is the body, so token offsets are body offsets. Line breaks are space
        tokens at the end of their paragraph, and no sentence crosses a paragraph.
    """
    pieces = [[piece for piece in _PARAGRAPH.findall(body) if piece] for body in bodies]
    parsed = nlp.pipe((piece for paragraphs in pieces for piece in paragraphs), batch_size=BATCH_PARAGRAPHS)
    for paragraphs in pieces:
        docs = [next(parsed) for _ in paragraphs]
        yield Doc.from_docs(docs, ensure_whitespace=False) if docs else Doc(nlp.vocab)
