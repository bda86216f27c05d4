"""Update rules as texts: assignments, one on each line, that turn a gradient into a step.

A rule reads the weights ``w``, their gradient ``g``, the learning rate ``lr``, the step number ``t`` (from 1) and its
settings, and assigns ``w``. Every other name it assigns is state, zero before the first step; a name that is always
assigned before it is read is a mere abbreviation. Rules are elementwise: the same text updates two floats or a million
weights.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.language.expressions import Expression, names, substitute
from app.language.faults import LanguageError
from app.language.operations import RESERVED
from app.language.parser import parse
from app.language.tokens import with_plain_signs

INPUTS = ("w", "g", "lr", "t")
MAX_LINES = 20
MAX_SOURCE_LENGTH = 2000
"""The maximum number of characters in a whole rule."""

_CONSTANTS = {"g", "lr", "t", *RESERVED}
_ASSIGNMENT = re.compile(r"[ \t]*(?P<name>[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)[ \t]*=(?P<value>.*)", re.ASCII)


@dataclass(frozen=True)
class RuleProgram:
    """A checked rule.

    Attributes:
        assignments: names and the expressions assigned to them, in order.
        states: the assigned names that carry over from step to step.
        settings: the settings that the rule reads.
    """

    assignments: tuple[tuple[str, Expression], ...]
    states: tuple[str, ...]
    settings: tuple[str, ...]

    def advanced(self, bindings: Mapping[str, Expression]) -> dict[str, Expression]:
        """Express ``w`` and every state after one step in terms of the values bound before it.

        Args:
            bindings: an expression for each of ``w g lr t``, each setting and each state.
        """
        values = dict(bindings)
        for name, value in self.assignments:
            values[name] = substitute(value, values)
        return {name: values[name] for name in ("w", *self.states)}


def parse_rule(source: str, settings: Collection[str]) -> RuleProgram:
    """Parse and check the text of a rule.

    Args:
        source: assignments ``name = expression``, one on each line; blank lines are ignored.
        settings: the names of the rule's settings besides the learning rate. A setting that the rule assigns itself
            counts as state or abbreviation like any other name.

    Raises:
        LanguageError: with the position in the whole text and what would be accepted there.
    """
    if len(source) > MAX_SOURCE_LENGTH:
        raise LanguageError(MAX_SOURCE_LENGTH, "too_long", most=MAX_SOURCE_LENGTH)
    lines = _assignment_lines(with_plain_signs(source))
    assigned = [name for _, name, _, _ in lines]
    for start, name, _, _ in lines:
        if name in _CONSTANTS:
            raise LanguageError(start, "cannot_be_assigned")
    if "w" not in assigned:
        raise LanguageError(len(source), "weights_not_assigned")
    readable = {*INPUTS, *settings, *assigned}
    assignments = []
    for _, name, offset, text in lines:
        try:
            assignments.append((name, parse(text, readable)))
        except LanguageError as fault:
            raise fault.moved(offset) from None
    read = names(*(value for _, value in assignments)) - set(assigned)
    return RuleProgram(tuple(assignments), _states(assignments), tuple(name for name in settings if name in read))


def _assignment_lines(source: str) -> list[tuple[int, str, int, str]]:
    """Split the text into (position of the name, name, position of the expression, expression) for each line."""
    lines = []
    offset = 0
    for line in source.split("\n"):
        if line.strip():
            found = _ASSIGNMENT.fullmatch(line)
            if found is None:
                raise LanguageError(offset, "expected_assignment")
            lines.append((offset + found.start("name"), found["name"], offset + found.start("value"), found["value"]))
        offset += len(line) + 1
        if len(lines) > MAX_LINES:
            raise LanguageError(offset, "too_many_lines", most=MAX_LINES)
    return lines


def _states(assignments: list[tuple[str, Expression]]) -> tuple[str, ...]:
    """Find the assigned names, other than ``w``, that are read before the step assigns them."""
    carried: dict[str, None] = {}
    known = {"w"}
    everything = {name for name, _ in assignments}
    for name, value in assignments:
        carried.update(dict.fromkeys(sorted((names(value) & everything) - known)))
        known.add(name)
    return tuple(carried)
