"""Several who speak at once: "Roe and Hale", "officials, including Ann Roe"; and one person of two functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.descriptions import describe
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.annotate.speakers.phrases import in_brackets, is_second_function
from tasks.annotate.speakers.speaker import UNKNOWN, Speaker, decide, make_key
from tasks.language.body import Chars, Tokens
from tasks.language.grammar import (
    NOUNS,
    PLURALS,
    PROPER_NOUNS,
    SINGULARS,
    TENSED_OR_PARTICIPLE,
    TIME_LABELS,
    children_after,
)
from tasks.language.inflection import singular
from tasks.language.people import is_body, is_kin, is_person_noun, is_role, may_speak

# What stands between two names that are joined: "and", and titles; in a list a comma may stand for "and".
_SEAT = r"(?: \([^()\n]{1,20}\)| of [A-Z]\w+(?: [A-Z]\w+)?|, [A-Z]{1,3}-[A-Z][\w.]*)?"  # "(R-Utah)", " of Iowa"
_JOINED = re.compile(r"(?:'s)?,? (?:and|&) (?:[\w.]+ ){0,8}")
_LAST = re.compile(rf"(?:'s)?{_SEAT},? (?:and|&) (?:[\w.]+ ){{0,8}}")
_LISTED = re.compile(rf"{_SEAT}, (?:[\w.]+ ){{0,8}}")
_TOLD = re.compile(r", (?:who|an?|the|whose) [^,;:()“”\n]{1,150}, and (?:[\w.]+ ){0,4}")  # ", who left in May, and "
_SEATED = re.compile(rf"{_SEAT}[ ,.’'s]*")
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.? \Z")
_AND = re.compile(r" (?:and|&) ")
_LINKS = frozenset({"CC", "IN", "TO", "POS"})
_BARE = frozenset({"NN", "NNP", "JJ", "CD"})  # how a second function begins: ", and former mayor", "-- and one of two"
_RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$"})
_ENDS = frozenset({"—", "–", "--", "(", ")", ";", "“", "”", '"'})
_BEFORE = frozenset({"compound", "nmod", "amod", "conj"})
_OF_THEM = frozenset({"of", "for", "to"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you"})
MOST_WORDS = 20  # more are a clause that the parse takes for a name
_TOGETHER = frozenset({"both", "each", "together"})
_OWN = frozenset({"by", "like", "including"})
_AMONG = frozenset({"including", "like", "such"})


class Several:
    """Tells whether a phrase joins speakers, and who they are together."""

    def __init__(self, article: ArticleSpeakers) -> None:
        self._article = article
        self._body, self._doc = article.body, article.body.doc

    def are_meant(self, head: Token, span: Tokens) -> bool:
        """Whether a phrase joins speakers: not a name with "and" in it, nor two functions of one person."""
        own = self._article.mention_at(head)
        apposed = (each for each in head.children if each.dep_ == "appos" and each.ent_type_ == "PERSON")
        for token in (head, *apposed):
            for joined in children_after(token, "conj"):
                if joined.i >= span[1] or in_brackets(joined, token.i) or self.is_apposed(token, joined):
                    continue
                inside_name = own is not None and own.start <= joined.idx < own.end
                if not inside_name and not is_second_function(own, joined):
                    return True
        return self._joins_names(head, span) or self._joins_others(head, span)

    def is_apposed(self, noun: Token, other: Token) -> bool:
        """Whether a name follows that the parse joins for the "&" in it: "the bank, Wells & Sons,"."""
        if other.i < noun.i or other.dep_ == "appos":
            return other.dep_ == "appos" and other.i > noun.i
        mention = self._article.mention_at(other) if other.dep_ == "conj" else None
        is_whole = mention is not None and (other.right_edge.idx < mention.end or self._is_bearer(noun, other, mention))
        return is_whole and all(token.dep_ != "cc" for token in self._doc[noun.i : other.i])

    def _is_bearer(self, noun: Token, other: Token, mention: Mention) -> bool:
        """Whether a name behind a function is its bearer's: "one congressman, Rep. Ann Roe (D-Utah),"."""
        is_function = noun.tag_ in SINGULARS and is_person_noun(noun.lower_) and self._article.mention_at(noun) is None
        return is_function and mention.label == "person" and not other.conjuncts[1:]

    def _joins_others(self, head: Token, span: Tokens) -> bool:
        """``Roe and other officials``: somebody named, and several who are not."""
        if head.tag_ not in PLURALS or head.i == span[0]:
            return False
        people = self._article.people_between(self._body.chars_of(Tokens((span[0], head.i))))
        return any(_AND.match(self._body.text, mention.end) is not None for mention in people)

    def _joins_names(self, head: Token, span: Tokens) -> bool:
        """``Roe and Mayor Jane Doe``: two persons with nothing between them but "and" and a title.

        Not those of whom a clause or a description tells: "Roe, who left Hale and Doe", "a spokesman for Hale and Doe".
        """
        start, end = self._body.chars_of(Tokens((span[0], self._end_before_clause(head, span))))
        people = self._article.people_between(Chars((start, end)))
        owns_them = head.tag_ in SINGULARS and is_role(head.lower_) and self._is_owned(head, people)
        return not owns_them and any(
            one.entity_key != other.entity_key and self._stand_joined(one, other) for one, other in pairwise(people)
        )

    def _stand_joined(self, one: Mention, other: Mention) -> bool:
        """Whether "and" joins two names, and not what is done to them: "a note sent to Roe and passed to Hale"."""
        between = Chars((one.end, other.start))
        return _JOINED.fullmatch(self._body.text[one.end : other.start]) is not None and not any(
            token.tag_ in TENSED_OR_PARTICIPLE for token in self._body.span_of(between) or ()
        )

    def _is_owned(self, head: Token, people: Sequence[Mention]) -> bool:
        """Whether the first of some names follows a noun's preposition: "a spokesman for Roe and Hale"."""
        first = self._body.token_at(people[0].start) if people else None
        if first is None or first.i <= head.i:
            return False
        return all(not token.is_punct for token in self._doc[head.i : first.i]) and any(
            token.tag_ == "IN" for token in self._doc[head.i : first.i]
        )

    def _end_before_clause(self, head: Token, span: Tokens) -> int:
        """Where a relative clause begins after a phrase's head, or the phrase's end."""
        after = range(head.i + 1, span[1])
        return next((at for at in after if self._doc[at].tag_ in _RELATIVE_TAGS), span[1])

    def find_members(self, head: Token, span: Tokens) -> Speaker | None:
        """``officials, including Ann Roe``: several of whom some are named are no unnamed source."""
        if head.tag_ not in PLURALS or self._article.mention_at(head) is not None:
            return None
        among = next((token for token in self._doc[head.i + 1 : span[1]] if token.lower_ in _AMONG), None)
        if among is None or (among.i > head.i + 2 and self._doc[among.i - 1].text != ","):
            return None
        if not self._article.people_between(self._body.chars_of(Tokens((among.i, span[1])))):
            return None
        text = describe(head, Tokens((span[0], head.i + 1))).text
        return Speaker(name=text, key=make_key("group", text), kind="group", rule="group.with_members")

    def find(self, head: Token, span: Tokens) -> Speaker:
        """Say who several are: a group of their own, named by their names where each has one."""
        one = self._one_of_two_functions(span) or self._one_before_functions(span)
        if one is not None:
            return one
        end = self._end_of_joined(span)
        text = self._join_names(span, end)
        if text is None and all(self._is_thing(each) for each in (head, *head.conjuncts)):
            return UNKNOWN  # "pipelines and permits"
        text = text or self._write_joined(span, end)
        if text.count(" ") >= MOST_WORDS or text.split()[0].lower() in _PRONOUNS:
            return UNKNOWN
        return Speaker(name=text, key=make_key("group", text), kind="group", rule="group.joined")

    def _is_thing(self, noun: Token) -> bool:
        """Whether a common noun is neither for persons nor for a body."""
        is_named = noun.ent_type_ or any(each.tag_ in PROPER_NOUNS and each.dep_ in _BEFORE for each in noun.lefts)
        is_common = noun.tag_ in ("NN", "NNS") and self._article.mention_at(noun) is None and not is_named
        counted = load_speaker_words().share | load_speaker_words().part
        speaks = may_speak(noun.lower_) or is_person_noun(noun.lower_) or is_kin(noun.lower_)
        return is_common and not speaks and singular(noun.lower_) not in counted

    def _write_joined(self, span: Tokens, end: int) -> str:
        """The words of those joined, persons under their full names: "Ann Roe and her aides" of "She and her aides"."""
        first, last = span[0], end
        while last - first > 1 and (self._doc[first].lower_ in _TOGETHER or self._doc[first].tag_ == "WRB"):
            first += 1
        while last - first > 1 and (self._doc[last - 1].text == "," or self._doc[last - 1].lower_ in _TOGETHER):
            last -= 1
        at, stop = self._body.chars_of(Tokens((first, last)))
        people = self._list_people(first, stop)
        written: list[str] = []
        for mention in people:
            if mention.end <= stop and not self._goes_on(mention):
                before = self._body.text[at : mention.start]
                written += [_HONORIFIC.sub("", before), self._article.name_mention(mention).name or ""]
                at = mention.end
        return " ".join("".join((*written, self._body.text[at:stop])).split())

    def _goes_on(self, mention: Mention) -> bool:
        """Whether a name stands before a noun, or owns it: "the Roe administration", "Roe's aides"."""
        end = self._body.tokens_of(Chars((mention.start, mention.end)))[1]
        return end < len(self._doc) and (self._doc[end].tag_ in NOUNS or self._doc[end].tag_ == "POS")

    def _list_people(self, first: int, stop: int) -> list[Mention]:
        """The persons named from a token to a character, with whom a pronoun right there means: "She and Ann Roe"."""
        opening = self._article.mention_at(self._doc[first])
        people = self._article.people_between(Chars((self._doc[first].idx, stop)))
        is_meant = opening is not None and opening.link == "pronoun" and opening.label == "person" and opening.name
        return [opening, *people] if opening is not None and is_meant else people

    def _end_of_joined(self, span: Tokens) -> int:
        """Where what is joined ends, and what only tells more of them begins: "Roe and Hale, who left"."""
        doc, joined = self._doc, False
        for at in range(span[0], span[1]):
            token = doc[at]
            if joined and (token.text in _ENDS or (token.text == "," and self._ends_list(at, span[1]))):
                return at
            if joined and token.dep_ == "prep" and at + 1 < span[1] and doc[at + 1].ent_type_ in TIME_LABELS:
                return at  # "Roe and Hale on Friday"
            joined = joined or token.tag_ == "CC"
        return span[1]

    def _ends_list(self, comma: int, end: int) -> bool:
        """Whether no other member follows a comma."""
        return comma + 1 < end and self._doc[comma + 1].tag_ != "CC"

    def _join_names(self, span: Tokens, end: int) -> str | None:
        """The names of those joined, as the article gives them: "Nancy Roe and Ann Hale" of "Roe and Mayor Hale"."""
        stop = self._body.chars_of(Tokens((span[0], end)))[1]
        people = self._list_people(span[0], stop)
        if len(people) < 2 or _SEATED.fullmatch(self._body.text[people[-1].end : stop]) is None:
            return None
        if _TOLD.fullmatch(self._body.text[people[0].end : people[-1].start]) is not None:
            people = [people[0], people[-1]]  # "Ann Roe, who left the Hale firm, and Peter Doe"
        gaps = [self._body.text[one.end : other.start] for one, other in pairwise(people)]
        gaps = [" and " if _TOLD.fullmatch(gap) is not None else gap for gap in gaps[:1]] + gaps[1:]
        if _LAST.fullmatch(gaps[-1]) is None or not all(_LISTED.fullmatch(gap) for gap in gaps[:-1]):
            return None
        first = self._body.token_at(people[0].start)
        opening = self._doc[span[0] : first.i] if first is not None else self._doc[0:0]
        # "Spokespeople for Roe and Hale" are not these two; "a study by Roe and Hale" is theirs.
        is_other = any(token.tag_ in ("IN", "TO") and token.lower_ not in _OWN for token in opening)
        if is_other or any(token.text == "," or self._joins_persons(token) for token in opening):
            return None
        names = [self._article.name_mention(mention).name or "" for mention in people]
        return f"{', '.join(names[:-1])} and {names[-1]}"

    def _joins_persons(self, token: Token) -> bool:
        """Whether a word joins somebody to another, and no words of an office: "Health and Welfare Secretary Roe"."""
        if token.tag_ != "CC":
            return False
        before = self._doc[token.i - 1] if token.i else token
        return before.tag_ != "NNP" or before.ent_type_ == "PERSON" or is_person_noun(before.lower_)

    def _one_of_two_functions(self, span: Tokens) -> Speaker | None:
        """``the writer and columnist Ann Roe``, ``a former minister and candidate``: two functions of one person."""
        doc, end = self._doc, self._end_of_joined(span)
        people = self._article.people_between(self._body.chars_of(Tokens((span[0], end))))
        people = [each for each in people if not self._goes_on(each)]
        first = self._body.token_at(people[0].start) if len(people) == 1 else None
        stop = first.i if first is not None else end
        joint = next((at for at in range(span[0] + 1, stop - 1) if doc[at].tag_ == "CC"), None)
        if joint is None or doc[joint].lower_ != "and" or len(people) > 1:
            return None
        one, other = doc[joint - 1], doc[stop - 1]
        if doc[joint + 1].tag_ in ("DT", "PRP$"):
            return None
        if first is None:
            both = self._is_function(one) and self._is_function(other)
            return self._unnamed_of_two(doc[span[0]], other) if both else None
        if not self._is_title(one, span[0]) or not self._is_title(other, span[0]):
            return None
        if any(token.text in _ENDS or token.text == "," for token in doc[span[0] : joint]):
            return None
        if self._body.text[people[0].end : self._body.chars_of(Tokens((span[0], end)))[1]].strip(" ,"):
            return None
        role = describe(other, Tokens((span[0], stop))).text
        return replace(self._article.name_mention(people[0]), role=role, rule="name.after_two_functions")

    def _unnamed_of_two(self, opening: Token, last: Token) -> Speaker | None:
        """``The former prosecutor and three-term senator said``: one whom the article may name elsewhere."""
        if opening.lower_ != "the" or last.head.tag_ in ("VBP", "NNS"):
            return None
        return Speaker(
            kind="person", role=describe(last, Tokens((opening.i, last.i + 1))).text, rule="description.two_functions"
        )

    def _one_before_functions(self, span: Tokens) -> Speaker | None:
        """``Ann Roe, a veteran of the Hale and Doe campaigns``: what is joined stands in an apposition to one name."""
        people = self._article.people_between(self._body.chars_of(span))
        first = self._body.token_at(people[0].start) if people else None
        after = self._body.tokens_of(Chars((people[0].start, people[0].end)))[1] if people else span[1]
        if first is None or after + 3 >= span[1] or self._doc[after].text != "," or self._doc[after + 1].tag_ != "DT":
            return None
        if any(token.tag_ in _LINKS or token.text == "," for token in self._doc[span[0] : first.i]):
            return None
        rest = self._doc[after + 1 : span[1]]
        noun = next((token for token in rest if is_person_noun(token.lower_)), None)
        starts = {self._body.token_at(mention.start) for mention in people[1:] if not self._goes_on(mention)}
        if noun is None or noun.tag_ not in SINGULARS:
            return None
        for joint in (token for token in rest if token.tag_ == "CC"):
            follows = self._doc[joint.i + 1 : min(joint.i + 4, span[1])]
            is_apart = self._doc[joint.i - 1].is_punct
            if not is_apart and any(token.lower_ in _OF_THEM for token in self._doc[after + 1 : joint.i]):
                continue  # "Ann Roe, an aide to Hale and Doe"
            if any(token in starts for token in follows) or (is_apart and not self._is_function_again(joint, span[1])):
                return None
        return decide("name.before_functions", self._article.name_mention(people[0]))

    def _is_function_again(self, joint: Token, end: int) -> bool:
        """Whether another function of one person follows: ", and former mayor", ", and an adviser to Doe"."""
        follows = self._doc[joint.i + 1 : min(joint.i + 4, end)]
        if not follows or follows[0].tag_ in _BARE:
            return bool(follows)
        noun = next((token for token in follows[1:] if is_person_noun(token.lower_)), None)
        if noun is None or noun.tag_ not in SINGULARS or noun.i + 1 >= end:
            return False
        return follows[0].lower_ in ("a", "an") and self._doc[noun.i + 1].tag_ in ("IN", "TO")

    def _is_title(self, noun: Token, first: int) -> bool:
        """Whether a word before a name may be one of two functions of that person, as it stands in a phrase."""
        is_office = noun.lower_ in load_speaker_words().office and self._doc[first].lower_ == "the"
        is_person = is_person_noun(noun.lower_) or (noun.text.endswith("er") and is_body(noun.text))  # "publisher"
        return noun.tag_ in SINGULARS and is_person and not is_office

    def _is_function(self, noun: Token) -> bool:
        """Whether a word is a function that another may bear besides: "the mayor and police chief" may be two."""
        return noun.tag_ in SINGULARS and is_role(noun.lower_) and noun.lower_ not in load_speaker_words().office
