# What a person does all day: make run, make test, make lint, make fix, make bench, make lock.
VENV ?= .venv
PORT ?= 8000
# One more than the cores: a browser's test waits for its fingers, a server's for its start.
PYTEST_WORKERS ?= $(shell expr $$(nproc) + 1)
DATA_DIR ?= $(CURDIR)/data
PYTHON = $(VENV)/bin/python
export DATA_DIR PORT
# not abspath: the folder's name may hold a space
export PATH := $(if $(filter /%,$(VENV)),,$(CURDIR)/)$(VENV)/bin:$(PATH)

.PHONY: run test coverage lint fix check bench sbom lock messages

run: staticfiles/staticfiles.json ## install, migrate, load the demo guides and serve the site
	.ci/serve

staticfiles/staticfiles.json: $(VENV)/run.stamp $(shell find static -type f)
	$(PYTHON) manage.py collectstatic --noinput --verbosity 0
	touch $@

test: lint check browser ## every check and every test, the browser ones too
	PYTEST_WORKERS=$(PYTEST_WORKERS) .ci/tests

coverage: $(VENV)/dev.stamp browser ## the tests once more, slower: which lines none of them reaches, and the floor
	$(PYTHON) -m pytest -n $(PYTEST_WORKERS) --dist loadgroup --cov --cov-report=term

lint: $(VENV)/dev.stamp
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m djlint --lint --quiet templates
	DATA_DIR=$$(mktemp -d) SECRET_KEY=only-to-read-the-settings $(PYTHON) -m mypy

fix: $(VENV)/dev.stamp ## mend what ruff can mend
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

check: $(VENV)/dev.stamp ## the production settings are sound and no migration is missing
	SITE_URL=https://sportello.example TRUSTED_PROXIES=1 EMAIL_HOST=localhost DEFAULT_FROM_EMAIL=redazione@sportello.example \
		SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(64))") \
		$(PYTHON) manage.py check --deploy --fail-level WARNING
	$(PYTHON) manage.py makemigrations --check --dry-run

.PHONY: browser
browser: $(VENV)/dev.stamp
	.ci/browser

messages: ## what the desk says in the place of Django's words (gettext's msgfmt)
	for po in helpcentre/locale/it/LC_MESSAGES/*.po; do msgfmt -c -o "$${po%.po}.mo" "$$po"; done

bench: $(VENV)/dev.stamp ## the figures the README quotes: wrk and nginx from the system's packages
	command -v wrk >/dev/null && command -v /usr/sbin/nginx >/dev/null || .ci/apt wrk nginx libnginx-mod-http-brotli-static
	$(PYTHON) -m bench

sbom: $(VENV)/dev.stamp ## what a release is made of, as CycloneDX: sbom.cdx.json
	$(PYTHON) -W ignore -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml --output-reproducible -o sbom.cdx.json

lock: $(VENV)/dev.stamp ## write the exact versions with their hashes
	$(PYTHON) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	$(PYTHON) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -c requirements.txt -o requirements-dev.txt
	$(PYTHON) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra s3 pyproject.toml -c requirements.txt -c requirements-dev.txt -o requirements-s3.txt

$(VENV)/bin/python:
	.ci/venv $(VENV)

$(VENV)/run.stamp: requirements.txt | $(VENV)/bin/python
	$(PYTHON) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/dev.stamp: requirements-dev.txt | $(VENV)/bin/python
	$(PYTHON) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $(VENV)/run.stamp $@
