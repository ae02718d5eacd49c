# Everything a person or a machine does with this tree. Each target makes what it needs in .venv.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
DEV_STAMP := .venv/.installed-dev

.PHONY: today install test fix schema figures simulate people examples readme faults build clean

today: $(STAMP) ## set up on a fresh machine and start today's session
	@$(BIN)/sciaticli today || : # the words say it all; an exit code would make `make` print an error

install: $(STAMP) ## only set up: the program is .venv/bin/sciaticli

test: $(DEV_STAMP) ## install what tests need and run all checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/coverage erase
	$(BIN)/pytest -n 2 --cov --cov-report=term

fix: $(DEV_STAMP) ## format, and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schema: $(DEV_STAMP) ## write the JSON Schema of a catalogue file, from the types
	$(BIN)/python -c 'from sciaticli.store.schema import schema_text as s; print(s(), end="")' > docs/catalogue.schema.json

figures: $(DEV_STAMP) ## draw docs/figures.md anew from data/figures
	$(BIN)/python benchmarks/figures.py

simulate: $(DEV_STAMP) ## let 2000 (or PEOPLE=...) invented people live twelve weeks with the planner, and write docs/simulation.md
	PYTHONPATH=tests $(BIN)/python benchmarks/simulate.py $(PEOPLE) > docs/simulation.md

people: $(DEV_STAMP) ## write docs/three-people.md: eight weeks of plans for three invented people
	PYTHONPATH=tests $(BIN)/python benchmarks/people.py > docs/three-people.md

examples: $(STAMP) ## make the example page and screen in docs/ anew
	$(BIN)/python tests/examples.py

readme: $(STAMP) ## write the help block of README.md anew
	$(BIN)/python benchmarks/readme.py

faults: $(DEV_STAMP) ## cause every fault for real and write docs/faults.md; fails on any loss
	PYTHONPATH=tests $(BIN)/python -m faults.page docs/faults.md

build: $(DEV_STAMP) ## wheel and sdist in dist/
	$(BIN)/python -m build

clean: ## remove everything that make made
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.*

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
