"""Say who a speaker's mention is: a person, body or government of the article, or one whom it leaves unnamed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.descriptions import describe, describe_part, kind_of_noun, proper_name, slug
from tasks.annotate.speakers.phrases import (
    find_antecedent,
    has_clause,
    in_brackets,
    is_member,
    is_second_function,
)
from tasks.annotate.speakers.pronouns import PronounResolver
from tasks.annotate.speakers.speaker import SPEAKER_KINDS, UNKNOWN, Speaker, decide
from tasks.annotate.speakers.unnamed import DescriptionResolver
from tasks.language.grammar import RELATIVE_PRONOUNS
from tasks.language.inflection import singular
from tasks.language.names import is_post_nominal
from tasks.lexicon import load_lexicon

# What stands between two names that are joined: "and", and titles.
_JOINED = re.compile(r"(?:'s)?,? (?:and|&) (?:[\w.]+ ){0,8}")
# Up to a place, and from it: whether nothing stands before it in its line, and something after it.
_OPENS_LINE = re.compile(r"(?:\A|\n) *\Z")
_GOES_ON = re.compile(r"[^\S\n]*+\S")
LONGEST_INDENT = 100  # characters
_DASHES = frozenset({"-", "--", "–", "—"})
_NOT_THIRD_PERSON = frozenset(load_lexicon("function_words")["not_third_person"])


class SpeakerResolver:
    """Resolves the speakers of one article, which must be asked for in text order."""

    def __init__(self, doc: Doc, text: str, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.article = ArticleSpeakers(doc, text, mentions)
        self._pronouns = PronounResolver(self.article)
        self._descriptions = DescriptionResolver(self.article, self._pronouns)
        self._lexicon = load_lexicon("speakers")
        self._persons = frozenset(self._lexicon["role"]) | frozenset(self._lexicon["anonymous"])

    def resolve(self, head: Token, span: tuple[int, int]) -> Speaker:
        """Say who a mention is.

        Args:
            head: Head of the speaker's noun phrase.
            span: First and one past the last token of the phrase.

        Returns:
            The speaker; unknown rather than a guess.
        """
        speaker = self._resolve(head, span)
        # "Roe rejected Doe's claim. He added": the owner of a claim is not who speaks last.
        if speaker.kind != "unknown" and head.dep_ != "poss":
            self.article.remember(head.i, speaker)
        return speaker

    def presume(self, start: int, end: int) -> Speaker:
        """Say whose words a quotation without a reporting clause is, from the sentence right before it.

        Of 17 quotations so named 16 were right when read.

        Args:
            start: First character of the quotation.
            end: One past its last character; words that follow in its line may be another's reporting clause.
        """
        if _OPENS_LINE.search(self.article.text, max(0, start - LONGEST_INDENT), start) and _GOES_ON.match(
            self.article.text, end
        ):
            return UNKNOWN
        token = self.article.token_at(start)
        speaker = self._pronouns.find_previous_subject(token.i) if token is not None else None
        if speaker is None or speaker.kind != "person":
            return UNKNOWN
        self.article.remember(token.i if token is not None else 0, speaker)
        return speaker

    def _resolve(self, head: Token, span: tuple[int, int]) -> Speaker:
        word = head.lower_
        if word in _NOT_THIRD_PERSON:
            return UNKNOWN
        if head.conjuncts and self._are_several(head, span):
            return self._several(span)
        if head.tag_ in ("PRP", "PRP$") or word in ("he", "she", "they", "it"):
            return self._pronouns.resolve(head)
        if word in RELATIVE_PRONOUNS:
            antecedent = find_antecedent(head)
            if antecedent is None or antecedent.i >= head.i:
                return UNKNOWN
            found = self._bearer(antecedent) or self._resolve(antecedent, (antecedent.left_edge.i, head.i))
            # "who" is somebody: a place before it is only the end of a longer phrase. "Which" is nobody.
            if found.kind == ("person" if word == "which" else "government") and word in ("who", "which"):
                return self._body_before(head) if word == "which" else UNKNOWN
            return found
        if self._are_several(head, span):
            return self._several(span)
        speaker = self._resolve_name(head, span)
        if speaker is not None:
            return speaker
        return (
            self._resolve_part(head, span)
            or self._author(head)
            or self._descriptions.resolve(describe(self.doc, head, span))
        )

    def _body_before(self, pronoun: Token) -> Speaker:
        """The body right before ", which": "Ann Roe of Acme, which had forecast it"."""
        near = self.doc[pronoun.i - 2] if pronoun.i > 1 and self.doc[pronoun.i - 1].text == "," else None
        mention = self.article.mention_at(near) if near is not None else None
        if mention is None or mention.label != "organization" or mention.link == "pronoun":
            return UNKNOWN
        return decide("relative.body_before", self.article.name_mention(mention))

    def _bearer(self, antecedent: Token) -> Speaker | None:
        """Whose function a noun before "who" is: "Ann Roe, a lawyer who said"."""
        named = self.article.mention_at(antecedent.head) if antecedent.dep_ == "appos" else None
        if named is None or named.label != "person" or named.link == "pronoun" or antecedent.ent_type_:
            return None
        return decide("relative.bearer", self.article.name_mention(named))

    def _author(self, head: Token) -> Speaker | None:
        """Whose the words are in ``data from the Weather Office``, ``a report by Ann Roe``."""
        if singular(head.lower_) not in self._lexicon["document"]:
            return None
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("by", "from"):
                noun = next((token for token in child.children if token.dep_ == "pobj"), None)
                mention = self.article.mention_at(noun) if noun is not None else None
                if mention is not None and mention.label in ("organization", "person") and mention.link != "pronoun":
                    return decide("document.author", self.article.name_mention(mention))
        return None

    def _resolve_part(self, head: Token, span: tuple[int, int]) -> Speaker | None:
        """Some of several: ``one of the officers``, ``Two of them, both officers in the army``."""
        description, text = describe_part(self.doc, head, span)
        kind = kind_of_noun(description) if description is not None else None
        if description is None or kind not in ("anonymous", "group"):
            return None
        return Speaker(
            name=text,
            key=f"{kind}:{slug(text)}",
            kind=kind,
            role=description.text if kind == "anonymous" else None,
            rule="part.of_several",
        )

    def _are_several(self, head: Token, span: tuple[int, int]) -> bool:
        """Whether a phrase joins speakers: not a name with "and" in it, nor two functions of one person."""
        own = self.article.mention_at(head)
        for token in (
            head,
            *(child for child in head.children if child.dep_ == "appos" and child.ent_type_ == "PERSON"),
        ):
            for child in token.children:
                if child.dep_ != "conj" or not token.i < child.i < span[1] or in_brackets(self.doc, child, token.i):
                    continue
                if self._is_apposed(token, child):
                    continue
                inside_name = own is not None and own.start <= child.idx < own.end
                if not inside_name and not is_second_function(own, child):
                    return True
        return self._joins_names(span)

    def _is_apposed(self, noun: Token, child: Token) -> bool:
        """Whether a name follows that the parse joins for the "&" in it: "the bank, Wells & Sons,"."""
        if child.i < noun.i or child.dep_ == "appos":
            return child.dep_ == "appos" and child.i > noun.i
        mention = self.article.mention_at(child) if child.dep_ == "conj" else None
        is_whole = mention is not None and self.doc[child.right_edge.i].idx < mention.end
        return is_whole and all(token.dep_ != "cc" for token in self.doc[noun.i : child.i])

    def _joins_names(self, span: tuple[int, int]) -> bool:
        """``Roe and Mayor Jane Doe``: two persons with nothing between them but "and" and a title."""
        first, end = self.doc[span[0]].idx, self.doc[span[1] - 1].idx + len(self.doc[span[1] - 1])
        people = self.article.people_between(first, end)
        return any(
            one.entity_key != other.entity_key
            and _JOINED.fullmatch(self.article.text[one.end : other.start]) is not None
            for one, other in pairwise(people)
        )

    def _several(self, span: tuple[int, int]) -> Speaker:
        """Speakers joined by "and" speak as a group of their own."""
        text = " ".join(self.doc[slice(*span)].text.split())
        return Speaker(name=text, key=f"group:{slug(text)}", kind="group", rule="group.joined")

    def _resolve_name(self, head: Token, span: tuple[int, int]) -> Speaker | None:
        mention, rule = self.article.mention_at(head), "name.mention"
        if mention is None and is_post_nominal(head.text) and head.i > span[0]:
            mention, rule = self.article.mention_at(self.doc[head.i - 1]), "name.before_letters"
        unkeyed = mention is not None and mention.label == "organization" and mention.entity_key is None
        if mention is not None and mention.link != "pronoun" and not unkeyed and not is_member(head, mention):
            if mention.label not in SPEAKER_KINDS and not mention.entity_key:
                return None
            return decide(rule, self.article.name_mention(mention))
        if mention is None and head.tag_ == "NNP" and (speaker := self._unlisted_name(head)) is not None:
            return speaker
        apposed = self._apposed_name(head, span)
        if apposed is None or apposed.role or apposed.kind != "person":
            return apposed
        return replace(apposed, role=describe(self.doc, head, (head.left_edge.i, head.i + 1)).text)

    def _apposed_name(self, head: Token, span: tuple[int, int]) -> Speaker | None:
        """The name in ``the spokeswoman, Ann Roe`` and ``the union, the ATU``; the parse may hang it elsewhere."""
        for child in head.children:
            mention = self.article.mention_at(child) if self._is_apposed(head, child) else None
            if mention is not None and (
                mention.label == "person" or mention.label == "organization" and self._is_body(head)
            ):
                return decide("name.apposed", self.article.name_mention(mention))
            name = (
                proper_name(self.doc, child) if mention is None and child.dep_ == "appos" and child.i > head.i else None
            )
            if name is not None and singular(head.lower_) in self._lexicon["organization"]:
                return Speaker(name=name, key=f"org:{slug(name)}", kind="organization", rule="name.apposed_unlisted")
        after_dash = self._name_after_dash(head, span[1])
        if after_dash is not None:
            return after_dash
        last = self.article.mention_at(self.doc[span[1] - 1])
        if last is None or last.label != "person" or last.link == "pronoun" or last.start <= head.idx:
            return None
        before = self.article.token_at(last.start)
        if before is None or before.i <= head.i + 1 or self.doc[before.i - 1].text != ",":
            return None
        if singular(head.lower_) not in self._persons or has_clause(self.doc[head.i : before.i]):
            return None
        return decide("name.ends_phrase", self.article.name_mention(last))

    def _name_after_dash(self, head: Token, end: int) -> Speaker | None:
        """The name in ``A former candidate -- Ann Roe, who lost -- said``."""
        if end + 1 >= len(self.doc) or self.doc[end].text not in _DASHES or singular(head.lower_) not in self._persons:
            return None
        mention = self.article.mention_at(self.doc[end + 1])
        if mention is None or mention.label != "person" or mention.link == "pronoun":
            return None
        return decide("name.after_dash", self.article.name_mention(mention))

    def _is_body(self, head: Token) -> bool:
        return singular(head.lower_) in self._lexicon["organization"] or head.lower_ == "one"

    def _unlisted_name(self, head: Token) -> Speaker | None:
        """A name that no mention covers, known for a person's by the title before it: "lawmaker Park Sun-won"."""
        first = head.i
        while first > 0 and self.doc[first - 1].tag_ in ("NNP", "HYPH") and first - 1 >= head.left_edge.i:
            first -= 1
        before = self.doc[first - 1] if first > head.left_edge.i else None
        if before is None or head.i == first or singular(before.lower_) not in self._lexicon["role"]:
            return None
        name = self.doc[first : head.i + 1].text
        role = describe(self.doc, before, (head.left_edge.i, first)).text
        return Speaker(name=name, key=f"person:{slug(name)}", kind="person", role=role, rule="name.after_function")
