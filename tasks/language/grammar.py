"""Grammar in words: the labels of the parse under the names that grammar gives them, and walks that stages share.

Tags are Penn Treebank's, relations those of spaCy's English models.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tasks.language.body import Tokens
from tasks.language.channels import find_message_sender, load_channels
from tasks.language.cues import list_verb_forms, load_verb_cues, writes
from tasks.language.people import may_speak

# Tags.
COMMON_NOUNS = frozenset({"NN", "NNS"})
PROPER_NOUNS = frozenset({"NNP", "NNPS"})
NOUNS = COMMON_NOUNS | PROPER_NOUNS
SINGULARS = frozenset({"NN", "NNP"})
PLURALS = frozenset({"NNS", "NNPS"})
# What may head a noun phrase: a noun, a pronoun, "those", "two".
NOMINALS = NOUNS | {"PRP", "WP", "DT", "CD"}
ADJECTIVES = frozenset({"JJ", "JJR", "JJS"})
WH_PRONOUNS = frozenset({"WP", "WDT"})
WH_WORDS = WH_PRONOUNS | {"WRB"}
# A verb form, whatever it is; one in a tense; one that makes a clause a sentence, modal verbs included.
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
PRESENT = frozenset({"VBP", "VBZ"})
TENSED = PRESENT | {"VBD"}
# The parser takes a "said" for a participle at times.
TENSED_OR_PARTICIPLE = TENSED | {"VBN"}
FINITE = TENSED | {"MD"}

# Relations.
NOUN_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SUBJECTS = NOUN_SUBJECTS | {"csubj"}
# What fills the subject's place, "there" and clauses included.
SUBJECT_PLACE = SUBJECTS | {"csubjpass", "expl"}
AUXILIARIES = frozenset({"aux", "auxpass"})
# Where a verb's form is no predicate: "had said", "the said plan".
NO_PREDICATE = AUXILIARIES | {"amod"}
COMPLEMENTS = frozenset({"ccomp", "xcomp"})
NOUN_CLAUSES = frozenset({"relcl", "acl"})  # clauses that hang on a noun
RECEIVERS = frozenset({"dobj", "dative"})  # whom or what a verb is done to: "told her", "gave her"
# What a verb of a clause is to another.
_OF_CLAUSE = frozenset({"ROOT", "advcl", "ccomp", "conj", "relcl", "parataxis"})
_WHERE, _APPEARS = frozenset({"at", "in", "on"}), frozenset({"appeared", "is", "spoke", "was", "went"})
# Over these a verb has the subject of the verb above it.
_CLIMB = frozenset({"xcomp", "advcl", "conj", "pcomp", "prep", "ccomp", "dep"})
LONGEST_CLIMB = 6

TIME_LABELS = frozenset({"DATE", "TIME"})
RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "whose"})


def child(head: Token, *relations: str) -> Token | None:
    """The first child in one of some relations, or None."""
    return next((each for each in head.children if each.dep_ in relations), None)


def has_child(head: Token, *relations: str) -> bool:
    """Whether a token has a child in one of some relations."""
    return any(each.dep_ in relations for each in head.children)


def children_after(head: Token, *relations: str) -> Iterator[Token]:
    """The children in some relations that stand after their head."""
    return (each for each in head.children if each.i > head.i and each.dep_ in relations)


def object_of(preposition: Token) -> Token | None:
    """The noun that a preposition leads to, or None."""
    return child(preposition, "pobj")


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is a "to" infinitive."""
    return any(each.tag_ == "TO" and each.dep_ == "aux" for each in verb.children)


def has_auxiliary(verb: Token) -> bool:
    """Whether an auxiliary belongs to a verb."""
    return has_child(verb, *AUXILIARIES)


def is_finite(verb: Token) -> bool:
    """Whether a verb, or an auxiliary of it, is finite."""
    return verb.tag_ in FINITE or any(each.tag_ in FINITE and each.dep_ in AUXILIARIES for each in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, or is a bare participle: "asked whether", "said to be"."""
    if has_child(verb, "auxpass"):
        return True
    if has_child(verb, "aux") or own_subject(verb) is not None:
        return False
    # "Customers are called and told to pay": the parse gives the second verb no "be".
    is_told = verb.lower_ == "told" and verb.dep_ == "conj" and has_child(verb.head, "auxpass")
    # "Asked how it would end, Roe laughed": the tagger may take that for a past tense.
    opens = verb.tag_ == "VBD" and verb.dep_ == "advcl" and verb.left_edge.i == verb.i == verb.sent.start
    return is_told or opens or (verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl"))


def find_agent(verb: Token) -> Token | None:
    """The noun after "by" of a passive."""
    by = child(verb, "agent")
    return object_of(by) if by is not None else None


def own_subject(verb: Token) -> Token | None:
    """The subject among a verb's own children, or None for none; of several before it, the nearest.

    "Leaving her office, Roe would say little" may be parsed with two.
    """
    subject = None
    for each in verb.children:
        if each.dep_ in SUBJECTS and (subject is None or each.i < verb.i):
            subject = each
    return (_whose_state(subject) or subject) if subject is not None else _name_before(verb)


def _name_before(verb: Token) -> Token | None:
    """The name right before a tensed verb that the parse takes for a part of it: "As Politico notes"."""
    name = verb.nbor(-1) if verb.i > 0 and verb.tag_ in ("VBZ", "VBD") and verb.dep_ in _OF_CLAUSE else None
    is_part = name is not None and name.dep_ == "compound" and name.tag_ == "NNP" and name.head.i == verb.i
    return name if is_part else None


def _whose_state(subject: Token) -> Token | None:
    """Who comes from a state that the parse takes for the subject: "Ann Roe of Austin, Texas told"."""
    if subject.ent_type_ != "GPE" or subject.i < 4 or subject.nbor(-1).text != ",":
        return None
    town = subject.nbor(-2)
    person = town.head.head
    if town.dep_ != "pobj" or town.head.lower_ not in ("of", "from") or not town.ent_type_:
        return None
    return person if person.tag_ in NOUNS and person.dep_ != "pobj" and person.i < town.i else None


def subject_of(verb: Token) -> Token | None:
    """Find who does what a verb says: its subject, that of the verb it is joined to, or the noun it modifies.

    "X confirmed A, but said that B", "X left, saying that B" and "X, who said B" all give X's token or the pronoun.
    """
    for _ in range(LONGEST_CLIMB):
        if (subject := own_subject(verb)) is not None:
            on = verb.head  # "was on CNN declaring": the parse may take the place for who declares
            is_where = verb.dep_ == "pcomp" and on.lower_ in _WHERE and on.head.lower_ in _APPEARS
            return subject_of(on.head) if is_where else subject
        if verb.dep_ == "acl":
            return find_message_sender(verb) or _subject_of_participle(verb)
        if verb.head.i == verb.i:
            return _lost_subject(verb)
        if verb.dep_ not in _CLIMB:
            return None
        if is_joined_report(verb):
            verb = _report_over(verb) or verb.head
            continue
        is_aside = verb.dep_ == "advcl" and verb.tag_ == "VBG"
        # "said that it failed, adding ...": who adds is who said, not what failed; "called for it to stop, adding".
        is_bidden = verb.head.dep_ == "xcomp" and verb.head.head.lower_ in list_verb_forms("bids")
        is_deed = is_bidden or own_subject(verb.head) is not None
        is_told = verb.head.dep_ == "ccomp" or (is_infinitive(verb.head) and is_deed)
        if is_aside and is_told and verb.i > verb.head.i:
            return subject_of(_outermost(verb.head.head))
        if (other := (_actor_before(verb) if is_aside else None) or _told_person(verb)) is not None:
            return other
        verb = verb.head
    return None


def _outermost(verb: Token) -> Token:
    """The verb that reports all in which a verb stands: "said" in "said she thinks it failed"."""
    return _outermost(verb.head) if verb.dep_ == "ccomp" and verb.head.i < verb.i else verb


def _actor_before(verb: Token) -> Token | None:
    """Who acts right before a participle: "was met by protesters yelling", "they met, with its chief vowing"."""
    last = verb.nbor(-1) if verb.i else verb
    by = last if last.dep_ == "pobj" and last.head.lower_ == "by" and verb.head.tag_ == "VBN" else None
    if (actor := by or find_message_sender(verb)) is not None:
        return actor
    for each in verb.head.children:
        is_phrase = each.lower_ == "with" and each.dep_ == "prep" and 0 < each.i < verb.i and each.nbor(-1).text == ","
        if is_phrase and last.text != "," and last.i - each.right_edge.i in (0, 1):
            return object_of(each)
    return None


def _told_person(verb: Token) -> Token | None:
    """The object that acts: "told him to say", "quoted him as saying", "did not keep him from saying"."""
    if verb.dep_ == "pcomp":
        kept = child(verb.head.head, *RECEIVERS) if verb.head.lower_ == "from" else None
        is_kept = kept is not None and (kept.tag_ == "PRP" or _may_speak(kept))  # not "earned a name from saying so"
        return kept if is_kept else find_quoted_person(verb.head.head)
    above = verb.head.lower_
    if verb.dep_ != "xcomp" or (above not in list_verb_forms("tells") and above not in list_verb_forms("causes")):
        return None
    if writes(above) and verb.lower_ in list_verb_forms("speaks"):
        return None  # "emailed its members to say"
    told = child(verb.head, *RECEIVERS)
    return told if told is not None and told.i < verb.i else None


def find_quoted_person(verb: Token) -> Token | None:
    """Find whom a verb quotes: "the agency quoted the minister as saying it failed", where the minister speaks.

    Args:
        verb: Any token; where the parse hangs "as saying" on the person, that person.
    """
    if verb.tag_ in NOUNS and verb.dep_ == "dobj":
        verb = verb.head
    if verb.lower_ not in list_verb_forms("quotes") or is_passive(verb):
        return None
    person = next(children_after(verb, "dobj"), None)
    if person is None:
        return None
    said = (each for word in (*verb.children, *person.children) if word.lower_ == "as" for each in word.children)
    return person if any(each.tag_ == "VBG" for each in said) else None


def _lost_subject(verb: Token) -> Token | None:
    """The name right before a main verb whose subject the parse hangs elsewhere: "At the fair, Ann Roe (D) said"."""
    if verb.tag_ not in TENSED or has_auxiliary(verb):
        return None
    doc, at, start = verb.doc, verb.i - 1, verb.sent.start
    while at > start and doc[at].tag_ == "RB" and doc[at].is_lower:
        at -= 1
    if doc[at].text == ")":
        while at > start and doc[at].text != "(":
            at -= 1
        at -= 1
    if at >= start and doc[at].text == ",":
        return _named_before_apposition(doc[at - 1], start)
    # The tagger takes "O’Reilly said" for an adverb's.
    is_noun = doc[at].tag_ in PROPER_NOUNS or (doc[at].dep_ == "advmod" and not doc[at].is_lower)
    named = at >= start and is_noun and doc[at].ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
    return doc[at] if named and doc[at].dep_ in ("appos", "conj", "pobj", "npadvmod", "dep", "advmod") else None


def _named_before_apposition(noun: Token, start: int) -> Token | None:
    """The person of whom an apposition before a comma tells: "Ann Roe, the chair, said"."""
    for _ in range(LONGEST_CLIMB):
        if noun.dep_ == "appos" and start <= noun.head.i < noun.i:
            return noun.head if noun.head.ent_type_ == "PERSON" else None
        noun = noun.head
    return None


def is_joined_report(verb: Token) -> bool:
    """Whether a verb joined to a content reports again: "said rates were too high and urged the bank to act".

    It is the speaker's where the tenses tell, where it repeats the report's verb, marks close before it, the content's
    subject is a thing, or it tells of no deed (as "and praised"); with a content of its own also behind a comma.
    """
    outer = _report_over(verb)
    if outer is None:
        return False
    content, own, subject = verb.head, _tense(verb), own_subject(verb.head)
    if _is_unfinished(content):
        return _joins_report(own, outer, content)
    if own == "VBN" and outer.tag_ == "VBD" and not has_auxiliary(content):
        own = "VBD"  # "said it is late but added": the tagger takes it for a participle
    subject, is_whole = subject or child(content, "expl"), _reports_itself(verb)
    is_past = own == "VBD" and _tense(content) in ("VBP", "VBZ", "MD")  # "says it is late but criticized the plan"
    agrees = own == _tense(outer) or is_past or (is_whole and own == "MD" and outer.tag_ == "VBD")
    if subject is None or subject.i >= verb.i or not agrees:
        return False
    first = next((each for each in verb.lefts if each.dep_ in AUXILIARIES), verb)
    is_thing = subject.tag_ in COMMON_NOUNS and not _may_speak(subject)
    if is_whole and (is_thing or verb.doc[max(0, first.i - 2)].text == ","):
        return True
    if own not in TENSED | {"VBG"} or not _surely_reports(verb, is_past):
        return False
    is_clear = is_thing or _tense(content) != own or _only_speaks(verb, content)
    return _is_outside_marks(outer, content, first, is_clear or verb.lower_ == outer.lower_)


def _surely_reports(verb: Token, is_past: bool) -> bool:
    tells = has_child(verb, "ccomp") or (is_past and has_child(verb, "dobj"))
    return tells or load_verb_cues()[verb.lower_].also.isdisjoint(("parsed_only", "does", "happens"))


def _is_outside_marks(outer: Token, content: Token, first: Token, is_clear: bool) -> bool:
    inside, before = (sum(token.is_quote for token in first.doc[at.i : first.i]) % 2 for at in (outer, content))
    return not inside and (is_clear or before == 1)  # marks around the content close before the verb


def _joins_report(own: str, outer: Token, content: Token) -> bool:
    """Whether a form does not go on with a deed: "promised to go and said", "urging it to go and vowing"."""
    return own in TENSED & {"VBD", "VBZ", _tense(outer)} or (own == outer.tag_ == "VBG" and is_infinitive(content))


def _is_unfinished(content: Token) -> bool:
    is_gerund = content.tag_ == "VBG" and own_subject(content) is None and not has_auxiliary(content)
    return is_gerund or is_infinitive(content)  # "proposed stopping it", "promised to stop it"


def _only_speaks(verb: Token, content: Token) -> bool:
    """Whether a verb hardly tells what a content's subject did: "met Roe and praised her", but "and told her to go"."""
    inner, cue = load_verb_cues().get(content.lower_), load_verb_cues()[verb.lower_]
    speaks = cue.also.isdisjoint(("tells", "bids")) and not cue.frames.isdisjoint(("clause", "object"))
    return (inner is None or inner.cue_class not in ("speech", "writing")) and (speaks or "names" in cue.also)


def _report_over(verb: Token) -> Token | None:
    """The verb that reports the content to which a verb of saying without a subject is joined."""
    content = verb.head
    if verb.dep_ != "conj" or own_subject(verb) is not None:
        return None
    outer = content.head
    if content.dep_ == "acl" and outer.dep_ in ("dobj", "pobj") and has_child(content, "mark"):
        outer = outer.head if outer.dep_ == "dobj" else outer.head.head  # "denied reports", "wrote in a post that"
    elif content.dep_ not in COMPLEMENTS:
        return None
    cues = load_verb_cues().get(verb.lower_), load_verb_cues().get(outer.lower_)
    speaks = (cue is not None and (cue.cue_class in ("speech", "writing") or "voiced" in cue.also) for cue in cues)
    return outer if all(speaks) else None


def _tense(verb: Token) -> str:
    """The tag that tells a clause's tense: that of its first auxiliary, or its verb's own."""
    return next((each.tag_ for each in verb.lefts if each.dep_ in AUXILIARIES and each.tag_ != "TO"), verb.tag_)


def _reports_itself(verb: Token) -> bool:
    """Whether a verb has a content clause with its conjunction, or asks somebody to do something."""
    is_asked = any(True for _ in children_after(verb, "dobj"))
    for content in children_after(verb, *COMPLEMENTS):
        before = [word for word in content.children if word.i < content.i]
        if any(word.dep_ == "mark" or word.tag_ in WH_WORDS for word in before):
            return True
        if any(word.tag_ == "TO" for word in before) and (is_asked or any(word.dep_ == "nsubj" for word in before)):
            return True
    return False


def _may_speak(noun: Token) -> bool:
    return noun.ent_type_ != "" or may_speak(noun.lower_)


def _subject_of_participle(verb: Token) -> Token | None:
    """Who speaks in "a letter saying": who sent it, or the letter; "a motion to dismiss" says nothing."""
    noun, on = verb.head, verb.head.head
    if any(each.tag_ == "TO" for each in verb.children):
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ == "to" and verb.tag_ == "VBG":
        return _maker_of_statement(noun.head) or noun
    if noun.dep_ == "dobj" and noun.lower_ in load_channels().nouns and noun.head.tag_ in VERBS:
        return own_subject(noun.head) or noun
    over = noun.head.lower_ if noun.dep_ in RECEIVERS and verb.tag_ == "VBG" else ""
    if (over in list_verb_forms("tells") or writes(over)) and _may_speak(noun):
        return own_subject(noun.head)  # "wrote the director demanding an answer"
    is_where = noun.dep_ == "pobj" and on.lower_ in _WHERE and on.head.tag_ in VERBS and verb.tag_ == "VBG"
    return (subject_of(on.head) if is_where else None) or noun  # "rose on CNN saying"


def _maker_of_statement(to: Token) -> Token | None:
    """Who speaks in "made a statement to reporters saying": whoever made it."""
    over = to.head
    statement = over if over.dep_ == "dobj" else next(children_after(over, "dobj"), None)
    if statement is None or statement.lower_ not in load_channels().nouns or statement.head.tag_ not in VERBS:
        return None
    return subject_of(statement.head)


def noun_phrase(head: Token, avoid: int = -1) -> Tokens:
    """Give the tokens of a noun phrase with its modifiers and appositions.

    Args:
        head: The head noun.
        avoid: A token that must stay outside, such as the cue.
    """
    doc, start, end = head.doc, head.left_edge.i, head.right_edge.i + 1
    start = avoid + 1 if start <= avoid < head.i else start
    end = avoid if head.i < avoid < end else end
    # A relative clause at the end belongs to the mention, a participle ("X, speaking in Rome,") does not.
    for each in head.children:
        is_aside = each.dep_ == "acl" and each.tag_ == "VBG" and doc[each.left_edge.i - 1].text == ","
        if (is_aside or each.dep_ in ("advcl", "ccomp", "parataxis", "dep")) and each.i > head.i:
            end = min(end, each.left_edge.i)
    start, end = trim(doc, start, end)
    while start < head.i and doc[start].lower_ in ("and", "but", "yet", "or", "so"):
        start += 1
    while end - 1 > head.i and doc[end - 1].tag_ == "CC":
        end -= 1
    return trim(doc, start, end)


def trim(doc: Doc, start: int, end: int) -> Tokens:
    """Drop punctuation and space tokens at both ends, but a closing bracket that has its opening one inside."""
    while start < end and not any(map(str.isalnum, doc[start].text)):
        start += 1
    while end > start and not any(map(str.isalnum, doc[end - 1].text)):
        if doc[end - 1].text == ")" and any(token.text == "(" for token in doc[start : end - 1]):
            break
        end -= 1
    return Tokens((start, end))
