"""The parser's and the names' transitions taken with NumPy: the same moves with the same weights, for less.

spaCy takes and drops Python's lock twice for every token and move, adds up with loops of its own, and scores with
kernels that know no processor newer than themselves. Here all texts of a batch move at once, a few array operations a
move.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.tokens import Doc
from thinc.api import NumpyOps

# Into as many a batch of the pipeline is cut, by length: 4 KB are kept of each token.
BATCHES = 2


class Mover:
    """Stands for a parser or a recognizer of entities in a pipeline, and uses its weights and its moves."""

    def __init__(self, wrapped: Any) -> None:
        self.wrapped = wrapped

    def __getattr__(self, name: str) -> Any:
        """Give whatever else is asked of the component."""
        return getattr(self.wrapped, name)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one text."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Annotate texts, those of like length together."""
        waiting, most = iter(docs), max(batch_size // BATCHES, 1)
        while given := list(islice(waiting, batch_size)):
            by_length = sorted(given, key=len)
            for at in range(0, len(by_length), most):
                together = by_length[at : at + most]
                self.wrapped.set_annotations(together, self._move(together))
            yield from given

    def _move(self, docs: Sequence[Doc]) -> list[Any]:
        """Take for each text the best move until none has one left; give the states that they come to."""
        states: list[Any] = self.wrapped.moves.init_batch(docs)
        left = [state for state in states if not state.is_final()]
        if left:
            scorer = self.wrapped.model.predict(docs)
            while left:
                left = self.wrapped.transition_states(left, scorer.predict(left))
            scorer.clear_memory()
        return states


def move_at_once(nlp: Language) -> int:
    """Put a `Mover` in the place of each component that is known to move greedily; leave every other as it is.

    Returns:
        How many were replaced: two of spaCy's own small English model.
    """
    components = nlp._components
    places = [at for at, (_, component) in enumerate(components) if _is_greedy(component)]
    for at in places:
        name, component = components[at]
        components[at] = (name, Mover(component))
    return len(places)


def _is_greedy(component: object) -> bool:
    if type(component) not in (DependencyParser, EntityRecognizer):
        return False
    known: Any = component
    return known.cfg.get("beam_width") == 1 and isinstance(known.model.ops, NumpyOps)
