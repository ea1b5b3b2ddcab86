# Each target works by itself on a fresh machine that has Python 3.11 or newer and make.

PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help run test check format bench locales requirements clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/installed-test: requirements-test.txt .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

run: .venv/installed ## start the shop; without BOT_TOKEN the sandbox, at the address it prints
	@exec $(BIN)/python main.py run

test: .venv/installed-test ## every test, on SQLite and on a real PostgreSQL
	$(BIN)/python -m pytest --numprocesses logical --dist worksteal

check: .venv/installed-test ## format, lint, types, import contracts, locales
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/house/test_locales.py

format: .venv/installed-test ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/installed-test ## measure; tables on the screen and in bench/results/
	$(BIN)/python -m bench

locales: .venv/installed-test ## collect messages from the code into the translation files
	$(BIN)/pybabel -q extract -k t -k plural:1,2 -k noop --no-location --sort-output -o locales/shop.pot bot handlers
	$(BIN)/pybabel -q update -i locales/shop.pot -d locales -D shop --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/python -m pytest tests/house/test_locales.py

requirements: ## pin the newest versions that pyproject.toml allows
	$(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url pyproject.toml -o requirements.txt
	$(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url pyproject.toml --extra test -o requirements-test.txt

clean: ## take away what the other targets made, but not the shop's data
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
