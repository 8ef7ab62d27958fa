# `make help` lists what there is. Everything runs in .venv, which `make` keeps in step with requirements*.lock.
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh
VENV := .venv/bin
DEMO_DIR := build/demo
CASES ?=
# Files are handed out as they are collected: what takes long first (tests/conftest.py).
SHARED := -n 3 --dist loadfile --no-loadscope-reorder
DOMAIN := $(addprefix tests/,checks diary export library person plan session store words)
OF_ALL := $(addprefix tests/,checks/test_wording.py session/test_speech.py plan/test_people.py)
BENCH ?=
SHOTS ?=
FUNCTIONS ?=
CLIPS ?=
NAMES ?=
AGAIN ?=
GPU ?=
WEBKIT ?=
FAULTS ?=
KILLS ?= 200
FUZZ ?=
TRIES ?= 100000
FOUND ?= build

.DEFAULT_GOAL := help
.PHONY: help run demo test test-all coverage lint format bench faults fuzz shots mutate mutate-content webkit words lock film film-check

help: ## what you can make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile
	@echo "  PORT=8502 and HOST=0.0.0.0 before or after choose another place to serve."

run: ## serve the app on http://localhost:8501
	@tools/setup.sh run
	@exec $(VENV)/python -m lowback.web.serve

demo: ## serve the same app with half a year of example sessions, in a throw-away database
	@tools/setup.sh run
	@exec tools/demo.sh "$(DEMO_DIR)"

test: lint ## the gate: lint, then every test that is not slow, with 6,000 of the generated people
	@CHROMIUM=$$(tools/chromium.sh) && LOWBACK_PEOPLE=$${LOWBACK_PEOPLE:-6000} && export CHROMIUM LOWBACK_PEOPLE \
		&& exec $(VENV)/python -m pytest $(SHARED) -m "not slow" $(CASES)

test-all: ## the rest: the slow tests, pages on PostgreSQL, and all 24,000 generated people
	@tools/setup.sh dev
	@CHROMIUM=$$(tools/chromium.sh) && NGINX=$$(tools/nginx.sh) && export CHROMIUM NGINX \
		&& exec $(VENV)/python -m pytest $(SHARED) -m "slow or people" $(CASES)

# On one database, and without what looks at every sentence or at hundreds of people: that reaches no line which others do not.
coverage: ## how much of the domain its own tests reach, branches too: at least 95 %
	@tools/setup.sh dev
	@LOWBACK_PEOPLE=300 LOWBACK_EXAMPLES=10 exec $(VENV)/python -m pytest $(SHARED) -m "not slow and not people" \
		-k "not postgresql" $(OF_ALL:%=--ignore=%) $(or $(CASES),$(DOMAIN)) --cov

lint: ## style, layout, types, import contracts, pins and the list of sentences only
	@tools/setup.sh dev
	@$(VENV)/ruff check .
	@$(VENV)/ruff format --check --quiet .
	@$(VENV)/mypy
	@$(VENV)/lint-imports --no-logo
	@$(VENV)/deptry .
	@tools/node.sh tsc
	@tools/node.sh biome check --error-on-warnings --log-level=warn
	@$(VENV)/python -m lowback.language.extract --check

format: ## let ruff and biome lay out the code
	@tools/setup.sh dev
	@$(VENV)/ruff check --fix . && $(VENV)/ruff format . && tools/node.sh biome check --write

bench: ## measure every page against a stock Streamlit hello-world, and the player (BENCH="--rounds 1": a quick look)
	@tools/setup.sh dev
	@CHROMIUM=$$(tools/chromium.sh) && export CHROMIUM && exec $(VENV)/python -m bench $(BENCH)

faults: ## kill, fill, lock, damage and set back what a saving server stands on (KILLS=20; FAULTS="-k full": only this)
	@tools/setup.sh dev
	@LOWBACK_KILLS=$(KILLS) LOWBACK_FIGURES="$(FOUND)/faults.json" exec $(VENV)/python -m pytest --timeout 0 \
		tests/faults $(FAULTS)

fuzz: ## send 100,000 odd things: component values, websocket messages, requests, lines of assess (TRIES=5000; FUZZ="-k lines")
	@tools/setup.sh dev
	@LOWBACK_FUZZ=$(TRIES) LOWBACK_FIGURES="$(FOUND)/fuzz.json" exec tools/fuzz.sh $(FUZZ)

words: ## list what the program says, for its translators: lowback/language/locale
	@tools/setup.sh dev
	@$(VENV)/python -m lowback.language.extract

mutate: ## change the safety core in every small way and see whether the tests notice (FUNCTIONS="lowback.person.rules.x_holds*")
	@tools/setup.sh dev
	@exec tools/mutate.sh $(FUNCTIONS)

mutate-content: ## make every small mistake in the content and see whether the start notices (MISTAKES="--sample 500")
	@tools/setup.sh dev
	@exec $(VENV)/python -m tools.mutate_content $(MISTAKES)

webkit: ## a first visit and a session in WebKit, the engine of Safari; installs nothing (WEBKIT="-k green": only these)
	@tools/setup.sh dev
	@tools/webkit.sh && exec $(VENV)/python -m pytest tests/webkit/journey.py --timeout 600 $(WEBKIT)

lock: ## write the locks and the list of what the app brings along anew (UPGRADE=1: take what is newer)
	@tools/setup.sh dev
	@tools/lock.sh

shots: ## take the pictures in the README (SHOTS="today plan": only these)
	@tools/setup.sh dev
	@CHROMIUM=$$(tools/chromium.sh) && export CHROMIUM && exec $(VENV)/python -m tools.shots $(SHOTS)

film: ## film every exercise whose positions, figure or camera changed (NAMES="bridge clam": only these; AGAIN=1; GPU=1)
	@tools/setup.sh film
	@.venv-film/bin/python -m film $(NAMES) $(if $(AGAIN),--again) $(if $(GPU),--gpu) && .venv-film/bin/python -m film captions \
		&& .venv-film/bin/python -m film voice && .venv-film/bin/python -m film check $(NAMES)

film-check: ## see whether a people detector finds the figure in every clip, and its joints where the film has them
	@tools/setup.sh dev
	@CHROMIUM=$$(tools/chromium.sh) && export CHROMIUM && exec $(VENV)/python -m tools.film_check $(CLIPS)

.DEFAULT:
	@echo "There is no 'make $@'. See: make help" >&2; exit 2
