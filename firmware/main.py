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
try:
    from grip import app

    app.run()
except Exception as fault:  # `run` keeps its own: this one came before it could
    from grip import faultlog

    faultlog.uncaught(fault)
finally:
    sys.path[:] = path  # the console finds the owner's files again
