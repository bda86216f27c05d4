"""Parse a text into a tree: a precedence-climbing parser (Pratt 1973) for a closed grammar.

Precedence is Python's: ``**`` (also written ``^``) binds tightest and to the right, then unary minus, ``* /``, ``+ -``;
so ``-x**2`` is −(x²) and ``2**-1`` is one half. A superscript binds to the operand before it: ``x²**3`` is (x²)³.
"""

import math
from collections.abc import Collection

from app.interruption import checkpoint
from app.language.expressions import Expression, Name, Number, Operation
from app.language.faults import LanguageError
from app.language.operations import CONSTANTS, FUNCTIONS
from app.language.scalars import constant_values
from app.language.tokens import Token, misspelt_number, tokens, with_plain_signs

MAX_DEPTH = 50
"""The maximum nesting depth of parentheses, calls, signs and exponents."""

_BINARY = {
    "+": ("add", 1),
    "-": ("subtract", 1),
    "*": ("multiply", 2),
    "/": ("divide", 2),
    "**": ("power", 4),
}
_SIGN_PRECEDENCE = 3


def parse(text: str, variables: Collection[str]) -> Expression:
    """Parse an expression into a tree.

    Args:
        text: at most 500 characters; blanks around it do not count.
        variables: the names it may use besides the functions and constants of the language.

    Raises:
        LanguageError: with the position of the fault and what would be accepted there.
    """
    checkpoint()
    reader = _Reader(text, variables)
    tree = reader.expression(0, 0)
    if reader.token.kind != "end":
        raise reader.fault_after_operand("expected_operator")
    for node, value in constant_values(tree):
        if not math.isfinite(value):
            raise LanguageError(reader.positions[id(node)], "not_finite")
    return tree


class _Reader:
    """A reader of tokens with one token of lookahead."""

    def __init__(self, text: str, variables: Collection[str]) -> None:
        self._text = with_plain_signs(text)
        self._tokens = tokens(text)
        self._variables = variables
        self._taken = 0
        self.token = next(self._tokens)
        self.positions: dict[int, int] = {}
        """Where each operation of the tree stands in the text, by the identity of its node."""

    def fault(self, code: str, **values: str | int) -> LanguageError:
        """Return a fault at the current token."""
        return LanguageError(self.token.position, code, **values)

    def fault_after_operand(self, code: str, **values: str | int) -> LanguageError:
        """Return a fault at the current token, or the fault of a misspelt number that continues there."""
        return misspelt_number(self._text, self._taken, self.token.position) or self.fault(code, **values)

    def take(self) -> Token:
        """Return the current token and move on to the next."""
        token = self.token
        self._taken = token.position
        self.token = next(self._tokens, token)
        return token

    def expect(self, symbol: str) -> None:
        if self.token.text != symbol:
            raise self.fault_after_operand("expected_symbol", symbol=symbol)
        self.take()

    def expression(self, lowest: int, depth: int) -> Expression:
        """Read an expression whose operators bind at least as tightly as ``lowest``."""
        if depth > MAX_DEPTH:
            raise self.fault("too_deep", most=MAX_DEPTH)
        left = self.raised(self.operand(depth))
        while self.token.text in _BINARY and _BINARY[self.token.text][1] >= lowest:
            operator = self.take()
            operation, precedence = _BINARY[operator.text]
            # A power is right-associative and takes a signed exponent; the others associate to the left.
            right = self.expression(_SIGN_PRECEDENCE if operation == "power" else precedence + 1, depth + 1)
            left = self.node(operation, operator, left, right)
        return left

    def raised(self, base: Expression) -> Expression:
        """Raise the base to the power of a superscript if one follows."""
        if self.token.kind != "superscript":
            return base
        token = self.take()
        exponent: Expression = Number(abs(float(token.text)))
        if token.text.startswith("-"):
            exponent = self.node("negate", token, exponent)
        return self.node("power", token, base, exponent)

    def operand(self, depth: int) -> Expression:
        token = self.take()
        if token.text in ("-", "+"):
            operand = self.expression(_SIGN_PRECEDENCE, depth + 1)
            return operand if token.text == "+" else self.node("negate", token, operand)
        if token.text == "(":
            inner = self.expression(0, depth + 1)
            self.expect(")")
            return inner
        if token.kind == "number":
            return Number(float(token.text))
        if token.kind == "name":
            return self.call(token, depth) if token.text in FUNCTIONS else self.name(token)
        misspelt = misspelt_number(self._text, token.position, token.position)
        raise misspelt or LanguageError(token.position, "expected_operand")

    def call(self, function: Token, depth: int) -> Expression:
        arity = FUNCTIONS[function.text]
        self.expect("(")
        arguments = [self.expression(0, depth + 1)]
        while len(arguments) < arity:
            self.expect(",")
            arguments.append(self.expression(0, depth + 1))
        if self.token.text == ",":
            raise self.fault("too_many_arguments", function=function.text, most=arity)
        self.expect(")")
        return self.node(function.text, function, *arguments)

    def name(self, token: Token) -> Expression:
        if token.text not in self._variables and token.text not in CONSTANTS:
            known, functions = (", ".join(names) for names in ([*sorted(self._variables), *CONSTANTS], FUNCTIONS))
            raise LanguageError(token.position, "unknown_name", known=known, functions=functions)
        return Name(token.text)

    def node(self, operation: str, token: Token, *operands: Expression) -> Operation:
        """Make an operation and remember its position in the text."""
        tree = Operation(operation, operands)
        self.positions[id(tree)] = token.position
        return tree
