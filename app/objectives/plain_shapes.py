"""Plain surfaces that each teach one thing."""

from app.language.settings import Setting
from app.objectives.geometry import Interval, Rectangle
from app.objectives.surfaces import LearningRates, Minimum, Surface

PLAIN_SHAPES = (
    Surface(
        id="bowl",
        name="Bowl",
        expression="x**2 + y**2",
        domain=Rectangle.square(5.0),
        view=Rectangle(Interval(-5.0, 5.0), Interval(-4.0, 4.0)),
        start=(-4.0, 3.0),
        minima=(Minimum(0.0, 0.0),),
        teaches=(
            "The simplest loss there is: every rule finds the bottom, and the slope always points straight at it."
        ),
        learning_rates=LearningRates(0.1, 0.01, 2.0, 0.1, 0.3),
    ),
    Surface(
        id="ill_conditioned_bowl",
        name="Ill-conditioned bowl",
        expression="(x**2 + condition*y**2)/2",
        domain=Rectangle.square(2.0),
        view=Rectangle(Interval(-1.5, 1.5), Interval(-1.2, 1.2)),
        start=(1.0, 1.0),
        minima=(Minimum(0.0, 0.0),),
        teaches="Steep one way and flat the other: gradient descent zigzags across while it creeps along.",
        learning_rates=LearningRates(0.01, 0.003, 0.5, 0.02, 0.1),
        settings=(Setting("condition", 100.0, 1.0, 1e6, "How many times steeper it is along y than along x."),),
    ),
    Surface(
        id="saddle",
        name="Saddle",
        expression="x**2 - y**2 + 0.25*y**4",
        domain=Rectangle(Interval(-2.0, 2.0), Interval(-2.5, 2.5)),
        view=Rectangle(Interval(-2.0, 2.0), Interval(-2.2, 2.2)),
        start=(1.5, 0.0),
        minima=(
            Minimum(0.0, 1.4142135623730951, -1.0),
            Minimum(0.0, -1.4142135623730951, -1.0),
        ),
        saddles=((0.0, 0.0),),
        teaches=(
            "From the ridge the slope leads to a saddle point and stops: only a nudge to the side finds the way down."
        ),
        learning_rates=LearningRates(0.05, 0.01, 0.3, 0.02, 0.05),
    ),
    Surface(
        id="monkey_saddle",
        name="Monkey saddle",
        expression="x**3 - 3*x*y**2 + (x**2 + y**2)**2/4",
        domain=Rectangle.square(4.0),
        view=Rectangle(Interval(-4.0, 4.0), Interval(-3.8, 3.8)),
        start=(1.6, 0.01),
        minima=(
            Minimum(-3.0, 0.0, -6.75),
            Minimum(1.5, 2.598076211353316, -6.75),
            Minimum(1.5, -2.598076211353316, -6.75),
        ),
        saddles=((0.0, 0.0),),
        teaches="Three valleys meet in one flat point, where even the curvature gives no hint of the way down.",
        learning_rates=LearningRates(0.02, 0.01, 0.5, 0.03, 0.1),
    ),
    Surface(
        id="plateau",
        name="Plateau",
        expression="1 - exp(-(x**2 + y**2)/2) + (x**2 + y**2)/1000",
        domain=Rectangle.square(6.0),
        view=Rectangle(Interval(-6.0, 6.0), Interval(-5.0, 5.0)),
        start=(-4.0, 2.5),
        minima=(Minimum(0.0, 0.0),),
        teaches="Almost no slope far out: plain descent hardly moves, while rules that rescale the slope walk on.",
        learning_rates=LearningRates(0.5, 0.2, 0.5, 0.03, 0.2),
    ),
    Surface(
        id="kink",
        name="Kink",
        expression="abs(x) + abs(y)",
        domain=Rectangle.square(3.0),
        view=Rectangle(Interval(-3.0, 3.0), Interval(-2.5, 2.5)),
        start=(-2.2, 1.6),
        minima=(Minimum(0.0, 0.0),),
        teaches=(
            "The slope keeps its size up to the crease and then flips: a fixed step rattles around the minimum forever."
        ),
        learning_rates=LearningRates(0.1, 0.01, 0.2, 0.02, 0.05),
        smooth=False,
    ),
)
