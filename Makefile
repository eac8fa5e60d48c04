# The commands of the project; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help install run serve docs pictures test lint python-tests strict-build browser \
	test-databases test-spark soak bench bench-spark bench-serve sample lock clean

help:  ## List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

install: .venv/installed  ## Make .venv with the locked dependencies

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit(f"This is Python {sys.version.split()[0]}; 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	@echo "Installing the locked dependencies into .venv; this takes a minute."
	@$(PYTHON) -m venv .venv
	@pip install --quiet --no-compile --disable-pip-version-check --require-hashes --requirement requirements.lock
	@pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/with-spark: requirements-spark.lock .venv/installed
	@pip install --quiet --no-compile --disable-pip-version-check --no-deps --require-hashes --requirement requirements-spark.lock
	@touch $@

run: install  ## Build segments from the bundled sample and say where they are
	dbt build
	@python -m customer_segmentation.publishing.summary

serve: install  ## Answer questions about published customers over HTTP, on this machine only
	python -m customer_segmentation.service.server

docs: install  ## Every table and column described, and the lineage, in one page: target/docs/index.html
	dbt docs generate --static --target-path target/docs
	@mv target/docs/static_index.html target/docs/index.html
	@echo "Open target/docs/index.html"

pictures: install  ## The charts of the report as PNG, in pictures/; needs a Chrome or Chromium
	python -m customer_segmentation.report.pictures

test: install  ## Everything that CI checks
	@$(MAKE) --no-print-directory --jobs 2 lint strict-build
	@$(MAKE) --no-print-directory python-tests

lint: install  ## ruff, and sqlfluff with the dbt templater
	ruff check .
	ruff format --check .
	sqlfluff lint --processes 2 --disable-progress-bar models tests

strict-build: install  ## The sample from scratch; every warning of dbt is an error
	@rm -rf target/strict && mkdir -p target/strict
	WAREHOUSE_PATH=target/strict/ci.duckdb dbt --warn-error build --target ci --no-partial-parse \
		--target-path target/strict --vars '{publish_dir: target/strict/published}'

python-tests: install .venv/with-spark  ## pytest: the maths, the project rules, the pipeline as a whole
	pytest

browser:  ## Install Debian's Chromium and its driver, which the tests of the report use
	@command -v chromium chromedriver >/dev/null || { apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends chromium chromium-driver >/dev/null; }

test-databases: install  ## Builds from real PostgreSQL and MariaDB servers of Debian; takes minutes
	@ls /usr/lib/postgresql/*/bin/postgres /usr/sbin/mariadbd >/dev/null 2>&1 || { apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends postgresql mariadb-server >/dev/null; }
	pytest -n 0 tests/databases

.venv-spark/installed:
	@test -d .venv-spark || $(PYTHON) -m venv .venv-spark
	@.venv-spark/bin/pip install --quiet --disable-pip-version-check 'pyspark[connect]==4.0.5'
	@touch $@

SPARK = SPARK_HOME=$$(.venv-spark/bin/python -c 'import pyspark; print(*pyspark.__path__)')

test-spark: install .venv/with-spark .venv-spark/installed  ## Builds on a real Spark with two executors; needs Java 17, takes 40 minutes
	$(SPARK) pytest -n 0 tests/spark

soak: install  ## The reliability suite in full: hundreds of builds, kills, readers; takes an hour
	pytest tests/reliability --soak

bench: install  ## Compare with a plain script, side by side; takes minutes (OPTIONS="--only sample")
	python -m tests.benchmark.compare $(OPTIONS)

bench-spark: install .venv/with-spark .venv-spark/installed  ## Compare Spark with DuckDB; hours (OPTIONS="--lines 1000000")
	$(SPARK) python -m tests.benchmark.cluster $(OPTIONS)

bench-serve: install  ## How long the service takes to answer 20 clients
	python tests/benchmark/serve.py

sample: install  ## Write the bundled sample again
	python -m tools.sample

lock: install  ## Resolve requirements.lock again (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-header --no-annotate --no-strip-extras --extra dev pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-strip-extras --extra sail --constraint requirements.lock \
		$$(sed -n 's/^\([a-z0-9_.-]*\).*==.*/--no-emit-package \1/p' requirements.lock) \
		pyproject.toml --output-file requirements-spark.lock

clean:  ## Remove what commands made, except .venv and published
	rm -rf target logs pictures warehouse.duckdb
