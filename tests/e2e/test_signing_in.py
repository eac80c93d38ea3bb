"""Keys typed into the dialog, kept in a real keyring, and forgotten."""

import pytest
from PySide6.QtWidgets import QPushButton

from app.demo.panels import DEMO_KEY
from tests.e2e.child import Play
from tests.e2e.stage import Stage

pytestmark = pytest.mark.xdist_group("display")


async def one_key_is_right_then_both(play: Play) -> None:
    await play.write("keyField_sora", DEMO_KEY)
    await play.write("keyField_veo", "yanlış-anahtar")
    await play.click("continueButton")
    await play.read("Works: 20 of 20 videos left today")
    await play.read("The service refused this key. Check it for missing letters.")
    await play.choose("languageBox", "Türkçe")
    await play.read("Geçerli: bugün 20 / 20 hak kaldı")
    await play.read("Servis bu anahtarı kabul etmedi. Eksik harf var mı, denetle.")
    await play.read("Yalnızca Sora ile devam et")
    await play.choose("languageBox", "English")
    await play.read("Continue with Sora only")
    await play.click("continueButton")
    await play.until(lambda: play.sees("mainWindow"), "the window")
    await play.until(lambda: not play.sees("signInDialog"), "the dialog gone")
    await play.read("The system keyring cannot be used. You are signed in for this run only.")

    await play.click("tab_veo")
    generate = await play.find(QPushButton, "generateButton_veo")
    assert generate.text() == "Sign in to generate"
    await play.click("generateButton_veo")
    await play.write("keyField_veo", DEMO_KEY)
    await play.click("continueButton")
    await play.until(lambda: not play.sees("signInDialog"), "the dialog gone")
    await play.until(lambda: generate.text() == "Generate", "Veo ready to generate")


def test_one_right_key_is_enough_and_the_other_can_come_later(stage: Stage) -> None:
    stage.play(one_key_is_right_then_both, signed_in=())


async def sign_in_with_one_key_for_both(play: Play) -> None:
    await play.write("keyField_sora", DEMO_KEY)
    await play.click("sameKeyBox")
    await play.keys("Return")
    await play.until(lambda: play.sees("mainWindow"), "the window")
    await play.keys("alt+F4")
    await play.until(lambda: not play.sees("mainWindow"), "the window closed")


async def be_signed_in_and_sign_out(play: Play) -> None:
    await play.until(lambda: play.sees("mainWindow"), "the window")
    assert not play.sees("signInDialog")
    for service in ("sora", "veo"):
        await play.click(f"tab_{service}")
        generate = await play.find(QPushButton, f"generateButton_{service}")
        assert generate.text() == "Generate"
    await play.click("accountButton")
    await play.choose_from_menu("signOutAction")
    await play.until(lambda: play.sees("signInDialog"), "the sign-in")
    assert not play.sees("mainWindow")


async def be_asked_for_keys(play: Play) -> None:
    await play.until(lambda: play.sees("signInDialog"), "the sign-in")
    assert not play.sees("mainWindow")
    await play.keys("Escape")
    await play.until(lambda: not play.sees("signInDialog"), "the dialog gone")


def test_keys_are_there_at_the_next_start_and_gone_after_signing_out(stage: Stage) -> None:
    stage.play(sign_in_with_one_key_for_both, signed_in=(), keyring=True)
    stage.play(be_signed_in_and_sign_out, signed_in=(), keyring=True)
    stage.play(be_asked_for_keys, signed_in=(), keyring=True)
