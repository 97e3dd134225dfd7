from rag.llm.breaker import Breaker

REST = 60.0


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_one_silence_is_chance_and_a_second_in_a_row_brings_a_rest():
    clock = Clock()
    breaker = Breaker(REST, clock)
    breaker.silent()
    assert breaker.resting() == 0
    breaker.silent()
    assert breaker.resting() == REST


def test_a_word_between_two_silences_makes_them_chance():
    breaker = Breaker(REST, Clock())
    for _ in range(5):
        breaker.silent()
        breaker.spoke()
    breaker.silent()
    assert breaker.resting() == 0


def test_after_the_rest_it_is_asked_once_and_rests_again_if_still_silent():
    clock = Clock()
    breaker = Breaker(REST, clock)
    breaker.silent()
    breaker.silent()
    clock.now += REST - 1
    assert breaker.resting() == 1
    clock.now += 1
    assert breaker.resting() == 0
    breaker.silent()
    assert breaker.resting() == REST
    clock.now += REST
    breaker.spoke()
    assert breaker.resting() == 0


def test_at_most_about_half_of_the_time_is_spent_on_a_silent_model():
    clock = Clock()
    breaker = Breaker(REST, clock)
    waited, began = 0.0, clock.now
    for _ in range(1000):
        clock.now += 0.2
        if not breaker.resting():
            clock.now += REST
            waited += REST
            breaker.silent()
    assert waited < 0.6 * (clock.now - began)
    assert waited < 10 * REST
