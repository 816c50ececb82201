# `make` alone lists the recipes. All of them work on a fresh clone, from any folder with `make -C`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
BIN := .venv/bin
PY := $(BIN)/python
LOCAL := $(PY) -m deploy.local
LOCK := UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile -q --generate-hashes --universal --no-header --python-version 3.11
TYPED = $(wildcard libs services cli deploy tests tools benchmarks)
COVERAGE := .data/coverage
# Every Python below measures itself: pytest, its workers and the services they start.
MEASURED := COVERAGE_PROCESS_START="$(CURDIR)/pyproject.toml"

.PHONY: help
help: ## list the recipes
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

# --- the running system

.PHONY: up down status logs clean migrate demo psql web audit-verify audit-trim rotate-keys
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
web: install ## build the front end, where it changed
	@$(LOCAL) web
audit-verify: install ## recompute the audit's hash chain (E=position:digest, a head noted earlier)
	@$(LOCAL) audit-verify $(if $(E),--expect $(E))
audit-trim: install ## drop the audit's months beyond the last 24 (MONTHS=36 keeps more)
	@$(LOCAL) audit-trim $(if $(MONTHS),--keep-months $(MONTHS))
rotate-keys: install ## the next step towards another signing key, and when the one after it is due
	@$(PY) -m services.auth rotate-keys --private .data/secrets/jwt-private.json --jwks .data/secrets/jwks.json
demo: install ## a shop with twelve months of life in the running system (S=subdomain SEED=1)
	@set -a; . .data/local.env; set +a; $(PY) -m deploy.demo $(addprefix --subdomain ,$(S)) $(addprefix --seed ,$(SEED))
psql: install ## a database session as the administrator
	@$(LOCAL) psql

# --- the same system in containers

.PHONY: compose-up compose-down compose-test
COMPOSE := docker compose
compose-up: install ## the system in containers (P=scale: two of each service; P=observability)
	@$(PY) -m deploy.docker.prepare .data/compose/secrets
	$(COMPOSE) $(addprefix --profile ,$(P)) up -d --build --wait
	@echo "  start page   http://localhost:$$($(COMPOSE) port gateway 8080 | cut -d: -f2)/"
	@echo "  mail         http://localhost:$$($(COMPOSE) port mailpit 8025 | cut -d: -f2)/"
	@echo "  operator     operator@petshop.local  $$(cat .data/compose/secrets/operator.password)"
	$(if $(filter observability,$(P)),@echo "  alerts       http://localhost:$$($(COMPOSE) --profile observability port prometheus 9090 | cut -d: -f2)/alerts")
	$(if $(filter observability,$(P)),@echo "  dashboards   http://localhost:$$($(COMPOSE) --profile observability port grafana 3000 | cut -d: -f2)/  admin  $$(cat .data/compose/secrets/grafana.password)")
compose-down: ## stop the containers, keep their data (V=1 removes it)
	$(COMPOSE) --profile '*' down --remove-orphans $(if $(V),-v)
compose-test: install ## build, start, test and stop the containers, from nothing
	@if $(COMPOSE) version >/dev/null 2>&1 && docker info >/dev/null 2>&1; then \
	  COMPOSE_TEST=1 TEST_INFRA=none $(PY) -m pytest -p no:cov tests/compose $(A); \
	else \
	  echo "compose-test SKIPPED: no Docker engine answers, or it has no Compose v2; nothing was tested" >&2; \
	fi

# --- the code

.PHONY: install check fmt web-api permissions test test-fast e2e browser mail-preview screens chaos wall bench bench-quick bench-fleet openapi lock
install: ## the virtual environment in .venv/, by hash
	@python3 deploy/local/bootstrap.py
check: install ## lint, format, types, import rules, locks, what a request costs; the front end as well
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict $(TYPED)
	$(BIN)/lint-imports
	$(PY) tools/check_locks.py
	$(PY) -m tools.web check
	# 3: not audited, which it says; only a known vulnerability fails.
	$(PY) tools/audit_dependencies.py || test $$? -eq 3
	@$(LOCAL) packages
	$(PY) -m pytest -q -p no:cov tests/budget
fmt: install ## format, and repair what the linter can
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .
	$(PY) -m tools.web format
web-api: install ## the front end's types of the API, written anew from the services
	$(PY) -m tools.web api
permissions: install ## docs/permissions.md, written anew from the roles and the routes
	$(PY) -m tools.permissions
test: install ## every test on real servers of its own, with coverage (at least 85 %)
	$(PY) -m tools.web test
	$(LOCAL) packages
	$(LOCAL) web
	$(PY) -m tools.web budget
	rm -rf $(COVERAGE) && mkdir -p $(COVERAGE)
	$(MEASURED) $(PY) -m pytest -p no:cov -n auto -m "not serial"
	# Not measured: these wait for outages, and their figures are times.
	$(PY) -m pytest -p no:cov -m serial || test $$? -eq 5
	$(PY) -m coverage combine -q
	$(PY) -m coverage report --fail-under=85
test-fast: install ## all but the end-to-end, browser and outage tests (A="-k saga": arguments of pytest)
	$(PY) -m pytest -q -n auto -m "not serial" --ignore=tests/e2e --ignore=tests/outage --ignore=tests/browser -x $(A)
e2e: install ## only the end-to-end tests, through the gateway
	$(LOCAL) packages
	$(PY) -m pytest tests/e2e $(A)
browser: install ## only the tests in a real browser (A="-k sign_up")
	$(LOCAL) packages
	$(LOCAL) web
	$(PY) -m pytest -n auto tests/browser $(A)
mail-preview: install ## every letter in every language, as files (O=folder; P=1: pictures as well)
	@$(if $(P),$(LOCAL) web)
	@$(PY) -m $(if $(P),tests.browser.letters,services.notifications.preview) $(or $(O),.data/mail-preview)
screens: install ## a picture of every screen, phone and desk, light and dark (O=folder)
	$(LOCAL) packages
	$(LOCAL) web
	$(PY) -m tests.browser.screens $(or $(O),.data/screens) $(A)
bench-quick: install ## the product beside its peer and the floor, in three minutes
	@$(PY) -m benchmarks --quick $(A)
bench-fleet: install ## the same with ten shops, a thousand and ten thousand, and what so many need, in twenty minutes
	@$(PY) -m benchmarks fleet $(A)
	@$(PY) -m benchmarks capacity $(A)
bench: install ## what the system does on this machine, beside its targets (B="relay lists": only those)
	@$(PY) -m benchmarks $(B) $(A)
chaos: install ## sign-ups under SIGKILL, restarts and cut networks (KILLS=500 SEED=… plays a run again)
	$(LOCAL) packages
	$(PY) -m tests.chaos --kills $(or $(KILLS),500) $(addprefix --seed ,$(SEED))
wall: install ## 50 shops over 4 connections, interleaved, with and without PgBouncer (REQUESTS=100000 SEED=…)
	$(LOCAL) packages
	$(PY) -m tests.wall --requests $(or $(REQUESTS),100000) $(addprefix --seed ,$(SEED))
openapi: install ## the merged OpenAPI document and its page, for the running gateway
	$(LOCAL) openapi
lock: install ## resolve the lock files anew from pyproject.toml
	$(LOCK) --group dev pyproject.toml -o requirements.lock
	$(LOCK) -c requirements.lock pyproject.toml -o requirements-runtime.lock
	$(LOCK) -c requirements.lock --group docs -o requirements-docs.lock
	$(LOCK) -c requirements.lock --group web -o requirements-web.lock
	$(LOCK) benchmarks/peer/requirements.in -o benchmarks/peer/requirements.lock
	echo "uv==$$($(BIN)/uv --version | cut -d' ' -f2)" | $(LOCK) - -o requirements-bootstrap.lock
