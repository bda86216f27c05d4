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
from app.api.classifier_landscapes import LandscapeStreamLine

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

DOCUMENTED = (LandscapeStreamLine,)
"""Models that the schema refers to and that no route has as its only answer."""

_TAGS = {
    "server": "Whether the server is up, and its limits.",
    "objectives": "Losses: surfaces, typed expressions, their values, gradients and curvature.",
    "landscapes": "The loss on a grid, around trained weights too, and the basins of its minima.",
    "optimizers": "Update rules and searches, rules of your own, and the anatomy of a step.",
    "runs": "Optimizers on an objective, streamed step by step; sweeps, and notebooks that repeat a run.",
    "datasets": "Labelled images and points that classifiers learn from, your own too.",
    "features": "Features of an image, and photographs to try them on.",
    "codebooks": "Visual words, learned from patches of images.",
    "comparisons": "The same classifier on one feature after the other.",
    "pipelines": "One picture through features, scores, loss and steps.",
}
TAGS = [{"name": name, "description": sentence} for name, sentence in _TAGS.items()]
"""The headings of the documentation."""
