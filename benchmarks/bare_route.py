"""The minimal server of a run: one FastAPI route that computes it on a thread."""

from anyio import to_thread
from fastapi import FastAPI
from fastapi.responses import Response

from app.requests.runs import RunRequest
from app.runs.stream import begin_run

app = FastAPI(openapi_url=None)


@app.post("/api/runs")
async def run(specification: RunRequest) -> Response:
    """The lines of a short run."""
    begun = await to_thread.run_sync(begin_run, specification, 0)
    return Response(begun.chunk, media_type="application/x-ndjson")
