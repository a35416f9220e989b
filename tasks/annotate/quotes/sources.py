"""Sources without a reporting verb: "according to X", "in X's words", nouns and adjectives of saying."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.edges import skip_link
from tasks.annotate.quotes.reports import Report, characters, make_report
from tasks.language.cues import (
    list_light_verb_forms,
    list_nouns,
    list_verb_forms,
    load_adjective_cues,
    load_cues,
    load_verb_cues,
)
from tasks.language.grammar import SUBJECTS, is_infinitive, is_passive, noun_phrase, own_subject, subject_of
from tasks.lexicon import load_lexicon

_MAKE = frozenset(load_lexicon("function_words")["make"])
LONGEST_CLEAR = 8  # tokens between "clear" and its "that": "made it clear to reporters on Monday that"
_LINKING = frozenset([*load_lexicon("function_words")["be"], *load_lexicon("function_words")["feel"]])


def find_noun_report(doc: Doc, noun: Token) -> Report | None:
    """Read a noun that reports: ``Seoul's confirmation that …``, ``made the claim that …``."""
    possessor = next((child for child in noun.children if child.dep_ == "poss"), None)
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl") and _is_content_of_noun(child):
            fragment = characters(doc, max(child.left_edge.i, noun.i + 1), child.right_edge.i + 1)
            return _noun_report(doc, noun, possessor, fragment)
    return None


def _is_content_of_noun(clause: Token) -> bool:
    # "a claim that Kyiv denied": what is denied is the claim itself.
    has_object = any(
        child.dep_ in ("dobj", "ccomp", "nsubjpass") and child.i != clause.left_edge.i for child in clause.children
    )
    if not has_object and clause.lower_ in list_verb_forms("answers"):
        return False
    if any(child.dep_ == "mark" and child.lower_ in ("that", "whether", "if") for child in clause.children):
        return True
    # A relative "that" is a determiner (WDT), a content "that" a conjunction, whatever the parse makes of it.
    if clause.dep_ == "acl" and clause.left_edge.lower_ == "that" and clause.left_edge.tag_ == "IN":
        return True
    asks = clause.head.lower_ in list_nouns("infinitive")
    return clause.dep_ == "acl" and is_infinitive(clause) and asks


def _noun_report(doc: Doc, noun: Token, possessor: Token | None, fragment: tuple[int, int]) -> Report | None:
    if fragment[0] >= fragment[1]:
        return None
    verb = noun.head
    if possessor is not None:
        return make_report(doc, [fragment], "noun.clause", noun, "speech", possessor)
    if noun.dep_ != "dobj" and noun.lower_ in list_nouns("claims"):
        return make_report(doc, [fragment], "noun.clause", noun, "speech", _by_whom(noun))
    if noun.dep_ == "dobj" and verb.lower_ in load_verb_cues() or verb.lower_ in list_light_verb_forms():
        if noun.dep_ != "dobj":
            return None
        speaker = subject_of(verb)
        if speaker is None or is_passive(verb):
            return None
        return make_report(doc, [fragment], "noun.clause_of_verb", verb, "speech", speaker, noun)
    return None


def _by_whom(noun: Token) -> Token | None:
    """Whose words a noun stands for: "a warning from the bank that", "the claim by officials that"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.i > noun.i and child.lower_ in ("by", "from"):
            return next((holder for holder in child.children if holder.dep_ == "pobj"), None)
    return None


def find_adjective_report(doc: Doc, adjective: Token) -> Report | None:
    """Read an adjective that reports: ``is confident that …``, ``was critical of …``."""
    if adjective.lower_ == "clear":
        return _made_clear(doc, adjective)
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "attr") or verb.lower_ not in _LINKING:
        return None
    speaker = subject_of(verb)
    if speaker is None or speaker.lower_ in ("it", "there"):
        return None
    cue = load_adjective_cues()[adjective.lower_]
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if child.dep_ in ("ccomp", "xcomp") and ("clause" if not is_infinitive(child) else "infinitive") in cue.frames:
            fragment = characters(doc, max(child.left_edge.i, adjective.i + 1), child.right_edge.i + 1)
            return make_report(doc, [fragment], "adjective.clause", verb, "belief", speaker, adjective)
        if child.dep_ == "prep" and child.lower_ in cue.prepositions:
            fragment = characters(doc, child.i + 1, child.right_edge.i + 1)
            return make_report(doc, [fragment], "adjective.object", verb, "belief", speaker, child)
    return None


def _made_clear(doc: Doc, clear: Token) -> Report | None:
    """Read ``made (it) clear that ...``."""
    makes = next((token for token in doc[max(0, clear.i - 3) : clear.i] if token.lower_ in _MAKE), None)
    speaker = subject_of(makes) if makes is not None and not is_passive(makes) else None
    if makes is None or speaker is None:
        return None
    for token in doc[clear.i + 1 : clear.i + LONGEST_CLEAR]:
        if token.lower_ == "that" and token.dep_ == "mark":
            fragment = characters(doc, token.i, token.head.right_edge.i + 1)
            return make_report(doc, [fragment], "adjective.clear", makes, "speech", speaker, clear)
    return None


def find_source_phrase(doc: Doc, word: Token) -> Report | None:
    """Read ``according to X`` and its like before, after or inside the sentence that X stands behind."""
    last = word if word.lower_ == "to" else next((t for t in word.children if t.lower_ == "to"), None)
    if last is None or last.i != word.i + 1:
        return None
    source = next((t for t in last.children if t.dep_ == "pobj"), None)
    if source is None or source.lower_ in load_cues().not_a_source.according_to:
        return None
    report = _around(doc, word, source, last, "according_to")
    if report is not None:
        report.cue = (doc[word.i].idx, last.idx + len(last))
    return report


def find_possessed_source(doc: Doc, noun: Token) -> Report | None:
    """Read ``in X's words`` and ``in her view``."""
    preposition = noun.head
    possessor = next((child for child in noun.children if child.dep_ == "poss"), None) or _of_whom(noun)
    if possessor is None or noun.dep_ != "pobj" or preposition.lower_ != "in" or preposition.i >= noun.i:
        return None
    opens = preposition.i == preposition.sent.start
    last = noun if possessor.i < noun.i else possessor.doc[noun.right_edge.i]
    ahead = doc[last.i + 1].text if last.i + 1 < len(doc) else "."
    if not (opens and ahead in (",", ":") or not opens and doc[preposition.i - 1].text == "," and ahead in (",", ".")):
        return None
    report = _around(doc, preposition, possessor, noun, "in_the_words_of")
    if report is not None:
        report.cue = (noun.idx, noun.idx + len(noun))
    return report


def _of_whom(noun: Token) -> Token | None:
    """The holder in "in the words of its director"."""
    after = next((child for child in noun.children if child.lower_ == "of" and child.i == noun.i + 1), None)
    holder = next((child for child in after.children if child.dep_ == "pobj"), None) if after is not None else None
    return holder if holder is not None and noun.i > 0 and noun.nbor(-1).lower_ == "the" else None


def _around(doc: Doc, first_word: Token, source: Token, last_word: Token, rule: str) -> Report | None:
    sentence = first_word.sent
    first, end = first_word.i, max(source.right_edge.i, last_word.i) + 1
    while end < sentence.end and doc[end].text in (")",):
        end += 1
    named = _skip_name(doc, end, sentence.end)
    head = first_word.head
    before = characters(doc, skip_link(doc, _content_left(doc, head, first, sentence.start)), first)
    after = characters(doc, named, sentence.end)
    fragments = [span for span in (before, after) if span[0] < span[1]]
    if before[0] < before[1] and after[0] < after[1] and not _goes_on_after(doc, head, end, sentence.end):
        fragments = [before]
    if not fragments:
        return None
    report = make_report(doc, fragments, f"source.{rule}", first_word, "speech", source)
    report.speaker = noun_phrase(source, last_word.i if last_word.i < source.i else -1)
    if named > end:
        report.speaker = report.speaker[0], named
    return report


def _skip_name(doc: Doc, end: int, stop: int) -> int:
    """Give the end of a name between commas that the parse does not join to the source: "the coach, Ann Roe, it"."""
    last = end + 1
    while last < stop and doc[last].ent_type_ == "PERSON":
        last += 1
    return last if end + 1 < last < stop and doc[end].text == "," == doc[last].text else end


def _content_left(doc: Doc, head: Token, phrase: int, start: int) -> int:
    """Where what a trailing source phrase covers begins: its own clause, when that is joined to one before."""
    opened = next((token.i for token in reversed(doc[start:phrase]) if token.text in ("(", ")")), None)
    if opened is not None and doc[opened].text == "(":
        return opened + 1
    token = head
    while token.head.i != token.i:
        if token.dep_ == "conj" and token.left_edge.i > start and own_subject(token) is not None:
            return token.left_edge.i
        if token.dep_ in ("relcl", "appos") and start < token.left_edge.i < phrase:
            return token.left_edge.i
        token = token.head
    return start


def _goes_on_after(doc: Doc, head: Token, end: int, stop: int) -> bool:
    if head.right_edge.i < end or doc[end].text not in (",", ")", "—", "–", "-"):
        return False
    # ", although the army denied it" is set against what the source says.
    is_contrast = end + 1 < stop and doc[end + 1].lower_ in load_cues().manner.contrasts
    return not (is_contrast and any(token.dep_ in SUBJECTS for token in doc[end + 2 : stop]))
