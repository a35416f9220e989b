"""Bodies that a general word goes on with, by the sentence before: "the group", "the campaign"."""

from __future__ import annotations

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.bodies import is_government, list_words
from tasks.annotate.speakers.descriptions import Description
from tasks.annotate.speakers.holders import list_figures
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.annotate.speakers.speaker import Speaker, decide, make_key, surname_of
from tasks.language.body import Chars
from tasks.language.places import find_words

FEWEST_OF_HEAD = 3  # times that an article names a head of state whose administration it need not tell


def find_brought_in(article: ArticleSpeakers, description: Description) -> Speaker | None:
    """The one body that the sentence before "the group" names, or the same sentence before it.

    Args:
        article: What the article tells of its speakers.
        description: A definite description with a word for any body.
    """
    if description.head not in load_speaker_words().group or description.modifiers or description.is_plural:
        return None
    noun = article.body.doc[description.at]
    before = article.narration.last_sentence(noun.sent.start)
    start = before.start_char if before is not None else noun.sent.start_char
    named = [each for each in article.bodies_between(Chars((start, noun.idx))) if _may_be_group(each)]
    if len({each.entity_key for each in named}) != 1:
        return None
    return decide("body.brought_in", article.name_mention(named[0]))


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
