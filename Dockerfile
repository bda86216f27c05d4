# The wheel is built apart, so that the image holds only what runs.
FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir .

FROM python:3.13-slim
RUN useradd --system --no-create-home --shell /usr/sbin/nologin slopelab && install --directory --owner=slopelab /data
COPY --from=build /venv /venv
USER slopelab
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    SLOPELAB_DATA=/data \
    SLOPELAB_HOST=0.0.0.0 \
    SLOPELAB_PORT=8000
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"SLOPELAB_PORT\"]}/api/health', timeout=2)"]
STOPSIGNAL SIGINT
CMD ["slopelab", "serve"]
