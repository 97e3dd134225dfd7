"""A cause must stand in the quoted words."""

from rag.verify.causes import uncaused


def test_a_cause_made_up_of_another_fact_is_named() -> None:
    assert uncaused("The ferry stopped because it won a prize.", "The ferry won a prize.")
    assert uncaused("渡轮因为获奖而停运。", "渡轮获得了一个奖项。")


def test_a_cause_in_other_words_passes() -> None:
    assert uncaused("The ferry stopped because of fog.", "Fog led to the ferry's stop.") == []
    assert uncaused("The ferry stopped due to fog.", "It stopped, as it was foggy.") == []
    assert uncaused("Therefore the ferry stopped.", "The ferry stopped.") == []
