"""The closed little language that losses, update rules and schedules are written in.

A text is parsed into a tree of :mod:`app.language.expressions`, which is then differentiated, printed and compiled.
Nothing of the text itself is ever executed: the compiler builds Python's syntax tree node by node from the checked
tree, so what is shown is what runs.
"""
