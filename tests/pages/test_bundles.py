"""Bundles behave as the files that they join."""

import os
import re
import shutil
from pathlib import Path

import httpx
import pytest

from app.pages.assets import FILES, STATIC, STYLE_SHEETS, script_bundles, static_url
from app.pages.bundles import module_paths
from app.pages.bundles import script_bundles as bundles_of
from tests.static.node import ROOT, run_node

PAGES = sorted(path for path in FILES if path.endswith("/main.js"))


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of all modules of the core."""
    root = tmp_path_factory.mktemp("static")
    shutil.copytree(STATIC / "js", root / "js")
    modules = sorted(path.relative_to(root / "js") for path in (root / "js" / "core").rglob("*.js"))
    main = root / "js" / "pages" / "all" / "main.js"
    main.parent.mkdir()
    main.write_text("".join(f'import "../../{module.as_posix()}";\n' for module in modules))
    file = root / "core.mjs"
    file.write_text(bundles_of(root, "js/pages/all/main.js", "/static/1/")["bundles/js/pages/all/main.js"])
    return file


def test_the_core_passes_its_tests_out_of_a_bundle(core: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "BUNDLE", str(core))
    files = sorted((ROOT / "tests" / "static" / "core").rglob("*.test.js"))
    done = run_node("--import", "./tests/static/bundled.js", "--test", "--test-reporter=dot", *files)
    assert done.returncode == 0, done.stdout


def test_a_bundle_without_a_module_fails_these_tests(core: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = core.with_name("broken.mjs")
    broken.write_text(core.read_text().replace("const CONTOURS = 14;", "const CONTOURS = 15;"))
    monkeypatch.setitem(os.environ, "BUNDLE", str(broken))
    done = run_node("--import", "./tests/static/bundled.js", "--test", "tests/static/core/maps/loss-scale.test.js")
    assert done.returncode != 0


@pytest.mark.parametrize("main", PAGES)
def test_a_page_has_each_of_its_modules_once(main: str) -> None:
    address = static_url("")
    bundles = bundles_of(STATIC, main, address)
    own = bundles[f"bundles/{main}"]
    for module in module_paths(STATIC, main)[1:]:
        name = "_" + re.sub(r"\W", "_", module.removeprefix("js/").removesuffix(".js"))
        assert len(re.findall(rf"^const {name} = ", own, re.MULTILINE)) == 1
    defined = [name for text in bundles.values() for name in re.findall(r"^const (_\w+) = \(\(\)", text, re.MULTILINE)]
    assert len(defined) == len(set(defined))
    for path, text in bundles.items():
        assert not re.search(r'^import .*"\.', text, re.MULTILINE), path
        assert not re.search(r"^export (?!\{|const \{)", text, re.MULTILINE), path


def test_figures_of_the_lesson_stay_lazy_and_share_the_modules_of_the_page() -> None:
    main = script_bundles()["bundles/js/pages/lesson/main.js"]
    figure = script_bundles()["bundles/js/pages/lesson/figures/blindfold.js"]
    assert static_url("bundles/js/pages/lesson/figures/blindfold.js") in main
    assert "class Blindfold" not in main
    assert figure.startswith("import { ")
    assert f'from "{static_url("bundles/js/pages/lesson/main.js")}";' in figure
    assert figure.rstrip().splitlines()[-1].startswith("export const { ")


@pytest.mark.parametrize("path", script_bundles())
def test_every_bundle_is_served_and_kept(client: httpx.Client, path: str) -> None:
    answer = client.get(static_url(path))
    assert answer.text == script_bundles()[path]
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize("template", STYLE_SHEETS)
def test_style_sheets_are_joined_in_their_order(client: httpx.Client, template: str) -> None:
    answer = client.get(static_url(f"bundles/css/{template}.css"))
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.text == "".join((STATIC / "css" / f"{name}.css").read_text() for name in STYLE_SHEETS[template])


def test_every_style_sheet_belongs_to_a_template() -> None:
    used = {name for names in STYLE_SHEETS.values() for name in names}
    assert used == {file.stem for file in (STATIC / "css").glob("*.css")}


@pytest.mark.parametrize(
    "name", ["", "nothing", "map", "base+map", "../map", "../../js/document/early", "map%00", "Base"]
)
def test_nothing_else_is_joined(client: httpx.Client, name: str) -> None:
    assert client.get(static_url(f"bundles/css/{name}.css")).status_code == 404


def test_a_lazy_module_may_import_others_lazily_and_share_them(tmp_path: Path) -> None:
    modules = {
        "main": 'import { a } from "./a.js";\nawait import("./lazy.js");\na();\n',
        "a": 'export const a = async () => (await import("./other.js")).b();\n',
        "lazy": 'import { b } from "./other.js";\nexport const c = async () => (await import("./last.js")).d + b();\n',
        "other": "export function b() {\n  return 1;\n}\n",
        "last": "export const d = 2;\n",
    }
    for name, text in modules.items():
        (tmp_path / f"{name}.js").write_text(text)
    bundles = bundles_of(tmp_path, "main.js", f"{tmp_path.as_uri()}/")
    assert set(bundles) == {f"bundles/{name}.js" for name in ("main", "lazy", "other", "last")}
    for path, text in bundles.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    program = f"""
      const {{ _a }} = await import("{tmp_path.as_uri()}/bundles/main.js");
      const {{ c }} = await import("{tmp_path.as_uri()}/bundles/lazy.js");
      console.log(await _a.a(), await c());
    """
    done = run_node("--input-type=module", "--eval", program)
    assert done.stdout.split() == ["1", "3"], done.stdout


@pytest.mark.parametrize("page", ["lesson", "landscapes", "features", "classifiers", "comparison"])
def test_a_page_needs_few_requests(client: httpx.Client, page: str) -> None:
    text = client.get(f"/{page}").text
    assert (
        len(re.findall(r'<(?:script src|script type="module" src|link rel="(?:stylesheet|modulepreload)" href)=', text))
        <= 4
    )
