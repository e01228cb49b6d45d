# `make run` writes output/ from raw/; `make test` shows that the tree is sound. Both need Python 3.11 and nothing else.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test

run: .venv/.stamp
	$(BIN)/baogao run

test: .venv/.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

# built anew when pyproject.toml has changed; the stamp comes last, so that a broken installation is not taken for one
.venv/.stamp: pyproject.toml
	$(PYTHON) -m venv --clear .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
