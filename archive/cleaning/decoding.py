"""Bytes into text, or a sentence that says why not."""

import re
import unicodedata

_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or Word file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# What pages outside UTF-8 are written in; a wider choice guesses wilder.
_CHARSETS = [
    "cp1252",
    "cp1251",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "koi8_r",
    "cp866",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
]
# Alike but for their accents, so that a guess is little better than chance.
_LATIN = {"cp1250", "cp1252", "cp1254", "cp1257"}
_LATIN_OF = {
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl"), "cp1250"),
    **dict.fromkeys(("az", "tr"), "cp1254"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
}
_SAMPLE = 60_000
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def decode(content: bytes, *, language: str = "") -> str:
    """The text of a file: NFC, LF, no byte order mark.

    The language settles what bytes alone cannot: “arrêté” in Western
    Europe's charset is “arręté” in Central Europe's.
    Raises ValueError with a sentence for what is empty or not text.
    """
    if not content.strip(b" \t\r\n\x00"):
        raise ValueError("The file is empty.")
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise ValueError(f"This is {what}, not text. Save it as text first.")
    text = _LINE_ENDS.sub("\n", _text(content, language))
    if "\x00" in text or len(_CONTROLS.findall(text)) * 50 > len(text):
        raise ValueError("This is not text: it holds binary data.")
    text = _CONTROLS.sub(" ", text).replace("\ufeff", "")
    if not text.strip():
        raise ValueError("The file is empty.")
    return unicodedata.normalize("NFC", text)


def _text(content: bytes, language: str) -> str:
    charset = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    try:
        return content.decode(charset or "utf-8")
    except UnicodeDecodeError:
        if b"\x00" in content[:_SAMPLE]:
            raise ValueError("This is not text: it holds binary data.") from None
    from charset_normalizer import from_bytes

    guess = from_bytes(content[:_SAMPLE], cp_isolation=_CHARSETS).best()
    guessed = guess.encoding if guess else "ascii"
    if guessed in _LATIN:
        guessed = _LATIN_OF.get(language[:2], "cp1252")
    try:
        return content.decode(guessed)
    except UnicodeDecodeError:
        raise ValueError(
            "The letters of this file cannot be read. Save it as UTF-8 and try again."
        ) from None
