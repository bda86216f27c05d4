"""The terms of a sum, as its author wrote them."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from app.language.expressions import Expression, Number, Operation
from app.language.simplification import multiply


@dataclass(frozen=True)
class Term:
    """A term that a sum adds ``factor`` times; the factor is −1 for a term that it subtracts."""

    expression: Expression
    factor: float

    def written_like(self, other: "Term") -> Expression:
        """The expression to write in the other's place to obtain this term."""
        return scaled(self.expression, self.factor / other.factor)

    def alone(self) -> Expression:
        """The expression to add to a sum to obtain this term."""
        return scaled(self.expression, self.factor)


def terms(root: Expression) -> Iterator[Term]:
    """Yield the terms of a sum from left to right, then the terms of multiples of a sum among them."""
    sums = deque([Term(root, 1.0)])
    while sums:
        for term in _summands(sums.popleft()):
            yield term
            multiple, inner = _multiple(term.expression)
            if multiple and isinstance(inner, Operation) and inner.operation in ("add", "subtract"):
                sums.append(Term(inner, term.factor * multiple))


def _summands(term: Term) -> Iterator[Term]:
    stack = [(term.expression, term.factor)]
    while stack:
        node, factor = stack.pop()
        match node:
            case Operation("add", (left, right)):
                stack += [(right, factor), (left, factor)]
            case Operation("subtract", (left, right)):
                stack += [(right, -factor), (left, factor)]
            case Operation("negate", (inner,)):
                stack.append((inner, -factor))
            case _:
                yield Term(node, factor)


def scaled(term: Expression, factor: float) -> Expression:
    """Multiply a term by a factor, which is multiplied into the leading number of the term if there is one."""
    if factor == 1.0:
        return term
    match term:
        case Number(value):
            return Number(factor * value)
        case Operation("multiply" | "divide" as operation, (left, right)) if _is_led_by_number(left):
            return Operation(operation, (scaled(left, factor), right))
        case Operation("negate", (inner,)) if _is_led_by_number(inner):
            return scaled(inner, -factor)
    return multiply(Number(factor), term)


def _is_led_by_number(expression: Expression) -> bool:
    while isinstance(expression, Operation) and expression.operation in ("multiply", "divide", "negate"):
        expression = expression.operands[0]
    return isinstance(expression, Number)


def _multiple(node: Expression) -> tuple[float, Expression]:
    """Split a node into a numeric factor and the rest."""
    match node:
        case Operation("multiply", (Number(value), inner)) | Operation("multiply", (inner, Number(value))):
            return value, inner
        case Operation("multiply", (Operation("negate", (Number(value),)), inner)):
            return -value, inner
        case Operation("divide", (inner, Number(value))) if value:
            return 1.0 / value, inner
    return 1.0, node
