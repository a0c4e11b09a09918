"""A copy of a source file that calls a function before every statement: to see which ran, or to make one fail.

The firmware's files are instrumented as text and keep their meaning, under CPython and MicroPython alike. The call is
`name(number)`: give the copy a builtin or global of that name. It must not allocate where the original must not (an
interrupt handler): pass small integers to a function that was imported before, that sets a bit in a bytearray.

Left as they are: docstrings, `from __future__`, `global`, `nonlocal`, and the inside of a function that an assembler or
a compiler takes over (`asm_pio`, `asm_thumb`, `native`, `viper`). Comments go and lines move: `statements` tells on
which line of the original a number stands.
"""

import ast

COMPILED = frozenset(("asm_pio", "asm_thumb", "native", "viper"))


def statements(source):
    """The statements that get a call, in the order of the text: [(number from 0, line from 1)]. Raises SyntaxError."""
    return [(number, node.lineno) for number, node in enumerate(_called(ast.parse(source)))]


def with_call(source, name):
    """`source` with `name(number)` before every statement that `statements` lists. Raises SyntaxError, ValueError."""
    if not name.isidentifier():
        raise ValueError(f"{name!r} is no name of a function")
    tree = ast.parse(source)
    numbers = {id(node): number for number, node in enumerate(_called(tree))}
    return ast.unparse(ast.fix_missing_locations(_Inserter(numbers, name).visit(tree))) + "\n"


def _called(tree):
    """The statements that get a call, in the order of the text."""
    found = [node for bodies in _bodies(tree) for node in _own(*bodies)]
    return sorted(found, key=lambda node: (node.lineno, node.col_offset))


def _bodies(node):
    """Every list of statements below `node`, not looking into what is compiled."""
    for field in ("body", "orelse", "finalbody"):
        body = getattr(node, field, None)
        if isinstance(body, list):
            yield node, field, body
            for child in body:
                if not _compiled(child):
                    yield from _bodies(child)
    for handler in getattr(node, "handlers", ()):
        yield from _bodies(handler)


def _own(node, field, body):
    """The statements of one list that get a call."""
    documented = field == "body" and isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))
    for place, child in enumerate(body):
        if documented and place == 0 and _is_text(child):
            continue
        if not isinstance(child, (ast.Global, ast.Nonlocal)) and not _from_future(child):
            yield child


def _is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _from_future(node):
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _compiled(node):
    """True for a function whose inside is no ordinary Python."""
    for decorator in getattr(node, "decorator_list", ()):
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        if (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")) in COMPILED:
            return True
    return False


class _Inserter(ast.NodeTransformer):
    def __init__(self, numbers, name):
        self.numbers = numbers
        self.name = name

    def visit(self, node):
        number = self.numbers.get(id(node))
        if not _compiled(node):
            self.generic_visit(node)
        if number is None:
            return node
        call = ast.Call(ast.Name(self.name, ast.Load()), [ast.Constant(number)], [])
        return [ast.Expr(call), node]
