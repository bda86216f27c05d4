"""From a classifier's specification to a task that can be trained."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.datasets.labelled import AnySplit, LabelledImages
from app.features.cnn.reading import cnn_installed
from app.instance import current_settings
from app.objectives.classifiers.classifier import Classifier, Examples
from app.objectives.classifiers.evaluation import Evaluator
from app.objectives.classifiers.models import MODELS, Model, Shapes
from app.objectives.classifiers.network import Network
from app.requests.classifiers import ClassifierSpecification
from app.storage.dataset_catalogue import split_of
from app.training.inputs import FeatureMatrices, feature_matrices, input_length
from app.training.slow_features import ExtractionProgress


class UntrainableError(Exception):
    """The classifier cannot be trained; names the field of it or of its run at fault, and what works."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, eq=False)
class TrainingPlan:
    """A plan: the model and the data to train on, before any feature is computed."""

    specification: ClassifierSpecification
    split: AnySplit
    network: Network

    @property
    def key(self) -> str:
        """A key that is equal for plans of the same classifier."""
        return self.specification.model_dump_json()

    @property
    def model(self) -> Model:
        """The model of the classifier."""
        return MODELS[self.specification.model]


@dataclass(frozen=True, eq=False)
class TrainingTask:
    """A classifier ready to be trained, and the features of its examples."""

    plan: TrainingPlan
    features: FeatureMatrices
    task: Evaluator


def training_plan(specification: ClassifierSpecification) -> TrainingPlan:
    """Plan the training of a classifier, and check that it is possible.

    Raises:
        UnknownDatasetError: there is no such data set.
        DatasetNotInstalledError: it has to be imported first.
        UntrainableError: the feature or the model does not fit the data set, or it has too many weights.
    """
    return training_plan_on(split_of(specification.dataset), specification)


def training_plan_on(split: AnySplit, specification: ClassifierSpecification) -> TrainingPlan:
    """Plan the training of a classifier on a data set, and check that it is possible.

    Raises:
        UntrainableError: the feature or the model does not fit the data set, or it has too many weights.
    """
    if "cnn" in specification.features and not cnn_installed():
        raise UntrainableError("feature", "cnn needs an extra: pip install 'slopelab[cnn]'")
    image: tuple[Any, ...] | None = None
    if not isinstance(split.train, LabelledImages):
        _check_points(specification)
    elif specification.feature == "pixels":
        image = split.train.images.shape[1:]
    inputs = input_length(split, specification.features)
    shapes = Shapes(inputs, image, len(split.train.classes), specification.hidden)
    network = MODELS[specification.model].network(shapes)
    if network.dimensions > current_settings().max_weights:
        raise UntrainableError(
            "model",
            f"It would have {network.dimensions:,} weights; "
            f"the most that is trained is {current_settings().max_weights:,}.",
        )
    return TrainingPlan(specification, split, network)


def task_preparation(plan: TrainingPlan) -> Iterator[ExtractionProgress | TrainingTask]:
    """Compute the features of a plan's examples; yields progress, then the task."""
    for event in feature_matrices(plan.split, plan.specification.features, plan.specification.dataset):
        yield _training_task(plan, event) if isinstance(event, FeatureMatrices) else event


def _training_task(plan: TrainingPlan, features: FeatureMatrices) -> TrainingTask:
    examples = Examples(features.train, plan.split.train.labels)
    penalty = plan.specification.regularization
    classifier = Classifier(plan.network, plan.model.score_loss, examples, penalty, plan.model.max_at_once)
    return TrainingTask(plan, features, Evaluator(classifier, Examples(features.test, plan.split.test.labels)))


def _check_points(specification: ClassifierSpecification) -> None:
    dataset = specification.dataset
    if specification.feature != "pixels":
        raise UntrainableError("feature", f"The examples of {dataset} are points: their feature is pixels.")
    if specification.model == "convnet":
        raise UntrainableError(
            "model", f"The examples of {dataset} are points, which softmax, svm and mlp can tell apart."
        )
