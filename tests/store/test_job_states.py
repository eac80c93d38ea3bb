"""Any sequence of steps, tried against a plain dictionary that does what the table says."""

import asyncio
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from hypothesis.strategies import sampled_from, text

from app.domain.jobs import TRANSITIONS, Job, JobState
from app.store.places import Places
from app.store.sqlite_library import SqliteLibrary
from tests.store.samples import a_job

STATES = sampled_from(JobState)


class Queue(RuleBasedStateMachine):
    jobs = Bundle("jobs")

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.runner = asyncio.Runner()
        self.model: dict[str, Job] = {}
        self.start()

    def start(self) -> None:
        self.library = SqliteLibrary(Places.from_environment({"KADRAJ_HOME": str(self.home)}))
        self.runner.run(self.library.open())

    @rule(target=jobs, prompt=text(sampled_from("aİı ş'\"%\x00\n猫"), max_size=8))
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
        assert changed is (self.model[job_id].state is expected)
        if changed:
            self.model[job_id] = wanted

    @rule()
    def restart(self) -> None:
        self.runner.run(self.library.close())
        self.start()

    @invariant()
    def the_library_holds_what_the_model_holds(self) -> None:
        everything = self.runner.run(self.library.jobs(frozenset(JobState)))
        assert everything == list(self.model.values())
        listed = self.runner.run(self.library.jobs())
        assert listed == [job for job in everything if job.state is not JobState.REMOVED]

    def teardown(self) -> None:
        self.runner.run(self.library.close())
        self.runner.close()
        shutil.rmtree(self.home)


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
