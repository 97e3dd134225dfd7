"""Dates, publishers, titles and languages are found where they stand, and never made up."""

import pytest

from ingest.blocks import Block, Line, block
from ingest.metadata.dates import (
    bare_date,
    frequent_year,
    is_dateline,
    labelled_date,
    parse_any_date,
    parse_date,
    parse_pdf_date,
)
from ingest.metadata.language import language_of
from ingest.metadata.publisher import publisher_in
from ingest.metadata.title import title_in


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2019-01-25", "2019-01-25"),
        ("2017/6/27", "2017-06-27"),
        ("3 May 2021", "2021-05-03"),
        ("May 3, 2021", "2021-05-03"),
        ("3rd of May, 2021", "2021-05-03"),
        ("October, 2014", "2014-10"),
        ("Sept. 2014", "2014-09"),
        ("2021年5月3日", "2021-05-03"),
        ("2021年5月", "2021-05"),
        ("31 February 2020", ""),
        ("12 million", ""),
        ("2018-2035", ""),
    ],
)
def test_dates_are_read_to_what_they_say(text, iso):
    assert parse_date(text) == iso


def test_other_languages_and_bare_years_are_dates_where_one_is_given():
    assert parse_any_date("3 août 2021") == "2021-08-03"
    assert parse_any_date("2014") == "2014"
    assert parse_any_date("some day") == ""
    assert parse_pdf_date("D:20220729060321-04'00'") == "2022-07-29"
    assert parse_pdf_date("yesterday") == ""


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Update: 2019-01-25 Source: portal.example", "2019-01-25"),
        ("A title of the page | Updated:2017-06-27", "2017-06-27"),
        ("Published on 3 May 2021", "2021-05-03"),
        ("发布日期：2021年5月3日", "2021-05-03"),
        ("The report covers 2019-01-25 and later days", ""),
        ("Updated " + "very " * 60 + "2019-01-25", ""),
    ],
)
def test_labelled_dates_count_only_in_short_lines_after_a_label(line, iso):
    assert labelled_date(line) == iso


def test_bare_date_is_a_line_of_its_own():
    assert bare_date("October, 2014") == "2014-10"
    assert bare_date("In October, 2014 it rained") == ""
    assert bare_date("2014") == ""
    assert is_dateline("Update: 2019-01-25 Source: x.example")
    assert not is_dateline("The fair of 3 May 2021 was long")


def test_frequent_year_ties_go_to_the_later_and_figures_are_no_years():
    assert frequent_year(["2012, 2013 and 2012"]) == "2012"
    assert frequent_year(["in 2012 and in 2013"]) == "2013"
    assert frequent_year(["2,019 people and 1998.5 tonnes by 2999"]) == ""
    assert frequent_year(["by 2099 and 2099, now 2001"]) == "2001"


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        (
            ["Harbour Report 2020 is issued by Harbour Research Center of the Town."],
            "Harbour Research Center of the Town",
        ),
        (["The opinion, issued by the Council of Elders, says much."], ""),
        (["Update: 2019-01-25 Source: portal.example"], "portal.example"),
        (["Copyright © 2010 Harbour Office, Town. All rights reserved."], "Harbour Office"),
        (
            ["Copyright © Harbour Office All rights reserved.", "Presented by Daily News."],
            "Harbour Office",
        ),
        (["发布单位：港务局"], "港务局"),
        (["Voices by HARBOUR, Harbour and Harbour", "office@harbour.example"], ""),
        (["Voices by HARBOUR, Harbour and Harbour", "office@harbour.org"], "Harbour"),
        (["Nothing is said here about anyone."], ""),
    ],
)
def test_publisher_is_who_the_lines_say(lines, publisher):
    assert publisher_in([block(line) for line in lines]) == publisher


def heading(text, level=1):
    return Block("heading", (Line(text),), level)


BODY = block("A body of running text that says what is to be said about it, and at some length.")


@pytest.mark.parametrize(
    ("blocks", "title"),
    [
        ([heading("The Plan of the Port"), BODY], "The Plan of the Port"),
        ([block("Voices"), block("Jane Roe"), heading("About"), BODY], "Voices: Jane Roe"),
        (
            [heading("8.1 Trade", 2), BODY, block("Port Report 2020 is issued by the Office.")],
            "Port Report 2020",
        ),
        ([heading("8.1 Trade", 2), BODY], "8.1 Trade"),
        ([heading("Harbour opens | Updated:2017-06-27"), BODY], "Harbour opens"),
        ([BODY], ""),
    ],
)
def test_title_is_the_line_that_names_the_whole(blocks, title):
    assert title_in(blocks) == title


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The harbour is a city of trade and ships.", "en"),
        ("广州是一座城市，GDP 增长 8.1%。", "zh"),
        ("Le port est ouvert depuis le mois de mai à tous les navires.", "fr"),
        ("港は五月からすべての船に開かれています。", "ja"),
        ("12.5%", "en"),
    ],
)
def test_language_is_told_even_from_short_texts(text, code):
    assert language_of(text) == code
