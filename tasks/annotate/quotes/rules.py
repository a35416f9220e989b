"""The rules that find quotes, by name, and what each means for the steps behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a quote was found; its confidence stands in `data/lexicon/quote_confidence.toml`.

    Attributes:
        name: The value of `quotes.rule`.
        is_direct: A whole utterance stands between marks, so that one who speaks on may follow without a cue.
        is_spoken: It gives words; where not, what somebody praises, wants or thinks, and a quotation behind it may be
            somebody else's.
        is_verbatim: The words are the speaker's own though no marks stand around them.
        is_shown: The article shows the words whole, under the name of whoever wrote or spoke them.
        is_source: Its cue names a source and no act of saying: nobody is told, at no time.
    """

    name: str
    is_direct: bool = False
    is_spoken: bool = True
    is_verbatim: bool = False
    is_source: bool = False
    is_shown: bool = False


DIRECT_AFTER = Rule(name="direct.after", is_direct=True)
DIRECT_AFTER_INVERTED = Rule(name="direct.after_inverted", is_direct=True)
DIRECT_AFTER_ANY_VERB = Rule(name="direct.after_any_verb", is_direct=True)
DIRECT_ADDED = Rule(name="direct.added", is_direct=True)
DIRECT_ANSWER = Rule(name="direct.answer", is_direct=True)
DIRECT_BEFORE = Rule(name="direct.before", is_direct=True)
DIRECT_BLOCK = Rule(name="direct.block", is_verbatim=True)
DIRECT_DASH_NAME = Rule(name="direct.dash_name", is_direct=True)
DIRECT_MANNER = Rule(name="direct.manner", is_direct=True)
DIRECT_NOUN = Rule(name="direct.noun", is_direct=True)
DIRECT_FLOATING = Rule(name="direct.floating", is_direct=True)
DIRECT_UNATTRIBUTED = Rule(name="direct.unattributed", is_direct=True)

HEADING_COLON = Rule(name="heading.colon")

POST_SIGNATURE = Rule(name="post.signature", is_spoken=False, is_verbatim=True, is_shown=True)
POST_HEADING = Rule(name="post.heading", is_spoken=False, is_verbatim=True, is_shown=True)

TURN_NAMED = Rule(name="turn.named", is_spoken=False, is_verbatim=True, is_shown=True)
TURN_QUESTION = Rule(name="turn.question", is_spoken=False, is_verbatim=True, is_shown=True)
TURN_ANSWER = Rule(name="turn.answer", is_spoken=False, is_verbatim=True, is_shown=True)

INDIRECT_THAT = Rule(name="indirect.that")
INDIRECT_CLAUSE = Rule(name="indirect.clause")
INDIRECT_PREPOSED = Rule(name="indirect.preposed")
INDIRECT_RELATIVE = Rule(name="indirect.relative")
INDIRECT_INSERTED = Rule(name="indirect.inserted")
INDIRECT_AS = Rule(name="indirect.as")
INDIRECT_TAIL = Rule(name="indirect.tail")
INDIRECT_REST = Rule(name="indirect.rest")
INDIRECT_INFINITIVE = Rule(name="indirect.infinitive")
INDIRECT_GERUND = Rule(name="indirect.gerund")
INDIRECT_PREDICATE = Rule(name="indirect.predicate")
INDIRECT_PREPOSITION = Rule(name="indirect.preposition", is_spoken=False)
INDIRECT_OBJECT = Rule(name="indirect.object", is_spoken=False)
INDIRECT_QUOTING = Rule(name="indirect.quoting")
PASSIVE_INFINITIVE = Rule(name="passive.infinitive", is_spoken=False)

SURFACE_BEFORE = Rule(name="surface.before")
SURFACE_AROUND = Rule(name="surface.around")
SURFACE_THAT = Rule(name="surface.that")

NOUN_CLAUSE = Rule(name="noun.clause", is_spoken=False)
NOUN_CLAUSE_OF_VERB = Rule(name="noun.clause_of_verb", is_spoken=False)
ADJECTIVE_CLAUSE = Rule(name="adjective.clause", is_spoken=False)
ADJECTIVE_CLEAR = Rule(name="adjective.clear", is_spoken=False)
ADJECTIVE_OBJECT = Rule(name="adjective.object", is_spoken=False)
SOURCE_ACCORDING_TO = Rule(name="source.according_to", is_source=True)
SOURCE_IN_THE_WORDS_OF = Rule(name="source.in_the_words_of", is_source=True)
