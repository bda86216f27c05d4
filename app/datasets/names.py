"""Names that strangers give to things: data to be shown, never paths or markup."""

import unicodedata


def cleaned(name: str) -> str:
    """A name in composed form (NFC), without control, formatting and unassigned characters or blanks around it."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(character for character in composed if unicodedata.category(character)[0] != "C").strip()
