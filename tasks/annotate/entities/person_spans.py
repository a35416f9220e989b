"""Names of persons that the model cuts in two or runs together with what stands before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.attrs import LOWER, ORTH
from spacy.tokens import Doc, Token

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.lexicon import load_name_uses, load_organization_words
from tasks.annotate.entities.organizations import is_generic
from tasks.language.body import Tokens
from tasks.language.grammar import NOUN_SUBJECTS, PROPER_NOUNS
from tasks.language.names import (
    find_title_before,
    is_given_name,
    is_initial,
    is_never_name,
    is_particle,
    is_suffix,
    load_titles,
)
from tasks.language.people import is_body, is_person_noun, is_role
from tasks.language.places import find_words, load_gazetteer, plain

_CLOSING = {'"': '"', "“": "”", "'": "'", "‘": "’", "(": ")"}
LONGEST_NICKNAME = 2  # words
LONGEST_FIELD = 6  # words of what an office is of
LONGEST_NAME = 4
MOST_PARTICLES = 4
_OF = frozenset({"of", "for"})  # "Minister for Trade"
_JOINING = frozenset({"and", "&", "the"})


def mend_person_spans(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Put names of persons together that a nickname parts, and take them apart from an office before them.

    'Tomas "Tom" Vale' is Tomas Vale, and "Minister of Justice Ann Roe" names Ann Roe.

    Args:
        doc: The parsed body.
        candidates: Its names, in text order.

    Returns:
        The names in text order; those are left out that others of them hold.
    """
    owner = {at: each for each in candidates for at in range(each.start, each.end)}
    found = [*_find_nicknamed(doc, owner), *_find_behind_offices(doc, owner), *_find_parted(doc, owner)]
    if not found:
        return list(candidates)
    taken = {at for each in found for at in range(each.start, each.end)}
    kept = [each for each in candidates if taken.isdisjoint(range(each.start, each.end))]
    return sorted((*kept, *found), key=lambda each: each.start)


def _make(doc: Doc, tokens: Tokens, text: str) -> Candidate:
    n_title, sex = find_title_before([token.text for token in doc[max(0, tokens[0] - 4) : tokens[0]]])
    return Candidate(tokens=tokens, label="person", text=text, gender=sex, has_title=n_title > 0, model_label="person")


def _find_nicknamed(doc: Doc, owner: dict[int, Candidate]) -> Iterator[Candidate]:
    """Find names with a nickname between marks or brackets in them."""
    for at in find_words(doc, frozenset(_CLOSING), ORTH):
        if at == 0 or not _is_name_word(doc[at - 1]):
            continue
        close = _find_close(doc, at)
        last_at = _skip_particles(doc, close + 1) if close is not None else len(doc)
        if close is None or last_at >= len(doc) or not _is_name_word(doc[last_at]):
            continue
        start, end = _open_name(doc, at - 1, owner), _end_name(doc, last_at)
        front, last = owner.get(at - 1), owner.get(last_at)
        if any(each is not None and each.entries for each in (front, last)):
            continue
        is_person = any(each is not None and each.label == "person" for each in (front, last))
        if is_given_name(doc[start].text) or (is_person and _is_told_of(doc, end)):
            words = [token.text_with_ws for token in (*doc[start:at], *doc[close + 1 : end])]
            made = _make(doc, Tokens((start, end)), plain("".join(words).strip()))
            made.nickname = doc[at + 1 : close].text
            yield made


def _skip_particles(doc: Doc, at: int) -> int:
    behind = min(len(doc), at + MOST_PARTICLES)
    while at < behind and is_particle(doc[at].text):
        at += 1
    return at


def _find_close(doc: Doc, at: int) -> int | None:
    """Where a nickname's closing mark stands; None for other words between marks."""
    opening = doc[at]
    if opening.whitespace_ or not doc[at - 1].whitespace_:
        return None
    last = min(len(doc), at + LONGEST_NICKNAME + 2)
    close = next((i for i in range(at + 2, last) if doc[i].text == _CLOSING[opening.text]), None)
    if close is None or not doc[close].whitespace_ or doc[close - 1].whitespace_:
        return None
    words = doc[at + 1 : close]
    is_named = words[-1].text[:1].isupper() and all(token.is_alpha or token.text[:-1].isalpha() for token in words)
    return close if is_named and (words[0].text.istitle() or words[0].lower_ == "the") else None


def _open_name(doc: Doc, at: int, owner: dict[int, Candidate]) -> int:
    """Where a name begins of which one word is known: initials and given names before it are its own."""
    first = owner.get(at)
    start = first.start if first is not None and first.label == "person" and first.end == at + 1 else at
    while start > 0 and doc[start - 1].tag_ == "NNP":
        before = doc[start - 1].text
        if not is_given_name(before) and not (is_initial(before) and "." in before):
            break
        start -= 1
    return start


def _end_name(doc: Doc, at: int) -> int:
    """Where a name ends of which one word is known: what a hyphen joins, another capital word, "Jr."."""
    end = at + 1
    while end < len(doc) and end - at < LONGEST_NAME:
        if is_suffix(doc[end].text):
            return end + 1
        is_joined = doc[end].text == "-" and not doc[end].whitespace_ and end + 1 < len(doc) and doc[end + 1].is_title
        if is_joined:
            end += 2
        elif _is_name_word(doc[end]) and doc[end].head.i in (at, end + 1, doc[at].head.i):
            end += 1
        else:
            break
    return end


def _is_told_of(doc: Doc, end: int) -> bool:
    """Whether an age, "who" or a description follows a name, or a verb."""
    return doc[end : end + 1].text == "," or doc[end : end + 1].text.islower()


def _is_name_word(token: Token) -> bool:
    """Whether a word may be one of a person's name."""
    word, lowered = token.text, token.lower_
    if token.tag_ != "NNP" or not word[:1].isupper() or (word.isupper() and not is_initial(word)):
        return False
    if not word.replace("-", "").replace("’", "").replace("'", "").replace(".", "").isalpha():
        return False
    if is_person_noun(lowered) or is_body(lowered) or is_generic(word) or is_never_name(word):
        return False
    no_names = load_organization_words().shapes.organization_words
    return word not in no_names and not any(word in words for words in load_name_uses().heads.ends.values())


def open_particles(doc: Doc, at: int) -> int:
    """Where a family name begins of which one word is known: "al-", "de la" in small letters before it are its own."""
    start, farthest = at, at - 2 * MOST_PARTICLES
    while start > max(0, farthest):
        if (
            start > 1
            and doc[start - 1].text == "-"
            and is_particle(doc[start - 2].text)
            and not doc[start - 2].whitespace_
        ):
            start -= 2
        elif is_particle(doc[start - 1].text) and (doc[start - 1].text.islower() or _opens(doc, start - 1)):
            start -= 1
        else:
            break
    return start


def _opens(doc: Doc, at: int) -> bool:
    """Whether a word opens a sentence, or follows a quotation: its capital tells nothing."""
    return bool(doc[at].is_sent_start) or doc[at - 1].text in _CLOSING.values()


def _find_parted(doc: Doc, owner: dict[int, Candidate]) -> Iterator[Candidate]:
    """Find names whose particle is taken for another word: "Ana dos Vale", a verb by its tag."""
    for at in find_words(doc, load_titles().parting.names, ORTH):
        last = _skip_particles(doc, at)
        if at == 0 or at in owner or last >= len(doc) or (at > 1 and is_particle(doc[at - 2].text)):
            continue
        known = [each for each in (owner.get(at - 1), owner.get(last)) if each is not None]
        is_free = all(not each.entries and each.end - each.start == 1 for each in known)
        if (
            is_free
            and is_given_name(doc[at - 1].text)
            and doc[last].text.istitle()
            and doc[last].is_alpha
            and (known or doc[last].dep_ in NOUN_SUBJECTS)
        ):
            name = Tokens((at - 1, last + 1))
            yield _make(doc, name, plain(doc[name[0] : name[1]].text))


def _find_behind_offices(doc: Doc, owner: dict[int, Candidate]) -> Iterator[Candidate]:
    """Find names behind an office that tells what it is of: "Secretary of Transport [Ann Roe]"."""
    for at in find_words(doc, _OF, LOWER):
        if at == 0 or doc[at - 1].tag_ not in PROPER_NOUNS or not is_role(doc[at - 1].lower_):
            continue
        end = _end_capitals(doc, at + 1)
        start = _find_name_behind(doc, at + 1, end)
        if start is None or _is_found(owner, start, end):
            continue
        yield _make(doc, Tokens((start, end)), plain(doc[start:end].text))


def _is_found(owner: dict[int, Candidate], start: int, end: int) -> bool:
    """Whether a name is known as it is."""
    known = owner.get(end - 1)
    return known is not None and (known.start, known.label) == (start, "person")


def _end_capitals(doc: Doc, start: int) -> int:
    """Where words in capitals end that begin somewhere, with what joins them."""
    end = start
    while end < len(doc) and end - start < LONGEST_FIELD + LONGEST_NAME and not doc[end].is_space:
        token = doc[end]
        is_joint = token.lower_ in _JOINING and end + 1 < len(doc) and doc[end + 1].tag_ in PROPER_NOUNS
        is_particle_inside = is_particle(token.text) and end > start + 1
        if not (is_joint or is_particle_inside or (token.tag_ in PROPER_NOUNS and token.text[:1].isupper())):
            break
        end += 1
    return end


def _find_name_behind(doc: Doc, start: int, end: int) -> int | None:
    """Where, in words in capitals behind an office and "of", its bearer's name begins."""
    first = _first_behind(doc, start, end)
    if first is None or not 2 <= end - first <= LONGEST_NAME:
        return None
    words = doc[first:end]
    is_name = all(_is_name_word(each) or is_particle(each.text) or is_suffix(each.text) for each in words)
    return first if is_name and words[0].text not in load_gazetteer() else None


def _first_behind(doc: Doc, start: int, end: int) -> int | None:
    fields = load_titles().fields.names

    def opens(test: Callable[[str], bool]) -> int | None:
        return next((at for at in range(end - 1, start, -1) if test(plain(doc[start:at].text))), None)

    known = opens(lambda words: words in load_gazetteer() or words.removeprefix("the ") in fields)
    if known is not None:
        return known
    at = next((at for at in range(end - 2, start, -1) if is_given_name(doc[at].text)), None)
    while at is not None and at - 1 > start and is_given_name(doc[at - 1].text) and not is_particle(doc[at - 2].lower_):
        at -= 1
    return at
