"""What a package says of its licences is made of what is installed, and all of it is said."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import licence_papers
from licence_papers import Part

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Part]:
    file = tmp_path_factory.mktemp("licences") / "licences.json"
    subprocess.run([sys.executable, "-m", "app.licences", str(file)], check=True, cwd=ROOT)
    return licence_papers.read(file)


def test_the_paper_names_every_part_with_its_source_and_holds_the_licence_of_the_whole(
    parts: list[Part],
) -> None:
    told = licence_papers.copying(parts)
    assert "own source is under the MIT licence" in told
    assert "kendi kaynağı MIT lisanslıdır" in told
    assert "END OF TERMS AND CONDITIONS" in told
    for part in parts[1:]:
        head = f"{part['name']} {part['version']}".rstrip()
        assert f"\n{head}\n  {part['licence']}\n  {part['source'].split()[0]}" in told


def test_debians_copyright_file_can_be_read_by_machines_and_leaves_out_what_every_debian_has(
    parts: list[Part],
) -> None:
    told = licence_papers.debian_copyright(parts)
    header, *stanzas = [
        dict(re.findall(r"^([\w-]+): *((?:.*)(?:\n .*)*)", stanza, re.MULTILINE))
        for stanza in told.rstrip().split("\n\n")
    ]
    assert header["Format"].endswith("copyright-format/1.0/")
    assert header["License"] == "GPL-3+"
    assert len(stanzas) == len(parts)
    assert stanzas[0]["Files"] == "*"
    assert stanzas[0]["License"].startswith("Expat\n")
    assert "Permission is hereby granted" in stanzas[0]["License"]
    for stanza in stanzas:
        assert list(stanza) == ["Files", "Copyright", "License", "Comment"]
        name, *text = stanza["License"].splitlines()
        assert re.fullmatch(r"[\w.+-]+( (or|and) [\w.+-]+| with [\w.-]+ exception)*", name)
        assert text
    of = {stanza["Comment"].partition(" ")[0]: stanza for stanza in stanzas}
    assert "usr/share/common-licenses/GPL-2" in of["x264"]["License"]
    assert "GPL-2+ with Bootloader exception" in of["PyInstaller"]["License"]
    for full in (
        "CONDITIONS FOR COPYING",
        "CONDITIONS FOR USE, REPRODUCTION",
        "\n 1. Definitions\n",
    ):
        assert full not in told
