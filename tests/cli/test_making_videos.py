"""`generate`, `follow`, `jobs` and `download` as processes: results, progress and exit codes."""

import json
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import av
import pytest

from app.demo.panels import DemoPanels, ThreadedDemoPanels
from app.demo.scenarios import CALM, SCENARIOS, Endpoint, Scenario
from tests.cli.conftest import KEY, Kadraj, until

ENDLESS = Scenario("endless", pace_factor=1_000_000)


def polled(panels: DemoPanels, after: int = 0) -> bool:
    """Whether a status was asked for."""
    return any("/status/" in request.path for request in panels.requests[after:])


def is_video(path: Path) -> bool:
    with av.open(str(path)) as container:
        return container.streams.video[0].frames > 0


@pytest.mark.parametrize("service", ["sora", "veo"])
def test_generate_ends_with_the_path_of_the_video(kadraj: Kadraj, service: str) -> None:
    ended = kadraj("generate", service, "Kırmızı balon")
    assert ended.code == 0
    (line,) = ended.out.splitlines()
    assert is_video(Path(line))
    assert Path(line).is_relative_to(kadraj.home / "library")
    progress = ended.err.splitlines()
    assert progress[-1] == f"{service} · ready"
    assert progress[:2] == [f"{service} · sending", f"{service} · place 1 in the queue"]
    assert any("downloading" in said for said in progress)


def test_generate_from_a_picture_to_a_file_told_as_json(
    kadraj: Kadraj, panels: DemoPanels, picture: Path, tmp_path: Path
) -> None:
    target = tmp_path / "balon.mp4"
    ended = kadraj(
        "generate", "veo", "Balon yükselsin", "--image", picture, "--aspect", "9:16",
        "--duration", "4", "-o", target, "--json",
    )  # fmt: skip
    assert ended.code == 0
    told = ended.json
    assert is_video(target)
    assert is_video(Path(told["file"]))
    assert (
        told
        | {
            "service": "veo",
            "state": "ready",
            "prompt": "Balon yükselsin",
            "picture": picture.name,
            "aspect_ratio": "9:16",
            "duration_seconds": 4,
            "model": None,
            "error": None,
        }
        == told
    )
    (post,) = (request for request in panels.requests if request.method == "POST")
    assert isinstance(post.body, dict)
    assert {"prompt", "aspect_ratio", "duration_seconds", "image"} == set(post.body)


def test_a_model_chooses_its_frame(kadraj: Kadraj) -> None:
    ended = kadraj("generate", "sora", "Balon", "--model", "sora-2-portrait", "--json", "--no-wait")
    assert (ended.code, ended.json["aspect_ratio"]) == (0, "9:16")


def test_no_wait_then_follow_then_jobs(kadraj: Kadraj, panels: DemoPanels) -> None:
    begun = kadraj("generate", "sora", "Balon", "--no-wait", "--json")
    assert begun.code == 0
    assert begun.json["state"] in {"queued", "processing"}
    assert begun.json["file"] is None
    followed = kadraj("follow")
    assert followed.code == 0
    assert is_video(Path(followed.out.strip()))
    listed = kadraj("jobs", "--json")
    (job,) = listed.json
    assert (listed.code, job["state"], job["job_id"]) == (0, "ready", begun.json["job_id"])
    assert (listed.err, panels.posts()) == ("", 1)
    text = kadraj("jobs")
    assert "ready" in text.out
    assert "Balon" in text.out
    again = kadraj("follow")
    assert (again.code, again.out) == (0, "No jobs.\n")


def test_download_by_the_services_own_id(kadraj: Kadraj, tmp_path: Path) -> None:
    history = kadraj("history", "veo", "--json")
    assert history.code == 0
    job_id = history.json[0]["job_id"]
    target = tmp_path / "video.mp4"
    ended = kadraj("download", "veo", job_id, "-o", target)
    assert (ended.code, ended.out) == (0, f"{target}\n")
    assert is_video(target)
    again = kadraj("download", "veo", job_id)
    assert again.code == 0
    assert is_video(Path(again.out.strip()))
    assert kadraj("history", "veo", "--json").json[0]["file"] == again.out.strip()


def test_download_of_what_was_submitted_before_and_is_made_now(
    kadraj: Kadraj, panels: DemoPanels
) -> None:
    begun = kadraj("generate", "sora", "Balon", "--no-wait", "--json").json
    while begun["job_id"] not in {video["job_id"] for video in kadraj_history(kadraj)}:
        time.sleep(0.1)
    ended = kadraj("download", "sora", begun["job_id"])
    assert ended.code == 0
    assert is_video(Path(ended.out.strip()))
    assert len(list(kadraj.home.rglob("*.mp4"))) == 1
    assert panels.posts() == 1


def kadraj_history(kadraj: Kadraj) -> list[dict[str, str]]:
    videos: list[dict[str, str]] = kadraj("history", "sora", "--json").json
    return videos


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("generate", "kling", "x"), "kling is not one of: sora, veo"),
        (("generate", "sora", " "), "Write a prompt"),
        (("generate", "sora", "x", "--aspect", "1:1"), "1:1"),
        (("generate", "veo", "x", "--duration", "5"), "4, 6, 8"),
        (("generate", "veo", "x", "--duration", "long"), "long is not a whole number"),
        (("generate", "sora", "x", "--model", "sora-9"), "sora-9"),
        (("generate", "sora", "x", "--image", "no-such.png"), "no-such.png"),
        (("generate", "sora", "x", "--image", "README.md"), "cannot be read"),
        (("generate", "sora", "x", "-o", "no/such/folder/x.mp4"), "does not exist"),
        (("download", "sora", "no-such-id"), "no-such-id"),
        (("demo-panels", "--scenario", "unheard-of"), "unheard-of"),
        (("demo-panels", "--port", "70000"), "65532"),
        (("unheard-of",), "unheard-of is not one of: "),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_bad_input_is_2_and_nothing_is_sent(
    kadraj: Kadraj, panels: DemoPanels, arguments: tuple[str, ...], says: str
) -> None:
    ended = kadraj(*arguments)
    assert (ended.code, ended.out) == (2, "")
    if arguments[-1] != "README.md":
        assert says in ended.err
    assert panels.posts() == 0


def test_too_large_a_picture_is_told_in_megabytes(
    kadraj: Kadraj, panels: DemoPanels, picture: Path
) -> None:
    with picture.open("ab") as file:
        file.truncate(27_000_000)
    ended = kadraj("generate", "sora", "x", "--image", picture)
    assert ended.code == 2
    assert ended.err == "The picture has 25.7 MB; at most 10 MB can be sent.\n"
    turkish = kadraj("generate", "sora", "x", "--image", picture, LANG="tr_TR.UTF-8")
    assert turkish.err == "Görsel 25,7 MB; en çok 10 MB gönderilebilir.\n"
    assert panels.posts() == 0


def test_one_refused_key_is_told_once_and_the_other_services_job_is_finished(
    kadraj: Kadraj, panels: DemoPanels
) -> None:
    nowhere = {"KADRAJ_SORA_URL": "http://127.0.0.1:9"}
    assert kadraj("generate", "sora", "Balon", **nowhere).code == 5
    panels.scenario = ENDLESS.of("sora")
    assert kadraj("generate", "veo", "Balon", "--no-wait").code == 0
    ended = kadraj("follow", KADRAJ_SORA_KEY="wrong")
    assert ended.code == 3
    assert ended.err.count("sora refused the key") == 1
    assert "veo · ready" in ended.err


@pytest.mark.parametrize("command", ["generate", "download"])
def test_a_file_that_is_there_is_not_overwritten(
    kadraj: Kadraj, panels: DemoPanels, tmp_path: Path, command: str
) -> None:
    target = tmp_path / "mine.mp4"
    target.write_bytes(b"mine")
    ended = kadraj(command, "sora", "x", "-o", target)
    assert (ended.code, ended.out) == (2, "")
    assert str(target) in ended.err
    assert target.read_bytes() == b"mine"
    assert panels.posts() == 0


def test_a_refused_key_is_3_and_leaves_nothing_to_be_sent_later(
    kadraj: Kadraj, panels: DemoPanels
) -> None:
    ended = kadraj("generate", "sora", "Balon", KADRAJ_SORA_KEY="wrong")
    assert ended.code == 3
    assert ended.err.count("refused the key") == 1
    assert ended.err.endswith("sora refused the key. Check it for missing letters.\n")
    assert {job["state"] for job in kadraj("jobs", "--json").json} <= {"failed"}
    so_far = panels.posts()
    assert kadraj("follow").code == 0
    assert panels.posts() == so_far


def test_the_other_services_key_does_not_matter(kadraj: Kadraj) -> None:
    ended = kadraj("generate", "sora", "Balon", KADRAJ_VEO_KEY="wrong")
    assert ended.code == 0
    assert "veo" not in ended.err


def test_no_key_is_3_and_says_how_to_give_one(kadraj: Kadraj, panels: DemoPanels) -> None:
    for command in (("generate", "sora", "Balon"), ("history", "sora")):
        ended = kadraj(*command, KADRAJ_SORA_KEY="")
        assert (ended.code, ended.out) == (3, "")
        assert "kadraj login sora" in ended.err
    assert panels.posts() == 0


def test_no_quota_is_4(kadraj: Kadraj, panels: DemoPanels) -> None:
    panels.scenario = SCENARIOS["out-of-quota"]
    ended = kadraj("generate", "veo", "Balon", "--json")
    assert (ended.code, ended.json["error"]["code"]) == (4, "quota_exhausted")
    assert "No videos left today on veo." in ended.err


def test_unreachable_is_5_and_follow_sends_it_later(bare: Kadraj, panels: DemoPanels) -> None:
    ended = bare("generate", "sora", "Balon", "--json", KADRAJ_SORA_KEY=KEY)
    assert (ended.code, ended.json["state"]) == (5, "waiting")
    assert "kadraj follow sends it" in ended.err
    assert bare("follow", KADRAJ_SORA_KEY=KEY).code == 5
    followed = bare("follow", KADRAJ_SORA_KEY=KEY, KADRAJ_SORA_URL=panels.sora_url)
    assert followed.code == 0
    assert is_video(Path(followed.out.strip()))
    assert panels.posts() == 1


def test_uncertain_is_5_and_never_sent_again(kadraj: Kadraj, panels: DemoPanels) -> None:
    panels.scenario = SCENARIOS["drop-after-submit"]
    ended = kadraj("generate", "veo", "Balon", "--json")
    assert (ended.code, ended.json["state"]) == (5, "uncertain")
    assert "never sends a job twice" in ended.err
    panels.scenario = CALM
    assert kadraj("follow").code == 5
    assert panels.posts() == 1


def test_a_job_that_the_service_failed_is_6_with_its_words(
    kadraj: Kadraj, panels: DemoPanels
) -> None:
    panels.scenario = SCENARIOS["failing"]
    ended = kadraj("generate", "sora", "Balon", "--json")
    assert ended.code == 6
    assert ended.json["error"]["detail"] == "İçerik politikası nedeniyle reddedildi"
    assert "İçerik politikası nedeniyle reddedildi" in ended.err


def test_a_key_that_is_revoked_while_waiting_loses_no_paid_job(
    kadraj: Kadraj, panels: DemoPanels
) -> None:
    panels.scenario = ENDLESS
    with kadraj.begun("generate", "sora", "Balon") as process:
        until(lambda: polled(panels))
        panels.scenario = replace(SCENARIOS["wrong-key"], pace_factor=ENDLESS.pace_factor)
        process.communicate(timeout=100)
    assert process.returncode == 3
    (job,) = kadraj("jobs", "--json").json
    assert job["state"] in {"queued", "processing"}


@pytest.mark.skipif(os.name == "nt", reason="interrupts by signal")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_ends_in_order_and_the_job_stays(
    kadraj: Kadraj, panels: DemoPanels, number: signal.Signals
) -> None:
    panels.scenario = ENDLESS
    assert kadraj("generate", "sora", "Balon", "--no-wait").code == 0
    with kadraj.begun("follow") as process:
        so_far = len(panels.requests)
        until(lambda: polled(panels, so_far))
        process.send_signal(number)
        out, err = process.communicate(timeout=100)
    assert process.returncode == 130
    assert out == ""
    assert "What is unfinished goes on later." in err
    assert "Traceback" not in err
    (job,) = kadraj("jobs", "--json").json
    assert job["state"] in {"queued", "processing"}
    assert panels.posts() == 1


def test_a_copy_that_cannot_be_written_says_so_and_the_video_is_kept(
    kadraj: Kadraj, panels: DemoPanels, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    panels.scenario = Scenario("far", latency=0.5).at(Endpoint.FILE)
    with kadraj.begun("generate", "sora", "Balon", "-o", folder / "x.mp4") as process:
        until(lambda: panels.posts() == 1)
        folder.rmdir()
        _, err = process.communicate(timeout=100)
    assert process.returncode == 1
    assert str(folder / "x.mp4") in err
    (job,) = kadraj("jobs", "--json").json
    assert is_video(Path(job["file"]))


def test_panels_that_come_later_are_found(bare: Kadraj, tmp_path: Path) -> None:
    """`follow` waits for a service that has a job of ours and is away for a moment."""
    keys = {"sora": {KEY}}
    panels = DemoPanels(folder=tmp_path / "p", keys=keys, draft=True, clip_seconds=1, pace=0.1)
    with ThreadedDemoPanels(panels):
        address = panels.sora_url
        begun = bare(
            "generate", "sora", "x", "--no-wait", KADRAJ_SORA_KEY=KEY, KADRAJ_SORA_URL=address
        )
        assert begun.code == 0
    with bare.begun("follow", KADRAJ_SORA_KEY=KEY, KADRAJ_SORA_URL=address) as process:
        assert process.stderr is not None
        next(line for line in process.stderr if "cannot be reached" in line)
        with ThreadedDemoPanels(panels):
            out, _ = process.communicate(timeout=100)
    assert process.returncode == 0
    assert is_video(Path(out.strip()))


def test_one_command_asks_both_services_for_the_same(
    kadraj: Kadraj, panels: DemoPanels, picture: Path, tmp_path: Path
) -> None:
    refused = kadraj("generate", "veo", "Balon", "--both", "-o", tmp_path / "balon.mp4")
    assert (refused.code, refused.out) == (2, "")
    assert kadraj("generate", "veo", "--from", picture, "--both").code == 2
    ended = kadraj("generate", "veo", "Balon", "--both", "--aspect", "9:16", "--json")
    assert ended.code == 0
    assert "also on sora: 9:16, sora-2-portrait" in ended.err.splitlines()
    told = [json.loads(line) for line in ended.out.splitlines()]
    assert [job["service"] for job in told] == ["veo", "sora"]
    assert told[0]["idea"] == told[1]["idea"]
    assert all(is_video(Path(job["file"])) for job in told)
    posts = [request for request in panels.requests if request.method == "POST"]
    assert sorted(request.service for request in posts) == ["sora", "veo"]
