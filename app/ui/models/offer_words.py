"""What can be done with the jobs of the queue, in words, and what is asked before it is done."""

from dataclasses import replace

from PySide6.QtCore import QObject

from app.domain.errors import ErrorCode
from app.domain.jobs import Job, JobState
from app.ui.bridge import Bridge
from app.ui.models.queue_rows import (
    KEY_TROUBLES,
    Action,
    Group,
    Offer,
    Situation,
    failed_with,
    main_action,
    needs_confirmation,
    removable,
    was_sent,
)
from app.ui.texts import service_title


class OfferWords(QObject):
    """Finds what a row and its menu offer, in the language chosen now."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def question(self, about: Action | None) -> str:
        """What a row asks before it does something that cannot be taken back."""
        match about:
            case Action.SEND_AGAIN:
                return self.tr("This may use a second video of your quota. Send again?")
            case _:
                return ""

    def inline(self, job: Job, seen: Situation) -> tuple[Offer, ...]:
        """The buttons in a row."""
        if seen.asked is not None:
            yes = self._offer(seen.asked, job)
            return (Offer(Action.CONFIRM, yes.text, yes.tip), self._offer(Action.CANCEL, job))
        group = seen.group
        wanted: tuple[Action, ...] = ()
        main = main_action(job, group, seen.search)
        if (job.forgotten or job.state is JobState.UNCERTAIN) and main is not None:
            wanted = (main, Action.MARK_LOST, Action.SEND_AGAIN)
        elif seen.binned:
            wanted = (Action.PUT_BACK,)
        elif job.state is JobState.LOST:
            wanted = (Action.CHECK_NOW, Action.SEND_AGAIN)
        elif job.state is JobState.FAILED:
            by_key = failed_with(job, *KEY_TROUBLES)
            wanted = (
                (Action.CHANGE_KEY, Action.TRY_AGAIN, Action.REMOVE)
                if by_key
                else (Action.TRY_AGAIN, Action.EDIT, Action.REMOVE)
            )
        elif failed_with(job, ErrorCode.ONLY_IN_BROWSER):
            wanted = (Action.IN_BROWSER, Action.REMOVE)
        elif job.state is JobState.COMPLETED and group is Group.NEEDS_YOU:
            wanted = (Action.DOWNLOAD, Action.REMOVE)
        elif job.state is JobState.COMPLETED and group is Group.DONE:
            wanted = (Action.DOWNLOAD,)
        elif job.state is JobState.COMPLETED and job.failure is not None:
            wanted = (Action.DOWNLOAD,)  # it goes on by itself, and at once when asked for
        offers = tuple(self._offer(action, job, checking=seen.checking) for action in wanted)
        return (*offers, *self._to_other(seen))

    def menu(self, job: Job, seen: Situation) -> tuple[Offer, ...]:
        """All that can be done with a job, the main thing first."""
        main = main_action(job, seen.group, seen.search)
        first = [self._offer(main, job, checking=seen.checking)] if main is not None else []
        inline = list(self.inline(job, replace(seen, asked=None)))
        rest = []
        if main is Action.CHOOSE:
            rest.append(self._offer(Action.CHECK_NOW, job, checking=seen.checking))
        if job.state is JobState.UNCERTAIN and self._bridge.has_refused(job):
            rest.append(self._offer(Action.OFFER_AGAIN, job))
        if self._bridge.was_found(job):
            rest.append(self._offer(Action.NOT_THIS, job))
        rest.append(self._offer(Action.DUPLICATE, job))
        if job.state is JobState.WAITING:
            rest += self._moves(job, seen)
        rest.append(self._offer(Action.COPY_PROMPT, job))
        rest.append(self._offer(Action.TIMELINE, job))
        if removable(job):
            rest.append(self._offer(Action.REMOVE, job))
        by_action = {offer.action: offer for offer in (*first, *inline, *rest)}
        last = by_action.pop(Action.REMOVE, None)
        return (*by_action.values(), *((last,) if last else ()))

    def _to_other(self, seen: Situation) -> tuple[Offer, ...]:
        if seen.other is None:
            return ()
        title = service_title(seen.other.service)
        meaning = self.tr("Goes to the same idea on {service}").format(service=title)
        return (Offer(Action.OTHER, f"⇄ {title}", meaning),)

    def _moves(self, job: Job, seen: Situation) -> list[Offer]:
        place, count = seen.place
        up, down = place > 0, place < count - 1
        return [
            replace(self._offer(action, job), enabled=possible)
            for action, possible in (
                (Action.MOVE_UP, up),
                (Action.MOVE_DOWN, down),
                (Action.MOVE_FIRST, up),
            )
        ]

    def _offer(self, action: Action, job: Job, *, checking: bool = False) -> Offer:
        if action is Action.CHECK_NOW and checking:
            return Offer(action, self.tr("Checking…"), enabled=False)
        return Offer(action, self._text(action, job), self._meaning(action, job))

    def _text(self, action: Action, job: Job) -> str:  # noqa: C901 - one flat table
        match action:
            case Action.OPEN:
                return self.tr("Open")
            case Action.CHOOSE:
                return self.tr("Choose…")
            case Action.CHECK_NOW:
                lost = job.state is JobState.LOST
                return self.tr("Check again") if lost else self.tr("Check now")
            case Action.MARK_LOST:
                return self.tr("Mark lost")
            case Action.NOT_THIS:
                return self.tr("This is not my video")
            case Action.OFFER_AGAIN:
                return self.tr("Offer refused videos again")
            case Action.SEND_AGAIN:
                return self.tr("Send again")
            case Action.TRY_AGAIN:
                return self.tr("Try again")
            case Action.CHANGE_KEY:
                return self.tr("Change key…")
            case Action.IN_BROWSER:
                return self.tr("Open in browser")
            case Action.DOWNLOAD:
                return self.tr("Download") if job.failure is None else self.tr("Try again")
            case Action.PUT_BACK:
                return self.tr("Put back")
            case Action.EDIT:
                return self.tr("Edit…")
            case Action.DUPLICATE:
                return self.tr("Duplicate")
            case Action.MOVE_UP:
                return self.tr("Move up")
            case Action.MOVE_DOWN:
                return self.tr("Move down")
            case Action.MOVE_FIRST:
                return self.tr("Send first")
            case Action.COPY_PROMPT:
                return self.tr("Copy prompt")
            case Action.TIMELINE:
                return self.tr("Timeline…")
            case Action.REMOVE if was_sent(job):
                return self.tr("Stop following")
            case Action.REMOVE:
                return self.tr("Remove")
            case Action.CANCEL | Action.CONFIRM | Action.OTHER:
                return self.tr("Cancel")

    def _meaning(self, action: Action, job: Job) -> str:  # noqa: C901 - one flat table
        match action:
            case Action.CHOOSE:
                return self.tr("Shows the videos of {service} that may be this one").format(
                    service=service_title(job.service)
                )
            case Action.CHECK_NOW:
                return self.tr("Looks for it in the history of {service}").format(
                    service=service_title(job.service)
                )
            case Action.NOT_THIS:
                return self.tr("Gives the video that was found back, and looks for yours again")
            case Action.MARK_LOST:
                return self.tr("Your word that it was not taken")
            case Action.SEND_AGAIN if needs_confirmation(action, job):
                return self.tr("Sends it once more; asks you first")
            case Action.TRY_AGAIN:
                return self.tr("Sends it once more")
            case Action.CHANGE_KEY:
                return self.tr("Asks for another key of {service}").format(
                    service=service_title(job.service)
                )
            case Action.IN_BROWSER:
                return self.tr("Shows the video on the page of {service}").format(
                    service=service_title(job.service)
                )
            case Action.DOWNLOAD:
                return self.tr("Brings the video to this computer")
            case Action.PUT_BACK:
                return self.tr("Takes the video out of the recycle bin")
            case Action.EDIT if job.state is JobState.FAILED:
                return self.tr("Changes what is asked for, and sends it once more")
            case Action.EDIT:
                return self.tr("Changes what is asked for; it keeps its place")
            case Action.DUPLICATE:
                return self.tr("Asks for the same once more")
            case Action.TIMELINE:
                return self.tr("Shows what became of it, step by step")
            case Action.REMOVE if was_sent(job):
                return self.tr(
                    "Takes it out of the queue. {service} goes on making it, and the video will be"
                    " in your history."
                ).format(service=service_title(job.service))
            case Action.REMOVE if job.clip_id is not None:
                return self.tr("Takes it out of the queue; the video stays in your history")
            case Action.REMOVE:
                return self.tr("Takes it out of the queue")
            case _:
                return ""
