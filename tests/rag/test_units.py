"""A number is the same only with the same unit, however that is written."""

import pytest

from rag.verify.quantities import missing


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The dam is 5 km long.", "The dam is 5,000 metres long."),
        ("The dam is 5 kilometers long.", "a dam of five kilometres"),
        ("a three-year plan", "a plan over 3 years"),
        ("between 136 and 1,025 square kilometers", "from 136 to 1,025 sq. km"),
        ("The share is 5% to 10%.", "a share of 5 to 10 per cent"),
        ("It costs 5 million to 8 million euros.", "It costs 5-8 million euros."),
        ("水坝长五公里。", "水坝长5000米。"),
        ("为期三年的计划", "3年的计划"),
        ("He is 20 years old.", "He is aged 20."),
    ],
)
def test_the_same_measure_in_other_words_is_found(claim: str, source: str) -> None:
    assert missing(claim, source) == ()


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The dam is 5 miles long.", "The dam is 5 km long."),
        ("The dam is 5 m long.", "The dam is 5 km long."),
        ("It moved 40 kg.", "It moved 40 tonnes."),
        ("It moved 40 kg.", "It moved 40 tonnes. Only rule 40 was broken."),
        ("It took three months.", "It took three years."),
        ("It took 12 hours.", "It took 12 days."),
        ("Turnout rose by 4 percent.", "Turnout rose by 4 percentage points."),
        ("It cost 5 million yen.", "It cost 5 million francs."),
        ("It cost US$ 5 million yuan.", "It cost 5 million yuan."),
        ("The dam is 46 km long.", "The dam has 46 gates."),
        ("There were 4 races.", "The fourth race was cancelled."),
        ("It keeps 12 boats.", "It keeps 12% of the boats. Rule 12 was broken."),
        ("It lasted 20-odd months.", "It lasted 20-odd years."),
        ("Three more weeks passed.", "Three more days passed."),
        ("The share was 5‰.", "The share was 5%."),
        ("工程历时20多个月。", "工程历时20多年。"),
        ("水坝长5英里。", "水坝长5公里。"),
        ("增长了4%。", "增长了4个百分点。"),
        ("工程历时两个月。", "工程历时两年。"),
        ("三座桥", "五座桥"),
        ("数百万年前", "数百亿年前"),
    ],
)
def test_another_unit_is_missing(claim: str, source: str) -> None:
    assert len(missing(claim, source)) == 1


def test_a_date_of_the_month_is_no_quantity_but_its_day_is() -> None:
    assert missing("She came on 3月5日.", "She came on March 5.") == ()
    assert len(missing("She came on March 6.", "She came on March 5.")) == 1
