import sys

path = sys.path[:]
sys.path[:] = (".frozen",)  # files on the file system never shadow a frozen application, not even a json.py
try:
    import grip  # noqa: F401
except ImportError:
    sys.path[:] = path  # nothing is frozen in: the plain files
from grip import app  # noqa: E402

try:
    app.run()
finally:
    sys.path[:] = path  # the console finds the owner's files again
