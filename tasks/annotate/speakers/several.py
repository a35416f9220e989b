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
from tasks.annotate.speakers.speaker import Speaker, make_key
from tasks.language.body import Chars, Tokens
from tasks.language.grammar import PLURALS, SINGULARS, TENSED_OR_PARTICIPLE, children_after
from tasks.language.people import is_role

# What stands between two names that are joined: "and", and titles; in a list a comma may stand for "and".
_JOINED = re.compile(r"(?:'s)?,? (?:and|&) (?:[\w.]+ ){0,8}")
_LISTED = re.compile(r", (?:[\w.]+ ){0,8}")
_AND = re.compile(r" (?:and|&) ")
_RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$"})
_ENDS = frozenset({"—", "–", "--", "(", ")", ";", "“", "”", '"'})
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
        is_whole = mention is not None and other.right_edge.idx < mention.end
        return is_whole and all(token.dep_ != "cc" for token in self._doc[noun.i : other.i])

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

    def find(self, span: Tokens) -> Speaker:
        """Say who several are: a group of their own, named by their names where each has one."""
        one = self._one_of_two_functions(span)
        if one is not None:
            return one
        end = self._end_of_joined(span)
        text = self._join_names(span, end) or " ".join(self._doc[span[0] : end].text.split())
        return Speaker(name=text, key=make_key("group", text), kind="group", rule="group.joined")

    def _end_of_joined(self, span: Tokens) -> int:
        """Where what is joined ends, and what only tells more of them begins: "Roe and Hale, who left"."""
        doc, joined = self._doc, False
        for at in range(span[0], span[1]):
            token = doc[at]
            if joined and (token.text in _ENDS or (token.text == "," and self._ends_list(at, span[1]))):
                return at
            joined = joined or token.tag_ == "CC"
        return span[1]

    def _ends_list(self, comma: int, end: int) -> bool:
        """Whether no other member follows a comma."""
        return comma + 1 < end and all(token.tag_ != "CC" for token in self._doc[comma + 1 : comma + 2])

    def _join_names(self, span: Tokens, end: int) -> str | None:
        """The names of those joined, as the article gives them: "Nancy Roe and Ann Hale" of "Roe and Mayor Hale"."""
        start, stop = self._body.chars_of(Tokens((span[0], end)))
        people = self._article.people_between(Chars((start, stop)))
        if len(people) < 2 or self._body.text[people[-1].end : stop].strip(" ,.’'s"):
            return None
        gaps = [self._body.text[one.end : other.start] for one, other in pairwise(people)]
        if _JOINED.fullmatch(gaps[-1]) is None or not all(_LISTED.fullmatch(gap) for gap in gaps[:-1]):
            return None
        first = self._body.token_at(people[0].start)
        opening = self._doc[span[0] : first.i] if first is not None else self._doc[0:0]
        # "Spokespeople for Roe and Hale" are not these two; "a study by Roe and Hale" is theirs.
        is_other = any(token.tag_ in ("IN", "TO") and token.lower_ not in _OWN for token in opening)
        if is_other or any(token.text == "," or token.tag_ == "CC" for token in opening):
            return None
        names = [self._article.name_mention(mention).name or "" for mention in people]
        return f"{', '.join(names[:-1])} and {names[-1]}"

    def _one_of_two_functions(self, span: Tokens) -> Speaker | None:
        """``the writer and columnist Ann Roe``, ``a former minister and candidate``: two functions of one person."""
        doc, end = self._doc, self._end_of_joined(span)
        people = self._article.people_between(self._body.chars_of(Tokens((span[0], end))))
        first = self._body.token_at(people[0].start) if len(people) == 1 else None
        stop = first.i if first is not None else end
        joint = next((at for at in range(span[0] + 1, stop - 1) if doc[at].tag_ == "CC"), None)
        if joint is None or doc[joint].lower_ != "and" or len(people) > 1:
            return None
        one, other = doc[joint - 1], doc[stop - 1]
        if not self._is_function(one) or not self._is_function(other) or doc[joint + 1].tag_ in ("DT", "PRP$"):
            return None
        if first is None:
            return self._unnamed_of_two(doc[span[0]], other)
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

    def _is_function(self, noun: Token) -> bool:
        """Whether a word is a function that another may bear besides: "the mayor and police chief" may be two."""
        return noun.tag_ in SINGULARS and is_role(noun.lower_) and noun.lower_ not in load_speaker_words().office
