"""Names that strangers give to things: data to be shown, never paths or markup."""

import re
import unicodedata

_PICTOGRAPHS = "\u00a9\u00ae\u203c-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
"""Emoji and what may become one; Unicode keeps the unassigned ones among them for emoji to come."""
_JOINING_SCRIPTS = "\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\u1a20-\u1c4f\ua880-\uabff\ufb50-\ufdff\ufe70-\ufefc"
"""From Arabic to Sinhala, and the other scripts in which letters change their shapes beside each other."""
_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
_VARIATION, _KEYCAP, _FLAG, _END_OF_TAGS = "\ufe0f", "\u20e3", "\U0001f3f4", "\U000e007f"
_TAGS = "\U000e0020-\U000e007e"
_NON_JOINER, _JOINER = "\u200c", "\u200d"

_PARTS_OF_CHARACTERS = re.compile(
    f"(?<=[{_PICTOGRAPHS}{_VARIATION}{_KEYCAP}{_END_OF_TAGS}]){_JOINER}(?=[{_PICTOGRAPHS}])"
    f"|(?<=[{_JOINING_SCRIPTS}])[{_NON_JOINER}{_JOINER}](?=[{_JOINING_SCRIPTS}])"
    f"|(?<=[{_VIRAMAS}]){_JOINER}"
    f"|(?<={_FLAG})[{_TAGS}]+{_END_OF_TAGS}"
)
"""Formatting characters without which the text would show another character, or several."""
_MAYBE_PARTS = re.compile(f"[{_NON_JOINER}{_JOINER}{_TAGS}{_END_OF_TAGS}{_PICTOGRAPHS}]")


def cleaned(name: str) -> str:
    """A name in composed form (NFC), without blanks around it and without what is invisible.

    Control, private, unassigned and formatting characters go, those that turn the direction of writing among them.
    Joiners stay where they make one character: a family of emoji, a flag, letters of Arabic and of Indic scripts.
    """
    cleaner = _cleaned_once(name)
    while cleaner != name:  # what goes may have been what kept a joiner beside it
        name, cleaner = cleaner, _cleaned_once(cleaner)
    return name


def _cleaned_once(name: str) -> str:
    text = "".join(each for each in name if unicodedata.category(each)[0] != "C" or _MAYBE_PARTS.match(each))
    kept = {place for match in _PARTS_OF_CHARACTERS.finditer(text) for place in range(*match.span())}
    visible = (each for place, each in enumerate(text) if unicodedata.category(each) != "Cf" or place in kept)
    return unicodedata.normalize("NFC", "".join(visible)).strip()
