"""The spaCy pipeline: loaded once a process, fed by paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, groupby
from operator import itemgetter

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_suffix_regex
from spacy.vocab import Vocab
from thinc.api import NumpyOps, set_current_ops

from tasks.annotate.encoder import speed_up
from tasks.annotate.mends import mend_parse
from tasks.annotate.pieces import split_paragraph
from tasks.annotate.transitions import move_at_once
from tasks.language.abbreviations import load_abbreviations
from tasks.language.cues import load_verb_cues
from tasks.language.datelines import find_datelines
from tasks.language.names import load_titles
from tasks.model_name import DEFAULT_MODEL, ModelError

NEEDED_PIPES = ("tagger", "parser", "ner")
# Half of spaCy's time goes into these two, and nothing here reads what they set.
UNUSED_PIPES = ("attribute_ruler", "lemmatizer")
BATCH_PARAGRAPHS = 512  # 10,200 tokens per CPU second; 128 gave 9,600
# Words with their marks that the tokenizer keeps, cut: spaCy's 10,000 are full before the first hundred articles are.
KEPT_WORDS = 100_000
BATCH_TOKENS = 60_000  # twice what 512 paragraphs of news have; the parser takes 16 MB for 1,000

# A space lost at a quotation mark leaves `said,“Look` and `safe.”She` one token, in which the verb is not seen.
_GLUED_MARKS = (r"[,:](?=[“”\"])", r"(?<=[\w,.:?!…])[“”\"](?=\w)", r"(?<=\w)[.?!](?=[”\"]\w)")
# "an economist at KfW.": a capital after a small letter is no initial.
_STOP_AFTER_NAME = r"(?<=[a-z][A-Z])\."
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
    speed_up(nlp)
    move_at_once(nlp)
    infixes = (*(nlp.Defaults.infixes or ()), *_GLUED_MARKS)
    if isinstance(nlp.tokenizer, Tokenizer):
        nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
        suffixes = (*(nlp.Defaults.suffixes or ()), _STOP_AFTER_NAME)
        nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search
        nlp.tokenizer.max_cache_size = KEPT_WORDS
        # "e-mailed" is a verb; the noun stays three tokens, as the pipeline learned it.
        verbs = [word for word in load_verb_cues() if "-" in word and word.endswith("ed")]
        for word in (*_list_title_abbreviations(), *load_abbreviations().provinces.words, *verbs):
            nlp.tokenizer.add_special_case(word, [{ORTH: word}])
    return nlp


@cache
def _list_title_abbreviations() -> frozenset[str]:
    honorifics = load_titles().honorifics
    titles = (*honorifics.m, *honorifics.f, *honorifics.n)
    words = (word for title in titles for word in title.split())
    return frozenset(word for word in words if word.endswith(".")) | frozenset(load_abbreviations().before_names.words)


def parse_bodies(nlp: Language, bodies: Sequence[str]) -> Iterator[Doc]:
    """Tag, parse and label the bodies of articles, paragraph by paragraph.

    Args:
        nlp: What `load_model` gives.
        bodies: Cleaned texts; paragraphs are separated by line breaks.

    Yields:
        One Doc a body, in order; `doc.text` is the body, so token offsets are body offsets. Line breaks are space
        tokens at the end of their paragraph, and no sentence crosses a paragraph.
    """
    pieces = ((piece, at) for at, body in enumerate(bodies) for piece in _split_body(nlp, body))
    batches = (nlp.pipe(batch, as_tuples=True, batch_size=BATCH_PARAGRAPHS) for batch in _batch(pieces))
    for _, found in groupby(chain.from_iterable(batches), key=itemgetter(1)):
        yield Doc.from_docs([mend_parse(piece) for piece, _ in found], ensure_whitespace=False)


def _batch(pieces: Iterable[tuple[Doc, int]]) -> Iterator[list[tuple[Doc, int]]]:
    batch: list[tuple[Doc, int]] = []
    n_tokens = 0
    for piece in pieces:
        if len(batch) == BATCH_PARAGRAPHS or (batch and n_tokens + len(piece[0]) > BATCH_TOKENS):
            yield batch
            batch, n_tokens = [], 0
        batch.append(piece)
        n_tokens += len(piece[0])
    if batch:
        yield batch


def _split_body(nlp: Language, body: str) -> Iterator[Doc]:
    """Split a body into what is parsed by itself, its paragraphs; an empty body is one that is empty."""
    # A dateline is no part of its sentence: the pipeline takes "VELDEN - The Harbour Board" for one name.
    cuts = iter([end for _, end in find_datelines(body)])
    cut = next(cuts, None)
    start = 0
    for paragraph in [found for found in _PARAGRAPH.findall(body) if found] or [""]:
        end = start + len(paragraph)
        if cut is not None and start < cut < end:
            yield from map(_join_titles, split_paragraph(nlp, body[start:cut]))
            start, cut = cut, next(cuts, None)
        yield from map(_join_titles, split_paragraph(nlp, body[start:end]))
        start = end


def _join_titles(doc: Doc) -> Doc:
    """Let no sentence begin after "Const.", or its speaker would be cut in two."""
    titles = _list_title_codes(doc.vocab)
    for at, word in enumerate(doc.to_array(ORTH)[:-1].tolist()):
        if word in titles:
            doc[at + 1].is_sent_start = False
    return doc


@cache
def _list_title_codes(vocab: Vocab) -> frozenset[int]:
    return frozenset(vocab.strings.add(word) for word in _list_title_abbreviations())
