"""What a screen reader is told: the tree of a program on the real accessibility bus.

After https://gitlab.gnome.org/GNOME/at-spi2-core/-/tree/main/xml. A screen reader is another
program; in Kadraj's own process this has to run in a thread, for the window's answers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    Properties,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_SESSION: Final = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
_ROOT: Final = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_ACCESSIBLE: Final = "org.a11y.atspi.Accessible"
#: Seconds.
_ANSWER: Final = 30.0
#: Bits of a state, from atspi-constants.h.
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


def what_is_heard() -> list[Accessible]:
    """Everything on show in every program on this session's accessibility bus.

    Raises `ChangedError` when some of it went meanwhile.
    """
    with open_dbus_connection() as session:
        asked = new_method_call(_SESSION, "GetAddress")
        address = session.send_and_get_reply(asked, timeout=_ANSWER).body[0]
    with open_dbus_connection(address) as bus:
        return list(_below(bus, [((), place) for place in _children(bus, [_ROOT])[0]]))


def _below(
    bus: DBusConnection, level: Sequence[tuple[tuple[str, ...], Place]]
) -> Iterator[Accessible]:
    """Everything from these places down, one level after the other."""
    while level:
        places = [place for _, place in level]
        names = [value[1] for (value,) in _all(bus, [_name(place) for place in places])]
        roles = [role for (role,) in _all(bus, [_call(place, "GetRoleName") for place in places])]
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


def _children(bus: DBusConnection, places: Sequence[Place]) -> list[list[Place]]:
    answers = _all(bus, [_call(place, "GetChildren") for place in places])
    return [[(name, path) for name, path in children] for (children,) in answers]


def _has(bits: Sequence[int], state: int) -> bool:
    return bool(bits[state // 32] >> state % 32 & 1)


def _name(place: Place) -> Message:
    return Properties(_address(place)).get("Name")


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
