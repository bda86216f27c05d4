"""Expression trees: numbers, names and operations on them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, eq=False, slots=True)
class Number:
    """A finite real constant."""

    value: float


@dataclass(frozen=True, eq=False, slots=True)
class Name:
    """A variable, a setting, or one of the constants ``pi`` and ``e``."""

    name: str


@dataclass(frozen=True, eq=False, slots=True)
class Operation:
    """An operation of :data:`app.language.operations.ARITY` applied to its operands."""

    operation: str
    operands: tuple["Expression", ...]


Expression = Number | Name | Operation
"""Immutable, and shared freely: a tree in memory may be a graph, so passes visit each node once (`postorder`)."""


def operands(expression: Expression) -> tuple[Expression, ...]:
    """The direct operands of a node; none for a leaf."""
    return expression.operands if isinstance(expression, Operation) else ()


def postorder(*roots: Expression) -> Iterator[Expression]:
    """Visit every distinct node below the roots once, operands before operations (iteratively, without recursion)."""
    seen: set[int] = set()
    stack: list[tuple[Expression, bool]] = [(root, False) for root in reversed(roots)]
    while stack:
        node, ready = stack.pop()
        if ready:
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            stack.extend((operand, False) for operand in reversed(operands(node)) if id(operand) not in seen)


def names(*roots: Expression) -> set[str]:
    """The names that occur in the expressions."""
    return {node.name for node in postorder(*roots) if isinstance(node, Name)}


def substitute(root: Expression, replacements: Mapping[str, Expression]) -> Expression:
    """Replace names by expressions. Nothing is simplified: the arithmetic stays as written."""
    result: dict[int, Expression] = {}
    for node in postorder(root):
        match node:
            case Name(name):
                result[id(node)] = replacements.get(name, node)
            case Operation(operation, parts):
                replaced = tuple(result[id(part)] for part in parts)
                unchanged = all(new is old for new, old in zip(replaced, parts, strict=True))
                result[id(node)] = node if unchanged else Operation(operation, replaced)
            case Number():
                result[id(node)] = node
    return result[id(root)]
