"""What is said of jobs of which it is not known whether their service took them."""

from PySide6.QtCore import QObject

from app.domain.jobs import Job
from app.domain.reconciling import Evidence, Search
from app.ui.texts import error_text, service_title


class UncertainWords(QObject):
    """Finds the words for what came of a search, in the language chosen now."""

    def state(self, job: Job, search: Search | None) -> str:
        """An uncertain job's line in the queue."""
        if search is not None and search.candidates:
            return self.tr("Uncertain: %n video(s) may be this one", "", len(search.candidates))
        match search and search.evidence:
            case Evidence.NOT_TAKEN:
                return self.tr("Uncertain: probably not taken")
            case Evidence.TAKEN:
                return self.tr("Uncertain: probably taken, not in the history yet")
            case _:
                return "" if job.failure is None else error_text(job.failure)

    def outcome(self, service: str, search: Search) -> str:
        """What came of a search that the user asked for, where there is nothing to choose from."""
        title = service_title(service)
        if search.found:
            return self.tr("Found at {service}; Kadraj follows it.").format(service=title)
        match search.evidence:
            case Evidence.NOT_TAKEN:
                return self.tr(
                    "Not found, and {service} counts no more than your own videos: probably not "
                    "taken."
                ).format(service=title)
            case Evidence.TAKEN:
                return self.tr(
                    "Not found yet, but {service} counts one more video than Kadraj knows of: "
                    "probably taken. Kadraj looks again by itself."
                ).format(service=title)
            case Evidence.UNKNOWN:
                return self.tr(
                    "Not found at {service} yet. A video shows there when it is finished; Kadraj "
                    "looks again by itself."
                ).format(service=title)
