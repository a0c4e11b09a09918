"""The code that runs on the board, as it is sent: the console is slow, so docstrings and comments stay here."""

import ast
import functools
import re
from importlib.resources import files


@functools.cache
def pico_code(name: str) -> str:
    """The code of pico/`name`.py. It must hold no string of several lines but docstrings."""
    tree = ast.parse(files("backgrip.install").joinpath(f"pico/{name}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef) and ast.get_docstring(node) is not None:
            del node.body[0]
    return re.sub(r"^( {4})+", lambda indent: " " * (len(indent[0]) // 4), ast.unparse(tree), flags=re.MULTILINE)
