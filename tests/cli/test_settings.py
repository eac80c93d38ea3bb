"""What the settings file says counts for commands, too, and what it says wrong is told."""

import json

from app.domain.own_tables import OwnTable
from app.domain.settings import Language, Settings
from app.store.places import Places
from app.store.settings_file import JsonSettings
from tests.cli.conftest import Kadraj


def test_a_length_of_ones_own_is_taken_and_others_refused(kadraj: Kadraj) -> None:
    file = Places.from_environment({"KADRAJ_HOME": str(kadraj.home)}).settings_file
    own = {"veo": OwnTable(("16:9",), (8,))}
    JsonSettings(file).save(Settings(language=Language.ENGLISH, tables=own))
    refused = kadraj("generate", "veo", "A day", "--duration", "6", "--no-wait")
    assert (refused.code, refused.out) == (2, "")
    assert "8" in refused.err
    kept = json.loads(file.read_text("utf-8"))
    kept |= {"tables": {"veo": "long ones"}, "wand": True}
    file.write_text(json.dumps(kept), "utf-8")
    taken = kadraj("jobs", "--json")
    assert (taken.code, taken.json) == (0, [])
    assert taken.err == (
        "Some settings in settings.json are not understood: tables, wand. "
        "The usual ones are in force.\n"
    )
    file.write_text("{", "utf-8")
    ended = kadraj("jobs", "--json", LANG="tr_TR.UTF-8", LC_ALL="")
    assert ended.code == 0
    assert "settings.json" in ended.err
    assert file.read_text("utf-8") == "{", "a command changes no settings"
