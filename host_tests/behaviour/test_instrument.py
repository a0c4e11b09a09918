"""The instrumented copy runs like the original, and its calls say what ran."""

import ast
from pathlib import Path

import pytest
from instrument import statements, with_call

FIRMWARE = Path(__file__).resolve().parents[2] / "firmware"
FILES = sorted(FIRMWARE.glob("**/*.py"))

SAMPLE = '''"""Documented."""
from __future__ import annotations

def choose(n):
    """Documented, too."""
    global last
    if n > 2:
        last = "big"
    elif n > 1:
        last = "two"
    else:
        try:
            last = 1 // n
        except ZeroDivisionError:
            last = "none"
        finally:
            done.append(n)
    return last

done = []
'''


def run(source, hook):
    values = {"hook": hook}
    exec(compile(source, "sample", "exec", dont_inherit=True), values)
    return values


def test_every_statement_is_listed_once_and_in_order():
    lines = [line for _, line in statements(SAMPLE)]
    assert lines == [4, 7, 8, 9, 10, 12, 13, 15, 17, 18, 20]
    assert [number for number, _ in statements(SAMPLE)] == list(range(len(lines)))


def test_the_copy_answers_like_the_original_and_tells_what_ran():
    ran = []
    values = run(with_call(SAMPLE, "hook"), ran.append)
    assert values["__doc__"] == "Documented." and values["choose"].__doc__ == "Documented, too."
    del ran[:]
    assert [values["choose"](n) for n in (3, 2, 1, 0)] == ["big", "two", 1, "none"]
    line = dict(statements(SAMPLE))
    assert [line[number] for number in ran] == [7, 8, 18, 7, 9, 10, 18, 7, 9, 12, 13, 17, 18, 7, 9, 12, 13, 15, 17, 18]


def test_a_hook_that_raises_stops_at_that_statement():
    """As a fault is put into the firmware: the statement itself has not run."""

    def hook(number):
        if number == 9:
            raise MemoryError

    values = run(with_call(SAMPLE, "hook"), hook)
    with pytest.raises(MemoryError):
        values["choose"](3)
    assert values["last"] == "big"


def test_compiled_functions_are_left_alone():
    source = "@rp2.asm_pio()\ndef f():\n    wait(1, irq, 0)\n@micropython.native\ndef g():\n    x = 1\ny = 2\n"
    assert [line for _, line in statements(source)] == [2, 5, 7]
    assert "    wait(1, irq, 0)" in with_call(source, "hook") and with_call(source, "hook").count("hook(") == 3


def test_a_wrong_name_is_refused():
    with pytest.raises(ValueError, match="no name"):
        with_call("x = 1", "a-b")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_of_the_firmware(path):
    """The copy without its calls is the original, statement by statement."""
    source = path.read_text()
    copy = ast.parse(with_call(source, "_hook_"))

    class Without(ast.NodeTransformer):
        def visit_Expr(self, node):
            call = node.value
            return None if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "_hook_" else node

    calls = sum(isinstance(node, ast.Name) and node.id == "_hook_" for node in ast.walk(copy))
    assert calls == len(statements(source))
    assert ast.dump(Without().visit(copy)) == ast.dump(ast.parse(source))
