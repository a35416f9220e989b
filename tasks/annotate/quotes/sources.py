"""Sources without a reporting verb: "according to X", "in X's words", nouns and adjectives of saying."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.edges import end_within, skip_link
from tasks.annotate.quotes.reports import Report, characters, make_report
from tasks.annotate.quotes.rules import (
    ADJECTIVE_CLAUSE,
    ADJECTIVE_CLEAR,
    ADJECTIVE_OBJECT,
    NOUN_CLAUSE,
    NOUN_CLAUSE_OF_VERB,
    SOURCE_ACCORDING_TO,
    SOURCE_IN_THE_WORDS_OF,
    Rule,
)
from tasks.annotate.quotes.utterance import may_make_clear
from tasks.language.body import Body, Chars, Tokens
from tasks.language.cues import (
    CueClass,
    class_of_noun,
    list_light_verb_forms,
    list_nouns,
    list_verb_forms,
    load_adjective_cues,
    load_cues,
    load_noun_cues,
    load_verb_cues,
)
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    COMPLEMENTS,
    FINITE,
    NOUNS,
    SUBJECTS,
    TIME_LABELS,
    child,
    children_after,
    is_finite,
    is_infinitive,
    is_passive,
    noun_phrase,
    object_of,
    own_subject,
    subject_of,
)
from tasks.language.withheld import is_withheld

# "That's according to the council": what is said stands in the sentence before; "which according to him will fall".
_POINTS = re.compile(r"(?:that|this|it|which|all)(?: ?(?:['’]s|is|was|comes?))?", re.IGNORECASE)
LONGEST_WHERE = 8  # tokens of "in their study"
_ASKING = frozenset(("for", "on", "to"))  # before whom a call is made on
_DESPITE = frozenset(("despite", "amid", "amidst"))
LONGEST_CLEAR = 8  # tokens between "clear" and its "that": "made it clear to reporters on Monday that"


def find_noun_report(body: Body, noun: Token) -> Report | None:
    """Read a noun that reports: ``Seoul's confirmation that …``, ``made the claim that …``."""
    for clause in children_after(noun, "acl", "ccomp", "relcl"):
        if _is_content_of_noun(clause):
            start = _start_of_content(noun, clause)
            words = characters(body, start, _end_of_content(noun, clause, start))
            return _noun_report(body, noun, words) if words[0] < words[1] else None
    return None


def _start_of_content(noun: Token, clause: Token) -> int:
    """Where what a noun reports begins: with who is to do it, where it asks them."""
    start = max(clause.left_edge.i, noun.i + 1)
    if not is_infinitive(clause):
        return start
    if noun.doc[start].lower_ == "for" and noun.doc[start].dep_ == "mark":
        return start + 1  # "a plea for | residents to save water"
    lead = next((each for each in children_after(noun, "prep") if each.lower_ in _ASKING and each.i < start), None)
    asked = object_of(lead) if lead is not None else None
    is_near = asked is not None and lead is not None and lead.i == noun.i + 1 and asked.right_edge.i + 1 == start
    return asked.left_edge.i if asked is not None and is_near else start


def _end_of_content(noun: Token, clause: Token, start: int) -> int:
    """Where it ends: before the verb of the sentence, where the parse takes that for a participle.

    "His call for the army to leave the town alarmed officials."
    """
    end = end_within(clause, start)
    if noun.dep_ != "ROOT" or any(token.tag_ in FINITE for token in noun.sent):
        return end
    verbs = (token for token in noun.doc[clause.i + 1 : end - 1] if token.dep_ in ("amod", "acl"))
    return next((token.i for token in verbs if token.nbor(-1).tag_ in NOUNS and _may_be_past(token)), end)


def _may_be_past(word: Token) -> bool:
    """Whether a past with its object may be meant: "angered drivers", not "covered in rust"."""
    has_object = word.nbor().tag_ in NOUNS | {"DT", "PRP$"}
    return has_object and (word.tag_ == "VBN" or (word.tag_ == "JJ" and word.lower_.endswith("ed")))


def _is_content_of_noun(clause: Token) -> bool:
    # "a claim that Kyiv denied": what is denied is the claim itself.
    has_object = any(
        each.dep_ in ("dobj", "ccomp", "nsubjpass") and each.i != clause.left_edge.i for each in clause.children
    )
    if not has_object and clause.lower_ in list_verb_forms("answers"):
        return False
    if any(each.dep_ == "mark" and each.lower_ in ("that", "whether", "if") for each in clause.children):
        return True
    # A relative "that" is a determiner (WDT), a content "that" a conjunction, whatever the parse makes of it.
    if clause.dep_ == "acl" and clause.left_edge.lower_ == "that" and clause.left_edge.tag_ == "IN":
        return True
    asks = clause.head.lower_ in list_nouns("infinitive")
    return clause.dep_ == "acl" and is_infinitive(clause) and asks


def _noun_report(body: Body, noun: Token, words: Chars) -> Report | None:
    verb, possessor, cue_class = noun.head, child(noun, "poss"), class_of_noun(noun.lower_)
    is_claim = noun.dep_ != "dobj" and noun.lower_ in list_nouns("claims")
    owner = possessor or _by_whom(noun)
    if possessor is not None or is_claim or (owner is not None and not _is_given(verb)):
        return _report_claim(body, noun, words, owner)
    says = verb.lower_ in load_verb_cues() or verb.lower_ in list_light_verb_forms()
    speaker = subject_of(verb) if noun.dep_ == "dobj" and says else None
    if speaker is None or is_passive(verb):
        return None
    voices = verb.lower_ in list_verb_forms("voices")
    gives = verb.lower_ in list_light_verb_forms() and cue_class == "speech"
    return make_report(
        body,
        NOUN_CLAUSE_OF_VERB,
        [words],
        word=verb,
        cue_class="speech" if voices else cue_class,
        speaker=speaker,
        also=noun,
        is_uttered=(voices or gives) and not is_withheld(verb),
    )


def _report_claim(body: Body, noun: Token, words: Chars, speaker: Token | None) -> Report:
    cue_class = class_of_noun(noun.lower_)
    is_uttered = cue_class == "speech" and speaker is not None
    return make_report(
        body, NOUN_CLAUSE, [words], word=noun, cue_class=cue_class, speaker=speaker, is_uttered=is_uttered
    )


def _is_given(verb: Token) -> bool:
    """Whether a verb with a noun of saying says it: "made the claim", "repeated the claim"."""
    return verb.lower_ in list_light_verb_forms() or verb.lower_ in list_verb_forms("voices")


def _find_despite(verb: Token, start: int) -> Token | None:
    """The noun of others' words right before a "that": "has held firm despite criticism from drivers that"."""
    for lead in children_after(verb, "prep"):
        noun = object_of(lead) if lead.lower_ in _DESPITE and lead.right_edge.i + 1 == start else None
        if noun is not None and noun.lower_ in load_noun_cues():
            return noun
    return None


def find_claim_behind(body: Body, verb: Token, words: Chars, start: int) -> Report | None:
    """Read words that the parse takes for a verb's and are somebody's claim: "questioned statements by Roe that"."""
    despite = _find_despite(verb, start)
    if despite is not None:
        return _report_claim(body, despite, words, _by_whom(despite))
    noun = next((each for each in children_after(verb, "dobj") if each.lower_ in load_noun_cues()), None)
    if noun is None or noun.i >= start or _is_given(verb):
        return None
    behind = noun.nbor()  # the parse may hang "by" on the verb
    owner = child(noun, "poss") or _by_whom(noun) or (object_of(behind) if behind.lower_ == "by" else None)
    is_told = owner is not None and owner.tag_ in NOUNS and owner.i < start
    return _report_claim(body, noun, words, owner) if is_told else None


def _by_whom(noun: Token) -> Token | None:
    """Whose words a noun stands for: "a warning from the bank that", "the claim by officials that"."""
    by = next((each for each in children_after(noun, "prep") if each.lower_ in ("by", "from")), None)
    whom = object_of(by) if by is not None else None
    return whom if whom is not None and whom.ent_type_ not in TIME_LABELS else None


def find_adjective_report(body: Body, adjective: Token) -> Report | None:
    """Read an adjective that reports: ``is confident that …``, ``was critical of …``."""
    if adjective.lower_ == "clear":
        return _made_clear(body, adjective)
    verb, links = adjective.head, load_function_words()
    if adjective.dep_ not in ("acomp", "attr") or verb.lower_ not in links.be | links.feel:
        return None
    speaker = subject_of(verb)
    if speaker is None or speaker.lower_ in ("it", "there"):
        return None
    cue = load_adjective_cues()[adjective.lower_]
    for each in children_after(adjective, "prep", *COMPLEMENTS):
        end = each.right_edge.i + 1
        if each.dep_ == "prep" and each.lower_ in cue.prepositions:
            rule, first, also = ADJECTIVE_OBJECT, each.i + 1, each
        elif each.dep_ != "prep" and ("infinitive" if is_infinitive(each) else "clause") in cue.frames:
            rule, first, also = ADJECTIVE_CLAUSE, max(each.left_edge.i, adjective.i + 1), adjective
        else:
            continue
        words = characters(body, first, end)
        return make_report(
            body, rule, [words], word=verb, cue_class="belief", speaker=speaker, also=also, is_uttered=False
        )
    return None


def _made_clear(body: Body, clear: Token) -> Report | None:
    """Read ``made (it) clear that ...``."""
    doc, make = body.doc, load_function_words().make
    verb = next((token for token in doc[max(0, clear.i - 3) : clear.i] if token.lower_ in make), None)
    speaker = subject_of(verb) if verb is not None and not is_passive(verb) else None
    if verb is None or speaker is None:
        return None
    for token in doc[clear.i + 1 : clear.i + LONGEST_CLEAR]:
        if token.lower_ == "that" and token.dep_ == "mark":
            words = characters(body, token.i, end_within(token.head, token.i))
            return make_report(
                body,
                ADJECTIVE_CLEAR,
                [words],
                word=verb,
                cue_class="speech",
                speaker=speaker,
                also=clear,
                is_uttered=may_make_clear(verb, speaker),
            )
    return None


def find_source_phrase(body: Body, word: Token) -> Report | None:
    """Read ``according to X`` and its like before, after or inside the sentence that X stands behind."""
    to = word if word.lower_ == "to" else next((each for each in word.children if each.lower_ == "to"), None)
    if to is None or to.i != word.i + 1:
        return None
    source = object_of(to)
    if source is None or source.lower_ in load_cues().not_a_source.according_to:
        return None
    report = _around(body, word, source, to, SOURCE_ACCORDING_TO)
    if report is not None:
        report.cue = body.chars_of(Tokens((word.i, to.i + 1)))
    return report


def find_possessed_source(body: Body, noun: Token) -> Report | None:
    """Read ``in X's words`` and ``in her view``."""
    preposition = noun.head
    possessor = child(noun, "poss") or _of_whom(noun)
    if possessor is None or noun.dep_ != "pobj" or preposition.lower_ != "in" or preposition.i >= noun.i:
        return None
    end = (noun.i if possessor.i < noun.i else noun.right_edge.i) + 1
    if not _is_set_off(preposition, body.doc[end].text if end < len(body.doc) else "."):
        return None
    report = _around(body, preposition, possessor, noun, SOURCE_IN_THE_WORDS_OF)
    if report is not None:
        report.cue = body.chars_of(Tokens((noun.i, noun.i + 1)))
        report.cue_class = class_of_noun(noun.lower_)
        report.is_uttered = report.cue_class == "speech"
    return report


def _is_set_off(preposition: Token, after: str) -> bool:
    """Whether marks part a phrase from its sentence, which it opens, interrupts or closes."""
    if preposition.i == preposition.sent.start:
        return after in (",", ":")
    return preposition.nbor(-1).text == "," and after in (",", ".")


def _of_whom(noun: Token) -> Token | None:
    """The holder in "in the words of its director"."""
    after = next((each for each in noun.children if each.lower_ == "of" and each.i == noun.i + 1), None)
    holder = object_of(after) if after is not None else None
    return holder if holder is not None and noun.i > 0 and noun.nbor(-1).lower_ == "the" else None


def _around(body: Body, opening: Token, source: Token, closing: Token, rule: Rule) -> Report | None:
    """Report the sentence around a source phrase, of which the first word and the last before the source are given."""
    doc, sentence, head = body.doc, opening.sent, opening.head
    start, end = opening.i, max(_last_of_source(source, opening), closing.i) + 1
    while end < sentence.end and doc[end].text == ")":
        end += 1
    named = _skip_name(doc, end, sentence.end)
    before = characters(body, skip_link(doc[_content_left(head, start, sentence.start)]), start)
    after = characters(body, named, sentence.end)
    fragments = [words for words in (before, after) if words[0] < words[1]]
    if len(fragments) > 1 and not _goes_on_after(head, end, sentence.end):
        fragments = [before]
    if not fragments or (len(fragments) == 1 and _POINTS.fullmatch(body.text, *fragments[0]) is not None):
        return None
    evidence = load_cues().evidence
    is_said = source.lower_ not in evidence.things - evidence.written
    cue_class: CueClass = "speech" if is_said else "knowledge"
    report = make_report(body, rule, fragments, word=opening, cue_class=cue_class, speaker=source, is_uttered=is_said)
    if report.speaker is not None:
        mention = noun_phrase(source, closing.i if closing.i < source.i else -1)
        report.speaker = Tokens((mention[0], named if named > end else min(mention[1], end)))
    return report


def _last_of_source(source: Token, opening: Token) -> int:
    """The last token of a source: with "in their study", and without a list that is the sentence's subject.

    "According to Page Six, Roe and Lindt live apart": the parse joins Roe and Lindt to the source.
    """
    head, last = opening.head, source.right_edge.i
    listed = next(children_after(source, "conj"), None)
    while listed is not None and (more := next(children_after(listed, "conj"), None)) is not None:
        listed = more
    is_list = (
        listed is not None
        and listed.left_edge.nbor(-1).tag_ == "CC"
        and source.doc[source.i + 1 : source.i + 2].text == ","
    )
    if head.i > last and is_finite(head) and own_subject(head) is None:
        # "According to the Post, the port, which closed in May, has lost jobs": who has lost them is no part.
        beside = next(children_after(source, "appos"), None)
        if is_list:
            return source.i
        if beside is not None and beside.left_edge.nbor(-1).text == ",":
            return beside.left_edge.i - 2
    if opening.lower_ != "according":
        return last
    where = next((each for each in children_after(opening, "prep") if each.i == last + 1), None)
    return where.right_edge.i if where is not None and where.right_edge.i < last + LONGEST_WHERE else last


def _skip_name(doc: Doc, start: int, end: int) -> int:
    """Give the end of a name between commas that the parse does not join to the source: "the coach, Ann Roe, it"."""
    name = at = start + 1
    while at < end and doc[at].ent_type_ == "PERSON":
        at += 1
    is_skipped = name < at < end and doc[start].text == "," == doc[at].text
    return at if is_skipped and not _is_only_subject(doc[at - 1]) else start


def _is_only_subject(name: Token) -> bool:
    """Whether a name does what its verb says, with nobody else: "according to police, Ann Roe, 41, was at home"."""
    others = (each for each in name.head.children if each.dep_ in SUBJECTS and each.i != name.i)
    return name.dep_ in SUBJECTS and next(others, None) is None


def _content_left(head: Token, phrase: int, start: int) -> int:
    """Where what a trailing source phrase covers begins: its own clause, when that is joined to one before."""
    bracket = next((token for token in reversed(head.doc[start:phrase]) if token.text in ("(", ")")), None)
    if bracket is not None and bracket.text == "(":
        return bracket.i + 1
    while head.head.i != head.i:
        opening = head.left_edge.i
        if head.dep_ == "conj" and opening > start and own_subject(head) is not None:
            return opening
        # "a house that is worth a million, according to records": the records tell of the house.
        is_apart = head.dep_ == "appos" or (head.dep_ == "relcl" and head.doc[opening - 1].text == ",")
        if is_apart and start < opening < phrase:
            return opening
        head = head.head
    return start


def _goes_on_after(head: Token, start: int, end: int) -> bool:
    """Whether the sentence around a source phrase goes on behind it, up to a token, with more that the source says."""
    doc = head.doc
    if head.right_edge.i < start or doc[start].text not in (",", ")", "—", "–", "-"):
        return False
    # ", although the army denied it" is set against what the source says.
    is_contrast = start + 1 < end and doc[start + 1].lower_ in load_cues().manner.contrasts
    return not (is_contrast and any(token.dep_ in SUBJECTS for token in doc[start + 2 : end]))
