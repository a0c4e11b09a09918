import sys

path = sys.path[:]
sys.path[:] = (".frozen",)  # files on the file system never shadow a frozen application, not even a json.py
try:
    import grip  # noqa: F401
except ImportError:
    sys.path[:] = path  # nothing is frozen in: the plain files
    try:
        import grip  # noqa: F401
    except ImportError:  # switched off while `backgrip install` put the new folder in the old one's place
        import os

        try:
            os.rename("/grip.next", "/grip")  # it has this name only once it is whole and checked
        except OSError:
            pass  # then there is none
from grip import app  # noqa: E402

try:
    app.run()
finally:
    sys.path[:] = path  # the console finds the owner's files again
