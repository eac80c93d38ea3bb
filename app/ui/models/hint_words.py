"""What may help with a job that failed, in plain words under its service's own."""

from PySide6.QtCore import QObject

from app.domain.hints import Hint, hint_of
from app.domain.jobs import Job, JobState


class HintWords(QObject):
    """Finds the words, in the language chosen now."""

    def hint(self, job: Job) -> str:
        """What to think of first; nothing for a job that has not failed."""
        if job.state is not JobState.FAILED or job.failure is None:
            return ""
        match hint_of(job.failure):
            case Hint.LIKENESS:
                return self.tr(
                    "The service sees a real person there. "
                    "Another picture, or a prompt without names, may pass."
                )
            case Hint.CONTENT:
                return self.tr(
                    "The service refuses what this shows. Other words or another picture may pass."
                )
            case Hint.QUOTA:
                return self.tr("There seems to be no quota left. Try again when there is.")
            case Hint.BUSY:
                return self.tr("The service itself is in trouble. Try the same a little later.")
            case Hint.PROMPT_LONG:
                return self.tr("Make the prompt shorter.")
            case Hint.PICTURE:
                return self.tr("It is about the picture. Try another one, or a JPEG copy of it.")
            case Hint.NONE:
                return self.tr("The same may work at a second try, or with other words.")
            case None:
                return ""
