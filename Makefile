# Everything happens in a virtual environment of its own; nothing else on the machine is touched.
VENV ?= .venv
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := $(VENV)/bin

.PHONY: demo test test-full check lint types docs docs-check screenshot screenshot-editor accuracy bench bench-archive bench-micro test-all release-check ecosystem ecosystem-accept fuzz mutants rule accept lock fix clean

demo: $(VENV)/.package ## Lint the sample articles and show what is found
	@status=0; $(BIN)/newslint check seeds || status=$$?; \
	echo; \
	case $$status in \
	1) echo "newslint exited with 1, because it found warnings and errors: a CI job or a commit would stop here.";; \
	*) echo "newslint exited with $$status, and 1 was expected."; exit 1;; \
	esac

# Stealing keeps the tests of a module together as long as there is work, and with them what they share.
WORKERS ?= auto
# Hundreds of processes that compile every module anew, because a machine says so, take half as long again.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

test: $(VENV)/.test ## Run the tests, but for those of a slow kind
	$(PYTEST) -m "not slow"

test-full: $(VENV)/.dev ## Run all tests, the slow kinds too: huge and fuzzed inputs, browsers, other programs
	$(PYTEST)

check: lint types docs-check test ## What must hold before a commit

lint: $(VENV)/.lint ## Lint and check the format
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo

types: $(VENV)/.dev ## Check the types, strictly
	$(BIN)/mypy

docs: $(VENV)/.package ## Make docs/rules.md from the rules' docstrings
	$(BIN)/python scripts/make_docs.py

docs-check: $(VENV)/.package ## Fail when generated files are stale
	$(BIN)/python scripts/make_docs.py --check

screenshot: $(VENV)/.package ## Draw what newslint prints for sample articles, for the README
	$(BIN)/python scripts/screenshot.py

screenshot-editor: $(VENV)/.test ## Draw what Neovim shows in tmux, for docs/editors.md
	$(BIN)/python scripts/editor_screenshot.py

accuracy: $(VENV)/.package ## Measure recall and false alarms on the labelled archive beside the repository
	@$(BIN)/python benchmarks/accuracy.py

test-all: $(VENV)/.dev ## Run the tests with every Python that is here, and with the oldest dependencies
	$(BIN)/nox

release-check: $(VENV)/.dev ## Build the packages, and use them outside the source tree
	$(BIN)/python scripts/check_release.py

ecosystem: $(VENV)/.package ## Show what changed on large trees since the findings were accepted
	@$(BIN)/python benchmarks/ecosystem.py

ecosystem-accept: $(VENV)/.package ## Accept what is found on large trees now
	@$(BIN)/python benchmarks/ecosystem.py --accept

SECONDS ?= 120
fuzz: $(VENV)/.fuzz ## Look for inputs that break something: make fuzz SECONDS=600 KIND=article
	@$(BIN)/python fuzz/fuzzer.py $(KIND) --seconds $(SECONDS)

rule: $(VENV)/.package ## Begin a rule: make rule FAMILY=TXT NAME=shouted-headline
	@$(BIN)/python scripts/new_rule.py $(FAMILY) $(NAME)

accept: $(VENV)/.dev ## Write what the cases of rules expect, and the documentation; read it before you commit it
	$(BIN)/python -m pytest -q tests/rules/test_cases.py --update
	$(MAKE) docs

LOCK := requirements-action.lock
lock: $(VENV)/.package ## Write anew what the GitHub Action installs
	$(BIN)/pip install --quiet uv
	{ sed -n 1p $(LOCK); echo "hatchling>=1.27" | $(BIN)/uv pip compile pyproject.toml - --quiet --universal \
		--generate-hashes --python-version 3.11 --no-header --no-annotate; } >$(VENV)/$(LOCK)
	mv $(VENV)/$(LOCK) $(LOCK)

COUNT ?= 80
SEED ?= 1
mutants: $(VENV)/.mutants ## Make small changes at random and tell which no test notices: make mutants COUNT=240 SEED=7
	@$(BIN)/python scripts/mutants.py --count $(COUNT) --seed $(SEED)

bench: $(VENV)/.test ## Time newslint against its peers: start-up, 1,600 articles, up to 100,000, growth, records, and an editor
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/peers.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/records.py
	$(BIN)/python benchmarks/editor.py

bench-micro: $(VENV)/.package ## Show where the time goes, per stage and per rule
	$(BIN)/python benchmarks/micro.py

bench-archive: $(VENV)/.package ## Time newslint against its peers on articles of yours: make bench-archive DIR=content
	$(BIN)/python benchmarks/peers.py --articles "$(DIR)"

fix: $(VENV)/.lint ## Format the code and fix what ruff can fix
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean: ## Remove the environment and everything that tools leave behind
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .newslint_cache .nox .benchmarks .fuzz .mutants

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "newslint needs Python 3.11 or newer; name one: make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.package: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

# `.test`, `.lint`, `.fuzz`: the package with the extra of that name.
$(VENV)/.test $(VENV)/.lint $(VENV)/.fuzz: $(VENV)/.%: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$*]'
	@touch $@ $(VENV)/.package

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.package $(VENV)/.test $(VENV)/.lint

$(VENV)/.mutants: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,mutants]'
	@touch $@ $(VENV)/.package $(VENV)/.test $(VENV)/.lint $(VENV)/.dev
