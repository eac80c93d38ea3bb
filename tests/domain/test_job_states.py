"""The states a job can be in, and the only steps between them."""

from app.domain.jobs import FOLLOWED, NEEDS_USER, OPEN, RUNNING, TRANSITIONS, JobState

S = JobState


def reachable(start: JobState, without: JobState | None = None) -> set[JobState]:
    """Every state that some series of steps leads to, `without` one that may not be passed."""
    found = {start}
    to_see = [start]
    while to_see:
        for following in TRANSITIONS[to_see.pop()] - found - {without}:
            found.add(following)
            to_see.append(following)
    return found


def test_every_state_has_its_row_and_can_be_reached_from_the_first() -> None:
    assert set(TRANSITIONS) == set(JobState)
    assert reachable(S.WAITING) == set(JobState)


def test_no_step_stays_where_it_is() -> None:
    assert all(state not in following for state, following in TRANSITIONS.items())


def test_a_removed_job_never_comes_back() -> None:
    assert TRANSITIONS[S.REMOVED] == frozenset()


def test_every_job_can_leave_the_queue() -> None:
    for state in JobState:
        assert S.REMOVED in reachable(state)


def test_what_is_on_the_wire_or_uncertain_cannot_be_removed() -> None:
    """It may have been paid for: first it has to be known, or given up by the user."""
    keep = {S.SUBMITTING, S.UNCERTAIN, S.REMOVED}
    assert {state for state in JobState if S.REMOVED not in TRANSITIONS[state]} == keep


def test_a_request_goes_out_only_by_being_sent() -> None:
    before_sending = {
        state for state, following in TRANSITIONS.items() if S.SUBMITTING in following
    }
    assert before_sending == {S.WAITING}
    # Whoever waits is at no service: no way past SUBMITTING leads there.
    assert reachable(S.WAITING, without=S.SUBMITTING) == {S.WAITING, S.FAILED, S.REMOVED}


def test_what_the_service_has_is_sent_again_only_after_failing() -> None:
    assert {state for state, following in TRANSITIONS.items() if S.WAITING in following} == {
        S.SUBMITTING,  # no byte had left
        S.FAILED,
        S.UNCERTAIN,
        S.LOST,
    }


def test_a_video_that_is_here_can_go_missing_but_is_never_made_again() -> None:
    # Uncertain it is where the video turned out to be another's.
    assert TRANSITIONS[S.READY] == {S.COMPLETED, S.REMOVED, S.UNCERTAIN}


def test_only_the_user_calls_a_job_lost() -> None:
    assert {state for state, following in TRANSITIONS.items() if S.LOST in following} == {
        S.UNCERTAIN
    }


def test_the_groups_of_states() -> None:
    assert FOLLOWED < RUNNING < OPEN
    assert NEEDS_USER.isdisjoint(RUNNING)
    assert set(JobState) - OPEN == {S.READY, S.FAILED, S.LOST, S.REMOVED}
