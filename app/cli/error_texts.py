"""Errors in words, in both languages: English first, Turkish second."""

from collections.abc import Mapping
from typing import Final

from app.domain.errors import NO_KEYRING, Came, ErrorCode

#: A sentence for each code, filled in with the error's parameters.
ERRORS: Final[Mapping[ErrorCode, tuple[str, str]]] = {
    ErrorCode.KEY_MISSING: (
        "There is no key for {service}. Give one: kadraj login {service}, or set {variable}",
        "{service} için anahtar yok. Bir anahtar ver: kadraj login {service} ya da {variable}",
    ),
    ErrorCode.KEY_REFUSED: (
        "{service} refused the key. Check it for missing letters.",
        "{service} bu anahtarı kabul etmedi. Eksik harf var mı, denetle.",
    ),
    ErrorCode.UNREACHABLE: (
        "{service} cannot be reached. Check your network.",
        "{service} servisine ulaşılamıyor. Ağ bağlantını denetle.",
    ),
    ErrorCode.TIMED_OUT: (
        "{service} did not answer in time.",
        "{service} zamanında yanıt vermedi.",
    ),
    ErrorCode.SERVER_ERROR: (
        "{service} has a fault of its own (error {status}). Try a little later.",
        "{service} tarafında bir arıza var (hata {status}). Biraz sonra dene.",
    ),
    ErrorCode.HTML_REPLY: (
        "{service} answered with a web page instead of data. Check the service address.",
        "{service} veri yerine bir web sayfası gönderdi. Servis adresini denetle.",
    ),
    ErrorCode.ODD_REPLY: (
        "{service} gave an answer that Kadraj does not understand.",
        "{service} Kadraj’ın anlamadığı bir yanıt verdi.",
    ),
    ErrorCode.RATE_LIMITED: (
        "{service} gets too many requests. Wait a little.",
        "{service} çok fazla istek alıyor. Biraz bekle.",
    ),
    ErrorCode.REJECTED: (
        "{service} did not accept this: {detail}",
        "{service} bunu kabul etmedi: {detail}",
    ),
    ErrorCode.REDIRECTED: (
        "{service} points to another address ({host}). The key was not sent there.",
        "{service} başka bir adrese yönlendiriyor ({host}). Anahtar oraya gönderilmedi.",
    ),
    ErrorCode.NOT_FOUND: (
        "{service} does not know this video.",
        "{service} bu videoyu tanımıyor.",
    ),
    ErrorCode.ADDRESS_REFUSED: (
        "The video’s address is not safe to open.",
        "Videonun adresi güvenle açılamaz.",
    ),
    ErrorCode.SERVICE_FAILED: (
        "{service} could not make it: {detail}",
        "{service} yapamadı: {detail}",
    ),
    ErrorCode.SUBMIT_UNCERTAIN: (
        "{came} Kadraj never sends a job twice.",
        "{came} Kadraj bir işi iki kez göndermez.",
    ),
    ErrorCode.QUOTA_EXHAUSTED: (
        "No videos left today on {service}.",
        "{service} için bugün hak kalmadı.",
    ),
    ErrorCode.JOB_UNDER_WAY: (
        "This job waits no more, so it can no longer be changed.",
        "Bu iş artık beklemiyor; değiştirilemez.",
    ),
    ErrorCode.SENDING_PAUSED: (
        "Sending to {service} is paused. Let it go on with: kadraj resume {service}",
        "{service} servisine gönderim duraklatıldı. Sürdürmek için: kadraj resume {service}",
    ),
    ErrorCode.PROMPT_EMPTY: ("Write a prompt.", "Bir istem yaz."),
    ErrorCode.ASPECT_RATIO_UNKNOWN: (
        "The frame {value} is not offered. Choose one of: {allowed}",
        "{value} kadrajı yok. Şunlardan birini seç: {allowed}",
    ),
    ErrorCode.DURATION_UNKNOWN: (
        "A length of {value} s is not offered. Choose one of: {allowed}",
        "{value} saniyelik video yok. Şunlardan birini seç: {allowed}",
    ),
    ErrorCode.MODEL_UNKNOWN: (
        "The model {value} is not offered. Choose one of: {allowed}",
        "{value} modeli yok. Şunlardan birini seç: {allowed}",
    ),
    ErrorCode.PICTURE_UNSUPPORTED: (
        "This is not a JPEG, PNG or WebP picture ({found}).",
        "Bu bir JPEG, PNG ya da WebP görseli değil ({found}).",
    ),
    ErrorCode.PICTURE_TOO_LARGE: (
        "The picture has {size} MB; at most {limit} MB can be sent.",
        "Görsel {size} MB; en çok {limit} MB gönderilebilir.",
    ),
    ErrorCode.PICTURE_TOO_MANY_PIXELS: (
        "The picture is too large to be opened safely ({width}×{height}).",
        "Görsel güvenle açılamayacak kadar büyük ({width}×{height}).",
    ),
    ErrorCode.PICTURE_UNREADABLE: (
        "The picture {name} cannot be read. It may be missing or damaged.",
        "{name} görseli okunamıyor. Dosya yok ya da bozuk olabilir.",
    ),
    ErrorCode.PICTURE_MISSING: (
        "There is no picture {name}, seen from the list’s folder.",
        "Listenin klasöründen bakınca {name} diye bir görsel yok.",
    ),
    ErrorCode.PICTURE_CHANGED: (
        "The picture {name} has changed on disk since it was looked at.",
        "{name} görseli bakıldıktan sonra diskte değişti.",
    ),
    ErrorCode.LIST_WITHOUT_PROMPTS: (
        "The first line names no column prompt (found: {found}).",
        "İlk satırda istem adlı bir sütun yok (bulunan: {found}).",
    ),
    ErrorCode.LIST_IS_WORKBOOK: (
        "{name} is a workbook. Save it as CSV first.",
        "{name} bir çalışma kitabı. Önce CSV olarak kaydet.",
    ),
    ErrorCode.LIST_LINE_TOO_LONG: (
        "More than {limit} letters.",
        "{limit} harften uzun.",
    ),
    ErrorCode.LIST_QUOTE_OPEN: (
        "A quotation mark is opened and never closed.",
        "Bir tırnak açılmış, kapatılmamış.",
    ),
    ErrorCode.LIST_QUOTE_AMISS: (
        "There is text behind a closing quotation mark; one inside a text is written twice.",
        "Kapanan tırnaktan sonra yazı var; metnin içindeki tırnak iki kez yazılır.",
    ),
    ErrorCode.LIST_TOO_MANY_FIELDS: (
        "{found} fields for {expected} columns. A prompt with the separator in it needs quotes.",
        "{expected} sütuna {found} alan düşüyor. İçinde ayırıcı olan istemi tırnağa al.",
    ),
    ErrorCode.LIST_NOT_TEXT: (
        "Not readable as text.",
        "Metin olarak okunamıyor.",
    ),
    ErrorCode.LIST_FORMULA: (
        "A formula instead of its result.",
        "Sonucu değil, bir formül.",
    ),
    ErrorCode.LIST_NO_NUMBER: (
        "{value} is not a number of seconds.",
        "{value} geçerli bir saniye değeri değil.",
    ),
    ErrorCode.LIST_NOT_OFFERED: (
        "{service} has no such choice. Leave it empty.",
        "{service} böyle bir seçenek sunmuyor. Boş bırak.",
    ),
    ErrorCode.PRESETS_UNREADABLE: (
        "{name} holds no presets of Kadraj.",
        "{name} içinde Kadraj şablonları yok.",
    ),
    ErrorCode.SERVICE_UNKNOWN: (
        "There is no service {value}. Choose one of: {allowed}",
        "{value} diye bir servis yok. Şunlardan birini seç: {allowed}",
    ),
    ErrorCode.SCENARIO_UNKNOWN: (
        "There is no scenario {value}. Choose one of: {allowed}",
        "{value} diye bir senaryo yok. Şunlardan birini seç: {allowed}",
    ),
    ErrorCode.SERVICE_ADDRESS_INVALID: (
        "This is not an https address that Kadraj can use: {value}",
        "Bu, Kadraj’ın kullanabileceği bir https adresi değil: {value}",
    ),
    ErrorCode.NOT_A_VIDEO: (
        "What came is not a video. It was set aside and not opened.",
        "Gelen bir video değil. Açılmadan kenara ayrıldı.",
    ),
    ErrorCode.DOWNLOAD_CUT: ("The download was cut off.", "İndirme yarıda kesildi."),
    ErrorCode.DOWNLOAD_FAILED: (
        "The video could not be downloaded (error {status}).",
        "Video indirilemedi (hata {status}).",
    ),
    ErrorCode.ONLY_IN_BROWSER: (
        "This video can only be watched in the browser: {url}",
        "Bu video yalnızca tarayıcıda izlenebilir: {url}",
    ),
    ErrorCode.NO_VIDEO_ADDRESS: (
        "The service gave no address for this video.",
        "Servis bu video için adres vermedi.",
    ),
    ErrorCode.CLIP_UNKNOWN: (
        "There is no video {value} in the history.",
        "Geçmişte {value} diye bir video yok.",
    ),
    ErrorCode.ID_TOO_SHORT: (
        "{value} is too short: give the first {least} letters or more.",
        "{value} çok kısa: baştan en az {least} harf ver.",
    ),
    ErrorCode.JOB_UNKNOWN: ("There is no job {value}.", "{value} diye bir iş yok."),
    ErrorCode.CLIP_NOT_HERE: (
        "{name} is only in the cloud. Download it first.",
        "{name} yalnızca bulutta. Önce indir.",
    ),
    ErrorCode.CLIP_UNREADABLE: (
        "The video {name} cannot be read. It may be damaged.",
        "{name} videosu okunamıyor. Bozuk olabilir.",
    ),
    ErrorCode.FILM_SHAPE_INVALID: (
        "A video cannot be written so: {field} {value}",
        "Bir video böyle yazılamaz: {field} {value}",
    ),
    ErrorCode.FILM_FAILED: (
        "The video could not be written ({reason}).",
        "Video yazılamadı ({reason}).",
    ),
    ErrorCode.DISK_FULL: (
        "The disk is full: {folder}",
        "Disk dolu: {folder}",
    ),
    ErrorCode.LIBRARY_AWAY: (
        "The library folder is not there: {folder}. Plug its disk in; downloads wait for it.",
        "Kitaplık klasörü yerinde değil: {folder}. Diskini tak; indirmeler onu bekliyor.",
    ),
    ErrorCode.FILE_FAILED: (
        "A file could not be written: {path} ({reason})",
        "Bir dosya yazılamadı: {path} ({reason})",
    ),
    ErrorCode.KEYRING_UNAVAILABLE: (
        "The system keyring cannot be used ({reason}). Give the key in {variable} instead.",
        "Sistem anahtarlığı kullanılamıyor ({reason}). Anahtarı {variable} ile ver.",
    ),
    ErrorCode.ALREADY_RUNNING: (
        "Kadraj is already running with this library.",
        "Kadraj bu kitaplıkla zaten çalışıyor.",
    ),
    ErrorCode.LIBRARY_DAMAGED: (
        "The library is damaged ({reason}). It is rebuilt at the next start.",
        "Kitaplık bozulmuş ({reason}). Bir sonraki açılışta yeniden kurulur.",
    ),
    ErrorCode.LIBRARY_REBUILT: (
        "The library was damaged and is rebuilt. Videos: {videos}, jobs: {jobs}. Old one: {name}",
        "Kitaplık bozulmuştu, yeniden kuruldu. Video: {videos}, iş: {jobs}. Eskisi: {name}",
    ),
    ErrorCode.LIBRARY_NEWER: (
        "This library was written by a newer Kadraj. Update Kadraj to open it.",
        "Bu kitaplığı daha yeni bir Kadraj yazmış. Açmak için Kadraj’ı güncelle.",
    ),
    ErrorCode.SETTINGS_DAMAGED: (
        "The settings file {name} is damaged; the usual settings are in force.",
        "Ayar dosyası {name} bozuk; olağan ayarlar geçerli.",
    ),
    ErrorCode.SETTINGS_NOT_UNDERSTOOD: (
        "Some settings in {name} are not understood: {fields}. The usual ones are in force.",
        "{name} içindeki bazı ayarlar anlaşılmıyor: {fields}. Yerlerine olağan değerler geçerli.",
    ),
    ErrorCode.FOLDER_UNUSABLE: (
        "The library cannot move there: {path}",
        "Kitaplık oraya taşınamaz: {path}",
    ),
    ErrorCode.NO_RECYCLE_BIN: (
        "There is no recycle bin here.",
        "Burada çöp kutusu yok.",
    ),
    ErrorCode.INTERNAL: (
        "Something in Kadraj went wrong ({reason}).",
        "Kadraj’da bir şeyler ters gitti ({reason}).",
    ),
}

#: Where the service said nothing to quote.
BARE: Final[Mapping[ErrorCode, tuple[str, str]]] = {
    ErrorCode.REJECTED: (
        "{service} did not accept this (error {status}).",
        "{service} bunu kabul etmedi (hata {status}).",
    ),
    ErrorCode.SERVICE_FAILED: (
        "{service} could not make it and gave no reason.",
        "{service} yapamadı, nedenini de söylemedi.",
    ),
}

#: What came instead of a clear answer, for `SUBMIT_UNCERTAIN`.
UNCERTAIN: Final[Mapping[Came, tuple[str, str]]] = {
    Came.NOTHING: (
        "Uncertain: connection lost while sending to {service}.",
        "Belirsiz: {service} için gönderirken bağlantı koptu.",
    ),
    Came.TOO_LATE: (
        "Uncertain: {service} did not answer in time.",
        "Belirsiz: {service} zamanında yanıt vermedi.",
    ),
    Came.ERROR: (
        "Uncertain: {service} answered with error {status}.",
        "Belirsiz: {service} {status} hatasıyla yanıt verdi.",
    ),
    Came.PAGE: (
        "Uncertain: {service} answered with a web page instead of data (status {status}).",
        "Belirsiz: {service} veri yerine bir web sayfası gönderdi (durum {status}).",
    ),
    Came.REDIRECT: (
        "Uncertain: {service} points to another address ({host}). Nothing was sent there.",
        "Belirsiz: {service} başka bir adrese yönlendiriyor ({host}). Oraya bir şey gönderilmedi.",
    ),
    Came.ODD: (
        "Uncertain: {service} gave an answer that Kadraj does not understand (status {status}).",
        "Belirsiz: {service} Kadraj’ın anlamadığı bir yanıt verdi (durum {status}).",
    ),
    Came.END: (
        "Uncertain: Kadraj ended while sending to {service}.",
        "Belirsiz: {service} için gönderirken Kadraj kapandı.",
    ),
    Came.REBUILT: (
        "Uncertain: the library was rebuilt, and {service} may have this job.",
        "Belirsiz: kitaplık yeniden kuruldu, iş {service} servisine gitmiş olabilir.",
    ),
    Came.ANOTHER: (
        "Uncertain: the video that was found at {service} was not this job’s.",
        "Belirsiz: {service} servisinde bulunan video bu işin değildi.",
    ),
}

#: Reasons of `KEYRING_UNAVAILABLE`; others are the type of what went wrong.
KEYRING_REASONS: Final[Mapping[str, tuple[str, str]]] = {
    NO_KEYRING: ("there is none", "yok"),
    "timeout": ("it does not answer", "yanıt vermiyor"),
    "not_kept": ("it does not keep the key", "anahtarı saklamıyor"),
}
