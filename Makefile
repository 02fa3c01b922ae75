# What a person runs here, and what CI runs. Everything is set up by the target that needs it.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null \
	&& { echo $$p; break; }; done)
PYTHON := $(or $(PYTHON),python3)
BIN := .venv/bin
SPOKEN := tests/end_to_end tests/web

.PHONY: run demo test lint format migrate bench simulate screenshots validate lock clean setup setup-tests

run: setup  ## everything on this machine, in one terminal; prints the address when it is ready
	@exec $(BIN)/python -m wiring.run --afterwards "python -m scripts.setup embeddings"

demo: setup  ## a synthetic candidate is interviewed by the running system
	@exec $(BIN)/python -m wiring.demo

# Spoken interviews mostly wait for somebody to finish speaking: two at a time keep two cores busy.
test: setup-tests lint  ## what CI runs
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(SPOKEN:%=--ignore=%)
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --durations=20 $(SPOKEN)

lint: setup-tests  ## style, types and the import arrow
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: setup-tests
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

migrate: setup  ## bring the database of DATABASE_URL up to date
	@$(BIN)/alembic upgrade head

bench: setup-tests  ## measure; tables go to docs/benchmarks.md
	@$(BIN)/python -m bench

simulate: setup-tests  ## whole interviews with simulated candidates
	@$(BIN)/python -m harness.simulation

screenshots: setup-tests  ## the pictures of README and docs, from real interviews
	@$(BIN)/python -m tests.web.screenshots

validate: setup-tests  ## scoring against its validation targets
	@$(BIN)/python -m bench.validate

lock: setup  ## write requirements/ anew from pyproject.toml
	@BIN=$(BIN) scripts/lock.sh

clean:  ## everything that was set up or made here, but for data, keys and settings
	rm -rf .venv web/node_modules .greenroom/logs build dist *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

setup:
	@$(PYTHON) -m scripts.setup run

setup-tests:
	@$(PYTHON) -m scripts.setup test
