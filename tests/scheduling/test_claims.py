"""Claims: for whom work is done, and in which queue it waits."""

import asyncio

from app.scheduling.claims import (
    NOBODY,
    Visitor,
    background_claim,
    begin_request,
    current_claim,
    current_visitor,
    request_claim,
    stream_claim,
    working_under,
)

ONE = Visitor("address", "browser")


def test_requests_of_a_visitor_share_a_queue_in_order_of_arrival() -> None:
    first, second = request_claim(ONE), request_claim(ONE)
    assert first.path == second.path == ("address", "browser", "requests")
    assert first.arrived < second.arrived
    assert first.urgent


def test_each_stream_has_a_share_of_its_own_below_its_visitor() -> None:
    first, second = stream_claim(ONE), stream_claim(ONE)
    assert first.path[:2] == second.path[:2] == ("address", "browser")
    assert first.path != second.path
    assert first.urgent
    assert second.urgent


def test_background_work_waits_for_all_other_and_belongs_to_nobody() -> None:
    first, second = background_claim(), background_claim()
    assert not first.urgent
    assert len(first.path) == 1
    assert first.path != second.path


def test_a_task_works_for_the_visitor_of_its_request() -> None:
    async def request() -> None:
        begin_request(ONE)
        claim = current_claim()
        assert current_visitor() == ONE
        assert claim.path == ("address", "browser", "requests")
        assert current_claim() is claim

    assert current_visitor() == NOBODY
    assert current_claim().path == ("", "", "requests")
    asyncio.run(request())
    assert current_visitor() == NOBODY


def test_another_claim_lasts_as_long_as_its_context() -> None:
    outer, inner = stream_claim(ONE), stream_claim(ONE)
    with working_under(outer):
        with working_under(inner):
            assert current_claim() is inner
        assert current_claim() is outer
    assert current_claim().path == ("", "", "requests")
