"""Where things lie, and the settings file."""

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.capabilities import Model
from app.domain.errors import ErrorCode, KadrajError
from app.domain.own_tables import OwnTable, table_of_models
from app.domain.proxies import Proxy, ProxyMode
from app.domain.settings import Language, Settings, ThemeMode
from app.metadata import APP_ID
from app.store.places import Places
from app.store.settings_file import JsonSettings

FULL = Settings(
    language=Language.TURKISH,
    theme=ThemeMode.LIGHT,
    interface_size=150,
    download_automatically=False,
    remember_keys=False,
    library=Path("/videos/çekim").absolute(),
    addresses={"sora": "https://panel.example/sora"},
    tables={
        "sora": table_of_models([Model("sora-2-square", ("1:1",))]),
        "veo": OwnTable(("16:9",), (6, 12)),
    },
    proxy=Proxy(ProxyMode.OWN, "http://proxy.example:3128"),
    notifications=False,
    notification_sound=True,
    badge=False,
    tray_icon=True,
    keep_awake=True,
    hardware_decoding=False,
)


def everything(places: Places) -> list[Path]:
    return [
        places.home,
        places.cache,
        places.logs,
        places.library,
        places.settings_file,
        places.window_file,
        places.database,
        places.journal,
        places.lock,
        places.pictures,
        places.thumbnails,
    ]


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home directory with nothing in it, as platformdirs sees it."""
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("demo", [False, True])
def test_with_a_chosen_home_everything_lies_below_it(tmp_path: Path, demo: bool) -> None:
    places = Places.from_environment({"KADRAJ_HOME": str(tmp_path / "here")}, demo=demo)
    assert all(path.is_relative_to(tmp_path / "here") for path in everything(places))
    assert not (tmp_path / "here").exists()


def test_a_relative_home_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Places.from_environment({"KADRAJ_HOME": "here"}).home == tmp_path.resolve() / "here"


@pytest.mark.skipif(os.name == "nt", reason="Windows asks the registry, not the environment")
def test_otherwise_everything_lies_where_the_system_wants_it(own_home: Path) -> None:
    places = Places.from_environment({"KADRAJ_HOME": " "})
    assert all(path.is_relative_to(own_home) for path in everything(places))
    assert places.library.name == "Kadraj"
    assert places.keyring_name == APP_ID


@pytest.mark.usefixtures("own_home")
def test_the_demo_touches_nothing_of_the_real_library() -> None:
    real, demo = Places.from_environment({}), Places.from_environment({}, demo=True)
    assert not set(everything(real)) & set(everything(demo))
    for path in (demo.library, demo.cache):
        assert not path.is_relative_to(real.library)
        assert not path.is_relative_to(real.cache)


def test_two_homes_never_share_a_key(tmp_path: Path) -> None:
    names = {
        Places.from_environment(environ, demo=demo).keyring_name
        for environ in ({}, {"KADRAJ_HOME": str(tmp_path)}, {"KADRAJ_HOME": str(tmp_path / "b")})
        for demo in (False, True)
    }
    assert len(names) == 6


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    store = JsonSettings(tmp_path / "new" / "settings.json")
    assert store.load() == Settings()
    store.save(FULL)
    assert store.load() == FULL
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["settings.json"]
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "new" / "settings.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b'{"a": "\\ud800"}', b" " * 1_000_001],
)
def test_a_damaged_file_is_told_and_set_aside_for_the_next_one(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    store = JsonSettings(path)
    assert store.load() == Settings()
    assert store.trouble is not None
    assert store.trouble.code is ErrorCode.SETTINGS_DAMAGED
    assert path.read_bytes() == content, "looking changes nothing"
    store.save(FULL)
    after = JsonSettings(path)
    assert after.load() == after.current == store.current == FULL
    assert after.trouble is None
    [aside] = [file for file in tmp_path.iterdir() if file != path]
    assert aside.name.startswith("settings.damaged-")
    assert aside.read_bytes() == content


def test_what_is_not_understood_has_its_default_is_told_and_stays_in_the_file(
    tmp_path: Path,
) -> None:
    path = tmp_path / "settings.json"
    wrong = {
        "language": "klingon",
        "theme": ["dark"],
        "interface_size": 9000,
        "download_automatically": "yes",
        "remember_keys": False,
        "library": "not/absolute",
        "name_pattern": "{colour}",
        "addresses": {"sora": 5, "veo": "https://veo.example"},
        "tables": {"veo": {"aspect_ratios": ["16:9"], "durations": [True], "models": []}},
        "proxy": {"mode": "own", "address": "http://ayse:secret@proxy.example"},
        "from_tomorrow": {"wand": 1},
    }
    path.write_text(json.dumps(wrong), "utf-8")
    store = JsonSettings(path)
    settings = store.load()
    # A proxy that was wanted and cannot be used is not gone around.
    assert settings == Settings(remember_keys=False, proxy=Proxy(ProxyMode.OWN))
    assert store.trouble is not None
    assert store.trouble.code is ErrorCode.SETTINGS_NOT_UNDERSTOOD
    told = str(store.trouble)
    assert "language" in told
    assert "secret" not in told
    store.save(replace(settings, theme=ThemeMode.LIGHT))
    kept = json.loads(path.read_text("utf-8"))
    assert kept["theme"] == "light"
    del kept["theme"], wrong["theme"]
    assert {name: kept[name] for name in wrong} == wrong
    assert JsonSettings(path).load().theme is ThemeMode.LIGHT


@pytest.mark.parametrize("name", ["addresses", "tables", "proxy", "notifications", "library"])
@pytest.mark.parametrize("value", [None, 1, "x", [], ["x"], {"sora": {}}, {"mode": 1}, True])
def test_a_field_of_another_shape_spoils_no_other(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({name: value, "theme": "dark"}))
    store = JsonSettings(path)
    assert store.load().theme is ThemeMode.DARK
    store.save(replace(store.current, keep_awake=True))
    assert JsonSettings(path).load().keep_awake


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(KadrajError) as caught:
        JsonSettings(tmp_path / "settings.json").load()
    assert caught.value.code is ErrorCode.FILE_FAILED
    with pytest.raises(KadrajError) as caught:
        JsonSettings(tmp_path / "settings.json").save(FULL)
    assert caught.value.code is ErrorCode.FILE_FAILED
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
