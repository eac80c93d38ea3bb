"""The program without a face: what window and command line stand on."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock

from app.domain.capabilities import Capabilities
from app.domain.clips import Clip
from app.domain.errors import ErrorCode, KadrajError
from app.domain.events import (
    Event,
    HistoryMerged,
    QuotaChanged,
    ServiceTroubled,
    SignedIn,
    SignedOut,
)
from app.domain.ideas import nearest
from app.domain.jobs import FOLLOWED, Job, JobState, ended_while_sending
from app.domain.opening import LibraryRebuilt
from app.domain.ports import (
    FilmMaker,
    FolderFiles,
    KeyVault,
    Library,
    MediaReader,
    RecycleBin,
    Room,
    SettingsStore,
    VideoFetcher,
    VideoService,
)
from app.domain.recipes import Dialect
from app.domain.reconciling import Search
from app.domain.requests import GenerationRequest, completed_request, problems
from app.domain.secrets import Secret
from app.domain.settings import Settings
from app.engine.access import Access
from app.engine.downloading import Downloader
from app.engine.drafts import Drafts, Presets
from app.engine.estimates import Estimates
from app.engine.finding import VideoFinder
from app.engine.following import Follower
from app.engine.health import Health
from app.engine.history import History
from app.engine.hub import EventHub
from app.engine.ids import new_id
from app.engine.job_log import JobLog
from app.engine.lineup import Lineup, afresh
from app.engine.pace import Pace
from app.engine.pauses import Pauses
from app.engine.planning import Planner
from app.engine.presence import Presence
from app.engine.prompt_lists import PromptLists
from app.engine.quotas import Quotas
from app.engine.room import RoomWatch
from app.engine.service_clock import ServiceClock
from app.engine.shelf import Shelf
from app.engine.silences import Silences
from app.engine.spending import Books
from app.engine.submitting import Submitter
from app.engine.tasks import TaskKeeper
from app.engine.uncertain import Reconciler
from app.engine.watching import Watching

#: How long a request on the wire may still be answered when the program is closed, in seconds.
_LAST_WORDS = 10.0


@dataclass(frozen=True, slots=True)
class Parts:
    """What fills the engine's ports. Services and fetchers are by service id, for what a video's
    address may be depends on where its service is."""

    services: Mapping[str, VideoService]
    library: Library
    fetchers: Mapping[str, VideoFetcher]
    media: MediaReader
    vault: KeyVault
    settings_store: SettingsStore
    room: Room
    files: FolderFiles
    films: FilmMaker
    recycle_bin: RecycleBin | None = None


def utc_now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


class Studio:
    """Queue, following, downloads, history and keys, wired together.

    `open` before anything else, `start` to set the work going, `close` at the end. All methods
    belong to the loop that `open` ran on.
    """

    def __init__(
        self,
        parts: Parts,
        *,
        given_keys: Mapping[str, Secret] | None = None,
        pace: Pace | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._parts = parts
        self._given_keys = dict(given_keys or {})
        self._now = now
        self._tasks = TaskKeeper()
        self._rebuilt: LibraryRebuilt | None = None
        self._read_only = False
        self._settings = parts.settings_store.load()
        self._settling = Lock()
        parts.library.name_files(self._settings.name_pattern)
        pace = pace or Pace()
        self.hub = EventHub()
        self.library = parts.library
        self.media = parts.media
        self._pace = pace
        self._health = Health(parts.services, self.hub, pace)
        self.quotas = Quotas(parts.library, self.hub, now)
        self.estimates = Estimates(self.hub)
        self.access = Access(parts.services, parts.vault, self.hub)
        self._clock = ServiceClock(parts.library)
        self._room = RoomWatch(parts.room, self._tasks, pace)
        self._log = JobLog(parts.library, self.hub, self._room)
        finder = VideoFinder(parts.services, self.access, parts.fetchers)
        self.watching = Watching(parts.library, finder, parts.fetchers)
        self.downloads = Downloader(
            library=parts.library,
            finder=finder,
            fetchers=parts.fetchers,
            media=parts.media,
            job_log=self._log,
            hub=self.hub,
            tasks=self._tasks,
            pace=pace,
            room=self._room,
        )
        self.shelf = Shelf(
            library=parts.library,
            media=parts.media,
            files=parts.files,
            maker=parts.films,
            tables=lambda: self.capabilities,
            room=self._room,
            recycle_bin=parts.recycle_bin,
            downloads=self.downloads,
            hub=self.hub,
            tasks=self._tasks,
            now=now,
            switch=self._move_library_setting,
        )
        self.prompt_lists = PromptLists(parts.files, parts.media)
        self.drafts = Drafts(parts.library)
        self.presets = Presets(parts.library, parts.files)
        self.planner = Planner(parts.library, self.quotas, self.estimates)
        self._follower = Follower(
            services=parts.services,
            library=parts.library,
            access=self.access,
            job_log=self._log,
            quotas=self.quotas,
            clock=self._clock,
            hub=self.hub,
            health=self._health,
            tasks=self._tasks,
            pace=pace,
            now=now,
            on_completed=self._on_completed,
        )
        self._reconciler = Reconciler(
            library=parts.library,
            job_log=self._log,
            books=Books(parts.library, self.quotas, self._clock, now),
            clock=self._clock,
            hub=self.hub,
            now=now,
            on_found=self._follower.follow,
        )
        self.lineup = Lineup(
            library=parts.library,
            job_log=self._log,
            hub=self.hub,
            now=now,
            checked=self._checked,
            wake=self._wake,
        )
        self.pauses = Pauses(
            library=parts.library,
            hub=self.hub,
            services=parts.services,
            turn=self.lineup.turn,
            wake=self._wake,
        )
        self._submitter = Submitter(
            services=parts.services,
            library=parts.library,
            access=self.access,
            job_log=self._log,
            lineup=self.lineup,
            pauses=self.pauses,
            quotas=self.quotas,
            health=self._health,
            pace=pace,
            now=now,
            before_sending=self._reconciler.before_sending,
            on_accepted=self._follower.follow,
        )
        self.history = History(
            services=parts.services,
            library=parts.library,
            access=self.access,
            quotas=self.quotas,
            clock=self._clock,
            hub=self.hub,
            health=self._health,
            pace=pace,
            now=now,
            on_read=self._reconciler.look,
        )
        self._presence = Presence(parts.library, self.downloads, self.hub, pace)
        self._silences = Silences(parts.library, self.hub, now)
        self.hub.subscribe(self._on_event)

    # -- Life ----------------------------------------------------------------------------------

    async def open(self, *, read_only: bool = False) -> None:
        """Opens the library. A job that was being sent when the program ended is uncertain now.

        `read_only` nothing is changed, for another Kadraj may be at work with this library; what
        there is can be looked at then, and nothing be started.
        """
        self._rebuilt = await self.library.open(read_only=read_only)
        self._read_only = read_only
        await self._clock.load(tuple(self._parts.services))
        await self.quotas.load(tuple(self._parts.services))
        await self.pauses.load()
        await self._reconciler.load()
        await self._silences.load()
        await self.downloads.load()
        await self._presence.look()
        if not read_only:
            await self._doubt_what_was_being_sent()
        self.estimates.learn_from(
            sorted(
                await self.library.jobs({JobState.COMPLETED, JobState.READY}),
                key=lambda job: job.completed_at or job.created_at,
            )
        )

    async def start(self) -> None:
        """Sets everything going: sending, and the downloads that were under way.

        Following goes on as soon as a key is held.
        """
        for service in self._parts.services:
            sending = partial(self._submitter.run, service)
            self._tasks.start(f"submit {service}", self._room.insist(sending))
        self._tasks.start("watch the library's folder", self._presence.run())
        for job in await self.library.jobs({JobState.COMPLETED, JobState.DOWNLOADING}):
            await self.downloads.take_up(job, automatically=self._settings.download_automatically)

    async def close(self) -> None:
        """Ends everything in order. What is unfinished goes on at the next start."""
        await self._submitter.settle(_LAST_WORDS)
        await self._tasks.stop_all()
        for service in self._parts.services.values():
            await service.aclose()
        for fetcher in self._parts.fetchers.values():
            await fetcher.aclose()
        await self.media.aclose()
        await self.library.close()

    # -- What there is -------------------------------------------------------------------------

    @property
    def capabilities(self) -> dict[str, Capabilities]:
        """The services' tables, in the order of the tabs."""
        return {name: service.capabilities for name, service in self._parts.services.items()}

    @property
    def rebuilt(self) -> LibraryRebuilt | None:
        """What became of the library at `open`, had it to be rebuilt."""
        return self._rebuilt

    @property
    def read_only(self) -> bool:
        """Whether the library was opened to be looked at only."""
        return self._read_only

    @property
    def library_away(self) -> Path | None:
        """The library's folder where it held videos and is not there now."""
        return self._presence.away

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    def change_settings(self, settings: Settings) -> None:
        """Keeps and applies settings, but for the library's folder, which changes with the files
        alone. Where a service is reached elsewhere from now on, what is on the wire ends as it
        began, and the key is one for the new address or none."""
        before = self._addresses
        self._keep(lambda known: replace(settings, library=known.library))
        self.library.name_files(settings.name_pattern)
        moved = tuple(name for name, url in self._addresses.items() if url != before[name])
        if moved:
            self.hub.emit(SignedOut(moved))
            self._tasks.start_anew(f"keys of {moved}", partial(self._find_keys, moved))

    # -- Keys ----------------------------------------------------------------------------------

    async def sign_in_remembered(self) -> KadrajError | None:
        """Signs in with the keys from the environment and the keyring, without asking anybody."""
        given, self._given_keys = self._given_keys, {}
        return await self.access.sign_in_remembered(given)

    # -- Jobs ----------------------------------------------------------------------------------

    async def generate(self, request: GenerationRequest) -> Job:
        """Writes down a request; it is sent in its turn.

        Raises the first of the request's problems, and then nothing was written.
        """
        [job] = await self.generate_all([request])
        return job

    async def generate_all(self, requests: Sequence[GenerationRequest]) -> list[Job]:
        """Writes down requests, to be sent in this order.

        Raises the first problem of any of them, and then nothing was written. Should this computer
        be in trouble (`DISK_FULL`, `FILE_FAILED`), those before it stay written.
        """
        whole = [self._checked(request) for request in requests]
        # All pictures first: one that is another by now keeps every job from being written.
        whole = [await self._with_own_picture(request) for request in whole]
        jobs = []
        for request in whole:
            job = Job(id=new_id(), request=request, state=JobState.WAITING, created_at=self._now())
            jobs.append(await self._log.add(job))
            self._submitter.wake()
        return jobs

    async def generate_together(self, requests: Sequence[GenerationRequest]) -> list[Job]:
        """Writes down one idea for several services, to be sent to each in its turn.

        Raises the first problem of any of them, or what is wrong with this computer; then nothing
        was written.
        """
        whole = [self._checked(request) for request in requests]
        idea, now = new_id(), self._now()
        jobs = await self._log.add_together(
            [
                Job(
                    id=new_id(),
                    request=request,
                    state=JobState.WAITING,
                    created_at=now,
                    idea=idea,
                )
                for request in whole
            ]
        )
        self._submitter.wake()
        return jobs

    def nearest(self, request: GenerationRequest, service: str) -> GenerationRequest:
        """What another service can be asked for that comes nearest to a request, whole or not."""
        whole = completed_request(request, self._capabilities_of(request.service))
        return nearest(whole, self._capabilities_of(service))

    def recipe(self, dialect: Dialect, request: GenerationRequest) -> str:
        """A request, whole or not, written out for other programs without the key."""
        whole = completed_request(request, self._capabilities_of(request.service))
        return self._parts.services[request.service].recipe(dialect, whole)

    async def send_again(self, job_id: str) -> None:
        """The user's word: sends a failed, uncertain, forgotten or lost job once more.

        For all but a failed one that may spend quota twice; who calls this has said so to the user.
        """
        job = await self._doubted(job_id)
        if job.state not in {JobState.FAILED, JobState.UNCERTAIN, JobState.LOST}:
            return
        await self._log.change(job, **afresh(job))
        self._submitter.wake()

    async def check_now(self, job_id: str) -> Search:
        """Looks for an uncertain or forgotten job at its service, and tells what came of it; one
        that was given up is uncertain again."""
        await self.undo_lost(job_id)
        job = await self._job(job_id)
        if job.forgotten:
            return await self._look_for_forgotten(job)
        if job.state is not JobState.UNCERTAIN:
            return Search()
        await self.history.refresh(job.service)
        return self.last_search(job_id) or Search()

    def last_search(self, job_id: str) -> Search | None:
        """What came of the last look for an uncertain job, asked for or not, in this run."""
        return self._reconciler.last_search(job_id)

    async def take_as(self, job_id: str, remote_id: str) -> bool:
        """The user's word: this video of the history is an uncertain job's. Tells whether that can
        be: neither is known to be settled otherwise."""
        return await self._reconciler.take(await self._job(job_id), remote_id)

    async def refuse_matches(self, job_id: str, remote_ids: Collection[str]) -> None:
        """The user's word: none of these videos is the job's; they are not offered again."""
        await self._reconciler.refuse(await self._job(job_id), remote_ids)

    def has_refused(self, job: Job) -> bool:
        """Whether there are videos that `offer_matches_again` would offer."""
        return self._reconciler.has_refused(job)

    async def offer_matches_again(self, job_id: str) -> None:
        """Takes `refuse_matches` back: from the next look on, all of them are offered again."""
        await self._reconciler.offer_again(await self._job(job_id))

    def was_found(self, job: Job) -> bool:
        """Whether a job's video was found for it in the history, by itself or by the user's word,
        so that `not_this_one` can undo it."""
        return self._reconciler.was_found(job)

    async def not_this_one(self, job_id: str) -> bool:
        """The user's word: the video that was found is not this job's, which is uncertain again.

        The video stays in the library, without prompt. Tells whether there was anything to undo.
        """
        job = await self._job(job_id)
        if self.was_found(job):
            await self._follower.forget(job_id)
            job = await self._job(job_id)
            if job.clip_id is not None:
                await self.downloads.stop(job.clip_id)
                job = await self._job(job_id)
        return await self._reconciler.undo(job)

    def unusually_long(self, job_id: str) -> bool:
        """Whether nothing was heard of a job for an hour while its service had it."""
        return self._silences.unusually_long(job_id)

    async def mark_lost(self, job_id: str) -> None:
        """The user's word: an uncertain job was not taken, or a forgotten one is given up."""
        job = await self._doubted(job_id)
        if job.state is JobState.UNCERTAIN:
            await self._log.change(job, state=JobState.LOST)

    async def undo_lost(self, job_id: str) -> None:
        """Takes `mark_lost` back: the job is uncertain again, or asked for if it was taken."""
        job = await self._job(job_id)
        if job.state is not JobState.LOST:
            return
        if job.remote_id is None:
            await self._log.change(job, state=JobState.UNCERTAIN)
        else:
            await self._log.change(job, state=JobState.QUEUED, failure=None)
            self._follower.follow(await self._job(job_id))

    async def remove(self, job_id: str) -> bool:
        """Takes a job out of the queue; tells whether it could be: not while it is being sent.

        One that was sent goes on at the service; videos stay.
        """
        job = await self._job(job_id)
        await self._follower.forget(job_id)
        if job.clip_id is not None:
            await self.downloads.stop(job.clip_id)
        current = await self._job(job_id)
        if current.state in {JobState.SUBMITTING, JobState.UNCERTAIN, JobState.REMOVED}:
            return False
        return await self._log.change(current, state=JobState.REMOVED) is not None

    async def bring_back(self, job_id: str) -> None:
        """Takes `remove` back: the job is what it was, and goes on from there. Of one that was not
        removed nothing changes."""
        job = await self.lineup.bring_back(job_id)
        if job is None:
            return
        if job.state in FOLLOWED:
            self._follower.follow(job)
        elif job.state is JobState.COMPLETED:
            await self.downloads.take_up(job, automatically=self._settings.download_automatically)
        self._submitter.wake()

    # -- Inside --------------------------------------------------------------------------------

    def _wake(self) -> None:
        self._submitter.wake()

    @property
    def _addresses(self) -> dict[str, str]:
        return {name: table.base_url for name, table in self.capabilities.items()}

    async def _find_keys(self, services: tuple[str, ...]) -> None:
        await self.access.find(services)  # without a keyring, they are asked for

    def _move_library_setting(self, folder: Path) -> None:
        """Called in a worker thread, when the library's files have moved."""
        self._keep(lambda known: replace(known, library=folder))

    def _keep(self, change: Callable[[Settings], Settings]) -> None:
        """Changes the settings by what they are: two threads may want to."""
        with self._settling:
            changed = change(self._settings)
            self._parts.settings_store.save(changed)
            self._settings = changed

    async def _doubt_what_was_being_sent(self) -> None:
        for job in await self.library.jobs({JobState.SUBMITTING}):
            await self._log.change(
                job,
                state=JobState.UNCERTAIN,
                failure=ended_while_sending(job),
            )

    def _checked(self, request: GenerationRequest) -> GenerationRequest:
        """A request with the table's defaults; raises the first of its problems."""
        table = self._capabilities_of(request.service)
        whole = completed_request(request, table)
        for problem in problems(whole, table):
            raise problem
        return whole

    async def _with_own_picture(self, request: GenerationRequest) -> GenerationRequest:
        if request.picture is None:
            return request
        return replace(request, picture=await self.library.keep_picture(request.picture))

    def _capabilities_of(self, service: str) -> Capabilities:
        try:
            return self._parts.services[service].capabilities
        except KeyError:
            raise KadrajError(
                ErrorCode.SERVICE_UNKNOWN,
                value=service,
                allowed=", ".join(self._parts.services),
            ) from None

    async def _look_for_forgotten(self, job: Job) -> Search:
        """A service that does not tell a job's status may still have its video."""
        reply = await self.history.refresh(job.service)
        addresses = {item.remote_id: item.video_url for item in reply.items}
        address = addresses.get(job.remote_id or "")
        if not address:
            return Search()
        return Search(found=await self._follower.finish(job, address))

    async def _doubted(self, job_id: str) -> Job:
        """A job; a forgotten one is uncertain, and not followed any more."""
        job = await self._job(job_id)
        # Written first: one that its service knows again at this moment is followed further.
        if job.forgotten and await self._log.change(job, state=JobState.UNCERTAIN):
            await self._follower.forget(job_id)
            job = await self._job(job_id)
        return job

    async def _job(self, job_id: str) -> Job:
        job = await self.library.job(job_id)
        if job is None:
            raise KadrajError(ErrorCode.JOB_UNKNOWN, value=job_id)
        return job

    def _on_event(self, event: Event) -> None:
        match event:
            case SignedIn(services):
                self._tasks.start(f"take up {services}", self._take_up(services))
            case SignedOut(services):
                self._tasks.start(f"drop {services}", self._drop(services))
            case ServiceTroubled(error=None) | QuotaChanged() | HistoryMerged():
                self._submitter.wake()
            case _:
                pass

    async def _take_up(self, services: tuple[str, ...]) -> None:
        """A key is here: follow what the service has, send what waits, read the history."""
        followed = await self.library.jobs(FOLLOWED)
        for index, job in enumerate(followed):
            # Spread over one interval: many jobs are no reason for a burst.
            self._follower.follow(job, after=self._pace.poll_shortest * index / len(followed))
        for service in services:
            self._health.renew(service)  # with another key, what was refused may be tried at once
            if self._tasks.running(f"history {service}"):  # it may be long until it reads again
                self._refresh_soon(service)
            self._tasks.start(f"history {service}", self.history.run(service))
        self._submitter.wake()

    async def _drop(self, services: tuple[str, ...]) -> None:
        """A key is gone: its jobs rest where they are."""
        for service in services:
            await self._tasks.stop(f"history {service}")
            self._health.renew(service)  # nobody asks it any more, so nothing troubles it
        for job in await self.library.jobs(FOLLOWED):
            if job.service in services:
                await self._follower.forget(job.id)
        # Somebody may have signed in again before all of this had ended.
        await self._take_up(tuple(set(services) & set(self.access.services)))

    def _on_completed(self, job: Job, clip: Clip) -> None:
        self.estimates.learn_from([job])
        if self._settings.download_automatically or clip.downloaded:
            self.downloads.start(clip.id)
        self._refresh_soon(job.service)

    def _refresh_soon(self, service: str) -> None:
        self._tasks.start_anew(f"refresh {service}", partial(self._refresh, service))

    async def _refresh(self, service: str) -> None:
        with suppress(KadrajError):  # the regular reading tells of trouble and tries again
            await self.history.refresh(service)
