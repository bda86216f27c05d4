"""Walks over expression trees."""

from app.language.expressions import Expression, Name, Number, Operation, names, operands, postorder, substitute
from app.language.parser import parse
from tests.language.test_parser import shape


def test_every_node_is_visited_once_and_after_its_operands() -> None:
    tree: Expression = parse("x + y", ("x", "y"))
    for _ in range(60):
        tree = Operation("multiply", (tree, tree))
    nodes = list(postorder(tree, tree))
    assert len(nodes) == 63
    places = {id(node): place for place, node in enumerate(nodes)}
    assert all(places[id(part)] < places[id(node)] for node in nodes for part in operands(node))


def test_operands_and_roots_are_visited_from_left_to_right() -> None:
    first, second = parse("x - sin(y)", ("x", "y")), parse("a", ("a",))
    visited = [node.name for node in postorder(first, second) if isinstance(node, Name)]
    assert visited == ["x", "y", "a"]


def test_leaves_have_no_operands() -> None:
    assert operands(Number(2.0)) == operands(Name("x")) == ()


def test_names_are_those_of_all_roots() -> None:
    assert names(parse("x + 2", ("x",)), parse("sin(y)*x", ("x", "y"))) == {"x", "y"}


def test_names_are_replaced_and_nothing_is_simplified() -> None:
    tree = parse("x*(y + 0) + sin(x)", ("x", "y"))
    assert shape(substitute(tree, {"x": parse("1*z", ("z",))})) == shape(parse("1*z*(y + 0) + sin(1*z)", ("y", "z")))


def test_what_does_not_change_is_the_same_node() -> None:
    tree = parse("sin(x) + cos(y)", ("x", "y"))
    changed = substitute(tree, {"y": Number(2.0)})
    assert isinstance(tree, Operation)
    assert isinstance(changed, Operation)
    assert changed.operands[0] is tree.operands[0]
    assert changed.operands[1] is not tree.operands[1]
    assert substitute(tree, {"z": Number(2.0)}) is tree
