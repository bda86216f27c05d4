"""Bundles: the modules of a page in one script, made by the server from the files.

Browsers need a request for each module, which delays a page more than its bytes do. The modules are written so plainly
(named imports and exports at the start of a line, no cycles) that joining them needs no tool: each becomes a function
that returns its exports.
"""

import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

FOLDER = "bundles/"
"""The folder of bundles in addresses, below that of static files."""

_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE)
_LAZY = re.compile(r'\bawait import\("(\.[^"]+)"\)')


@cache
def module_paths(root: Path, path: str) -> tuple[str, ...]:
    """List a module and everything it imports statically, directly or not, nearest first.

    Args:
        root: the folder of static files.
        path: the module's path below it.
    """
    found = [path]
    for module in found:
        found.extend(name for name in _imported(root, module) if name not in found)
    return tuple(found)


@cache
def _imported(root: Path, module: str) -> list[str]:
    """List the modules that a module imports, once each."""
    names = (normpath(join(dirname(module), name)) for _, name in _IMPORT.findall(_source(root, module)))
    return list(dict.fromkeys(names))


@cache
def _source(root: Path, module: str) -> str:
    return (root / module).read_text()


def script_bundles(root: Path, main: str, address: str) -> dict[str, str]:
    """Join a page's modules, and those that each of its dynamic imports adds.

    Modules that several dynamic imports share are part of the page's own bundle, so that each exists once. Nothing
    waits for the main module, which may wait for a dynamic import that needs the page's own bundle.

    Args:
        root: the folder of static files.
        main: the path of the page's main module below it.
        address: where static files are served, with a closing slash.

    Returns:
        The text of each bundle, by its path below ``address``. That of ``main`` is ``bundles/<main>``.
    """
    lazy = {path: set(module_paths(root, path)) for path in _lazy_modules(root, main)}
    shared = {one for path, modules in lazy.items() for one in modules if _others(lazy, path, one)}
    own = {*module_paths(root, main), *shared}
    ordered = [module for module in _in_order(root, [main, *sorted(own)]) if module in own and module != main]
    body = "".join(_wrapped(root, module, address) for module in ordered)
    names = ", ".join(_name(module) for module in ordered)
    program = f"(async () => {{\n{_body(root, main, address)}}})();\n"
    bundles = {FOLDER + main: f"{body}export {{ {names} }};\n{program}"}
    for path in lazy:
        added = [module for module in _in_order(root, [path]) if module not in own]
        needed = sorted({path, *(one for module in added for one in _imported(root, module))} & own)
        bindings = ", ".join(_name(module) for module in needed)
        exports = ", ".join(_exports(root, path))
        bundles[FOLDER + path] = (
            f'import {{ {bindings} }} from "{address}{FOLDER}{main}";\n'
            + "".join(_wrapped(root, module, address) for module in added)
            + f"export const {{ {exports} }} = {_name(path)};\n"
        )
    return bundles


@cache
def _lazy_modules(root: Path, main: str) -> tuple[str, ...]:
    """List the modules that a page imports dynamically, also those that such modules import so."""
    found: dict[str, None] = {}
    waiting = [main]
    while waiting:
        for module in module_paths(root, waiting.pop()):
            added = [path for path in _lazy_imports(root, module) if path not in found]
            found.update(dict.fromkeys(added))
            waiting += added
    return tuple(found)


def _others(lazy: dict[str, set[str]], path: str, module: str) -> bool:
    """Tell whether another dynamic import than ``path`` needs a module."""
    return any(module in modules for other, modules in lazy.items() if other != path)


@cache
def _lazy_imports(root: Path, module: str) -> list[str]:
    return [normpath(join(dirname(module), name)) for name in _LAZY.findall(_source(root, module))]


def _in_order(root: Path, paths: list[str]) -> list[str]:
    """List modules and what they import so that each comes after everything that it imports."""
    done: dict[str, None] = {}

    def visit(module: str) -> None:
        if module in done:
            return
        for name in _imported(root, module):
            visit(name)
        done[module] = None

    for path in paths:
        visit(path)
    return list(done)


@cache
def _exports(root: Path, module: str) -> list[str]:
    return [name for _, name in _EXPORT.findall(_source(root, module))]


@cache
def _wrapped(root: Path, module: str, address: str) -> str:
    """Turn a module into a constant that holds its exports."""
    exports = ", ".join(_exports(root, module))
    return f"const {_name(module)} = (() => {{\n{_body(root, module, address)}return {{ {exports} }};\n}})();\n"


def _body(root: Path, module: str, address: str) -> str:
    """Replace imports by constants, lead dynamic imports to their bundles, and remove ``export``."""

    def binding(match: re.Match[str]) -> str:
        if match[1] is None:
            return ""
        path = normpath(join(dirname(module), match[2]))
        names = re.sub(r"(\w+) as (\w+)", r"\1: \2", match[1])
        return f"const {{{names}}} = {_name(path)};\n"

    def at_its_bundle(match: re.Match[str]) -> str:
        return f'await import("{address}{FOLDER}{normpath(join(dirname(module), match[1]))}")'

    return _EXPORT.sub(r"\1", _LAZY.sub(at_its_bundle, _IMPORT.sub(binding, _source(root, module))))


def _name(module: str) -> str:
    """Name the constant of a module after its path."""
    return "_" + re.sub(r"\W", "_", module.removeprefix("js/").removesuffix(".js"))
