# What people type. `make run` shows the product, `make test` is what CI runs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run test quick drills bench pictures lock \
	check types contracts templates catalogues sqlite postgres journeys covered

PORT ?= 8000
JOBS ?= 2
COVER ?= 94
HOUSE := $(or $(ALLIN_HOME),$(CURDIR)/.run/demo)
# Nobody's home is ever tested in, measured in or looked into.
unexport ALLIN_HOME
# Compiled once, read often: every process of the house starts twice as fast.
unexport PYTHONDONTWRITEBYTECODE
export UV_PYTHON_DOWNLOADS = never
# An office that looks into its own traffic gives its machines a certificate of its own.
export UV_SYSTEM_CERTS = true
export PYTHONPATH = src

BIN := .venv/bin
# Long crawls are few: whoever is done takes over from who is not.
PYTEST := $(BIN)/pytest -n $(JOBS) --dist worksteal
UV := uv==0.13.9
CHROMIUM := $(or $(ALLIN_CHROMIUM),$(shell command -v chromium || \
	command -v chromium-browser || command -v google-chrome))

help:  ## what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

# ---- the environment: pinned, hashed, made once ------------------------------

# uv does not read pip's own settings; where a package index is set, both use it.
# Every package is held by its hash, so it does not matter which index has it.
define install
	@echo "Packages from $(1) …"
	@pip_says() { $(BIN)/pip config get "global.$$1" 2>/dev/null || true; }; \
	export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$(pip_says index-url)}"; \
	export UV_INDEX="$${UV_INDEX:-$$(pip_says extra-index-url)}"; \
	export UV_INDEX_STRATEGY=unsafe-best-match; \
	export UV_FIND_LINKS="$${UV_FIND_LINKS:-$$(pip_says find-links)}"; \
	export SSL_CERT_FILE="$${SSL_CERT_FILE:-$$(pip_says cert)}"; \
	for name in UV_DEFAULT_INDEX UV_INDEX UV_FIND_LINKS SSL_CERT_FILE; do \
		[ -n "$${!name}" ] || unset $$name; done; \
	$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r $(1) \
	|| $(BIN)/pip install -q --require-hashes -r $(1)
endef

.venv/bin/uv:
	@echo "Environment in .venv …"
	@python3 -m venv .venv
	@$(BIN)/pip install -q $(UV)

.venv/.house: .venv/bin/uv requirements.txt pyproject.toml
	$(call install,requirements.txt)
	@site=$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))'); \
	echo "$(CURDIR)/src" > "$$site/allin.pth"; \
	printf '#!%s\nimport sys\n\nfrom allin.config.command import main\n\nsys.exit(main())\n' \
		"$(CURDIR)/$(BIN)/python" > $(BIN)/allin; chmod +x $(BIN)/allin
	@touch $@

.venv/.tools: .venv/.house requirements-dev.txt
	$(call install,requirements-dev.txt)
	@touch $@

setup: .venv/.tools  ## the environment, with the tools for testing
	@echo "Ready: $(BIN)/allin"

lock: .venv/.tools  ## compile the pinned and hashed requirements anew
	$(BIN)/uv pip compile -q --generate-hashes --universal --no-strip-extras --no-emit-index-url --no-header --no-annotate \
		--python-version 3.11 \
		requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --generate-hashes --universal --no-strip-extras --no-emit-index-url --no-header --no-annotate \
		--python-version 3.11 \
		requirements-dev.in -o requirements-dev.txt

# ---- the product -------------------------------------------------------------

run: .venv/.house  ## the demo centre on http://localhost:8000 (PORT=8123 for another)
	@[ -e "$(HOUSE)/secret" ] || ALLIN_HOME="$(HOUSE)" $(BIN)/python -m allin demo
	@ALLIN_HOME="$(HOUSE)" exec $(BIN)/python -m allin serve --port $(PORT)

# ---- the tests ---------------------------------------------------------------

test: .venv/.tools check types contracts templates catalogues sqlite postgres journeys covered  ## all of it, on both databases
	@echo "All of it holds."

quick: .venv/.tools check  ## the linter and the fast tests, under a minute
	$(PYTEST) -m "not slow and not browser and not race" -p no:cacheprovider

check:
	$(BIN)/ruff check -q .
	$(BIN)/ruff format --check -q .

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

templates:
	$(BIN)/djlint src --lint --quiet

catalogues:
	$(BIN)/python -m allin makemigrations --check --dry-run
	@command -v msgfmt > /dev/null || { echo "gettext is missing: apt-get install gettext"; exit 1; }
	$(BIN)/python -m tests.catalogues

# Following every line nearly doubles the time: on PostgreSQL nothing is followed.
sqlite:
	@echo "The suite on SQLite"
	COVERAGE_FILE=.coverage.sqlite $(PYTEST) -m "not browser" --cov --cov-report=

postgres:
	@echo "The suite on PostgreSQL"
	$(BIN)/python -m tests.postgres $(PYTEST) -m "not browser and not once"

journeys:
ifeq ($(CHROMIUM),)
	@echo "NO BROWSER JOURNEYS: there is no Chromium here (apt-get install chromium)."
else
	@echo "Browser journeys with $(CHROMIUM)"
	ALLIN_CHROMIUM=$(CHROMIUM) COVERAGE_FILE=.coverage.browser \
		$(PYTEST) -vv -m browser --durations=5 --cov --cov-report= || [ $$? = 5 ]
endif

covered:
	$(BIN)/coverage combine -q --keep $$(ls .coverage.sqlite .coverage.browser 2> /dev/null)
	$(BIN)/coverage report --fail-under=$(COVER)

drills: .venv/.tools  ## kill -9, races at length, a million rows: before an issue is resolved
	ALLIN_DRILLS=1 $(BIN)/pytest -m "slow or race"
	ALLIN_DRILLS=1 $(BIN)/python -m tests.postgres $(BIN)/pytest -m "(slow or race) and not once"

bench: .venv/.tools  ## what is measured, against what; writes bench/README.md
	$(BIN)/python -m bench --table

pictures: .venv/.tools  ## the pictures of the README, from the demo
	ALLIN_CHROMIUM=$(CHROMIUM) $(BIN)/python -m tools.pictures
