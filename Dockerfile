# The site as an image: exact versions with hashes, not root, static files collected at build.
# The root file system may be read-only; what is kept lives in the volume /data.
# Compiled files are checked by content (PEP 552), so that the same sources make the same bytes.
FROM python:3.11.14-slim-bookworm AS build
COPY requirements-s3.txt /tmp/
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --no-compile --require-hashes -r /tmp/requirements-s3.txt \
    && /venv/bin/python -m compileall -qf --invalidation-mode unchecked-hash /venv
WORKDIR /srv/helpcentre
COPY . .
RUN DATA_DIR=/tmp/data SECRET_KEY=only-for-collectstatic STATIC_ROOT=/srv/static \
    /venv/bin/python manage.py collectstatic --noinput \
    && /venv/bin/python -m compileall -qf --invalidation-mode unchecked-hash guides helpcentre

# The service that makes backups: PostgreSQL's own programs of the database's version, and the site.
# A volume is made as the first image that mounts it has the folder, so both have the same user and
# modes; nginx passes through /data to the pages that it serves, hence 711.
FROM postgres:17.6-bookworm AS backup
RUN apt-get update && apt-get install -y --no-install-recommends python3 && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 helpcentre && useradd --uid 10001 --gid 10001 --no-log-init --home-dir /data helpcentre \
    && install -d -o helpcentre -g helpcentre -m 711 /data \
    && install -d -o helpcentre -g helpcentre -m 700 /backups /erasures
COPY --from=build /venv/lib/python3.11/site-packages /packages
COPY --from=build /srv /srv
WORKDIR /srv/helpcentre
ENV PYTHONPATH=/packages DATA_DIR=/data STATIC_ROOT=/srv/static PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER helpcentre
ENTRYPOINT []
CMD ["python3", "manage.py", "backup", "/backups", "--keep", "7", "--each-night", "03:30"]

FROM python:3.11.14-slim-bookworm
RUN groupadd --gid 10001 helpcentre && useradd --uid 10001 --gid 10001 --no-log-init --home-dir /data helpcentre \
    && install -d -o helpcentre -g helpcentre -m 711 /data && install -d -o helpcentre -g helpcentre -m 700 /erasures
COPY --from=build /venv /venv
COPY --from=build /srv /srv
WORKDIR /srv/helpcentre
ENV PATH=/venv/bin:$PATH BIND=0.0.0.0 DATA_DIR=/data STATIC_ROOT=/srv/static PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER helpcentre
# /tmp: a large upload passes through it.
VOLUME ["/data", "/tmp"]
EXPOSE 8000
# The first start migrates, which takes minutes on a busy machine.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10m CMD ["python", "-m", "helpcentre.healthy"]
CMD ["sh", "-c", "cp -r /srv/static /data/ && python manage.py migrate --verbosity 0 && python manage.py render_editions && { python manage.py rebuild_search --if-old --verbosity 0 & } && exec python -m gunicorn --config helpcentre/gunicorn.conf.py --worker-tmp-dir /dev/shm helpcentre.wsgi"]
