# Sayso with its lock; data and inbox are volumes. `docker compose up` runs a server and the nightly schedule; compose.yaml has a
# worker too.
FROM python:3.11-slim AS build
WORKDIR /sayso
COPY requirements.lock requirements-setup.lock pyproject.toml README.md CHANGELOG.md LICENSE sayso.py ./
COPY data/lexicon data/lexicon
COPY data/DICTIONARY.md data/DICTIONARY.md
COPY flows flows
COPY tasks tasks
COPY expectations expectations
RUN python -m venv /opt/sayso \
 && /opt/sayso/bin/pip install --no-cache-dir --require-hashes -r requirements-setup.lock \
 && /opt/sayso/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
 && /opt/sayso/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
COPY --from=build /opt/sayso /opt/sayso
ENV PATH=/opt/sayso/bin:$PATH DO_NOT_TRACK=1 PREFECT_SERVER_ANALYTICS_ENABLED=false PYTHONUNBUFFERED=1
RUN useradd --create-home sayso && mkdir -p /srv/sayso/data /srv/prefect && chown -R sayso /srv/sayso /srv/prefect
USER sayso
WORKDIR /srv/sayso
# What a worker's runs are deployed from.
COPY prefect.yaml ./
VOLUME /srv/sayso/data
ENTRYPOINT ["sayso"]
CMD ["--help"]
