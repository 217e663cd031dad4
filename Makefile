# Everything sets itself up: a machine with Python 3.11 is enough.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: setup demo test lint words lock kill guesses pages flood announce month year halfyear bench bench-lock clean

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	$(BIN)/jip-bot demo

test: setup lint
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

words: setup
	$(BIN)/python -m locales.sync

lock: setup
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras \
	  --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate \
	  --output-file requirements.lock pyproject.toml

kill: setup
	$(BIN)/python -m tests.faults.kill --kills 60 --database sqlite --stock
	$(BIN)/python -m tests.faults.kill --kills 60 --database postgresql
	$(BIN)/python -m tests.faults.page_kill --kills 60 --database sqlite
	$(BIN)/python -m tests.faults.page_kill --kills 60 --database postgresql

guesses: setup
	$(BIN)/python -m tests.page.guesses

pages: setup
	$(BIN)/python -m tests.benchmarks.pages

flood: setup
	$(BIN)/python -m tests.benchmarks.flood --people 3000

announce: setup
	$(BIN)/python -m tests.benchmarks.announced --people 3000

year: setup
	$(BIN)/python -m tests.benchmarks.year

halfyear: setup
	$(BIN)/python -m tests.benchmarks.halfyear

month: setup
	$(BIN)/python -m tests.benchmarks.month

bench: setup build/bench/venv/ready
	$(BIN)/python -m tests.benchmarks.run

# Those we compare with have an environment of their own: aiogram needs an older pydantic.
build/bench/venv/ready: requirements-bench.lock
	$(PYTHON) -m venv build/bench/venv
	build/bench/venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

bench-lock: setup
	$(BIN)/pip-compile --quiet --extra bench --generate-hashes --allow-unsafe --strip-extras \
	  --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate \
	  --output-file requirements-bench.lock pyproject.toml

clean:
	rm -rf .venv build *.egg-info
