"""`askreports account`: who may sign in, and as what."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from cli.output import DataOption, JsonOption, out, print_json
from core.errors import InputError
from core.settings import load_settings

if TYPE_CHECKING:
    from records.accounts import Account, Accounts, Role

account_app = typer.Typer(help="Who may sign in.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(metavar="NAME")]


@account_app.command()
def add(
    name: NameArgument,
    role: Annotated[str, typer.Option(help="staff, admin or visitor.")] = "staff",
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Make an account; its password is asked for, or read from standard input."""
    with _accounts(data) as accounts:
        made = accounts.create(name, _new_password(), _as_role(role))
    _tell(json, made, f"made the account {made.name} ({made.role})")


@account_app.command("list")
def list_accounts(data: DataOption = None, json: JsonOption = False) -> None:
    """List the accounts."""
    with _accounts(data) as accounts:
        found = accounts.all()
    if json:
        print_json({"accounts": [_plain(account) for account in found]})
        return
    table = Table("name", "role", "made", "")
    for account in found:
        made = account.created_at.date().isoformat()
        table.add_row(account.name, account.role, made, "disabled" if account.disabled else "")
    out.print(table)


@account_app.command()
def password(name: NameArgument, data: DataOption = None, json: JsonOption = False) -> None:
    """Give an account another password; it is signed out everywhere."""
    with _accounts(data) as accounts:
        accounts.set_password(name, _new_password())
        changed = _named(accounts, name)
    _tell(json, changed, f"changed the password of {changed.name}")


@account_app.command()
def role(
    name: NameArgument,
    new_role: Annotated[str, typer.Argument(metavar="ROLE", help="staff, admin or visitor.")],
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Change what an account may do."""
    with _accounts(data) as accounts:
        accounts.set_role(name, _as_role(new_role))
        changed = _named(accounts, name)
    _tell(json, changed, f"{changed.name} is {changed.role} now")


@account_app.command()
def disable(name: NameArgument, data: DataOption = None, json: JsonOption = False) -> None:
    """Let an account sign in no more; it is signed out everywhere."""
    with _accounts(data) as accounts:
        accounts.disable(name)
        changed = _named(accounts, name)
    _tell(json, changed, f"disabled {changed.name}")


@account_app.command()
def enable(name: NameArgument, data: DataOption = None, json: JsonOption = False) -> None:
    """Let an account sign in again."""
    with _accounts(data) as accounts:
        accounts.enable(name)
        changed = _named(accounts, name)
    _tell(json, changed, f"enabled {changed.name}")


@contextmanager
def _accounts(data: Path | None) -> Iterator["Accounts"]:
    from records.store import Records

    with Records(load_settings(data=data)) as records:
        yield records.accounts


def _named(accounts: "Accounts", name: str) -> "Account":
    return next(a for a in accounts.all() if a.name == name.strip().lower())


def _as_role(role: str) -> "Role":
    """The role as typed: what is none is refused where roles are known."""
    return role.strip().lower()  # type: ignore[return-value]


def _new_password() -> str:
    """Ask twice without echo; where nobody sits at a terminal, read one line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise InputError("the two passwords differ; run the command again")
    return first


def _plain(account: "Account") -> dict[str, Any]:
    return {**asdict(account), "created_at": account.created_at.isoformat()}


def _tell(json: bool, account: "Account", line: str) -> None:
    if json:
        print_json({"account": _plain(account)})
    else:
        out.print(line)
