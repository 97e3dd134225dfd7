"""Twenty visitors ask at once: nobody meets an error, all see evidence, each is told a place."""

import pytest

from tests.ui.crowd import crowd

QUESTION = "How many cranes did the harbour of Tarnwick have in 2019?"


def test_twenty_at_once_all_have_evidence_and_an_answer_and_those_who_wait_know_their_place(
    scripted: str,
):
    seen = crowd(scripted, [QUESTION] * 20)
    assert [v.problem for v in seen if v.problem] == []
    assert all(v.evidence is not None and v.done is not None for v in seen)
    # Evidence waits for nobody's answer.
    assert max(v.evidence for v in seen) < max(v.done for v in seen) / 2
    waited = [v for v in seen if v.places]
    assert len(waited) >= len(seen) - 2
    assert any("yours is next" in place for v in waited for place in v.places)


@pytest.mark.parametrize("count", [5])
def test_the_places_told_count_down(scripted: str, count: int):
    seen = crowd(scripted, [QUESTION] * count)
    longest = max(seen, key=lambda v: len(v.places))
    numbers = [int(p.split()[0]) if p[0].isdigit() else 1 for p in longest.places]
    assert len(numbers) >= 2
    assert numbers == sorted(numbers, reverse=True)
