"""What the words of a person's name are: a full name, a family name with its particles, the end of a longer name."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.person_forms import Person
from tasks.language.names import is_given_name, is_initial, is_particle, is_reigning, is_suffix, split_name
from tasks.language.places import make_slug
from tasks.language.public_figures import list_known_surnames

ARTICLES = ("al-", "el-", "Al-", "El-")


def list_full(candidates: Sequence[Candidate]) -> list[Candidate]:
    """List the names of persons in full, those of popes and kings among them whose name is nobody's surname."""
    persons = [each for each in candidates if each.label == "person"]
    families = {split_name(each.words)[1] for each in persons if is_full_name(each.words)}

    def is_whole(words: Sequence[str]) -> bool:
        return is_full_name(words) or (is_reigning(words) and make_slug(words[0]) not in families)

    return [each for each in persons if is_whole(each.words)]


def drop_ends(full: Sequence[Candidate]) -> list[Candidate]:
    """Leave out the ends of longer names: "Bin Salman" opens a sentence, "Vane Quarles" is Ada Vane Quarles."""
    ends = {tuple(c.words[at:]) for c in full for at in range(1, len(c.words) - 1)}

    def is_end(words: list[str]) -> bool:
        is_known = is_given_name(words[0]) or words[-1] in list_known_surnames()
        is_written_so = tuple(words) in ends and not is_known
        return is_written_so or (
            is_family_with_particles(words) and not ends.isdisjoint({tuple(words), (words[0].lower(), *words[1:])})
        )

    return [candidate for candidate in full if not is_end(candidate.words)]


def find_ends(people: Sequence[Person]) -> dict[str, list[Person]]:
    """List who bears family names of several words: "Vane Quarles" of Ada Vane Quarles."""
    found: dict[str, list[Person]] = {}
    for person in people:
        for at in range(1, len(person.words) - 1):
            found.setdefault(make_slug(" ".join(person.words[at:])), []).append(person)
    return found


def list_initialed(candidates: Sequence[Candidate]) -> dict[str, str]:
    """Surnames with the one initial that stands in for a given name which nobody tells: "V. Roe"."""
    persons = (each.words for each in candidates if each.label == "person" and len(each.words) == 2)
    return {make_slug(words[1]): " ".join(words) for words in persons if is_initial(words[0])}


def without_article(family: str) -> str:
    """The family name that "al-" or "el-" stands before: "al-Maliki" is Maliki as well."""
    return family[3:] if family.startswith(ARTICLES) else family


def strip_initials(words: Sequence[str]) -> list[str]:
    """The words of a name without initials, to tell a full name from a surname with an initial."""
    return [word for word in words if not is_initial(word)] or list(words)


def is_family_name(words: Sequence[str]) -> bool:
    """Whether words are a family name of several words: "bin Salman", "van der Bellen"."""
    return is_family_with_particles(words) and words[0].islower()


def is_family_with_particles(words: Sequence[str]) -> bool:
    """Whether words are particles and one word behind them: "van der Roe", "Le Roe"."""
    return len(words) > 1 and all(is_particle(word) for word in words[:-1])


def is_full_name(words: Sequence[str]) -> bool:
    """Whether a name has a given name and a family name, not "Trump Jr." or "J. Smith" alone."""
    # "J.P. Roe" and "J. P. Roe" go by two initials.
    core = words if sum(map(str.isalpha, "".join(filter(is_initial, words[:2])))) > 1 else strip_initials(words)
    return len([word for word in core if not is_suffix(word)]) > 1 and not is_family_name(words)
