"""What a notebook says, in each language."""

from collections.abc import Mapping
from typing import Literal

Language = Literal["en", "ko"]

WORDS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "title": "# A run of Slopelab\n\nThis notebook repeats it with numpy alone: the loss, its gradient, and every "
        "optimizer in the very lines that ran.",
        "language": "## Functions\n\nWhat the formulas below call, under the names that they use.",
        "loss": "## The loss and its gradient\n\nThe gradient was derived by the rules of calculus.",
        "run": "## The run\n\nOne start for all; random numbers are keyed by the seed and by what they are for.",
        "optimizers": "## The optimizers\n\nEach walks from the start and returns every point of its path.",
        "result": "## Where they end",
        "picture": "## The paths, if matplotlib is there",
        "check": "## The same numbers\n\nWhere each ended in the lab, it ends again, to nine digits. numpy and the lab "
        "may round the last digit differently. On a chaotic path that grows: started 1e-15 away, it ends elsewhere.",
    },
    "ko": {
        "title": "# Slopelab의 실행\n\n이 노트북은 numpy만으로 실행을 되풀이합니다. 손실과 그래디언트, 실행된 그대로의 "
        "최적화기가 들어 있습니다.",
        "language": "## 함수\n\n아래 식에서 쓰는 함수들입니다.",
        "loss": "## 손실과 그래디언트\n\n그래디언트는 미분 규칙으로 구했습니다.",
        "run": "## 실행\n\n모두 한 점에서 시작합니다. 난수는 시드와 쓰임새로 정해집니다.",
        "optimizers": "## 최적화기\n\n시작점에서 걸으며 경로의 모든 점을 돌려줍니다.",
        "result": "## 도착한 곳",
        "picture": "## 경로 (matplotlib이 있을 때)",
        "check": "## 같은 수치\n\n실습실에서 도착한 곳에 아홉 자리까지 똑같이 도착합니다. "
        "numpy와 실습실은 마지막 자리를 다르게 반올림할 수 있습니다. "
        "혼돈스러운 경로에서는 이 차이가 커지며, 1e-15 떨어져 시작해도 다른 곳에 도착합니다.",
    },
}
