# `make` alone lists the recipes. All of them work on a fresh clone, from any folder with `make -C`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
ROOT := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))
BIN := $(ROOT).venv/bin
PY := $(BIN)/python
LOCAL := $(PY) -m deploy.local
LOCK := UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile -q --generate-hashes --universal --no-header --python-version 3.11
TYPED = $(wildcard libs services deploy tests tools)
COVERAGE := .data/coverage

.PHONY: help
help: ## list the recipes
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' "$(ROOT)Makefile"

# --- the running system

.PHONY: up down status logs clean migrate psql
up: install ## start everything and return when it is healthy
	@$(LOCAL) up
down: install ## stop everything, keep the data
	@$(LOCAL) down
status: install ## process, pid, port and health of each part
	@$(LOCAL) status
logs: install ## follow the logs (S=tenant for one process)
	@$(LOCAL) logs $(S)
clean: install ## stop everything and remove the data
	@$(LOCAL) clean
migrate: install ## bring the shared schema and every shop's to their heads
	@$(LOCAL) migrate
psql: install ## a database session as the administrator
	@$(LOCAL) psql

# --- the code

.PHONY: install check fmt test test-fast e2e openapi lock
install: ## the virtual environment in .venv/, by hash
	@python3 "$(ROOT)deploy/local/bootstrap.py"
check: install ## lint, format, types, import rules, locks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict $(TYPED)
	$(BIN)/lint-imports
	$(PY) tools/check_locks.py
fmt: install ## format, and repair what the linter can
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .
test: install ## every test on real servers of its own, with coverage (at least 85 %)
	$(LOCAL) packages
	rm -rf $(COVERAGE) && mkdir -p $(COVERAGE)
	$(PY) -m pytest -n auto -m "not serial" --cov --cov-report=
	$(PY) -m pytest -m serial --cov --cov-append --cov-report= || test $$? -eq 5
	$(PY) -m coverage combine --append -q $(COVERAGE) 2>/dev/null || true
	$(PY) -m coverage report --fail-under=85
test-fast: install ## only the tests that need no servers (A="-k saga" for pytest's arguments)
	$(PY) -m pytest -q -n auto -m "not serial" --ignore=tests/e2e --ignore=tests/chaos -x $(A)
e2e: install ## only the end-to-end tests, through the gateway
	$(LOCAL) packages
	$(PY) -m pytest tests/e2e $(A)
openapi: install ## the merged OpenAPI document and its page, for the running gateway
	$(LOCAL) openapi
lock: install ## resolve the lock files anew from pyproject.toml
	$(LOCK) --group dev pyproject.toml -o requirements.lock
	echo "uv==$$($(BIN)/uv --version | cut -d' ' -f2)" | $(LOCK) - -o requirements-bootstrap.lock
