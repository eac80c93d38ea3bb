"""What a screen reader is told: the tree of a program on the real accessibility bus, and where
the keyboard goes.

After https://gitlab.gnome.org/GNOME/at-spi2-core/-/tree/main/xml. A screen reader is another
program; in Kadraj's own process this has to run in a thread, for the window's answers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    Properties,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_SESSION: Final = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
_ROOT: Final = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_ACCESSIBLE: Final = "org.a11y.atspi.Accessible"
_EVENTS: Final = "org.a11y.atspi.Event.Object"
_REGISTRY: Final = DBusAddress(
    "/org/a11y/atspi/registry",
    bus_name="org.a11y.atspi.Registry",
    interface="org.a11y.atspi.Registry",
)
#: Seconds.
_ANSWER: Final = 30.0
#: Of atspi-constants.h: a relation, and bits of a state.
_LABELLED_BY: Final = 2
_FOCUSABLE: Final = 11
_SHOWING: Final = 25

#: Kinds that can be used without being able to hold the keyboard.
_USED: Final = frozenset(
    {
        "check box",
        "check menu item",
        "combo box",
        "entry",
        "list",
        "list item",
        "menu item",
        "page tab",
        "password text",
        "popup menu",
        "push button",
        "radio button",
        "slider",
        "spin button",
        "table",
        "text",
        "toggle button",
    }
)

Place = tuple[str, str]


class ChangedError(Exception):
    """Something that was to be told of is gone by now."""


@dataclass(frozen=True, slots=True)
class Accessible:
    """One thing a screen reader tells of; `inside` are the names of what it stands in."""

    role: str
    name: str
    focusable: bool
    inside: tuple[str, ...]

    @property
    def used(self) -> bool:
        """Whether somebody has to do something with it."""
        return self.focusable or self.role in _USED

    def __str__(self) -> str:
        return f"{self.role} “{self.name}” in {' › '.join(filter(None, self.inside))}"


@dataclass(frozen=True, slots=True)
class Focus:
    """Something that the keyboard is on, in a window of this kind, in which program."""

    thing: Accessible
    window: Place
    kind: str
    program: str


def what_is_heard() -> list[Accessible]:
    """Everything on show in every program on this session's accessibility bus.

    Raises `ChangedError` when some of it went meanwhile.
    """
    with _bus() as bus:
        return list(_below(bus, [((), place) for place in _children(bus, [_ROOT])[0]]))


class Ear:
    """Listens as a screen reader does; what is told waits until it is asked for.

    No program lists its menus and other windows that close by themselves: of those one is told
    only that the keyboard has come to something in them.
    """

    def __init__(self) -> None:
        self._told, self._asking = _bus(), _bus()
        for event in ("object:state-changed:focused", "object:announcement"):
            self._ask(new_method_call(_REGISTRY, "RegisterEvent", "s", (event,)))
        self._ask(message_bus.AddMatch(MatchRule(type="signal", interface=_EVENTS)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._told.close()
        self._asking.close()

    def forget(self) -> None:
        """From now on, only what happens from now on is told: what a program has said before it
        answers is here before its answer."""
        programs = _children(self._told, [_ROOT])[0]
        _all(self._told, [_call(program, "GetRoleName") for program in programs])

    def focus(self) -> Focus:
        """Where the keyboard went next."""
        while True:
            place, body = self._next("StateChanged")
            detail, on = body[:2]
            if detail == "focused" and on:
                return self._focus(place)

    def said(self) -> str:
        """What was announced next, by something that need not have the keyboard."""
        _, body = self._next("Announcement")
        text: str = body[3][1]
        return text

    def around(self, focus: Focus) -> list[Accessible]:
        """Everything on show in the window that the keyboard went to.

        Raises `ChangedError` when some of it went meanwhile.
        """
        return list(_below(self._asking, [((focus.program,), focus.window)]))

    def _next(self, event: str) -> tuple[Place, tuple[Any, ...]]:
        """Where the next event of this kind happened, and what it tells."""
        while True:
            told = self._told.receive(timeout=_ANSWER)
            fields = told.header.fields
            if fields.get(HeaderFields.member) == event:
                return (fields[HeaderFields.sender], fields[HeaderFields.path]), told.body

    def _focus(self, place: Place) -> Focus:
        ((bits,),) = _all(self._asking, [_call(place, "GetState")])
        line: list[tuple[Place, str, str]] = []
        while not line or line[-1][1] != "application":
            ((_, name),), (role,), ((_, parent),) = _all(
                self._asking, [_name(place), _call(place, "GetRoleName"), _parent(place)]
            )
            line.append((place, role, name))
            place = tuple(parent)
        (_, role, name), *around = line
        inside = tuple(name for *_, name in reversed(around))
        thing = Accessible(role, name, _has(bits, _FOCUSABLE), inside)
        (window, kind, _), _ = line[-2:]
        return Focus(thing, window, kind, inside[0])

    def _ask(self, question: Message) -> None:
        self._told.send_and_get_reply(question, timeout=_ANSWER)


def _bus() -> DBusConnection:
    """The bus of those who read the screen out, which is not the session's own."""
    with open_dbus_connection() as session:
        asked = new_method_call(_SESSION, "GetAddress")
        address = session.send_and_get_reply(asked, timeout=_ANSWER).body[0]
    return open_dbus_connection(address)


def _below(
    bus: DBusConnection, level: Sequence[tuple[tuple[str, ...], Place]]
) -> Iterator[Accessible]:
    """Everything from these places down, one level after the other."""
    while level:
        places = [place for _, place in level]
        roles = [role for (role,) in _all(bus, [_call(place, "GetRoleName") for place in places])]
        names = _names(bus, places, roles)
        states = [bits for (bits,) in _all(bus, [_call(place, "GetState") for place in places])]
        on_show = []
        for (inside, place), name, role, state in zip(level, names, roles, states, strict=True):
            # A program itself has no states.
            if role != "application" and not _has(state, _SHOWING):
                continue
            on_show.append(((*inside, name), place))
            yield Accessible(role, name, _has(state, _FOCUSABLE), inside)
        children = _children(bus, [place for _, place in on_show])
        level = [
            (inside, child)
            for (inside, _), found in zip(on_show, children, strict=True)
            for child in found
        ]


def _names(bus: DBusConnection, places: Sequence[Place], roles: Sequence[str]) -> list[str]:
    """What things are called: a box whose value changes, as what labels it, if that is told."""
    names = [value[1] for (value,) in _all(bus, [_name(place) for place in places])]
    boxes = [number for number, role in enumerate(roles) if role == "combo box"]
    asked = [_call(places[number], "GetRelationSet") for number in boxes]
    for number, (relations,) in zip(boxes, _all(bus, asked), strict=True):
        labels = [label for kind, others in relations if kind == _LABELLED_BY for label in others]
        names[number] = " ".join(
            text for ((_, text),) in _all(bus, [_name(each) for each in labels])
        )
    return names


def _children(bus: DBusConnection, places: Sequence[Place]) -> list[list[Place]]:
    answers = _all(bus, [_call(place, "GetChildren") for place in places])
    return [[(name, path) for name, path in children] for (children,) in answers]


def _has(bits: Sequence[int], state: int) -> bool:
    return bool(bits[state // 32] >> state % 32 & 1)


def _name(place: Place) -> Message:
    return Properties(_address(place)).get("Name")


def _parent(place: Place) -> Message:
    return Properties(_address(place)).get("Parent")


def _call(place: Place, method: str) -> Message:
    return new_method_call(_address(place), method)


def _address(place: Place) -> DBusAddress:
    return DBusAddress(place[1], bus_name=place[0], interface=_ACCESSIBLE)


def _all(bus: DBusConnection, questions: Sequence[Message]) -> list[tuple[Any, ...]]:
    """Asked at once: the window answers many in one turn of its loop."""
    serials = [next(bus.outgoing_serial) for _ in questions]
    for serial, question in zip(serials, questions, strict=True):
        bus.send(question, serial=serial)
    answers: dict[int, Message] = {}
    while not answers.keys() >= set(serials):
        answer = bus.receive(timeout=_ANSWER)
        if answer.header.message_type in {MessageType.method_return, MessageType.error}:
            answers[answer.header.fields[HeaderFields.reply_serial]] = answer
    if any(a.header.message_type is MessageType.error for a in answers.values()):
        raise ChangedError
    return [answers[serial].body for serial in serials]
