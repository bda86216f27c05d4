"""What is refused, and in which words, does not change unawares."""

import json

import httpx

from tests.api.refusals import RECORDED, refusal, requests


def test_every_refusal_is_as_recorded(client: httpx.Client) -> None:
    recorded = json.loads(RECORDED.read_text())
    for request, expected in zip(requests(), recorded, strict=True):
        assert refusal(client, *request) == expected, request


def test_every_recorded_answer_is_a_problem_in_words() -> None:
    for status, document in json.loads(RECORDED.read_text()):
        assert status >= 400
        assert document["detail"]
