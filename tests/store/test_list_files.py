"""Lines in the letters they were written in."""

from pathlib import Path

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.store.list_files import read_lines

TEXT = "istem;süre\nKırmızı balon, ÇĞİÖŞÜ çğıöşü;8\nGün doğumu;6\n"


@pytest.mark.parametrize(
    "encoding",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"),
        *("utf-32", "cp1254", "iso8859-9"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_turkish_is_read_in_every_encoding_that_it_is_written_in(
    encoding: str, ends: str, tmp_path: Path
) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(TEXT.replace("\n", ends).encode(encoding))
    assert list(read_lines(file, 1000)) == TEXT.splitlines()


def test_lines_of_different_encodings_are_read_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    lines = ["Göl\n".encode(), "Şehir\n".encode("cp1254"), "Ağaç".encode()]
    file.write_bytes(b"".join(lines))
    assert list(read_lines(file, 1000)) == ["Göl", "Şehir", "Ağaç"]


def test_what_no_encoding_has_is_marked(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(b"a\x81\xfe\nb\n")
    assert list(read_lines(file, 1000)) == ["a\ufffdş", "b"]
    file.write_bytes("göl\n".encode("utf-16") + b"\x00\xd8\n\x00")
    assert list(read_lines(file, 1000))[1].startswith("\ufffd")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1254"])
def test_of_a_line_without_end_no_more_than_its_beginning_is_held(
    encoding: str, tmp_path: Path
) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(("ş" * 100_000 + "\ngöl").encode(encoding))
    first, second = read_lines(file, 999)
    assert set(first) == {"ş"}
    assert 499 <= len(first) <= 1000
    assert second == "göl"


def test_a_line_that_just_fits_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("abc\nabcd\nabcde\nabc")
    assert list(read_lines(file, 4)) == ["abc", "abcd", "abcde", "abc"]
    assert list(read_lines(file, 3)) == ["abc", "abcd", "abcd", "abc"]


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(b"")
    assert list(read_lines(file, 1000)) == []


@pytest.mark.parametrize("head", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_workbook_is_called_one(head: bytes, tmp_path: Path) -> None:
    file = tmp_path / "liste.xlsx"
    file.write_bytes(head)
    with pytest.raises(KadrajError) as caught:
        list(read_lines(file, 1000))
    assert caught.value.code is ErrorCode.LIST_IS_WORKBOOK
    assert caught.value.params["name"] == "liste.xlsx"


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone"):
        with pytest.raises(KadrajError) as caught:
            list(read_lines(path, 1000))
        assert caught.value.code is ErrorCode.FILE_FAILED
