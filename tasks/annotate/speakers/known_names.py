"""Whom a name means that no mention covers: a person named elsewhere, or one with a title before it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, pairwise

from spacy.tokens import Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.descriptions import describe
from tasks.annotate.speakers.lexicon import load_speaker_words, sex_of_noun
from tasks.annotate.speakers.memory import NEAR_TOKENS
from tasks.annotate.speakers.speaker import Speaker, decide, make_key
from tasks.language.body import Chars, Tokens
from tasks.language.grammar import PLURALS, PROPER_NOUNS, SINGULARS, SUBJECTS
from tasks.language.names import is_suffix
from tasks.language.nicknames import share_given
from tasks.language.people import is_body, is_person_noun, is_role, names_one_person
from tasks.language.places import make_slug

_NAME_TAGS = frozenset({"NNP", "HYPH"})
MOST_SPOKEN = 20  # reports back at most; beyond, the article is about something else
MOST_TIMES_NAMED = 3  # as often as any other bearer of a surname an article must name whom it means by that alone


class KnownNames:
    """Names that stand where the article's mentions do not say who is meant."""

    def __init__(self, article: ArticleSpeakers) -> None:
        self._article = article
        self._doc = article.body.doc
        self._words = load_speaker_words()

    def find(self, head: Token, span: Tokens) -> Speaker | None:
        """Say whom a name means that is no mention of a person who is told apart."""
        if head.tag_ in PLURALS and not self._article.list_bearers(head.text):
            return None
        before = self._doc[head.i - 1] if head.i > span[0] else None
        has_honorific = before is not None and before.lower_ in self._words.honorific
        if head.tag_ not in PROPER_NOUNS and not has_honorific and not self._is_surname(head, span):
            return None
        return self._find_bearer(head, before) or self.find_among_several(head, span) or self._read_title(head)

    def _is_surname(self, head: Token, span: Tokens) -> bool:
        """Whether a subject that is taken for another word is a person's name: "Trump said", a verb by its tag."""
        is_whole = head.i == span[0] and head.left_edge.i == head.i and head.dep_ in SUBJECTS
        return is_whole and head.text[:1].isupper() and not is_person_noun(head.lower_)

    def _find_bearer(self, head: Token, before: Token | None) -> Speaker | None:
        """The person whose surname stands alone or after a title: "Trump on Friday", "Ms. Roe"."""
        if head.text.isupper() or not head.text[:1].isupper() or (is_role(head.lower_) and before is None):
            return None
        if before is not None and before.tag_ in _NAME_TAGS and not self._is_title(before):
            return None
        if before is not None and before.tag_ in ("DT", "POS"):
            return None
        sex = sex_of_noun(before.text) if before is not None else None
        bearers = [each for each in self._article.list_bearers(head.text) if sex is None or self._may_be(each, sex)]
        counts = [len(self._article.places_named.get(each.key or "", ())) for each in bearers]
        # Of two Roes it is the one whom the article names all the time.
        is_certain = len(bearers) == 1 or (bool(bearers) and counts[0] >= MOST_TIMES_NAMED * counts[1])
        return decide("name.known_surname", bearers[0]) if is_certain else None

    def find_among_several(self, head: Token, span: Tokens, mention: Mention | None = None) -> Speaker | None:
        """Whom "Ms. Roe" means where the article has several of that name: the only woman of them.

        Args:
            head: Head of the phrase.
            span: The phrase.
            mention: The article's own mention of it, if any.
        """
        before = self._doc[head.i - 1] if head.i > span[0] else None
        sex = sex_of_noun(before.text) if before is not None else None
        bearers = self._article.list_bearers(head.text)
        if before is not None and sex is None and self._is_title(before):
            # "Senator Roe" of Senator Ann Roe and her husband.
            title = before.lower_.rstrip(".")
            words = {title, *self._words.title.get(title, ())}
            titled = [each for each in bearers if words & set(re.findall(r"\w+", (each.role or "").lower()))]
            return decide("name.of_that_title", titled[0]) if len(titled) == 1 else None
        if sex is None:
            return self._leave_open(head, mention) if mention is not None and before is None else None
        found = [each for each in bearers if self._article.find_gender(each) == sex]
        if not bearers:
            # "Xi Jinping … Mr. Xi": a family name may come first.
            found = [each for each in self._article.list_forenamed(head.text) if each.role and self._may_be(each, sex)]
        return decide("name.of_that_sex", found[0]) if len(found) == 1 else None

    def _leave_open(self, head: Token, mention: Mention) -> Speaker | None:
        """Nobody for certain, where a surname stands alone and another of it spoke last than who is meant as a rule."""
        article, bearers = self._article, {each.key for each in self._article.list_bearers(head.text)}
        spoken = islice(article.memory.list_before(head.i), MOST_SPOKEN)
        told = next((each for each in spoken if each.speaker.key in bearers), None)
        if len(bearers) < 2 or told is None or told.speaker.key == mention.entity_key:
            return None
        usual = article.speaker_of(mention.entity_key) if mention.entity_key is not None else None
        if article.narration.count_between(told.at, head.i) > NEAR_TOKENS or _are_one(told.speaker, usual):
            return None
        between = article.people_between(Chars((self._doc[told.at].idx, head.idx)))
        if any(each.entity_key == mention.entity_key and each.link != "surname" for each in between):
            return None
        return Speaker(kind="person", rule="name.one_of_several") if usual is not None else None

    def _may_be(self, speaker: Speaker, sex: str) -> bool:
        return self._article.find_gender(speaker) in (None, sex)

    def _is_title(self, word: Token) -> bool:
        return word.lower_ in self._words.honorific or names_one_person(word.lower_) or word.text.endswith(".")

    def _read_title(self, head: Token) -> Speaker | None:
        """A name known for a person's by the word before it: "lawmaker Park Sun-won", "Ms. Roe"."""
        first = head.i
        while first > 0 and self._doc[first - 1].tag_ in _NAME_TAGS and first - 1 >= head.left_edge.i:
            if self._doc[first - 1].lower_ in self._words.honorific:
                break
            first -= 1
        before = self._doc[first - 1] if first > head.left_edge.i else None
        if before is None:
            return None
        name = self._doc[first : head.i + 1].text
        if not name[:1].isupper():
            return None
        if before.lower_ in self._words.honorific:
            if is_role(name.lower()) and before.lower_ in self._words.before_office:
                return None  # "Lord Mayor of Rye Ann Roe", not "Ms. Reeve"
            return Speaker(name=name, key=make_key("person", name), kind="person", rule="name.after_honorific")
        if head.i == first or not is_role(before.lower_):
            return None
        role = describe(before, Tokens((head.left_edge.i, first))).text
        return Speaker(name=name, key=make_key("person", name), kind="person", role=role, rule="name.after_function")

    def find_titled(self, head: Token, span: Tokens) -> Speaker | None:
        """The name after a title of several words: "Speaker of the House Ann Roe", "the editor in chief Ann Roe"."""
        if head.tag_ not in SINGULARS or not is_role(head.lower_) or head.lower_ in self._words.of_a_subject:
            return None
        people = self._article.people_between(self._article.body.chars_of(Tokens((head.i + 1, span[1]))))
        first = self._article.body.token_at(people[0].start) if people else None
        if first is None or first.i < head.i + 2 or not self._is_whole_title(head, first):
            return None
        rest = self._article.body.text[people[0].end : people[0].end + 2].strip()
        if rest[:1].isalnum() and first.right_edge.i + 1 < span[1] and self._goes_on(people[0].end):
            return None
        named = self._article.name_mention(people[0])
        opening = describe(head, Tokens((span[0], head.i + 1))).text
        role = " ".join(f"{opening} {self._doc[head.i + 1 : first.i].text}".split())
        return replace(named, role=role, rule="name.ends_title")

    def _goes_on(self, end: int) -> bool:
        """Whether a name is only the beginning of another: "the Ann Roe Foundation"."""
        token = self._article.body.token_at(end + 1)
        return token is not None and (token.tag_ in SINGULARS or token.tag_ == "POS")

    def _is_whole_title(self, head: Token, first: Token) -> bool:
        """Whether what stands between a function and a name belongs to the function: not "aide to Mayor Ann Roe"."""
        between = list(self._doc[head.i + 1 : first.i])
        last = between[-1]
        if between[0].tag_ != "IN" or last.tag_ not in SINGULARS or any(token.is_punct for token in between):
            return False
        if len(between) == 2 and [token.lower_ for token in between] == ["in", "chief"]:
            return True
        if any(is_person_noun(token.lower_) or token.tag_.startswith("VB") for token in between):
            return False
        if last.text.endswith(".") or last.lower_ in self._words.honorific or is_role(last.lower_):
            return False
        # "the head of retailer Roe": a common noun for a body names what follows.
        owned = any(one.tag_ == "POS" for one, _ in pairwise(between))
        return last.tag_ == "NNP" or owned or not is_body(last.lower_)


def _are_one(one: Speaker, other: Speaker | None) -> bool:
    """Whether two names may be one person's: "Dick Roe", "Richard Roe", "PM Dick Roe"; not "Dick Roe Jr."."""
    if other is None:
        return False
    words, others = (one.name or "").split(), (other.name or "").split()
    if any(is_suffix(word) for word in (*words, *others)):
        return False
    return (
        {*words} <= {*others} or {*others} <= {*words} or bool(share_given(make_slug(words[0]), make_slug(others[0])))
    )
