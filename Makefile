# SPDX-License-Identifier: Apache-2.0
# The front door. `make` alone lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

JOBS ?= $(shell nproc)
DATA ?= data/demo
PORT ?= 8080
SECONDS_EACH ?= 60
export PATH := $(CURDIR)/build/node/node_modules/.bin:$(PATH)
export CMAKE_BUILD_PARALLEL_LEVEL := $(JOBS)
export LSAN_OPTIONS := suppressions=$(CURDIR)/tests/library_leaks.txt:print_suppressions=0

HUIZHENG := build/release/src/app/huizheng
# What is tested: everything of `make test` is of this one build, under the address and undefined-behaviour sanitizers.
# `make unit PRESET=dev` for the quick loop.
PRESET ?= asan
TESTED := build/$(PRESET)/src/app/huizheng
CPP := find $(wildcard src bench) -name '*.[ch]pp' -print0

help:  ## list the targets
	@sed -nE 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 18

deps:  ## install what is missing (Debian packages, Node, web packages)
	@tools/install-deps.sh

run: deps build  ## build and start the demo county; prints its address and who can log in
	exec $(HUIZHENG) serve --demo --data $(DATA) --port $(PORT)

build: web/dist/index.html  ## the release binary: build/release/src/app/huizheng
	cmake --preset release
	cmake --build build/release --target huizheng

web/dist/index.html: $(shell find web/src web/public -type f 2>/dev/null) web/index.html web/package-lock.json web/vite.config.ts
	npm --prefix web run build

test: deps check web-test web/dist/index.html unit flows rules api e2e soak-short  ## everything CI runs
	@echo "test: everything passed"

check:  ## rules that need no compiler: layers, files, texts, licences, format
	@tools/check_layers.py
	@tools/check_files.py
	@tools/check_texts.py
	@tools/check_licences.py
	@$(CPP) | xargs -0 -r clang-format --dry-run -Werror && echo "format: nothing to change"

web-test:  ## types, lint, texts and units of the web pages
	npm --prefix web run check
	npm --prefix web test

unit:  ## C++ tests; PRESET=dev for a quick build without the sanitizers
	cmake --preset $(PRESET) -DHZ_PRECOMPILE=$(if $(CI),ON,OFF)
	cmake --build build/$(PRESET)
	ctest --test-dir build/$(PRESET) --output-on-failure -j $(JOBS) --timeout 600

flows:  ## the packs, and their flows on the real engine
	$(TESTED) pack check packs/core-cn packs/county-demo
	$(TESTED) pack check packs/_fixture/kite-licence

rules:  ## expressions at random, held against the engine that runs in browsers
	node tests/rules/feel_against_feelin.mjs $(TESTED) --count 1500 --seed 1

api:  ## bad input, and requests made from the API's own description, against the real program
	node tests/e2e/api_bad_input.mjs $(TESTED)
	node tests/e2e/openapi_fuzz.mjs $(TESTED) --count 40 --seed 1
	$(TESTED) openapi | node web/tools/api-types.mjs --check

api-types:  ## the pages' types of the API, from what the server says of itself
	$(TESTED) openapi | node web/tools/api-types.mjs

e2e:  ## the journeys in a real browser
	node tests/e2e/run.mjs $(TESTED)

bench: build  ## figures for docs/benchmarks.md
	bench/run

soak: build  ## kill -9 under load, 50 times on each engine; and a scripted day broken at every call to the store
	bench/soak --times 50
	cmake --build build/release --target cases_test
	HZ_SOAK=1 build/release/src/cases/cases_test --gtest_filter='*DayFault*:*TwoNodes*:*ClockJump*:*JobEffect*'

soak-short:  ## the same, 5 times, on the build that is tested
	HZ_BUILD=$(CURDIR)/build/$(PRESET) bench/soak --times 5 --no-build

fuzz:  ## each parser for SECONDS_EACH seconds (60)
	cmake --preset fuzz
	cmake --build build/fuzz --target fuzz_targets
	find build/fuzz/src -name '*_fuzz' -type f -executable -print0 | xargs -0 -r -n1 -I{} sh -c \
	    'echo {}; mkdir -p build/fuzz/corpus/$$(basename {}); {} -max_total_time=$(SECONDS_EACH) -verbosity=0 build/fuzz/corpus/$$(basename {})'

tidy:  ## clang-tidy over src/ (slow; advice, not a gate)
	cmake --preset dev
	find src -name '*.cpp' -print0 | xargs -0 -r -n4 -P$(JOBS) clang-tidy -quiet -p build/dev

format:  ## put the C++ into shape
	$(CPP) | xargs -0 -r clang-format -i

clean:  ## remove what was built (not data/)
	rm -rf build web/dist

.PHONY: help deps run build test check web-test unit flows rules api api-types e2e bench soak soak-short fuzz tidy format clean
