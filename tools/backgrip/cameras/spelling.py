"""The normal form of a camera's name: whatever way it is typed, "EOS 5D Mark IV" reads as line {eos}, core "5d#4".

The core is what tells one body from another, its letters and digits, with "#4" for the fourth mark. Words around it
(brand, line of products) may be left out or misspelt; a letter or a digit of the core never may, because another
letter or digit is another camera.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

# What makers print on whole lines of cameras. The light ones say little more than the brand; a heavy one, if typed,
# must belong to the body: there is no Kiss 70D, but there is a Kiss X70.
LIGHT = frozenset("eos digital alpha lumix dmc dc omd evolt lite mini".split())
HEAVY = frozenset("rebel kiss pen powershot finepix coolpix cybershot dynax maxxum".split())
LINES = LIGHT | HEAVY
BRAND_OF = {
    "eos": "canon", "rebel": "canon", "kiss": "canon", "powershot": "canon", "coolpix": "nikon", "alpha": "sony",
    "cybershot": "sony", "dynax": "konicaminolta", "maxxum": "konicaminolta", "lumix": "panasonic",
    "dmc": "panasonic", "dc": "panasonic", "omd": "olympus", "pen": "olympus", "lite": "olympus", "mini": "olympus",
    "evolt": "olympus", "finepix": "fujifilm",
}  # fmt: skip
NICKNAMES = {
    "fuji": "fujifilm", "oly": "olympus", "pana": "panasonic", "omds": "olympus", "hassy": "hasselblad",
    "ricoh": "pentax", "nikkor": "nikon", "eso": "eos",
}  # fmt: skip
FILLERS = frozenset(
    "the my an and with camera cameras body only kit lens dslr slr slt mirrorless black silver used classic".split()
)

ROMAN = {"viii": 8, "vii": 7, "vi": 6, "iv": 4, "v": 5, "iii": 3, "ii": 2, "i": 1}
_ANY = "viii|vii|vi|iv|v|iii|ii|i|[1-9]"
_SEVERAL = "viii|vii|vi|iv|v|iii|ii"
_LETTERS = "(?: ?[a-z])"
_ENDS = r"(?=[nsx]?\b)"  # K-5 IIs, S5 IIX, 1D Mark II N
MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"() ?(?:mark|mk|mrk|makr|mrak|marc) ?({_ANY}){_ENDS}",  # 5D Mark IV, 5dmk4
        rf"(\d{_LETTERS}{{0,2}}?) ?m ?({_SEVERAL}|[2-9])(?=[ansx]?\b)",  # ILCE-7M3, em1 m2; not the M of EOS M5
        rf"(\d{_LETTERS}{{0,3}}?) ?({_SEVERAL}){_ENDS}",  # a7iii, 1d x ii; not the i of T3i
    )
)
# Looser ways to write a mark, read only if no body's own name fits: "a7 3", "5d4" and "a73".
LOOSE_MARKS = tuple(
    re.compile(pattern)
    for pattern in (rf"(\d{_LETTERS}{{0,3}}?) ([2-9]){_ENDS}", rf"(\d[a-z]{{1,2}})([2-9]){_ENDS}", r"(\d)([2-9])\b")
)
CODES = (
    (re.compile(r"\bom d(?=\b|e)"), "omd "),
    (re.compile(r"\b(cyber|power|fuji|cool) (shot|film|pix)"), r"\1\2"),
    (re.compile(r"\b(il[cm][ea] ?\d{1,4}[a-z]{0,2}?(?:m\d)?)[klmby]\b"), r"\1"),  # ILCE-7M3K: sold with a lens
    (re.compile(r"\b(sony)? ?(?:alpha|ilce|ilca) ?a? ?(?=\d)"), r"\1 a"),  # α7, ILCE-7M3
    (re.compile(r"\b(?:slt|dslr) ?a ?(\d{2,3})[kvxy]?\b"), r"a\1"),  # SLT-A77V, DSLR-A700
    (re.compile(r"\b\d+( \d+)? ?mm\b"), " "),  # a lens
    (re.compile(r"(?<=\d) ?hs\b"), ""),  # SX60 HS; nobody says it
)
LOOKALIKES = (
    (re.compile(r"(?<=\d)o+|(?<=[a-z])o+(?=\d)"), lambda m: "0" * len(m[0])),  # D75O
    (re.compile(r"(?<=[a-z])0(?=[a-z])"), "o"),  # Can0n
    (re.compile(r"(?<=\d)l{1,3}\b|(?<=\d )l{2,3}\b"), lambda m: "i" * len(m[0])),  # a7lll, t3l
)


Mend = Callable[[str], tuple[list[str], str] | None]


@dataclass(frozen=True)
class Reading:
    """One way to read a text. `brands` and `lines` hold words as in the data, in small letters without spaces."""

    brands: frozenset[str]
    lines: frozenset[str]
    core: str

    @property
    def numbers(self) -> list[str]:
        return re.findall(r"#?\d+", self.core)

    @property
    def base(self) -> str:
        """The core of the whole line of marks."""
        return re.sub(r"#\d+", "", self.core)

    @property
    def weak(self) -> bool:
        """No letters or no digits: such a core may be the beginning of many names."""
        return not self.numbers or self.core.isdigit()


class Spelling:
    """Reads names, knowing the brands' names and what long words stand in bodies' names ("Quattro")."""

    def __init__(self, brands: Iterable[str], names: Iterable[str]) -> None:
        phrases = {plain(name) for name in brands}
        self._phrases = [(re.compile(rf"\b{p.replace(' ', ' ?')}\b"), p.replace(" ", "")) for p in phrases if " " in p]
        self._brands = {p.replace(" ", "") for p in phrases}
        known = self._brands | LINES
        self._nicknames = {short: name for short, name in NICKNAMES.items() if name in known and short not in known}
        self._words = sorted((*known, *self._nicknames), key=lambda word: (-len(word), word))
        self._core_words = {w for name in names for w in re.findall("[a-z]{5,}", plain(name))} - set(self._words)

    def read(self, text: str) -> Reading:
        """The text as it stands."""
        return self._reading(_marked(self._words_of(text)), None)

    def readings(self, text: str) -> Iterator[Reading]:
        """Ways to read what somebody typed, the most literal first."""
        words = self._words_of(text)
        for spelt in dict.fromkeys((words, _replace(words, LOOKALIKES))):
            for mend in (None, self._mend_first, self._mend_whole):
                marked = _marked(spelt)
                yield self._reading(marked, mend)
                for pattern in LOOSE_MARKS if "#" not in marked else ():
                    yield self._reading(pattern.sub(r"\1 #\2", marked), mend)

    def _words_of(self, text: str) -> str:
        return _replace(_replace(plain(text), CODES), self._phrases)

    def _reading(self, text: str, mend: Mend | None) -> Reading:
        found: list[str] = []
        core = ""
        for token in text.split():
            if token in FILLERS:
                continue
            for run in re.findall(r"[a-z]+|#?\d+", token):
                words, rest = self._peel(run)
                if mend and rest and run.isalpha():
                    words, rest = mend(run) or (words, rest)
                found += words
                rest = "".join(word for word in words if word in self._core_words) + rest
                core += f".{rest}" if core[-1:].isdigit() and rest[:1].isdigit() else rest  # "a7 7" is no A77
        words = frozenset(self._nicknames.get(word, word) for word in found)
        return Reading(words & self._brands, words & LINES - self._brands, core)

    def _peel(self, run: str) -> tuple[list[str], str]:
        """The known words that a run of letters begins with, and the rest: "canoneosr" is canon, eos and "r"."""
        words = []
        while word := next((w for w in self._words if run == w or len(w) > 2 and run.startswith(w)), None):
            words.append(word)
            run = run[len(word) :]
        return words, run

    def _mend_first(self, run: str) -> tuple[list[str], str] | None:
        """The same where a word is misspelt: "nikkond" is nikon and "d"."""
        words, run = self._peel(run)
        ways = []
        for end in range(4, len(run) + 1):
            for wrong, word in self._near(run[:end]):
                more, rest = self._peel(run[end:])
                ways.append((wrong + (2 if len(rest) > 3 else 0), len(rest), [*words, word, *more], rest))
        return min(ways)[2:] if ways else None

    def _mend_whole(self, run: str) -> tuple[list[str], str] | None:
        """The same where the whole run is one misspelt word: "nikonn" is nikon, and no "n" is left."""
        near = self._near(run) if len(run) > 2 else []
        return ([min(near)[1]], "") if near else None

    def _near(self, run: str) -> list[tuple[int, str]]:
        """(typing errors, word) for the known words that `run` may be meant for."""
        most = 1 if len(run) < 6 else 2
        found = ((OSA.distance(run, word), word) for word in (*self._words, *self._core_words) if len(word) > 3)
        return [(wrong, word) for wrong, word in found if wrong <= most]


def plain(text: str) -> str:
    """Small letters and digits with single spaces; accents and signs gone, "α" an "alpha"."""
    text = unicodedata.normalize("NFKD", text.casefold().replace("α", "alpha "))
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", text))


def _marked(text: str) -> str:
    """Every way to write a mark as "#4"; the first of a line has none."""
    for pattern in MARKS:
        text = pattern.sub(_mark, text)
    return text.replace("#1", "")


def _mark(match: re.Match) -> str:
    return f"{match[1]} #{ROMAN.get(match[2], match[2])}"


def _replace(text: str, table) -> str:
    for pattern, by in table:
        text = pattern.sub(by, text)
    return text
