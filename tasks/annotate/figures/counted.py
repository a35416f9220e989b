"""The thing counted: the noun phrase that a number stands with, or that its sentence gives it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.figures.clauses import says_margin
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.matching import skip_hyphen
from tasks.annotate.figures.noun_phrases import (
    DESCRIBING,
    DETERMINERS,
    find_noun_phrase,
    read_noun_phrase,
    text_of,
    with_modifiers,
)
from tasks.annotate.figures.phrase import Phrase, Reading
from tasks.language.body import Tokens
from tasks.language.grammar import (
    ADJECTIVES,
    COMMON_NOUNS,
    FINITE,
    NOUN_SUBJECTS,
    NOUNS,
    PLURALS,
    VERBS,
    children_after,
    subject_of,
)
from tasks.language.numbers import HYPHENS, Words

# "Rose to about 40": so many steps up from a number its verb is looked for.
_LONGEST_CLIMB = 4
# A number in one of these is no complement of the verb above it.
_NO_COMPLEMENTS = NOUN_SUBJECTS | {"appos", "conj"}


def read_counted(reading: Reading, phrase: Phrase) -> Tokens | None:
    """The noun phrase after a number, without articles, or None.

    "90 young miners" → young miners; "thousands of Kenyan farmers" → Kenyan farmers; "two of the men" →
    men; "a 51-vote majority" → vote. It ends with the first plural noun, or the last of a run of nouns.
    """
    words, doc = reading.words, reading.body.doc
    if phrase.end >= len(words):
        return None
    joined = skip_hyphen(words, phrase.end)
    token = reading.token(joined)
    if token is None:
        return None
    if joined > phrase.end:
        # "a 51-vote majority" is of votes; "a 20-something" counts nothing
        if token.lower_ == "strong":
            return find_noun_phrase(doc, token.i + 1)  # "a 900-strong workforce"
        is_noun = token.tag_ in NOUNS or token.tag_ == "JJ"
        return Tokens((token.i, token.i + 1)) if is_noun and token.idx == words.starts[joined] else None
    at = token.i
    if token.idx < words.starts[phrase.end] and not words.is_glued(phrase.end):
        at += 1
    if phrase.kind == "ratio" and token.tag_ in DETERMINERS:
        at += 1  # "half the seats"
    found = find_noun_phrase(doc, at)
    if found is None or (found[1] == found[0] + 1 and doc[found[0]].lower_ in load_figure_words().no_counted):
        return None
    if phrase.kind == "ratio" and _is_verb(doc, found):
        found = Tokens((found[0], found[1] - 1))
        return found if found[0] < found[1] else None
    return _first_of_compound(reading, phrase, at, found)


def _is_verb(doc: Doc, noun: Tokens) -> bool:
    """Whether what ends a sentence without a verb is its verb, taken for a noun: "one in 200 recovers"."""
    last = doc[noun[1] - 1]
    ends = last.i + 1 == len(doc) or doc[last.i + 1].text in (".", "!", "?")
    return ends and last.tag_ == "NNS" and not any(token.tag_ in FINITE for token in last.sent)


def _first_of_compound(reading: Reading, phrase: Phrase, at: int, found: Tokens) -> Tokens:
    """A singular compound behind a number above one names what has so many: the cylinder of "a 3 cylinder engine"."""
    doc, (start, end) = reading.body.doc, found
    if phrase.value in (None, 1) or phrase.kind != "count" or end - 1 <= at or at != start:
        return found
    is_article = at >= 2 and any(token.tag_ == "DT" and token.lower_ in ("a", "an") for token in doc[at - 2 : at])
    is_singular = doc[at].tag_ == doc[end - 1].tag_ == "NN"
    return Tokens((at, at + 1)) if is_article and is_singular else found


def read_risen(reading: Reading, phrase: Phrase) -> str | None:
    """What rose or fell by a share, which measures it: "car sales rose 5 percent", "a 5 percent rise in car sales".

    Only a common noun is a subject: "Acme fell 5 percent" is said of its shares.
    """
    if reading.words.lower(phrase.end + 1) == "in":
        return _read_risen_in(reading, phrase.end + 1)
    verb = _find_changing_verb(reading, phrase)
    is_step = verb is not None and not says_margin(verb)  # not "cut down on dust by 70 percent"
    risen = _find_risen(reading, phrase, verb) if verb is not None and is_step else None
    if risen is None or risen.tag_ not in COMMON_NOUNS or risen.ent_type_:
        return None
    if risen.lower_ in load_figure_words().numbering:
        return _numbered_things(reading, risen)
    doc, start = risen.doc, risen.i
    while start > 0 and start <= doc[start - 1].head.i <= risen.i:
        if doc[start - 1].tag_ not in ("JJ", "NN", "NNS", "VBG", "HYPH"):
            break
        start -= 1
    start += doc[start].tag_ == "HYPH"
    return text_of(reading.body, Tokens((start, risen.i + 1)))


def _read_risen_in(reading: Reading, at: int) -> str | None:
    """The sales of "a 5 percent rise in car sales", where "in" stands at a word."""
    behind, doc = reading.token(at), reading.body.doc
    found = find_noun_phrase(doc, behind.i + 1) if behind is not None else None
    return text_of(reading.body, found) if found and doc[found[1] - 1].tag_ in COMMON_NOUNS else None


def _find_changing_verb(reading: Reading, phrase: Phrase) -> Token | None:
    """The verb of change that a number hangs on."""
    token = reading.token(phrase.number_start)
    verb = token.head if token is not None else None
    while verb is not None and (verb.tag_ in NOUNS or verb.tag_ in ("IN", "CD")) and verb.head != verb:
        if verb.tag_ in NOUNS and verb.lower_ in load_figure_words().change.moving:
            return None  # "banks rose, compared with the mills' 5 percent decline"
        verb = verb.head
    is_change = verb is not None and verb.tag_ in VERBS and verb.lower_ in load_figure_words().change.moving
    return verb if is_change else None


def _find_risen(reading: Reading, phrase: Phrase, verb: Token) -> Token | None:
    """What a verb of change says to rise or fall: its object before the number, else its subject."""
    # "The plan will reduce emissions by 10 percent": the plan does not fall
    number = reading.token(phrase.number_start)
    for moved in verb.rights:
        if moved.dep_ == "dobj" and number is not None and moved.i < number.i:
            return moved
    wanted = NOUN_SUBJECTS if reading.words.lower(phrase.start - 1) == "by" else ("nsubj",)
    return next((child for child in verb.lefts if child.dep_ in wanted), None)


def read_numbered(reading: Reading, phrase: Phrase) -> str | None:
    """What a number that stands alone counts by its verb's subject.

    "The number of refugees rose to 1.2 million" and "arrests topped 400" say what there are so many of;
    "shares rose to 400" does not.
    """
    verb = _find_verb_above(reading.token(phrase.number_start))
    moved = next(children_after(verb, "dobj"), None) if verb is not None else None
    if (
        moved is not None
        and moved.lower_ in load_figure_words().numbering
        and moved.idx < reading.words.starts[phrase.start]
    ):
        return _numbered_things(reading, moved)  # "raise the number of pupils from 40 to 60"
    subject = next((child for child in verb.lefts if child.dep_ in NOUN_SUBJECTS), None) if verb is not None else None
    if verb is None or subject is None:
        return None
    if subject.lower_ in load_figure_words().numbering:
        return _numbered_things(reading, subject)
    is_whole = phrase.value is None or phrase.value % 1 == 0
    if not is_whole or not _says_how_many(verb, subject):
        return None
    return text_of(reading.body, with_modifiers(subject))


def _find_verb_above(token: Token | None) -> Token | None:
    """The verb that a number is no subject of."""
    for _ in range(_LONGEST_CLIMB):
        if token is None or token.head == token or token.dep_ in _NO_COMPLEMENTS:
            break
        token = token.head
        if token.tag_ in VERBS:
            break
    return token if token is not None and token.tag_ in VERBS else None


def _says_how_many(verb: Token, subject: Token) -> bool:
    """Whether a verb says of a plural subject how many there are: "arrests topped 400"; not "shares rose to 400"."""
    lexicon = load_figure_words()
    if verb.lower_ not in lexicon.change.moving and verb.lower_ not in lexicon.reaching:
        return False
    is_counted = subject.tag_ == "NNS" and subject.lower_ not in lexicon.quoted
    return is_counted and (subject.dep_ == "nsubjpass" or verb.lower_ not in lexicon.acting)


def _numbered_things(reading: Reading, noun: Token) -> str | None:
    """The refugees of "the number of refugees"."""
    of = next((child for child in noun.rights if child.lower_ == "of"), None)
    return read_noun_phrase(reading.body, of.i) if of is not None else None


def read_money_of(reading: Reading, phrase: Phrase) -> str | None:
    """What a sum is of, behind "in" or "worth of": "$5 million in aid", "€2bn worth of arms"."""
    words, doc = reading.words, reading.body.doc
    is_worth = words.lower(phrase.end) == "worth" and words.lower(phrase.end + 1) == "of"
    if not is_worth and words.lower(phrase.end) != "in":
        return None
    token = reading.token(phrase.end + 1)
    if token is None or (token.tag_ not in DESCRIBING and token.tag_ not in NOUNS and token.lower_ != "of"):
        return None
    found = find_noun_phrase(doc, token.i)
    last = doc[found[1] - 1] if found else None
    if found is None or last is None or last.ent_type_ or last.tag_ not in COMMON_NOUNS:
        return None
    return text_of(reading.body, found) if is_worth or last.lower_ in load_figure_words().sums_in else None


def read_multiplied(reading: Reading, phrase: Phrase) -> str | None:
    """What there is more of: the women of "twice as many women" and of "double the number of women"."""
    words, at = reading.words, phrase.end
    if words.lower(at) == "as" and words.lower(at + 1) in ("many", "much"):
        at += 2
    elif words.lower(at + 1) in load_figure_words().numbering and words.lower(at + 2) == "of":
        at += 3
    else:
        return None
    token = reading.token(at)
    if token is None or token.lower_ == "as" or token.ent_type_ == "GPE":
        return None
    return read_noun_phrase(reading.body, token.i)


def read_apposed(reading: Reading, phrase: Phrase) -> str | None:
    """What a number between commas tells the size of: "the victims, 12 in all, were miners"."""
    if reading.words.text(phrase.start - 1) != "," or not (phrase.is_total or refers_back(reading.words, phrase.end)):
        return None
    token = reading.token(phrase.start - 2)
    if token is None or token.tag_ not in PLURALS or any(child.tag_ == "CD" for child in token.lefts):
        return None
    return text_of(reading.body, with_modifiers(token))


def read_state(words: Words, at: int) -> str | None:
    """The "dead" of "five dead", which stands for people where no other noun does."""
    return words.text(at) if words.lower(at) in load_figure_words().states else None


def refers_back(words: Words, at: int) -> bool:
    """Whether "of them" or "of whom" stands at a word: what was named before is counted again."""
    pronoun = words.lower(at + 1)
    if words.lower(at) != "of":
        return False
    return pronoun in ("them", "whom", "which") or (pronoun in ("these", "those") and not words.text(at + 2).isalpha())


def has_own_subject(token: Token, counted: str | None) -> bool:
    """Whether a number is what something else rose or fell to: "the toll of the fire in two mills rose to 10"."""
    if token.head.lower_ not in ("to", "at"):
        return False
    verb = _find_verb_above(token)
    subject = subject_of(verb) if verb is not None and verb.lower_ in load_figure_words().change.moving else None
    is_other = subject is not None and subject.tag_ == "NN" and subject.i < token.i
    is_other = is_other and subject is not None and subject.lower_ not in load_figure_words().numbering
    return is_other and subject is not None and not (counted or "").endswith(subject.text)


def has_own_thing(reading: Reading, phrase: Phrase) -> bool:
    """Whether a number does not count what the one before it counts: "families of four", "millions of workers"."""
    words, at = reading.words, phrase.end
    if phrase.approximation == "vague" or words.lower(at) == "of" or words.lower(phrase.start - 1) == "of":
        return True
    if words.lower(at) == "per" and words.text(at + 1)[:1].isdecimal():
        return True
    token = reading.token(at)
    return token is not None and (token.tag_ in NOUNS or token.tag_ in ADJECTIVES or words.text(at) in HYPHENS)
