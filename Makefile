# The two that matter: `make site` builds the archive into site/, `make test` runs every test.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/pip --disable-pip-version-check --quiet
# As many workers as there are processors, but no crowd of browsers; who is done takes over what others have not begun.
PYTEST := $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal
export PIP_NO_INPUT := 1
# What a lock names, as wheels with these hashes: nothing is built here, so nothing that was built before, and kept in
# pip's cache, counts either. Where the cache holds other bytes than it should, it is left aside.
LOCKED = $(PIP) install --require-hashes --no-deps --only-binary :all: -r $(1)
INSTALL = $(call LOCKED,$(1)) || { echo "Once more, without what pip kept from earlier …"; $(call LOCKED,$(1)) --no-cache-dir; }
# Material tells about MkDocs 2 at each build; this project stays below it (pyproject.toml).
export NO_MKDOCS_2_WARNING := 1
# Colours and progress bars belong on a terminal; tools find that out themselves.
.DEFAULT_GOAL := help
.PHONY: help install site build serve test test-quick test-wordpress audit check format lock clean

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.site ## Install what the archive needs into .venv, and nothing else

site: $(VENV)/.site ## Scrape the configured sources and build the archive into site/
	@echo "Scraping the sources of sources.toml into docs/tips …"
	@$(BIN)/tips scrape || { [ $$? -eq 1 ] && echo "What could not be read is named above; the site is built from the rest."; }
	@echo "Building the site …"
	@$(BIN)/mkdocs build --strict --quiet
	@echo "Done: site/ holds $$(find site -name '*.html' | wc -l | tr -d ' ') pages. Look at it with: make serve"

build: $(VENV)/.site ## Build the archive from docs/tips as it is into site/, without asking any source
	@$(BIN)/mkdocs build --strict --quiet
	@echo "Done: site/ holds $$(find site -name '*.html' | wc -l | tr -d ' ') pages."

serve: $(VENV)/.site ## Build the archive and show it in a browser, anew after each edit
	@$(BIN)/mkdocs serve

test: $(VENV)/.test ## Run every test, with a real browser
	@CHROMIUM="$$(sh tests/find_browser.sh $(BIN)/python)" && NGINX_PROGRAM="$$(sh tests/find_nginx.sh)" && \
	  export CHROMIUM NGINX_PROGRAM && $(PYTEST) -m "not wordpress"

test-quick: $(VENV)/.test ## Run the quick tests: no browser, no whole sites
	@$(PYTEST) -m "not slow and not browser and not wordpress and not starter"

test-wordpress: $(VENV)/.test ## Scrape a real WordPress by all ways (installs one, on Debian and Ubuntu)
	@$(BIN)/python -m pytest -m wordpress tests/test_real_wordpress.py

audit: $(VENV)/.test ## Audit the built site with Lighthouse and the Nu HTML checker (needs Node and Java)
	@CHROMIUM="$$(sh tests/find_browser.sh $(BIN)/python)" && export CHROMIUM && $(BIN)/python -m tests.audit

check: $(VENV)/.test ## Check the style (ruff), the types (mypy, strict) and the tips
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/tips check

format: $(VENV)/.test ## Bring the code into its form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# A week is time enough for a bad version to be found; Dependabot waits as long (.github/dependabot.yml).
COMPILE = $(BIN)/uv pip compile pyproject.toml - --upgrade --exclude-newer "7 days" --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate --quiet

lock: $(VENV)/.python ## Lock the versions that pyproject.toml allows and that are a week old, with their hashes
	@$(PIP) install uv
	@echo setuptools | $(COMPILE) --output-file requirements.lock
	@echo setuptools | $(COMPILE) --extra test --output-file requirements-test.lock --constraint requirements.lock

clean: ## Take away all that was made: the environment, the caches, the site
	rm -rf $(VENV) site build .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Name another: make PYTHON=python3.12 site"; exit 1; }
	@echo "Making a virtual environment in $(VENV)/ …"
	@$(PYTHON) -m venv --clear $(VENV) || \
	  { echo "Python could not make a virtual environment. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.site: requirements.lock pyproject.toml | $(VENV)/.python
	@echo "Installing what requirements.lock names …"
	@$(call INSTALL,requirements.lock)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.site
	@echo "Installing what requirements-test.lock names …"
	@$(call INSTALL,requirements-test.lock)
	@touch $@
