"""Two shares of two sides: the 52 percent of Roe's and the 40 of Doe's in "Roe leads Doe, 52 percent to 40 percent"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.figures.clauses import find_subject
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.naming import Measured, name_holder, name_measured, name_whom
from tasks.annotate.figures.noun_phrases import name_those, text_of, with_modifiers
from tasks.annotate.figures.wholes import is_persons
from tasks.annotate.spans import Figure
from tasks.language.body import Body, Chars, Tokens
from tasks.language.grammar import COMMON_NOUNS, NOUNS, PLURALS, PROPER_NOUNS, VERBS, child, object_of, own_subject

_JOINTS = ("to", "-to-", "-", "\u2013", "vs", "vs.", "versus")
_LONGEST_BETWEEN = 10  # words between two shares of one whole
_REACH = 24  # tokens before the first number in which the lead is told


def name_sides(body: Body, figures: Sequence[Figure]) -> list[Figure]:
    """Tell of two shares that "to" joins whose each is; one that both seem to have is neither's alone."""
    named = list(figures)
    for at in range(1, len(named)):
        left, right = named[at - 1], named[at]
        if not _is_pair(body.text, left, right):
            continue
        decided = _find_decided(body, left)
        if decided is not None:
            named[at - 1] = replace(left, measured=decided.measured, measured_of=decided.of)
            named[at] = replace(right, measured=decided.measured, measured_of=decided.of)
            continue
        first, second = _find_sides(body, left, right)
        both = left.measured_of if left.measured_of == right.measured_of else None
        if first is None and second is None and both is None:
            continue
        of_left, of_right = left.measured_of, right.measured_of
        if first is not None or second is not None:
            of_left = first or (of_left if of_left not in (of_right, second) else None)
            of_right = second or (of_right if of_right not in (left.measured_of, first) else None)
        elif left.measured is None:
            of_left, of_right = None, None
        named[at - 1] = replace(left, measured=left.measured if both else None, measured_of=of_left)
        named[at] = replace(right, measured=right.measured if both else None, measured_of=of_right)
    return _count_among(body, _lend_whole(body, named))


def _find_decided(body: Body, left: Figure) -> Measured | None:
    """The proposal of "voters approved the proposal 52% to 48%"."""
    token = body.token_at(left.start)
    verb = next((each for each in token.ancestors if each.tag_ in VERBS), None) if token is not None else None
    if token is None or verb is None or verb.lower_ not in load_figure_words().measuring.deciding:
        return None
    thing = child(verb, "dobj", "nsubjpass")
    is_thing = thing is not None and thing.i < token.i and thing.tag_ in COMMON_NOUNS and not is_persons(thing)
    return name_measured(body, thing, -1) if thing is not None and is_thing else None


def name_margin(body: Body, top: Token, first: int, figure: Figure) -> Measured | None:
    """By how much one is before another: "Roe leads Doe by 8 points" says it of the lead, and it is Roe's."""
    is_points = figure.unit == "pp" or figure.counted in load_figure_words().points | load_figure_words().ballots
    top = top.head if top.dep_ == "nummod" and top.head.lower_ == figure.counted else top
    words = load_figure_words().measuring
    if is_points and top.head.lower_ in words.leads | words.losses | load_figure_words().sides and top.head.i > top.i:
        return Measured(top.head.lower_, name_whom(body, _find_leader(top.head, first)))  # "a 10-point lead"
    is_points = is_points or figure.kind == "percent"  # "lost by little more than 1 percent"
    verb = top.head.head if top.head.lower_ == "by" else None
    if not is_points or verb is None or verb.tag_ not in VERBS:
        return None
    side = next((each for each in verb.rights if each.lower_ in load_figure_words().sides), None)
    if side is not None and side.i < top.i:
        return Measured(side.lower_, name_whom(body, _find_leader(side, first)))  # "finished ahead of Doe by 8 points"
    if verb.lower_ not in words.leading | words.trailing | words.winning | words.losing:
        return None
    subject = find_subject(verb, first)
    is_self = subject is not None and subject.lower_.endswith("self")  # "found himself trailing"
    subject = find_subject(verb.head, first) if is_self and verb.head.tag_ in VERBS else subject
    return Measured(verb.lower_, name_whom(body, subject))


def _lend_whole(body: Body, figures: Sequence[Figure]) -> list[Figure]:
    """Give the second of "50 percent of the vote to Doe's 46 percent" what the first is of."""
    lent = list(figures)
    for at in range(1, len(lent)):
        left, right = lent[at - 1], lent[at]
        if left.kind != right.kind or left.kind != "percent" or left.unit != right.unit or right.counted:
            continue
        if right.measured or not (left.counted or left.measured or left.measured_of) or left.change or right.change:
            continue
        if _leads_to_owner(body.text[left.end : right.start].split(), left):
            end = body.token_at(right.start)
            owner = end.nbor(-2) if end is not None and end.i > 1 and end.nbor(-1).dep_ == "case" else None
            of = name_whom(body, owner) if owner is not None else right.measured_of
            lent[at] = replace(right, counted=left.counted, measured=left.measured, measured_of=of)
    return lent


def _leads_to_owner(between: Sequence[str], left: Figure) -> bool:
    """Whether the words between two shares end in whose the second is: "to Doe's", "and Poe's"."""
    is_owned = between[-1:] and between[-1].endswith(("'s", "\u2019s", "s'", "s\u2019", "'", "\u2019"))
    if not is_owned or len(between) > _LONGEST_BETWEEN or any(word.endswith(".") for word in between):
        return False
    against = load_figure_words().against
    return any(word.lower() in against for word in between[-5:]) or (between[0] == "and" and bool(left.measured_of))


def _count_among(body: Body, figures: Sequence[Figure]) -> list[Figure]:
    """Give shares with "among" behind them those whom it names: "leads 44 to 28 percent among voters"."""
    told = list(figures)
    for at, figure in enumerate(told):
        noun = _find_among(body, figure) if figure.kind == "percent" and not figure.counted else None
        is_pair = at > 0 and _is_pair(body.text, told[at - 1], figure)
        noun = noun or (_find_electorate(body, told[at - 1]) if is_pair else None)
        if noun is None:
            continue
        named = name_those(body, noun) if noun.tag_ == "DT" else text_of(body, Tokens(with_modifiers(noun)))
        told[at] = replace(figure, counted=named)
        if is_pair:
            told[at - 1] = replace(told[at - 1], counted=named)
    return told


def _find_electorate(body: Body, left: Figure) -> Token | None:
    """The voters of "a 4-point advantage among voters, 47 to 43 percent"."""
    token = body.token_at(left.start)
    for at in range(token.i - 1, max(token.i - _REACH, token.sent.start), -1) if token is not None else ():
        word = body.doc[at]
        if word.text in (";", ":"):
            return None
        if word.lower_ == "among" and word.head.lower_ in load_figure_words().measuring.leads:
            noun = object_of(word)
            return noun if noun is not None and is_persons(noun) else None
    return None


def _find_among(body: Body, figure: Figure) -> Token | None:
    _, end = body.tokens_of(Chars((figure.start, figure.end)))
    link = body.doc[end] if end < len(body.doc) else None
    noun = object_of(link) if link is not None and link.lower_ == "among" else None
    is_those = noun is not None and noun.lower_ == "those"
    return noun if noun is not None and (is_those or (noun.tag_ in PLURALS and is_persons(noun))) else None


def _is_pair(text: str, left: Figure, right: Figure) -> bool:
    """Whether two shares stand against each other; not those that something went from and to."""
    is_share = left.kind == right.kind == "percent" and left.unit == right.unit == "%"
    between = text[left.end : right.start].strip()
    return is_share and between in _JOINTS and not (left.change or right.change or left.counted or right.counted)


def _find_sides(body: Body, left: Figure, right: Figure) -> tuple[str | None, str | None]:
    """Whose the first and the second share are; the side that leads has the greater one."""
    token = body.token_at(left.start)
    if token is None or left.value is None or right.value is None:
        return None, None
    compared = _find_compared(token)
    if compared is not None:
        return name_whom(body, compared[0]), name_whom(body, compared[1])
    for at in range(token.i - 1, max(token.i - _REACH, token.sent.start - 1), -1):
        word = token.doc[at]
        found = _read_lead(word, token.i)
        if found is None or found == (None, None):
            continue
        names = [name_holder(body, each) if each is not None and each.tag_ in NOUNS else None for each in found]
        is_first = (left.value >= right.value) == (word.lower_ not in load_figure_words().measuring.trailing)
        return (names[0], names[1]) if is_first else (names[1], names[0])
    return None, None


def _find_compared(first: Token) -> tuple[Token, Token] | None:
    """Who is likelier than whom, told before both shares: "clerks are likelier to leave than nurses (4% vs. 3%)"."""
    if first.i < 2 or first.nbor(-1).text != "(":
        return None
    for at in range(first.i - 2, max(first.i - _REACH, first.sent.start), -1):
        link = first.doc[at]
        if link.lower_ != "than":
            continue
        other = object_of(link)
        verb = next((each for each in link.ancestors if each.tag_ in VERBS and own_subject(each) is not None), None)
        subject = own_subject(verb) if verb is not None else None
        if other is None or subject is None or not (is_persons(subject) and is_persons(other)):
            return None
        return (subject, other) if subject.i < other.i else None
    return None


def _read_lead(word: Token, first: int) -> tuple[Token | None, Token | None] | None:
    """Who is before whom, where a word tells of a lead: "leads Doe", "a lead over Doe", "is ahead of Doe"."""
    measuring = load_figure_words().measuring
    if word.tag_ in VERBS and word.lower_ in measuring.leading | measuring.trailing:
        leader = _find_shown(word) or find_subject(word, first)
        return leader, _find_behind(word, "over") or _find_rival(word, first)
    if word.tag_ in VERBS and word.lower_ in measuring.winning:
        return find_subject(word, first), _find_behind(word, "over")
    if word.lower_ in measuring.leads and word.tag_ in NOUNS:
        return _find_leader(word, first), _find_behind(word, "over")
    behind = _find_behind(word, "of") if word.lower_ in load_figure_words().ahead else None
    verb = next((each for each in word.ancestors if each.tag_ in VERBS), None) if behind is not None else None
    return (child(verb, "dobj") or find_subject(verb, first), behind) if verb is not None else None


def _find_rival(verb: Token, first: int) -> Token | None:
    """The Doe of "leads Doe 44 to 28 percent", also where the parse makes the name a part of the number's."""
    rival = child(verb, "dobj")
    if rival is not None and rival.i < first:
        return rival
    near = verb.doc[first - 1 - (verb.doc[first - 1].text == ",")]
    return near if near.i > verb.i and near.tag_ in PROPER_NOUNS else None


def _find_shown(verb: Token) -> Token | None:
    """The Roe of "shows Roe leading", whom the parse takes for what is shown."""
    is_joined = verb.tag_ == "VBG" and verb.head.tag_ in VERBS and own_subject(verb) is None
    shown = child(verb.head, "dobj") if is_joined else None
    return shown if shown is not None and shown.i < verb.i else None


def _find_behind(word: Token, joint: str) -> Token | None:
    """The Doe of "over Doe" and "ahead of Doe"."""
    links = (link for link in word.rights if link.lower_ == joint)
    return next((thing for thing in map(object_of, links) if thing is not None), None)


def _find_leader(lead: Token, first: int) -> Token | None:
    """Who has a lead: "Roe's lead", "Roe has a lead", "shows Roe with a lead", "gives Roe a lead"."""
    owner = child(lead, "poss")
    if owner is not None:
        return owner
    head = lead.head
    if lead.lower_ in load_figure_words().sides:  # "Roe is 8 points behind", "shows Roe 8 points ahead"
        shown = child(head, "dobj")
        return shown if shown is not None and shown.i < first else find_subject(head, first)
    if lead.dep_ == "pobj" and head.lower_ == "with":
        return head.head if head.head.tag_ in NOUNS else child(head.head, "dobj") or find_subject(head.head, first)
    if lead.dep_ != "dobj" or head.tag_ not in VERBS:
        return None
    given = child(head, "dative")
    has = head.lower_ in load_figure_words().measuring.having
    return given or (find_subject(head, first) if has else None)


def name_standing(body: Body, first: int) -> Measured | None:
    """Who stands at a share: "Jane Roe with 15 percent", "puts Jane Roe at 15 percent"; not who is beaten."""
    doc = body.doc
    name = doc[first - 2] if first > 1 and doc[first - 1].lower_ in ("with", "at") else None
    if name is None or name.ent_type_ != "PERSON" or name.tag_ not in PROPER_NOUNS:
        return None
    measuring = load_figure_words().measuring
    is_beaten = name.dep_ == "dobj" and name.head.lower_ in measuring.leading | measuring.winning - measuring.having
    return None if is_beaten else Measured(None, name_holder(body, name))
