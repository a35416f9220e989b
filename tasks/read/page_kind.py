"""Tell from a page's markup that it holds no article."""

from __future__ import annotations

from tasks.read.lexicon import load_page_fields
from tasks.read.page_facts import Facts

# A page with this much running text is taken for an article, whatever its markup says.
MOST_WORDS = 120
LEAST_PARAGRAPH_WORDS = 25
# What pages show before a wall is a sentence or two; short articles for those who pay are read whole by crawlers.
LEAST_SHOWN_WORDS = 40


def find_no_article(facts: Facts, text: str | None) -> str | None:
    """Say in words why a page is no article.

    Args:
        facts: What its markup states.
        text: What was extracted of it.

    Returns:
        The reason; None for an article and for whatever may be one. Text is what counts: markup alone turns away only
        pages with little of it.
    """
    words = load_page_fields().no_article
    lines = (text or "").split("\n")
    n_words = sum(len(line.split()) for line in lines)
    n_prose = sum(len(line.split()) for line in lines if len(line.split()) >= LEAST_PARAGRAPH_WORDS)
    og_type = facts.metas.get("og:type", "").casefold()
    if n_words <= MOST_WORDS:
        title = " ".join((facts.title or "").casefold().replace(":", " ").split())
        if title in words.error_titles or title.split(" ")[0] in ("404", "403", "410", "500", "502", "503"):
            return f"an error page: {facts.title!r}"
        if not facts.is_free and n_words < LEAST_SHOWN_WORDS:
            return f"a paywall's stub: the page says it is not free, and shows {n_words} words"
        if facts.types & words.gallery_types or og_type in ("gallery", "image.gallery"):
            return f"a gallery: {n_words} words beside its pictures"
    if n_prose == 0 and not facts.articles and facts.types & words.index_types:
        return "an index page: no paragraph of running text, and its markup says it is a collection"
    return None
