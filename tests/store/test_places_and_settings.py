"""Where things lie, and the settings file."""

import json
import os
import stat
from pathlib import Path

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.domain.settings import Language, Settings, ThemeMode
from app.metadata import APP_ID
from app.store.places import Places
from app.store.settings_file import JsonSettings

FULL = Settings(
    language=Language.TURKISH,
    theme=ThemeMode.LIGHT,
    download_automatically=False,
    remember_keys=False,
    library=Path("/videos/çekim").absolute(),
    addresses={"sora": "https://panel.example/sora"},
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


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    store = JsonSettings(path)
    assert store.load() == Settings()
    [aside] = tmp_path.iterdir()
    assert aside.name.startswith("settings.damaged-")
    assert aside.read_bytes() == content
    store.save(FULL)
    assert store.load() == FULL


def test_a_wrong_field_has_its_default_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    wrong = {
        "language": "klingon",
        "theme": ["dark"],
        "download_automatically": "yes",
        "remember_keys": False,
        "library": "not/absolute",
        "addresses": {"sora": 5, "veo": "https://veo.example"},
        "unknown": 1,
    }
    path.write_text(json.dumps(wrong), "utf-8")
    store = JsonSettings(path)
    settings = store.load()
    assert settings == Settings(remember_keys=False, addresses={"veo": "https://veo.example"})
    store.save(settings)
    assert "unknown" not in path.read_text("utf-8")


def test_a_field_of_another_shape_has_its_default_too(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"library": null, "addresses": ["https://x.example"], "theme": "dark"}')
    assert JsonSettings(path).load() == Settings(theme=ThemeMode.DARK)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(KadrajError) as caught:
        JsonSettings(tmp_path / "settings.json").load()
    assert caught.value.code is ErrorCode.FILE_FAILED
    with pytest.raises(KadrajError) as caught:
        JsonSettings(tmp_path / "settings.json").save(FULL)
    assert caught.value.code is ErrorCode.FILE_FAILED
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
