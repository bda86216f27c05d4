"""The REST API: one module a resource, each with a ``router`` made by ``routing.resource_router``.

A new resource is a module beside this file and its name in ``RESOURCES``.
"""

from fastapi import APIRouter

from app.api import evaluate, health, landscapes, limits, optimizers, runs, surfaces

RESOURCES = (health, limits, surfaces, evaluate, landscapes, optimizers, runs)

router = APIRouter(prefix="/api")
for resource in RESOURCES:
    router.include_router(resource.router)
