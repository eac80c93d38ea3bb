"""What `--help` says, in both languages: English first, Turkish second."""

from collections.abc import Mapping
from typing import Final

#: By the name that is typed, or in capitals the name of what is to be filled in.
HELP: Final[Mapping[str, tuple[str, str]]] = {
    "kadraj": (
        "A desktop studio for AI video. Without a command the window opens.",
        "Yapay zekâ videoları için bir masaüstü stüdyosu. Komut verilmezse pencere açılır.",
    ),
    "exit codes": (
        (
            "Exit codes: 0 done, 1 trouble on this computer, 2 bad input, 3 key refused, "
            "4 no quota left, 5 unreachable or uncertain, 6 the service failed the job."
        ),
        (
            "Çıkış kodları: 0 tamam, 1 bu bilgisayarda sorun, 2 hatalı girdi, 3 anahtar kabul "
            "edilmedi, 4 hak kalmadı, 5 ulaşılamıyor ya da belirsiz, 6 servis işi yapamadı."
        ),
    ),
    "usage": ("usage", "kullanım"),
    "error": ("error", "hata"),
    "arguments": ("arguments", "girdiler"),
    "options": ("options", "seçenekler"),
    "commands": ("commands", "komutlar"),
    "--help": ("show this help", "bu yardımı göster"),
    "--version": ("show the version", "sürümü göster"),
    "--demo": ("open the window on the demo panels", "pencereyi demo panelleriyle aç"),
    "--smoke": (
        "live through the main job by itself, and say what works",
        "asıl işi baştan sona kendi başına dene, çalışanı söyle",
    ),
    "--headless": (
        "with --demo: make four videos without a screen and say where they are",
        "--demo ile: ekransız dört video yap, yerlerini söyle",
    ),
    "--open": (
        "put a picture into the window's composer, also when the window is open already",
        "penceredeki yeni video alanına bir görsel koy; pencere zaten açıksa da olur",
    ),
    "--debug": ("write more into the log", "günlüğe daha çok şey yaz"),
    "--json": ("write JSON to standard output", "standart çıktıya JSON yaz"),
    "login": (
        "check a key from standard input and remember it",
        "standart girdiden gelen anahtarı dene ve sakla",
    ),
    "logout": ("forget a key", "bir anahtarı unut"),
    "generate": ("make a video and download it", "bir video yap ve indir"),
    "jobs": ("list the jobs", "işleri listele"),
    "follow": (
        "take up all open jobs until they are done",
        "yarım kalan bütün işleri bitene dek sürdür",
    ),
    "pause": (
        "send no waiting jobs, or none to one service, until resume; the window heeds it, too",
        "resume’a dek bekleyen işleri (ya da bir servisinkileri) gönderme; pencere de buna uyar",
    ),
    "resume": (
        "let waiting jobs go again; follow or the window sends them",
        "bekleyen işler yeniden gönderilsin; follow ya da pencere gönderir",
    ),
    "history": ("list a service's videos", "bir servisin videolarını listele"),
    "download": ("download a video", "bir videoyu indir"),
    "import": (
        "copy a folder's videos into the library",
        "bir klasördeki videoları kitaplığa kopyala",
    ),
    "export": (
        "copy the library's videos into a folder; nothing is replaced there",
        "kitaplıktaki videoları bir klasöre kopyala; oradaki hiçbir dosyanın üzerine yazılmaz",
    ),
    "continue": (
        "make a video that goes on from another one’s last good frame",
        "başka bir videonun son iyi karesinden süren bir video yap",
    ),
    "join": (
        "join videos of the library to one; it joins the library too",
        "kitaplıktaki videoları tek videoda birleştir; o da kitaplığa girer",
    ),
    "export-as": (
        "write a video of the library as GIF, WebP or MP4",
        "kitaplıktaki bir videoyu GIF, WebP ya da MP4 olarak yaz",
    ),
    "score": (
        "say whose videos you liked better where you compared two",
        "karşılaştırdığın videolarda hangi servisinkileri daha çok beğendiğini söyle",
    ),
    "VIDEO": (
        "an id as history shows it, its first 6 letters or more, or a file of the library",
        "history çıktısındaki gibi bir kimlik, baştan en az 6 harfi ya da kitaplıktan bir dosya",
    ),
    "VIDEOS": (
        "two or more, in the order they are to be shown; each as for continue",
        "gösterilecekleri sırayla iki ya da daha çok video; her biri continue’daki gibi",
    ),
    "FILM": (
        "the file to write; its ending says what: .gif, .webp or .mp4",
        "yazılacak dosya; ne olacağını uzantısı söyler: .gif, .webp ya da .mp4",
    ),
    "--at": (
        "the frame shown at this second instead of the last good one",
        "son iyi kare yerine bu saniyedeki kare",
    ),
    "--whole": (
        "keep what comes after the frame that the next one was continued from",
        "bir sonrakinin sürdürüldüğü kareden sonrasını da bırak",
    ),
    "--side": (
        "pixels at the longer side; nothing is enlarged",
        "uzun kenarda piksel; hiçbir şey büyütülmez",
    ),
    "--begin": ("from this second on", "bu saniyeden başla"),
    "--end": ("up to this second", "bu saniyeye dek"),
    "--speed": ("0.25 to 4 times as quick", "0,25 ile 4 arası hız"),
    "--estimate": (
        "only say about how large it would be",
        "yalnızca yaklaşık ne kadar yer tutacağını söyle",
    ),
    "check": (
        "look for an uncertain job at its service",
        "belirsiz bir işi servisinde ara",
    ),
    "lost": ("give an uncertain job up", "belirsiz bir işten vazgeç"),
    "undo": (
        "take back a job’s found video, lost, or none of these",
        "bir işe bulunan videoyu, kayıp ya da hiçbiri sözünü geri al",
    ),
    "send-again": (
        "send a failed, uncertain or lost job once more",
        "başarısız, belirsiz ya da kayıp bir işi yeniden gönder",
    ),
    "demo-panels": (
        "run the demo panels on this computer",
        "demo panellerini bu bilgisayarda çalıştır",
    ),
    "rebuild-library": (
        "make the library's database anew from its second copy and the videos' JSON files",
        "kitaplığın veritabanını ikinci kopyasından ve videoların JSON dosyalarından yeniden kur",
    ),
    "report": (
        "write a ZIP that helps to find a fault",
        "bir arızayı bulmaya yarayan bir ZIP yaz",
    ),
    "doctor": (
        "look whether everything Kadraj needs is there",
        "Kadraj’a gereken her şey yerinde mi diye bak",
    ),
    "SERVICE": ("one of: {services}", "şunlardan biri: {services}"),
    "PROMPT": ("what the video is to show", "videoda ne olacağı"),
    "JOB_ID": (
        "as jobs or history shows it; its first 6 letters or more will do",
        "jobs ya da history çıktısındaki gibi; baştan en az 6 harfi yeter",
    ),
    "FOLDER": (
        "a folder; those inside it are looked through too when importing",
        "bir klasör; içe alırken altındakilere de bakılır",
    ),
    "--search": (
        "only videos whose prompt, tags or note have these words",
        "yalnızca isteminde, etiketlerinde ya da notunda bu sözcükler olan videolar",
    ),
    "--with-sidecars": (
        "with the JSON file and the source picture of each",
        "her birinin JSON dosyası ve kaynak görseliyle birlikte",
    ),
    "JOB": (
        "as jobs shows it; its first 6 letters or more will do",
        "jobs çıktısındaki gibi; baştan en az 6 harfi yeter",
    ),
    "FILE": ("the ZIP to write", "yazılacak ZIP"),
    "--from": (
        "make one video for each row: a text, or a CSV with prompt, image, frame, length, model",
        "her satır için bir video: metin ya da istem, görsel, kadraj, süre, model sütunlu CSV",
    ),
    "--check": (
        "with --from: say what is wrong in which row and what it all comes to, and make nothing",
        "--from ile: hangi satırda ne yanlış, hepsi ne tutar söyle; hiçbir şey yapma",
    ),
    "--skip-bad": (
        "with --from: leave out rows that cannot be made",
        "--from ile: yapılamayacak satırları dışarıda bırak",
    ),
    "--times": ("make each so many times", "her birini bu kadar kez yap"),
    "--convert": (
        "where the service does not take the picture as it is, send a copy that it takes",
        "servis görseli olduğu gibi almıyorsa alacağı bir kopyasını gönder",
    ),
    "--image": ("picture to begin with", "videonun başlayacağı görsel"),
    "--aspect": ("frame, such as 16:9", "kadraj, örneğin 16:9"),
    "--duration": ("length in seconds", "saniye olarak süre"),
    "--model": (
        "the service's model, such as sora-2-landscape",
        "servisin modeli, örneğin sora-2-landscape",
    ),
    "--output": ("copy the video here", "videoyu buraya kopyala"),
    "--both": (
        "ask the other service for the same, too, with what comes nearest there",
        "aynısını öbür servisten de iste; oradaki en yakın seçeneklerle",
    ),
    "--no-wait": (
        "return as soon as the service has the job",
        "servis işi alır almaz dön",
    ),
    "--take": (
        "take this video as the job’s; none: it is none of those shown",
        "bu videoyu işin videosu say; none: gösterilenlerin hiçbiri değil",
    ),
    "--yes": (
        "send it although it may be paid twice",
        "iki kez hak gidebilecek olsa da gönder",
    ),
    "--port": (
        "of the first panel; the next two are used too",
        "ilk panelin portu; sonraki ikisi de kullanılır",
    ),
    "--scenario": (
        "how the panels behave, also set at /_control: calm, slow, …; a wrong name lists them all",
        "panellerin davranışı (/_control ile de): calm, slow, …; yanlış bir ad hepsini sayar",
    ),
    "--with-prompts": ("put your prompts in, too", "istemlerini de içine koy"),
}
