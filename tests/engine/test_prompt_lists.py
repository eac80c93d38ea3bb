"""Lists become requests, or say row by row why not."""

from pathlib import Path

import pytest
from PIL import Image

from app.domain.errors import ErrorCode, KadrajError
from app.domain.prompt_lists import CheckedRow, Column, ListKind
from app.domain.requests import GenerationRequest, Picture
from app.engine import prompt_lists
from tests.engine.workshop import Workshop

pytestmark = pytest.mark.anyio


async def read(
    workshop: Workshop,
    source: Path | str,
    usual: GenerationRequest,
    kind: ListKind | None = None,
) -> list[CheckedRow]:
    async with workshop.opened() as (studio, _):
        table = studio.capabilities[usual.service]
        lists = studio.prompt_lists
        return [row async for rows in lists.read(source, usual, table, kind) for row in rows]


def told(row: CheckedRow) -> list[tuple[ErrorCode, Column | None]]:
    return [(problem.error.code, problem.column) for problem in row.problems]


async def test_a_table_asks_for_what_its_rows_say_and_the_usual_else(
    workshop: Workshop, tmp_path: Path
) -> None:
    Image.new("RGB", (32, 18)).save(tmp_path / "göl.png")
    list_file = tmp_path / "liste.csv"
    list_file.write_text(
        "istem;görsel;kadraj;süre\nBir göl;göl.png;9x16;8\nBir dağ\nBir köy;.\\göl.png\n",
        encoding="cp1254",
    )
    usual = GenerationRequest("veo", "", "16:9", 4)
    lake, hill, village = await read(workshop, list_file, usual)
    assert lake.request is not None
    assert lake.request.picture is not None
    assert lake.request.picture.path.samefile(tmp_path / "göl.png")
    assert (lake.request.aspect_ratio, lake.request.duration_seconds) == ("9:16", 8)
    assert hill.request == GenerationRequest("veo", "Bir dağ", "16:9", 4)
    assert village.request is not None
    assert village.request.picture is not None


async def test_models_and_ratios_that_belong_together_come_together(workshop: Workshop) -> None:
    usual = GenerationRequest("sora", "", "16:9", model="sora-2-landscape")
    text = "prompt,aspect,model\na,9:16,\nb,,sora-2-portrait\nc,16:9,\nd,,\n"
    rows = await read(workshop, text, usual)
    assert [(row.request.aspect_ratio, row.request.model) for row in rows if row.request] == [
        ("9:16", "sora-2-portrait"),
        ("9:16", "sora-2-portrait"),
        ("16:9", "sora-2-landscape"),
        ("16:9", "sora-2-landscape"),
    ]


async def test_every_row_that_cannot_be_made_says_all_that_is_wrong(
    workshop: Workshop, tmp_path: Path
) -> None:
    (tmp_path / "notes.png").write_text("no picture")
    names = ["gone.png", "notes.png", "//host/share/a.png", "\\\\host\\a.png", "~/none.png"]
    names += ["a" * 300, "a\0b", "."]
    rows = "".join(f"a,{name},,\n" for name in names)
    file = tmp_path / "list.csv"
    file.write_text(f"prompt,image,aspect,duration,model\n,,4:3,5,\n{rows}a,,,,m\n=A1,,,,\n")
    checked = await read(workshop, file, GenerationRequest("veo", "", "16:9", 4))
    assert [told(row) for row in checked] == [
        [
            (ErrorCode.PROMPT_EMPTY, Column.PROMPT),
            (ErrorCode.ASPECT_RATIO_UNKNOWN, Column.ASPECT),
            (ErrorCode.DURATION_UNKNOWN, Column.DURATION),
        ],
        [(ErrorCode.PICTURE_MISSING, Column.IMAGE)],
        [(ErrorCode.PICTURE_UNSUPPORTED, Column.IMAGE)],
        *[[(ErrorCode.PICTURE_MISSING, Column.IMAGE)]] * 4,
        [(ErrorCode.LIST_NOT_TEXT, Column.IMAGE), (ErrorCode.PICTURE_MISSING, Column.IMAGE)],
        [(ErrorCode.PICTURE_MISSING, Column.IMAGE)],
        [(ErrorCode.LIST_NOT_OFFERED, Column.MODEL)],
        [(ErrorCode.LIST_FORMULA, Column.PROMPT)],
    ]
    assert {row.request for row in checked} == {None}


async def test_a_choice_that_a_service_does_not_give_is_said_to_be_none(workshop: Workshop) -> None:
    text = 'prompt,duration\na,6\n"open,6\n'
    rows = await read(workshop, text, GenerationRequest("sora", "", "16:9"))
    assert [told(row) for row in rows] == [
        [(ErrorCode.LIST_NOT_OFFERED, Column.DURATION)],
        [(ErrorCode.LIST_QUOTE_OPEN, None)],
    ]


async def test_a_text_is_read_as_a_file_is_and_shares_the_usual_picture(
    workshop: Workshop, picture: Picture
) -> None:
    usual = GenerationRequest("veo", "", "9:16", 8, picture=picture)
    rows = await read(workshop, "Bir göl\nBir dağ\n", usual)
    assert [row.request.prompt for row in rows if row.request] == ["Bir göl", "Bir dağ"]
    assert {row.request.picture for row in rows if row.request} == {picture}
    [row] = await read(workshop, "Bir göl\nBir dağ\n", usual, ListKind.BLOCKS)
    assert row.request is not None
    assert row.request.prompt == "Bir göl\nBir dağ"


async def test_pictures_are_looked_at_once_and_not_all_remembered(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompt_lists, "_PICTURES", 2)
    for name in "abc":
        Image.new("RGB", (16, 9)).save(tmp_path / f"{name}.png")
    rows = "".join(f"{name},{name}.png\n" for name in "aaabca")
    (tmp_path / "list.csv").write_text(f"prompt,image\n{rows}")
    checked = await read(workshop, tmp_path / "list.csv", GenerationRequest("veo", "", "16:9", 4))
    pictures = [row.request.picture.name for row in checked if row.request and row.request.picture]
    assert pictures == ["a.png", "a.png", "a.png", "b.png", "c.png", "a.png"]


async def test_what_is_wrong_with_the_whole_list_is_raised(
    workshop: Workshop, tmp_path: Path
) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "list.csv").write_text("image;aspect\na;b\n")
    for name, code, kind in [
        ("list.xlsx", ErrorCode.LIST_IS_WORKBOOK, None),
        ("list.csv", ErrorCode.LIST_WITHOUT_PROMPTS, ListKind.TABLE),
        ("gone.csv", ErrorCode.FILE_FAILED, None),
    ]:
        with pytest.raises(KadrajError) as caught:
            await read(workshop, tmp_path / name, GenerationRequest("veo", "", "16:9", 4), kind)
        assert caught.value.code is code
