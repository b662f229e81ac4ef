# Everything a newcomer, a contributor or CI does, one word each. `make help` lists it.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
# By whole files, in their order: what a file builds for its tests is built once, and the long ones come first.
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help install demo test test-all fuzz lint types contracts check format lock clean bench bench-reading bench-facts bench-crawl bench-stories

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: $(STAMP) ## make .venv/ from the pinned requirements

$(STAMP): requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: install ## crawl the shipped sample sites over loopback and build digests; ends with their paths
	$(BIN)/duikou demo

test: install ## all tests but the slow ones that kill processes or drive a browser
	$(PYTEST) -m "not faults and not browser"

test-all: install ## every test
	$(PYTEST)

fuzz: install ## the properties of tests over thousands of new examples, an hour of them
	DUIKOU_EXAMPLES=fuzz $(PYTEST) -m "hypothesis and not faults" --timeout 3600

lint: install ## style, and the seed files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/duikou sources check

types: install ## mypy --strict
	$(BIN)/mypy

contracts: install ## which room may import which
	$(BIN)/lint-imports

check: lint types contracts test ## what CI asks before it runs the slow tests

format: install ## put the files into the house's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## pin the requirements again (needs uv on the PATH)
	for set in runtime dev bench; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    -q requirements/$$set.in -o requirements/$$set.txt; \
	done

# The file holds all that is needed, so nothing is resolved: pip 23.2, which comes with CPython 3.11, breaks off over lxml[html_clean]
# and lxml[html-clean], as two of the peers spell one thing.
.venv/.bench: $(STAMP) requirements/bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/bench.txt
	touch $@

bench: bench-reading bench-facts bench-stories bench-crawl ## every measurement, with the peers in the same run

bench-reading: .venv/.bench ## decoding, extraction and repair against trafilatura, gne and others
	$(BIN)/python -m tests.bench.reading
	$(BIN)/python -m tests.bench.repairing

bench-facts: .venv/.bench ## figures, parties, programmes and relevance against facts read by hand
	$(BIN)/python -m tests.bench.facts_figures
	$(BIN)/python -m tests.bench.facts_parties

bench-stories: .venv/.bench ## reprints found, traps refused, cost of placing one report
	$(BIN)/python -m tests.bench.stories

bench-crawl: .venv/.bench ## the whole chain, requests of an unchanged source, inserts
	$(BIN)/python -m tests.bench.crawl
	$(BIN)/python -m tests.bench.store

clean: ## take away what was made here, but not what was crawled (var/)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
