"""Say who a speaker's mention is: a person, body or government of the article, or one whom it leaves unnamed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.descriptions import (
    Description,
    describe,
    give_owner,
    is_told_body,
    list_apposed,
    proper_name,
)
from tasks.annotate.speakers.documents import AUTHOR, Documents
from tasks.annotate.speakers.known_names import KnownNames
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.annotate.speakers.memory import NEAR_TOKENS
from tasks.annotate.speakers.parts import SHARE, find_part
from tasks.annotate.speakers.passed_over import name_as_written, read_body
from tasks.annotate.speakers.phrase_names import (
    find_opening_name,
    read_account,
    read_apposed,
    read_called,
    read_outlet,
    read_person,
    read_team,
)
from tasks.annotate.speakers.phrases import (
    find_antecedent,
    find_several_over,
    has_clause,
    is_addressee,
    is_member,
    is_told_inside,
)
from tasks.annotate.speakers.plurals import find_several_since
from tasks.annotate.speakers.pronouns import PronounResolver
from tasks.annotate.speakers.several import Several
from tasks.annotate.speakers.speaker import SEXES, SPEAKER_KINDS, UNKNOWN, Speaker, decide, make_key, surname_of
from tasks.annotate.speakers.unnamed import DescriptionResolver
from tasks.language.body import Body, Chars, Tokens
from tasks.language.function_words import is_speakers_or_readers, load_function_words
from tasks.language.grammar import (
    NOUNS,
    PROPER_NOUNS,
    RELATIVE_PRONOUNS,
    SINGULARS,
    SUBJECTS,
    child,
    noun_phrase,
)
from tasks.language.inflection import singular
from tasks.language.names import GENDERS, find_title_before, is_post_nominal
from tasks.language.people import is_body, is_person_noun, is_role, list_nouns_with, list_person_nouns, names_one_person

# Up to a place, and from it: whether nothing stands before it in its line, and something after it.
_OPENS_LINE = re.compile(r"(?:\A|\n) *\Z")
_GOES_ON = re.compile(r"[^\S\n]*+\S")
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself)\b")
LONGEST_INDENT = 100  # characters
_ENDS_PHRASE = "name.ends_phrase"
_HEADS_OF = frozenset({"for", "of", "to"})  # "the ambassador to the UN Ann Roe"
_DASHES = frozenset({"-", "--", "–", "—"})
_PRONOUN_TAGS, _OWNERS = frozenset({"PRP", "PRP$"}), frozenset({"his", "her", "their", "its"})
_NAMED, _QUESTIONS = frozenset({"person", "organization", "government"}), frozenset({"WRB", "WP", "IN"})
_TAKEN_FOR = frozenset({"work", "product", "law", "event"})  # for which the model takes bodies
_NOBODY_YET = frozenset({"it", "this", "that", "there", "who", "which", "what"})
_PRONOUNS = frozenset({"he", "she", "they", "it"})  # the parse may take one for another word


class SpeakerResolver:
    """Resolves the speakers of one article, which must be asked for in text order; then whoever else is spoken of."""

    def __init__(self, body: Body, mentions: Sequence[Mention]) -> None:
        self._body, self._doc = body, body.doc
        self._article = ArticleSpeakers(body, mentions)
        self._pronouns = PronounResolver(self._article)
        self._descriptions = DescriptionResolver(self._article, self._pronouns)
        self._names = KnownNames(self._article)
        self._several = Several(self._article)
        self._pronouns.find_known, self._pronouns.find_several = self._find_known, self._find_several
        self._pronouns.identify = self.identify
        self._documents = Documents(self._article, self.identify)
        self._words = load_speaker_words()

    def resolve(self, head: Token, span: Tokens) -> Speaker:
        """Say who speaks, and remember it for later mentions.

        Args:
            head: Head of the speaker's noun phrase.
            span: The phrase.

        Returns:
            The speaker; unknown rather than a guess.
        """
        if is_addressee(head, span):
            return UNKNOWN
        speaker = self.identify(head, span)
        # "Roe rejected Doe's claim. He added": the owner of a claim is not who speaks last.
        is_told = speaker.kind != "unknown" or self._may_be_somebody(head)
        # "They" after "half of voters agreed" are the voters, or others.
        is_told = is_told and speaker.rule != SHARE
        if is_told and head.dep_ != "poss" and not self._is_aside(head, speaker):
            self._article.memory.remember(head.i, speaker)
        return speaker

    def _is_aside(self, head: Token, speaker: Speaker) -> bool:
        """Whether unnamed ones are told of only in passing: "Asked by a voter, he said", "what aides call his cap"."""
        if speaker.kind != "anonymous":
            return speaker.kind == "group" and is_told_inside(head)
        antecedent = find_antecedent(head) if head.lower_ in RELATIVE_PRONOUNS else None
        is_asker = head.dep_ == "pobj" and head.head.lower_ == "by"
        return is_asker or is_told_inside(head) or (antecedent is not None and antecedent.dep_ not in SUBJECTS)

    def recognize(self, mention: Mention) -> Speaker:
        """Say who is meant by a mention that names somebody, and remember nothing: no pronoun goes back to a label."""
        return decide("shown.mention", self._article.name_mention(mention))

    def may_be(self, name: str, key: str | None, pronoun: str) -> bool:
        """Whether "he" or "she" may mean somebody: nothing tells another sex of him or her."""
        known = self._article.find_gender(Speaker(name=name, key=key, kind="person"))
        return known is None or known == SEXES.get(GENDERS.get(pronoun, ""))

    def _may_be_somebody(self, head: Token) -> bool:
        """Whether a mention that nothing tells may be a person's, so that a later "he" may mean that one."""
        return head.tag_ == "NNP" and self._article.mention_at(head) is None and not is_body(head.lower_)

    def presume(self, quotation: Chars) -> Speaker:
        """Say whose words a quotation without a reporting clause is, from the sentence right before it.

        Of 17 quotations so named 16 were right when read.

        Args:
            quotation: Its place; words that follow in its line may be another's reporting clause.
        """
        (start, end), text = quotation, self._body.text
        if _OPENS_LINE.search(text, max(0, start - LONGEST_INDENT), start) and _GOES_ON.match(text, end):
            return UNKNOWN
        token = self._body.token_at(start)
        speaker = self._pronouns.find_previous_subject(token.i) if token is not None else None
        if token is None or speaker is None or speaker.kind != "person" or self.is_told_in(quotation, speaker):
            return UNKNOWN
        self._article.memory.remember(token.i, speaker)
        return speaker

    def is_told_in(self, quotation: Chars, speaker: Speaker) -> bool:
        """Whether a quotation names somebody as others do, so that the words are hardly that one's own."""
        named = any(each.entity_key == speaker.key for each in self._article.people_between(quotation))
        return named and _FIRST_PERSON.search(self._body.text, *quotation) is None

    def identify(self, head: Token, span: Tokens) -> Speaker:
        """Say who a mention is, from what stands before it and whom others name, and remember nothing."""
        word = head.lower_
        if is_speakers_or_readers(head.text):
            return UNKNOWN
        if head.conjuncts and self._several.are_meant(head, span):
            return self._several.find(head, span)
        if (head.tag_ in _PRONOUN_TAGS and word != "one") or word in _PRONOUNS:
            return self._pronouns.resolve(head)
        if word in RELATIVE_PRONOUNS and not head.text.isupper():  # "the WHO said"
            return self._resolve_relative(head)
        if (author := self._documents.find_author(head)) is not None:
            return author
        if self._several.are_meant(head, span):
            return self._several.find(head, span)
        found = (
            self._several.find_members(head, span)
            or read_account(head, span)
            or self._resolve_name(head, span)
            or read_called(self._article, head, span)
            or find_part(head, span)
            or self._each_of_them(head, span)
            or self._one_of_them(head, span)
            or self._descriptions.resolve(self._describe(head, span))
        )
        if found != UNKNOWN:
            return found
        named = find_opening_name(self._article, span) or read_person(self._article, head, span)
        named = named or read_body(self._article, head, span)
        return named or self._documents.find_told(head) or self._documents.find_unsigned(head, span) or found

    def _describe(self, head: Token, span: Tokens) -> Description:
        """Read a description, and whose it is: "his attorney" is Roe's."""
        description = describe(head, span)
        pronoun = child(head, "poss")
        if pronoun is not None and pronoun.tag_ == "NN" and pronoun.text.istitle():  # "Roe's camp": taken for a noun
            named = self._article.mention_at(pronoun)
            is_person = named is not None and named.label == "person" and not description.modifiers
            return replace(description, called_after=pronoun.text) if is_person else description
        if pronoun is None or pronoun.tag_ != "PRP$" or pronoun.lower_ not in _OWNERS:
            return description
        linked = self._article.mention_at(pronoun)
        owner = self._pronouns.resolve(pronoun) if linked is None else self._article.name_mention(linked)
        if owner.name is None or owner.kind not in _NAMED:
            return give_owner(description, pronoun.lower_, None)
        return give_owner(description, pronoun.lower_, surname_of(owner.name) if owner.kind == "person" else owner.name)

    def _each_of_them(self, head: Token, span: Tokens) -> Speaker | None:
        """The several who are each meant: "Ann Roe and Theo Hale both said", "…, each explaining why"."""
        if head.lower_ not in ("both", "each") or span[1] - span[0] > 1 or head.dep_ not in (*SUBJECTS, "appos"):
            return None
        found = find_several_since(self._article, self._find_several, head, -1)
        return found if found is not None and found.kind == "group" else None

    def _one_of_them(self, head: Token, span: Tokens) -> Speaker | None:
        """Somebody of whom only a number is told: "said one", "another said"."""
        is_alone = head.lower_ in ("one", "another") and span[1] - span[0] <= 1
        verb = head.head
        if not is_alone or head.dep_ not in SUBJECTS or verb.tag_ != "VBD" or abs(verb.i - head.i) > 1:
            return None
        # "how one felt" is anybody; after "One rumour said", "another" is a rumour.
        if (head.i > 0 and self._doc[head.i - 1].tag_ in _QUESTIONS) or self._is_of_things(head):
            return None
        key = make_key("anonymous", head.lower_)
        return Speaker(name=head.lower_, key=key, kind="anonymous", rule="anonymous.one")

    def _is_of_things(self, head: Token) -> bool:
        """Whether "another" follows a noun for a thing that "one" or "another" counts."""
        if head.lower_ != "another":
            return False
        for token in reversed(self._doc[max(0, head.i - NEAR_TOKENS) : head.i]):
            if token.lower_ in ("one", "another") and token.head.tag_ in NOUNS and token.head.i > token.i:
                return token.head.lower_ not in list_person_nouns()
        return False

    def _find_known(self, head: Token) -> Speaker | None:
        """Whom a subject means that is no mention: the bearer of a surname, or of a function known before."""
        phrase = Tokens((head.left_edge.i, head.i + 1))
        return self._names.find(head, phrase) or self._descriptions.find_known(describe(head, phrase))

    def _find_several(self, head: Token) -> Speaker | None:
        """Which several a plural subject means: "some voters", "the mayor's aides"."""
        start, end = noun_phrase(head)
        # "Late in May, sources": the parse may hang on a subject what says when.
        first = next((at + 1 for at in range(head.i - 1, start, -1) if self._doc[at].text == ","), start)
        found = self.identify(head, Tokens((first, end)))
        may_be_all = found.rule != SHARE or singular(head.lower_) in self._words.share_counted
        return found if found.kind in ("group", "anonymous") and may_be_all else None

    def _resolve_relative(self, pronoun: Token) -> Speaker:
        antecedent = find_antecedent(pronoun)
        if antecedent is None or antecedent.i >= pronoun.i:
            return UNKNOWN
        if pronoun.lower_ == "who" and (told := self._told_of(antecedent)) is not None:
            return told
        if (many := find_several_over(pronoun, antecedent)) is not None:
            antecedent = many
        phrase = Tokens((antecedent.left_edge.i, pronoun.i))
        found = self._bearer(antecedent) or self.identify(antecedent, phrase)
        # "who" is somebody: a place before it is only the end of a longer phrase. "Which" is nobody.
        if pronoun.lower_ == "which" and found.kind == "person":
            return self._body_before(pronoun)
        is_thing = pronoun.lower_ == "that" and not (antecedent.ent_type_ or is_person_noun(antecedent.lower_))
        if is_thing and found.kind == "person" and found.rule != AUTHOR:
            return UNKNOWN  # "the school founded by Ann Roe that calls itself the best"
        return UNKNOWN if pronoun.lower_ == "who" and found.kind == "government" else found

    def _told_of(self, antecedent: Token) -> Speaker | None:
        """Of whom a sentence tells who it is: "Ann Roe is a lawyer who said"."""
        subject = child(antecedent.head, *SUBJECTS) if antecedent.dep_ == "attr" else None
        if subject is None or subject.i >= antecedent.i or subject.lower_ in _NOBODY_YET:
            return None
        if subject.tag_ in _PRONOUN_TAGS:
            # "She is a clerk who": whom she is, is guessed, and that the clerk is unnamed is wrong.
            return UNKNOWN
        found = self.identify(subject, Tokens((subject.left_edge.i, subject.i + 1)))
        return decide("relative.told_of", found) if found.kind == "person" and found.key is not None else None

    def _body_before(self, pronoun: Token) -> Speaker:
        """The body right before ", which": "Ann Roe of Acme, which had forecast it"."""
        near = self._doc[pronoun.i - 2] if pronoun.i > 1 and self._doc[pronoun.i - 1].text == "," else None
        mention = self._article.mention_at(near) if near is not None else None
        if mention is None or mention.label != "organization" or mention.link == "pronoun":
            return UNKNOWN
        return decide("relative.body_before", self._article.name_mention(mention))

    def _bearer(self, antecedent: Token) -> Speaker | None:
        """Whose function a noun before "who" is: "Ann Roe, a lawyer who said"."""
        named = self._article.mention_at(antecedent.head) if antecedent.dep_ == "appos" else None
        if named is None or named.label != "person" or named.link == "pronoun" or antecedent.ent_type_:
            return None
        return decide("relative.bearer", self._article.name_mention(named))

    def _resolve_name(self, head: Token, span: Tokens) -> Speaker | None:
        mention, rule = self._article.mention_at(head), "name.mention"
        if mention is None and is_post_nominal(head.text) and head.i > span[0]:
            mention, rule = self._article.mention_at(self._doc[head.i - 1]), "name.before_letters"
        unkeyed = mention is not None and mention.label == "organization" and mention.entity_key is None
        if mention is not None and mention.link != "pronoun" and not unkeyed and not is_member(head, mention):
            return self._resolve_mention(mention, head, span, rule)
        outlet = read_outlet(self._article, head) if mention is None or unkeyed else None
        if outlet is not None:
            return outlet
        if mention is None and (speaker := self._names.find(head, span)) is not None:
            return speaker
        apposed = self._apposed_name(head, span) or self._names.find_titled(head, span)
        if apposed is None and mention is not None and unkeyed and head.tag_ == "NNP":
            return name_as_written(self._article, mention, self._descriptions.find_body(describe(head, span)))
        if apposed is None or apposed.role or apposed.kind != "person":
            return apposed
        role = describe(head, Tokens((head.left_edge.i, head.i + 1))).text
        first, _, rest = role.partition(" ")
        return replace(apposed, role=rest if rest and first.lower() in load_function_words().indefinite else role)

    def _resolve_mention(self, mention: Mention, head: Token, span: Tokens, rule: str) -> Speaker | None:
        if mention.label not in SPEAKER_KINDS:
            # "Not unlike Orman, Grimes avowed": the model takes two for a law.
            known = self._names.find(head, span)
            known = known or self._name_behind(mention, span)
            if known is not None or not mention.entity_key:
                return known
        if (team := read_team(self._article, mention)) is not None:
            return team
        is_surname = mention.entity_key is None or mention.link == "surname"
        known = self._names.find_among_several(head, span, mention) if is_surname else None
        if mention.label in ("organization", "place"):
            known = find_opening_name(self._article, span, titled=True)
        return known or decide(rule, self._article.name_mention(mention))

    def _name_behind(self, mention: Mention, span: Tokens) -> Speaker | None:
        """The only person of a phrase, who ends it: "In his book *Great Ports*, historian Ann Roe notes"."""
        people = self._article.people_between(Chars((mention.end, self._body.chars_of(span)[1])))
        is_last = len(people) == 1 and self._body.tokens_of(Chars((people[0].start, people[0].end)))[1] == span[1]
        return decide(_ENDS_PHRASE, self._article.name_mention(people[0])) if is_last else None

    def _apposed_name(self, head: Token, span: Tokens) -> Speaker | None:
        """The name in ``the spokeswoman, Ann Roe`` and ``the union, the ATU``; the parse may hang it elsewhere."""
        for other in list_apposed(head):
            mention = self._article.mention_at(other) if self._several.is_apposed(other.head, other) else None
            is_of_body = is_told_body(other)
            if mention is not None:
                may_be_body = is_of_body or other.head.lower_ in list_nouns_with("named_body")  # "the owner, Acme"
                if mention.label == "person" or (mention.label == "organization" and may_be_body):
                    return decide("name.apposed", self._article.name_mention(mention))
                if mention.label not in _TAKEN_FOR:
                    continue
            name = proper_name(other) if other.dep_ == "appos" and other.i > head.i and is_of_body else None
            if name is not None:
                return Speaker(name=name, key=make_key("org", name), kind="organization", rule="name.apposed_unlisted")
        return (
            self._name_after_dash(head, span[1])
            or self._name_at_end(head, span[1])
            or read_apposed(self._article, head, span)
        )

    def _name_at_end(self, head: Token, end: int) -> Speaker | None:
        """The name in ``A spokeswoman for Severn Ports, Ann Roe, said``."""
        if end - 1 > head.i and is_post_nominal(self._doc[end - 1].text):
            end -= 1  # "Ann Roe MP"
        last = self._article.mention_at(self._doc[end - 1])
        if last is None or last.label != "person" or last.link == "pronoun" or last.start <= head.idx:
            return self._name_brought_in(head, end)
        first = self._body.token_at(last.start)
        if first is None or first.i <= head.i + 1:
            return None
        if not names_one_person(head.lower_) or has_clause(self._doc[head.i : first.i]):
            return None
        at = first.i - 1
        while at > head.i and self._doc[at].tag_ == "NNP" and is_person_noun(self._doc[at].lower_):
            at -= 1  # "the leader of the council, Councillor Ann Roe"
        if self._doc[at].text != ",":
            return self._name_brought_in(head, end)
        is_titled = at < first.i - 1
        if is_titled and any(is_person_noun(token.lower_) for token in self._doc[head.i + 1 : at]):
            return None  # "a spokesman for the committee's chairman, Representative Ann Roe"
        return decide(_ENDS_PHRASE, self._article.name_mention(last))

    def _name_brought_in(self, head: Token, end: int) -> Speaker | None:
        """The name in ``The head of the Ministry of Health Ann Roe``, where the article names that one first."""
        link = self._doc[head.i + 1 : head.i + 2].text
        if head.tag_ not in SINGULARS or not is_role(head.lower_) or link not in _HEADS_OF:
            return None
        people = self._article.people_between(self._body.chars_of(Tokens((head.i, end))))
        if not people:
            return None
        first, last = self._body.tokens_of(Chars((people[0].start, people[0].end)))
        opens = first - 1 > head.i + 2 and self._doc[head.i + 2].lower_ == "the"
        is_new = opens and self._article.last_named(people[0].entity_key, first) < 0
        before = self._doc[first - 1]
        if not is_new or last - first < 2 or before.tag_ not in PROPER_NOUNS or is_person_noun(before.lower_):
            return None
        is_titled = find_title_before([token.text for token in self._doc[head.i + 3 : first]])[0] > 0
        return None if is_titled else decide(_ENDS_PHRASE, self._article.name_mention(people[0]))

    def _name_after_dash(self, head: Token, end: int) -> Speaker | None:
        """The name in ``A former candidate -- Ann Roe, who lost -- said``."""
        if end + 1 >= len(self._doc) or self._doc[end].text not in _DASHES or not names_one_person(head.lower_):
            return None
        mention = self._article.mention_at(self._doc[end + 1])
        if mention is None or mention.label != "person" or mention.link == "pronoun":
            return None
        return decide("name.after_dash", self._article.name_mention(mention))
