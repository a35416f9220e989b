"""What a share, a sum, a measure or a level is of: the inflation of "inflation of 5 percent", and whose it is."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.figures.aged import name_age_level, name_aged, recall_aged
from tasks.annotate.figures.aged_before import name_headed
from tasks.annotate.figures.apart import (
    is_weather,
    name_priced_before,
    name_share_in_row,
    name_travelled,
    name_worth,
)
from tasks.annotate.figures.clauses import (
    compares,
    find_selling,
    find_set_off,
    find_subject,
    has_relative_subject,
    is_listed,
    is_sold_for,
    may_be_explained,
    moves_something,
    says_margin,
)
from tasks.annotate.figures.hanging import (
    find_noun_behind,
    follows_worth,
    is_priced_for,
    is_way,
    says_wholly,
    stands_beside,
    word_before,
)
from tasks.annotate.figures.lasting import name_lasting
from tasks.annotate.figures.levels import is_tally, may_be_level
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.naming import (
    Measured,
    is_level,
    name_earlier,
    name_holder,
    name_measured,
    name_quality,
    step_joint,
)
from tasks.annotate.figures.noun_phrases import text_of
from tasks.annotate.figures.phrase import Phrase, Reading, find_top
from tasks.annotate.figures.recalled import Told
from tasks.annotate.figures.series import end_of_lent
from tasks.annotate.figures.sides import name_margin, name_standing
from tasks.annotate.figures.sums import (
    complete_by_deed,
    has_other_purpose,
    name_done,
    name_fined,
    name_increased,
    name_own_purpose,
    name_payer,
    name_purpose,
    name_shot,
    name_shown,
)
from tasks.annotate.figures.votes import name_voted
from tasks.annotate.spans import Figure
from tasks.language.body import Chars, Tokens
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    NOUN_SUBJECTS,
    NOUNS,
    VERBS,
    children_after,
    has_child,
    is_passive,
    own_subject,
)
from tasks.language.people import is_person_noun

# Kinds that measure something; of a count only what has no thing counted may be a level ("the index hit 2,956").
_MEASURING = frozenset(("percent", "money", "ratio", "measure", "multiple"))
_LINKS = frozenset(
    ("of", "at", "to", "from", "by", "for", "above", "below", "over", "under", "around", "near", "between", "beyond")
)
# What a noun before one of these has as its measure: "inflation at 5 percent", "a cut by a third".
_ON_NOUNS = _LINKS - {"for", "to", "by"} | {"than"}
_PRONOUNS = frozenset(("it", "that", "this"))
_OPENERS = frozenset((":", "(", "-", "\u2013", "\u2014", "[", "="))
_LONGEST_CLIMB = 8

_BEFORE = Measured(None, None)


class Measures:
    """The measured things of one body's figures, read in text order."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._at: dict[int, Measured] = {}
        self._told = Told(reading.body)
        self._aged: dict[float, set[str]] = {}

    def read(self, phrase: Phrase, figure: Figure) -> Measured:
        """What a figure measures, and whose; each is None where the text does not say it."""
        body = self._reading.body
        number = self._reading.token(phrase.number_start)
        if number is None:
            return _BEFORE
        first, end = body.tokens_of(Chars((figure.start, figure.end)))
        top = find_top(number, first, end_of_lent(self._reading, phrase, end))
        if figure.kind == "score":
            return name_voted(body, top, end) or _BEFORE
        if figure.kind == "duration":
            return name_lasting(body, top, first, end) or _BEFORE
        if figure.kind == "age":
            name = recall_aged(self._aged, body.doc, figure, first, name_aged(body, top, first, end))
            return name_age_level(body, top) or Measured(None, name or name_headed(body, figure.start))
        alone = name_margin(body, top, first, figure) or name_share_in_row(body, figure, Tokens((first, end)), top)
        alone = alone or name_quality(body, top, end, figure) or name_shot(body, top, Tokens((first, end)), figure)
        if alone is not None:
            return alone
        if figure.kind == "count":
            found = self._find_level(top, figure, first)
        else:
            found = self._find(top, figure, first, end) if figure.kind in _MEASURING else None
        if figure.kind == "measure" and figure.counted is None:
            found = found or name_travelled(body, top, first)
        if figure.kind == "money" and figure.counted is None:
            found = found or name_worth(body, first)
            found = complete_by_deed(body, found, top, first)
        if found is None or found == _BEFORE:
            return _BEFORE
        for at in range(first, end):
            self._at[at] = found
        self._told.note(figure, top.i, found)
        return found

    def _find_level(self, top: Token, figure: Figure, first: int) -> Measured | None:
        """What stands at a bare number: the index of "the index hit 2,956"; not what there are so many of."""
        points = load_figure_words().points
        if figure.counted in points and top.head.lower_ in points:
            top = top.head
        elif figure.counted is not None and figure.counted not in points:
            return None
        found = self._read_subject(top, figure, first) if top.tag_ in VERBS else self._climb(top, figure, first)
        text = self._reading.body.text[figure.start : figure.end]
        is_level = is_tally(found) or may_be_level(top, figure, text, found)
        return found if is_level else None

    def _find(self, top: Token, figure: Figure, first: int, end: int) -> Measured | None:
        is_unit = top.i == end - 1 and figure.kind != "multiple"  # the won of "5 million won", taken for a verb
        if top.tag_ in VERBS and not is_unit:
            return self._read_inner_verb(top, figure, first)
        if figure.kind == "measure" and is_way(top.doc, end):
            return None
        if says_wholly(top, figure):
            return None
        behind = find_noun_behind(top, end)
        if behind is not None:
            return self._name_behind(behind, figure, first, end)
        own = next(
            (child for child in top.lefts if child.dep_ == "poss" and child.i < first and has_child(child, "case")),
            None,
        )
        # "$5 million for roads and $3 million for schools"
        found = name_own_purpose(self._reading.body, top, figure) if top.dep_ == "conj" else None
        if found is None and not has_other_purpose(self._reading.body, top, figure):
            found = self._climb(top, figure, first) or name_own_purpose(self._reading.body, top, figure)
        gauge = find_set_off(top.doc, first, end) if found is None and figure.kind in ("money", "percent") else None
        if gauge is not None:
            return name_measured(self._reading.body, gauge, first)
        if found is None and figure.kind == "percent" and figure.counted is None:
            found = name_standing(self._reading.body, first)
        if own is not None and own.tag_ in NOUNS:
            return Measured(found.measured if found else None, name_holder(self._reading.body, own))
        return found

    def _name_behind(self, behind: Token, figure: Figure, first: int, end: int) -> Measured | None:
        """The noun behind a number: the law of "the $2 trillion Roe Act"; who "is 30 percent Latino" is the subject."""
        is_said = (
            behind.dep_ == "attr"
            and behind.i == end
            and behind.head.lower_ in load_function_words().be
            and not has_child(behind, "det")
        )
        if is_said and (behind.tag_ == "NNP" or figure.kind == "percent"):
            found = self._read_subject(behind.head, figure, first)
            if found is not None:
                return Measured(behind.text, found.measured or found.of)
        is_title = behind.tag_ == "NNP" and behind.ent_type_ not in ("PERSON", "ORG", "GPE", "NORP")
        is_spec = figure.kind in ("money", "measure")  # "a 512 GB SSD"
        if is_title and is_spec and all(each.tag_ in NOUNS for each in behind.doc[end : behind.i]):
            return Measured(text_of(self._reading.body, Tokens((end, behind.i + 1))), None)
        # "a 30-foot tall wall"
        doc = behind.doc
        is_extent = figure.kind == "measure" and doc[end].lower_ in load_figure_words().measuring.extents
        end += is_extent and doc[end + 1].text != "-"
        end += 2 * (doc[end].lower_ in ("a", "an", "per"))  # "a $1 an hour raise"
        return name_measured(self._reading.body, behind, end)

    def _read_inner_verb(self, verb: Token, figure: Figure, first: int) -> Measured | None:
        """What a verb within a figure says: "fees totaling $5 million", "cases doubled", "doubled the price"."""
        body = self._reading.body
        if figure.kind == "multiple":
            moved = next(children_after(verb, "dobj"), None)
            return name_measured(body, moved, -1) if moved else self._read_subject(verb, figure, first)
        if verb.dep_ == "acl" and verb.head.tag_ in NOUNS:
            is_within = verb.head.dep_ in ("pobj", "conj") and verb.head.head.lower_ not in ("with", "for")
            is_gauge = verb.head.lower_ in load_figure_words().measuring.gauges and verb.lower_ == "exceeding"
            is_within = is_within and not is_gauge  # "taxes on incomes exceeding $250,000"
            return None if is_within else name_measured(body, verb.head, -1)
        if verb.lower_ in load_figure_words().measuring.pricing and not is_passive(verb):
            return self._name_priced(verb, figure, first, verb)
        is_joined = verb.dep_ == "conj" and verb.tag_ == "VBG" and own_subject(verb) is None
        return None if is_joined else self._read_subject(verb, figure, first)  # "at up to but not exceeding $5"

    def _climb(self, here: Token, figure: Figure, first: int) -> Measured | None:
        """Go up from a number to the noun that has it, or the verb that says it of one."""
        preposition: Token | None = None
        for _ in range(_LONGEST_CLIMB):
            head = here.head
            if head.i in self._at and here.i not in self._at:
                return (self._find_before(first) if is_listed(head.doc[first - 1]) else None) or self._at[head.i]
            if head == here or stands_beside(here, first) or (preposition is None and follows_worth(here.doc, first)):
                return self._find_before(first)
            if head.tag_ in VERBS or head.tag_ == "MD":
                return self._name_by_verb(here, preposition, figure, first)
            if head.lower_ in ("up", "down") and head.i > 0 and head.nbor(-1).text == ",":
                recalled = self._told.recall_near(first)  # "a profit of 5, up 9 percent"
                if recalled is not None:
                    return recalled
            if compares(head):
                recalled = self._told.recall(figure, first)
                if recalled is not None or head.lower_ not in _LINKS:
                    return recalled
            is_sign = head.lower_ in load_figure_words().margins
            if head.tag_ in NOUNS and head.i < first and not is_level(head) and not is_sign:
                return self._name_noun(head, preposition, figure, first)
            if head.tag_ in ("IN", "TO") and head.lower_ not in _LINKS and head.lower_ != "than":
                return None
            preposition = step_joint(preposition, head)
            here = head
        return None

    def _find_before(self, first: int) -> Measured | None:
        """The noun right before a number that no verb has: "Crude up 5%", "Turnout: 61 percent", "inflation (5%)"."""
        doc, at = self._reading.body.doc, first - 1
        start = doc[first].sent.start
        if at < start:
            return None
        is_moved, is_set_off = doc[at].lower_ in ("up", "down"), doc[at].text in _OPENERS
        is_led = is_moved or is_set_off or doc[at].lower_ in ("at", "by", "worth")
        at -= is_led
        if at < start or is_level(doc[at]):
            return None
        indexes = load_figure_words().measuring.indexes
        is_index = doc[at].lower_ in indexes or (at > 0 and doc[at - 1].lower_ in indexes)
        is_led = is_led or doc[first].tag_ == "IN" or is_listed(doc[at])  # "income under $250,000"
        is_told = doc[at].lower_ in load_figure_words().measuring.gauges and doc[at + 1].text == ":"
        if not (is_led or is_index) or (is_set_off and not (is_told or may_be_explained(doc[at]))):
            return None
        if at in self._at:
            return self._at[at]
        opens = at == start and is_moved and doc[at].text.istitle()  # "Crude up 5%"
        found = name_measured(self._reading.body, doc[at], first) if doc[at].tag_ in NOUNS or opens else None
        is_person = found is not None and doc[at].tag_ == "NNS" and is_person_noun(doc[at].lower_)
        return Measured(None, found.measured) if found is not None and is_person else found

    def _name_noun(self, noun: Token, preposition: Token | None, figure: Figure, first: int) -> Measured | None:
        """What a noun before a number, and what joins them, say to be measured."""
        joint = preposition.lower_ if preposition is not None else ""
        selling = find_selling(noun)
        if selling is not None:
            return self._read_subject(selling, figure, first)
        if joint in ("to", "by", "for"):
            is_change = noun.lower_ in load_figure_words().change.moving
            # "has his rating down to 39 percent"
            is_change = is_change or word_before(preposition) in ("up", "down")
            is_priced = is_priced_for(noun, preposition, figure)
            if is_priced and noun.dep_ == "dobj" and noun.head.lower_ in load_figure_words().measuring.paying:
                return None
            if not (is_priced or (is_change and joint != "for")):
                return None
        elif joint and joint not in _ON_NOUNS:
            return None
        is_amount = any(child.lower_ in ("a", "an") for child in noun.lefts) or noun.tag_ == "NNS"
        is_amount = is_amount or noun.lower_ in load_figure_words().change.moving
        if joint == "of" and figure.counted and not is_amount:
            return None  # "control of 20 percent of the mines"
        found = name_measured(self._reading.body, noun, first)
        is_person = found is not None and is_person_noun(noun.lower_)
        return Measured(None, found.measured or found.of) if found is not None and is_person else found

    def _name_by_verb(self, here: Token, preposition: Token | None, figure: Figure, first: int) -> Measured | None:
        """What the verb above says to have the number: its object before the number, else its subject."""
        verb, words = here.head, load_figure_words()
        lower, measuring = verb.lower_, words.measuring
        joint = preposition.lower_ if preposition is not None else ""
        if here.dep_ in NOUN_SUBJECTS:
            return name_done(self._reading.body, verb, here, figure)
        if joint == "by" and says_margin(verb):
            return None
        is_price = joint == "for" and figure.kind == "money" and preposition is not None
        is_sold = is_price and preposition is not None and is_sold_for(verb, preposition, figure)
        if joint == "for" and (is_sold or lower in measuring.composing):
            return self._read_subject(verb, figure, first)
        if joint == "for" and lower not in measuring.pricing:
            is_sum = preposition is not None and figure.kind == "money"
            return name_shown(self._reading.body, preposition, first) if preposition and is_sum else None
        handed = self._read_sum(verb, here, figure, first) if not joint else None
        if handed is not None:
            return handed if handed != _BEFORE else None
        found = self._name_moved(verb, figure, first, here)
        if found is None and preposition is not None and joint == "at":
            found = name_shown(self._reading.body, preposition, first)
        return found or (self._find_before(first) if preposition is None else None)

    def _read_sum(self, verb: Token, here: Token, figure: Figure, first: int) -> Measured | None:
        """What a verb of having, paying and adding says of its sum; nothing at all if it is no such verb."""
        body, words = self._reading.body, load_figure_words()
        lower, measuring = verb.lower_, words.measuring
        if lower in measuring.fining or (lower in measuring.costing and verb.tag_ == "VBG" and verb.dep_ == "advcl"):
            return name_fined(body, verb, first) or _BEFORE
        if lower in measuring.adding and figure.kind in ("money", "count"):
            changed = name_increased(body, verb, here)
            return changed or (None if lower in words.change.down else _BEFORE)
        asks = figure.kind == "percent" and lower not in measuring.stating_forms and not words.change.kinds_of(lower)
        is_sum = figure.kind == "money" or (asks and not has_child(verb, "prt"))  # "make up 19 percent"
        if is_sum and here.dep_ in ("dobj", "npadvmod") and lower in measuring.giving_forms:
            return name_purpose(body, verb, here, figure) or name_payer(body, verb, first) or _BEFORE
        has_loss = figure.kind == "money" and figure.counted is not None and lower in measuring.having
        is_won = has_loss or (lower in measuring.winning and figure.kind != "measure")
        return (name_payer(body, verb, first) or _BEFORE) if is_won else None

    def _name_moved(self, verb: Token, figure: Figure, first: int, here: Token) -> Measured | None:
        """What a verb of change or price moves: its object before the number, else its subject, as of what stands."""
        words, lower = load_figure_words(), verb.lower_
        prices = lower in words.measuring.pricing
        moves = prices or moves_something(verb, figure)
        if moves:
            for moved in children_after(verb, "dobj"):
                if moved.i < first and moved.tag_ == "PRP":
                    return None  # "the poll puts him at 13 percent"
                if moved.i < first and moved.tag_ in NOUNS and moved.text[0].isalpha() and not is_level(moved):
                    return name_measured(self._reading.body, moved, first)
        if prices and not is_passive(verb) and not has_child(verb, "nsubjpass"):
            return self._name_priced(verb, figure, first, here)
        makes_up = lower in load_function_words().make and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "up"
        works_out = lower in words.measuring.working and verb.nbor(1).lower_ == "out"  # "the fee works out at $5"
        stands = makes_up or works_out or lower in words.measuring.stating_forms
        keeps = makes_up or lower in words.measuring.composing_forms
        keeps = keeps or (figure.change is not None and figure.kind != "money")
        if here.dep_ == "dobj" and figure.counted and not keeps:
            return None  # "closed a quarter of its beds"
        return self._read_subject(verb, figure, first) if moves or stands else None

    def _name_priced(self, verb: Token, figure: Figure, first: int, here: Token) -> Measured | None:
        """What an active verb puts a price on: what "that" or "whose" stands for; what sells at it."""
        asked = next((child for child in verb.lefts if child.dep_ == "dobj"), None)
        if asked is not None and asked.tag_ in NOUNS:
            return name_measured(self._reading.body, asked, first)
        if verb.dep_ == "relcl" and verb.head.i < verb.i and (asked is not None or not has_relative_subject(verb)):
            return name_measured(self._reading.body, verb.head, first)
        if here.dep_ == "dobj":
            return name_purpose(self._reading.body, verb, here, figure)
        return self._read_subject(verb, figure, first)

    def _read_subject(self, verb: Token, figure: Figure, first: int) -> Measured | None:
        """What the subject of a verb names; a pronoun stands for what was measured last."""
        subject = find_subject(verb, first)
        if subject is None:
            return None
        if subject.i in self._at:
            return self._at[subject.i]
        if is_weather(subject, figure):
            return None
        stands = subject.lower_ in load_figure_words().measuring.standing
        if subject.lower_ == "it" or (stands and not any(link.lower_ == "of" for link in subject.rights)):
            return (
                self._told.recall(figure, first)
                or self._told.recall_before(first)
                or name_earlier(self._reading.body, subject)
                or name_priced_before(self._reading.body, subject, verb, figure)
            )
        if subject.lower_ in _PRONOUNS:
            return self._told.recall(figure, first)
        if stands and figure.kind == "money" and subject.lower_ not in ("amount", "sum"):
            return None  # "the number of claims doubled, costing $5 million"
        found = name_measured(self._reading.body, subject, first) if subject.tag_ in NOUNS else None
        is_person = found is not None and subject.tag_ == "NN" and is_person_noun(subject.lower_)
        return Measured(None, found.measured) if found is not None and is_person and found.measured else found
