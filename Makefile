# Everything a person or a machine does with this tree. Each target makes what it needs in .venv.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
LOWEST_TESTS := tests/cli tests/report tests/core/prescription tests/coach/test_player.py tests/core/record tests/core/planning/test_planner.py \
	tests/store tests/view/session
DEV_STAMP := .venv/.installed-dev
PYTEST := $(BIN)/pytest -q -n 2 --dist worksteal
# What is measured are the tests that mirror the source, with a few cases of each; terminals run in a process of
# their own, and long lives, whole days twice and made-up days by the hundred go over the same lines again.
MEASURED := --few -k "not no_promise_is_broken" $(addprefix tests/,cli coach core report store view) \
	$(addprefix --ignore-glob=*/test_,terminal.py milestones.py going_on.py recorded.py before_after.py)
FUZZ_SECONDS ?= 600
# What is compiled is kept: the tests start some hundred programs.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: today install test lint types types-win32 types-darwin style layers test-slow fuzz fuzz-doors fix schema figures simulate people examples day readme settings faults review man build lowest clean

today: $(STAMP) ## set up on a fresh machine and start today's session
	@$(BIN)/sciaticli today || : # the words say it all; an exit code would make `make` print an error

install: $(STAMP) ## only set up: the program is .venv/bin/sciaticli

test: $(DEV_STAMP) ## install what tests need, check the source and run the quick tests: some two minutes
	@$(MAKE) --no-print-directory -j 2 lint
	$(PYTEST) -m "not slow"

lint: types types-win32 types-darwin style layers ## check the source: types on three systems, style, layers

types: $(DEV_STAMP)
	$(BIN)/mypy

types-win32 types-darwin: types-%: $(DEV_STAMP)
	$(BIN)/mypy --platform $* --cache-dir .mypy_cache/$* src

style: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

layers: $(DEV_STAMP)
	$(BIN)/lint-imports

test-slow: $(DEV_STAMP) ## measure branch coverage, then builds, real terminals, a browser and faults
	$(BIN)/coverage erase
	$(PYTEST) -m "not slow" --cov --cov-report=term $(MEASURED)
	$(PYTEST) -m slow $$(grep -rl --include='test_*.py' mark.slow tests | sort)

fuzz: $(DEV_STAMP) ## look for inputs never tried, for FUZZ_SECONDS (600); FUZZ="tests/store -k csv" chooses tests
	$(BIN)/python tools/fuzz.py $(FUZZ_SECONDS) $(FUZZ)

fuzz-doors: $(DEV_STAMP) ## let atheris, if it is installed, look for what crashes a door, for FUZZ_SECONDS; DOOR="config"
	PYTHONPATH=tests $(BIN)/python tools/fuzz_doors.py $(FUZZ_SECONDS) $(DOOR)

fix: $(DEV_STAMP) ## format, and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schema: $(DEV_STAMP) ## write the JSON Schema of a catalogue file, from the types
	$(BIN)/python tools/catalogue_schema.py > docs/catalogue.schema.json

figures: $(DEV_STAMP) ## draw docs/figures.md anew from data/figures; an HTML page and PNG pictures go to build/
	$(BIN)/python tools/figures.py
	$(BIN)/python tools/figures.py --png build/figures

simulate: $(DEV_STAMP) ## let 2000 (or PEOPLE=...) invented people live twelve weeks with the planner, and write docs/simulation.md
	PYTHONPATH=tests $(BIN)/python tools/simulate.py $(PEOPLE) > docs/simulation.md

people: $(DEV_STAMP) ## write docs/three-people.md: twelve weeks of plans for three invented people
	PYTHONPATH=tests $(BIN)/python tools/people.py > docs/three-people.md

examples: $(STAMP) ## make the example page and screen in docs/ anew
	PYTHONPATH=tests $(BIN)/python tools/examples.py

settings: $(STAMP) ## write docs/settings.md from the settings themselves
	$(BIN)/python tools/settings.py

day: $(STAMP) ## write docs/a-day.md, a day of use at 80 by 24, with the program itself
	PYTHONPATH=tests:tools $(BIN)/python tools/day.py

readme: $(DEV_STAMP) ## make the three pictures of README.md anew
	PYTHONPATH=tests:tools $(BIN)/python tools/readme.py

faults: $(DEV_STAMP) ## cause every fault for real and write docs/faults.md; fails on any loss
	PYTHONPATH=tests $(BIN)/python -m faults.page docs/faults.md

review: $(DEV_STAMP) ## make the pages a clinician can read, correct and sign, in build/review
	PYTHONPATH=tests $(BIN)/python tools/review.py --pdf

man: $(DEV_STAMP) ## write the man page from the commands' own help
	$(BIN)/python tools/manual.py

build: $(DEV_STAMP) ## wheel and sdist in dist/
	$(BIN)/python -m build

lowest: .venv/lowest/.installed ## run part of the tests with the lowest versions that pyproject.toml allows
	.venv/lowest/bin/lint-imports
	.venv/lowest/bin/python -m pytest -q -n 2 -p no:cacheprovider -m "not slow" $(LOWEST_TESTS)

clean: ## remove everything that make made
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.*

.venv/lowest/.installed: pyproject.toml .venv/bin/python
	@$(PYTHON) -m venv .venv/lowest
	@$(BIN)/python tools/lowest.py > .venv/lowest/lowest.txt
	@.venv/lowest/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' -r .venv/lowest/lowest.txt
	@touch $@

.venv/bin/python:
	@$(PYTHON) -m venv .venv

$(STAMP): pyproject.toml .venv/bin/python
	@echo "Setting up in .venv, once. This can take a minute."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(DEV_STAMP): pyproject.toml .venv/bin/python
	@echo "Setting up what the tests need in .venv, once. This can take some minutes."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(STAMP)
