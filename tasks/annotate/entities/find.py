"""Find the names in an article and say what each means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from spacy.attrs import ORTH

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.candidates import (
    collect_candidates,
    drop_opening_words,
    split_joined_names,
    split_owned_names,
)
from tasks.annotate.entities.completed import complete_names
from tasks.annotate.entities.descriptions import find_descriptions
from tasks.annotate.entities.heads import drop_no_persons, settle_heads
from tasks.annotate.entities.identity import Identity, as_listed, make_mention, not_told
from tasks.annotate.entities.labels import is_used_as_person, list_first_words, read_name_uses, relabel_persons
from tasks.annotate.entities.organizations import Organizations, is_generic, strip_suffixes
from tasks.annotate.entities.people import People
from tasks.annotate.entities.person_spans import mend_person_spans, open_particles
from tasks.annotate.entities.pronouns import add_speakers, resolve_pronouns
from tasks.annotate.entities.speaking import drop_households
from tasks.annotate.entities.trades import cut_trades
from tasks.annotate.entities.unseen import find_unseen_speakers
from tasks.annotate.spans import Mention
from tasks.language.body import Body, Tokens
from tasks.language.function_words import load_function_words
from tasks.language.grammar import NOUNS, PROPER_NOUNS, TIME_LABELS
from tasks.language.names import is_particle
from tasks.language.places import Entry, acts, find_words, is_located, load_gazetteer, make_slug, plain
from tasks.language.public_figures import list_known_surnames

__all__ = ["add_speakers", "find_entities"]  # the door of the package

_NAME_TAGS = NOUNS | {"JJ"}
MONTHS = frozenset({"May", "March", "August"})  # that are surnames as well
_KEY_PREFIXES = {"nationality": "group", "organization": "org"}


def find_entities(body: Body) -> list[Mention]:
    """Find the mentions of named persons, organizations, places and the like, and whom they name.

    Args:
        body: One article's body, parsed; offsets are code points in it.

    Returns:
        Mentions in text order, not overlapping. `entity_key` is the same for the same entity in every article:
        `person:lloyd-austin`, `place:KP` (a country, its people, and its capital where that acts as its government),
        `place:rome`, `org:nato`. It is null, as `name` is, where an entity is not told from others: a surname that two
        persons of the article share, a given name alone, "the Supreme Court" of an unknown country. Pronouns and
        descriptions ("South Korea's intelligence agency") are listed only where they were resolved.

    Source:
        docs/decisions/005-entities.md
    """
    found = _Article(body, collect_candidates(body))
    mentions = sorted(found.list_mentions(), key=lambda mention: (mention.start, -mention.end))
    mentions = _add_descriptions(mentions, find_descriptions(body, mentions))
    genders = {key: person.gender for key, person in found.people.by_key.items()}
    return _merge(mentions, resolve_pronouns(body, mentions, genders))


class _Article:
    """The names of one article, resolved by what the rest of it says."""

    def __init__(self, body: Body, candidates: Sequence[Candidate]) -> None:
        self.body = body
        self.doc = doc = body.doc
        self.countries = _count_countries(candidates)
        candidates = split_owned_names(doc, split_joined_names(doc, candidates))
        candidates = mend_person_spans(doc, candidates)
        taken = {at for candidate in candidates for at in range(candidate.start, candidate.end)}
        candidates = sorted((*candidates, *find_unseen_speakers(doc, taken)), key=lambda candidate: candidate.start)
        candidates = settle_heads(doc, candidates)
        cut_trades(doc, candidates)
        drop_opening_words(doc, candidates)
        self.uses = read_name_uses(doc, candidates)
        relabel_persons(doc, candidates, self.uses)
        candidates = complete_names(doc, candidates)
        drop_opening_words(doc, candidates)
        self.people = People(doc, candidates, self.uses)
        self._settle_labels(candidates)
        candidates = drop_households(doc, candidates, self.uses)
        candidates = drop_no_persons(doc, candidates, self.uses, self.people.list_words())
        self.words = set(doc.to_array(ORTH).tolist())
        self.candidates = [c for c in candidates if not self._is_sentence_start_error(c)]
        self.organizations = Organizations(doc, self.candidates, self.countries)

    def list_mentions(self) -> Iterator[Mention]:
        """Resolve each candidate, and find the names that were passed over and that the article explains."""
        for candidate in (*self.candidates, *self._find_missed()):
            resolved = self._resolve(candidate)
            if resolved is not None:
                yield resolved

    def _settle_labels(self, candidates: Sequence[Candidate]) -> None:
        """Decide between person, place and organization by what the article calls the same name elsewhere."""
        labels: dict[str, Counter[str]] = {}
        for candidate in candidates:
            if not candidate.entries:
                labels.setdefault(candidate.text, Counter())[candidate.label] += 1
        longer = {c.text for c in candidates if c.label == "organization" and len(c.words) > 1}
        companies = {strip_suffixes(name) for name in longer} - longer
        titled = {c.text for c in candidates if c.label == "person" and c.has_title}
        for candidate in candidates:
            if self._is_surname_there(candidate):
                candidate.label, candidate.entries = "person", ()
            elif not candidate.entries:
                candidate.label = self._settle_label(candidate, labels[candidate.text], companies, titled)

    def _settle_label(self, candidate: Candidate, labels: Counter[str], companies: set[str], titled: set[str]) -> str:
        text = candidate.text
        if candidate.has_title or text in titled or self.people.is_full_form(text):
            return "person"
        if text in companies and not self.people.is_part_of_name(text):
            return "organization"
        if len(candidate.words) > 1:
            return "person" if self.people.is_family_name(candidate.words) else candidate.label
        if self.people.is_only_given_name(text) or self.people.is_given_name_of_one(text):
            return "person"
        best, count = labels.most_common(1)[0]
        return best if count > labels[candidate.label] else candidate.label

    def _is_surname_there(self, candidate: Candidate) -> bool:
        if len(candidate.words) != 1 or not self.people.is_part_of_name(candidate.text):
            return False
        if any(entry.kind in ("country", "demonym", "seat") for entry in candidate.entries):
            return False
        if candidate.label == "person":
            return True
        before = self.doc[candidate.start - 1].lower_ if candidate.start else ""
        if before in load_function_words().locating or (candidate.entries and before in ("to", "from")):
            return False
        after = self.doc[candidate.end : candidate.end + 2]
        is_in_state = len(after) == 2 and after[0].text == "," and after[1].ent_type_ == "GPE"
        return not (is_in_state and candidate.label == "place")

    def _is_sentence_start_error(self, candidate: Candidate) -> bool:
        """A common word that opens a sentence and that the model took for a name."""
        if candidate.entries or len(candidate.words) != 1 or candidate.has_title:
            return False
        token = self.doc[candidate.start]
        # "al-Roe" opens a sentence as any name does.
        if self.people.is_part_of_name(candidate.text) or is_particle(token.text):
            return False
        is_first = bool(token.is_sent_start) or self.doc[token.i - 1].text in ('"', "“", "‘", "'", ":", "-", "–", "—")
        if not is_first:
            return False
        return self.doc.vocab.strings[token.lower_] in self.words or not token.tag_.startswith(("NNP", "JJ"))

    def _find_missed(self) -> Iterator[Candidate]:
        """Surnames and acronyms of this article that the model passed over."""
        taken = {at for candidate in self.candidates for at in range(candidate.start, candidate.end)}
        surnames = self.people.surnames() | self._list_single_names()
        for at in find_words(self.doc, self._list_wanted(surnames), ORTH):
            token = self.doc[at]
            text = plain(token.text)
            is_date = token.ent_type_ in TIME_LABELS and token.text in MONTHS - self.people.surnames()
            if at in taken or token.tag_ not in _NAME_TAGS or is_date:
                continue
            # "Fair enough": a surname that the article also has as a word counts only where it is tagged as a name.
            if token.tag_ not in PROPER_NOUNS and self.doc.vocab.strings[token.lower_] in self.words:
                continue
            is_within = token.dep_ == "compound" and token.head.tag_ in PROPER_NOUNS and token.head.i == token.i + 1
            before = self.doc[token.i - 1] if token.i else None
            is_after_name = before is not None and before.tag_ == "NNP" and before.text != "-"
            is_end = is_after_name and before is not None and before.dep_ == "compound" and before.head == token
            if text in surnames and not is_within and not is_end:
                name = Tokens((open_particles(self.doc, at), at + 1))
                yield Candidate(tokens=name, label="person", text=plain(self.doc[name[0] : name[1]].text))
            elif text not in surnames:
                entries = load_gazetteer().get(token.text, ())
                yield Candidate(tokens=Tokens((at, at + 1)), label="organization", text=token.text, entries=entries)

    def _list_wanted(self, surnames: Set[str]) -> set[str]:
        """The words that name somebody or some body of this article, with either apostrophe: "O’Roe"."""
        known = {c.text for c in self.candidates if c.label == "organization" and len(c.words) == 1 and not c.entries}
        wanted = {*surnames, *self.organizations.definitions, *(text for text in known if not is_generic(text))}
        return wanted | {name.replace("'", "’") for name in wanted if "'" in name}

    def _list_single_names(self) -> set[str]:
        """Names of one word that are surely persons' wherever the article has them."""
        begins = list_first_words(self.candidates)
        persons = {c.text for c in self.candidates if c.label == "person" and len(c.words) == 1}
        titled = {c.text for c in self.candidates if c.label == "person" and len(c.words) == 1 and c.has_title}
        used = {name for name in persons if is_used_as_person(name, self.uses.get(name), begins)}
        strings = self.doc.vocab.strings
        known = {name for name in list_known_surnames() if strings[name] in self.words}
        return titled | used | (known - begins - self._list_other_names())

    def _list_other_names(self) -> set[str]:
        """Names of one word that are no person's in this article."""
        return {c.text for c in self.candidates if c.label != "person" and len(c.words) == 1}

    def _resolve(self, candidate: Candidate) -> Mention | None:
        identity = self._identify(candidate)
        if identity is None:
            return None
        chars = self.body.chars_of(candidate.tokens)
        return make_mention(chars, candidate.label, identity)

    def _identify(self, candidate: Candidate) -> Identity | None:
        """Say what a candidate means, and settle its label; None where it names nothing."""
        if candidate.label == "person":
            return self.people.resolve(candidate)
        if candidate.entries:
            return self._identify_listed(candidate)
        if candidate.label == "place" and candidate.text in self.organizations.definitions:
            candidate.label = "organization"
        if candidate.label == "organization":
            return self.organizations.resolve(candidate.text)
        name, rule = candidate.text, "names.as_written"
        if candidate.label == "nationality":
            rule = "names.people"
            name = name.removesuffix("s") if len(name) > 4 and not name.endswith("ss") else name
        slug = make_slug(name)
        prefix = _KEY_PREFIXES.get(candidate.label, candidate.label)
        return Identity(key=f"{prefix}:{slug}", name=name, link="name", rule=rule) if slug else None

    def _identify_listed(self, candidate: Candidate) -> Identity | None:
        """Take what a lexicon says, where the article does not say otherwise."""
        defined = self.organizations.definitions.get(candidate.text)
        if defined is not None and not any(entry.kind == "country" for entry in candidate.entries):
            candidate.label = "organization"
            return self.organizations.resolve(candidate.text)
        fitting = [entry for entry in candidate.entries if self._holds(entry, candidate)]
        if not fitting:
            is_name = candidate.is_modelled and candidate.model_label is not None and len(candidate.words) > 1
            return not_told("lexicon.does_not_fit") if is_name else None
        if len({entry.key for entry in fitting}) == 1:
            return self._take(candidate, fitting[0], f"lexicon.{fitting[0].kind}")
        # "Georgia": the state or the country, by which of them the rest of the article is about.
        evident = [entry for entry in fitting if entry.country and self.countries[entry.country]]
        if len({entry.key for entry in evident}) == 1:
            return self._take(candidate, evident[0], "lexicon.by_countries_named")
        return not_told("lexicon.several")

    def _take(self, candidate: Candidate, entry: Entry, rule: str) -> Identity:
        """Take what a lexicon says a name names, or the government that it stands for there."""
        candidate.label = entry.label
        if entry.acts_for is not None:
            span = self.doc[candidate.start : candidate.end]
            if acts(span) or (entry.kind == "seat" and not is_located(span)):
                if entry.kind != "capital":
                    candidate.label = "organization"
                key, name = entry.acts_for
                return Identity(
                    key=key, name=name, link="metonym", country=entry.country, rule=f"government.{entry.kind}"
                )
        return as_listed(entry, entry.link, rule)

    def _holds(self, entry: Entry, candidate: Candidate) -> bool:
        if entry.kind == "half":
            before = self.doc[candidate.start - 1].lower_ if candidate.start else ""
            after = self.doc[candidate.end].tag_ if candidate.end < len(self.doc) else ""
            return before == "the" and after not in PROPER_NOUNS and self.countries[entry.country or ""] > 0
        if entry.condition == "local":
            most = self.countries.most_common(1)
            return bool(most) and self.countries[entry.country or ""] == most[0][1]
        if entry.condition == "named":
            return candidate.is_modelled and candidate.model_label in (entry.label, None, "place", "nationality")
        return True


def _count_countries(candidates: Sequence[Candidate]) -> Counter[str]:
    """Count how often an article names each country, its people and its cities, ambiguous names left out."""
    counts: Counter[str] = Counter()
    for candidate in candidates:
        codes = {entry.country for entry in candidate.entries if entry.condition == "always"}
        if len(candidate.entries) == 1 and len(codes) == 1:
            counts.update(code for code in codes if code)
    return counts


def _add_descriptions(mentions: Sequence[Mention], described: Sequence[Mention]) -> list[Mention]:
    """Add organs of states; "Foreign Ministry" of no known country gives way to one that a country's name precedes."""
    spans = {at for mention in described for at in range(mention.start, mention.end)}
    unknown = (m for m in mentions if m.entity_key is None and m.label == "organization" and m.start in spans)
    dropped = {mention.start for mention in unknown}
    return _merge([mention for mention in mentions if mention.start not in dropped], described)


def _merge(mentions: Sequence[Mention], more: Sequence[Mention]) -> list[Mention]:
    """Add mentions that overlap none of those known."""
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    free = [m for m in more if taken.isdisjoint(range(m.start, m.end))]
    return sorted((*mentions, *free), key=lambda mention: mention.start)
