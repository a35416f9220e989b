# make run    set up a fresh machine, build the sample dump, print what was found and where
# make test   set up, lint, type-check, test
# make faults kill, damage and starve real builds, print what came of it
# make setup  only make .venv, with the sayso command
# make docs   build the site of the documentation into build/site

PYTHON ?= python3
BIN := .venv/bin

# Compiled modules are kept whatever the environment says: to compile them again takes two thirds of a process's start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test setup lint types tests bench faults docs licences lock clean

run: setup
	$(BIN)/sayso build data/sample --data data

test: setup lint types tests

setup: .venv/ready

.venv/ready: requirements.lock requirements-setup.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-setup.lock
	# uv installs the same locked, hash-checked files in a tenth of the time; pip knows mirrors that uv may not.
	VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --link-mode copy --require-hashes -r requirements.lock \
		|| $(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -c "import flows.build, flows.cli, flows.pipeline, flows.show, expectations.suites"
	touch .venv/ready

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types:
	$(BIN)/mypy

tests:
	# In the order of their files: the faults take longest, and one process would wait for them at the end.
	$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

bench:
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.reading
	$(BIN)/python -m tests.bench.guards

# Every kind of fault against real builds, at every call; the table of docs/reliability.md. Long; --help says how to do fewer.
faults: setup
	$(BIN)/python -m tests.faults.campaign

# The tools of the site have a lock and an environment of their own.
docs: setup
	$(PYTHON) -m venv .venv-docs
	VIRTUAL_ENV=.venv-docs $(BIN)/uv pip install --quiet --link-mode copy --require-hashes -r requirements-docs.lock
	NO_MKDOCS_2_WARNING=1 .venv-docs/bin/mkdocs build --quiet

licences: setup
	cp docs/third_party_head.txt THIRD_PARTY.md
	$(BIN)/pip-licenses --with-system --from=mixed --format=markdown --ignore-packages sayso | sed 's/  *|/ |/g; s/-----*/---/g' >> THIRD_PARTY.md

# The lock is resolved for every supported Python, with hashes and without addresses.
lock:
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements.lock
	$(BIN)/uv pip compile requirements-docs.in --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements-docs.lock

clean:
	rm -rf data/work data/releases data/latest
