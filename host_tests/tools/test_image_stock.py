"""Where a stock MicroPython comes from, in which order, and what is not taken for one."""

import contextlib
import hashlib
import http.server
import struct
import threading
import time
from dataclasses import replace

import pytest
from backgrip.image import build, stock, uf2
from backgrip.image.binary_info import BOARD, HEADER_END, HEADER_START, PROGRAM, VERSION, binary_info
from backgrip.image.errors import ImageError, NoSources, NoToolchain
from backgrip.image.stock import stock_uf2


def micropython(version="v1.25.0", board="pico", program="MicroPython", file_system=build.STOCK_FILE_SYSTEM):
    """A UF2 that says of itself what a MicroPython says, and holds nothing else."""
    data = bytearray(8 * 1024)
    at = 0x600

    def put(content: bytes) -> int:
        nonlocal at
        data[at : at + len(content)] = content
        address, at = uf2.FLASH_START + at, (at + len(content) + 3) & ~3
        return address

    def text(identity: int, value: str) -> int:
        return put(struct.pack("<HHII", 6, 0, identity, put(value.encode() + b"\0")))

    device = struct.pack("<HHIII", 7, 0, 0, uf2.FLASH_START + uf2.FLASH_SIZE - file_system, file_system)
    entries = [text(PROGRAM, program), text(VERSION, version), text(BOARD, board), put(device)]
    first = put(struct.pack("<4I", *entries))
    struct.pack_into("<5I", data, 0x1D4, HEADER_START, first, first + 16, 0, HEADER_END)
    return uf2.encode(uf2.Image(uf2.FLASH_START, bytes(data)))


GOOD = micropython()


@pytest.fixture(autouse=True)
def clean(monkeypatch, tmp_path):
    monkeypatch.setenv("BACKGRIP_CACHE", str(tmp_path / "cache"))
    for name in ("MICROPYTHON_UF2", "MICROPYTHON_DIR", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def serve(monkeypatch):
    """serve(body, status=, promise=, delay=) answers every request with that; returns the paths asked for."""
    with contextlib.ExitStack() as stack:

        def start(body=b"", *, status=200, promise=None, delay=0.0):
            asked = []

            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    asked.append(self.path)
                    time.sleep(delay)
                    with contextlib.suppress(OSError):
                        self.send_response(status)
                        self.send_header("Content-Length", str(promise or len(body)))
                        self.end_headers()
                        self.wfile.write(body)

                def log_message(self, *words):
                    pass

            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            monkeypatch.setenv("BACKGRIP_DOWNLOAD_BASE", f"http://127.0.0.1:{server.server_port}/firmware/")
            return asked

        yield start


@pytest.fixture
def no_build(monkeypatch):
    def refuse(*words, **more):
        raise NoToolchain("no compilers here")

    monkeypatch.setattr(build, "image", refuse)


def test_a_good_download_is_kept(serve):
    asked = serve(GOOD)
    path = stock_uf2()
    assert path.read_bytes() == GOOD
    assert stock_uf2() == path
    assert asked == [f"/firmware/{stock.RELEASE.file}"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"body": b"", "status": 404}, "Not Found"),
        ({"body": GOOD[:-512], "promise": len(GOOD)}, f"{len(GOOD) - 512} bytes arrived of {len(GOOD)}"),
        ({"body": GOOD[:-512]}, "the file has"),
        ({"body": b"<html>please log in</html>"}, "whole number"),
        ({"body": bytes(1024)}, "no UF2 mark"),
        ({"body": uf2.encode(uf2.Image(uf2.FLASH_START, bytes(4096)))}, "not MicroPython"),
        ({"body": micropython(board="pico_w")}, "'pico_w'"),
        ({"body": micropython(version="v1.24.1")}, "v1.24.1, not v1.25.0"),
        ({"body": micropython(file_system=1024 * 1024)}, "1408 KiB"),
        ({"body": bytes(stock.LARGEST + 512)}, "no Pico image is that large"),
    ],
)
def test_a_bad_download_is_told_and_not_kept(serve, no_build, answer, reason):
    serve(**answer)
    with pytest.raises(NoToolchain) as error:
        stock_uf2()
    assert reason in str(error.value)
    assert "no compilers here" in str(error.value)
    assert "MICROPYTHON_UF2" in str(error.value)
    assert not list(stock.official().parent.iterdir())


def test_a_silent_server_is_given_up(serve, no_build, monkeypatch):
    monkeypatch.setattr(stock, "SILENCE_S", 0.2)
    serve(GOOD, delay=2)
    started = time.monotonic()
    with pytest.raises(NoToolchain, match="timed out"):
        stock_uf2()
    assert time.monotonic() - started < 1.5


def test_a_server_that_never_ends_is_given_up(serve, no_build, monkeypatch):
    monkeypatch.setattr(stock, "WHOLE_S", -1)
    serve(GOOD)
    with pytest.raises(NoToolchain, match="not complete"):
        stock_uf2()


def test_another_sha256_is_refused(serve, no_build, monkeypatch):
    right = replace(stock.RELEASE, sha256=hashlib.sha256(GOOD).hexdigest())
    monkeypatch.setattr(stock, "RELEASE", replace(right, sha256="0" * 64))
    serve(GOOD)
    with pytest.raises(NoToolchain, match="sha256"):
        stock_uf2()
    monkeypatch.setattr(stock, "RELEASE", right)
    assert stock_uf2().read_bytes() == GOOD


def test_an_unreachable_server_leads_to_a_build(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("BACKGRIP_DOWNLOAD_BASE", "http://127.0.0.1:9")
    monkeypatch.setattr(build, "image", lambda found, files, title: tmp_path / "built.uf2")
    assert stock_uf2() == tmp_path / "built.uf2"
    assert "could not be downloaded" in capsys.readouterr().err


def test_an_override_that_is_no_address_is_told(monkeypatch, no_build):
    monkeypatch.setenv("BACKGRIP_DOWNLOAD_BASE", "elsewhere")
    with pytest.raises(NoToolchain, match="elsewhere/RPI_PICO"):
        stock_uf2()


def test_the_kind_of_failure_is_kept(monkeypatch):
    def refuse(*words):
        raise NoSources("no sources here")

    monkeypatch.setenv("BACKGRIP_DOWNLOAD_BASE", "http://127.0.0.1:9")
    monkeypatch.setattr(build, "image", refuse)
    with pytest.raises(NoSources):
        stock_uf2()


def test_a_given_file_comes_first(serve, monkeypatch, tmp_path):
    asked = serve(GOOD)
    given = tmp_path / "mine.uf2"
    given.write_bytes(micropython(version="v1.26.1"))
    monkeypatch.setenv("MICROPYTHON_UF2", str(given))
    assert stock_uf2() == given
    assert not asked


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (None, "No such file"),
        (b"junk", "whole number"),
        (micropython(version="v1.23.0"), "older than v1.24"),
        (micropython(version=""), "older than v1.24"),
        (micropython(board="pico2"), "'pico2'"),
        (micropython(program="CircuitPython"), "CircuitPython"),
    ],
)
def test_a_given_file_that_will_not_do_is_an_error(monkeypatch, tmp_path, raw, reason):
    given = tmp_path / "mine.uf2"
    if raw is not None:
        given.write_bytes(raw)
    monkeypatch.setenv("MICROPYTHON_UF2", str(given))
    with pytest.raises(ImageError) as error:
        stock_uf2()
    assert reason in str(error.value)
    assert "mine.uf2" in str(error.value)


def test_a_built_image_in_the_cache_saves_the_download(serve, monkeypatch, tmp_path):
    asked = serve(GOOD)
    monkeypatch.setattr(build, "cached", lambda found, files: tmp_path / "built.uf2")
    assert stock_uf2() == tmp_path / "built.uf2"
    assert not asked


def test_a_damaged_table_of_facts_says_nothing():
    raw = uf2.parse(GOOD)
    for first, end in ((0, 8), (uf2.FLASH_START + 8 * 1024 - 2, uf2.FLASH_START + 9 * 1024), (0, 2**32 - 1)):
        data = bytearray(raw.data)
        struct.pack_into("<2I", data, 0x1D8, first, end)
        assert binary_info(uf2.Image(raw.start, bytes(data))).program == ""
