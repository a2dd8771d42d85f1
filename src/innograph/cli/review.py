"""`innograph review`."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import sys
import textwrap
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from innograph.cli.options import graph_option
from innograph.errors import UsageError

try:
    import termios
    import tty
except ImportError:  # pragma: no cover (Windows)
    termios = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from innograph.review import Fact, Session

_KEYS = "[a]ccept  [r]eject  [w]hy: reject with a reason  [s]kip  [u]ndo  [q]uit"
_DONE = {"accept": "accepted", "reject": "rejected"}


@click.command()
@graph_option(remote=False)
@click.option(
    "--corrections", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="TOML",
    help="File to write to  [default: the one that the graph was built with, else corrections.toml]",
)  # fmt: skip
@click.option(
    "--by", envvar="INNOGRAPH_BY", show_envvar=True, metavar="NAME", help="Who reviews  [default: your login]"
)
@click.option("--again", is_flag=True, help="Show what was skipped before, too.")
def command(graph_dir: Path, file: Path | None, by: str | None, again: bool) -> int:
    """Walk through facts with their sentences, and say which are right: one key each.

    The least certain facts come first, and of equally certain ones the most connected. What you accept or
    reject is written to the file of corrections at once; the next build applies it. The next review goes on
    where this one stopped.

    \b
    innograph review
    innograph review --corrections articles/corrections.toml --by "Ingrid Sjö"
    """
    from innograph.review import Session, facts_to_review
    from innograph.store import GraphStore

    if not sys.stdin.isatty():
        raise UsageError("review asks for keys: run it in a terminal")
    with GraphStore.open(graph_dir) as store:
        facts = facts_to_review(store)
        base = store.base
    path = file or corrections_file(graph_dir)
    session = Session(facts, path, by or login(), graph_dir / "store" / "skipped.txt", base)
    if again:
        session.start_again()
        session = Session(facts, path, by or login(), graph_dir / "store" / "skipped.txt", base)
    with Keys() as keys, contextlib.suppress(KeyboardInterrupt):
        walk(session, keys)
    click.echo(f"{session.done} dealt with, {session.left} left; corrections are in {path}")
    return 0


class Keys:
    """Single keys from the terminal. What is typed ahead is kept: click's own `getchar` throws that away."""

    def __enter__(self) -> Keys:
        self._former: list[Any] | None = None
        if termios is not None:
            self._former = termios.tcgetattr(sys.stdin)
            tty.setcbreak(sys.stdin, termios.TCSADRAIN)
        return self

    def __exit__(self, *_: object) -> None:
        if self._former is not None:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._former)

    def key(self) -> str:
        """The next key in small letters; q where nothing more can come."""
        try:
            if self._former is None:
                return click.getchar().casefold()
            return os.read(sys.stdin.fileno(), 1).decode("ascii", "replace").casefold() or "q"
        except EOFError:
            return "q"

    def line(self, prompt: str) -> str | None:
        """A line that is typed; None where it is broken off."""
        self.__exit__()
        try:
            answer: str = click.prompt(prompt, default="", show_default=False)
            return answer
        except click.Abort:
            click.echo()
            return None
        finally:
            self.__enter__()


def walk(session: Session, keys: Keys) -> None:
    """Show one fact after the other until there is none or the person stops."""
    shown: Fact | None = None
    while (fact := session.fact()) is not None:
        if fact is not shown:
            show(fact, session)
            shown = fact
        key = keys.key()
        if key in ("q", "\x03", "\x04", "\x1b"):
            return
        if key in ("a", "r"):
            kind = "accept" if key == "a" else "reject"
            session.decide(kind)
            click.echo(f"  {_DONE[kind]}")
        elif key == "w":
            if (why := keys.line("  why")) is not None:
                session.decide("reject", why)
                click.echo("  rejected")
        elif key in ("s", " "):
            session.skip()
            click.echo("  skipped")
        elif key == "u":
            click.echo("  taken back" if session.undo() else "  nothing to take back")
        else:
            click.echo(f"  {_KEYS}")


def show(fact: Fact, session: Session) -> None:
    """One fact with its sentence, the names in it set apart."""
    width = min(shutil.get_terminal_size().columns, 100)
    head = f"{fact.confidence:.2f}  {fact.ties} claims about its ends  {session.left} left"
    where = "  ".join(part for part in (fact.date, fact.title or fact.article) if part)
    said = (click.style(safe(text), bold=True) for text in (fact.labels[0], fact.labels[1]))
    subject, object_ = said
    click.echo(f"\n{click.style(head, dim=True)}\n{subject} {click.style(fact.predicate, fg='cyan')} {object_}")
    click.echo(click.style(f"{safe(where)}  ({safe(fact.rule)})", dim=True))
    for line in textwrap.wrap(safe(fact.quote), max(20, width - 4)) or [""]:
        click.echo(f"    {highlight(line, fact.names)}")
    click.echo(_KEYS)


def highlight(line: str, names: tuple[str, ...]) -> str:
    """The line with these names in bold, none inside another."""
    out, at = "", 0
    while at < len(line):
        found = next((name for name in names if name and line.startswith(name, at)), "")
        out += click.style(found, bold=True, fg="yellow") if found else line[at]
        at += len(found) or 1
    return out


def safe(text: str) -> str:
    """The text without what a terminal would obey: control characters and turns of direction.

    >>> safe("a\\x1b[2Jb")
    'a [2Jb'
    """
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in text)


def corrections_file(graph_dir: Path) -> Path:
    """The file of corrections that a graph was built with; corrections.toml in this folder where there was none."""
    import json

    from innograph.corrections import FILE

    try:
        files = json.loads((graph_dir / "report.json").read_text(encoding="utf-8"))["corrections"]["files"]
        return Path(files[0]) if files else Path(FILE)
    except (OSError, ValueError, KeyError, TypeError):
        return Path(FILE)


def login() -> str:
    """The name that a person is logged in by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise UsageError("nobody is logged in: say who reviews with --by") from None
