"""Functions beside names: the title before one, the apposition behind or before it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.language.function_words import load_function_words
from tasks.language.grammar import NOUN_CLAUSES, NOUNS, PLURALS, PROPER_NOUNS, SINGULARS, VERBS, child, children_after
from tasks.language.inflection import singular
from tasks.language.names import find_title_before, is_post_nominal
from tasks.language.people import is_body, is_kin, is_person_noun, is_role, list_nouns_with, names_one_person

_ROLE_TAGS = frozenset({"NN", "NNS", "NNP"})
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
_BREAKS = frozenset({")", "(", "—", "–", "--", ":", "“", "”", '"'})
_OPENS_APPOSED = frozenset({"a", "an", "another", "one", "the"})
_JOINTS = frozenset({"IN", "CC", ",", "TO"})
_OPEN_ENDS = _JOINTS | {"DT", "PRP$", "POS", "JJ", "CD"}
_TITLE_LINKS = frozenset({"of", "to", "for"})
_TITLE_QUALITIES = frozenset({"acting", "former", "then", "deputy"})
_OF_BODY = frozenset({"of", "at", "for"})
_IS = frozenset({"is", "’s", "'s"})
LONGEST_ROLE = 18  # tokens; a longer apposition is cut, or a story
FEWEST_BEFORE_JOINT = 5  # tokens of a function that is cut
LONGEST_TITLE = 18  # tokens before a name
LONGEST_TAIL = 10  # tokens behind a function; more of them tell a second one


def find_role(mention: Mention, head: Token) -> str | None:
    """The title or function beside a name: before it, or as an apposition before or after it.

    Args:
        mention: The name.
        head: Root of the name.

    Returns:
        "NATO spokeswoman" of "NATO spokeswoman Farah Dakhlallah"; "the State Department's deputy spokesperson" of an
        apposition, without its article; None where the article gives none here.
    """
    role = _role_before(mention, head) or _title_of(mention, head) or _role_after(head) or _role_around(head)
    if role is None or role.lower() in load_speaker_words().collective:
        return None
    words = role.split(" ")
    # "Reps. Ann Roe and Paul Hale": each is a Rep.
    single = load_speaker_words().one_of_title.get(words[-1].lower())
    return role if single is None else " ".join([*words[:-1], single])


def _role_before(mention: Mention, head: Token) -> str | None:
    before = head.doc[head.left_edge.i : head.i]
    tokens = _own_title([token for token in before if token.idx + len(token) <= mention.start])
    while tokens and (_is_determiner(tokens[0]) or tokens[0].is_punct or tokens[0].tag_ in ("PRP$", "CC")):
        tokens.pop(0)
    # "the family of hostage Ann Roe": what is of her is not she.
    links = (at for at in range(1, len(tokens)) if tokens[at].lower_ == "of")
    tokens = tokens[max((at for at in links if _is_of_others(tokens[at - 1])), default=-1) + 1 :]
    honorifics = load_speaker_words().honorific
    tokens = [token for token in tokens if token.lower_ not in honorifics and token.ent_type_ != "DATE"]
    if not tokens or any(token.tag_ == "PRP$" for token in tokens) or not _is_title(tokens[-1]):
        return None
    if tokens[-1].tag_ in PLURALS and tokens[-1].lower_ not in load_speaker_words().one_of_title:
        return None  # "two of his advisers Ann Roe met"
    return _text(head.doc, tokens[0].i, tokens[-1].i + 1)


def _is_of_others(noun: Token) -> bool:
    word = singular(noun.lower_)
    return is_kin(word) or word == "family"


def _own_title(tokens: list[Token]) -> list[Token]:
    """Leave out what stands before a title and is no part of it: a dateline, a bracket, a line, another's title."""
    breaks = (at for at, token in enumerate(tokens) if token.text in _BREAKS or token.text == "," or token.is_space)
    tokens = tokens[max(breaks, default=-1) + 1 :]
    # "President Roe and Senate leader Ann Berg": what stands before "and" is another's.
    named = next((at for at, token in enumerate(tokens) if token.ent_type_ == "PERSON"), len(tokens))
    joint = next((at for at in range(named + 1, len(tokens)) if tokens[at].tag_ == "CC"), -1)
    return tokens[joint + 1 :]


def _title_of(mention: Mention, head: Token) -> str | None:
    """A title that says what it is of, right before a name: "White House Chief of Staff Ann Roe".

    The parse hangs it on the name's last word, the name on it, or the name on what it is of.
    """
    doc = head.doc
    end = next((token.i for token in doc[head.left_edge.i : head.i + 1] if token.idx >= mention.start), head.i)
    if not end or doc[end - 1].tag_ not in NOUNS:
        return None
    first = noun = end
    farthest = max(0, end - LONGEST_TITLE)
    while first > farthest and _is_of_title(doc[first - 1]):
        first -= 1
        if is_role(doc[first].lower_) and doc[first].tag_ in SINGULARS:
            noun = first
            break
    link = doc[noun + 1].lower_ if noun < end else ""
    between = [token.text for token in doc[noun + 2 : end]]
    is_known = find_title_before([token.text for token in doc[noun:end]])[0] == end - noun
    if link not in _TITLE_LINKS or not between or (find_title_before(between)[0] and not is_known):
        return None  # "an aide to Gov. Ann Roe" is another
    if any(is_person_noun(word.lower()) for word in between) or is_body(doc[end - 1].text):
        return None  # "an aide to minister Ann Roe", "the owner of chain Roe"
    while first > farthest and (doc[first - 1].tag_ in PROPER_NOUNS or doc[first - 1].lower_ in _TITLE_QUALITIES):
        first -= 1
    return _text(doc, first, end)


def _is_of_title(word: Token) -> bool:
    return word.tag_ in NOUNS or word.lower_ in _TITLE_LINKS or word.lower_ in ("the", "and", "&")


def _role_after(head: Token) -> str | None:
    for noun in children_after(head, "appos"):
        # "Ann Roe, Ph.D., a biologist"
        role = _role_after(noun) if is_post_nominal(noun.text) else read_apposed_role(noun)
        if role is not None:
            return role
    return _role_told(head)


def read_apposed_role(noun: Token) -> str | None:
    """The function that a noun beside a name tells, if it tells one."""
    is_other = noun.lower_ == "one" or is_kin(noun.lower_)
    is_behind = noun.lower_ in load_speaker_words().behind_function
    word = noun.nbor(-1) if is_behind and noun.i else noun
    is_anybody = noun.tag_ == "NN" and is_person_noun(word.lower_) and not is_other
    if noun.tag_ in _ROLE_TAGS and (is_anybody or _is_role(noun)) and noun.ent_type_ != "PERSON":
        return _read_apposition(noun)
    if (employed := _employed_by(noun)) is not None:
        return _text(noun.doc, noun.left_edge.i + 1, employed.i + 1)
    # "a marriage and family therapist": the parse takes the first of two words for the noun.
    joined = next((each for each in noun.conjuncts if each.tag_ == "NN" and names_one_person(each.lower_)), None)
    if joined is None or joined.i < noun.i or noun.tag_ not in _ROLE_TAGS or child(joined, "det") is not None:
        return None
    return _read_apposition(joined, noun.left_edge.i)


def _role_told(head: Token) -> str | None:
    """The function that a clause behind a name tells: "Ann Roe, who is also a professor of law at Rye"."""
    clause = next(children_after(head, "relcl"), None)
    subject = child(clause, "nsubj") if clause is not None else None
    if clause is None or subject is None or subject.lower_ != "who" or clause.lower_ not in _IS:
        return None
    noun = child(clause, "attr")
    is_one = noun is not None and noun.tag_ == "NN" and names_one_person(noun.lower_)
    return _read_apposition(noun) if noun is not None and is_one else None


def _employed_by(body: Token) -> Token | None:
    """The function at the end of a phrase that a body's name opens: "a University of Rye at Ash law professor"."""
    last, opening = body, body.left_edge.lower_
    while parts := [each for each in last.rights if each.dep_ in ("prep", "pobj")]:
        last = parts[-1]
    is_one = opening in load_function_words().indefinite and last.tag_ == "NN" and names_one_person(last.lower_)
    return last if is_one and last.i > body.i and body.tag_ in PROPER_NOUNS else None


def _read_apposition(noun: Token, opening: int | None = None) -> str | None:
    """The words of an apposition without its article and what only tells more.

    Args:
        noun: The function.
        opening: Its first token, where the parse hangs its first words on another noun.
    """
    doc, first, last = noun.doc, noun.left_edge.i if opening is None else opening, _end_apposition(noun)
    for part in children_after(noun, "appos", *NOUN_CLAUSES):
        last = min(last, part.left_edge.i - 1)
    # "president of the mill, which closed": the clause may hang on another noun.
    relative = (each.i for each in doc[noun.i + 2 : last + 1] if each.tag_ in _RELATIVE_TAGS)
    last = next((at - 2 for at in relative if doc[at - 1].text == ","), last)
    # "secretary, and her brother": another.
    openings = (each for each in doc[noun.i + 2 : last + 1] if each.tag_ in ("DT", "PRP$"))
    others = (each.i for each in openings if doc[each.i - 1].tag_ == "CC")
    last = next((at - 3 for at in others if doc[at - 2].text == ","), last)
    # "typically a supporter": what stands before the article says when.
    if doc[first].tag_ == "RB":
        first = next((at for at in range(first, noun.i) if doc[at].tag_ == "DT"), first)
    while first < noun.i and (_is_determiner(doc[first]) or doc[first].is_punct or doc[first].lower_ == "another"):
        first += 1
    # "co-founder": the parse may hang the first part elsewhere.
    while first > 1 and doc[first - 1].text == "-" and not doc[first - 2].whitespace_:
        first -= 2
    return _text(doc, first, _cut_role(noun, last) + 1)


def _end_apposition(noun: Token) -> int:
    """Its last token; the parse may hang elsewhere what it is at or of: "head of sales [at Rye Mills], said"."""
    doc, last = noun.doc, noun.right_edge.i
    is_cut = doc[last].tag_ == "JJ" and doc[last].dep_ == "conj" and last + 1 < len(doc)
    if is_cut and doc[last + 1].tag_ in NOUNS:
        last = doc[last + 1].right_edge.i  # "a founder and managing [director of Rye Mills]"
    if last + 1 >= len(doc) or doc[last + 1].lower_ not in _OF_BODY:
        return last
    end = last + 1
    while end < len(doc) and end - last < LONGEST_TAIL and not doc[end].is_punct and doc[end].tag_ not in VERBS:
        end += 1
    is_whole = end < len(doc) and doc[end].text in (",", ")") and doc[end - 1].tag_ in PROPER_NOUNS
    return end - 1 if is_whole else last


def _cut_role(noun: Token, last: int) -> int:
    """Where a function ends: before what tells of the body, of somebody else, or of a second function.

    "director of the mill, a family firm", "lawyer for Acme who won", "professor of law in Rye and the author of two".
    """
    doc = noun.doc
    inside = range(noun.i + 2, last + 1)
    apposed = (at - 2 for at in inside if doc[at - 1].text == "," and doc[at].lower_ in _OPENS_APPOSED)
    relative = (at - 1 for at in inside if doc[at].tag_ in ("WP", "WP$") and doc[at - 1].tag_ in PROPER_NOUNS)
    words = [doc[at].text for at in inside]
    closed = noun.i + 1 + words.index(")") if ")" in words and "(" not in words else last  # "Roe (author of two) and"
    last = min((last, closed, *apposed, *relative))
    if last - noun.i >= LONGEST_TAIL:
        joints = (at for at in inside if doc[at].tag_ == "CC" and at + 1 < len(doc))
        second = (at - 1 for at in joints if doc[at + 1].tag_ == "DT")
        last = min((last, *second))
    while last > noun.i and not any(map(str.isalnum, doc[last].text)):
        last -= 1
    return last


def _role_around(head: Token) -> str | None:
    """``the deputy spokesperson, Vedant Patel``: the name is the apposition."""
    owner = head.head
    if head.dep_ != "appos" or owner.i >= head.i or owner.ent_type_ == "PERSON" or not _is_role(owner):
        return None
    if owner.tag_ in PLURALS:
        return None  # "one of his advisers, Ann Roe"
    doc, first = head.doc, owner.left_edge.i
    while first < owner.i and (
        _is_determiner(doc[first]) or doc[first].tag_ == "PRP$" or doc[first].lower_ in load_function_words().indefinite
    ):
        first += 1
    return _text(doc, first, owner.i + 1)


def _is_determiner(word: Token) -> bool:
    return word.lower_ in load_function_words().determiners


def _is_title(word: Token) -> bool:
    """Whether a word right before a name is a function or an abbreviated title: "Sen.", "Gov."."""
    is_short = word.text.endswith(".") and word.text.count(".") == 1  # "U.N." is none
    return _is_role(word) or (word.tag_ == "NNP" and is_short and len(word) > 2)


def _is_role(noun: Token) -> bool:
    word = singular(noun.lower_)
    return names_one_person(word) or word in list_nouns_with("group")


def _is_joint(word: Token) -> bool:
    return word.tag_ in _JOINTS and word.lower_ != "of"  # "University of Rye"


def _text(doc: Doc, start: int, end: int) -> str | None:
    """The words of a function; a longer one ends before a clause or the last joint within reach, or it is a story."""
    if end > start + LONGEST_ROLE:
        inside = range(start + FEWEST_BEFORE_JOINT, start + LONGEST_ROLE + 1)
        clause = next((at for at in inside if doc[at].tag_ in _RELATIVE_TAGS), None)
        joints = [at for at in inside if _is_joint(doc[at]) and doc[at - 1].tag_ not in _OPEN_ENDS]
        end = clause if clause is not None else max(joints, default=start)
    return " ".join(doc[start:end].text.split()) if start < end else None
