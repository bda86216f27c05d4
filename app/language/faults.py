"""What is wrong with a text, and where."""


class LanguageFault(ValueError):
    """A text is not of the language.

    ``position`` counts characters from 0; ``message`` is a sentence that says what would be accepted.
    """

    def __init__(self, position: int, message: str) -> None:
        super().__init__(f"{message} (position {position})")
        self.position = position
        self.message = message
