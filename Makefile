# Every target sets itself up: `make run` is all that a fresh checkout needs.
.PHONY: help run test mutants fuzz check format bench attack pictures clean
.DELETE_ON_ERROR:

BIN := .venv/bin
NODE_BIN := node_modules/.bin
CLIENT := tests/typescript
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

help:
	@echo "make run       install and start the lab (PORT=8001 chooses another port)"
	@echo "make test      run all tests, in a real browser too"
	@echo "make mutants   change the code in 330 places, and see that the tests notice (half an hour)"
	@echo "make fuzz      try the whole API for ten minutes with requests made from its schema"
	@echo "make check     lint, formatting and types, of Python and of JavaScript, and the tests of the latter (needs npm)"
	@echo "make format    put the code into its standard form, and the settings into their table"
	@echo "make bench     print the benchmark table"
	@echo "make attack    print what others notice while one address attacks the server"
	@echo "make pictures  take the README's pictures anew"
	@echo "make clean     remove what the other targets made"

run: .venv/installed
	@$(BIN)/slopelab serve $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

test: .venv/installed-dev
	@$(BIN)/python -m tests.static.node
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest $(ARGS)

mutants: .venv/installed-dev
	$(BIN)/python -m tests.mutation $(ARGS)

fuzz: .venv/installed-dev
	$(BIN)/python -m tests.fuzzing $(or $(SECONDS),600)

check: .venv/installed-dev node_modules/installed $(CLIENT)/node_modules/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(NODE_BIN)/prettier --check --log-level=warn .
	$(NODE_BIN)/eslint --max-warnings 0 .
	$(NODE_BIN)/tsc
	node --test --test-reporter=dot $$(find tests/static -name '*.test.js')
	@mkdir -p $(CLIENT)/build
	$(BIN)/python -c 'import json; from app.main import create_app; print(json.dumps(create_app().openapi()))' > $(CLIENT)/build/openapi.json
	npm --prefix $(CLIENT) --silent test

format: .venv/installed-dev node_modules/installed
	$(BIN)/python -m tests.settings_table
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(NODE_BIN)/eslint --max-warnings 0 --fix .
	$(NODE_BIN)/prettier --write --log-level=warn .

bench: .venv/installed-dev
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m benchmarks

attack: .venv/installed-dev
	$(BIN)/python -m benchmarks.attack

pictures: .venv/installed-dev
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.browser.pictures

clean:
	rm -rf .venv node_modules $(CLIENT)/node_modules $(CLIENT)/build .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/installed: pyproject.toml | .venv/bin/pip
	@echo "Installing Slopelab into .venv …"
	@$(PIP) --editable .
	@touch $@

.venv/installed-dev: pyproject.toml | .venv/bin/pip
	@echo "Installing Slopelab and its development tools into .venv …"
	@$(PIP) --editable '.[dev]'
	@touch $@ .venv/installed

# Only `check` and `format` need Node's tools: the lab is served as it stands in static/.
node_modules/installed: package.json package-lock.json .npmrc
	@command -v npm >/dev/null || { echo "make $(MAKECMDGOALS) needs npm, which comes with Node.js 20.19 or newer." >&2; exit 1; }
	@echo "Installing the tools that check JavaScript into node_modules …"
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(CLIENT)/node_modules/installed: $(CLIENT)/package.json $(CLIENT)/package-lock.json | node_modules/installed
	@npm --prefix $(CLIENT) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Debian's Python makes environments only with the package python3-venv.
.venv/bin/pip:
	@test -n "$(PYTHON)" || { echo "Slopelab needs Python 3.11 or newer. Install it, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(MAKE) --no-print-directory python3-venv
	@$(PYTHON) -m venv --clear .venv

.PHONY: python3-venv
python3-venv:
	@echo "Installing python3-venv, which Python needs to make an environment …"
	@install="apt-get update -qq && apt-get install -y -qq python3-venv"; \
	if ! command -v apt-get >/dev/null; then \
		echo "$(PYTHON) cannot make environments: install its ensurepip module, then try again." >&2; exit 1; \
	elif [ "$$(id -u)" = 0 ]; then sh -c "$$install" >/dev/null; \
	elif sudo -n true 2>/dev/null; then sudo -n sh -c "$$install" >/dev/null; \
	else echo "Please run this once, then try again: sudo apt-get install python3-venv" >&2; exit 1; fi
