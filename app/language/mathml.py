"""Typeset a tree as presentation MathML, as a person would."""

import re
from xml.sax.saxutils import escape

from app.interruption import checkpoint
from app.language.expressions import Expression, Name, Number, Operation, postorder
from app.language.operations import FUNCTIONS
from app.language.printing import ATOM, PRECEDENCE, SMOOTH_FORMS, number_text, precedence, spelled_out
from app.language.simplification import TWO, add, divide

_GREEK = {
    "pi": "π",
    "alpha": "α",
    "beta": "β",
    "epsilon": "ε",
    "lr": "η",
    "momentum": "μ",
    "weight_decay": "λ",
}
_FENCES = {"abs": ("|", "|"), "floor": ("⌊", "⌋")}
_SPECIAL_NAMES = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "log": "ln",
    "sigmoid": "σ",
    "sign": "sgn",
}
_INDEXED = re.compile(r"([A-Za-z]+)_?(\d+)")
_TIMES = "<mo>&#x2062;</mo>"
_DOT = "<mo>·</mo>"


def math_element(body: str) -> str:
    """Return a complete ``<math>`` element around presentation MathML."""
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{body}</math>'


def mathml(root: Expression) -> str:
    """Typeset the expression as presentation MathML, without the surrounding ``<math>``."""
    checkpoint()
    spelled = _with_means(spelled_out(root, SMOOTH_FORMS))
    written: dict[int, str] = {}
    for node in postorder(spelled):
        match node:
            case Number(value):
                written[id(node)] = _number(value)
            case Name(name):
                written[id(node)] = name_mathml(name)
            case Operation(operation, operands):
                inner = [written[id(operand)] for operand in operands]
                written[id(node)] = _operation(operation, operands, inner)
    return written[id(spelled)]


def _with_means(root: Expression) -> Expression:
    """Add to each ``piecewise`` the mean of its two cases, so that it is typeset like any other part."""

    def with_mean(u: Expression, v: Expression, above: Expression, below: Expression) -> Expression:
        return Operation("cases", (u, v, above, below, divide(add(above, below), TWO)))

    return spelled_out(root, {"piecewise": with_mean})


def assignments_mathml(assignments: tuple[tuple[str, Expression], ...]) -> str:
    """Typeset assignments as a MathML table; each row holds a name, an arrow and an expression."""
    rows = (
        f"<mtr><mtd>{name_mathml(name)}</mtd><mtd><mo>←</mo></mtd><mtd>{mathml(value)}</mtd></mtr>"
        for name, value in assignments
    )
    return f'<mtable columnalign="right center left">{"".join(rows)}</mtable>'


def name_mathml(name: str) -> str:
    """Typeset a name: a Greek letter where that is customary, a trailing number as an index."""
    indexed = _INDEXED.fullmatch(name)
    if indexed:
        return f"<msub>{name_mathml(indexed[1])}<mn>{indexed[2]}</mn></msub>"
    return f"<mi>{_GREEK.get(name, escape(name))}</mi>"


def _number(value: float) -> str:
    sign = "<mo>−</mo>" if value < 0 else ""
    mantissa, _, exponent = number_text(abs(value)).partition("e")
    if not exponent:
        return f"{sign}<mn>{mantissa}</mn>"
    scale = f"<msup><mn>10</mn><mn>{str(int(exponent)).replace('-', '−')}</mn></msup>"
    return f"{sign}<mn>{mantissa}</mn><mo>×</mo>{scale}" if mantissa != "1" else sign + scale


def _row(body: str) -> str:
    return f"<mrow>{body}</mrow>"


def _fenced(body: str, opening: str = "(", closing: str = ")") -> str:
    return f"<mrow><mo>{opening}</mo>{body}<mo>{closing}</mo></mrow>"


def _within(operand: Expression, written: str, least: int) -> str:
    return written if precedence(operand) >= least else _fenced(written)


def _following(operand: Expression, written: str, least: int) -> str:
    """Typeset a right operand, fenced too where its sign would read as the operator before it."""
    return _fenced(written) if _starts_with_minus(operand) else _within(operand, written, least)


def _starts_with_minus(expression: Expression) -> bool:
    while isinstance(expression, Operation) and expression.operation in ("add", "subtract", "multiply"):
        expression = expression.operands[0]
    match expression:
        case Operation("negate"):
            return True
        case Number(value):
            return value < 0
    return False


def _operation(operation: str, operands: tuple[Expression, ...], inner: list[str]) -> str:
    match operation:
        case "negate":
            return _row("<mo>−</mo>" + _within(operands[0], inner[0], PRECEDENCE["multiply"]))
        case "add" | "subtract":
            return _sum(operation, operands, inner)
        case "multiply":
            return _product(operands, inner)
        case "cases":
            return _cases(*inner)
        case "divide":
            return f"<mfrac>{_row(inner[0])}{_row(inner[1])}</mfrac>"
        case "power":
            return _power(operands, inner)
        case "sqrt":
            return f"<msqrt>{inner[0]}</msqrt>"
        case "exp":
            return f"<msup><mi>e</mi>{_row(inner[0])}</msup>"
        case "abs" | "floor":
            return _fenced(inner[0], *_FENCES[operation])
        case "log2" | "log10":
            return _row(f"<msub><mi>log</mi><mn>{operation[3:]}</mn></msub><mo>&#x2061;</mo>" + _fenced(inner[0]))
    name = _SPECIAL_NAMES.get(operation, operation)
    return _row(f"<mi>{name}</mi><mo>&#x2061;</mo>" + _fenced("<mo>,</mo>".join(inner)))


def _sum(operation: str, operands: tuple[Expression, ...], inner: list[str]) -> str:
    least = PRECEDENCE["add"]
    if operation == "add":
        return _row(_within(operands[0], inner[0], least) + "<mo>+</mo>" + _following(operands[1], inner[1], least))
    return _row(_within(operands[0], inner[0], least) + "<mo>−</mo>" + _following(operands[1], inner[1], least + 1))


def _product(operands: tuple[Expression, ...], inner: list[str]) -> str:
    """Typeset a product, with a dot only where two numbers would run together."""
    first = _within(operands[0], inner[0], PRECEDENCE["multiply"])
    second = _following(operands[1], inner[1], PRECEDENCE["multiply"])
    return _row(first + (_DOT if _starts_with_digit(operands[1]) else _TIMES) + second)


def _starts_with_digit(expression: Expression) -> bool:
    while isinstance(expression, Operation) and expression.operation in ("multiply", "power", "divide"):
        expression = expression.operands[0]
    return isinstance(expression, Number) and expression.value >= 0


def _cases(u: str, v: str, above: str, below: str, mean: str) -> str:
    """Typeset three cases: where u > v, where u < v, and where both are equal."""
    cases = ((above, "&gt;"), (below, "&lt;"), (mean, "="))
    rows = (f"<mtr><mtd>{_row(case)}</mtd><mtd>{_row(f'{u}<mo>{sign}</mo>{v}')}</mtd></mtr>" for case, sign in cases)
    return _row(f'<mo>{{</mo><mtable columnalign="left left">{"".join(rows)}</mtable>')


def _power(operands: tuple[Expression, ...], inner: list[str]) -> str:
    base = operands[0]
    called = isinstance(base, Operation) and base.operation in FUNCTIONS and base.operation not in _FENCES
    raised = _fenced(inner[0]) if called else _row(_within(base, inner[0], ATOM))
    return f"<msup>{raised}{_row(inner[1])}</msup>"
