"""A waveform file, read back."""

from vcd.reader import TokenKind, tokenize


def vcd(path):
    """(the variables' names, [(time, name, value)]) of a waveform."""
    names, changes, now = {}, [], 0
    with path.open("rb") as file:
        for token in tokenize(file):
            if token.kind is TokenKind.VAR:
                names[token.var.id_code] = token.var.reference
            elif token.kind is TokenKind.CHANGE_TIME:
                now = token.time_change
            elif token.kind in (TokenKind.CHANGE_SCALAR, TokenKind.CHANGE_VECTOR, TokenKind.CHANGE_STRING):
                change = token.data
                changes.append((now, names[change.id_code], change.value))
    return sorted(names.values()), changes, now
