"""Whether a claim sets one thing beside another: "safer than", "the largest", "more mills than in May"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from tasks.annotate.claims.checked import is_rated, is_topic_noun
from tasks.annotate.claims.lexicon import list_kind_forms, load_claim_words
from tasks.language.function_words import load_function_words
from tasks.language.grammar import ADJECTIVES, LONGEST_CLIMB, NOUN_SUBJECTS, NOUNS, child, has_child

# Words between both "as" of "as much for the care of children as for rent".
LONGEST_EQUAL = 9
# From a word that compares up to its verb.
MOST_HOSTS = 3
_ASIDE = frozenset({"relcl", "acl", "advcl", "appos"})
_DEGREES = frozenset({"JJR", "JJS", "RBR", "RBS"})
_JOINTS = frozenset({"as", "compared", "versus", "vs", "vs."})
_COMPARED = frozenset({"amod", "advmod", "dobj", "attr", "acomp"})


def compares(words: Span, root: Token) -> bool:
    """Whether a clause sets one thing beside another: "safer than", "the largest", "twice as many as"."""
    for token in words:
        tag, word = token.tag_, token.lower_
        if tag not in _DEGREES and word not in _JOINTS:
            continue
        if tag in ("JJS", "RBS") and _ranks(token) and _is_told_of(token, root) and not _is_set_apart(token, root):
            return True
        than = _find_than(token) if tag in ("JJR", "RBR") else None
        if than is not None and not is_aside(token, root) and not _bounds(token, than):
            return True
        if word in ("versus", "vs", "vs.") or (word == "as" and _equals(token, root, words.end)):
            return True
        if word == "compared" and token.i + 1 < words.end and token.nbor().lower_ in ("to", "with"):
            return True
    return False


def is_more(root: Token) -> bool:
    """Whether a clause says that a thing is more than another, which other words name: "the risk was higher then"."""
    what, subject = child(root, "acomp"), child(root, *NOUN_SUBJECTS)
    if (
        what is None
        or subject is None
        or subject.lower_ == "it"
        or root.lower_ not in load_function_words().be
        or what.tag_ != "JJR"
    ):
        return False
    kinds = load_claim_words().kinds
    plain = (what.lower_, what.lower_[:-2], what.lower_[:-1], f"{what.lower_[:-3]}y")
    is_judged = not kinds.judging.isdisjoint(plain) or has_child(root, "xcomp", "advcl", "aux")
    return not is_judged and what.lower_ not in kinds.more and not has_child(what, "xcomp", "ccomp")


def is_ahead(root: Token) -> bool:
    """Whether a clause with an amount says by how much one is ahead: "has a 5-point lead", "leads by 5 points"."""
    kinds = load_claim_words().kinds
    if root.lower_ in list_kind_forms("heading"):
        return any(each.lower_ == "by" for each in root.children)
    gained = next((each for each in root.children if each.dep_ in ("dobj", "attr")), None)
    if gained is None or gained.lower_ not in kinds.headway:
        return False
    return any(each.like_num or each.lower_ == "digit" for each in root.doc[gained.left_edge.i : gained.i])


def _bounds(word: Token, than: Token) -> bool:
    """Whether words only bound an amount, or compare with nothing: "more than a year", "nothing more than"."""
    if word.i > 0 and word.nbor(-1).lower_ in load_claim_words().kinds.no_more:
        return True
    of_what = than.nbor() if than.i + 1 < len(than.doc) else than
    if of_what.tag_ == "JJ" and (of_what.dep_ != "amod" or of_what.head == than):
        return True  # "less than ideal"
    is_amount = of_what.like_num or of_what.tag_ == "$" or of_what.lower_ in load_claim_words().kinds.amounting
    is_measure = word.lower_ in load_claim_words().kinds.measuring and _is_sum(of_what)
    return than.i == word.i + 1 and ((is_amount and word.lower_ in ("more", "less", "fewer")) or is_measure)


def _equals(word: Token, root: Token, end: int) -> bool:
    """Whether "as" sets two amounts beside each other: "as much for care as for rent"; not "as many as 40"."""
    what = word.head
    if word.dep_ != "advmod" or what.i != word.i + 1 or what.lower_ not in load_claim_words().kinds.equal:
        return False
    near = what.doc[what.i + 1 : min(end, what.i + LONGEST_EQUAL)]
    second = next((each for each in near if each.lower_ == "as"), None)
    if second is None or second.i + 2 >= end or is_aside(what, root) or second.nbor().lower_ == "possible":
        return False
    beside = (second.nbor(), second.nbor(2))
    if beside[0].tag_ == "PRP" and (beside[1].tag_ == "MD" or beside[1].lower_ in list_kind_forms("inner")):
        return False  # "as much as they can", "as they want"
    return second.i > what.i + 1 or not any(each.like_num or each.tag_ == "$" for each in beside)


def _is_sum(word: Token) -> bool:
    """Whether an amount of money or a share begins with a word: "$ 5", "1 %"."""
    follows = word.nbor().lower_ if word.i + 1 < len(word.doc) else ""
    return word.tag_ == "$" or (word.like_num and follows in ("%", "percent"))


def _find_than(word: Token) -> Token | None:
    """The "than" of a word that compares, on it, its noun or their verb: "spent more time there than Roe"."""
    hosts = [word]
    while hosts[-1].dep_ in _COMPARED and hosts[-1].head != hosts[-1] and len(hosts) < MOST_HOSTS:
        hosts.append(hosts[-1].head)
    for host in hosts:
        for each in host.rights:
            than = each if each.lower_ == "than" else next((m for m in each.lefts if m.lower_ == "than"), None)
            if than is not None and than.i > word.i and (each == than or each.dep_ in ("advcl", "ccomp")):
                return than
    return None


def _is_told_of(word: Token, root: Token) -> bool:
    """Whether a superlative is what a clause says: "is the largest", "has the fewest"; not "its best critics left"."""
    several = load_claim_words().kinds.of_several
    for _ in range(LONGEST_CLIMB):
        if word in (root, word.head):
            return True
        is_part = word.dep_ == "prep" and (word.lower_ != "of" or word.head.lower_ not in several)
        is_doer = word.dep_ in NOUN_SUBJECTS and root.lower_ not in load_function_words().be
        if word.dep_ in _ASIDE or is_part or is_doer:
            return False
        word = word.head
    return False


def _is_set_apart(word: Token, root: Token) -> bool:
    """Whether a superlative only says how much its speaker makes of a thing: "the most important thing is to rest".

    So it is in a subject, and in what is somebody's: "alienates his strongest supporters".
    """
    noun = word.head if word.tag_ == "JJS" else word.head.head
    if noun.tag_ not in NOUNS:
        return False
    is_subject = noun.dep_ in NOUN_SUBJECTS and noun.head == root
    is_owned = noun.dep_ in ("dobj", "pobj") and has_child(noun, "poss")
    return (is_subject and (is_rated(word) or is_topic_noun(noun))) or (is_owned and is_rated(word))


def _ranks(word: Token) -> bool:
    """Whether a superlative sets one thing above others: not "most of them", "at least", "the latest"."""
    is_joined = word.i + 1 < len(word.doc) and word.nbor().text == "-"
    if word.lower_ in load_claim_words().kinds.no_rank or is_joined or (word.i > 0 and word.nbor(-1).lower_ == "at"):
        return False  # "at least enough"
    if word.lower_ not in ("most", "least"):
        return True
    return word.head.tag_ in ADJECTIVES | {"RB"} and word.head.lower_ not in load_claim_words().kinds.no_rank


def is_aside(token: Token, root: Token) -> bool:
    """Whether a word stands in a clause that only tells more of a thing, or beside which circumstance."""
    for _ in range(LONGEST_CLIMB):
        if token in (root, token.head):
            return False
        if token.dep_ in _ASIDE or (token.dep_ == "prep" and token.lower_ in ("including", "like")):
            return True
        token = token.head
    return False
