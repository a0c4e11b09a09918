import sys

path = sys.path[:]
sys.path[:] = (".frozen",)  # files on the file system never shadow a frozen application, not even a json.py
try:
    from grip import app
except ImportError:  # nothing is frozen in: the plain files
    sys.path[:] = path
    from grip import app
sys.path[:] = path

app.run()
