"""Bodies that a general word goes on with, by the sentence before: "the group", "the campaign"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.bodies import is_government, list_words, may_be_business
from tasks.annotate.speakers.descriptions import Description
from tasks.annotate.speakers.holders import list_figures
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.annotate.speakers.speaker import SPEAKER_KINDS, Speaker, decide, make_key, surname_of
from tasks.language.body import Chars
from tasks.language.grammar import PROPER_NOUNS, SUBJECTS, TIME_LABELS
from tasks.language.places import find_words

_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
_TOLD_OF = frozenset({*SUBJECTS, "poss"})
FEWEST_OF_HEAD = 3  # times that an article names a head of state whose administration it need not tell


def find_brought_in(article: ArticleSpeakers, description: Description) -> Speaker | None:
    """The one body that the sentence before "the group" or "the company" names, or the same sentence before it.

    A business must be what the sentence tells of or what owns that, and nothing else may be named there that may be
    a body: "Severn closed its mill, the company said".

    Args:
        article: What the article tells of its speakers.
        description: A definite description with a word for any body.
    """
    words = load_speaker_words()
    is_business = description.head in words.business
    if description.modifiers or description.is_plural or not (is_business or description.head in words.group):
        return None
    noun = article.body.doc[description.at]
    before = article.narration.last_sentence(noun.sent.start)
    start = before.start if before is not None else noun.sent.start
    named = article.bodies_between(Chars((article.body.doc[start].idx, noun.idx)))
    named = [each for each in named if not _is_product(article, each)]
    if not is_business:
        named = [each for each in named if _may_be_group(each)]
    if len({each.entity_key for each in named}) != 1:
        return None
    if is_business and not _is_business_told_of(article, named, article.body.doc[start : noun.i]):
        return None
    return decide("body.brought_in", article.name_mention(named[0]))


def _is_business_told_of(article: ArticleSpeakers, named: Sequence[Mention], words: Span) -> bool:
    """Whether the body that some words name is what they tell of, and the only one that may be a business."""
    tokens = (article.body.token_at(each.end - 1) for each in named)
    if not may_be_business(named[0].name or "") or not any(each and each.dep_ in _TOLD_OF for each in tokens):
        return False
    if any(map(may_be_other, words)):
        return False
    names = (token for token in words if token.tag_ in PROPER_NOUNS and token.ent_type_ not in TIME_LABELS)
    labels = {mention.label if (mention := article.mention_at(name)) is not None else None for name in names}
    return labels <= SPEAKER_KINDS.keys()


def _is_product(article: ArticleSpeakers, mention: Mention) -> bool:
    """Whether a name is a thing's by its looks: "the V9"."""
    at = article.body.tokens_of(Chars((mention.start, mention.end)))[0]
    has_article = at > 0 and article.body.doc[at - 1].lower_ in ("a", "an", "the")
    return has_article and any(map(str.isdigit, mention.name or ""))


def may_be_other(token: Token) -> bool:
    """Whether an object may be the business meant: "sued the mill", "sued Severn", taken for a place."""
    if token.dep_ != "dobj":
        return False
    is_the = any(each.lower_ == "the" for each in token.lefts)
    return token.ent_type_ in _PLACES or (is_the and token.tag_ == "NN")


def _may_be_group(mention: Mention) -> bool:
    """Whether a body's name is no state's, party's or newspaper's."""
    words = list_words(mention.name)
    return not is_government(words) and words.isdisjoint(load_speaker_words().no_group)


def find_campaign(article: ArticleSpeakers, description: Description) -> Speaker | None:
    """Whose "the campaign" is: that of the person named most, if the sentence before names nobody else."""
    most = article.named_most
    if description.head != "campaign" or most is None or most.name is None:
        return None
    noun = article.body.doc[description.at]
    before = article.narration.last_sentence(noun.sent.start)
    if before is None:
        return None
    named = article.people_between(Chars((before.start_char, noun.idx)))
    if not named or any(each.entity_key != most.key for each in named):
        return None
    name = f"{surname_of(most.name)} campaign"
    return Speaker(name=name, key=make_key("org", name), kind="organization", rule="body.campaign_of")


def list_called_after(article: ArticleSpeakers, head: str, kind: str) -> dict[str, Speaker]:
    """List the bodies of a word that an article calls after persons, by key, where it is about them.

    It calls them so twice, or names that one thrice, and names no other head of state: "Ann Roe of the Hale
    administration" says nothing of whose "the administration" is.
    """
    doc, families, places = article.body.doc, article.family_names, article.places_named
    names = [doc[at - 1].text for at in find_words(doc, (head,)) if at > 0 and doc[at - 1].lower_ in families]
    heads = {key: key.partition(":")[2].rpartition("-")[2] for key in list_figures("president") & places.keys()}
    is_of_them = len(names) > 1 or any(len(places[key]) >= FEWEST_OF_HEAD for key in heads)
    if not is_of_them or not set(heads.values()) <= {name.lower() for name in names}:
        return {}
    keys = {make_key("org", f"{name} {head}"): f"{name} {head}" for name in names}
    return {key: Speaker(name=name, key=key, kind=kind) for key, name in keys.items()}
