"""Takes out of a text what says who somebody is."""

import getpass
import platform
import re
from pathlib import Path


def without_names(text: str, home: Path | None = None, user: str | None = None, host: str | None = None) -> str:
    """`~` for the home folder, USER for the user's name as a part of a path, HOST for the computer's name."""
    home = home or Path.home()
    for form in {str(home), home.as_posix()}:
        if len(form) > 1:
            text = re.sub(re.escape(form) + r"(?![\w-])", "~", text, flags=re.IGNORECASE)
    user = user or _user()
    if user:
        text = re.sub(rf"(?<=[/\\]){re.escape(user)}(?![\w-])", "USER", text, flags=re.IGNORECASE)
    host = host or platform.node()
    if len(host) > 2:
        text = re.sub(rf"(?<![\w-]){re.escape(host)}(?![\w-])", "HOST", text, flags=re.IGNORECASE)
    return text


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name
        return ""
