"""Answers that break off."""

import pytest

from tests.browser.core.conftest import Call

BROKEN = """
async (m, { kind, text }) => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      if (text.endsWith("!")) controller.error(new TypeError("network error"));
      else controller.close();
    },
  });
  return m[kind](Promise.resolve(new Response(body))).then((answer) => answer, (error) => error.constructor.name);
}
"""


@pytest.mark.parametrize(
    ("kind", "text"),
    [("jsonOf", '{"loss":'), ("jsonOf", "<p>Sign in to this network</p>"), ("jsonOf", "{!"), ("blobOf", "!")],
)
def test_what_cannot_be_read_to_its_end_counts_as_lost(call: Call, kind: str, text: str) -> None:
    assert call("answers", BROKEN, {"kind": kind, "text": text}) == "ConnectionLost"


def test_what_can_is_the_answer(call: Call) -> None:
    assert call("answers", BROKEN, {"kind": "jsonOf", "text": '{"loss":1}'}) == {"loss": 1}
