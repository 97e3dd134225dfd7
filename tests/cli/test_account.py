"""Accounts are made and changed by command; no password is ever printed."""

import getpass
import io
import sys

import pytest

from core.settings import load_settings
from records.store import Records

PASSWORD = "nine red cranes"


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def account(askreports, data, monkeypatch):
    """Run a command of `account` with a line on standard input."""

    def run(*arguments, typed=PASSWORD + "\n"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return askreports("account", *arguments, "--data", data)

    return run


@pytest.fixture
def terminal(account, monkeypatch):
    """Run a command at a terminal, where passwords are typed one after the other."""

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    def run(askreports, data, *arguments, typed):
        words = iter(typed)
        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr(getpass, "getpass", lambda prompt: next(words))
        return askreports("account", *arguments, "--data", data)

    return run


def may_enter(data, name="ann", password=PASSWORD):
    with Records(load_settings(data=data)) as records:
        return records.accounts.who(records.accounts.sign_in(name, password, "192.0.2.1"))


def test_account_is_made_listed_and_lets_its_owner_in(account, data):
    made = account("add", "Ann", "--role", "admin", "--json")
    assert (made.status, made.err) == (0, "")
    about = made.document["account"]
    assert (about["name"], about["role"], about["disabled"]) == ("ann", "admin", False)
    assert set(about) == {"name", "role", "created_at", "disabled"}
    assert account("list", "--json").document == {"accounts": [about]}
    listed = account("list").out
    assert "ann" in listed
    assert "admin" in listed
    assert may_enter(data).role == "admin"


def test_account_is_changed(account, data):
    account("add", "ann")
    assert "ann is visitor now" in account("role", "ANN", "visitor").out
    assert account("disable", "ann", "--json").document["account"]["disabled"]
    assert "disabled" in account("list").out
    assert "enabled ann" in account("enable", "ann").out
    assert account("password", "ann", typed="ten blue cranes\r\n").status == 0
    assert may_enter(data, password="ten blue cranes").role == "visitor"


def test_at_a_terminal_the_password_is_typed_twice(askreports, terminal, data):
    made = terminal(askreports, data, "add", "ann", typed=[PASSWORD, PASSWORD])
    assert (made.status, made.err) == (0, "")
    assert may_enter(data).name == "ann"
    differ = terminal(askreports, data, "password", "ann", typed=[PASSWORD, "ten blue cranes"])
    assert "differ" in differ.line


def test_faults_are_one_line(account):
    account("add", "ann")
    assert "already" in account("add", "ann").line
    assert "'a b' cannot be a name" in account("add", "a b").line
    assert "9 characters" in account("add", "bob", typed="too short\n").line
    assert "0 characters" in account("add", "bob", typed="").line
    assert "no role 'chief'" in account("add", "bob", "--role", "chief").line
    for command in ("disable", "enable", "password"):
        assert "no account 'bob'" in account(command, "bob").line


def test_commands_have_help_and_json(askreports):
    for command in ("add", "list", "password", "role", "disable", "enable"):
        helped = askreports("account", command, "--help")
        assert helped.status == 0
        assert "--json" in helped.out
        assert "--data" in helped.out
