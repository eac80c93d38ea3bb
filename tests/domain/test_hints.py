"""What a service's reason most likely means."""

import pytest

from app.domain.errors import ErrorCode
from app.domain.hints import Hint, hint_of
from app.domain.jobs import Failure


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("Content policy violation", Hint.CONTENT),
        ("İÇERİK POLİTİKASI İHLALİ", Hint.CONTENT),
        ("This image contains a real person", Hint.LIKENESS),
        ("Görselde gerçek kişi var, politikaya aykırı", Hint.LIKENESS),
        ("Insufficient credits", Hint.QUOTA),
        ("Günlük limit aşıldı", Hint.QUOTA),
        ("Rate limit exceeded, too many requests", Hint.BUSY),
        ("Upstream timed out", Hint.BUSY),
        ("Sunucu yoğun, lütfen tekrar deneyin", Hint.BUSY),
        ("Prompt is too long", Hint.PROMPT_LONG),
        ("Could not decode image", Hint.PICTURE),
        ("Görsel okunamadı", Hint.PICTURE),
        ("E_4711", Hint.NONE),
        ("", Hint.NONE),
        (None, Hint.NONE),
    ],
)
def test_a_reason_is_understood_in_both_languages(said: str | None, hint: Hint) -> None:
    for code in (ErrorCode.SERVICE_FAILED, ErrorCode.REJECTED):
        assert hint_of(Failure(code, {"service": "veo", "detail": said})) is hint


def test_what_kadraj_found_itself_is_told_by_its_code() -> None:
    assert hint_of(Failure(ErrorCode.PICTURE_UNREADABLE, {"name": "a.png"})) is Hint.PICTURE
    assert hint_of(Failure(ErrorCode.SERVER_ERROR, {"detail": "policy"})) is Hint.BUSY
    assert hint_of(Failure(ErrorCode.ADDRESS_REFUSED, {"detail": "policy"})) is None
