"""Names of persons that the model takes for organizations, places or products, known by how the article uses them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cache

from spacy.tokens import Doc, Token

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.lexicon import list_words_of_bodies
from tasks.annotate.entities.person_names import opens_with_function
from tasks.annotate.entities.speaking import is_somebody_quoted, list_openings
from tasks.annotate.entities.uses import Use, read_uses
from tasks.language.body import Tokens
from tasks.language.cues import list_verb_forms
from tasks.language.grammar import NOUN_SUBJECTS, PROPER_NOUNS, VERBS, children_after
from tasks.language.names import count_title_words, is_given_name, is_particle, load_titles
from tasks.language.people import is_body, is_person_noun, is_role, list_nouns_with, list_person_nouns
from tasks.language.places import load_gazetteer
from tasks.language.public_figures import list_known_surnames

_MAY_BE_PERSON = {"organization", "place", "facility", "product", "work", "event", "nationality"}
_BEFORE_BODY = frozenset({"DT", "NN", "JJ", "NNP", "VBG"})
LONGEST_PERSON = 3  # words; the model's longer organizations and works are that
LONGEST_AGE = 2  # digits
_OF_PLACE = {"of", "in", "for", "at"}
NEAR_TOKENS = 60  # two or three sentences: whom a pronoun may mean


def read_name_uses(doc: Doc, candidates: Sequence[Candidate]) -> Mapping[str, Use]:
    """Read how the article uses its names of one word, and the last words of names that may be persons'."""
    names = {c.text for c in candidates if len(c.words) == 1 and not c.entries and _is_name_word(c.text)}
    names |= {c.words[-1] for c in candidates if _may_be_person(c) and _is_shaped(doc, c)}
    return read_uses(doc, names, candidates)


def relabel_persons(doc: Doc, candidates: Sequence[Candidate], uses: Mapping[str, Use]) -> None:
    """Call those names persons that the article treats as persons, whatever the model took them for, and bodies bodies.

    A full name is a person's when an age, a person's function or "who" follows it, or when its last word alone speaks
    elsewhere ("Ivana Kovač … Kovač said": of a company the first word would stand alone). A single name is before an
    age, when it speaks and "he" or "she" goes on in the same sentence or opens the next, when signs of several kinds
    speak for a person, or when it is a public figure's and as many signs speak for a person as for a body.

    Args:
        doc: The parsed body.
        candidates: Its names, in text order; their labels are changed in place.
        uses: What `read_name_uses` gives.
    """
    _relabel_bodies(doc, candidates)
    found = _find_persons(doc, candidates, uses)
    for candidate in candidates:
        if candidate.text in found and _may_be_person(candidate):
            candidate.label = "person"
            _cut_title(doc, candidate)


def _cut_title(doc: Doc, candidate: Candidate) -> None:
    """Take a title off a name that the model took for something else: "Representative [Roe]", "Chef [Sato Roe]"."""
    words = candidate.words
    n_title, sex = count_title_words(words)
    n_title = n_title or int(opens_with_function(doc, candidate.tokens))
    if 0 < n_title < len(words) == candidate.end - candidate.start:
        candidate.tokens = Tokens((candidate.start + n_title, candidate.end))
        candidate.rename(" ".join(words[n_title:]))
        candidate.has_title, candidate.gender = True, candidate.gender or sex


def _may_be_person(candidate: Candidate) -> bool:
    return candidate.label in _MAY_BE_PERSON and not candidate.entries


def _relabel_bodies(doc: Doc, candidates: Sequence[Candidate]) -> None:
    families = {candidate.words[-1] for candidate in candidates if candidate.label == "person" and candidate.words[1:]}
    firsts = {c.words[0] for c in candidates if c.label == "organization" and len(c.words) > 1} - families
    for candidate in candidates:
        is_sure = candidate.has_title or candidate.text in list_known_surnames()
        is_family = candidate.words[-1] in families
        if candidate.label == "person" and not is_sure and _is_body(doc, candidate, firsts, is_family=is_family):
            candidate.label = "organization"


def is_used_as_person(name: str, use: Use | None, begins: Set[str]) -> bool:
    """Whether a name of one word is a person's by its uses, or a public figure's that none contradict.

    Args:
        name: The name.
        use: How the article uses it.
        begins: First words of the article's longer names of organizations.
    """
    if use is None:
        return False
    is_unlike = name in begins or bool(use.signs["located"])
    return use.is_person or (name in list_known_surnames() and use.score_of_known >= is_unlike)


def list_first_words(candidates: Sequence[Candidate]) -> set[str]:
    """The first words of names of organizations."""
    return {c.words[0] for c in candidates if c.label == "organization" and len(c.words) > 1}


def _find_persons(doc: Doc, candidates: Sequence[Candidate], uses: Mapping[str, Use]) -> set[str]:
    """The names, whatever their labels, that are used as a person's somewhere in the article."""
    alone = Counter(candidate.text for candidate in candidates if len(candidate.words) == 1)
    speaking = {c.text for c in candidates if len(c.words) == 1 and not c.entries and _speaks(doc, c)}
    begins = list_first_words(candidates)
    found: set[str] = set()
    starts = [candidate.start for candidate in candidates]
    openings = list_openings(candidates)
    for candidate in candidates:
        words = candidate.words
        if _may_be_person(candidate) and len(words) > 1 and not _personal_particles().isdisjoint(words[:-1]):
            if _speaks(doc, candidate):
                found.add(candidate.text)
            continue
        if not _may_be_person(candidate) or not _is_shaped(doc, candidate):
            continue
        if is_somebody_quoted(doc, candidate, uses.get(words[-1]), openings):
            found.add(candidate.text)
        elif len(words) == 1:
            is_used = candidate.label != "nationality" and is_used_as_person(words[0], uses.get(words[0]), begins)
            if (
                is_used
                or is_aged(doc, candidate)
                or (candidate.text in speaking and _is_taken_up(doc, candidate, candidates, starts))
            ):
                found.add(candidate.text)
        elif (
            _is_described(doc, candidate)
            or _speaks_as_person(doc, candidate)
            or (_stands_alone(words[-1], speaking, uses) and not alone[words[0]])
        ):
            found.add(candidate.text)
    return found


def _stands_alone(family: str, speaking: Set[str], uses: Mapping[str, Use]) -> bool:
    """Whether the last word of a name speaks alone, also where the model passed it over."""
    signs = uses[family].signs if family in uses else Counter()
    return family in speaking or (bool(signs["speaks"]) and not signs["article"] and uses[family].score > 0)


def _is_shaped(doc: Doc, candidate: Candidate) -> bool:
    """Whether a name may be a person's by its words: capitals, no article before it, no word of a company in it."""
    words = candidate.words
    if words[0].istitle():  # "Ludwig van der Roe"
        words = [word for word in words if not is_particle(word)]
    if len(words) > LONGEST_PERSON or not all(_is_name_word(word) for word in words):
        return False
    has_article = candidate.start > 0 and doc[candidate.start - 1].lower_ in ("the", "a", "an")
    if has_article and candidate.text not in list_known_surnames():
        return False
    return list_words_of_bodies().isdisjoint(words) and not any(word in load_gazetteer() for word in words)


def _is_name_word(word: str) -> bool:
    letters = word.replace("-", "").replace("'", "").replace("’", "")
    return letters.isalpha() and word[0].isupper() and not word.isupper() and len(word) > 2


def _is_body(doc: Doc, candidate: Candidate, firsts: Set[str], *, is_family: bool) -> bool:
    """Whether a name is a body's: "Acme Robotics, a nonprofit group", or "Acme" where there is one."""
    if is_given_name(candidate.words[0]):
        return False
    if candidate.text in firsts:
        return True
    root = candidate.root(doc)
    if any(is_body(child.lower_) for child in children_after(root, "appos")):
        return True
    return not is_family and root.head.dep_ != "relcl" and _is_called_body(doc, candidate)  # "the firm Roe joined"


def _is_called_body(doc: Doc, candidate: Candidate) -> bool:
    """Whether a noun for a body says what a name is: "the research group [Severn]", "The [Tide] airline"."""
    before = doc[candidate.start - 1] if candidate.start else None
    if before is not None and before.tag_ == "NN" and is_body(before.lower_):
        return candidate.start > 1 and doc[candidate.start - 2].tag_ in _BEFORE_BODY
    end = next((at for at in range(candidate.end, len(doc)) if doc[at].tag_ not in ("NN", "JJ")), len(doc))
    is_one = before is not None and before.lower_ == "the" and len(candidate.words) == 1
    return is_one and candidate.end < end and doc[end - 1].lower_ in list_nouns_with("behind_name")


def _speaks(doc: Doc, candidate: Candidate) -> bool:
    root = candidate.root(doc)
    return root.dep_ in NOUN_SUBJECTS and root.head.tag_ in VERBS and root.head.lower_ in list_verb_forms("speaks")


def _speaks_as_person(doc: Doc, candidate: Candidate) -> bool:
    """Whether a full name that speaks begins with a given name or a function, or a function follows it."""
    if not _speaks(doc, candidate):
        return False
    if opens_with_function(doc, candidate.tokens):
        return True
    nouns = children_after(candidate.root(doc), "appos")
    return is_given_name(candidate.words[0]) or any(is_role(noun.lower_) and noun.tag_ == "NN" for noun in nouns)


def _is_described(doc: Doc, candidate: Candidate) -> bool:
    """Whether an age, "who" or a person's function follows a full name, or such a function introduces it."""
    if _is_introduced(doc, candidate):
        return True
    after = doc[candidate.end : candidate.end + 3]
    if is_aged(doc, candidate) or (len(after) == 3 and after[0].text == "," and after[1].lower_ == "who"):
        return True
    if not is_given_name(candidate.words[0]):
        return False
    root = candidate.root(doc)
    return any(_is_person_noun(child) for child in children_after(root, "appos"))


def is_aged(doc: Doc, candidate: Candidate) -> bool:
    """Whether an age follows a name: "JaVonte, 17, was hurt"."""
    after = [token.text for token in doc[candidate.end : candidate.end + 3]]
    is_set_off = len(after) == 3 and after[0] == "," and after[2] in (",", ".")
    return is_set_off and after[1].isdigit() and len(after[1]) <= LONGEST_AGE


def _is_introduced(doc: Doc, candidate: Candidate) -> bool:
    """Whether a function stands right before a name, or before a place and a comma: "the mayor of Riga, Anna Berg"."""
    at = candidate.start - 1
    if at > 0 and doc[at].text == ",":
        at -= 1
        while at > 0 and doc[at].tag_ in PROPER_NOUNS:
            at -= 1
        if doc[at].lower_ not in _OF_PLACE:
            return False
        at -= 1
    return at >= 0 and doc[at].tag_ == "NN" and doc[at].lower_ in _functions()


@cache
def _personal_particles() -> frozenset[str]:
    """Particles that hardly any body has in its name: "van", "bin"."""
    return load_titles().of_persons.names


@cache
def _functions() -> frozenset[str]:
    return list_person_nouns() - list_nouns_with("named_body")


def _is_person_noun(noun: Token) -> bool:
    word = noun.lower_
    if word == "one":
        inside = (grandchild for child in noun.children if child.lower_ == "of" for grandchild in child.children)
        word = next((token.lower_ for token in inside), word)
    return is_person_noun(word)


def _is_taken_up(doc: Doc, candidate: Candidate, candidates: Sequence[Candidate], starts: Sequence[int]) -> bool:
    """Whether "he" or "she" goes on from a name that speaks, with nobody else named near to be meant."""
    sentence = doc[candidate.start].sent
    if not _speaks(doc, candidate):
        return False
    near = candidates[bisect_left(starts, candidate.start - NEAR_TOKENS) : bisect_left(starts, sentence.end + 1)]
    if any(other.label == "person" and other.text != candidate.text for other in near):
        return False
    if any(token.lower_ in ("he", "she") for token in doc[candidate.end : sentence.end]):
        return True
    following = next((token for token in doc[sentence.end : sentence.end + 4] if not token.is_space), None)
    return following is not None and following.lower_ in ("he", "she") and following.dep_ in NOUN_SUBJECTS
