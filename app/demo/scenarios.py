"""How the demo panels can be told to behave. A new scenario is one more entry in `SCENARIOS`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, Self

from app.demo.delivery import Change, Delivery, Ranges
from app.demo.faults import End, Fault
from app.demo.pages import PageKind

SORA: Final = "sora"
VEO: Final = "veo"


class Endpoint(StrEnum):
    """What can be asked: four calls of a panel, two of the file origin. `CONNECTION` is what a
    panel does before it was asked anything."""

    GREETING = "greeting"
    SUBMIT = "submit"
    STATUS = "status"
    HISTORY = "history"
    FILE = "file"
    PAGE = "page"
    CONNECTION = "connection"


PANEL: Final = frozenset({Endpoint.GREETING, Endpoint.SUBMIT, Endpoint.STATUS, Endpoint.HISTORY})


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer given word for word. `{files}` in a header is the address of the file origin."""

    status: int
    body: str
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def json(cls, status: int, content: object, **headers: str) -> Self:
        """A JSON answer; header names are given with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(status, json.dumps(content, ensure_ascii=False), headers=named)

    @classmethod
    def html(cls, status: int, title: str) -> Self:
        """A page as proxies and firewalls send it."""
        page = (
            f"<!DOCTYPE html>\n<html><head><title>{title}</title></head>\n"
            f"<body><center><h1>{title}</h1></center><hr><center>nginx</center></body></html>\n"
        )
        return cls(status, page, "text/html; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a panel does otherwise than it should.

    `reply`, `latency` (seconds before each answer), `drops` (the connection is closed where the
    answer would begin; what was asked for is done) and `fault` (what was asked for is not done)
    concern the `endpoints` of the `services`; with `times` the reply or fault is given only to so
    many calls of each service. The rest concerns jobs:
    `pace_factor` stretches rendering, `fails_with` is the error that new jobs end with,
    `status_word` stands in for "processing", `quota_left` overrides the count, `plain_history`
    names files instead of player pages, `open_greeting` greets without looking at the key.
    `delivery` is how files are handed out, and `page` what player pages lead to; with any but plain
    ones a status names the page too, so that there is no other way.
    """

    name: str
    endpoints: frozenset[Endpoint] = PANEL
    services: frozenset[str] = frozenset({SORA, VEO})
    reply: Reply | None = None
    times: int | None = None
    latency: float = 0.0
    drops: bool = False
    fault: Fault | None = None
    pace_factor: float = 1.0
    fails_with: str = ""
    status_word: str = ""
    quota_left: int | None = None
    plain_history: bool = False
    open_greeting: bool = False
    delivery: Delivery | None = None
    page: PageKind = PageKind.PLAIN

    def at(self, *endpoints: Endpoint) -> Self:
        """The same, for these endpoints only."""
        return replace(self, endpoints=frozenset(endpoints))

    def of(self, *services: str) -> Self:
        """The same, for these services only."""
        return replace(self, services=frozenset(services))


WRONG_KEY: Final = Reply.json(401, {"detail": "Geçersiz API key"})
NO_QUOTA: Final = Reply.json(429, {"detail": "Günlük limit doldu"})

_CUT: Final = 20_000
_DELIVERIES: Final = {
    "cut": Delivery(cut_at=_CUT),
    "cut-often": Delivery(cut_at=_CUT, cuts=2),
    "cut-untagged": Delivery(cut_at=_CUT, tagged=False),
    "no-ranges": Delivery(cut_at=_CUT, ranges=Ranges.IGNORED),
    "wrong-range": Delivery(cut_at=_CUT, ranges=Ranges.WRONG),
    "416": Delivery(cut_at=_CUT, ranges=Ranges.REFUSED),
    "changed": Delivery(cut_at=_CUT, change=Change.OTHER),
    "shrunk": Delivery(cut_at=_CUT, change=Change.SHRUNK),
    "shrunk-same-tag": Delivery(cut_at=_CUT, change=Change.SHRUNK, tag_kept=True),
    "grown": Delivery(cut_at=_CUT, change=Change.GROWN),
    "grown-same-tag": Delivery(cut_at=_CUT, change=Change.GROWN, tag_kept=True),
    "gzip": Delivery(gzipped=True),
    "no-length": Delivery(announced=False),
    "no-length-cut": Delivery(announced=False, cut_at=_CUT),
    "drip": Delivery(drip=0.02),
}

_MEGABYTE: Final = 1_000_000
_TAKEN: Final = b'{"job_id": "job-1", "status": "queued"}'
_CUT_ANSWER: Final = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(_TAKEN) + _TAKEN[:-9]
#: What can become of a submission. Within the body is after a megabyte: a picture has to be larger.
_SUBMIT_FAULTS: Final = {
    "reset-before-body": Fault(takes=0, end=End.RESET),
    "reset-within-body": Fault(takes=_MEGABYTE, end=End.RESET),
    "reset-after-body": Fault(end=End.RESET),
    "end-within-body": Fault(takes=_MEGABYTE),
    "end-after-body": Fault(),
    "silent-before-body": Fault(takes=0, end=End.NEVER),
    "silent-within-body": Fault(takes=_MEGABYTE, end=End.NEVER),
    "silent-after-body": Fault(end=End.NEVER),
    "reset-within-head": Fault(says=b"HTTP/1.1 200 OK\r\nContent-Le", end=End.RESET),
    "end-within-answer": Fault(says=_CUT_ANSWER),
    "silent-within-answer": Fault(says=_CUT_ANSWER, end=End.NEVER),
    "endless-head": Fault(
        says=b"HTTP/1.1 200 OK\r\nX-Filler: ", more=b".", times=10_000, pause=0.05
    ),
    "endless-answer": Fault(
        says=b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
        more=b" ",
        times=100_000,
        pause=0.05,
    ),
    "gigabyte": Fault(
        says=b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n",
        more=b" " * _MEGABYTE,
        times=1000,
    ),
    "gigabyte-in-chunks": Fault(
        says=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        more=b"f4240\r\n" + b" " * _MEGABYTE + b"\r\n",
        times=1000,
    ),
    "refused-before-body": Fault(
        takes=0,
        says=b"HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        end=End.AFTER_BODY,
    ),
}
#: What can become of a connection before anything was asked, TLS among it.
_CONNECTION_FAULTS: Final = {
    "reset-when-connected": Fault(takes=0, end=End.RESET),
    "no-tls": Fault(takes=1, says=b"HTTP/1.1 400 Bad Request\r\nContent-Length: 5\r\n\r\nplain"),
    "tls-never-answered": Fault(takes=1, end=End.NEVER),
}
_SUBMIT_REPLIES: Final = {
    "busy": Reply(503, "", headers={"Retry-After": "1"}),
    "no-json": Reply(200, "\x00\x01 ]]"),
    "no-job-id": Reply.json(200, {"status": "queued"}),
    "bad-prompt": Reply.json(400, {"detail": "prompt alanı geçersiz"}),
    "too-many": Reply.json(429, {}),
    "too-many-for-now": Reply.json(429, {}, retry_after="1"),
    "redirect-elsewhere": Reply(307, "", headers={"Location": "{files}/generate"}),
    "redirect-to-itself": Reply(307, "", headers={"Location": "/generate"}),
}

_ALL: Final = (
    Scenario("calm"),
    Scenario("wrong-key", reply=WRONG_KEY),
    Scenario("forbidden-html", reply=Reply.html(403, "403 Forbidden")),
    Scenario("server-error", reply=Reply.json(500, {"detail": "Beklenmeyen bir hata oluştu"})),
    Scenario("bad-gateway", reply=Reply.html(502, "502 Bad Gateway")),
    Scenario("html-200", reply=Reply.html(200, "Bakım çalışması")),
    Scenario(
        "garbage",
        reply=Reply.json(200, {"job_id": 17, "status": ["?"], "videos": {"count": "many"}}),
    ),
    Scenario("slow", latency=2.0, pace_factor=6.0),
    Scenario("out-of-quota", quota_left=0),
    Scenario("failing", fails_with="İçerik politikası nedeniyle reddedildi").at(Endpoint.SUBMIT),
    Scenario("unknown-status", status_word="upscaling").at(Endpoint.STATUS),
    Scenario("drop-after-submit", drops=True).at(Endpoint.SUBMIT),
    Scenario(
        "rate-limited",
        reply=Reply.json(429, {"detail": "Çok fazla istek"}, retry_after="1"),
        times=3,
    ).at(Endpoint.STATUS),
    Scenario("open-greeting", open_greeting=True).at(Endpoint.GREETING),
    Scenario("file-pages").at(Endpoint.HISTORY),
    Scenario("file-plain", plain_history=True).at(Endpoint.HISTORY),
    *(
        Scenario(f"page-{kind}", page=kind).at(Endpoint.STATUS, Endpoint.PAGE, Endpoint.FILE)
        for kind in PageKind
        if kind is not PageKind.PLAIN
    ),
    *(
        Scenario(f"download-{name}", delivery=delivery).at(Endpoint.FILE)
        for name, delivery in _DELIVERIES.items()
    ),
    Scenario("download-error-page", reply=Reply.html(200, "Bakım çalışması")).at(Endpoint.FILE),
    Scenario("download-busy", reply=Reply.html(503, "503 Service Unavailable"), times=2).at(
        Endpoint.FILE
    ),
    *(Scenario(name, fault=fault).at(Endpoint.SUBMIT) for name, fault in _SUBMIT_FAULTS.items()),
    *(Scenario(name, reply=reply).at(Endpoint.SUBMIT) for name, reply in _SUBMIT_REPLIES.items()),
    *(
        Scenario(name, fault=fault).at(Endpoint.CONNECTION)
        for name, fault in _CONNECTION_FAULTS.items()
    ),
)
SCENARIOS: Final[Mapping[str, Scenario]] = {scenario.name: scenario for scenario in _ALL}
CALM: Final = SCENARIOS["calm"]
