"""Whether a claim's words are a whole sentence, and what makes them one: a subject left out, a pronoun that relates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Span, Token

from tasks.annotate.claims.answered import is_claim_noun
from tasks.annotate.claims.called import find_called, is_as, word_copula
from tasks.annotate.claims.lexicon import list_pronouns, list_wrongs, load_claim_words, load_pointing_words
from tasks.annotate.claims.related import complete_joined, disagrees, is_of_part, relate
from tasks.annotate.claims.stance import ANSWERING, find_cue_verb
from tasks.annotate.claims.stretch import Edit, Stretch
from tasks.annotate.claims.wording import find_head
from tasks.language.cues import load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    COMMON_NOUNS,
    LONGEST_CLIMB,
    NOMINALS,
    NOUN_SUBJECTS,
    PLURALS,
    WH_PRONOUNS,
    WH_WORDS,
    child,
    has_child,
    own_subject,
)
from tasks.language.inflection import singular
from tasks.language.people import is_person_noun

FEWEST_WORDS = 4
_MOST_ANSWERING = 14
_MOST_OF_DOER = 6
_THERE = {
    "demands": "there should be",
    "predicts": "there will be",
    "promises": "there will be",
    "warns": "there could be",
}
_CLAUSES = frozenset({"acl", "relcl", "ccomp"})
_CONTENTS = frozenset({"dobj", "ccomp", "xcomp", "attr", "acomp", "auxpass", "nsubjpass", "dative", "oprd"})
# With one of these three words are a sentence: "Mills make flour".
_ADDED = ("dobj", "attr", "acomp", "auxpass")
# What stands before the noun that it belongs to, and tags of words that lead something in.
_BEFORE_HEADS = frozenset(
    {"compound", "amod", "nummod", "det", "poss", "nmod", "quantmod", "aux", "auxpass", "nsubj", "mark"}
)
_TOLD = frozenset({"acl", "prep", "relcl"})
_BEFORE_VERBS = _BEFORE_HEADS | {"nsubjpass"}
_GOING_ON = frozenset({"acl", "advcl", "dobj", "pobj", "xcomp", "acomp", "attr", "oprd"})
_LEADING = frozenset({"CC", "TO", "PRP$"})
_RANKS = frozenset({"first", "last", "latest", "next", "only"})
_DONE = frozenset({"do", "does", "did"})
_AFTER = frozenset(
    {"dobj", "attr", "acomp", "prep", "xcomp", "ccomp", "oprd", "dative", "agent", "expl", "npadvmod", "prt", "advcl"}
)


def make_whole(stretch: Stretch) -> list[Edit] | None:
    """Make a claim's words a whole sentence.

    Returns:
        What to change; nothing for a sentence that is whole. None where words are missing that are not told.
    """
    called = _complete_called(stretch)
    if called is not None:
        return called
    main = stretch.main
    if sum(map(len, stretch.pieces)) < 3 * FEWEST_WORDS:
        words = sum(word.is_alpha or word.like_num for piece in stretch.pieces for word in piece)
        if words < FEWEST_WORDS - (main is not None and has_child(find_head(main), *_ADDED)):
            return _complete_answer(stretch) or _complete_accusation(stretch)
    last = stretch.pieces[-1]
    if _is_cut(last, stretch.story.body.text[last.start_char : last.end_char]):
        return None
    if stretch.claim.voice == "narrator":
        related = relate(stretch)
        if related is not None:
            return None if is_of_part(stretch) else related
        before = stretch.pieces[0][0]
        if before.i and before.nbor(-1).dep_ == "prep" and before.nbor(-1).tag_ == "IN":
            return None  # "races in | 2016 include", as the parse has it
    verb = None if main is None else find_head(main)
    if verb is not None and verb.dep_ != "relcl":
        return None if _lacks_words(stretch, verb) else []
    return (
        _complete_infinitive(stretch)
        or _complete_answer(stretch)
        or _complete_accusation(stretch)
        or complete_joined(stretch)
        or _complete_noun(stretch)
    )


def _lacks_words(stretch: Stretch, verb: Token) -> bool:
    """Whether a clause has a verb and a subject and is no statement all the same."""
    return (
        lacks_part(verb, stretch.pieces[0].start - 1)
        or _lacks_verb(stretch.pieces[-1])
        or is_elliptic(verb)
        or verb.dep_ in ("dobj", "pobj")  # "the general | reports", a noun that is tagged as a verb
        or _leaves_open(stretch, verb)
        or _tells_nothing(stretch, verb)
        or _answers(stretch.pieces[0])
        or (stretch.claim.voice == "direct" and stretch.pieces[-1][-1].text.endswith("?"))
        or disagrees(stretch, verb, own_subject(verb))
    )


def names_only(edits: Sequence[Edit]) -> bool:
    """Whether a claim is a thing that is demanded or foreseen: of six such rows one could be understood."""
    return any(new.startswith(f"[{said}]") for _, _, new in edits for said in _THERE.values())


def puts_in(edits: Sequence[Edit], name: str | None) -> bool:
    """Whether who is to do something is put in: "[Ann Roe will] rebuild the mill"."""
    return any(new.startswith((f"[{name} ", f"[{name}]")) for _, _, new in edits)


def _is_cut(words: Span, text: str) -> bool:
    """Whether words end where more has to follow, in a noun phrase or behind "of", or go on in a next paragraph."""
    last = words[-1]
    if text.count("(") != text.count(")"):
        return True
    is_left = last.head.i >= words.end and last.dep_ in _BEFORE_HEADS
    is_stranded = last.dep_ == "prep" and last.tag_ == "IN" and not _is_of_clause(last, words)
    return is_left or _goes_on(words) or is_stranded or last.tag_ in _LEADING or "\n" in text


def _goes_on(words: Span) -> bool:
    """Whether words are parts of what follows them, or have a part there: "fell as Roe's critics | fade"."""
    if words.end == len(words.doc) or not words.doc[words.end].is_alpha or words[-1].is_quote:
        return False
    after = words.doc[words.end]
    if after.head.i in range(words.start, words.end) and after.dep_ in _GOING_ON and after.tag_ != "IN":
        return True
    if after.tag_ == "TO" and after.head.head.i in range(words.start, words.end) and _is_ranked(words[-1]):
        return True  # "became the first city | to order them home"
    return any(each.head.i >= words.end and each.dep_ in _BEFORE_VERBS for each in words)


def _is_ranked(noun: Token) -> bool:
    """Whether what it is the first, the last or the only one to do has to follow."""
    ranks = (each for each in noun.lefts if each.dep_ == "amod" or each.tag_ == "JJS")
    return any(each.ent_type_ == "ORDINAL" or each.lower_ in _RANKS or each.tag_ == "JJS" for each in ranks)


def _lacks_verb(words: Span) -> bool:
    """Whether the verb of a subject stands behind the end: "spoke when the mill, joined by one other, | closed"."""
    return any(each.dep_ in NOUN_SUBJECTS and each.head.i >= words.end for each in words)


def lacks_part(verb: Token, begin: int) -> bool:
    """Whether a pronoun before a place relates a part of a clause: "a mill that | Roe said | nobody runs"."""
    own = (each for each in verb.lefts if each.dep_ != "mark")
    above = (each for each in verb.head.lefts if each.dep_ in ("dobj", "mark"))  # the parse takes it for either
    return any(each.tag_ in WH_PRONOUNS and each.i < begin for each in (*own, *above))


def _is_of_clause(preposition: Token, words: Span) -> bool:
    """Whether a preposition at the end governs what stands before its clause: "knows whom he is with"."""
    main = find_head(words)
    above = (each for each in islice(preposition.ancestors, LONGEST_CLIMB) if each.i >= words.start and each != main)
    clauses = ("relcl", "ccomp", "pcomp", "csubj")
    return any(each.dep_ in clauses or each.left_edge.lower_ == "than" for each in above)


def _leaves_open(stretch: Stretch, verb: Token) -> bool:
    """Whether a clause tells only what, how or when something is, and is no part of another one."""
    first = stretch.pieces[0][0]
    if (
        first.lower_ in load_pointing_words().quantity
        and len(first.doc) > first.i + 2
        and first.nbor(1).lower_ == "of"
        and first.nbor(2).tag_ in WH_PRONOUNS
    ):
        return True  # "none of which was spent"
    if first.tag_ not in WH_WORDS or stretch.pieces[-1][-1].text.endswith("?"):
        return False
    is_of_clause = first.head == verb or (first.head.head == verb and first.head.dep_ not in ("advcl", "csubj"))
    return first.lower_ != "whether" and is_of_clause


def _answers(words: Span) -> bool:
    """Whether words open with "No," or "Yes,"."""
    is_short = 1 < len(words) < _MOST_ANSWERING
    return is_short and words[0].lower_ in load_pointing_words().answering and words[1].text == ","


def _tells_nothing(stretch: Stretch, verb: Token) -> bool:
    """Whether a report lacks what is reported: "she noted in an interview"."""
    cue = load_verb_cues().get(verb.lower_) if stretch.claim.voice == "narrator" else None
    is_telling = cue is not None and cue.cue_class in ("speech", "writing") and "strong" in cue.frames
    if not is_telling:
        return False
    told = [each.dep_ for each in verb.children if each.dep_ in _CONTENTS and stretch.holds(each)]
    if not told and any(_is_about(each) for each in verb.rights):
        return False
    return not told or (cue is not None and "interrogates" in cue.also and set(told) <= {"dobj", "dative"})


def _is_about(word: Token) -> bool:
    """Whether a preposition behind a verb that reports has what is reported: "complained of being shut out"."""
    inner = child(word, "pcomp", "pobj") if word.dep_ == "prep" else None
    if inner is None or inner.dep_ == "pcomp":
        return inner is not None
    return word.lower_ in load_claim_words().stance.about and has_child(inner, *_TOLD)


def is_elliptic(verb: Token) -> bool:
    """Whether a verb or what it governs is left to the sentence before: "They did", "He will", "She said so"."""
    if any(each.lower_ == "so" and each.dep_ == "advmod" for each in verb.rights):
        return True
    is_bare = verb.lower_ in _DONE and not has_child(verb, "dobj", "ccomp", "xcomp", "advmod", "attr")
    if is_bare and any(each.dep_ == "prep" and each.lower_ != "like" for each in verb.rights):
        return True  # "as Roe did with her vote"; not "did not much like it", as the parse has it
    if verb.lower_ not in load_pointing_words().auxiliary | load_function_words().be:
        return False
    subject = own_subject(verb)
    # "Among the issues are two": what follows is the subject; "is home to Roe" has a place behind it.
    has_place = any(each.dep_ == "advmod" and any(each.rights) for each in verb.rights)
    if has_place or (subject is not None and subject.i > verb.i):
        return False
    return not any(each.dep_ in _AFTER for each in verb.children if each.i > verb.i)


def _complete_called(stretch: Stretch) -> list[Edit] | None:
    """Make a sentence of a thing and of what it is called: "the deal [is] fair", "the plan [is] “a shame”"."""
    quote = stretch.quote
    cue = None if quote is None or quote.cue is None else stretch.story.body.span_of(quote.cue)
    called = None if cue is None else find_called(quote, find_cue_verb(cue), stretch.pieces)
    if called is None:
        return None
    first, be = called[0], word_copula(stretch.pieces[0][: called.start - stretch.pieces[0].start].root)
    return [(first.idx, first.idx + len(first), be) if is_as(first) else (first.idx, first.idx, f"{be} ")]


def _complete_infinitive(stretch: Stretch) -> list[Edit] | None:
    """Say who is to do what is promised or demanded: "[Roe will] rebuild the mill", "the clerk [should] leave"."""
    claim, first = stretch.claim, stretch.pieces[0]
    if len(stretch.pieces) > 1 and claim.stance == "predicts" and stretch.pieces[1][0].tag_ == "TO":
        resign = stretch.pieces[1][0]  # "Roe is expected | to resign"
        return [(resign.idx, resign.idx + len(resign), "[will]")] if find_head(first).tag_ in NOMINALS else None
    to = next((word for word in first if word.tag_ == "TO" and word.dep_ == "aux"), None)
    if to is None or to.head.head.i in range(first.start, first.end) or not stretch.holds(to.head):
        return None
    begin, end = to.idx, to.idx + len(to)
    modal = {"promises": "will", "warns": "could"}.get(claim.stance)
    if to.i - first.start <= 1 and modal is not None:
        if (
            claim.claimant_name is None
            or claim.claimant_name.split()[0].lower() in list_pronouns()
            or any(word.tag_ in NOMINALS for word in first[: to.i - first.start])
        ):
            return None
        return [(first.start_char, first.start_char, f"[{claim.claimant_name} {modal}] "), (begin, end + 1, "")]
    is_told = any(word.tag_ in NOMINALS and not stretch.holds(word.head) for word in first[: to.i - first.start])
    is_told = is_told or has_child(to.head, *NOUN_SUBJECTS)
    modal = {"demands": "should", "predicts": "will"}.get(claim.stance)
    if not is_told or modal is None:
        return None
    negation = to.nbor(-1) if to.i > first.start else to
    if negation.dep_ == "neg" or negation.lower_ == "not":  # "told Roe not to leave"
        return [(negation.idx, end, f"[{modal}] {negation.text}")]
    return [(begin, end, f"[{modal}]")]


def _complete_answer(stretch: Stretch) -> list[Edit] | None:
    """Make a sentence of what somebody admits or denies by a noun or a deed: "Roe's claim that", "hiding letters"."""
    claim = stretch.claim
    if claim.stance not in ANSWERING or claim.voice == "direct" or len(stretch.pieces) > 1:
        return None
    return _complete_told(stretch) or _complete_deed(stretch) or _complete_thing(stretch)


def _complete_told(stretch: Stretch) -> list[Edit] | None:
    """Take what somebody else claims for what is answered: "Roe's claim that | the mill failed"."""
    first = stretch.pieces[0]
    noun = find_head(first)
    told = next((each for each in noun.rights if each.dep_ in _CLAUSES and has_child(each, "mark")), None)
    if told is None or not is_claim_noun(noun) or told.left_edge.lower_ != "that":
        return None
    return [(first.start_char, told.left_edge.idx + len(told.left_edge) + 1, "")]


def _complete_deed(stretch: Stretch) -> list[Edit] | None:
    """Say whose deed is admitted or denied: "[Ann Roe] hiding letters"."""
    first, doer = stretch.pieces[0], stretch.claim.claimant_name or _word_doer(stretch)
    head = find_head(first)
    deed = next((word for word in first[:2] if word.tag_ == "VBG"), None)
    if deed is None or doer is None:
        return None
    # "Admitted growing doubts" is no deed; after "to" it is one, whatever the parse makes of it.
    is_deed = deed == head or (deed.head == head and deed.dep_ != "amod")
    if not is_deed and (deed != first[0] or deed.i == 0 or deed.nbor(-1).lower_ != "to"):
        return None
    return [(first.start_char, first.start_char, f"[{doer}] ")]


def _word_doer(stretch: Stretch) -> str | None:
    """Who claims it in the article's words, where these are no pronoun and few: "the mayor"."""
    words = (stretch.claim.claimant_text or "").split()
    is_noun = 1 < len(words) < _MOST_OF_DOER and words[0].lower() not in list_pronouns()
    return " ".join(words) if is_noun else None


def _complete_thing(stretch: Stretch) -> list[Edit] | None:
    """Say who had or did what is denied, or that there is what is admitted: "[Ann Roe had] any ties to Oslo"."""
    first, doer = stretch.pieces[0], stretch.claim.claimant_name
    head = find_head(first)
    if head.tag_ not in COMMON_NOUNS or any(_points(each) for each in head.lefts):
        return None
    words, noun = load_claim_words().answers, singular(head.lower_)
    verb = " had" if noun in words.had else " engaged in" if noun in words.done else None
    if verb is None and head == first[0] and head.lower_.endswith("ing"):
        verb = ""
    # "Acknowledged some plagiarism" may be of somebody else's.
    if verb is None or doer is None or (stretch.claim.stance == "confirms" and verb):
        be = "are" if head.tag_ in PLURALS else "is"
        return [(first.start_char, first.start_char, f"[there {be}] ")]
    return [(first.start_char, first.start_char, f"[{doer}{verb}] ")]


def _points(word: Token) -> bool:
    return word.tag_ == "PRP$" or word.dep_ == "poss" or word.lower_ in load_pointing_words().definite


def _complete_accusation(stretch: Stretch) -> list[Edit] | None:
    """Make a sentence of whom somebody accuses and of what: "the clerk [engaged in] hiding letters"."""
    noun = find_head(stretch.pieces[0])
    if stretch.claim.stance != "alleges" or len(stretch.pieces) > 1 or noun.tag_ not in NOMINALS:
        return None
    of = next((each for each in stretch.pieces[0] if each.lower_ == "of" and each.head in (noun, noun.head)), None)
    if of is None or of.i <= noun.i or not stretch.claim.rule or not stretch.claim.rule.startswith("quote."):
        return None
    deed = child(of, "pcomp", "pobj")
    if deed is None or deed.i >= stretch.pieces[0].end:
        return None
    is_accused = _is_accused(noun)
    is_doing = deed.tag_ == "VBG" or (is_accused and _is_gerund(of))
    is_deed = child(of, "pcomp") is not None or (is_accused and (is_doing or deed.lower_ in list_wrongs()))
    if of.head == noun and noun.tag_ in COMMON_NOUNS and not is_deed:
        return None  # "the theft of a car" is no one who stole
    guilty = "are" if noun.tag_ in PLURALS or noun.lower_ in load_pointing_words().they else "is"
    return [(of.idx, of.idx + len(of), "[engaged in]" if is_doing else f"[{guilty} guilty of]")]


def _is_accused(noun: Token) -> bool:
    """Whether a noun is who is accused: "accused | the mayor | of it"."""
    cue = load_verb_cues().get(noun.head.lower_) if noun.dep_ == "dobj" else None
    return cue is not None and "of" in cue.prepositions and "judges" in cue.also


def _is_gerund(of: Token) -> bool:
    """Whether a deed follows "of" that the tagger may have taken for a noun: "of | sailing into it"."""
    first = of.nbor()
    return first.tag_ in ("NN", "VBG") and first.lower_.endswith("ing") and first.lower_ != "having"


def _complete_noun(stretch: Stretch) -> list[Edit] | None:
    """Make a sentence of what is demanded or foreseen by a noun: "[there should be] an end to the fees"."""
    first = stretch.pieces[0]
    noun, said = find_head(first), _THERE.get(stretch.claim.stance)
    if said is None or noun.tag_ not in COMMON_NOUNS or is_person_noun(noun.lower_) or len(stretch.pieces) > 1:
        return None
    if noun.left_edge.i < first.start or not has_child(noun, "prep", "acl", "relcl"):
        return None
    return [(first.start_char, first.start_char, f"[{said}] ")]
