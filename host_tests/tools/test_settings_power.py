"""Power fails while the grip writes settings: whatever the moment, the old file or the new one is there, whole."""

from backgrip.board import Board
from backgrip.image import frozen_uf2
from board.rig import settings_file
from grip import settings
from install_rig import Recorder

LOG = b"1 hang it hung"


def test_old_or_new_after_every_flash_operation():
    """The thumb held while switching on swaps the style, which is written two quiet seconds later."""
    files = {"backgrip.json": settings_file(style="lock", tap_ms=333), "backgrip.log": LOG}
    board = Board(frozen_uf2(), files=files, held=("thumb",))
    board.run(ms=2000)
    board.release("thumb")
    recorder = Recorder(board)
    board.run(ms=4500)
    styles = []
    for state in recorder.states():
        found = state.files()
        values, complaints = settings.parse(found["backgrip.json"].decode())
        assert not complaints and values["tap_ms"] == 333 and found["backgrip.log"] == LOG, state.number
        styles.append(values["style"])
    old = styles.index("track")
    print(f"{len(styles)} states, the new style from number {old}")
    assert old >= 3 and styles == ["lock"] * old + ["track"] * (len(styles) - old)
    cut = next(state for state in recorder.states() if state.number == old - 1)
    again = Board(flash=cut.flash)
    again.run(ms=150)
    again.press("thumb")
    again.run(ms=100)
    assert again.level("FOCUS")
