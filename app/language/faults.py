"""Faults in a text: the code, the position and the message."""

MESSAGES = {
    "too_long": "Too long. Use at most {most} characters.",
    "unknown_character": "Unknown character '{character}'. Use Latin letters, digits, + - * / ** ^ ( ) and commas.",
    "number_too_large": "Number too large. Use numbers below 1.8e308.",
    "expected_operator": "Expected an operator such as *, or the end.",
    "expected_operand": "Expected a number, a name or '('.",
    "expected_symbol": "Expected '{symbol}'.",
    "too_many_arguments": "Too many arguments: {function} takes {most}. Commas separate them; decimals have a point.",
    "misspelt_number": "Numbers have a point before their decimals and nothing between their thousands: {number}.",
    "ambiguous_number": "This number can be read in two ways. Write {decimals} or {thousands}.",
    "too_deep": "Nested too deep. Use at most {most} levels.",
    "unknown_name": "Unknown name. Use {known} or a function: {functions}.",
    "not_finite": "This constant is not a finite real number.",
    "expected_assignment": "Expected an assignment such as v = 0.9*v + g.",
    "cannot_be_assigned": "This name cannot be assigned. Assign w or a name of your own.",
    "weights_not_assigned": "Nothing assigns w. End with a line such as w = w - lr*g.",
    "too_many_lines": "Too many lines. Use at most {most}.",
}
"""The message for each code of a fault: what would be accepted instead."""


class LanguageError(ValueError):
    """The text does not belong to the language.

    Attributes:
        position: the position of the fault, in characters from 0.
        code: the kind of fault, a key of ``MESSAGES``.
        values: the values that the message names, so that it can be translated.
        message: a sentence saying what would be accepted.
    """

    def __init__(self, position: int, code: str, **values: str | int) -> None:
        self.position = position
        self.code = code
        self.values = values
        self.message = MESSAGES[code].format_map(values)
        super().__init__(f"{self.message} (position {position})")

    def moved(self, offset: int) -> "LanguageError":
        """Return the same fault, with its position in a longer text in which this one begins at ``offset``."""
        return LanguageError(self.position + offset, self.code, **self.values)
