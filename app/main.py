"""The application, assembled: ``uvicorn --factory app.main:create_app``."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI

from app import __version__, api
from app.codebooks.learning import learn_default_codebook
from app.environment import read_settings
from app.http.application import Application
from app.http.body_limit import BodyLimitMiddleware
from app.http.hosts import AnsweredHosts
from app.http.image_workers import image_workers
from app.http.middleware import HttpMiddleware
from app.http.problems import install_problem_handlers
from app.http.time_limit import TimeLimitMiddleware
from app.http.uploads import upload_limits
from app.instance import Instance, current_settings
from app.logs import limit_repetitions
from app.pages import assets, preview
from app.pages import router as pages
from app.pages.router import install_missing_page
from app.scheduling.claims import background_claim, working_under
from app.scheduling.threads import array_threads
from app.settings import Settings
from app.storage.condition import watched_data_folder
from app.storage.dataset_catalogue import make_built_in_datasets

DESCRIPTION = """\
The same real optimizers that the lab shows, to be called from anywhere.

Errors are problem documents (`application/problem+json`) that name the field and what it allows. Numbers that are not
finite are `null`. The same request always gives the same numbers.
"""


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Prepare the large files and the processes for images in the background while the server already answers."""
    async with image_workers(), watched_data_folder():
        # Garbage collection stops all threads; objects made at the start need not be examined again.
        gc.freeze()
        warming = [asyncio.create_task(assets.warm_up())]
        if current_settings().warm_up:
            warming.append(asyncio.create_task(_prepare(app)))
            learn_default_codebook()
        yield
        for task in warming:
            task.cancel()


async def _prepare(app: FastAPI) -> None:
    """Do long uninterruptible preparations once, while no other work waits for the threads."""
    with working_under(background_claim()):
        await array_threads().run(make_built_in_datasets)
        await array_threads().run(app.openapi)
    gc.freeze()


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make a new application with all its routes, limits and error answers.

    Args:
        settings: its limits, by default from the environment.
    """
    settings = settings or read_settings()
    app = Application(
        Instance(settings),
        partial(HttpMiddleware, hosts=AnsweredHosts(settings.hosts), cors=settings.cors),
        api.DOCUMENTED,
        title="Slopelab",
        version=__version__,
        description=DESCRIPTION,
        openapi_tags=api.TAGS,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    # An included router matches a request again at each level; of the routes themselves, one match is enough.
    for router in (*api.ROUTERS, pages.router, assets.router, preview.router):
        app.router.routes.extend(router.routes)
    uploads = upload_limits(app.routes, settings)
    app.add_middleware(BodyLimitMiddleware, max_bytes=settings.max_body_bytes, uploads=uploads)
    app.add_middleware(TimeLimitMiddleware, seconds=settings.request_seconds, uploads=uploads)
    limit_repetitions(settings.max_repeated_log_lines)
    install_problem_handlers(app)
    install_missing_page(app)
    return app
