"""Runs over connections that drop."""

from tests.browser.core.conftest import Call

STREAM = """
async (m, { answers, specification }) => {
  const asked = [];
  const waits = [];
  const original = window.fetch;
  window.fetch = async (url) => {
    asked.push(url);
    const { status, text, retry } = answers[Math.min(asked.length, answers.length) - 1];
    if (status === 0) throw new TypeError("failed");
    const bytes = new TextEncoder().encode(text);
    const body = new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7));
        controller.close();
      },
    });
    return new Response(body, { status, headers: retry ? { "retry-after": retry } : {} });
  };
  const messages = [];
  let error = null;
  try {
    const options = { signal: new AbortController().signal, wait: async (seconds) => { waits.push(seconds); } };
    for await (const message of m.streamRun(specification, options)) messages.push(message);
  } catch (caught) {
    error = [caught.constructor.name, caught.message, caught.retryAfter ?? null];
  } finally {
    window.fetch = original;
  }
  return { asked, waits, messages, error };
}
"""


def frame(optimizer: int, step: int, *losses: float) -> str:
    return f'{{"type":"frame","optimizer":{optimizer},"step":{step},"loss":{list(losses)}}}\n'


END = '{"type":"end","optimizer":%d,"reason":"steps"}\n'
DONE = '{"type":"done"}\n'
TWO: dict[str, list[object]] = {"optimizers": [{}, {}]}


def test_lines_are_put_together_from_any_pieces(call: Call) -> None:
    text = frame(0, 0, 3, 2) + frame(1, 0, 5) + END % 0 + END % 1 + DONE
    answer = {"status": 200, "text": text + '{"type":"incompl'}
    result = call("stream", STREAM, {"answers": [answer], "specification": TWO})
    assert [message["type"] for message in result["messages"]] == ["frame", "frame", "end", "end", "done"]
    assert result["asked"] == ["/api/runs"]


def test_a_drop_is_taken_up_where_the_slowest_was(call: Call) -> None:
    first = frame(0, 0, 3, 2, 1) + frame(1, 0, 5, 4) + frame(1, 2, 3)[:20]
    second = frame(0, 2, 1, 0.5) + frame(1, 2, 3, 2) + END % 0 + END % 1 + DONE
    answers = [{"status": 200, "text": first}, {"status": 0}, {"status": 200, "text": second}]
    result = call("stream", STREAM, {"answers": answers, "specification": TWO})
    assert result["asked"] == ["/api/runs", "/api/runs?from_step=2", "/api/runs?from_step=2"]
    assert result["messages"][-1]["type"] == "done"
    assert result["error"] is None


def test_what_was_received_is_not_yielded_again(call: Call) -> None:
    first = frame(0, 0, 3, 2) + END % 0
    second = END % 0 + frame(1, 0, 5, 4) + END % 1 + DONE
    answers = [{"status": 200, "text": first}, {"status": 200, "text": second}]
    result = call("stream", STREAM, {"answers": answers, "specification": TWO})
    assert [message["type"] for message in result["messages"]] == ["frame", "end", "frame", "end", "done"]


def test_it_gives_up_after_a_while(call: Call) -> None:
    result = call("stream", STREAM, {"answers": [{"status": 0}], "specification": TWO})
    assert result["error"][0] == "ConnectionLost"
    assert result["waits"] == [0.2, 0.5, 1, 2, 4]


def test_it_gives_up_on_a_stream_that_breaks_off_again_and_again_without_bringing_the_run_on(call: Call) -> None:
    answers = [{"status": 200, "text": '{"type":"run"}\n' + frame(0, 0, 3, 2)}]
    result = call("stream", STREAM, {"answers": answers, "specification": TWO})
    assert result["error"][0] == "ConnectionLost"
    assert len(result["asked"]) == 6


def test_a_busy_server_says_when_to_come_back(call: Call) -> None:
    answers = [{"status": 503, "text": '{"detail":"All places are taken."}', "retry": "3"}]
    result = call("stream", STREAM, {"answers": answers, "specification": TWO})
    assert result["error"] == ["ServerProblem", "All places are taken.", 3]


def test_a_failure_in_the_stream_is_the_problem_it_says(call: Call) -> None:
    answers = [{"status": 200, "text": frame(0, 0, 1) + '{"type":"error","title":"Gave up","status":500}\n'}]
    result = call("stream", STREAM, {"answers": answers, "specification": TWO})
    assert result["error"][:2] == ["ServerProblem", "Gave up"]
    assert len(result["asked"]) == 1
