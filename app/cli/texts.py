"""What the command line says, in both languages: English first, Turkish second."""

import locale
import os
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from app.cli.argument_errors import retold
from app.cli.error_texts import BARE, ERRORS, KEYRING_REASONS, UNCERTAIN
from app.cli.help_texts import HELP
from app.domain.errors import ErrorCode, KadrajError, what_came
from app.domain.settings import Language

_MEGABYTE: Final = 1024 * 1024
_GIGABYTE: Final = 1024 * _MEGABYTE

_LINES: Final[Mapping[str, tuple[str, str]]] = {
    "libraries_missing": (
        "Libraries that Kadraj needs are missing on this system: {libraries}",
        "Kadraj’ın gereksindiği kitaplıklar bu sistemde yok: {libraries}",
    ),
    "waiting": ("waiting to be sent", "gönderilmeyi bekliyor"),
    "paused": ("waiting, sending is paused", "bekliyor, gönderim duraklatıldı"),
    "nothing_paused": ("Nothing is paused.", "Duraklatılan bir şey yok."),
    "some_paused": (
        "Sending is paused: {services}. What was sent goes on.",
        "Gönderim duraklatıldı: {services}. Gönderilenler sürüyor.",
    ),
    "resume_hint": (
        "To send it: kadraj resume {service}",
        "Göndermek için: kadraj resume {service}",
    ),
    "submitting": ("sending", "gönderiliyor"),
    "queued": ("in the queue", "kuyrukta"),
    "queued_at": ("place {position} in the queue", "kuyrukta {position}. sırada"),
    "processing": ("rendering", "işleniyor"),
    "completed": ("finished, not downloaded", "bitti, indirilmedi"),
    "disk_full": (
        "paused, goes on by itself when the disk has room",
        "duraklatıldı, diskte yer açılınca kendiliğinden sürer",
    ),
    "forgotten": (
        "{service} no longer knows it; asked again and again",
        "{service} artık tanımıyor; durmadan yeniden soruluyor",
    ),
    "doubted_hint": (
        "Answer it: kadraj check {job}, kadraj lost {job} or kadraj send-again {job}",
        "Yanıtla: kadraj check {job}, kadraj lost {job} ya da kadraj send-again {job}",
    ),
    "undo_hint": ("To take it back: kadraj undo {job}", "Geri almak için: kadraj undo {job}"),
    "undone": ("Taken back: {state}.", "Geri alındı: {state}."),
    "nothing_to_undo": (
        "There is nothing to take back: {state}.",
        "Geri alınacak bir şey yok: {state}.",
    ),
    "not_offered": (
        "{value} is none of the videos shown.",
        "{value} gösterilen videolardan biri değil.",
    ),
    "look_hint": (
        "To look at one: kadraj download {service} JOB_ID",
        "Birine bakmak için: kadraj download {service} JOB_ID",
    ),
    "anothers_video": (
        "{value} cannot be this job’s: it is another job’s.",
        "{value} bu işin olamaz: başka bir işin videosu.",
    ),
    "search_one": (
        "One video of {service} may be it. Only you can tell:",
        "{service} servisindeki bir video o olabilir. Bunu yalnızca sen bilebilirsin:",
    ),
    "close_first": (
        "Use the open window, or close it first.",
        "Açık pencereyi kullan ya da önce onu kapat.",
    ),
    "downloading": ("downloading", "indiriliyor"),
    "downloading_bytes": (
        "downloading, {received} of {total} MB",
        "indiriliyor, {received} / {total} MB",
    ),
    "ready": ("ready", "hazır"),
    "failed": ("failed", "başarısız"),
    "uncertain": ("uncertain", "belirsiz"),
    "lost": ("marked as lost", "kayıp sayıldı"),
    "removed": ("removed", "kaldırıldı"),
    "no_jobs": ("No jobs.", "İş yok."),
    "no_videos": ("No videos.", "Video yok."),
    "no_votes": (
        "No comparisons between services yet.",
        "Servisler arasında henüz karşılaştırma yok.",
    ),
    "score": (
        "{score} · comparisons: {comparisons}, neither better: {undecided}",
        "{score} · karşılaştırma: {comparisons}, ikisi de değil: {undecided}",
    ),
    "may_be_old": (
        "Kadraj is open: this is what it knows, the list may be old.",
        "Kadraj açık: bildiği bu kadar, liste eski olabilir.",
    ),
    "several_meant": (
        "{value} may be any of these: {found}",
        "{value} bunlardan herhangi biri olabilir: {found}",
    ),
    "imported": (
        "Taken in: {taken}, known already: {known}.",
        "Alınan: {taken}, zaten bilinen: {known}.",
    ),
    "not_imported": ("Not a video: {path}", "Video değil: {path}"),
    "unusually_long": (
        "{state}, taking unusually long",
        "{state}, alışılandan uzun sürüyor",
    ),
    "search_found": (
        "Found at {service}. kadraj follow brings it.",
        "{service} servisinde bulundu. kadraj follow getirir.",
    ),
    "search_several": (
        "Only you can tell which video of {service} it is:",
        "{service} servisindeki hangi video olduğunu yalnızca sen bilebilirsin:",
    ),
    "search_not_taken": (
        "Not found, and {service} counts no more than your own videos: probably not taken.",
        "Bulunamadı; {service} senin videolarından fazlasını saymıyor: büyük olasılıkla alınmadı.",
    ),
    "search_taken": (
        (
            "Not found yet, but {service} counts one more than Kadraj knows of: probably taken. "
            "Look again in a few minutes."
        ),
        (
            "Henüz bulunamadı ama {service} Kadraj’ın bildiğinden bir fazla sayıyor: büyük "
            "olasılıkla alındı. Birkaç dakika sonra yeniden bak."
        ),
    ),
    "search_unknown": (
        (
            "Not found at {service} yet. A video shows there when it is finished: look again in a "
            "few minutes."
        ),
        (
            "{service} servisinde henüz yok. Video orada bitince görünür: birkaç dakika sonra "
            "yeniden bak."
        ),
    ),
    "which_is_it": (
        "Which one is it? A number, n for none of these, Enter to leave it open:",
        "Hangisi? Bir sayı, hiçbiri için h, karar vermemek için Enter:",
    ),
    "take_hint": (
        "Say which: kadraj check {job} --take JOB_ID, or --take none",
        "Hangisi olduğunu söyle: kadraj check {job} --take JOB_ID ya da --take none",
    ),
    "not_uncertain": (
        "This job is not uncertain: {state}.",
        "Bu iş belirsiz değil: {state}.",
    ),
    "not_sendable": (
        "This job cannot be sent again: {state}.",
        "Bu iş yeniden gönderilemez: {state}.",
    ),
    "may_be_paid_twice": (
        "{service} may have taken this job already. Sent again, it may cost a second video.",
        "{service} bu işi zaten almış olabilir. Yeniden gönderirsen ikinci bir hak gidebilir.",
    ),
    "say_yes": ("To send it all the same, add --yes.", "Yine de göndermek için --yes ekle."),
    "send_it": ("Send it again? (y/N)", "Yeniden gönderilsin mi? (e/H)"),
    "answer_there": (
        "Answer in the open window, or close it first.",
        "Yanıtı açık pencerede ver ya da önce onu kapat.",
    ),
    "file_missing": (
        "its file is not there (disk not plugged in?)",
        "dosyası yerinde değil (diski takılı mı?)",
    ),
    "in_the_cloud": ("in the cloud", "bulutta"),
    "key_kept": ("The key works and is in the keyring.", "Anahtar geçerli ve anahtarlıkta."),
    "left_today": ("{remaining} of {limit} left today", "bugün {remaining} / {limit} hak kaldı"),
    "key_forgotten": ("The key is forgotten.", "Anahtar unutuldu."),
    "no_key_came": ("No key came on standard input.", "Standart girdiden anahtar gelmedi."),
    "nothing_kept": (
        "There is no system keyring, so no key is kept here.",
        "Sistem anahtarlığı yok; burada saklanan anahtar da yok.",
    ),
    "key_prompt": ("{service} key (not shown): ", "{service} anahtarı (gösterilmez): "),
    "kept_waiting": (
        "The job is kept and was not sent. kadraj follow sends it.",
        "İş saklandı, gönderilmedi. kadraj follow gönderir.",
    ),
    "file_exists": ("This file exists already: {path}", "Bu dosya zaten var: {path}"),
    "no_folder": ("This folder does not exist: {path}", "Bu klasör yok: {path}"),
    "panels_up": (
        "The demo panels are up. Press Ctrl+C to end them.",
        "Demo panelleri açık. Kapatmak için Ctrl+C’ye bas.",
    ),
    "panels_control": (
        "What they do can be seen and set here: curl {url}",
        "Ne yaptıkları şuradan görülür ve ayarlanır: curl {url}",
    ),
    "port_taken": ("The port cannot be used: {reason}", "Bu port kullanılamıyor: {reason}"),
    "library_rebuilt": (
        "The library is rebuilt. Videos: {videos}, jobs: {jobs}.",
        "Kitaplık yeniden kuruldu. Video: {videos}, iş: {jobs}.",
    ),
    "not_all": (
        "Its second copy was not whole either: what was done last may be missing.",
        "İkinci kopyası da tam değildi: en son yapılanlar eksik olabilir.",
    ),
    "set_aside": (
        "The old database is kept as {file}.",
        "Eski veritabanı {file} adıyla saklandı.",
    ),
    "level_ok": ("ok", "iyi"),
    "level_warning": ("warning", "uyarı"),
    "level_problem": ("PROBLEM", "SORUN"),
    "row_program": ("{item}", "{item}"),
    "row_package": ("package {item}", "{item} paketi"),
    "row_decoder": ("decoder {item}", "{item} çözücüsü"),
    "row_keyring": ("system keyring", "sistem anahtarlığı"),
    "row_data_folder": ("data folder", "veri klasörü"),
    "row_library_folder": ("library folder", "kitaplık klasörü"),
    "row_service": ("service {item}", "{item} servisi"),
    "seen_there": ("there", "var"),
    "seen_missing": ("missing", "yok"),
    "seen_no_keyring": (
        "there is none: keys hold for one run, give them in {variables}",
        "yok: anahtarlar tek çalıştırma için geçerli, {variables} ile ver",
    ),
    "seen_keyring_trouble": (
        "cannot be used ({reason}): keys hold for one run, give them in {variables}",
        "kullanılamıyor ({reason}): anahtarlar tek çalıştırma için geçerli, {variables} ile ver",
    ),
    "seen_not_writable": ("cannot be written to", "yazılamıyor"),
    "seen_full": (
        "full, {free} free: what needs room waits",
        "dolu, {free} boş: yer isteyen her şey bekler",
    ),
    "seen_not_there": (
        "not there: is its disk plugged in?",
        "yerinde değil: diski takılı mı?",
    ),
    "seen_free": ("{free} free", "{free} boş"),
    "seen_unreachable": ("cannot be reached: {reason}", "ulaşılamıyor: {reason}"),
    "list_row": ("row {row}: {text}", "{row}. satır: {text}"),
    "list_joined": (
        (
            "There are empty lines, and they were taken for the ends of prompts: "
            "{lines} lines became {count} prompts."
        ),
        "Boş satırlar var ve istemlerin sonu sayıldı: {lines} satır {count} istem oldu.",
    ),
    "list_checked": (
        "{good} can be made, {bad} rows cannot.",
        "{good} tanesi yapılabilir, {bad} satır yapılamaz.",
    ),
    "list_refused": (
        "Nothing was queued. Mend these rows, or add --skip-bad to leave them out.",
        "Kuyruğa bir şey alınmadı. Bu satırları düzelt ya da dışarıda bırak: --skip-bad.",
    ),
    "prompt_or_list": (
        "Give either a PROMPT or --from FILE.",
        "Ya bir PROMPT ver ya da --from FILE.",
    ),
    "one_output": (
        "-o names one file, and this makes several. They are in the library.",
        "-o tek dosya adı verir, bu ise birden çok video yapar. Videolar kitaplıkta.",
    ),
    "both_or_list": (
        "--both is for one PROMPT, not for a list.",
        "--both tek bir PROMPT içindir, liste için değil.",
    ),
    "asked_too": ("also on {service}: {choices}", "{service} servisinden de: {choices}"),
    "column_prompt": ("prompt", "istem"),
    "column_image": ("image", "görsel"),
    "column_aspect": ("frame", "kadraj"),
    "column_duration": ("length", "süre"),
    "column_model": ("model", "model"),
    "plan_jobs": ("{service}: {count} to make", "{service}: yapılacak {count}"),
    "plan_left": ("{count} left today", "bugün kalan hak {count}"),
    "plan_later": ("{count} wait for another day", "{count} tanesi başka güne kalır"),
    "plan_minutes": (
        "about {median} min ({low} to {high})",
        "yaklaşık {median} dk ({low}–{high})",
    ),
    "prepared": (
        "{picture}: a copy is sent, {before} MB → {after} MB ({width}×{height})",
        "{picture}: bir kopyası gönderilir, {before} MB → {after} MB ({width}×{height})",
    ),
    "join_several": ("Name two videos or more.", "En az iki video söyle."),
    "no_such_form": (
        "The file’s name must end in .gif, .webp or .mp4.",
        "Dosyanın adı .gif, .webp ya da .mp4 ile bitmeli.",
    ),
    "kept_as_they_are": (
        "{frames} frames, kept as they are.",
        "{frames} kare, oldukları gibi.",
    ),
    "some_encoded_anew": (
        "{frames} frames, {encoded} of them encoded anew: they cannot be kept as they are.",
        "{frames} kare; {encoded} tanesi yeniden kodlanıyor, oldukları gibi kalamıyor.",
    ),
    "done_of_film": ("{percent} % written", "%{percent} yazıldı"),
    "about_size": ("about {size} MB", "yaklaşık {size} MB"),
    "nothing_written": (
        "Stopped. Nothing was written.",
        "Durduruldu. Hiçbir şey yazılmadı.",
    ),
    "stopped": (
        "Stopped. What is unfinished goes on later.",
        "Durduruldu. Yarım kalan sonra sürer.",
    ),
}


class Speech:
    """The command line's voice in one language."""

    def __init__(self, language: Language) -> None:
        wanted = _surrounding_language() if language is Language.SYSTEM else language
        self._index = 1 if wanted is Language.TURKISH else 0

    def line(self, name: str, **fields: object) -> str:
        """A line of `_LINES`, filled in."""
        return _LINES[name][self._index].format(**fields)

    def help(self, name: str, **fields: object) -> str:
        """An explanation of `HELP`, filled in."""
        return HELP[name][self._index].format(**fields)

    def wrong_input(self, message: str) -> str:
        """What argparse says of wrong input, in words."""
        return retold(message, self._index)

    def error(self, error: KadrajError) -> str:
        """An error in words. What a service said is quoted, never taken for a template."""
        service = str(error.params.get("service") or error.params.get("host") or "")
        fields = {name: _plain(value) for name, value in error.params.items()}
        fields |= {"service": service, "variable": f"KADRAJ_{(service or 'sora').upper()}_KEY"}
        if error.code is ErrorCode.KEYRING_UNAVAILABLE:
            fields["reason"] = self.reason(fields.get("reason", ""))
        if error.code is ErrorCode.SUBMIT_UNCERTAIN:
            told = UNCERTAIN[what_came(error.params)][self._index]
            fields["came"] = told.format_map(_Known(fields))
        if error.code is ErrorCode.PICTURE_TOO_LARGE:
            sizes = {name: error.params.get(name) for name in ("size", "limit")}
            fields |= {
                name: self.megabytes(size) for name, size in sizes.items() if isinstance(size, int)
            }
        bare = error.code in BARE and not str(error.params.get("detail") or "").strip()
        texts = BARE if bare else ERRORS
        return texts[error.code][self._index].format_map(_Known(fields))

    def moment(self, moment: datetime, *, exact: bool = False) -> str:
        """A time here, with seconds where they are wanted: 2026-11-21 16:20, in Turkish
        21.11.2026 16:20."""
        here = moment.astimezone()
        day = f"{here:%d.%m.%Y}" if self._index else f"{here:%Y-%m-%d}"
        return f"{day} {here:%H:%M:%S}" if exact else f"{day} {here:%H:%M}"

    def reason(self, reason: str) -> str:
        """Why something cannot be used, in words where there are any."""
        return KEYRING_REASONS.get(reason, (reason, reason))[self._index]

    @staticmethod
    def plain(text: str) -> str:
        """Text of any origin without what a terminal would obey."""
        return _plain(text)

    @staticmethod
    def one_line(text: str) -> str:
        """The same without line breaks: a prompt may have some, a table's row has none."""
        return " ".join(_plain(text).split())

    def size(self, size: int) -> str:
        """Bytes in the unit that suits them, counted as in the window: `35.3 GB`, `35,3 GB`."""
        large = size >= _GIGABYTE
        return f"{self.megabytes(size / 1024 if large else size)} {'GB' if large else 'MB'}"

    def megabytes(self, size: float) -> str:
        """Bytes as megabytes, counted as in the window: `25.8`, in Turkish `25,8`; `10`."""
        figure = f"{size / _MEGABYTE:.1f}".removesuffix(".0")
        return figure.replace(".", ",") if self._index else figure


class _Known(dict[str, str]):
    """Fields of a template; what an error does not tell is shown as a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def _plain(value: object) -> str:
    """Text without control characters: a terminal obeys some of them."""
    return "".join(letter if letter.isprintable() else " " for letter in str(value))


def _surrounding_language() -> Language:
    named = next(
        (value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))),
        locale.getlocale()[0] or "",
    )
    return Language.TURKISH if named.lower().startswith(("tr", "turkish")) else Language.ENGLISH
