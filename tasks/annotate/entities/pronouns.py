"""Whom "he", "she" and "it" mean, where the article makes it clear."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from spacy.tokens import Token

from tasks.annotate.spans import Mention, Quote
from tasks.language.body import Body, Chars
from tasks.language.cues import list_verb_forms
from tasks.language.grammar import COMMON_NOUNS, NOUN_SUBJECTS, VERBS
from tasks.language.names import GENDERS
from tasks.language.people import list_nouns_meant, sex_of
from tasks.language.places import find_words

_PLACES_OF_PERSONS = NOUN_SUBJECTS | {"dobj", "pobj", "poss", "appos"}
# 3 sentences back: reading found no sure antecedent farther away.
LONGEST_REACH = 3
# Who was spoken of before that many others is meant no more; no pronoun of 1,378 articles of news is read otherwise.
MOST_REFERENTS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class _Referent:
    """Someone whom a later pronoun may mean: a named person, or one whom a common noun names (key null)."""

    at: int
    root: Token
    sentence: int
    quoted: int | None
    mention: Mention | None
    gender: str | None


def resolve_pronouns(body: Body, mentions: Sequence[Mention], genders: Mapping[str, str | None]) -> list[Mention]:
    """Find the pronouns whose antecedent is clear.

    Args:
        body: The parsed body.
        mentions: Its names, in text order.
        genders: m, f or None for each person's key.

    Returns:
        Mentions with link `pronoun`: he and she and their other forms for a person, "it" for an organization or
        government that speaks. Those that may mean two, or someone whom the article leaves unnamed, are left out.

    Source:
        docs/decisions/005-entities.md
    """
    return _Resolver(body, mentions, genders).resolve()


def add_speakers(mentions: Sequence[Mention], quotes: Sequence[Quote], body: Body) -> list[Mention]:
    """List the pronouns whose speakers the quotes know as well; where both know one, the quote's reading stands.

    Returns:
        Mentions in text order.
    """
    labels = {"person": "person", "org": "organization"}
    named = {mention.entity_key: mention for mention in reversed(mentions) if mention.link != "pronoun"}
    found: dict[int, Mention] = {}
    for quote in quotes:
        start, end = quote.speaker or (0, 0)
        known = named.get(quote.speaker_key) if body.text[start:end].lower() in (*GENDERS, "it") else None
        label = labels.get((quote.speaker_key or "").partition(":")[0])
        if known is not None and label is not None:
            found[start] = _mean(known, Chars((start, end)), label, "pronouns.speaker_of_quote")
    kept = [mention for mention in mentions if mention.start not in found]
    return sorted((*kept, *found.values()), key=lambda mention: mention.start)


def _mean(mention: Mention, chars: Chars, label: str, rule: str) -> Mention:
    """A pronoun that means what is mentioned elsewhere."""
    start, end = chars
    return replace(mention, start=start, end=end, label=label, link="pronoun", rule=rule)


class _Resolver:
    """Goes through an article once, keeping who was spoken of."""

    def __init__(self, body: Body, mentions: Sequence[Mention], genders: Mapping[str, str | None]) -> None:
        self.body = body
        self.doc = body.doc
        self.genders = dict(genders)
        self.quotes = _find_quotes(body)
        self.quote_starts = [start for start, _ in self.quotes]
        self.by_start = {mention.start: mention for mention in mentions}
        self.counts = Counter(mention.entity_key for mention in mentions)
        self.referents: list[_Referent] = []
        self.organizations: list[_Referent] = []

    def resolve(self) -> list[Mention]:
        """Resolve each pronoun in turn."""
        found: list[Mention] = []
        until = -1
        starts = {self.body.tokens_of(Chars((start, start + 1)))[0] for start in self.by_start}
        words = [*GENDERS, "it", *list_nouns_meant()]
        for at in sorted(starts | set(find_words(self.doc, words))):
            token = self.doc[at]
            mention = self.by_start.get(token.idx)
            if mention is not None:
                until = mention.end
                self._note(mention, token)
            elif token.idx < until:
                continue
            elif (gender := GENDERS.get(token.lower_)) is not None and token.tag_.startswith("PRP"):
                resolved = self._resolve_person(token, gender)
                if resolved is not None:
                    found.append(resolved)
                elif token.dep_ in NOUN_SUBJECTS:
                    # Someone unclear holds the floor: the next pronoun may well mean the same one.
                    self.referents.append(self._refer(token, token, None, gender))
            elif token.lower_ == "it" and token.dep_ == "nsubj":
                resolved = self._resolve_it(token)
                if resolved is not None:
                    found.append(resolved)
            elif token.tag_ in COMMON_NOUNS and token.dep_ in _PLACES_OF_PERSONS:
                self._note_noun(token)
        return found

    def _quote(self, token: Token) -> int | None:
        at = bisect_right(self.quote_starts, token.idx) - 1
        return at if at >= 0 and token.idx < self.quotes[at][1] else None

    def _note(self, mention: Mention, token: Token) -> None:
        span = self.body.span_of(Chars((mention.start, mention.end)))
        root = span.root if span is not None else token
        if mention.label == "person":
            gender = self.genders.get(mention.entity_key or "")
            self.referents.append(self._refer(token, root, mention, gender))
        elif mention.label == "organization" or mention.country:
            self.organizations.append(self._refer(token, root, mention, None))

    def _refer(self, token: Token, root: Token, mention: Mention | None, gender: str | None) -> _Referent:
        return _Referent(
            at=token.i,
            root=root,
            sentence=self.body.sentence_number(token.i),
            quoted=self._quote(token),
            mention=mention,
            gender=gender,
        )

    def _note_noun(self, token: Token) -> None:
        """Take in someone whom a common noun names and whom a pronoun may mean as well."""
        gender = sex_of(token.lower_)
        if token.tag_ != "NN":
            return
        # "the spokeswoman, Ann Lee" and "Ann Lee, a lawyer," are one person.
        if token.dep_ == "appos" or any(child.dep_ == "appos" for child in token.children):
            return
        self.referents.append(self._refer(token, token, None, gender))

    def _resolve_person(self, token: Token, gender: str) -> Mention | None:
        if token.lower_.endswith("self") and token.dep_ not in ("dobj", "pobj", "dative"):
            return None
        quoted, sentence = self._quote(token), self.body.sentence_number(token.i)
        window = [
            referent
            for referent in self.referents[-MOST_REFERENTS:]
            if sentence - referent.sentence <= LONGEST_REACH
            and referent.quoted == quoted
            and referent.gender in (None, gender)
            and not _is_barred(token, referent.root)
        ]
        chosen = _choose(token, sentence, window)
        mention = chosen.mention if chosen is not None else None
        if chosen is None or mention is None or mention.entity_key is None:
            return None
        rule = "pronouns.subject" if token.dep_ in NOUN_SUBJECTS else "pronouns.not_subject"
        if chosen.gender is None:
            # A name of unknown gender that stands but once may be no person at all.
            if not self._is_only_person(chosen, window) or self.counts[mention.entity_key] < 2:
                return None
            self.genders[mention.entity_key] = gender
            rule = "pronouns.only_person"
        resolved = _mean(mention, _chars(token), "person", rule)
        self.referents.append(self._refer(token, token, resolved, gender))
        return resolved

    def _is_only_person(self, chosen: _Referent, window: Sequence[_Referent]) -> bool:
        keys = {other.mention.entity_key if other.mention else None for other in window}
        return len(keys) == 1 and chosen.mention is not None

    def _resolve_it(self, token: Token) -> Mention | None:
        """Resolve "it" that speaks: the subject of the sentence before, if that is an organization or government."""
        verb = token.head
        if verb.tag_ not in VERBS or verb.lower_ not in list_verb_forms("speaks"):
            return None
        quoted, sentence = self._quote(token), self.body.sentence_number(token.i)
        if quoted is not None:
            return None
        latest = self.organizations[-MOST_REFERENTS:]
        near = [r for r in latest if 0 <= sentence - r.sentence <= 1 and r.quoted is None]
        subjects = [r for r in near if _subject_of_main_clause(r.root)]
        nearest = max((r.sentence for r in subjects), default=sentence)
        last = [r for r in subjects if r.sentence == nearest]
        keys = {r.mention.entity_key for r in last if r.mention}
        if len(keys) != 1:
            return None
        mention = last[-1].mention
        if mention is None or mention.entity_key is None:
            return None
        resolved = _mean(mention, _chars(token), mention.label, "pronouns.it_speaks")
        self.organizations.append(self._refer(token, token, resolved, None))
        return resolved


def _chars(token: Token) -> Chars:
    return Chars((token.idx, token.idx + len(token)))


def _find_quotes(body: Body) -> list[Chars]:
    """Find what stands in quotation marks, and what follows a mark that nothing closes, to the end of its line."""
    text = body.text
    quotes = [Chars((quote.start, quote.end)) for quote in body.quoted]
    at = 0
    for start, end in [*quotes, (len(text), len(text))]:
        opened = text.find("“", at, start)
        if opened >= 0:
            line_end = text.find("\n", opened, start)
            quotes.append(Chars((opened, line_end if line_end >= 0 else start)))
        at = end
    return sorted(quotes)


def _choose(token: Token, sentence: int, window: Sequence[_Referent]) -> _Referent | None:
    """Choose by standing: the subject of a clause around the pronoun, then of the sentence before; None in doubt."""
    ranked: dict[str, tuple[float, _Referent]] = {}
    governors = {ancestor.i for ancestor in token.ancestors}
    for referent in window:
        identity = _identity(referent)
        score = _standing(governors, sentence, referent)
        if identity not in ranked or score >= ranked[identity][0]:
            ranked[identity] = (score, referent)
    best = sorted(ranked.values(), key=lambda pair: pair[0], reverse=True)
    if not best or best[0][0] <= 0:
        return None
    if len(best) > 1 and best[0][0] - best[1][0] < 2:
        return None
    chosen = best[0][1]
    if token.dep_ in NOUN_SUBJECTS:
        return chosen
    # "Baker was Bush's chief of staff until the end of his term": whoever stands between may be meant.
    meant = _identity(chosen)
    last = max(other.at for other in window if _identity(other) == meant)
    between = [other for other in window if other.sentence == sentence and _identity(other) != meant]
    return None if any(other.at > last for other in between) else chosen


def _identity(referent: _Referent) -> str:
    if referent.mention is None:
        return f"noun {referent.root.lower_}"
    return referent.mention.entity_key or f"name {referent.at}"


def _standing(governors: Set[int], sentence: int, referent: _Referent) -> float:
    """Score how likely a referent is meant: 2 a step, so that a difference under 2 is doubt.

    Args:
        governors: The tokens above the pronoun.
        sentence: The pronoun's.
        referent: Who may be meant.
    """
    distance = sentence - referent.sentence
    score = 6.0 - 2 * distance
    if _is_subject(referent.root):
        score += 2
        if _subject_of_main_clause(referent.root):
            score += 1
        if distance == 0 and referent.root.head.i in governors:
            score += 2
    elif referent.root.dep_ in ("poss", "pobj", "compound", "nmod"):
        score -= 1
    return score


def _is_subject(root: Token) -> bool:
    return root.dep_ in NOUN_SUBJECTS or (root.dep_ in ("appos", "conj") and root.head.dep_ in NOUN_SUBJECTS)


def _subject_of_main_clause(root: Token) -> bool:
    if not _is_subject(root):
        return False
    subject = root if root.dep_ in NOUN_SUBJECTS else root.head
    verb = subject.head
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ in ("ROOT", "parataxis")


def _is_barred(token: Token, root: Token) -> bool:
    """Whether grammar forbids a pronoun to mean someone: "Lee told him" is another man."""
    if token.lower_ in ("himself", "herself"):
        return False
    subject = root if root.dep_ in NOUN_SUBJECTS else root.head
    if token.tag_ == "PRP" and token.dep_ not in NOUN_SUBJECTS and subject.dep_ in NOUN_SUBJECTS:
        governor = token.head if token.dep_ in ("dobj", "dative") else token.head.head
        return bool(subject.head.i == governor.i)
    if token.dep_ in NOUN_SUBJECTS and root.dep_ not in NOUN_SUBJECTS and root.head.i == token.head.i:
        return True
    # "Lee's brother said he" keeps both open; "his" within the name's own phrase does not mean its bearer.
    return token.tag_ == "PRP$" and root.i == token.head.i
