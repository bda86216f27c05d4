"""Expressions written as Python: what gets a variable of its own, and what compiled code can reach."""

import ast

import pytest

from app.language.compilation import compile_scalars
from app.language.dialects import CAREFUL
from app.language.emission import MAX_INLINE_DEPTH, Writer, evaluation_order, function, load, packed, variable
from app.language.expressions import Expression, Name, Operation, postorder
from app.language.parser import parse
from app.language.sharing import shared


def nested(depth: int) -> Expression:
    """sin(sin(… x …)), of so many operations."""
    root: Expression = Name("x")
    for _ in range(depth):
        root = Operation("sin", (root,))
    return root


def test_an_operation_used_once_is_written_where_it_is_used() -> None:
    assert evaluation_order(shared(parse("sin(x) + cos(y)*2", ("x", "y")))) == []


def test_an_operation_used_twice_is_computed_once() -> None:
    (root,) = shared(parse("sin(x) + sin(x)*2", ("x",)))
    assert [node.operation for node in evaluation_order([root])] == ["sin"]


def test_a_result_that_is_also_a_part_is_computed_once() -> None:
    part, whole = shared(parse("sin(x)", ("x",)), parse("2*sin(x)", ("x",)))
    assert evaluation_order([part, whole]) == [part]


def test_an_operation_may_be_wanted_in_any_case() -> None:
    (root,) = shared(parse("sin(x) + 1", ("x",)))
    assert isinstance(root, Operation)
    assert evaluation_order([root], [root.operands[0]]) == [root.operands[0]]


@pytest.mark.parametrize("names", [0, 1, 2, 3])
def test_deep_expressions_are_cut(names: int) -> None:
    deepest = (MAX_INLINE_DEPTH + 1) * names
    for depth in (deepest, deepest + MAX_INLINE_DEPTH):
        assert len(evaluation_order([nested(depth)])) == names


@pytest.mark.parametrize("depth", [10, 200, 5000])
def test_any_depth_compiles(depth: int) -> None:
    expected = 0.5
    for _ in range(depth):
        expected = CAREFUL.functions["sin"](expected)
    assert compile_scalars((nested(depth),), ("x",))(0.5) == (expected,)


def test_operands_come_before_operations() -> None:
    (root,) = shared(parse("(sin(x) + y)**2 + cos(sin(x) + y)*sin(x)", ("x", "y")))
    order = evaluation_order([root])
    places = {id(node): place for place, node in enumerate(order)}
    for node in order:
        for part in postorder(node):
            assert places.get(id(part), -1) <= places[id(node)]


def test_each_value_has_a_variable_of_its_own() -> None:
    roots = shared(*(parse(text, ("x",)) for text in ("sin(x)", "cos(x)", "tan(x)")))
    writer = Writer(lambda _: CAREFUL)
    statements = writer.hold_all(evaluation_order(roots, roots))
    held = [ast.unparse(writer.python(root)) for root in roots]
    assert len(set(held)) == len(statements) == 3
    assert all(writer.holds(root) for root in roots)
    assert not writer.holds(Name("x"))


@pytest.mark.parametrize("name", ["lambda", "import", "None", "sin", "print"])
def test_a_name_is_never_a_keyword_or_a_function(name: str) -> None:
    assert compile_scalars((Name(name),), (name,))(2.0) == (2.0,)


def test_a_function_reads_no_global_but_those_it_is_given() -> None:
    body: list[ast.stmt] = [ast.Return(packed([load("given"), load(variable("x"))]))]
    assert function([variable("x")], body, {"given": 1})(2) == (1, 2)
    with pytest.raises(NameError):
        function([], [ast.Return(load("print"))], {})()
