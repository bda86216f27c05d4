"""Write shared expressions as Python syntax trees, and make functions of them.

The trees are built node by node; no text is ever compiled, and nothing is executed to obtain the function.
"""

import ast
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import CodeType, FunctionType
from typing import Any

from app.interruption import checkpoint
from app.language.dialects import Dialect
from app.language.expressions import Expression, Name, Number, Operation, operands, postorder

MAX_INLINE_DEPTH = 30
"""Deeper expressions are cut into several assignments, which bounds the recursion of Python's compiler."""


def variable(name: str) -> str:
    """Name the Python variable that holds a name of the language; it is never a keyword or a function."""
    return f"v_{name}"


def load(identifier: str) -> ast.expr:
    return ast.Name(identifier, ast.Load())


def assign(identifier: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(identifier, ast.Store())], value)


def packed(values: Iterable[ast.expr]) -> ast.expr:
    return ast.Tuple(list(values), ast.Load())


def unpack(identifiers: Sequence[str], value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Tuple([ast.Name(name, ast.Store()) for name in identifiers], ast.Store())], value)


def evaluation_order(roots: Sequence[Expression], always: Iterable[Expression] = ()) -> list[Operation]:
    """List the operations that need a variable of their own, in an order in which they can be evaluated.

    These are the operations used more than once, the operations nested too deep to stand inside another, and
    ``always``.
    """
    checkpoint()
    uses = Counter(id(operand) for node in postorder(*roots) for operand in operands(node))
    uses.update(id(root) for root in roots)
    chosen = {id(node) for node in always}
    depths: dict[int, int] = {}
    order = []
    for node in postorder(*roots):
        if not isinstance(node, Operation):
            continue
        depth = 1 + max(depths.get(id(operand), 0) for operand in node.operands)
        if uses[id(node)] > 1 or depth > MAX_INLINE_DEPTH or id(node) in chosen:
            order.append(node)
            depth = 0
        depths[id(node)] = depth
    return order


class Writer:
    """Writes expressions as Python, and reads values from variables that already hold them."""

    def __init__(self, dialect_of: Callable[[Operation], Dialect]) -> None:
        self._dialect_of = dialect_of
        self._held: dict[int, str] = {}

    def hold(self, node: Expression, identifier: str) -> ast.stmt:
        """Assign a node's value to a variable, from which it is read from now on."""
        checkpoint()
        statement = assign(identifier, self.python(node))
        self._held[id(node)] = identifier
        return statement

    def hold_all(self, order: Iterable[Operation]) -> list[ast.stmt]:
        """Assign each node to a new variable."""
        return [self.hold(node, self.fresh()) for node in order]

    def holds(self, node: Expression) -> bool:
        """Whether a variable holds the node's value."""
        return id(node) in self._held

    def fresh(self) -> str:
        """Return the name of a variable that is not in use."""
        return f"_{len(self._held)}"

    def python(self, node: Expression) -> ast.expr:
        if id(node) in self._held:
            return load(self._held[id(node)])
        match node:
            case Number(value):
                return ast.Constant(value)
            case Name(name):
                return load(variable(name))
            case Operation(operation, parts):
                return self._dialect_of(node).python(operation, [self.python(part) for part in parts])


def function(parameters: Sequence[str], body: list[ast.stmt], namespace: Mapping[str, object]) -> Callable[..., Any]:
    """Make a function of these statements; the only global names it can read are those of ``namespace``."""
    checkpoint()
    module = ast.parse("def compiled(): pass")
    definition = module.body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.args.args = [ast.arg(parameter) for parameter in parameters]
    definition.body = body
    ast.fix_missing_locations(module)
    checkpoint()
    code = compile(module, "<compiled expression>", "exec")
    checkpoint()
    body_code = next(constant for constant in code.co_consts if isinstance(constant, CodeType))
    return FunctionType(body_code, {"__builtins__": {}, **namespace})
