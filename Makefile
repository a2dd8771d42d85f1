# On a machine with Python 3.11 or newer and make, each of these works by itself: `make demo`, `make test`.
# PYTHON=/path/to/python3.12 uses another Python than python3. No target installs anything outside this folder.

BIN := .venv/bin

.PHONY: help demo test lint types check clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    build the sample graph into ./graph, ask it a question, say where its page is"
	@echo "make test    run the tests"
	@echo "make lint    look for mistakes and untidiness (ruff)"
	@echo "make types   check the types (mypy, strict)"
	@echo "make check   all three: lint, types, test"
	@echo "make clean   remove what these made"

.venv/installed: pyproject.toml constraints.txt scripts/make-venv
	@echo "Installing into .venv (the first time takes a minute or two)" >&2
	@scripts/make-venv

demo: .venv/installed
	$(BIN)/innograph build data/articles --out graph
	@echo
	@echo "Who works with Upphandlingsmyndigheten, the agency for public procurement?"
	@echo
	$(BIN)/innograph query who-works-with-whom --set actor=Upphandlingsmyndigheten --graph graph --format table --width 130
	@echo
	@echo "Open the network view in a browser: $(CURDIR)/graph/index.html"

# A process a processor, up to four: each file's tests in one of them.
test: .venv/installed
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile $(PYTEST_ARGS)

lint: .venv/installed
	$(BIN)/ruff check .

types: .venv/installed
	$(BIN)/mypy

check: lint types test

clean:
	rm -rf .venv graph dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
