"""Whom a pronoun stands for when somebody speaks: "she said", "it warned"."""

from __future__ import annotations

from collections.abc import Callable, Set
from itertools import islice

from spacy.tokens import Span, Token

from tasks.annotate.speakers import named_here
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.memory import NEAR_TOKENS, Spoken
from tasks.annotate.speakers.narration import FEWEST_TOKENS
from tasks.annotate.speakers.phrases import in_subject, is_asked_of, is_spliced, objects_of_deed, reported_before
from tasks.annotate.speakers.plurals import EMBEDDED, find_several_since
from tasks.annotate.speakers.speaker import UNKNOWN, Speaker, decide
from tasks.language.body import Chars, Tokens
from tasks.language.function_words import load_function_words
from tasks.language.grammar import SUBJECTS, VERBS, child, find_agent, own_subject, subject_of
from tasks.language.people import is_body, is_person_noun, list_person_nouns, sex_of

_PERSONAL = {"he": "male", "she": "female", "him": "male", "her": "female", "his": "male", "hers": "female"}
LONGEST_REACH = 4  # sentences outside quotation marks; beyond, somebody else may have come in
MOST_WORDS = 60  # of one part of a clause that are looked at
_INSIDE = EMBEDDED | {"advcl"}
_ONE_PERSON = frozenset({"person"})
_SUBJECT_BEFORE = "pronoun.subject_before"
_BETWEEN, _OWNER, _REPORTED = "pronoun.subject_between", "pronoun.owner_between", "pronoun.subject_reported"
_ONE = frozenset({"person", "anonymous"})
_BODY = frozenset({"organization", "government"})
_SEVERAL = frozenset({"group", "anonymous"})
_IMPERSONAL = {"it": _BODY, "its": _BODY, "they": _SEVERAL, "them": _SEVERAL, "their": _SEVERAL}


class PronounResolver:
    """Resolves the pronouns of one article by who spoke and who was the subject before them."""

    def __init__(self, article: ArticleSpeakers) -> None:
        self.article = article
        self.memory, self.narration = article.memory, article.narration
        self.doc = article.body.doc
        # Whom a subject that is no mention means; the door of the package knows.
        self.find_known: Callable[[Token], Speaker | None] = lambda _: None
        self.find_several: Callable[[Token], Speaker | None] = lambda _: None
        self.identify: Callable[[Token, Tokens], Speaker] = lambda *_: UNKNOWN
        self._is_resolving = False

    def resolve(self, head: Token) -> Speaker:
        """Say who a pronoun is; unknown rather than a guess."""
        gender = _PERSONAL.get(head.lower_)
        others = self._list_others(head) if gender is not None else frozenset()
        linked = self.article.mention_at(head)
        is_linked = linked is not None and linked.entity_key is not None
        linked_speaker = decide("pronoun.linked", self.article.name_mention(linked)) if linked and is_linked else None
        if (ahead := self._owner_ahead(head, gender)) is not None:
            return ahead
        if gender is None:
            candidates = [*self._list_bodies(head), linked_speaker]
        else:
            candidates = self._list_persons(head, gender, linked_speaker)
        for candidate in candidates:
            if candidate is not None and candidate.key not in others and self._fits(candidate, gender, head.lower_):
                self.article.set_gender(candidate, gender)
                return candidate
        return UNKNOWN

    def _owner_ahead(self, head: Token, gender: str | None) -> Speaker | None:
        """Who owns what a sentence opens with: "Despite its pledge to pay, Acme has closed"."""
        subject = self.article.main_subject(head.sent) if head.lower_ in ("his", "her", "its") else None
        if subject is None or not named_here.opens_with(head, subject):
            return None
        speaker = self._wanted(subject, _BODY if gender is None else _ONE_PERSON)
        return decide("pronoun.owner_ahead", speaker) if speaker is not None and self._fits(speaker, gender) else None

    def _list_others(self, head: Token) -> Set[str | None]:
        """Who is not meant by a pronoun, by grammar: "After firing Roe, he said Doe had left"."""
        if head.dep_ not in SUBJECTS:
            return frozenset()
        verb, others = head.head, set()
        for part in verb.children:
            if part.dep_ == "conj":
                continue
            # Of what stands before, only the object of what the pronoun's own bearer does.
            words = islice(part.subtree, MOST_WORDS) if part.i > max(verb.i, head.i) else objects_of_deed(part)
            named = (self._wanted(word, _ONE_PERSON) for word in words if not self.narration.is_quoted(word.i))
            others |= {each.key for each in named if each is not None}
        return others

    def _list_persons(self, head: Token, gender: str, linked: Speaker | None) -> list[Speaker | None]:
        """Whom "he" or "she" may mean, the likeliest first."""
        start = head.sent.start
        last_at, last = self._last_of(head, _ONE, gender)
        subject = named_here.find_subject_over(head)
        if subject is not None and (owner := self._wanted_person(subject)) is not None:
            return [decide(_BETWEEN, owner), last, linked]
        if last is not None and last_at >= start:
            return [last, self._subject_between(start, head, _ONE), linked]
        local = self._owner_of_clause(head, gender) or self._subject_between(start, head, _ONE)
        local = local or self._owner_between(start, head, gender)
        if local is None and (passed := self._unlisted_between(start, head, gender)) is not None:
            local = self._described(passed, gender)
            if local is None and passed.text[:1].isupper():
                return [linked]  # a name of nobody known stands between
            if local is None and named_here.is_of_another(passed, head):
                return [decide(_BETWEEN, self.identify(passed, Tokens((passed.left_edge.i, passed.i + 1))))]
        elif local is None:
            local = self._named_here(head, gender)
        if local is None and (asked := self._asked_before(start, max(last_at, 0), gender)) is not None:
            return [asked, linked]
        previous_at, previous = self._subject_before(start, gender, last)
        if (last is None and last_at >= 0) or (previous is None and previous_at > last_at):
            # Somebody whom nothing tells stands between: nobody before that one is meant for certain.
            return [local, *named_here.put_grammar_first(previous if previous_at > last_at else None, linked)]
        is_nearer = previous_at > last_at or (previous is not None and self._is_told_inside(last_at, previous_at))
        nearer, farther = (previous, last) if is_nearer else (last, previous)
        return [local, *named_here.put_grammar_first(nearer, linked), farther]

    def _named_here(self, head: Token, gender: str) -> Speaker | None:
        """The one person of a sex whom the pronoun's own sentence tells of before it, but as no subject."""
        named = (self.article.name_mention(each) for each in named_here.list_named_here(self.article, head))
        fitting = {each.key: each for each in named if self._fits(each, gender)}
        return decide("pronoun.named_here", next(iter(fitting.values()))) if len(fitting) == 1 else None

    def _asked_before(self, start: int, after: int, gender: str) -> Speaker | None:
        """Who was asked in the sentence before, and now answers: "Roe had finished when Hale came and was asked"."""
        sentence = self.narration.last_sentence(start)
        if sentence is None or self.narration.count_between(sentence.end, start) > FEWEST_TOKENS:
            return None
        for verb in reversed(self.doc[max(sentence.start, after) : sentence.end]):
            is_passive = verb.lower_ == "asked" and child(verb, "auxpass") is not None
            subject = subject_of(verb) if is_passive and not self.narration.is_quoted(verb.i) else None
            if subject is not None:
                speaker = self._wanted(subject, _ONE_PERSON)
                is_meant = speaker is not None and self._fits(speaker, gender)
                return decide("pronoun.asked_before", speaker) if is_meant else None
        return None

    def _is_told_inside(self, at: int, subject: int) -> bool:
        """Whether who spoke at a token did so inside another's sentence: "Roe said that Hale asked"."""
        token, verb = self.doc[at], self.doc[at].head
        if at < subject or self.doc[subject].sent.end <= at:
            return False
        return token.dep_ == "poss" or (token.dep_ in SUBJECTS and verb.dep_ in _INSIDE and verb.i > subject)

    def _list_bodies(self, head: Token) -> list[Speaker | None]:
        """Whom "it" or "they" may mean, the likeliest first."""
        start, wanted = head.sent.start, _IMPERSONAL.get(head.lower_, frozenset())
        last_at, last = self._last_of(head, wanted, None)
        if wanted is _SEVERAL:
            several = find_several_since(self.article, self.find_several, head, last_at)
            if several is not None:
                return [several]
            if named_here.is_one_since(self.article, start, last_at):
                return []
        local = self._subject_between(start, head, wanted)
        previous_at, previous = self._main_subject_before(start, wanted)
        if head.lower_ in ("it", "its") and last_at < named_here.find_sentence_before(self.doc, start):
            # A sentence about something else stands between: "It" may be the report that it speaks of.
            last_at, last = -1, None
        if last is not None and last_at >= start:
            return [last, local]
        if (written := named_here.find_written_before(self.article, self.identify, head)) is not None:
            return [local, written]
        contents = (decide(_REPORTED, self._wanted(each, wanted)) for each in named_here.list_content_subjects(head))
        return [local, *((previous, last) if previous_at > last_at else (last, previous)), *contents]

    def _fits(self, speaker: Speaker, gender: str | None, word: str = "") -> bool:
        if gender is None:
            if word in ("they", "them", "their") and speaker.kind == "anonymous":
                return speaker.key in self.article.plural_keys
            return speaker.kind != "person"
        if speaker.key in self.article.plural_keys:
            return False
        known = self.article.find_gender(speaker)
        return speaker.kind in _ONE and known in (None, gender)

    def _last_of(self, head: Token, wanted: Set[str], gender: str | None) -> tuple[int, Speaker | None]:
        for spoken in self.memory.list_before(head.i):
            if self.narration.count_between(spoken.at, head.i) > NEAR_TOKENS:
                break
            if gender is not None and self._is_unresolved(spoken, gender):
                return spoken.at, None
            if spoken.speaker.kind in wanted and self._fits(spoken.speaker, gender):
                return spoken.at, decide("pronoun.last_speaker", spoken.speaker)
        return -1, None

    def _is_unresolved(self, spoken: Spoken, gender: str) -> bool:
        """Whether somebody spoke whom nothing tells, and who may be of a sex."""
        return spoken.speaker.kind == "unknown" and _PERSONAL.get(self.doc[spoken.at].lower_, gender) == gender

    def _subject_between(self, start: int, head: Token, wanted: Set[str]) -> Speaker | None:
        """The nearest named subject before a pronoun in its sentence, outside what the pronoun's verb reports."""
        reported = reported_before(head)
        for token in reversed(self.doc[start : head.i]):
            # "On Friday, Roe roiled markets": somebody tells no time, so that the parse is wrong.
            if token.i in reported or token.dep_ not in (*SUBJECTS, "npadvmod"):
                continue
            if token.head.dep_ in EMBEDDED and not (is_asked_of(token, head) or is_spliced(token.head, head)):
                continue
            same = self._linked(token) if "person" in wanted and token.lower_ == head.lower_ else None
            speaker = self._wanted(token, wanted) or same
            if speaker is not None:
                return decide(_BETWEEN, speaker)
        return None

    def find_previous_subject(self, before: int, *, over_quotation: bool = False) -> Speaker | None:
        """Who speaks in the sentence right before a token, or is the subject of its main clause.

        Args:
            before: The token.
            over_quotation: Whether a quotation may stand between.
        """
        sentence = self.narration.last_sentence(before)
        if sentence is None:
            return None
        between = self.narration.count_between(sentence.end, before) if over_quotation else before - sentence.end
        if between > FEWEST_TOKENS:
            return None
        spoken, subject = next(self.memory.list_before(before), None), self.article.main_subject(sentence)
        is_inside = spoken is not None and subject is not None and self._is_told_inside(spoken.at, subject.i)
        if spoken is not None and spoken.at >= sentence.start and not is_inside:
            return decide("before.speaker", spoken.speaker)
        if subject is None or self.narration.is_quoted(subject.i):
            return None
        if subject.lower_ in ("he", "she"):
            return self._resolve_once(subject)
        return decide("before.subject", self._wanted(subject, _ONE_PERSON))

    def _resolve_once(self, pronoun: Token) -> Speaker | None:
        """Say who a pronoun is, unless that is asked for the sake of another one: "the mogul" may be told by "he"."""
        if self._is_resolving:
            return None
        self._is_resolving = True
        try:
            return self.resolve(pronoun)
        finally:
            self._is_resolving = False

    def _owner_of_clause(self, head: Token, gender: str) -> Speaker | None:
        """Whose a noun is of which a relative clause tells: "Roe's remarks at a rally at which he vowed"."""
        clause = head.head if head.dep_ in SUBJECTS else head
        noun = clause.head
        if clause.dep_ != "relcl":
            return None
        for _ in range(LONGEST_REACH):
            if is_person_noun(noun.lower_):
                return None  # "Roe's brother at a rally at which he spoke"
            owner, over = child(noun, "poss"), noun.head
            if owner is None and over.tag_ in VERBS:
                owner = own_subject(over)
            if owner is not None:
                speaker = self._wanted(owner, _ONE_PERSON) or self._linked(owner)
                is_meant = speaker is not None and owner.i < head.i and self._fits(speaker, gender)
                return decide(_OWNER, speaker) if is_meant else None
            if over.tag_ in VERBS or over.i == noun.i:
                return None
            noun = over
        return None

    def _owner_between(self, start: int, head: Token, gender: str) -> Speaker | None:
        """The one person who owns the subject of a clause before: "Although Roe's team agreed, he said"."""
        owners: dict[str | None, Speaker] = {}
        for token in self.doc[start : head.i]:
            is_another = token.head.tag_ == "NN" and is_person_noun(token.head.lower_)  # "Roe's lawyer left as he said"
            if token.dep_ != "poss" or is_another or self.narration.is_quoted(token.i) or not in_subject(token):
                continue
            if _PERSONAL.get(token.lower_) == gender:
                return None  # "His answer to Doe's letter was short, he said": he is the one before
            speaker = self._wanted(token, _ONE_PERSON)
            if speaker is not None and self._fits(speaker, gender):
                owners.setdefault(speaker.key, speaker)
        return decide(_OWNER, next(iter(owners.values()))) if len(owners) == 1 else None

    def _subject_before(self, start: int, gender: str, last: Speaker | None) -> tuple[int, Speaker | None]:
        """The last subject of a main clause that is a person or may be one, so that nobody before is; and its token."""
        at, others = start, set[str | None]()
        for _ in range(LONGEST_REACH):
            sentence = self.narration.last_sentence(at)
            if sentence is None or self.narration.count_between(sentence.start, start) > NEAR_TOKENS:
                return -1, None
            at = sentence.start
            subject = self.article.main_subject(sentence)
            if subject is None or self.narration.is_quoted(subject.i):
                continue
            agent = find_agent(sentence.root) or subject  # "That view was echoed by Roe. He said"
            speaker = self._wanted_person(subject) or self.memory.speaker_at(subject.i) or self._wanted_person(agent)
            if speaker is not None and self._fits(speaker, gender):
                is_doubtful = self._is_joined(subject, gender)
                return subject.i, None if is_doubtful else decide(_SUBJECT_BEFORE, speaker)
            if _PERSONAL.get(subject.lower_) == gender:
                # "He led it with Hale. He said": the pronoun before is meant, not the one person named beside it.
                same = self._subject_between(sentence.start, subject, _ONE_PERSON) or self._linked(subject)
                same = same or self._only_person(self.doc[sentence.start : subject.i], gender)
                if same is not None and self._fits(same, gender):
                    return subject.i, decide(_SUBJECT_BEFORE, same)
                # "He was seen with Hale": whoever he is, he is not Hale.
                others |= self._list_others(subject)
                continue
            if (only := self._only_person(sentence, gender)) is not None:
                return subject.i, named_here.put_only(self.article, only, subject, others)
            if subject.lower_ in load_function_words().anybody:
                continue
            if subject.lower_ not in _PERSONAL and (passed := self._passed_over(sentence, gender, last)) >= 0:
                return passed, None
            if speaker is None and self._may_be_person(subject, gender):
                return subject.i, self._described(subject, gender)
            if speaker is None and subject.tag_ == "NN" and subject.lower_ in list_person_nouns():
                return -1, None
        return -1, None

    def _described(self, subject: Token, gender: str) -> Speaker | None:
        """Whom a subject of a sex means that is no mention, if the article tells."""
        beside = [each for each in subject.children if each.dep_ == "appos" and each.i > subject.i]
        apposed = next((each for each in map(self._wanted_person, beside) if each is not None), None)
        known = apposed or self.find_known(subject)
        is_meant = known is not None and known.key is not None and self._fits(known, gender)
        return decide("pronoun.described_before", known) if is_meant else None

    def _unlisted_between(self, start: int, head: Token, gender: str) -> Token | None:
        """The nearest subject before a pronoun in its sentence that is no mention and may be a person of its sex."""
        reported = reported_before(head)
        for token in reversed(self.doc[start : head.i]):
            if token.i in reported or token.dep_ not in SUBJECTS or token.head.dep_ in EMBEDDED:
                continue
            is_passed_over = token.text[:1].isupper() and self.article.mention_at(token) is None
            is_forenamed = any(each.dep_ == "compound" and each.text.istitle() for each in token.lefts)
            if self._may_be_person(token, gender) or (is_passed_over and is_forenamed and not is_body(token.lower_)):
                return token
        return None

    def _may_be_person(self, subject: Token, gender: str) -> bool:
        """Whether a subject that is no mention may be a person of a sex: "the senator", a name that was passed over."""
        if subject.tag_ == "NN":
            return subject.lower_ in list_person_nouns() and sex_of(subject.lower_) in (None, gender[0])
        is_bare = subject.tag_ == "NNP" and not any(each.dep_ == "det" for each in subject.children)
        return is_bare and self.article.mention_at(subject) is None and not is_body(subject.lower_)

    def _is_joined(self, subject: Token, gender: str) -> bool:
        """Whether two of a sex are one subject: "Ann Roe and Mary Hale met"."""
        others = (self._wanted(other, _ONE_PERSON) for other in subject.conjuncts)
        return any(other is not None and self._fits(other, gender) for other in others)

    def _only_person(self, sentence: Span, gender: str) -> Speaker | None:
        """The one person of a sex whom a sentence names outside quotation marks."""
        if any(self._is_unnamed_subject(token, gender) for token in sentence):
            return None
        named = self.article.people_between(Chars((sentence.start_char, sentence.end_char)))
        speakers = {
            mention.entity_key: self.article.name_mention(mention)
            for mention in named
            if self.article.tells_of(mention)
        }
        fitting = [speaker for speaker in speakers.values() if self._fits(speaker, gender)]
        return fitting[0] if len(fitting) == 1 and self.article.find_gender(fitting[0]) is not None else None

    def _is_unnamed_subject(self, token: Token, gender: str) -> bool:
        """Whether a subject outside quotation marks may be a person of a sex whom nothing names: "Roe's father"."""
        if token.dep_ not in SUBJECTS or token.tag_ != "NN" or self.narration.is_quoted(token.i):
            return False
        is_anybody = token.lower_.endswith(("one", "body"))
        named = None if token.i + 1 >= len(self.doc) else self.article.mention_at(token.nbor())
        if named is not None and named.label == "person":  # "surgeon Ann Roe", where the parse sees two subjects
            at = self.article.body.tokens_of(Chars((named.start, named.end)))[1] - 1
            is_anybody |= self.doc[at].dep_ == token.dep_ and self.doc[at].head.i == token.head.i
        return not is_anybody and self._may_be_person(token, gender) and child(token, "appos") is None

    def _passed_over(self, sentence: Span, gender: str, last: Speaker | None) -> int:
        """The token of another than the last speaker who may be meant, the subject of an inner clause; -1 for none.

        "Many came, as Ann Roe saw. She said": whether she is Roe, or who spoke before, is a guess.
        """
        for token in sentence:
            if token.dep_ in SUBJECTS and not self.narration.is_quoted(token.i):
                speaker = self._wanted(token, _ONE_PERSON)
                if speaker is not None and speaker != last and self._fits(speaker, gender):
                    return token.i
        return -1

    def _main_subject_before(self, start: int, wanted: Set[str]) -> tuple[int, Speaker | None]:
        """The subject of the sentence before's main verb, and its token."""
        subject = self.article.main_subject(self.doc[start - 1].sent) if start > 0 else None
        if subject is None:
            return -1, None
        return subject.i, decide("pronoun.body_before", self._wanted(subject, wanted))

    def _linked(self, pronoun: Token) -> Speaker | None:
        """Whom the article's own mentions take a pronoun for."""
        mention = self.article.mention_at(pronoun)
        is_linked = mention is not None and mention.link == "pronoun" and mention.label == "person"
        return self.article.name_mention(mention) if mention is not None and is_linked else None

    def _wanted_person(self, token: Token) -> Speaker | None:
        return self._wanted(token, _ONE_PERSON)

    def _wanted(self, token: Token, wanted: Set[str]) -> Speaker | None:
        mention = self.article.mention_at(token)
        if mention is None or mention.link == "pronoun":
            return None
        speaker = self.article.name_mention(mention)
        return speaker if speaker.kind in wanted else None
