"""The commands that talk to a grip, called as the command line calls them."""

import typer
from backgrip.connect import ConnectError
from backgrip.report.get import get
from backgrip.report.log import log
from backgrip.report.status import status
from backgrip.setting.backup import backup, restore
from backgrip.setting.change import set_
from backgrip.setting.reset import reset_settings
from typer.testing import CliRunner

NOWHERE = "socket://127.0.0.1:9"
LOG = (
    b"7 hang the watchdog restarted a grip that hung\n"
    b'8 exception File "main.py", line 12, in <module> File "grip/app.py", line 63, in run File "grip/edges.py", '
    b"line 3, in held ValueError: boom! " + b"x" * 90 + b"\n"
    b"9 plain plain mode after 3 faults in a row"
)

app = typer.Typer(pretty_exceptions_enable=False)
for name, command in {
    "status": status, "get": get, "log": log, "set": set_, "reset-settings": reset_settings, "backup": backup,
    "restore": restore,
}.items():  # fmt: skip
    app.command(name)(command)


def call(port, *words, answer=None):
    """(exit code, what is said, the problem as one line): as the command line has it."""
    done = CliRunner().invoke(app, [*map(str, words), "--port", port], input=answer)
    problem = done.exception if done.exit_code == 1 and isinstance(done.exception, ConnectError) else None
    assert problem or not done.exception or isinstance(done.exception, SystemExit), done.exc_info
    return done.exit_code, done.output, " ".join(str(problem or "").split())


def ok(port, *words, **more):
    code, said, problem = call(port, *words, **more)
    assert code == 0, (said, problem)
    return said
