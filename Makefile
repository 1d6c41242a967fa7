# Each target sets up .venv by itself. On a new machine only python3 (3.11+) with its venv module is needed.

SCENARIO = data/scenarios/midsize_plant
OUT = out/$(notdir $(SCENARIO))
TIME = 60
PYTHON =
PYTEST_ARGS =
BENCH_ARGS =

PY = .venv/bin/python
SOURCES = planner tests $(wildcard streamlit_app.py setup.py benchmarks)

export PYTHON MAKECMDGOALS

.DEFAULT_GOAL := help
.PHONY: help plan app test fast check cover bench format install-test-tools runtime dev clean

help:             ## this list
	@sed -n 's/^\([a-z-]*\): .*## /  make \1|/p; s/^\([a-z-]*\): *## /  make \1|/p' Makefile | awk -F'|' '{printf "%-28s %s\n", $$1, $$2}'

plan: runtime     ## plan SCENARIO into OUT within TIME seconds
	$(PY) -m planner plan $(SCENARIO) --out $(OUT) --time-limit $(TIME)

app: runtime      ## open the planner in the browser
	$(PY) -m streamlit run streamlit_app.py

test: dev install-test-tools ## all tests
	$(PY) -m pytest -n 2 $(PYTEST_ARGS)

fast: dev         ## the tests that take no solver and no browser
	$(PY) -m pytest -n 2 -m "not slow and not browser" $(PYTEST_ARGS)

# Tests come last, so that their summary is the last thing said.
check: dev install-test-tools ## what CI runs: lint, format, types, all tests
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy $(SOURCES)
	HYPOTHESIS_PROFILE=ci $(PY) -m pytest -n 2 $(PYTEST_ARGS)

cover: dev install-test-tools ## all tests, with branch coverage
	$(PY) -m pytest -n 2 --cov --cov-report=term $(PYTEST_ARGS)

bench: dev        ## tables of product scenarios and public instances (BENCH_ARGS="public --limits 60")
	$(PY) -m benchmarks $(BENCH_ARGS)

format: dev       ## put code into the house form
	$(PY) -m ruff check --fix-only --quiet .
	$(PY) -m ruff format .

install-test-tools: ## Chromium and the calendar readers
	@tools/test_tools.sh

runtime:
	@tools/python_env.sh runtime

dev:
	@tools/python_env.sh dev

clean:            ## remove .venv, caches and out/
	rm -rf .venv out build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage .coverage.* htmlcov
	rm -rf tests/calendar_readers/node_modules
	find planner tests -name __pycache__ -type d -prune -exec rm -rf {} +
