# Everything a fresh machine needs is Python 3.11+ and make; versions come from the lock files.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Without dependency resolution and with every file's hash checked: the same set everywhere.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps

.PHONY: help install demo wheel test bench eval lint format lock clean

help:  ## Show the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(VENV)/.installed  ## Make .venv with the locked versions and the command `linimasa`

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.12" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP_INSTALL) --require-hashes -r requirements.lock
	$(PIP_INSTALL) --no-build-isolation --editable .
	@touch $@

demo: install  ## Refresh the seed articles into data/demo and print a timeline
	$(BIN)/linimasa demo

# The wheel for this machine's Python, with the extraction compiled; needs a C compiler and takes minutes.
wheel: dist/.compiled  ## Build a compiled wheel into dist/: the same rows in six tenths of the time

dist/.compiled: $(VENV)/.installed hatch_build.py $(shell find etl warehouse -name '*.py' -o -name '*.tsv' -o -name '*.sql')
	rm -rf dist
	LINIMASA_COMPILE=1 $(BIN)/python -m hatchling build -t wheel
	@touch $@

lint: install  ## Lint, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint  ## Every check: lint, types, test suite
	$(BIN)/python -m pytest

eval: install  ## Score every layer against the annotated articles, where they are at hand
	$(BIN)/python bench/eval.py

$(VENV)/.bench: requirements-bench.lock $(VENV)/.installed
	$(PIP_INSTALL) --require-hashes -r requirements-bench.lock
	@touch $@

build/installed: dist/.compiled
	rm -rf $@
	$(PIP_INSTALL) --target $@ dist/linimasa-*.whl

# ARTICLES=files or folders: the seeds are few.
bench: $(VENV)/.bench build/installed  ## Measure speed, compiled and not, against what a user would write without Linimasa
	$(BIN)/python bench/text.py $(ARTICLES) --compiled build/installed

format: install  ## Rewrite the code in the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Developers only: needs uv.
lock:  ## Resolve the lock files again from pyproject.toml
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
		--extra dev pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
		--extra bench -c requirements.lock pyproject.toml -o requirements-bench.lock

clean:  ## Remove environments, builds and caches; data/ stays
	rm -rf build dist .venv .venv-* .mypy_cache .pytest_cache .ruff_cache .hypothesis
