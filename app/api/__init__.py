"""The REST API: one module a resource, each with a ``router`` made by ``routing.resource_router``.

A new resource is a module beside this file and its name in ``RESOURCES``.
"""

from app.api import (
    anatomies,
    basins,
    codebooks,
    comparisons,
    datasets,
    evaluate,
    expressions,
    features,
    gradient_checks,
    health,
    landscapes,
    limits,
    notebooks,
    optimizers,
    photographs,
    pipelines,
    rules,
    runs,
    surfaces,
    sweeps,
    theory,
)

RESOURCES = (
    health,
    limits,
    surfaces,
    expressions,
    evaluate,
    gradient_checks,
    landscapes,
    basins,
    codebooks,
    datasets,
    optimizers,
    rules,
    runs,
    comparisons,
    sweeps,
    theory,
    anatomies,
    notebooks,
    features,
    photographs,
    pipelines,
)

ROUTERS = [resource.router for resource in RESOURCES]
