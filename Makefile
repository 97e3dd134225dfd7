# `make run` and `make test` are the two commands; each does no work that is already done.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps

.PHONY: run test setup lock briefs

run: setup
	$(BIN)/askreports ingest
	$(BIN)/askreports serve

setup: $(STAMPS)/packages
	$(BIN)/askreports models fetch

test: $(STAMPS)/dev
	$(BIN)/askreports models fetch
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

# Built with the locked setuptools: a changed pyproject.toml then asks for no network.
$(STAMPS)/packages: $(STAMPS)/venv requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation -e .
	@touch $@

$(STAMPS)/dev: $(STAMPS)/packages requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

# Renews both lock files from what pyproject.toml asks for.
lock: $(STAMPS)/dev
	$(BIN)/python scripts/lock.py

# Typesets the digests that ship as PDF from their Markdown.
briefs: $(STAMPS)/dev
	$(BIN)/python scripts/typeset.py
