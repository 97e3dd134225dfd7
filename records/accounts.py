"""Accounts: who may sign in, as what, and who is signed in."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast, get_args

from argon2 import PasswordHasher
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.errors import AccessDenied, InputError
from records.clock import Clock, utc_now
from records.database import Database
from records.log import Log
from records.passwords import Passwords
from records.schema import AccountRow, SessionRow
from records.slowing import Slowing

Role = Literal["staff", "admin", "visitor"]

LONGEST_SESSION = timedelta(hours=12)
LONGEST_PAUSE = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=1)
"""How exactly a session's last use is noted, so that reading a page seldom writes."""

COMMAND_LINE = "command line"
"""In the log, who did what was done by command."""

DENIED = "the name or the password is wrong, or the account is disabled"

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


@dataclass(frozen=True, slots=True)
class Account:
    """Who may sign in, and as what."""

    name: str
    role: Role
    created_at: datetime
    disabled: bool


class Accounts:
    """All accounts and their sessions; for any thread or process.

    Failed sign-ins are counted in this process alone. What is done is logged.

    Args:
        hasher: another choice of argon2's cost, for tests.

    Raises (all methods):
        RecordsError: the database cannot be read or written.
    """

    def __init__(
        self,
        database: Database,
        log: Log,
        now: Clock = utc_now,
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._database = database
        self._log = log
        self._now = now
        self._passwords = Passwords(hasher)
        self._slowing = Slowing()

    def create(self, name: str, password: str, role: Role, by: str = COMMAND_LINE) -> Account:
        """Make an account.

        Raises:
            InputError: the name is taken or cannot be one, the password is too short or too
                long, or there is no such role.
        """
        name = _lowered(name)
        if _NAME.fullmatch(name) is None:
            raise InputError(
                f"{name!r} cannot be a name; use 2 to 40 of a-z, 0-9, '.', '_' and '-', "
                "beginning with a letter or a figure"
            )
        row = AccountRow(
            name=name,
            role=_role(role),
            password_hash=self._passwords.hash(password),
            created_at=self._now(),
            disabled=False,
        )
        with self._database.session() as session:
            session.add(row)
            try:
                session.flush()
            except IntegrityError as error:
                raise InputError(f"there is an account {name!r} already") from error
            self._log.add(session, by, "create account", name, {"role": role})
            return _account(row)

    def set_password(self, name: str, password: str, by: str = COMMAND_LINE) -> None:
        """Change a password and end the account's sessions.

        Raises:
            InputError: there is no such account, or the password is too short or too long.
        """
        hashed = self._passwords.hash(password)
        with self._database.session() as session:
            row = _locked(session, name)
            row.password_hash = hashed
            _end_sessions(session, row.name)
            self._log.add(session, by, "set password", row.name)

    def set_role(self, name: str, role: Role, by: str = COMMAND_LINE) -> None:
        """Change what an account may do, at once.

        Raises:
            InputError: there is no such account or no such role.
        """
        with self._database.session() as session:
            row = _locked(session, name)
            detail = {"from": row.role, "to": _role(role)}
            row.role = role
            self._log.add(session, by, "set role", row.name, detail)

    def disable(self, name: str, by: str = COMMAND_LINE) -> None:
        """Let an account sign in no more and end its sessions.

        Raises:
            InputError: there is no such account.
        """
        with self._database.session() as session:
            row = _locked(session, name)
            row.disabled = True
            _end_sessions(session, row.name)
            self._log.add(session, by, "disable account", row.name)

    def enable(self, name: str, by: str = COMMAND_LINE) -> None:
        """Let an account sign in again; raises as `disable`."""
        with self._database.session() as session:
            row = _locked(session, name)
            row.disabled = False
            self._log.add(session, by, "enable account", row.name)

    def all(self) -> tuple[Account, ...]:
        """Return all accounts by name, disabled ones too."""
        with self._database.reading() as session:
            rows = session.scalars(select(AccountRow)).all()
            return tuple(sorted(map(_account, rows), key=lambda account: account.name))

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Begin a session.

        Args:
            name: of the account, in letters of any case.
            password: its password.
            address: where the try comes from, to count those that fail.

        Returns:
            Its token, to be shown to `who`; it is kept nowhere.

        Raises:
            AccessDenied: with the same words, after the same work, whether the account is
                unknown, is disabled or has another password; or after too many failed tries
                (`records.slowing`), saying how long to wait.
        """
        name = _lowered(name)
        with self._slowing.turn(name[:64], address) as failed:
            kept = self._kept_hash(name)
            nobodys = self._passwords.nobodys
            right = self._passwords.right(kept or nobodys, password) and kept is not None
            token = self._begin(name, kept, password, address) if right and kept else None
            if token is None:
                failed()
        if token is None:
            with self._database.session() as session:
                # A name that is none may be a password typed into the wrong field.
                who = name if kept else ""
                self._log.add(session, who, "sign-in failed", "", {"address": address})
            raise AccessDenied(DENIED)
        return token

    def who(self, token: str | None) -> Account | None:
        """Return whose session a token is of; None where it is of none that still holds."""
        if not token:
            return None
        hashed, now = _hashed(token), self._now()
        query = (
            select(SessionRow, AccountRow)
            .join(AccountRow, AccountRow.name == SessionRow.account)
            .where(SessionRow.token_hash == hashed)
        )
        with self._database.reading() as session:
            found = session.execute(query).one_or_none()
            if found is None:
                return None
            held, row = found
            over = now >= held.expires_at or now >= held.seen_at + LONGEST_PAUSE
            if over or row.disabled:
                return None
            seen_at, account = held.seen_at, _account(row)
        if now >= seen_at + SEEN_EVERY:
            with self._database.session() as session:
                session.execute(
                    update(SessionRow).where(SessionRow.token_hash == hashed).values(seen_at=now)
                )
        return account

    def sign_out(self, token: str | None) -> None:
        """End a session; of one that is over already, nothing happens."""
        hashed = _hashed(token or "")
        with self._database.session() as session:
            row = session.get(SessionRow, hashed)
            if row is not None:
                session.delete(row)
                self._log.add(session, row.account, "sign out", "")

    def _kept_hash(self, name: str) -> str | None:
        with self._database.reading() as session:
            return session.scalar(select(AccountRow.password_hash).where(AccountRow.name == name))

    def _begin(self, name: str, kept: str, password: str, address: str) -> str | None:
        """Begin a session if the account is still as it was when its hash was read."""
        token, now = secrets.token_urlsafe(32), self._now()
        renewed = self._passwords.renewed(kept, password)
        with self._database.session() as session:
            row = _locked(session, name)
            if row.disabled or row.password_hash != kept:
                return None
            row.password_hash = renewed
            session.execute(delete(SessionRow).where(SessionRow.expires_at <= now))
            session.add(
                SessionRow(
                    token_hash=_hashed(token),
                    account=name,
                    begun_at=now,
                    seen_at=now,
                    expires_at=now + LONGEST_SESSION,
                )
            )
            self._log.add(session, name, "sign in", "", {"address": address})
        return token


def _lowered(name: str) -> str:
    return name.strip().lower()


def _role(role: str) -> str:
    if role not in get_args(Role):
        raise InputError(f"no role {role!r}; the roles are {', '.join(get_args(Role))}")
    return role


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _locked(session: Session, name: str) -> AccountRow:
    row = session.get(AccountRow, _lowered(name), with_for_update=True)
    if row is None:
        raise InputError(f"there is no account {name!r}; `askreports account list` shows them")
    return row


def _end_sessions(session: Session, name: str) -> None:
    session.execute(delete(SessionRow).where(SessionRow.account == name))


def _account(row: AccountRow) -> Account:
    return Account(row.name, cast("Role", row.role), row.created_at, row.disabled)
