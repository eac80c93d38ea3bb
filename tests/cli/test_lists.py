"""`generate --from`: many videos from one list, and what is wrong with it row by row."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from app.demo.panels import DemoPanels
from tests.cli.conftest import Kadraj

TABLE = "istem;görsel;kadraj;süre\nBir göl;göl.png;16:9;8\nBir dağ;;9:16;4\n"

#: The program, saying at its end how much memory it had at most, in KB.
MEASURED = """
import sys
from pathlib import Path
from app.__main__ import main

code = main(sys.argv[1:])
[peak] = [row for row in Path("/proc/self/status").open() if row.startswith("VmHWM")]
print(peak.split()[1], file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    Image.new("RGB", (32, 18), "navy").save(tmp_path / "göl.png")
    (tmp_path / "liste.csv").write_text(TABLE, encoding="cp1254")
    return tmp_path / "liste.csv"


def test_a_list_is_made_whole_and_as_it_says(
    kadraj: Kadraj, panels: DemoPanels, table: Path
) -> None:
    ended = kadraj("generate", "veo", "--from", table, "--times", "2", "--json")
    assert ended.code == 0, ended.err
    told = [json.loads(line) for line in ended.out.splitlines()]
    assert [job["state"] for job in told] == ["ready"] * 4
    bodies = [request.body for request in panels.requests if request.method == "POST"]
    said = [
        (body["prompt"], body["aspect_ratio"], body["duration_seconds"], "image" in body)
        for body in bodies
        if isinstance(body, dict)
    ]
    assert said == [*[("Bir göl", "16:9", 8, True)] * 2, *[("Bir dağ", "9:16", 4, False)] * 2]
    assert "veo: 4 to make" in ended.err


def test_a_check_says_what_is_wrong_where_and_makes_nothing(
    kadraj: Kadraj, panels: DemoPanels, table: Path
) -> None:
    table.write_text(TABLE + ";yok.png;4:3;five\n" + '"açık;;;\n', encoding="utf-16")
    ended = kadraj("generate", "veo", "--from", table, "--check", LANG="tr_TR.UTF-8")
    assert ended.code == 2
    assert ended.out.splitlines() == [
        "2. satır: Bir göl",
        "3. satır: Bir dağ",
        (
            "4. satır: süre: five geçerli bir saniye değeri değil. görsel: Listenin klasöründen "
            "bakınca yok.png diye bir görsel yok. istem: Bir istem yaz. "
            "kadraj: 4:3 kadrajı yok. Şunlardan birini seç: 16:9, 9:16"
        ),
        "5. satır: Bir tırnak açılmış, kapatılmamış.",
        "2 tanesi yapılabilir, 2 satır yapılamaz.",
    ]
    as_json = kadraj("generate", "veo", "--from", table, "--dry-run", "--json")
    *rows, end = (json.loads(line) for line in as_json.out.splitlines())
    assert [row["row"] for row in rows] == [2, 3, 4, 5]
    assert rows[0]["problems"] == []
    assert [problem["column"] for problem in rows[2]["problems"]] == [
        "duration", "image", "prompt", "aspect",
    ]  # fmt: skip
    assert (end["good"], end["bad"], end["plan"][0]["jobs"]) == (2, 2, 2)
    assert kadraj("jobs", "--json").json == []
    assert panels.posts() == 0


def test_a_list_with_bad_rows_is_made_only_when_they_are_to_be_left_out(
    kadraj: Kadraj, panels: DemoPanels, table: Path
) -> None:
    table.write_text("prompt,duration\na,5\nb,6\n")
    refused = kadraj("generate", "veo", "--from", table)
    assert (refused.code, refused.out) == (2, "")
    assert "row 2: length" in refused.err
    assert "--skip-bad" in refused.err
    assert panels.posts() == 0
    made = kadraj("generate", "veo", "--from", table, "--skip-bad", "--no-wait")
    assert made.code == 0
    assert panels.posts() == 1


@pytest.mark.parametrize(
    "arguments",
    [[], ["a", "--from", "b"], ["--from", "b", "-o", "c"], ["--from", "b", "--times", "0"]],
)
def test_a_prompt_or_a_list_and_not_both(kadraj: Kadraj, arguments: list[str]) -> None:
    assert kadraj("generate", "veo", *arguments).code == 2


def test_a_hostile_list_is_explained_in_bounded_memory(kadraj: Kadraj, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.csv"
    with hostile.open("wb") as file:
        file.write(b"prompt,aspect,image\n")
        for number in range(3000):
            kinds = [b"fine,16:9,\n", b'"open,16:9,\n', b"\x81\x9d,16:9,\n", b"a,1:1,\n"]
            kinds += [b"=1+1,,\n", b"a,16:9,gone.png\n", b"a,b,c,d,e\n", b"a\0,16:9,\n"]
            file.write(kinds[number % len(kinds)])
        file.write(b"x" * 30_000_000)
    command = [sys.executable, "-c", MEASURED, "generate", "veo", "--from", str(hostile)]
    ended = subprocess.run(
        [*command, "--check", "--json"], env=kadraj.surroundings(), capture_output=True, check=False
    )
    *rows, end = (json.loads(line) for line in ended.stdout.splitlines())
    assert ended.returncode == 2
    assert end["good"] == 375
    codes = {problem["code"] for row in rows for problem in row["problems"]}
    assert codes == {
        "list_quote_amiss", "list_not_text", "aspect_ratio_unknown",
        "list_formula", "picture_missing", "list_too_many_fields", "list_line_too_long",
        "list_quote_open",
    }  # fmt: skip
    assert int(ended.stderr.split()[-1]) <= 250_000


def test_a_picture_that_no_service_takes_is_sent_as_a_copy_when_that_is_wanted(
    kadraj: Kadraj, panels: DemoPanels, tmp_path: Path
) -> None:
    Image.new("RGB", (320, 180), "navy").save(tmp_path / "göl.bmp")
    refused = kadraj("generate", "veo", "Bir göl", "--image", tmp_path / "göl.bmp")
    assert refused.code == 2
    made = kadraj(
        "generate", "veo", "Bir göl", "--image", tmp_path / "göl.bmp", "--convert", "--json"
    )
    assert made.code == 0
    assert "göl.bmp: a copy is sent, 0.2 MB → 0 MB (320×180)" in made.err
    assert made.json["picture"] == "göl.png"
    fine = kadraj("generate", "veo", "a", "--image", tmp_path / "göl.bmp", "--convert", "--no-wait")
    assert fine.code == 0
    assert panels.posts() == 2
