"""The kinds of code that expressions compile to."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.language import arrays, scalars

_OPERATORS: Mapping[str, type[ast.operator]] = {
    "add": ast.Add,
    "subtract": ast.Sub,
    "multiply": ast.Mult,
    "divide": ast.Div,
    "ratio": ast.Div,
}


@dataclass(frozen=True)
class Dialect:
    """A way to write operations in Python: the ``infix`` ones as operators, the others as calls of ``functions``."""

    functions: Mapping[str, Callable[..., Any]]
    infix: frozenset[str]
    prefix: str

    def python(self, operation: str, operands: list[ast.expr]) -> ast.expr:
        """Write the operation as a Python expression."""
        if operation == "negate":
            return ast.UnaryOp(ast.USub(), operands[0])
        if operation in self.infix:
            return ast.BinOp(operands[0], _OPERATORS[operation](), operands[1])
        return ast.Call(ast.Name(self.prefix + operation, ast.Load()), operands, [])

    def namespace(self) -> dict[str, Callable[..., Any]]:
        """The globals that compiled code needs."""
        return {self.prefix + name: function for name, function in self.functions.items()}


FAST = Dialect(scalars.FAST, frozenset({"add", "subtract", "multiply", "divide", "ratio"}), "fast_")
"""Python floats; a fault raises ArithmeticError or ValueError."""

CAREFUL = Dialect(scalars.CAREFUL, frozenset({"add", "subtract", "multiply"}), "careful_")
"""Python floats; faults give infinities and NaN. The same numbers as `FAST` wherever that does not raise."""

ARRAYS = Dialect(arrays.ARRAYS, frozenset({"add", "subtract", "multiply", "divide"}), "array_")
"""Numpy arrays of any shape, elementwise."""
