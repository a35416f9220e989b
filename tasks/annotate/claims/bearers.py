"""Whether a surname may be of another than the one whom an article names so: a relative, a town, a ruling."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.claims.stretch import Story
from tasks.annotate.spans import Mention
from tasks.language.grammar import NOUNS
from tasks.language.names import count_title_words, guess_gender
from tasks.language.people import sex_of
from tasks.language.places import load_gazetteer
from tasks.language.public_figures import list_figures_by_family, list_full_names

_HEADS = frozenset({"president", "prime minister", "chancellor"})
_OTHERS = frozenset({"vice", "deputy", "former", "ex"})


def may_be_another(story: Story, mention: Mention, word: Token) -> bool:
    """Whether a full name is not to be put beside a surname.

    Args:
        story: The article.
        mention: The mention of the surname; its name is the full name.
        word: Its last word.

    Returns:
        Whether a title before it is of the other sex ("Mrs. Moe" is not Tom Moe), whether the word is a town's or
        a ruling's too, and whether another has the title that stands before it.
    """
    name, text = mention.name or "", word.text
    sex = _read_title(word)
    if _is_other(sex, name) or (sex is None and _is_place(text)):
        return True
    if list_full_names(mention.entity_key or ""):
        return False
    return f"{text} v." in story.body.text or f"{text} vs." in story.body.text or _has_namesake(story, mention, word)


def name_in_office(story: Story, mention: Mention, word: Token) -> str:
    """The full name of a head of state or government whom an article names by office and surname: "President Obama".

    Args:
        story: The article, of a year of the office.
        mention: The mention of the surname.
        word: Its last word.

    Returns:
        The name; empty where the office does not stand before the surname, or another body's does ("Acme President
        Moon"), and where the article names another bearer.
    """
    family, published = (mention.entity_key or "").partition(":")[2], story.published_at
    found = list_figures_by_family().get(family, ())
    if published is None or len(found) != 1 or word.text.lower() != family:
        return ""
    holder, office = found[0], found[0].office.split()
    first = word.i - len(office)
    if first < 0 or not holder.years[0] <= published.year <= holder.years[1]:
        return ""
    before = word.doc[first - 1] if first else None
    title = [each.text for each in word.doc[first : word.i]]
    if holder.office not in _HEADS or title != [each.capitalize() for each in office]:
        return ""
    is_bare = before is None or not (before.tag_ in NOUNS or before.lower_ in _OTHERS)
    is_countrys = before is not None and load_gazetteer().get(before.text, ()) != ()
    others = {each.entity_key for each in story.mentions if (each.entity_key or "").endswith(f"-{family}")}
    return holder.name if (is_bare or is_countrys) and not others - {*holder.keys} else ""


def _read_title(word: Token) -> str | None:
    """The sex that a title before a surname tells."""
    before = _word_before(word)
    return sex_of(before.lower()) or count_title_words((before,))[1]


def _word_before(word: Token) -> str:
    return word.nbor(-1).text if word.i > 0 else ""


def _is_other(sex: str | None, name: str) -> bool:
    given = guess_gender(name.split()[0])
    return sex is not None and given is not None and sex != given


def _is_place(text: str) -> bool:
    return any(entry.kind in ("capital", "part") for entry in load_gazetteer().get(text, ()))


def _has_namesake(story: Story, mention: Mention, word: Token) -> bool:
    """Whether the article gives the title before a surname to another person of the name: "Dr. Jim Roe"."""
    title = _word_before(word)
    if not title[:1].isupper():
        return False
    family = f" {word.text}"
    names = {each.name for each in story.mentions if each.label == "person" and (each.name or "").endswith(family)}
    return any(f"{title} {name}" in story.body.text for name in names - {mention.name})
