"""KiCad's files are nested brackets; this reads them into lists. Words and numbers come as str, as does quoted text."""

import re

_TOKEN = re.compile(r'"((?:\\.|[^"\\])*)"|([()])|([^\s()"]+)')


def parse(text: str) -> list:
    """The outermost bracket. Raises ValueError when the brackets do not close."""
    stack: list[list] = [[]]
    for quoted, bracket, word in _TOKEN.findall(text):
        if bracket == "(":
            stack.append([])
        elif bracket == ")":
            if len(stack) < 2:
                raise ValueError("one closing bracket too many")
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(word or quoted.replace('\\"', '"'))
    if len(stack) != 1 or len(stack[0]) != 1:
        raise ValueError("brackets do not close")
    return stack[0][0]


def every(node: list, name: str) -> list[list]:
    """The children that are called `name`."""
    return [child for child in node if isinstance(child, list) and child and child[0] == name]


def first(node: list, name: str) -> list | None:
    """The first child that is called `name`, if any."""
    return next(iter(every(node, name)), None)
