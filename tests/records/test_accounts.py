"""Who signs in is who they say, for as long as they may; nothing kept lets another in."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from core.errors import AccessDenied, InputError
from records.accounts import DENIED, Accounts
from records.schema import AccountRow, SessionRow
from records.store import Records

PASSWORD = "nine red cranes"
HERE = "192.0.2.7"


@pytest.fixture
def accounts(records):
    made = records.accounts
    made.create("Ann", PASSWORD, "staff")
    return made


def rows(records, table):
    with records.database.reading() as session:
        found = session.scalars(select(table)).all()
        session.expunge_all()
        return found


def denied(accounts, name="ann", password="ten red cranes", address=HERE):
    with pytest.raises(AccessDenied) as caught:
        accounts.sign_in(name, password, address)
    return str(caught.value)


def test_who_signs_in_is_known_by_the_token(accounts, reopened):
    token = accounts.sign_in(" ANN ", PASSWORD, HERE)
    account = reopened().accounts.who(token)
    assert (account.name, account.role, account.disabled) == ("ann", "staff", False)
    assert accounts.sign_in("ann", PASSWORD, HERE) != token
    assert len(token) == 43


@pytest.mark.parametrize("token", [None, "", "nonsense", "\ud800"])
def test_other_tokens_are_nobodys(accounts, token):
    assert accounts.who(token) is None
    accounts.sign_out(token)


def test_token_is_kept_only_hashed(accounts, records):
    token = accounts.sign_in("ann", PASSWORD, HERE)
    (row,) = rows(records, SessionRow)
    assert token not in repr(vars(row))
    assert re.fullmatch("[0-9a-f]{64}", row.token_hash)
    assert accounts.who(row.token_hash) is None


def test_password_is_kept_only_as_argon2(accounts, records):
    (row,) = rows(records, AccountRow)
    assert row.password_hash.startswith("$argon2id$")
    assert PASSWORD not in repr(vars(row))
    assert PASSWORD not in repr(records.log.latest())


@pytest.mark.parametrize("name", ["", "a", ".ann", "ann b", "ann\n1", "ännchen", "a" * 41, "a/b"])
def test_impossible_names_are_refused(records, name):
    with pytest.raises(InputError, match="cannot be a name"):
        records.accounts.create(name, PASSWORD, "staff")


def test_taken_names_short_passwords_and_unknown_roles_are_refused(accounts):
    with pytest.raises(InputError, match="already"):
        accounts.create("ANN", PASSWORD, "staff")
    with pytest.raises(InputError, match="9 characters"):
        accounts.create("bob", "x" * 9, "staff")
    with pytest.raises(InputError, match="1001 characters"):
        accounts.set_password("ann", "x" * 1001)
    with pytest.raises(InputError, match="no role 'chief'"):
        accounts.create("bob", PASSWORD, "chief")
    with pytest.raises(InputError, match="no role 'chief'"):
        accounts.set_role("ann", "chief")
    for change in (accounts.disable, accounts.enable):
        with pytest.raises(InputError, match="no account 'bob'"):
            change("bob")
    assert [account.name for account in accounts.all()] == ["ann"]


def test_unknown_wrong_and_disabled_are_told_alike(accounts):
    accounts.create("bob", PASSWORD, "staff")
    accounts.disable("bob")
    said = {denied(accounts), denied(accounts, "nobody"), denied(accounts, "bob", PASSWORD)}
    assert said == {DENIED}
    assert denied(accounts, password="x" * 5000) == DENIED


def test_unknown_names_take_as_long_as_wrong_passwords(settings):
    with Records(settings) as records:  # with argon2's own cost
        records.accounts.create("ann", PASSWORD, "staff")
        denied(records.accounts, "nobody")

        def took(name):
            start = time.process_time()
            denied(records.accounts, name)
            return time.process_time() - start

        unknown, wrong = (min(took(name) for _ in range(2)) for name in ("nobody", "ann"))
    assert 0.5 < unknown / wrong < 2


def test_a_session_ends_after_twelve_hours(accounts, clock):
    token = accounts.sign_in("ann", PASSWORD, HERE)
    for _ in range(7):
        clock.wait(minutes=100)
        assert accounts.who(token) is not None
    clock.wait(minutes=20)
    assert accounts.who(token) is None


def test_a_session_ends_after_two_hours_without_use(accounts, clock):
    token = accounts.sign_in("ann", PASSWORD, HERE)
    clock.wait(hours=1, minutes=59)
    assert accounts.who(token) is not None
    clock.wait(hours=1, minutes=59)
    assert accounts.who(token) is not None
    clock.wait(hours=2)
    assert accounts.who(token) is None


def test_use_is_noted_at_most_once_a_minute(accounts, records, clock):
    token = accounts.sign_in("ann", PASSWORD, HERE)
    begun = clock.at
    clock.wait(seconds=59)
    accounts.who(token)
    assert rows(records, SessionRow)[0].seen_at == begun
    clock.wait(seconds=1)
    accounts.who(token)
    assert rows(records, SessionRow)[0].seen_at == clock.at


def test_who_signs_out_is_out(accounts):
    token, other = (accounts.sign_in("ann", PASSWORD, HERE) for _ in range(2))
    accounts.sign_out(token)
    assert accounts.who(token) is None
    assert accounts.who(other) is not None


def test_disabled_account_is_out_at_once(accounts):
    token = accounts.sign_in("ann", PASSWORD, HERE)
    accounts.disable("ann")
    assert accounts.who(token) is None
    accounts.enable("ann")
    assert accounts.who(token) is None
    assert accounts.who(accounts.sign_in("ann", PASSWORD, HERE)) is not None


def test_changed_password_ends_the_sessions(accounts):
    token = accounts.sign_in("ann", PASSWORD, HERE)
    accounts.set_password("Ann", "ten blue cranes", by="root")
    assert accounts.who(token) is None
    assert denied(accounts, password=PASSWORD) == DENIED
    assert accounts.sign_in("ann", "ten blue cranes", HERE)


def test_changed_role_counts_at_once(accounts):
    token = accounts.sign_in("ann", PASSWORD, HERE)
    accounts.set_role("ann", "admin")
    assert accounts.who(token).role == "admin"


def test_sessions_that_are_over_are_cleared_away(accounts, records, clock):
    accounts.sign_in("ann", PASSWORD, HERE)
    clock.wait(days=1)
    accounts.sign_in("ann", PASSWORD, HERE)
    assert len(rows(records, SessionRow)) == 1


def test_a_name_is_slowed_after_five_failures_wherever_they_come_from(accounts):
    for n in range(5):
        assert denied(accounts, address=f"192.0.2.{n}") == DENIED
    said = denied(accounts, password=PASSWORD, address="198.51.100.1")
    seconds = int(re.search(r"wait (\d+) seconds", said)[1])
    assert 880 < seconds <= 900
    accounts.create("bob", PASSWORD, "staff")
    assert accounts.sign_in("bob", PASSWORD, HERE)


@pytest.mark.parametrize("other", [HERE, "2001:db8::1"])
def test_an_address_is_slowed_after_twenty_failures_whatever_the_name(accounts, other):
    network = "2001:db8::" if ":" in other else None
    for n in range(20):
        address = f"{network}{n:x}" if network else other
        assert denied(accounts, f"name{n}", address=address) == DENIED
    assert "too many" in denied(accounts, password=PASSWORD, address=other)
    assert accounts.sign_in("ann", PASSWORD, "203.0.113.9")


def test_who_waited_may_try_again(accounts, monkeypatch):
    for _ in range(5):
        denied(accounts)
    assert "too many" in denied(accounts, password=PASSWORD)
    now = time.time
    with monkeypatch.context() as later:
        later.setattr(time, "time", lambda: now() + 901)
        assert accounts.sign_in("ann", PASSWORD, HERE)


def test_tries_at_once_do_not_slip_through(accounts):
    with ThreadPoolExecutor(12) as pool:
        said = list(pool.map(lambda _: denied(accounts), range(24)))
    assert said.count(DENIED) == 5


def test_right_passwords_do_not_count_as_failures(accounts):
    for _ in range(25):
        accounts.sign_in("ann", PASSWORD, HERE)


def test_hash_is_renewed_when_the_cost_has_changed(accounts, records, clock):
    (before,) = rows(records, AccountRow)
    dearer = PasswordHasher(time_cost=2, memory_cost=64, parallelism=1)
    token = Accounts(records.database, records.log, clock, dearer).sign_in("ann", PASSWORD, HERE)
    (after,) = rows(records, AccountRow)
    assert before.password_hash != after.password_hash
    assert ",t=2," in after.password_hash.replace("m=64", "")
    assert accounts.who(token) is not None


def test_one_password_typed_on_two_keyboards_is_one(accounts):
    accounts.set_password("ann", "gru\u0308ne Kra\u0308ne")
    assert accounts.sign_in("ann", "gr\u00fcne Kr\u00e4ne", HERE)


def test_whatever_is_done_to_accounts_is_logged(accounts, records):
    token = accounts.sign_in("ann", PASSWORD, HERE)
    accounts.sign_out(token)
    denied(accounts)
    denied(accounts, "my secret password")
    accounts.set_role("ann", "admin", by="root")
    accounts.set_password("ann", PASSWORD, by="root")
    accounts.disable("ann", by="root")
    accounts.enable("ann", by="root")
    log = [(e.account, e.action, e.target, e.detail) for e in reversed(records.log.latest())]
    assert log == [
        ("command line", "create account", "ann", {"role": "staff"}),
        ("ann", "sign in", "", {"address": HERE}),
        ("ann", "sign out", "", {}),
        ("ann", "sign-in failed", "", {"address": HERE}),
        ("", "sign-in failed", "", {"address": HERE}),
        ("root", "set role", "ann", {"from": "staff", "to": "admin"}),
        ("root", "set password", "ann", {}),
        ("root", "disable account", "ann", {}),
        ("root", "enable account", "ann", {}),
    ]
