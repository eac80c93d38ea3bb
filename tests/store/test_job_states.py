"""Any sequence of steps, tried against a plain dictionary that does what the table says."""

import asyncio
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from hypothesis.strategies import lists, none, one_of, sampled_from, text

from app.domain.jobs import TRANSITIONS, Job, JobState
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import a_job

STATES = sampled_from(JobState)
PROMPTS = text(sampled_from("aİı ş'\"%\x00\n猫"), max_size=8)


class Queue(RuleBasedStateMachine):
    jobs = Bundle("jobs")

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.runner = asyncio.Runner()
        self.model: dict[str, Job] = {}
        self.was: dict[str, JobState] = {}  # before its last step
        self.start()

    def start(self) -> None:
        self.library = SqliteLibrary(Places.from_environment({"KADRAJ_HOME": str(self.home)}))
        self.runner.run(self.library.open())

    @rule(target=jobs, prompt=PROMPTS)
    def add(self, prompt: str) -> str:
        job = self.runner.run(self.library.add_job(a_job(prompt)))
        assert all(job.position > other.position for other in self.model.values())
        self.model[job.id] = job
        return job.id

    @rule(job_id=jobs, expected=STATES, state=STATES, word=text(max_size=4))
    def step(self, job_id: str, expected: JobState, state: JobState, word: str) -> None:
        wanted = replace(self.model[job_id], state=state, remote_status=word)
        change = self.library.change_job(wanted, expected=expected)
        if state is not expected and state not in TRANSITIONS[expected]:
            with pytest.raises(ValueError, match="never goes"):
                self.runner.run(change)
            return
        changed = self.runner.run(change)
        assert (changed is not None) is (self.model[job_id].state is expected)
        if changed is not None:
            assert changed == wanted
            self.note(wanted)

    @rule(job_id=jobs, prompt=PROMPTS)
    def edit(self, job_id: str, prompt: str) -> None:
        """Who edits a job as he last saw it, waiting, changes none that is not any more; who steps
        on with a job that he read before still sends what it was edited to be."""
        before = self.model[job_id]
        request = replace(before.request, prompt=prompt)
        edited = replace(before, request=request, state=JobState.WAITING)
        written = self.runner.run(self.library.edit_job(edited, expected=JobState.WAITING))
        assert written == (edited if before.state is JobState.WAITING else None)
        if written is not None:
            self.model[job_id] = edited
            sent = replace(before, state=JobState.SUBMITTING)
            stepped = self.runner.run(self.library.change_job(sent, expected=JobState.WAITING))
            assert stepped == replace(edited, state=JobState.SUBMITTING)
            self.note(stepped)

    @rule(moved=lists(jobs, max_size=3), before=one_of(none(), jobs))
    def move(self, moved: list[str], before: str | None) -> None:
        waiting = [job for job in self.ordered() if job.state is JobState.WAITING]
        chosen = [job_id for job_id in dict.fromkeys(moved) if self.is_waiting(job_id)]
        rest = [job.id for job in waiting if job.id not in chosen]
        end = self.model[before].position if before is not None else float("inf")
        ahead = [job_id for job_id in rest if self.model[job_id].position < end]
        wanted = [*ahead, *chosen, *rest[len(ahead) :]]
        told = self.runner.run(self.library.move_jobs(moved, before))
        places = {job_id: job.position for job_id, job in zip(wanted, waiting, strict=True)}
        changed = {i for i, place in places.items() if self.model[i].position != place}
        for job_id, place in places.items():
            self.model[job_id] = replace(self.model[job_id], position=place)
        assert {job.id: job for job in told} == {i: self.model[i] for i in changed}

    @rule(job_id=jobs)
    def bring_back(self, job_id: str) -> None:
        """A job comes back as what it was, and one that was sent never waits again by this."""
        job, was = self.model[job_id], self.was.get(job_id)
        back = self.runner.run(self.library.bring_job_back(job_id))
        if job.state is not JobState.REMOVED:
            assert back is None
        else:
            assert was is not None
            state = JobState.COMPLETED if was is JobState.DOWNLOADING else was
            assert back == replace(job, state=state)
            self.note(back)

    def note(self, job: Job) -> None:
        self.was[job.id] = self.model[job.id].state
        self.model[job.id] = job

    def is_waiting(self, job_id: str) -> bool:
        return self.model[job_id].state is JobState.WAITING

    def ordered(self) -> list[Job]:
        return sorted(self.model.values(), key=lambda job: job.position)

    @rule()
    def restart(self) -> None:
        self.runner.run(self.library.close())
        self.start()

    @invariant()
    def the_library_holds_what_the_model_holds(self) -> None:
        everything = self.runner.run(self.library.jobs(frozenset(JobState)))
        assert everything == self.ordered()
        listed = self.runner.run(self.library.jobs())
        assert listed == [job for job in everything if job.state is not JobState.REMOVED]

    def teardown(self) -> None:
        self.runner.run(self.library.close())
        self.runner.close()
        shutil.rmtree(self.home)


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=12, stateful_step_count=30, deadline=None)
