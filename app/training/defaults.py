"""Defaults of a run on a classifier that depend on its data set and on the server's limits."""

from math import ceil

from app.instance import current_settings
from app.requests.gradients import MinibatchGradient
from app.requests.optimizers import ClassifierOptimizerSpecification, SearchSpecification
from app.requests.trainings import TrainingRequest, default_epochs
from app.training.optimizers import lengths_of, max_steps_per_epoch
from app.training.task import TrainingPlan, training_plan


def planned(run: TrainingRequest) -> tuple[TrainingRequest, TrainingPlan]:
    """Fill in the defaults of a run, and plan its training.

    Raises:
        UnknownDatasetError: there is no such data set.
        DatasetNotInstalledError: it has to be imported first.
        FaultyTextError: a rule does not belong to the language.
        UntrainableError: the classifier cannot be trained, or an optimizer would take too many steps.
    """
    plan = training_plan(run.objective)
    examples = len(plan.split.train.labels)
    sized = run.model_copy(update={"optimizers": [_with_batch_size(one, examples) for one in run.optimizers]})
    complete = _with_length(sized, plan)
    lengths_of(complete, plan)
    return complete, plan


def _with_batch_size(optimizer: ClassifierOptimizerSpecification, examples: int) -> ClassifierOptimizerSpecification:
    """Fill in an optimizer's batch size: at most the number of examples, but enough to respect the limit of steps."""
    if isinstance(optimizer, SearchSpecification):
        return optimizer
    gradient: object = optimizer.gradient
    if not isinstance(gradient, MinibatchGradient) or "size" in gradient.model_fields_set:
        return optimizer
    size = min(max(gradient.size, ceil(examples / current_settings().max_training_steps)), examples)
    return optimizer.model_copy(update={"gradient": gradient.model_copy(update={"size": size})})


def _with_length(run: TrainingRequest, plan: TrainingPlan) -> TrainingRequest:
    """Fill in a run's length: the usual epochs, or as many as the limit of steps allows, or that many steps."""
    if run.steps or run.epochs:
        return run
    epochs = min(default_epochs(), current_settings().max_training_steps // max_steps_per_epoch(run, plan))
    return run.model_copy(update={"epochs": epochs} if epochs else {"steps": current_settings().max_training_steps})
