"""The emulator's modules compiled for this Python, and its divider, against rp2040py's own."""

import random
from types import SimpleNamespace

from backgrip.board import native
from backgrip.board.sio import OPERANDS, Sio
from rp2040py.sio import DIV_CSR, DIV_QUOTIENT, DIV_REMAINDER, RPSIO

C_SOURCE = """
#include <Python.h>
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "tiny", NULL, -1, NULL};
PyMODINIT_FUNC PyInit_tiny(void) { return PyModule_Create(&module); }
"""


def package(tmp_path, source):
    folder = tmp_path / "rp2040py" / "native"
    folder.mkdir(parents=True)
    (folder / "tiny.c").write_text(source)
    record = tmp_path / "rp2040py.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("rp2040py/native/tiny.c,,\n")
    return folder, record


def test_it_compiles_once_and_pip_knows_what_was_made(tmp_path):
    folder, record = package(tmp_path, C_SOURCE)
    said = []
    why = native.quicken(folder, record, said.append)
    if why and "Python.h" in why:
        return  # no headers here: all goes on, slower
    assert why is None and native.quicken(folder, record, said.append) is None and len(said) == 1
    made = sorted(path.name for path in folder.iterdir())
    assert made == sorted([f"made{native.SUFFIX}.txt", "tiny.c", f"tiny{native.SUFFIX}"])
    listed = [line.partition(",")[0] for line in record.read_text().splitlines()]
    assert sorted(listed) == [f"rp2040py/native/{name}" for name in made]
    (folder / "tiny.c").write_text(C_SOURCE + "/* a later version */")
    native.quicken(folder, record, said.append)
    assert len(said) == 2 and len(record.read_text().splitlines()) == 3


def test_what_does_not_compile_leaves_all_as_it_was(tmp_path):
    folder, record = package(tmp_path, "#error nothing for this machine\n")
    assert "error" in native.quicken(folder, record)
    assert [path.name for path in folder.iterdir()] == ["tiny.c"] and record.read_text().count("\n") == 1


def test_the_divider_answers_as_rp2040py_does():
    rng = random.Random(1)
    sios = [kind(SimpleNamespace(core=SimpleNamespace(cycles=0), gpio=())) for kind in (Sio, RPSIO)]
    numbers = [0, 1, 2, 10, 1000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]
    for _ in range(20_000):
        if rng.random() < 0.5:
            register = rng.choice([*OPERANDS, *OPERANDS, DIV_QUOTIENT, DIV_REMAINDER])
            value = rng.choice([rng.choice(numbers), rng.getrandbits(32)])
            for sio in sios:
                sio.write_uint32(register, value)
        else:
            register = rng.choice([*OPERANDS, DIV_CSR, DIV_QUOTIENT, DIV_REMAINDER])
            # int() and the mask are what the bus does with an answer
            ours, theirs = (int(sio.read_uint32(register)) & 0xFFFFFFFF for sio in sios)
            assert ours == theirs, hex(register)
    assert sios[0].rp2040.core.cycles == sios[1].rp2040.core.cycles
