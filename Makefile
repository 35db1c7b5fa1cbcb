# One command each: make demo, make test. `make help` lists them.
# PYTHON picks the interpreter: make PYTHON=python3.12 install

PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11 python,$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(p))))
VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PEERS := .venv-accuracy
CORPUS := ../shared/corpus ../shared/corpus-more
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
SOURCES := spotcheck tests benchmarks
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate -q

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo test lint docs pytest wheel-check bench accuracy tables province strangers faults shapes words mutants measure lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

install: $(VENV)/.runtime ## .venv with .venv/bin/spotcheck in it
	@echo "$(BIN)/spotcheck"

demo: $(VENV)/.runtime ## audit the bundled demonstration province, offline; ends with the path of the report
	@$(BIN)/spotcheck demo

test: lint pytest wheel-check ## everything that CI runs

lint: $(VENV)/.dev ## style, types and the order of the rooms
	$(BIN)/ruff check $(wildcard $(SOURCES))
	$(BIN)/ruff format --check $(wildcard $(SOURCES))
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.dev ## draw the generated documents anew: rules, commands, settings, schemas, rooms
	$(BIN)/python tools/make_rule_pages.py
	$(BIN)/python tools/make_docs.py

pytest: $(VENV)/.dev ## the tests alone
	$(BIN)/python -m pytest -q -ra -n auto --dist loadfile

wheel-check: $(VENV)/.runtime ## build the wheel, install it alone in an empty environment, run its demo
	@bash .ci/wheel-check $(BIN)/python

bench: $(VENV)/.dev ## speed, beside what a user would pick instead
	$(BIN)/python -m benchmarks

accuracy: $(PEERS)/.ready ## how well pages are read, beside htmldate, GNE, trafilatura and newspaper4k; CORPUS=DIR for other archives
	@$(PEERS)/bin/python -m benchmarks.accuracy --corpus $(CORPUS)

tables: $(VENV)/.dev ## how well tables of PDFs are read: reports printed in many shapes, beside pdfplumber
	@$(BIN)/python -m benchmarks.tables

province: $(VENV)/.dev ## 2,000 small sites with known faults, drawn from a seed, crawled and judged
	@$(BIN)/python -m benchmarks.province

strangers: $(VENV)/.dev ## sites by people who had not read the rules: wrong accusations and faults found
	@$(BIN)/python -m benchmarks.strangers

faults: $(VENV)/.dev ## the demonstration province behind a proxy that spoils answers: is anybody accused of what could not be seen?
	@$(BIN)/python -m benchmarks.faults
shapes: $(VENV)/.dev ## one small portal, drawn in many frames and with many ways of paging
	@$(BIN)/python -m benchmarks.shapes

words: $(VENV)/.dev ## the words of the rules that no case, no stranger's site and no archive needs; SOURCE="--source FILE …" leaves out what sources hold
	@$(BIN)/python -m benchmarks.words --corpus $(CORPUS) $(SOURCE)

mutants: $(VENV)/.dev ## small faults put into the guards one by one: each must be noticed, or stand in tests/mutants.toml; MODULES=... for some
	@$(BIN)/python tools/mutants.py $(MODULES)

measure: $(VENV)/.dev ## how big modules and functions are, and how many arrows the rooms have inside
	@$(BIN)/python tools/measure.py

lock: ## choose versions anew and write the requirements files (needs uv)
	$(LOCK) --upgrade --group build -o requirements.txt
	$(LOCK) --upgrade --group dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) --upgrade --group accuracy -c requirements.txt -o requirements-accuracy.txt

clean: ## remove what make has built; the workspace spotcheck-data stays
	rm -rf .words $(VENV) $(PEERS) build dist mutants spotcheck.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "spotcheck needs Python 3.11 or newer; none was found. Install it, or name it: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "spotcheck needs Python 3.11 or newer; $(PYTHON) is older: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) comes without venv; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Building $(VENV) (once, about a minute) ..."
	@$(PYTHON) -m venv $(VENV)

# The development environment holds the runtime one; installing either keeps the pins of the other, since they are the same.
$(VENV)/.runtime: requirements.txt pyproject.toml | $(BIN)/python
	@$(PIP) install --require-hashes --only-binary :all: -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@$(PIP) install --require-hashes --only-binary :all: -r requirements-dev.txt
	@touch $@

# The extractors that the benchmark compares with stay out of the development environment: nothing else needs them.
# --no-deps: the file names all of them, and the pip of Python 3.11 stumbles over an extra that one of them asks for twice.
$(PEERS)/.ready: requirements-accuracy.txt | $(BIN)/python
	@echo "Building $(PEERS) (once, about a minute) ..."
	@$(BIN)/python -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip --disable-pip-version-check --no-input -qq install --require-hashes --only-binary :all: --no-deps -r $<
	@touch $@
