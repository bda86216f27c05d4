"""All mutations of a module's text that can change what it does, made with the operators of cosmic-ray.

Left out by construction, because no test can or need tell them apart:

- annotations and what joins types outside of functions: nothing reads them while the lab computes;
- decorators: without one a module breaks as soon as it is imported, or is only slower;
- how much is worked on at a time, see ``PORTIONS``: it moves checkpoints, and no numbers;
- ``strict=True`` of ``zip``: an assertion about the caller, as ``assert`` is;
- a shift or a bitwise operator in place of an arithmetic one: floats have none, so any test would see it.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.provider import OperatorProvider

ARITHMETIC = ("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow")
BITWISE = ("BitOr", "BitAnd", "BitXor")
COMPARISONS = ("Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot")
CONDITIONS = ("if_stmt", "while_stmt", "test")
OPERATORS: dict[str, tuple[str, ...]] = {
    "operator": tuple(
        f"ReplaceBinaryOperator_{one}_{other}"
        for group in (ARITHMETIC, BITWISE)
        for one in group
        for other in group
        if one != other
    ),
    "comparison": tuple(
        f"ReplaceComparisonOperator_{one}_{other}" for one in COMPARISONS for other in COMPARISONS if one != other
    ),
    "factor": ("ReplaceUnaryOperator_USub_UAdd", "ReplaceUnaryOperator_Delete_Invert"),
    "not_test": ("ReplaceUnaryOperator_Delete_Not",),
    "keyword": (
        "ReplaceTrueWithFalse",
        "ReplaceFalseWithTrue",
        "ReplaceAndWithOr",
        "ReplaceOrWithAnd",
        "ReplaceBreakWithContinue",
        "ReplaceContinueWithBreak",
    ),
    "number": ("NumberReplacer",),
    "for_stmt": ("ZeroIterationForLoop",),
    "except_clause": ("ExceptionReplacer",),
    **dict.fromkeys(CONDITIONS, ("AddNot",)),
}
"""The operators tried on each type of node of parso's tree, by their names in cosmic-ray."""

PORTIONS = {
    *("AT_ONCE", "CACHED", "CANDIDATES", "CAREFUL_PART_OPERATIONS", "COLUMNS", "CONVERTED_NUMBERS", "EXAMPLES"),
    *("FIRST_EXAMPLES", "IMAGES_AT_ONCE", "LEARNED_AT_ONCE", "MAX_STRIP_PIXELS", "NUMBERS", "PART", "PART_BYTES"),
    *("PART_COST", "PART_OPERATIONS", "PART_PRODUCTS", "POINTS", "ROWS_AT_ONCE", "SAMPLED_AT_ONCE", "STRIP"),
    "_PIXELS_AT_ONCE",
}
"""Constants that say how much is worked on at a time. Tests set many of them to see that the results stay the same."""

Position = tuple[int, int]


@dataclass(frozen=True)
class Mutation:
    """One change of one module.

    Attributes:
        module: its file, below the root.
        operator: the name of cosmic-ray's operator.
        occurrence: the how manieth place where the operator applies, from 0.
        position: the line (from 1) and the column (from 0) where the change is made.
        line: the text of that line, without spaces around it.
    """

    module: Path
    operator: str
    occurrence: int
    position: Position
    line: str

    def mutant(self, source: str) -> str:
        """The text of the mutated module.

        Args:
            source: the text of the module.
        """
        mutant: str | None = mutate_code(source, _operator(self.operator), self.occurrence)
        if mutant is None:
            raise ValueError(f"{self.operator} has no occurrence {self.occurrence} in {self.module}")
        return mutant

    def mutated_line(self, source: str) -> str:
        """The text of the changed line in the mutant, with single spaces."""
        return " ".join(self.mutant(source).splitlines()[self.position[0] - 1].split())


def mutations(module: Path, source: str) -> Iterator[Mutation]:
    """Every mutation of a module that can change what it does.

    Args:
        module: its file, below the root.
        source: its text.
    """
    lines = source.splitlines()
    silent = list(_silent(ast.parse(source)))
    occurrences: dict[str, int] = {}
    for node in ast_nodes(get_ast(source)):
        for name in OPERATORS.get(node.type, ()):
            for start, _ in _operator(name).mutation_positions(node):
                occurrence = occurrences.get(name, 0)
                occurrences[name] = occurrence + 1
                if not any(first <= start < end for first, end in silent):
                    yield Mutation(module, name, occurrence, start, lines[start[0] - 1].strip())


@cache
def _operator(name: str) -> Any:
    return OperatorProvider()[name]()


def _silent(tree: ast.Module) -> Iterator[tuple[Position, Position]]:
    """The ranges of text whose mutations no test can or need tell apart."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            yield _range(node.annotation)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from map(_range, node.decorator_list)
            if not isinstance(node, ast.ClassDef) and node.returns:
                yield _range(node.returns)
        elif isinstance(node, ast.keyword) and node.arg == "strict":
            yield _range(node.value)
        elif isinstance(node, ast.Call) and _is_portion(node):
            yield _range(node.args[0])
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            if PORTIONS & {target.id for target in statement.targets if isinstance(target, ast.Name)}:
                yield _range(statement.value)
            yield from (
                _range(node)
                for node in ast.walk(statement)
                if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)
            )


def _is_portion(call: ast.Call) -> bool:
    """Whether a call is ``max(1, PORTION // …)``: at least one at a time."""
    names = {node.id for argument in call.args[1:] for node in ast.walk(argument) if isinstance(node, ast.Name)}
    return isinstance(call.func, ast.Name) and call.func.id == "max" and bool(PORTIONS & names)


def _range(node: ast.expr) -> tuple[Position, Position]:
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    return (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
