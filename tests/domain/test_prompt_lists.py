"""Lists of prompts, good ones and hostile ones, row by row."""

import tracemalloc
from collections.abc import Iterator

import pytest

from app.domain.errors import ErrorCode, KadrajError
from app.domain.prompt_lists import (
    MOST_LETTERS,
    Column,
    ListKind,
    ListRow,
    kind_of,
    read_rows,
    without_rows,
)

TABLE = ListKind.TABLE


def table(text: str) -> list[ListRow]:
    return list(read_rows(text.splitlines(keepends=True), TABLE))


def codes(row: ListRow) -> list[tuple[ErrorCode, Column | None]]:
    return [(problem.error.code, problem.column) for problem in row.problems]


def test_a_prompt_in_each_line() -> None:
    rows = list(read_rows(["Kırmızı balon\r\n", "  \n", " a lake, at dawn "], ListKind.LINES))
    assert [(row.number, row.prompt) for row in rows] == [
        (1, "Kırmızı balon"),
        (3, "a lake, at dawn"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "gone"),
    [
        ("a\nb\n\nc\n", ListKind.LINES, {1, 4}),
        ("a\na\n\nb\nb\n\nc", ListKind.BLOCKS, {1, 7}),
        ('prompt,model\n"a\na",\nb,\nc,', ListKind.TABLE, {2, 5}),
        ("a\nb", ListKind.LINES, set()),
        ("", ListKind.LINES, set()),
    ],
)
def test_what_is_taken_out_of_a_list_is_gone_and_the_rest_reads_the_same(
    text: str, kind: ListKind, gone: set[int]
) -> None:
    rows = list(read_rows(text.splitlines(), kind))
    left = without_rows(text, [row.number for row in rows], gone)
    read = [row.prompt for row in read_rows(left.splitlines(), kind)]
    assert read == [row.prompt for row in rows if row.number not in gone]


def test_prompts_of_several_lines() -> None:
    rows = read_rows("\n\none\ntwo\n\n \nthree\n".splitlines(), ListKind.BLOCKS)
    assert [(row.number, row.prompt, row.lines) for row in rows] == [
        (3, "one\ntwo", 2),
        (7, "three", 1),
    ]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("", ListKind.LINES),
        ("a lake\na sea", ListKind.LINES),
        ("a lake\n\na sea\n", ListKind.LINES),
        ("a lake\nat dawn\n\na sea\n", ListKind.BLOCKS),
        ("prompt\na lake", TABLE),
        ("İSTEM;GÖRSEL;SÜRE\n", TABLE),
        ("sep=;\nimage;prompt", TABLE),
        ("sep=;", ListKind.LINES),
        ("A prompt, with a comma\nanother", ListKind.LINES),
    ],
)
def test_how_a_list_is_written_is_seen_at_its_beginning(head: str, kind: ListKind) -> None:
    assert kind_of(head) is kind


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "title",
    [
        ["prompt", "image", "aspect", "duration", "model"],
        ["İSTEM", "Görsel", "En-boy oranı", "süre", "Model"],
        ["description", "Picture", "aspect_ratio", "Duration seconds", "MODEL"],
    ],
)
def test_columns_are_known_in_both_languages_in_any_order(delimiter: str, title: list[str]) -> None:
    said = ["Bir göl", "göl.jpg", "9:16", "8", "m-1"]
    names, fields = delimiter.join(title[::-1]), delimiter.join(said[::-1])
    [row] = table(f"{names}\n{fields}\n")
    assert row == ListRow(2, "Bir göl", "göl.jpg", "9:16", "8", "m-1")
    assert row.seconds == 8


def test_excel_tells_its_delimiter_in_a_line_of_its_own() -> None:
    [row] = table("\nsep=;\nprompt;image\na, b;c.jpg\n")
    assert (row.number, row.prompt, row.image) == (4, "a, b", "c.jpg")


def test_quotes_hold_delimiters_quotes_and_lines() -> None:
    rows = table('prompt,aspect\n"a ""red"" balloon,\nat dawn",16:9\nb,9:16\n')
    assert [(row.number, row.prompt) for row in rows] == [
        (2, 'a "red" balloon,\nat dawn'),
        (4, "b"),
    ]


def test_unknown_and_repeated_columns_are_passed_over_and_empty_rows_left_out() -> None:
    rows = table("no,prompt,prompt\n1,first,second\n,,\n\n2,third\n")
    assert [(row.number, row.prompt) for row in rows] == [(2, "first"), (5, "third")]


@pytest.mark.parametrize(
    ("written", "ratio"),
    [
        ("16x9", "16:9"),
        ("16 / 9", "16:9"),
        ("16:09", "16:9"),
        ("09:16:00", "9:16"),
        ("tall", "tall"),
    ],
)
def test_a_ratio_is_known_by_any_sign_and_after_a_spreadsheet_took_it_for_a_time(
    written: str, ratio: str
) -> None:
    [row] = table(f"prompt;aspect\na;{written}\n")
    assert row.aspect == ratio


@pytest.mark.parametrize("written", ["6", "6 s", "6,0", "6.00", "6 sn", "6 saniye", "6 Seconds"])
def test_a_length_is_read_as_people_write_it(written: str) -> None:
    [row] = table(f"prompt;süre\na;{written}\n")
    assert row.seconds == 6


@pytest.mark.parametrize("written", ["six", "6.5", "-6", "99999", "٦", "=A1"])
def test_and_what_is_no_number_is_said_to_be_none(written: str) -> None:
    [row] = table(f"prompt;duration\na;{written}\n")
    assert row.seconds is None
    assert (ErrorCode.LIST_NO_NUMBER, Column.DURATION) in codes(row)


def test_without_a_column_of_prompts_nothing_is_read() -> None:
    for text, found in [("image;aspect\na;b\n", "image, aspect"), ("", ""), ("\n\n", "")]:
        with pytest.raises(KadrajError) as caught:
            table(text)
        assert caught.value.code is ErrorCode.LIST_WITHOUT_PROMPTS
        assert caught.value.params["found"] == found


def test_a_quote_that_is_never_closed_costs_its_own_row_only() -> None:
    rows = table('prompt,aspect\n"open,16:9\ngood,9:16\n"also good",16:9\n')
    # The second quote closes the first one, and something stands behind it.
    assert [(row.number, row.prompt, [code for code, _ in codes(row)]) for row in rows] == [
        (2, "", [ErrorCode.LIST_QUOTE_AMISS]),
        (3, "good", []),
        (4, "also good", []),
    ]
    [bad, good] = table('prompt,aspect\n"open,16:9\ngood,9:16\n')
    assert codes(bad) == [(ErrorCode.LIST_QUOTE_OPEN, None)]
    assert (good.number, good.prompt) == (3, "good")


def test_an_open_quote_before_more_than_a_prompt_is_given_up() -> None:
    lines = ["prompt\n", '"open\n', *(f"row {number}\n" for number in range(5000))]
    rows = list(read_rows(lines, TABLE))
    assert codes(rows[0]) == [(ErrorCode.LIST_QUOTE_OPEN, None)]
    assert len(rows) == 5001
    assert rows[-1].number == 5002


@pytest.mark.parametrize("kind", list(ListKind))
def test_what_is_too_long_is_cut_and_said(kind: ListKind) -> None:
    head = ["prompt"] if kind is TABLE else []
    rows = list(read_rows([*head, "x" * (MOST_LETTERS + 1), "", "good"], kind))
    assert [codes(row)[0][0] for row in rows[:-1]] == [ErrorCode.LIST_LINE_TOO_LONG]
    assert len(rows[0].prompt) <= MOST_LETTERS
    assert rows[-1].prompt == "good"


def test_a_block_without_end_is_no_more_than_a_long_one() -> None:
    [row] = read_rows(["x" * 1000] * 10_000, ListKind.BLOCKS)
    assert codes(row) == [(ErrorCode.LIST_LINE_TOO_LONG, Column.PROMPT)]


def test_what_is_no_text_and_what_is_a_formula_is_told_with_its_column() -> None:
    rows = table('prompt,image\na\0b,c.jpg\n=CONCAT(A1;" "),=B2\nk\ufffdrm\ufffdz\ufffd,\n')
    assert [codes(row) for row in rows] == [
        [(ErrorCode.LIST_NOT_TEXT, Column.PROMPT)],
        [(ErrorCode.LIST_FORMULA, Column.PROMPT), (ErrorCode.LIST_FORMULA, Column.IMAGE)],
        [(ErrorCode.LIST_NOT_TEXT, Column.PROMPT)],
    ]


def test_a_prompt_with_commas_and_no_quotes_is_not_cut_in_silence() -> None:
    [row, fine] = table("prompt,aspect\na lake, at dawn, 16:9\nb,16:9,,\n")
    [problem] = row.problems
    assert problem.error.code is ErrorCode.LIST_TOO_MANY_FIELDS
    assert dict(problem.error.params) == {"found": 3, "expected": 2}
    assert fine.problems == ()


def test_many_rows_pass_in_little_memory() -> None:
    def lines() -> Iterator[str]:
        yield "prompt,aspect\n"
        for number in range(20_000):
            yield f'"open {number},16:9\n' if number % 50 == 0 else f"row {number},16:9\n"

    tracemalloc.start()
    try:
        rows = bad = 0
        for row in read_rows(lines(), TABLE):
            rows += 1
            bad += bool(row.problems)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (rows, bad) == (20_000, 400)
    assert peak < 1_000_000
