from __future__ import annotations

from tasks.annotate.speakers.memory import NEAR_TOKENS, Memory
from tasks.annotate.speakers.speaker import Speaker

ROE = Speaker(name="Ann Roe", key="person:ann-roe", kind="person")
TRENT = Speaker(name="Paul Trent", key="person:paul-trent", kind="person")


def fill(*spoken: tuple[int, Speaker]) -> Memory:
    memory = Memory()
    for at, speaker in spoken:
        memory.remember(at, speaker)
    return memory


def test_only_what_stands_before_a_place_counts_in_whatever_order_it_was_told() -> None:
    memory = fill((30, TRENT), (10, ROE), (20, TRENT))
    assert [spoken.at for spoken in memory.list_before(30)] == [20, 10]
    assert [memory.last_place(TRENT.key or "", before) for before in (20, 21, 31)] == [-1, 20, 30]
    assert list(fill().list_before(5)) == []


def test_who_spoke_last_is_forgotten_farther_on() -> None:
    memory = fill((10, ROE), (20, TRENT))
    assert [memory.last_speaker(before) for before in (10, 11, 20, 21)] == [None, ROE, ROE, TRENT]
    assert memory.last_speaker(20 + 2 * NEAR_TOKENS) == TRENT
    assert memory.last_speaker(21 + 2 * NEAR_TOKENS) is None


def test_of_two_at_one_token_the_first_stands() -> None:
    memory = fill((10, ROE), (10, TRENT))
    assert memory.speaker_at(10) == ROE
    assert memory.speaker_at(11) is None


def test_a_key_has_the_speaker_found_last() -> None:
    mayor = Speaker(name="Ann Roe", key=ROE.key, kind="person", role="mayor")
    assert fill((10, ROE), (20, mayor)).last_of_key(ROE.key or "") == mayor
    assert fill().last_of_key("person:ann-roe") is None
