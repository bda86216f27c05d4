"""Plain surfaces that each teach one thing."""

from app.language.settings import Setting
from app.objectives.geometry import Interval, Rectangle
from app.objectives.surfaces import LearningRates, Minimum, Surface
from app.texts import Text

PLAIN_SHAPES = (
    Surface(
        id="bowl",
        name=Text("Bowl", "그릇"),
        expression="x**2 + y**2",
        domain=Rectangle.square(5.0),
        view=Rectangle(Interval(-5.0, 5.0), Interval(-4.0, 4.0)),
        start=(-4.0, 3.0),
        minima=(Minimum(0.0, 0.0),),
        teaches=Text(
            "The simplest loss there is: every rule finds the bottom, and the slope always points straight at it.",
            "가장 단순한 손실입니다. 기울기가 늘 바닥을 곧장 가리킵니다.",
        ),
        learning_rates=LearningRates(0.1, 0.01, 2.0, 0.1, 0.3),
    ),
    Surface(
        id="ill_conditioned_bowl",
        name=Text("Ill-conditioned bowl", "길쭉한 그릇"),
        expression="(x**2 + condition*y**2)/2",
        domain=Rectangle.square(2.0),
        view=Rectangle(Interval(-1.5, 1.5), Interval(-1.2, 1.2)),
        start=(1.0, 1.0),
        minima=(Minimum(0.0, 0.0),),
        teaches=Text(
            "Steep one way and flat the other: gradient descent zigzags across while it creeps along.",
            "한쪽은 가파르고 한쪽은 평평합니다. 경사 하강법은 가로로 지그재그하며 천천히 나아갑니다.",
        ),
        learning_rates=LearningRates(0.01, 0.003, 0.5, 0.02, 0.1),
        settings=(
            Setting(
                "condition",
                100.0,
                1.0,
                1e6,
                Text("condition", "조건수"),
                Text("How many times steeper it is along y than along x.", "x보다 y로 몇 배 가파른지 나타냅니다."),
            ),
        ),
    ),
    Surface(
        id="saddle",
        name=Text("Saddle", "안장"),
        expression="x**2 - y**2 + 0.25*y**4",
        domain=Rectangle(Interval(-2.0, 2.0), Interval(-2.5, 2.5)),
        view=Rectangle(Interval(-2.0, 2.0), Interval(-2.2, 2.2)),
        start=(1.5, 0.0),
        minima=(
            Minimum(0.0, 1.4142135623730951, -1.0),
            Minimum(0.0, -1.4142135623730951, -1.0),
        ),
        saddles=((0.0, 0.0),),
        teaches=Text(
            "From the ridge the slope leads to a saddle point and stops: only a nudge to the side finds the way down.",
            "등성이에서 기울기는 안장점으로 이끌고 멈춥니다. 옆으로 밀려야 내리막을 찾습니다.",
        ),
        learning_rates=LearningRates(0.05, 0.01, 0.3, 0.02, 0.05),
    ),
    Surface(
        id="monkey_saddle",
        name=Text("Monkey saddle", "원숭이 안장"),
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
        teaches=Text(
            "Three valleys meet in one flat point, where even the curvature gives no hint of the way down.",
            "세 골짜기가 평평한 한 점에서 만납니다. 그곳에서는 곡률도 길을 알려 주지 않습니다.",
        ),
        learning_rates=LearningRates(0.02, 0.01, 0.5, 0.03, 0.1),
    ),
    Surface(
        id="plateau",
        name=Text("Plateau", "고원"),
        expression="1 - exp(-(x**2 + y**2)/2) + (x**2 + y**2)/1000",
        domain=Rectangle.square(6.0),
        view=Rectangle(Interval(-6.0, 6.0), Interval(-5.0, 5.0)),
        start=(-4.0, 2.5),
        minima=(Minimum(0.0, 0.0),),
        teaches=Text(
            "Almost no slope far out: plain descent hardly moves, while rules that rescale the slope walk on.",
            "멀리서는 기울기가 거의 없습니다. 기울기의 크기를 맞추는 규칙만 계속 걷습니다.",
        ),
        learning_rates=LearningRates(0.5, 0.2, 0.5, 0.03, 0.2),
    ),
    Surface(
        id="kink",
        name=Text("Kink", "꺾인 면"),
        expression="abs(x) + abs(y)",
        domain=Rectangle.square(3.0),
        view=Rectangle(Interval(-3.0, 3.0), Interval(-2.5, 2.5)),
        start=(-2.2, 1.6),
        minima=(Minimum(0.0, 0.0),),
        teaches=Text(
            "The slope keeps its size up to the crease and then flips: "
            "a fixed step rattles around the minimum forever.",
            "기울기가 주름까지 그대로이다가 뒤집힙니다. 고정된 걸음은 최솟점 둘레를 계속 오갑니다.",
        ),
        learning_rates=LearningRates(0.1, 0.01, 0.2, 0.02, 0.05),
        smooth=False,
    ),
)
