"""The server follows the rules of HTTP, and refuses early a client that breaks them."""

import httpx
import pytest

from app.http.protocol import MAX_PIPELINED
from tests.http.wire import HEALTH, HOST, answers, ask, connect, read_answer, read_to_end

CLOSE = b"Connection: close\r\n"
RUN = b'{"objective":{"kind":"surface","id":"bowl"},"steps":200000,"optimizers":[{"rule":"momentum"}]}'


def get(*headers: bytes, target: bytes = b"/api/health", version: bytes = b"1.1") -> bytes:
    return b"\r\n".join([b"GET " + target + b" HTTP/" + version, *headers, b"", b""])


def post(*headers: bytes, body: bytes = b"{}", version: bytes = b"1.1") -> bytes:
    lines = [b"POST /api/runs HTTP/" + version, b"Host: 127.0.0.1", b"Content-Type: application/json", *headers]
    return b"\r\n".join([*lines, b"", body])


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [b"Host: 127.0.0.1", b"Host: 127.0.0.1"],
        [b"Host: 127.0.0.1", b"host: elsewhere"],
        [b"Host:"],
        [b"Host: a b"],
        [b"Host: 127.0.0.1/elsewhere"],
        [b"Host: somebody@127.0.0.1"],
        [b"Host: 127.0.0.1:port"],
        [b"Host: [::1"],
        [b"Host: <script>"],
    ],
)
def test_hosts_that_name_nobody_are_refused(live_server: str, hosts: list[bytes]) -> None:
    (answer,) = ask(live_server, get(*hosts))
    assert answer.status == 400
    assert answer.closes
    assert "Host" in str(answer.problem()["detail"])


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (post(b"Content-Length: 2", b"Content-Length: 2"), 400),
        (post(b"Content-Length: 2", b"Content-Length: 3"), 400),
        (post(b"Content-Length: 2", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n"), 400),
        (post(b"Transfer-Encoding: chunked", b"Content-Length: 5", body=b"0\r\n\r\n"), 400),
        (post(b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n"), 400),
        (post(b"Transfer-Encoding: gzip, chunked", body=b"0\r\n\r\n"), 501),
        (post(b"Transfer-Encoding: identity"), 501),
        (post(b"Transfer-Encoding: chunked", body=b"0\r\n\r\n", version=b"1.0"), 400),
        (post(b"Content-Length: +2"), 400),
        (post(b"Content-Length: 2, 2"), 400),
        (post(b"Content-Length: 99999999999999999999999"), 400),
        (post(b"Transfer-Encoding: chunked", body=b"x\r\n"), 400),
        (get(b"Host : 127.0.0.1"), 400),
        (get(b"Host: 127.0.0.1", b"X: a", b" b"), 400),
        (get(b"Host: 127.0.0.1", b"X: a\0b"), 400),
        (get(b"Host: 127.0.0.1").replace(b"\r", b""), 400),
        (get(b"Host: 127.0.0.1", target=b"api/health"), 400),
        (get(b"Host: 127.0.0.1", target=b"ftp://127.0.0.1/api/health"), 400),
        (get(b"Host: 127.0.0.1", target=b"http://somebody@127.0.0.1/api/health"), 400),
        (b"CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 400),
        (get(b"Host: 127.0.0.1", version=b"2.0"), 505),
        (b"GET /api/health\r\n\r\n", 505),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    ],
)
def test_what_may_be_read_in_two_ways_is_refused(live_server: str, request_: bytes, status: int) -> None:
    (answer,) = ask(live_server, request_)
    assert answer.status == status
    assert answer.closes
    answer.problem()


def test_the_host_in_a_target_counts_more_than_the_header(live_server: str) -> None:
    own = get(b"Host: elsewhere.example", CLOSE.strip(), target=b"http://127.0.0.1:80/api/health?x=1")
    other = get(b"Host: 127.0.0.1", CLOSE.strip(), target=b"http://elsewhere.example/api/health")
    assert [ask(live_server, request)[0].status for request in (own, other)] == [200, 421]


def test_a_refusal_does_not_overtake_the_answer_before(live_server: str) -> None:
    good, bad = ask(live_server, HEALTH + b"NONSENSE\r\n\r\n")
    assert (good.status, bad.status) == (200, 400)
    assert not good.closes
    assert bad.closes


def test_pipelined_requests_are_answered_in_order(live_server: str) -> None:
    paths = [b"/api/health", b"/api/limits", b"/api/nothing", b"/api/surfaces"]
    requests = [get(b"Host: 127.0.0.1", target=path) for path in paths]
    with connect(live_server) as connection:
        connection.sendall(b"".join(requests))
        together = [read_answer(connection).body for _ in requests]
    with connect(live_server) as connection:
        for request, body in zip(requests, together, strict=True):
            connection.sendall(request)
            assert read_answer(connection).body == body


def test_a_flood_of_pipelined_requests_is_answered_up_to_a_limit(live_server: str) -> None:
    *served, last = ask(live_server, HEALTH * 5000)
    assert [answer.status for answer in served] == [200] * (1 + MAX_PIPELINED)
    assert last.status == 429
    assert last.closes


def test_an_offer_to_speak_another_protocol_is_passed_over(live_server: str) -> None:
    upgrade = get(b"Host: 127.0.0.1", b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: h2c", b"HTTP2-Settings: AA")
    assert [answer.status for answer in ask(live_server, upgrade + get(b"Host: 127.0.0.1", CLOSE.strip()))] == [200] * 2


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (post(b"Content-Length: 1000000", body=b" " * 1_000_000), 413),
        (post(b"Content-Length: 1000000", b"Expect: 100-continue", body=b""), 413),
        (b"POST /api/nothing HTTP/1.1\r\n" + HOST + b"Content-Length: 1000000\r\n\r\n" + b" " * 1_000_000, 413),
        (b"PUT /api/health HTTP/1.1\r\n" + HOST + b"Content-Length: 9\r\n\r\n{", 405),
        (b"POST /api/runs HTTP/1.1\r\n" + HOST + b"Content-Length: 9\r\n\r\n{", 415),
    ],
)
def test_an_answer_before_the_end_of_a_body_ends_the_connection(live_server: str, request_: bytes, status: int) -> None:
    (answer,) = ask(live_server, request_)
    assert answer.status == status
    assert answer.closes
    answer.problem()


def test_an_answer_after_the_body_keeps_the_connection(live_server: str) -> None:
    with connect(live_server) as connection:
        for _ in range(2):
            connection.sendall(post(b"Content-Length: 2"))
            answer = read_answer(connection)
            assert answer.status == 422
            assert not answer.closes


def test_a_client_of_http_1_0_gets_no_chunks(live_server: str, client: httpx.Client) -> None:
    length = b"Content-Length: %d" % len(RUN)
    (answer,) = ask(live_server, post(length, body=RUN, version=b"1.0"))
    assert answer.closes
    assert answer.headers.keys().isdisjoint({"transfer-encoding", "content-length"})
    assert answer.body == client.post("/api/runs", content=RUN, headers={"content-type": "application/json"}).content


def test_a_client_of_http_1_0_needs_no_host_and_is_told_lengths(live_server: str) -> None:
    (answer,) = ask(live_server, b"GET /api/health HTTP/1.0\r\n\r\n")
    assert answer.status == 200
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_head_has_the_headers_of_get(live_server: str) -> None:
    head = HEALTH.replace(b"GET", b"HEAD")
    with connect(live_server) as connection:
        connection.sendall(head + get(b"Host: 127.0.0.1", CLOSE.strip()))
        received = read_to_end(connection)
    first, _, rest = received.partition(b"\r\n\r\n")
    (second,) = answers(rest)
    assert b"content-length: %d" % len(second.body) in first
