"""Read posts that an article shows whole: the words, an account's name and handle, mostly the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import POST_HEADING, POST_SIGNATURE, Rule
from tasks.annotate.quotes.shown import name_account
from tasks.annotate.spans import Mention
from tasks.language.body import Body, Chars, Tokens

_NAME = r"[^\W_a-z][^\n()@—–:“”\"]{0,58}?"
_ANY_NAME = r"[^\s()@—–:“”\"][^\n()@—–:“”\"]{0,58}?"  # "bryan", or a flag before a name, where a day follows
_ACCOUNT = r"@[\w-]{1,30}(?:[.@][\w.-]{2,40}\w)?"  # also "@roe.bsky.social" and "@roe@sea.social"
_HANDLE = rf"\({_ACCOUNT}\)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_LONG_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|\d{4}-\d{2}-\d{2}(?:T[\d:]{5,8}Z?)?"
_DAY = rf"{_LONG_DAY}|{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}"  # without a year where the line ends behind it
_CLOCK = r"(?: at \d{1,2}:\d\d ?[aApP][mM](?: [A-Z]{3})?)?"
# Such as: "We sail. — Ann Roe (@annroe) June 6, 2021", "A post shared by Ann Roe (@annroe) on Jun 6, 2021".
_SIGNATURE = re.compile(
    rf"(?:(?:^|(?<=\s))(?:—|–|-{{1,2}})[ \xa0]*+|^[ \t]*+(?=[^\n]*\)[ \t]*+(?:\n[ \t]*+)?(?:{_LONG_DAY}))"
    r"|(?P<shared>\bA (?:post|photo|video) shared by[ ]))"
    rf"(?P<name>{_NAME}|{_ANY_NAME}(?=[ \xa0]*+{_HANDLE}[ \xa0,]*+(?:\n[ \t]*+)?(?:on )?(?:{_LONG_DAY})))"
    rf"[ \xa0]*(?P<handle>{_HANDLE})"
    rf"(?:[ \xa0,]*+(?:\n?[ \t]*+(?:on )?(?P<day>{_DAY}){_CLOCK})?)?"
    r"[ \t\xa0]*+$",
    re.MULTILINE,
)
# Such as: "Ann Roe (@annroe) The ferry will sail."
_HEADING = re.compile(
    rf"^[ \t]*(?P<name>{_NAME})[ \xa0](?P<handle>{_HANDLE})[ \xa0]+(?P<words>[^\s,.;:a-z(][^\n]*)$", re.MULTILINE
)
# Such as, over the words: "Ann Roe @annroe · Jun 6, 2021"
_HEADING_ABOVE = re.compile(
    rf"^[ \t]*(?P<name>{_NAME})[ \xa0\n](?P<handle>{_ACCOUNT})[ \xa0]*[·•][ \xa0]*(?P<day>{_DAY})[ \t\xa0]*\n\n?"
    r"[ \t]*(?P<words>[^\n]+)$",
    re.MULTILINE,
)
# The same with the day in a line of its own; where words stand right before, it is their signature.
_HEADING_IN_LINES = re.compile(
    rf"(?:\A|(?<=\n\n))[ \t]*(?P<name>{_NAME})(?:[ \xa0]|\n)(?P<handle>{_ACCOUNT}|{_HANDLE})[ \xa0]*\n"
    rf"[ \t]*(?P<day>{_DAY}){_CLOCK}[ \t\xa0]*\n[ \t]*(?P<words>[^\n]+)$",
    re.MULTILINE,
)
# Such as a post's whole card: "Ann Roe", "@annroe", "The ferry will sail.", "10:32 AM · Jun 6, 2021", each in its line.
_CARD = re.compile(
    rf"^[ \t]*(?P<name>{_NAME})(?:[ \xa0]|\n)(?P<handle>{_ACCOUNT}|{_HANDLE})[ \xa0]*\n(?P<words>(?:[^\n]*\n){{1,8}}?)"
    r"[ \t]*(?:\d{1,2}[:.]\d\d(?: ?[aApP]\.?[mM]\.?)?[ \xa0]*[·•,|–—-][ \xa0]*)?"
    rf"(?P<day>{_DAY}){_CLOCK}[ \t\xa0]*$",
    re.MULTILINE,
)
_FORMS = (_HEADING_IN_LINES, _SIGNATURE, _HEADING, _HEADING_ABOVE, _CARD)
# What leads to a post in its own line: "On Twitter, the club was brief: ".
_LEAD = re.compile(r"[^\n:@]{1,150}?\b(?:Twitter|tweet(?:s|ed)?|wrote|writes|post(?:s|ed)?)\b[^\n:@]{0,100}: (?=\S)")
# The end of a word; a page may part the address from what is before it.
_LINK = re.compile(r"(?:pic\.twitter\.com/\w+|https?://\S+)$")
_SCHEME = re.compile(r"https?://")
_TWITTER_LINK = re.compile(r"\b(?:https?://t\.co/|pic\.twitter\.com/)")
_LINE = re.compile(r"[^\n]+")
_MARKS = '“”"'  # somebody is quoted, which is an outlet's way of writing
LONGEST_POST = 340  # characters: 280, and links that do not count
_ENDS_PARAGRAPH = re.compile(r"\.[”\"’]?$")
MOST_LINES = 12
_BREAK_IN_POST = re.compile(r"\n|\n{3,}")  # how page readers leave a line break or an empty line within one


def find_posts(body: Body, mentions: Sequence[Mention]) -> list[Report]:
    """Find posts signed with a name and a handle, or opened by them, in text order."""
    text = body.text
    if " @" not in text and "(@" not in text and "\n@" not in text:
        return []
    found: list[Report] = []
    floor = 0
    for match in sorted(chain.from_iterable(form.finditer(text) for form in _FORMS), key=re.Match.start):
        if match.start("name") < floor:
            continue
        if match.re is not _SIGNATURE:
            words, rule = Chars(match.span("words")), POST_HEADING
            day = Chars(match.span("day")) if match.re is not _HEADING else None
        else:
            # Before a shared picture the line above may be the outlet's.
            line = text.rfind("\n", floor, match.start()) + 1
            if not match["shared"]:
                words = _words_before(text, match.start(), floor)
            elif text[max(line, floor) : match.start()].strip() or not match["day"]:
                words = Chars((max(line, floor), match.start()))
            else:
                words = _caption_before(text, line, floor, match["name"])
            if "(@" in text[slice(*words)]:
                words = Chars((words[1], words[1]))  # a list of accounts
            rule = POST_SIGNATURE
            day = Chars(match.span("day")) if match["day"] else None
        if (lead := _LEAD.match(text, *words)) is not None:
            words = Chars((lead.end(), words[1]))
        words = _cut_links(text, words)
        floor = match.end()
        if words[0] >= words[1]:
            continue
        found.append(_make(body, words, match, day, rule, mentions))
    return found


def _words_before(text: str, end: int, floor: int) -> Chars:
    """The words of a post that a signature ends: its own line or the paragraph before, and lines that a post breaks."""
    while end > floor and text[end - 1].isspace():
        end -= 1
    start = max(text.rfind("\n", floor, end) + 1, floor)
    first = start
    # Where single line breaks part paragraphs, a sentence or a word before may be the outlet's own, or a heading:
    # unless a colon or the post before tells where this one begins.
    is_plain, sure = "\n\n" not in text, first
    for _ in range(MOST_LINES):
        before = first
        while before > floor and text[before - 1].isspace():
            before -= 1
        line = max(text.rfind("\n", floor, before) + 1, floor)
        if before <= floor or text[before - 1] == ":":
            return Chars((sure if is_plain and before == 0 else first, end))
        if end - line > LONGEST_POST or not _BREAK_IN_POST.fullmatch(text[before:first].replace(" ", "")):
            break
        is_own = _ENDS_PARAGRAPH.search(text, line, before) is None and " " in text[line:before]
        sure = line if is_own and sure == first else sure
        first = line
    return Chars((sure if is_plain else first, end))


def _caption_before(text: str, end: int, floor: int, name: str) -> Chars:
    """The caption of a shared picture, in the line before its signature; none where that line tells of the account."""
    while end > floor and text[end - 1].isspace():
        end -= 1
    start = max(text.rfind("\n", floor, end) + 1, floor)
    caption = text[start:end]
    if caption.endswith(":") or name.split()[-1] in caption or any(mark in caption for mark in _MARKS):
        return Chars((end, end))
    return Chars((start, end))


def _cut_links(text: str, words: Chars) -> Chars:
    """Leave out links at the end of a post, and spaces around it."""
    start, end = words
    end = start + len(text[start:end].rstrip())
    while end > start:
        word = 1 + max(text.rfind(mark, start, end) for mark in (" ", "\xa0", "\n"))
        word = max(word, start)
        link = _LINK.search(text, word, end)
        scheme = _SCHEME.fullmatch(text, text.rfind(" ", start, max(start, word - 1)) + 1, max(start, word - 1))
        if link is None and scheme is None:
            break
        end = scheme.start() if scheme is not None else link.start() if link is not None else end
        end = start + len(text[start:end].rstrip(" \xa0"))
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Chars((start, end))


def _make(
    body: Body, words: Chars, match: re.Match[str], day: Chars | None, rule: Rule, mentions: Sequence[Mention]
) -> Report:
    name, handle = Chars(match.span("name")), Chars(match.span("handle"))
    speaker = body.tokens_of(name)
    account = match["handle"].strip("(@)")
    has_link = _TWITTER_LINK.search(body.text, words[0], match.end()) is not None
    network = "Twitter" if has_link or day is not None else None
    if rule is POST_SIGNATURE and match["shared"]:
        network = "Instagram"
    elif "." in account:
        # A server's name: "@roe.bsky.social", "@roe@sea.social"; "@ann.roe" may be any network's.
        network = "Mastodon" if "@" in account else "Bluesky" if account.count(".") > 1 else None
    report = Report(
        fragments=[Chars(line.span()) for line in _LINE.finditer(body.text, *words) if line.group().strip()],
        rule=rule,
        cue=handle,
        cue_class="writing",
        clause=Tokens((speaker[0], body.tokens_of(handle)[1])),
        said_on=day,
        channel=network,
    )
    name_account(body, report, name, account, mentions)
    return report
