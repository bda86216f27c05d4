"""Short texts that catalogues show to people, in every language of the pages."""

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True)
class Text:
    """A text of a catalogue entry, translated.

    Attributes:
        en: English, which the API answers.
        ko: Korean.
    """

    en: str
    ko: str

    def in_language(self, language: Language) -> str:
        """Return the text in ``language``."""
        return {"en": self.en, "ko": self.ko}[language]
