"""Runs to take home: Jupyter notebooks that repeat them with numpy alone."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Body
from fastapi.responses import Response

from app.api.operations import check_operations
from app.engine.steppers import PlaneState
from app.http.problems import field_problem
from app.http.routing import json_answer, resource_router
from app.instance import current_settings
from app.notebooks.notebook import End, NotebookRun, notebook
from app.optimizers.rules import CUSTOM_RULE, RULES, Rule
from app.optimizers.searches import SEARCHES, Search
from app.requests.faulty_text import within
from app.requests.notebooks import NotebookRequest
from app.requests.optimizers import OptimizerSpecification, optimizer_configs
from app.requests.runs import RunRequest
from app.runs.slices import state_after
from app.scheduling.threads import python_threads

MEDIA_TYPE = "application/x-ipynb+json"

router = resource_router("runs")


EXAMPLES = {
    "Momentum on Beale": {
        "value": {
            "run": {
                "objective": {"kind": "surface", "id": "beale"},
                "start": [0.75, 1.5],
                "steps": 300,
                "optimizers": [{"rule": "momentum", "learning_rate": 0.01}, {"rule": "random_search"}],
            }
        }
    }
}
ANSWER = {
    "description": "A notebook (nbformat 4.5), as an attachment.",
    "content": {MEDIA_TYPE: {"schema": {"type": "object"}}},
}


@router.post("/notebooks", response_class=Response, responses={200: ANSWER})
async def notebooks(request: Annotated[NotebookRequest, Body(openapi_examples=EXAMPLES)]) -> Response:
    """A Jupyter notebook that repeats a run with numpy alone and checks that it ends where the run did."""
    run, threads = request.run, python_threads()
    if len(run.optimizers) * run.steps > current_settings().max_notebook_steps:
        max_steps = current_settings().max_notebook_steps
        raise field_problem("run.steps", f"Optimizers times steps must be {max_steps} at most, to run in a notebook.")
    with within("run"):
        steppers = await threads.run(run.steppers)
        await threads.run(check_operations, [(stepper, run.steps) for stepper in steppers], "run.steps")
    ends = [end_of(await state_after(stepper, run.steps + 1, threads)) for stepper in steppers]
    answer = await threads.run(_answer, request, ends)
    answer.headers["content-disposition"] = f'attachment; filename="slopelab-{run.digest()[:8]}.ipynb"'
    return answer


def end_of(state: PlaneState) -> End:
    """Where an optimizer that has ended did so."""
    return End(state.steps, None if state.ended == "diverged" else state.loss)


def _answer(request: NotebookRequest, ends: list[End]) -> Response:
    answer = json_answer(notebook(notebook_run(request.run, ends), request.language))
    answer.headers["content-type"] = MEDIA_TYPE
    return answer


def notebook_run(run: RunRequest, ends: list[End]) -> NotebookRun:
    """A run, and where its optimizers ended, as a notebook needs them."""
    return NotebookRun(
        run.objective.objective(),
        run.start or run.objective.start,
        run.seed,
        run.steps,
        (run.stop.gradient_norm, run.stop.loss),
        [name_of(optimizer) for optimizer in run.optimizers],
        list(optimizer_configs(run.optimizers)),
        ends,
    )


def name_of(optimizer: OptimizerSpecification) -> str:
    """Name an optimizer: its label, or the name of its rule or search."""
    known: Mapping[str, Rule | Search] = {**RULES, **SEARCHES, CUSTOM_RULE.id: CUSTOM_RULE}
    return optimizer.label or known[optimizer.rule].name.en
