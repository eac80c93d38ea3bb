<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="tr" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>A desktop studio for AI video, free software</source>
        <translation>Yapay zekâ videoları için masaüstü stüdyosu, özgür yazılım</translation>
    </message>
    <message>
        <source>About {name}</source>
        <translation>{name} hakkında</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message>
        <source>Its own source is under the MIT licence. A package holds parts under the GPL, such as x264, and is passed on as a whole under the GNU GPL, version 3 or later.</source>
        <translation>Kendi kaynağı MIT lisanslıdır. Paketlerde x264 gibi GPL lisanslı parçalar vardır; bu yüzden bir paket bütünüyle GNU GPL’nin 3. ya da daha yeni sürümüyle dağıtılır.</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lisans</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>Lisans: {licence}</translation>
    </message>
    <message>
        <source>Made of</source>
        <translation>Yapıtaşları</translation>
    </message>
    <message>
        <source>Source: {address}</source>
        <translation>Kaynak: {address}</translation>
    </message>
</context>
<context>
    <name>AddressField</name>
    <message>
        <source>A key goes only where it was given for. Sign in for this address.</source>
        <translation>Anahtar yalnızca verildiği adrese gider. Bu adres için giriş yap.</translation>
    </message>
    <message>
        <source>Address of {service}</source>
        <translation>{service} adresi</translation>
    </message>
    <message>
        <source>Another address was given at the start, and that one counts.</source>
        <translation>Başlangıçta başka bir adres verildi ve geçerli olan o.</translation>
    </message>
</context>
<context>
    <name>AlsoOn</name>
    <message>
        <source>Also on {service}</source>
        <translation>{service} ile de oluştur</translation>
    </message>
    <message>
        <source>Asks {service} for the same, as a second video that is paid for. It counts for the next video, not for lists and many pictures.</source>
        <translation>Aynısını {service} servisinden de ister: ikinci bir hak gider. Sıradaki video için geçerlidir; listeler ve çok görsel için değil.</translation>
    </message>
    <message>
        <source>does not take this picture</source>
        <translation>bu görseli almaz</translation>
    </message>
    <message>
        <source>no key for it</source>
        <translation>anahtarı yok</translation>
    </message>
    <message>
        <source>none left today: waits</source>
        <translation>bugün hak kalmadı: bekler</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} sn</translation>
    </message>
</context>
<context>
    <name>AwaySection</name>
    <message>
        <source>How many jobs need you: failed and uncertain ones. Where the taskbar or Dock can show it.</source>
        <translation>Kaç iş seni bekliyor: başarısız ve belirsiz olanlar. Görev çubuğu (macOS’ta Dock) gösterebiliyorsa.</translation>
    </message>
    <message>
        <source>Icon in the system tray</source>
        <translation>Sistem tepsisinde simge</translation>
    </message>
    <message>
        <source>In the background</source>
        <translation>Arka planda</translation>
    </message>
    <message>
        <source>Notify me when a job ends</source>
        <translation>Bir iş bitince bildir</translation>
    </message>
    <message>
        <source>Number on the program’s icon</source>
        <translation>Programın simgesinde sayı</translation>
    </message>
    <message>
        <source>Stay awake while videos are downloaded</source>
        <translation>Videolar indirilirken uyanık kal</translation>
    </message>
    <message>
        <source>The computer does not go to sleep by itself meanwhile; its screen may turn off.</source>
        <translation>Bilgisayar bu sırada kendiliğinden uykuya geçmez; ekranı kapanabilir.</translation>
    </message>
    <message>
        <source>This desktop has no tray to show it in.</source>
        <translation>Bu masaüstünün sistem tepsisi yok.</translation>
    </message>
    <message>
        <source>What is under way, with pause and the latest video. It goes with the window.</source>
        <translation>Süren işler, duraklatma ve son video. Pencereyle birlikte kapanır.</translation>
    </message>
    <message>
        <source>While another window is in front. A click opens the video.</source>
        <translation>Önde başka bir pencere varken. Tıklayınca video açılır.</translation>
    </message>
    <message>
        <source>With a sound</source>
        <translation>Sesli</translation>
    </message>
</context>
<context>
    <name>ClipActions</name>
    <message>
        <source>Continue from here</source>
        <translation>Buradan sürdür</translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation>İstemi kopyala</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Ayrıntılar</translation>
    </message>
    <message>
        <source>Details (I)</source>
        <translation>Ayrıntılar (I)</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>İndir</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favori</translation>
    </message>
    <message>
        <source>Favourite (F)</source>
        <translation>Favori (F)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Daha fazla</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Tarayıcıda aç</translation>
    </message>
    <message>
        <source>Save frame</source>
        <translation>Kareyi kaydet</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Klasörde göster</translation>
    </message>
    <message>
        <source>The frame on show becomes the picture of a new video; at the end, the last one that is neither faded nor black</source>
        <translation>Görünen kare yeni videonun görseli olur; sonda ise kararmamış, silikleşmemiş son kare</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>Yeniden kullan</translation>
    </message>
</context>
<context>
    <name>ClipDeeds</name>
    <message numerus="yes">
        <source>%n file(s) copied</source>
        <translation>
            <numerusform>%n dosya kopyalandı</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only in the cloud</source>
        <translation>
            <numerusform>%n yalnızca bulutta</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n yıldız</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) changed</source>
        <translation>
            <numerusform>%n video değişti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) exported</source>
        <translation>
            <numerusform>%n video dışa aktarıldı</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) made favourites</source>
        <translation>
            <numerusform>%n video favori oldu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) moved to the recycle bin</source>
        <translation>
            <numerusform>%n video çöp kutusuna taşındı</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) no favourites any more</source>
        <translation>
            <numerusform>%n video artık favori değil</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) put back</source>
        <translation>
            <numerusform>%n video geri kondu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) tagged {tags}</source>
        <translation>
            <numerusform>%n video etiketlendi: {tags}</numerusform>
        </translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Dışa aktarılacak yer</translation>
    </message>
    <message>
        <source>Only in the cloud: download it first.</source>
        <translation>Yalnızca bulutta: önce indir.</translation>
    </message>
    <message numerus="yes">
        <source>Tag {tags} taken off %n video(s)</source>
        <translation>
            <numerusform>%n videodan etiket kaldırıldı: {tags}</numerusform>
        </translation>
    </message>
    <message>
        <source>The file is back in its place</source>
        <translation>Dosya yerine kondu</translation>
    </message>
    <message>
        <source>This file is no video.</source>
        <translation>Bu dosya video değil.</translation>
    </message>
    <message>
        <source>This is another video, which is here already.</source>
        <translation>Bu başka bir video; zaten burada.</translation>
    </message>
    <message>
        <source>This is another video; it was imported as one of its own.</source>
        <translation>Bu başka bir video; ayrı bir video olarak içe alındı.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Geri al</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Geri alındı: {what}</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Videolar</translation>
    </message>
    <message>
        <source>Where is this video?</source>
        <translation>Bu video nerede?</translation>
    </message>
    <message numerus="yes">
        <source>{stars} for %n video(s)</source>
        <translation>
            <numerusform>%n video için {stars}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClipDelegate</name>
    <message>
        <source>Download</source>
        <extracomment>Free space around a cell&apos;s still, half of what lies between two stills. What halts downloads, which go on by themselves.</extracomment>
        <translation>İndir</translation>
    </message>
    <message>
        <source>Downloading…</source>
        <translation>İndiriliyor…</translation>
    </message>
    <message>
        <source>Waiting to download</source>
        <translation>İndirme bekliyor</translation>
    </message>
    <message>
        <source>file not there</source>
        <translation>dosyası yerinde değil</translation>
    </message>
    <message>
        <source>in the cloud</source>
        <translation>bulutta</translation>
    </message>
    <message>
        <source>only here</source>
        <translation>yalnızca burada</translation>
    </message>
</context>
<context>
    <name>ClipMenu</name>
    <message>
        <source>Choose file…</source>
        <translation>Dosyayı seç…</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Karşılaştır</translation>
    </message>
    <message>
        <source>Continue from its last frame</source>
        <translation>Son karesinden sürdür</translation>
    </message>
    <message>
        <source>Copy file</source>
        <translation>Dosyayı kopyala</translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation>İstemi kopyala</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Ayrıntılar</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>İndir</translation>
    </message>
    <message>
        <source>Export as GIF, WebP, MP4…</source>
        <translation>GIF, WebP, MP4 olarak kaydet…</translation>
    </message>
    <message>
        <source>Export files…</source>
        <translation>Dosyaları dışa aktar…</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favori</translation>
    </message>
    <message>
        <source>Join…</source>
        <translation>Birleştir…</translation>
    </message>
    <message>
        <source>Move to the recycle bin</source>
        <translation>Çöp kutusuna taşı</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>Favorilerden çıkar</translation>
    </message>
    <message>
        <source>No program here plays this file.</source>
        <translation>Burada bu dosyayı oynatan bir program yok.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Yok</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Aç</translation>
    </message>
    <message>
        <source>Open with another program</source>
        <translation>Başka programla aç</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Klasörde göster</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Yıldız</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>Etiketler…</translation>
    </message>
    <message>
        <source>Use again</source>
        <translation>Yeniden kullan</translation>
    </message>
</context>
<context>
    <name>ClipNotice</name>
    <message>
        <source>Copy path</source>
        <translation>Yolu kopyala</translation>
    </message>
    <message>
        <source>No program here opens folders. The file is in {path}</source>
        <translation>Burada klasör açan bir program yok. Dosya şurada: {path}</translation>
    </message>
    <message>
        <source>Path copied</source>
        <translation>Yol kopyalandı</translation>
    </message>
    <message>
        <source>Prompt copied</source>
        <translation>İstem kopyalandı</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Klasörde göster</translation>
    </message>
</context>
<context>
    <name>Clips</name>
    <message>
        <source>Made elsewhere</source>
        <translation>Başka yerde yapıldı</translation>
    </message>
    <message>
        <source>This video was made elsewhere; its prompt is not known</source>
        <translation>Bu video başka yerde yapıldı; istemi bilinmiyor</translation>
    </message>
</context>
<context>
    <name>CodeCard</name>
    <message>
        <source>Copied</source>
        <translation>Kopyalandı</translation>
    </message>
    <message>
        <source>Copy</source>
        <extracomment>How long it is said that it was copied, in milliseconds.</extracomment>
        <translation>Kopyala</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Kodu kopyala</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Compare</source>
        <translation>Karşılaştırma</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Oluştur</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Ayrıntılar</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Geçmiş</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>Tek tek</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kuyruk</translation>
    </message>
    <message>
        <source>Video</source>
        <extracomment>Choices of a list that are commands; who has more looks into the list. What stands behind a button&apos;s name in its tooltip: the keys that do the same.</extracomment>
        <translation>Video</translation>
    </message>
</context>
<context>
    <name>ComparePane</name>
    <message>
        <source>Change places</source>
        <translation>Yer değiştir</translation>
    </message>
    <message>
        <source>Change places (X)</source>
        <translation>Yer değiştir (X)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Kapat (Esc)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Karşılaştır</translation>
    </message>
    <message>
        <source>How both are shown</source>
        <translation>İkisinin nasıl gösterildiği</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Yan yana</translation>
    </message>
    <message>
        <source>Side by side or under a wipe (W)</source>
        <translation>Yan yana ya da perdeyle (W)</translation>
    </message>
    <message>
        <source>Vote blind</source>
        <translation>Kör oyla</translation>
    </message>
    <message>
        <source>Vote blind: who made which is told after the vote (H)</source>
        <translation>Kör oyla: hangisini kimin yaptığı oy verince söylenir (H)</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>Perde</translation>
    </message>
    <message>
        <source>{left} beside {right}</source>
        <translation>{left} ile {right} yan yana</translation>
    </message>
    <message>
        <source>{left} over {right}, under a wipe</source>
        <translation>{left} ile {right} üst üste, perdeyle</translation>
    </message>
</context>
<context>
    <name>CompareSide</name>
    <message>
        <source>Told when you have voted</source>
        <translation>Oy verince söylenir</translation>
    </message>
</context>
<context>
    <name>CompareTransport</name>
    <message>
        <source>Hear A</source>
        <extracomment>What the left one is called, and the right one.</extracomment>
        <translation>A’yı dinle</translation>
    </message>
    <message>
        <source>Hear B</source>
        <translation>B’yi dinle</translation>
    </message>
</context>
<context>
    <name>CompareVote</name>
    <message>
        <source>A is better</source>
        <translation>A daha iyi</translation>
    </message>
    <message>
        <source>A is better (1)</source>
        <translation>A daha iyi (1)</translation>
    </message>
    <message>
        <source>B is better</source>
        <translation>B daha iyi</translation>
    </message>
    <message>
        <source>B is better (2)</source>
        <translation>B daha iyi (2)</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>İkisi de değil</translation>
    </message>
    <message>
        <source>Neither is better (0)</source>
        <translation>İkisi de daha iyi değil (0)</translation>
    </message>
    <message>
        <source>Once more takes it back</source>
        <translation>Yeniden basınca geri alınır</translation>
    </message>
    <message>
        <source>Vote taken back</source>
        <translation>Oy geri alındı</translation>
    </message>
</context>
<context>
    <name>ComposerPane</name>
    <message>
        <source>Ctrl ↵</source>
        <translation>Ctrl ↵</translation>
    </message>
    <message>
        <source>Describe the video</source>
        <translation>Videoyu anlat</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Oluştur</translation>
    </message>
    <message numerus="yes">
        <source>Generate %n video(s)</source>
        <translation>
            <numerusform>%n video oluştur</numerusform>
        </translation>
    </message>
    <message>
        <source>Generate (Ctrl+Enter)</source>
        <translation>Oluştur (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Prompt</source>
        <extracomment>Not by name: in Turkish both keys are called Enter. A picture, and the moment of a clip that it shows.</extracomment>
        <translation>İstem</translation>
    </message>
    <message>
        <source>Sign in to generate</source>
        <translation>Oluşturmak için giriş yap</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Geri al</translation>
    </message>
    <message>
        <source>Your draft was replaced by this.</source>
        <translation>Taslağın yerine bu kondu.</translation>
    </message>
</context>
<context>
    <name>ComposerStatus</name>
    <message numerus="yes">
        <source>%n job(s) waiting</source>
        <translation>
            <numerusform>%n iş bekliyor</numerusform>
        </translation>
    </message>
    <message>
        <source>Generates as soon as the picture was read…</source>
        <extracomment>How long the word that a job is in the queue stays, in milliseconds.</extracomment>
        <translation>Görsel okunur okunmaz oluşturulacak…</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>Kuyrukta</translation>
    </message>
    <message>
        <source>Use the copy, or go on without the picture</source>
        <translation>Kopyayı kullan ya da görselsiz sürdür</translation>
    </message>
    <message>
        <source>{count} left today</source>
        <translation>bugün {count} hak kaldı</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n iş</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n video</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CullPane</name>
    <message numerus="yes">
        <source>%n kept</source>
        <translation>
            <numerusform>%n tutuldu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>%n elendi</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message>
        <source>Delete nothing</source>
        <translation>Hiçbirini silme</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Bitir</translation>
    </message>
    <message>
        <source>Download the kept</source>
        <translation>Tutulanları indir</translation>
    </message>
    <message>
        <source>Ends culling (Esc)</source>
        <translation>Ayıklamayı bitirir (Esc)</translation>
    </message>
    <message>
        <source>Export the kept…</source>
        <translation>Tutulanları dışa aktar…</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favori</translation>
    </message>
    <message>
        <source>Favourite (F)</source>
        <translation>Favori (F)</translation>
    </message>
    <message>
        <source>Marked to be thrown away at the end (X)</source>
        <translation>Sonda atılmak üzere işaretler (X)</translation>
    </message>
    <message numerus="yes">
        <source>Move %n to the recycle bin</source>
        <translation>
            <numerusform>%n videoyu çöp kutusuna taşı</numerusform>
        </translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>Komşular</translation>
    </message>
    <message>
        <source>No longer rejected</source>
        <translation>Eleme geri alındı</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ele</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Elendi</translation>
    </message>
    <message>
        <source>Stars and favourites are kept (Esc)</source>
        <translation>Yıldızlar ve favoriler korunur (Esc)</translation>
    </message>
    <message>
        <source>The rejected stay in the library, too; stars and favourites are kept (Esc)</source>
        <translation>Elediklerin de kitaplıkta kalır; yıldızlar ve favoriler korunur (Esc)</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} / {count}</translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>Today</source>
        <translation>Bugün</translation>
    </message>
    <message>
        <source>Today {time}</source>
        <translation>Bugün {time}</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Dün</translation>
    </message>
    <message>
        <source>Yesterday {time}</source>
        <translation>Dün {time}</translation>
    </message>
    <message>
        <source>{low}–{high} min</source>
        <translation>{low}–{high} dk</translation>
    </message>
    <message>
        <source>{low}–{high} s</source>
        <translation>{low}–{high} sn</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} dk</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Came here</source>
        <translation>Kaynak</translation>
    </message>
    <message>
        <source>Coded as</source>
        <translation>Kodlama</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Gün</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>İndiriliyor</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Başarısız</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Dosya</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Bitti</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Kadraj</translation>
    </message>
    <message>
        <source>Gone from this computer; not at any service</source>
        <translation>Bu bilgisayarda yok; hiçbir serviste de değil</translation>
    </message>
    <message>
        <source>In the cloud</source>
        <translation>Bulutta</translation>
    </message>
    <message>
        <source>In the service’s queue</source>
        <translation>Servisin kuyruğunda</translation>
    </message>
    <message>
        <source>Its file is not there</source>
        <translation>Dosyası yerinde değil</translation>
    </message>
    <message>
        <source>Kadraj’s number</source>
        <translation>Kadraj numarası</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Süre</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Yapıldığı zaman</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Yapan servis</translation>
    </message>
    <message>
        <source>Marked as lost</source>
        <translation>Kayıp sayıldı</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Bu bilgisayarda</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Görsel</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Çözünürlük</translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation>İşleniyor</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Gönderiliyor</translation>
    </message>
    <message>
        <source>Service’s number</source>
        <translation>Servis numarası</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Boyut</translation>
    </message>
    <message>
        <source>Taken out of the queue</source>
        <translation>Kuyruktan çıkarıldı</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Belirsiz</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Nerede</translation>
    </message>
    <message>
        <source>Written down</source>
        <translation>Yazıldı</translation>
    </message>
    <message>
        <source>no sound</source>
        <translation>ses yok</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} sn</translation>
    </message>
</context>
<context>
    <name>DetailsPane</name>
    <message>
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message>
        <source>Close (I)</source>
        <translation>Kapat (I)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Karşılaştır</translation>
    </message>
    <message>
        <source>Details</source>
        <extracomment>Letters of a word that may be too long for a line.</extracomment>
        <translation>Ayrıntılar</translation>
    </message>
    <message>
        <source>How it came about</source>
        <translation>Nasıl oluştu</translation>
    </message>
    <message>
        <source>Made of</source>
        <translation>Kaynak videolar</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Not</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Etiketler</translation>
    </message>
    <message>
        <source>The same idea</source>
        <translation>Aynı fikir</translation>
    </message>
    <message>
        <source>What to remember of it</source>
        <translation>Bu videoyla ilgili notun</translation>
    </message>
</context>
<context>
    <name>DropTray</name>
    <message numerus="yes">
        <source>%n picture(s) are here already and were left out.</source>
        <translation>
            <numerusform>%n görsel zaten burada; yeniden eklenmedi.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) of a kind or size that {service} does not take: left out without the copy.</source>
        <translation>
            <numerusform>{service} %n görselin türünü ya da boyutunu almıyor: kopyasız dışarıda kalır.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) of before are still here.</source>
        <translation>
            <numerusform>Önceki %n görsel hâlâ burada.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) removed.</source>
        <translation>
            <numerusform>%n görsel kaldırıldı.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) turned or transparent: sent as they are without the copy.</source>
        <translation>
            <numerusform>%n görsel yan ya da saydam: kopyasız olduğu gibi gönderilir.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) in the queue</source>
        <translation>
            <numerusform>%n video kuyrukta</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Klasör ekle…</translation>
    </message>
    <message>
        <source>Add again</source>
        <translation>Yine de ekle</translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation>Görsel ekle…</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tüm dosyalar (*)</translation>
    </message>
    <message>
        <source>As for all</source>
        <translation>Hepsindeki gibi</translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>Görsel klasörü seç</translation>
    </message>
    <message>
        <source>Choose pictures</source>
        <translation>Görselleri seç</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message>
        <source>Cut pictures to the frame</source>
        <translation>Görselleri kadraja göre kırp</translation>
    </message>
    <message>
        <source>Describe the videos</source>
        <translation>Videoları anlat</translation>
    </message>
    <message>
        <source>Drop pictures or a folder here</source>
        <translation>Görselleri ya da bir klasörü buraya bırak</translation>
    </message>
    <message>
        <source>Earlier (Alt+Left)</source>
        <translation>Önceye al (Alt+Sol)</translation>
    </message>
    <message>
        <source>File not readable</source>
        <translation>Dosya okunamıyor</translation>
    </message>
    <message>
        <source>For pictures the service does not take, or may see turned or on black. Your files stay as they are.</source>
        <translation>Servisin almadığı ya da yan dönmüş, siyah zeminli görebileceği görseller için. Dosyaların olduğu gibi kalır.</translation>
    </message>
    <message>
        <source>Later (Alt+Right)</source>
        <translation>Sonraya al (Alt+Sağ)</translation>
    </message>
    <message>
        <source>Many pictures</source>
        <translation>Toplu görsel</translation>
    </message>
    <message>
        <source>Not a picture</source>
        <translation>Görsel değil</translation>
    </message>
    <message>
        <source>Nothing was queued.</source>
        <translation>Kuyruğa bir şey alınmadı.</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Yapıştırılan görsel</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Görseller</translation>
    </message>
    <message>
        <source>Pictures ({endings})</source>
        <translation>Görseller ({endings})</translation>
    </message>
    <message>
        <source>Preparing {ready} of {total}…</source>
        <translation>Hazırlanıyor: {ready} / {total}…</translation>
    </message>
    <message>
        <source>Prompt for all</source>
        <translation>Hepsi için istem</translation>
    </message>
    <message>
        <source>Prompt for this picture</source>
        <translation>Bu görsel için istem</translation>
    </message>
    <message>
        <source>Queue all ({count})</source>
        <translation>Hepsini kuyruğa al ({count})</translation>
    </message>
    <message>
        <source>Queue {count}</source>
        <translation>{count} tanesini kuyruğa al</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Okunuyor…</translation>
    </message>
    <message>
        <source>Remove (Delete)</source>
        <translation>Kaldır (Delete)</translation>
    </message>
    <message>
        <source>Remove them</source>
        <translation>Kaldır</translation>
    </message>
    <message>
        <source>The tray holds {count} pictures; the rest was left out.</source>
        <translation>Tepsi {count} görsel alır; gerisi dışarıda kaldı.</translation>
    </message>
    <message>
        <source>There is no picture in that.</source>
        <translation>Bunun içinde görsel yok.</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Çok büyük</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Geri al</translation>
    </message>
    <message numerus="yes">
        <source>Use the copy of %n picture(s)</source>
        <translation>
            <numerusform>%n görselin kopyasını kullan</numerusform>
        </translation>
    </message>
    <message>
        <source>What is taken of the picture</source>
        <translation>Görselden alınan kısım</translation>
    </message>
    <message>
        <source>{before} → copy: {after}</source>
        <translation>{before} → kopya: {after}</translation>
    </message>
    <message>
        <source>{kind} pictures cannot be read here. Save it as a JPEG first.</source>
        <translation>{kind} görselleri burada okunamıyor. Önce JPEG olarak kaydet.</translation>
    </message>
    <message>
        <source>{kind}: not readable here</source>
        <translation>{kind}: burada okunamıyor</translation>
    </message>
</context>
<context>
    <name>EditJobDialog</name>
    <message>
        <source>A job has one picture; drop them on the composer instead.</source>
        <translation>Bir işin tek görseli olur; bunları yeni video alanına bırak.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Vazgeç</translation>
    </message>
    <message>
        <source>Ctrl ↵</source>
        <translation>Ctrl ↵</translation>
    </message>
    <message>
        <source>Edit failed job</source>
        <translation>Başarısız işi düzenle</translation>
    </message>
    <message>
        <source>Edit waiting job</source>
        <translation>Bekleyen işi düzenle</translation>
    </message>
    <message>
        <source>First say what is to become of the picture you chose.</source>
        <translation>Önce seçtiğin görsele karar ver.</translation>
    </message>
    <message>
        <source>It keeps its place in the queue, and is not sent while you edit it.</source>
        <translation>Kuyruktaki yerini korur; sen düzenlerken gönderilmez.</translation>
    </message>
    <message>
        <source>Not saved. Close it once more to discard your changes.</source>
        <translation>Kaydedilmedi. Değişiklikleri atmak için bir kez daha kapat.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>İstem</translation>
    </message>
    <message>
        <source>Save (Ctrl+Enter)</source>
        <translation>Kaydet (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Save and send again</source>
        <translation>Kaydet, yeniden gönder</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Değişiklikleri kaydet</translation>
    </message>
    <message>
        <source>Saved, it is sent once more, with what is in these fields.</source>
        <translation>Kaydedince bu alanlardakiyle yeniden gönderilir.</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>A file could not be written: {path} ({reason})</source>
        <translation>Bir dosya yazılamadı: {path} ({reason})</translation>
    </message>
    <message>
        <source>A formula instead of its result.</source>
        <translation>Sonucu değil, bir formül.</translation>
    </message>
    <message>
        <source>A length of {value} s is not offered. Choose one of: {allowed}.</source>
        <translation>{value} saniyelik video yok. Şunlardan birini seç: {allowed}.</translation>
    </message>
    <message>
        <source>A quotation mark is opened and never closed.</source>
        <translation>Bir tırnak açılmış, kapatılmamış.</translation>
    </message>
    <message>
        <source>A video cannot be written so: {field} {value}</source>
        <translation>Bir video böyle yazılamaz: {field} {value}</translation>
    </message>
    <message>
        <source>Kadraj is already running with this library.</source>
        <translation>Kadraj bu kitaplıkla zaten çalışıyor.</translation>
    </message>
    <message>
        <source>Kadraj tries again by itself</source>
        <translation>Kadraj kendiliğinden yeniden dener</translation>
    </message>
    <message>
        <source>More than {limit} letters.</source>
        <translation>{limit} harften uzun.</translation>
    </message>
    <message>
        <source>No videos left today on {service}. Try again tomorrow.</source>
        <translation>{service} için bugün hak kalmadı. Yarın yeniden dene.</translation>
    </message>
    <message>
        <source>Not readable as text.</source>
        <translation>Metin olarak okunamıyor.</translation>
    </message>
    <message>
        <source>Only in the browser</source>
        <translation>Yalnızca tarayıcıda</translation>
    </message>
    <message>
        <source>Paused: disk full</source>
        <translation>Duraklatıldı: disk dolu</translation>
    </message>
    <message>
        <source>Paused: disk full ({path}). Goes on by itself when there is room.</source>
        <translation>Duraklatıldı: disk dolu ({path}). Yer açılınca kendiliğinden sürer.</translation>
    </message>
    <message>
        <source>Paused: library folder not there</source>
        <translation>Duraklatıldı: kitaplık klasörü yerinde değil</translation>
    </message>
    <message>
        <source>Sending to {service} is paused.</source>
        <translation>{service} servisine gönderim duraklatıldı.</translation>
    </message>
    <message>
        <source>Some settings in {name} are not understood: {fields}. They stay there, and the usual ones are in force for them.</source>
        <translation>{name} içindeki bazı ayarlar anlaşılmıyor: {fields}. Dosyada dururlar; yerlerine olağan değerler geçerli.</translation>
    </message>
    <message>
        <source>Something in Kadraj went wrong ({reason}). Nothing was lost.</source>
        <translation>Kadraj’da bir şeyler ters gitti ({reason}). Hiçbir şey kaybolmadı.</translation>
    </message>
    <message>
        <source>The disk is full. Make room, and try again.</source>
        <translation>Disk dolu. Yer aç ve yeniden dene.</translation>
    </message>
    <message>
        <source>The disk is full: {path}. Make room, and try again.</source>
        <translation>Disk dolu: {path}. Yer aç ve yeniden dene.</translation>
    </message>
    <message>
        <source>The download was cut off. Kadraj goes on by itself.</source>
        <translation>İndirme yarıda kesildi. Kadraj kendiliğinden sürdürür.</translation>
    </message>
    <message>
        <source>The first line names no column prompt (found: {found}).</source>
        <translation>İlk satırda istem adlı bir sütun yok (bulunan: {found}).</translation>
    </message>
    <message>
        <source>The frame {value} is not offered. Choose one of: {allowed}.</source>
        <translation>{value} kadrajı yok. Şunlardan birini seç: {allowed}.</translation>
    </message>
    <message>
        <source>The library cannot move to this folder: {path}</source>
        <translation>Kitaplık bu klasöre taşınamaz: {path}</translation>
    </message>
    <message>
        <source>The library folder is not there: {path}. Plug its disk in; downloads wait for it.</source>
        <translation>Kitaplık klasörü yerinde değil: {path}. Diskini tak; indirmeler onu bekliyor.</translation>
    </message>
    <message>
        <source>The library is damaged. Close Kadraj and open it again: it is rebuilt then.</source>
        <translation>Kitaplık bozulmuş. Kadraj’ı kapatıp aç: açılırken yeniden kurulur.</translation>
    </message>
    <message>
        <source>The library was damaged and has been rebuilt: {videos}, {jobs}. The old one is kept as {name}.</source>
        <translation>Kitaplık bozulmuştu, yeniden kuruldu: {videos}, {jobs}. Eskisi {name} adıyla duruyor.</translation>
    </message>
    <message>
        <source>The library was missing and has been rebuilt: {videos}, {jobs}.</source>
        <translation>Kitaplık yoktu, yeniden kuruldu: {videos}, {jobs}.</translation>
    </message>
    <message>
        <source>The model {value} is not offered. Choose one of: {allowed}.</source>
        <translation>{value} modeli yok. Şunlardan birini seç: {allowed}.</translation>
    </message>
    <message>
        <source>The picture has {size}; at most {limit_size} can be sent.</source>
        <translation>Görsel {size}; en çok {limit_size} gönderilebilir.</translation>
    </message>
    <message>
        <source>The picture is too large to be opened safely ({pixels}).</source>
        <translation>Görsel güvenle açılamayacak kadar büyük ({pixels}).</translation>
    </message>
    <message>
        <source>The picture {name} cannot be read. It may be damaged.</source>
        <translation>{name} görseli okunamıyor. Bozuk olabilir.</translation>
    </message>
    <message>
        <source>The service gave no address for this video.</source>
        <translation>Servis bu video için adres vermedi.</translation>
    </message>
    <message>
        <source>The service refused this key. Check it for missing letters.</source>
        <translation>Servis bu anahtarı kabul etmedi. Eksik harf var mı, denetle.</translation>
    </message>
    <message>
        <source>The settings file is damaged, so the usual settings are in force. When you change one, the file is kept beside the new one.</source>
        <translation>Ayar dosyası bozuk; olağan ayarlar geçerli. Birini değiştirince bozuk dosya yenisinin yanında saklanır.</translation>
    </message>
    <message>
        <source>The system keyring cannot be used. You are signed in for this run only.</source>
        <translation>Sistem anahtarlığı kullanılamıyor. Girişin yalnızca bu oturum için geçerli.</translation>
    </message>
    <message>
        <source>The video could not be downloaded (error {status}).</source>
        <translation>Video indirilemedi (hata {status}).</translation>
    </message>
    <message>
        <source>The video could not be written ({reason}).</source>
        <translation>Video yazılamadı ({reason}).</translation>
    </message>
    <message>
        <source>The video {name} cannot be read. It may be damaged.</source>
        <translation>{name} videosu okunamıyor. Bozuk olabilir.</translation>
    </message>
    <message>
        <source>The video’s address is not safe to open.</source>
        <translation>Videonun adresi güvenle açılamaz.</translation>
    </message>
    <message>
        <source>The video’s server</source>
        <translation>Videonun sunucusu</translation>
    </message>
    <message>
        <source>The video’s server is busy. Kadraj goes on by itself in {seconds} s.</source>
        <translation>Videonun sunucusu meşgul. Kadraj {seconds} sn sonra kendiliğinden sürdürür.</translation>
    </message>
    <message>
        <source>There is no key for {service}. Sign in first.</source>
        <translation>{service} için anahtar yok. Önce giriş yap.</translation>
    </message>
    <message>
        <source>There is no picture {name}, seen from the list’s folder.</source>
        <translation>Listenin klasöründen bakınca {name} diye bir görsel yok.</translation>
    </message>
    <message>
        <source>There is no recycle bin here.</source>
        <translation>Burada çöp kutusu yok.</translation>
    </message>
    <message>
        <source>There is no scenario {value}. Choose one of: {allowed}.</source>
        <translation>{value} diye bir senaryo yok. Şunlardan birini seç: {allowed}.</translation>
    </message>
    <message>
        <source>There is no service {value}. Choose one of: {allowed}.</source>
        <translation>{value} diye bir servis yok. Şunlardan birini seç: {allowed}.</translation>
    </message>
    <message>
        <source>There is text behind a closing quotation mark; one inside a text is written twice.</source>
        <translation>Kapanan tırnaktan sonra yazı var; metnin içindeki tırnak iki kez yazılır.</translation>
    </message>
    <message>
        <source>This is not a JPEG, PNG or WebP picture ({found}).</source>
        <translation>Bu bir JPEG, PNG ya da WebP görseli değil ({found}).</translation>
    </message>
    <message>
        <source>This is not an https address that Kadraj can use.</source>
        <translation>Bu, Kadraj’ın kullanabileceği bir https adresi değil.</translation>
    </message>
    <message>
        <source>This job is not in the queue any more.</source>
        <translation>Bu iş artık kuyrukta değil.</translation>
    </message>
    <message>
        <source>This job waits no more, so it can no longer be changed.</source>
        <translation>Bu iş artık beklemiyor; değiştirilemez.</translation>
    </message>
    <message>
        <source>This library was written by a newer Kadraj. Update Kadraj to open it.</source>
        <translation>Bu kitaplığı daha yeni bir Kadraj yazmış. Açmak için Kadraj’ı güncelle.</translation>
    </message>
    <message>
        <source>This video can only be watched in the browser.</source>
        <translation>Bu video yalnızca tarayıcıda izlenebilir.</translation>
    </message>
    <message>
        <source>This video is not in the library.</source>
        <translation>Bu video kitaplıkta değil.</translation>
    </message>
    <message>
        <source>Uncertain: Kadraj ended while sending</source>
        <translation>Belirsiz: gönderirken Kadraj kapandı</translation>
    </message>
    <message>
        <source>Uncertain: connection lost while sending</source>
        <extracomment>By service id, as the services&apos; own tables have it: names are the same in every language. What came instead of a clear answer.</extracomment>
        <translation>Belirsiz: gönderirken bağlantı koptu</translation>
    </message>
    <message>
        <source>Uncertain: may have been sent (library rebuilt)</source>
        <translation>Belirsiz: gönderilmiş olabilir (kitaplık yeniden kuruldu)</translation>
    </message>
    <message>
        <source>Uncertain: the video found was another job’s</source>
        <translation>Belirsiz: bulunan video başka bir işinmiş</translation>
    </message>
    <message>
        <source>Uncertain: {service} answered with a web page</source>
        <translation>Belirsiz: {service} bir web sayfası gönderdi</translation>
    </message>
    <message>
        <source>Uncertain: {service} answered with error {status}</source>
        <translation>Belirsiz: {service} {status} hatasıyla yanıt verdi</translation>
    </message>
    <message>
        <source>Uncertain: {service} did not answer in time</source>
        <translation>Belirsiz: {service} zamanında yanıt vermedi</translation>
    </message>
    <message>
        <source>Uncertain: {service} gave an unclear answer</source>
        <translation>Belirsiz: {service} anlaşılmaz bir yanıt verdi</translation>
    </message>
    <message>
        <source>Uncertain: {service} points to another address ({host})</source>
        <translation>Belirsiz: {service} başka bir adrese yönlendiriyor ({host})</translation>
    </message>
    <message>
        <source>What came is not a video. It was set aside and not opened.</source>
        <translation>Gelen bir video değil. Açılmadan kenara ayrıldı.</translation>
    </message>
    <message>
        <source>Write a prompt first.</source>
        <translation>Önce bir istem yaz.</translation>
    </message>
    <message>
        <source>{found} fields for {expected} columns. A prompt with the separator in it needs quotes.</source>
        <translation>{expected} sütuna {found} alan düşüyor. İçinde ayırıcı olan istemi tırnağa al.</translation>
    </message>
    <message>
        <source>{name} has changed on disk since it was shown. Look at it as it is now.</source>
        <translation>{name} gösterildikten sonra diskte değişti. Şimdiki hâline bak.</translation>
    </message>
    <message>
        <source>{name} holds no presets of Kadraj.</source>
        <translation>{name} içinde Kadraj şablonları yok.</translation>
    </message>
    <message>
        <source>{name} is a workbook. Save it as CSV first.</source>
        <translation>{name} bir çalışma kitabı. Önce CSV olarak kaydet.</translation>
    </message>
    <message>
        <source>{name} is only in the cloud. Download it first.</source>
        <translation>{name} yalnızca bulutta. Önce indir.</translation>
    </message>
    <message>
        <source>{service} answered with a web page instead of data. Check the service address.</source>
        <translation>{service} veri yerine bir web sayfası gönderdi. Servis adresini denetle.</translation>
    </message>
    <message>
        <source>{service} asks to wait {seconds} s before the next request.</source>
        <translation>{service} yeni istekten önce {seconds} sn beklemeni istiyor.</translation>
    </message>
    <message>
        <source>{service} cannot be reached. Check your network.</source>
        <translation>{service} servisine ulaşılamıyor. Ağ bağlantını denetle.</translation>
    </message>
    <message>
        <source>{service} could not make it and gave no reason.</source>
        <translation>{service} yapamadı ve neden bildirmedi.</translation>
    </message>
    <message>
        <source>{service} could not make it: “{detail}”</source>
        <translation>{service} yapamadı: “{detail}”</translation>
    </message>
    <message>
        <source>{service} did not accept this (error {status}).</source>
        <translation>{service} bunu kabul etmedi (hata {status}).</translation>
    </message>
    <message>
        <source>{service} did not accept this: “{detail}”</source>
        <translation>{service} bunu kabul etmedi: “{detail}”</translation>
    </message>
    <message>
        <source>{service} did not answer in time. Kadraj asks again by itself.</source>
        <translation>{service} zamanında yanıt vermedi. Kadraj kendiliğinden yeniden sorar.</translation>
    </message>
    <message>
        <source>{service} does not know this video.</source>
        <translation>{service} bu videoyu tanımıyor.</translation>
    </message>
    <message>
        <source>{service} gave an answer that Kadraj does not understand.</source>
        <translation>{service} Kadraj’ın anlamadığı bir yanıt verdi.</translation>
    </message>
    <message>
        <source>{service} gets too many requests. Wait a little.</source>
        <extracomment>Where there is nothing to quote or to name.</extracomment>
        <translation>{service} çok fazla istek alıyor. Biraz bekle.</translation>
    </message>
    <message>
        <source>{service} has a fault of its own (error {status}). Kadraj tries again by itself.</source>
        <translation>{service} tarafında bir arıza var (hata {status}). Kadraj kendiliğinden yeniden dener.</translation>
    </message>
    <message>
        <source>{service} has a fault of its own (error {status}). Try a little later.</source>
        <translation>{service} tarafında bir arıza var (hata {status}). Biraz sonra dene.</translation>
    </message>
    <message>
        <source>{service} has no such choice. Leave it empty.</source>
        <translation>{service} böyle bir seçenek sunmuyor. Boş bırak.</translation>
    </message>
    <message>
        <source>{service} points to another address ({host}). Your key was not sent there.</source>
        <translation>{service} başka bir adrese yönlendiriyor ({host}). Anahtarın oraya gönderilmedi.</translation>
    </message>
    <message>
        <source>{value} is not a number of seconds.</source>
        <translation>{value} geçerli bir saniye değeri değil.</translation>
    </message>
    <message>
        <source>“{value}” is too short to mean one.</source>
        <translation>“{value}” çok kısa; hangisi olduğu anlaşılmıyor.</translation>
    </message>
</context>
<context>
    <name>ExportFilm</name>
    <message>
        <source> s</source>
        <translation> sn</translation>
    </message>
    <message>
        <source>About {size}</source>
        <translation>Yaklaşık {size}</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Olduğu gibi</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Vazgeç</translation>
    </message>
    <message>
        <source>Export as</source>
        <extracomment>Pixels at the longer side, besides the clip&apos;s own. What is sent to a chat or put on a page. Milliseconds of quiet before it is looked how large it would be.</extracomment>
        <translation>Farklı biçimde kaydet</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Biçim</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Baş</translation>
    </message>
    <message>
        <source>Longer side</source>
        <translation>Uzun kenar</translation>
    </message>
    <message>
        <source>Looking how large it will be…</source>
        <translation>Ne kadar yer tutacağına bakılıyor…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Kaydet…</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Hız</translation>
    </message>
    <message>
        <source>The end must come after the begin.</source>
        <translation>Son, baştan sonra gelmeli.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Son</translation>
    </message>
    <message>
        <source>{side} px</source>
        <translation>{side} piksel</translation>
    </message>
</context>
<context>
    <name>FilesSection</name>
    <message>
        <source>Download finished videos automatically</source>
        <translation>Biten videoları kendiliğinden indir</translation>
    </message>
    <message>
        <source>Library and files</source>
        <translation>Kitaplık ve dosyalar</translation>
    </message>
</context>
<context>
    <name>FilmDeeds</name>
    <message>
        <source>Joined to one video</source>
        <extracomment>What of a clip is played over and over now, its begin and end in seconds; None for nothing.</extracomment>
        <translation>Tek videoda birleştirildi</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Aç</translation>
    </message>
    <message>
        <source>{name} is written</source>
        <translation>{name} kaydedildi</translation>
    </message>
</context>
<context>
    <name>FilterPopover</name>
    <message>
        <source>A whole month…</source>
        <translation>Bütün bir ay…</translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <extracomment>Tags offered at once; the search field finds the others. Where else videos come from, offered when there are any.</extracomment>
        <translation>Tüm süzgeçleri kaldır</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Dosya</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Kadraj</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Yapıldığı zaman</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Ay</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Servis</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Yıldız</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Etiketler</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Any time</source>
        <translation>Her zaman</translation>
    </message>
    <message>
        <source>By prompt</source>
        <translation>İsteme göre</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>İndirilmiş</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Her yerde</translation>
    </message>
    <message>
        <source>Last {days} days</source>
        <translation>Son {days} gün</translation>
    </message>
    <message>
        <source>Longest first</source>
        <translation>Önce en uzun</translation>
    </message>
    <message>
        <source>Most stars first</source>
        <translation>Önce çok yıldızlılar</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Önce en yeni</translation>
    </message>
    <message>
        <source>Not downloaded</source>
        <translation>İndirilmemiş</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Önce en eski</translation>
    </message>
    <message>
        <source>Only on this computer</source>
        <translation>Yalnızca bu bilgisayarda</translation>
    </message>
    <message>
        <source>Shortest first</source>
        <translation>Önce en kısa</translation>
    </message>
</context>
<context>
    <name>FrameDeeds</name>
    <message>
        <source>Frame copied</source>
        <translation>Kare kopyalandı</translation>
    </message>
    <message>
        <source>Frame saved: {name}</source>
        <translation>Kare kaydedildi: {name}</translation>
    </message>
    <message>
        <source>JPEG picture (*.jpg)</source>
        <translation>JPEG görseli (*.jpg)</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG görseli (*.png)</translation>
    </message>
    <message>
        <source>Save frame</source>
        <translation>Kareyi kaydet</translation>
    </message>
    <message>
        <source>The frame could not be saved here: {path}</source>
        <translation>Kare buraya kaydedilemedi: {path}</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source>API guide</source>
        <translation>API kılavuzu</translation>
    </message>
    <message>
        <source>API guide of the panels</source>
        <translation>Panellerin API kılavuzu</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>İçindekiler</translation>
    </message>
    <message>
        <source>Guide</source>
        <extracomment>What the panels&apos; own pages ask for in their examples.</extracomment>
        <translation>Kılavuz</translation>
    </message>
    <message>
        <source>Nothing about that.</source>
        <translation>Bununla ilgili bir şey yok.</translation>
    </message>
    <message>
        <source>Search in this guide</source>
        <translation>Bu kılavuzda ara</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Kullanım kılavuzu</translation>
    </message>
</context>
<context>
    <name>HintWords</name>
    <message>
        <source>It is about the picture. Try another one, or a JPEG copy of it.</source>
        <translation>Sorun görselde. Başka birini ya da JPEG kopyasını dene.</translation>
    </message>
    <message>
        <source>Make the prompt shorter.</source>
        <translation>İstemi kısalt.</translation>
    </message>
    <message>
        <source>The same may work at a second try, or with other words.</source>
        <translation>İkinci denemede ya da başka sözcüklerle olabilir.</translation>
    </message>
    <message>
        <source>The service itself is in trouble. Try the same a little later.</source>
        <translation>Sorun serviste. Aynısını biraz sonra dene.</translation>
    </message>
    <message>
        <source>The service refuses what this shows. Other words or another picture may pass.</source>
        <translation>Servis bu içeriği kabul etmiyor. Başka sözcüklerle ya da başka bir görselle geçebilir.</translation>
    </message>
    <message>
        <source>The service sees a real person there. Another picture, or a prompt without names, may pass.</source>
        <translation>Servis orada gerçek bir kişi görüyor. Başka bir görsel ya da adsız bir istem geçebilir.</translation>
    </message>
    <message>
        <source>There seems to be no quota left. Try again when there is.</source>
        <translation>Hak kalmamış görünüyor. Olunca yeniden dene.</translation>
    </message>
</context>
<context>
    <name>HistoryBar</name>
    <message>
        <source>All</source>
        <translation>Hepsi</translation>
    </message>
    <message>
        <source>Cull</source>
        <translation>Ayıkla</translation>
    </message>
    <message>
        <source>Download all</source>
        <translation>Tümünü indir</translation>
    </message>
    <message>
        <source>Download everything</source>
        <translation>Her şeyi indir</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriler</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Süz</translation>
    </message>
    <message>
        <source>Import a folder of videos…</source>
        <translation>Video klasörü içe aktar…</translation>
    </message>
    <message>
        <source>Look through one by one (C)</source>
        <translation>Tek tek gözden geçir (C)</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Daha fazla</translation>
    </message>
    <message>
        <source>Not downloaded {count}</source>
        <translation>İndirilmemiş {count}</translation>
    </message>
    <message>
        <source>Pause downloads</source>
        <translation>İndirmeleri duraklat</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Yenile</translation>
    </message>
    <message>
        <source>Refresh ({shortcut})</source>
        <translation>Yenile ({shortcut})</translation>
    </message>
    <message>
        <source>Remove filter</source>
        <translation>Süzgeci kaldır</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Ara</translation>
    </message>
    <message numerus="yes">
        <source>Search %n video(s)</source>
        <translation>
            <numerusform>%n videoda ara</numerusform>
        </translation>
    </message>
    <message>
        <source>Search the history</source>
        <extracomment>How long a search waits for the next letter. Narrower than this, the chips stand in a row of their own. Narrower than this, the order is a sign without words.</extracomment>
        <translation>Geçmişte ara</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sırala</translation>
    </message>
    <message>
        <source>Sort: {order}</source>
        <translation>Sıralama: {order}</translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message numerus="yes">
        <source>%n file(s) are no video</source>
        <translation>
            <numerusform>%n dosya video değil</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n known already</source>
        <translation>
            <numerusform>%n zaten var</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n seçili</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) imported</source>
        <translation>
            <numerusform>%n video içe aktarıldı</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Süzgeçleri kaldır</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Aramayı temizle</translation>
    </message>
    <message>
        <source>Everything is downloaded.</source>
        <translation>Hepsi indirildi.</translation>
    </message>
    <message>
        <source>Import a folder of videos</source>
        <translation>Video klasörü içe aktar</translation>
    </message>
    <message>
        <source>Import a folder of videos…</source>
        <translation>Video klasörü içe aktar…</translation>
    </message>
    <message>
        <source>Make a video</source>
        <translation>Video oluştur</translation>
    </message>
    <message>
        <source>No videos yet. Drop a picture or write a prompt.</source>
        <translation>Henüz video yok. Bir görsel bırak ya da istem yaz.</translation>
    </message>
    <message>
        <source>No videos yet. Sign in, or import those you have.</source>
        <translation>Henüz video yok. Giriş yap ya da elindekileri içe aktar.</translation>
    </message>
    <message>
        <source>Nothing matches “{text}”.</source>
        <translation>“{text}” ile eşleşen video yok.</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Eşleşen yok.</translation>
    </message>
    <message>
        <source>Select two videos to compare them.</source>
        <translation>Karşılaştırmak için iki video seç.</translation>
    </message>
    <message>
        <source>Selected video</source>
        <translation>Seçili video</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tümünü göster</translation>
    </message>
    <message>
        <source>Videos</source>
        <extracomment>Of how many selected clips one looks at what they have in common.</extracomment>
        <translation>Videolar</translation>
    </message>
    <message>
        <source>Which ones?</source>
        <translation>Hangileri?</translation>
    </message>
</context>
<context>
    <name>JobTimeline</name>
    <message>
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopyala</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Adımlar</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zaman çizgisi</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} sn</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Downloading · {received}</source>
        <translation>İndiriliyor · {received}</translation>
    </message>
    <message>
        <source>Downloading · {received} of {total}</source>
        <translation>İndiriliyor · {received} / {total}</translation>
    </message>
    <message>
        <source>Downloading…</source>
        <translation>İndiriliyor…</translation>
    </message>
    <message>
        <source>Finished, not downloaded</source>
        <translation>Bitti, indirilmedi</translation>
    </message>
    <message>
        <source>In the queue · {time}</source>
        <translation>Kuyrukta · {time}</translation>
    </message>
    <message>
        <source>Marked as lost</source>
        <translation>Kayıp sayıldı</translation>
    </message>
    <message>
        <source>Place {position} in the queue · {time}</source>
        <translation>Kuyrukta {position}. sırada · {time}</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Hazır</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Kaldırıldı</translation>
    </message>
    <message>
        <source>Rendering · {time}</source>
        <translation>İşleniyor · {time}</translation>
    </message>
    <message>
        <source>Rendering · {time} (usually {span})</source>
        <translation>İşleniyor · {time} (genelde {span})</translation>
    </message>
    <message>
        <source>Sending · {time}</source>
        <translation>Gönderiliyor · {time}</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Gönderilmeyi bekliyor</translation>
    </message>
    <message>
        <source>Waiting to download</source>
        <translation>İndirme bekliyor</translation>
    </message>
    <message>
        <source>“{word}” · {time}</source>
        <translation>“{word}” · {time}</translation>
    </message>
</context>
<context>
    <name>JoinClips</name>
    <message numerus="yes">
        <source>%n only in the cloud: download first</source>
        <translation>
            <numerusform>%n tanesi yalnızca bulutta: önce indir</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n video</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Vazgeç</translation>
    </message>
    <message>
        <source>Earlier (Alt+↑)</source>
        <translation>Önceye al (Alt+↑)</translation>
    </message>
    <message>
        <source>End each video where the next one was continued from</source>
        <translation>Her videoyu, sonrakinin sürdürüldüğü karede bitir</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Birleştir</translation>
    </message>
    <message>
        <source>Join videos</source>
        <translation>Videoları birleştir</translation>
    </message>
    <message>
        <source>Later (Alt+↓)</source>
        <translation>Sonraya al (Alt+↓)</translation>
    </message>
    <message>
        <source>Leave out (Del)</source>
        <translation>Çıkar (Del)</translation>
    </message>
    <message>
        <source>Videos in their order</source>
        <translation>Sırasıyla videolar</translation>
    </message>
</context>
<context>
    <name>JoinPlan</name>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <extracomment>Milliseconds of quiet before it is looked.</extracomment>
        <translation>
            <numerusform>%n kare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them encoded anew</source>
        <translation>
            <numerusform>%n tanesi yeniden kodlanıyor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown once instead of twice</source>
        <translation>
            <numerusform>%n tanesi iki kez yerine bir kez</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>black bars beside %n video(s)</source>
        <translation>
            <numerusform>%n videonun yanında siyah bant</numerusform>
        </translation>
    </message>
    <message>
        <source>encoded anew</source>
        <translation>yeniden kodlanıyor</translation>
    </message>
    <message>
        <source>kept as they are</source>
        <translation>oldukları gibi</translation>
    </message>
</context>
<context>
    <name>KeyBlock</name>
    <message>
        <source>Check again</source>
        <translation>Yeniden denetle</translation>
    </message>
    <message>
        <source>Paste a key here first.</source>
        <translation>Önce buraya bir anahtar yapıştır.</translation>
    </message>
    <message>
        <source>Paste your key</source>
        <translation>Anahtarını yapıştır</translation>
    </message>
    <message>
        <source>Same key as for {service}</source>
        <translation>{service} ile aynı anahtar</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Geçerli</translation>
    </message>
    <message numerus="yes">
        <source>Works: %n video(s) left today</source>
        <translation>
            <numerusform>Geçerli: bugün %n hak kaldı</numerusform>
        </translation>
    </message>
    <message>
        <source>Works: {remaining} of {limit} videos left today</source>
        <translation>Geçerli: bugün {remaining} / {limit} hak kaldı</translation>
    </message>
    <message>
        <source>{service} API key</source>
        <extracomment>What the service itself said of the key; anything else says nothing about it.</extracomment>
        <translation>{service} API anahtarı</translation>
    </message>
    <message>
        <source>{service} did not answer in time. Try again.</source>
        <translation>{service} zamanında yanıt vermedi. Yeniden dene.</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Hide the key</source>
        <translation>Anahtarı gizle</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>Anahtarı göster</translation>
    </message>
</context>
<context>
    <name>KeyForm</name>
    <message>
        <source>The key that you open the service’s panel with. Whoever runs the panel gives it out, not Kadraj.</source>
        <translation>Servisin panelini açan anahtar; Kadraj değil, paneli işleten verir.</translation>
    </message>
    <message>
        <source>Use the same key for all</source>
        <translation>Hepsi için aynı anahtarı kullan</translation>
    </message>
    <message>
        <source>Use the same key for both</source>
        <translation>İkisi için aynı anahtarı kullan</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>A is better, B, neither</source>
        <translation>A daha iyi, B, ikisi de değil</translation>
    </message>
    <message>
        <source>Actual size or all of it</source>
        <translation>Gerçek boyut ya da tümü</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>Bütün komutlar</translation>
    </message>
    <message>
        <source>Answer no to a question</source>
        <translation>Soruya hayır de</translation>
    </message>
    <message>
        <source>Backwards, halt, forwards</source>
        <translation>Geriye, dur, ileriye</translation>
    </message>
    <message>
        <source>Change places</source>
        <translation>Yer değiştir</translation>
    </message>
    <message>
        <source>Choose a button of the row</source>
        <translation>Satırın düğmesini seç</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message>
        <source>Close Kadraj</source>
        <translation>Kadraj’ı kapat</translation>
    </message>
    <message>
        <source>Compare two videos</source>
        <translation>İki videoyu karşılaştır</translation>
    </message>
    <message>
        <source>Copy file</source>
        <translation>Dosyayı kopyala</translation>
    </message>
    <message>
        <source>Copy frame</source>
        <translation>Kareyi kopyala</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Oluştur</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Ayrıntılar</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Bitir</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Çoğalt</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <extracomment>On keyboards arrows have signs and no names.</extracomment>
        <translation>Her yerde</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favori</translation>
    </message>
    <message>
        <source>First or last video</source>
        <translation>İlk ya da son video</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Tam ekran</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Oluştur</translation>
    </message>
    <message>
        <source>Go to a tab</source>
        <translation>Sekmeye git</translation>
    </message>
    <message>
        <source>Go to the queue</source>
        <translation>Kuyruğa git</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Geçmiş</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Klavye kısayolları</translation>
    </message>
    <message>
        <source>Look through one by one</source>
        <translation>Tek tek gözden geçir</translation>
    </message>
    <message>
        <source>Louder or quieter</source>
        <translation>Sesi aç ya da kıs</translation>
    </message>
    <message>
        <source>Move a waiting job</source>
        <translation>Bekleyen işi taşı</translation>
    </message>
    <message>
        <source>Move the wipe</source>
        <translation>Perdeyi kaydır</translation>
    </message>
    <message>
        <source>Move to the recycle bin</source>
        <translation>Çöp kutusuna taşı</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>Tek tek</translation>
    </message>
    <message>
        <source>One frame back or on</source>
        <translation>Bir kare geri ya da ileri</translation>
    </message>
    <message>
        <source>One second back or on</source>
        <translation>Bir saniye geri ya da ileri</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Aç</translation>
    </message>
    <message>
        <source>Open, edit or press the button</source>
        <translation>Aç, düzenle ya da düğmeye bas</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>Görsel yapıştır</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Oynat ya da duraklat</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>Oynatıcı</translation>
    </message>
    <message>
        <source>Previous or next video</source>
        <translation>Önceki ya da sonraki video</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kuyruk</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Yenile</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ele</translation>
    </message>
    <message>
        <source>Remove from the queue</source>
        <translation>Kuyruktan çıkar</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Yinele</translation>
    </message>
    <message>
        <source>Repeat from here, to here</source>
        <translation>Buradan, buraya yinele</translation>
    </message>
    <message>
        <source>Save frame</source>
        <translation>Kareyi kaydet</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Ara</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Tümünü seç</translation>
    </message>
    <message>
        <source>Send it first</source>
        <translation>Önce onu gönder</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ayarlar</translation>
    </message>
    <message>
        <source>Side by side or under a wipe</source>
        <translation>Yan yana ya da perdeyle</translation>
    </message>
    <message>
        <source>Slower or faster</source>
        <translation>Yavaşlat ya da hızlandır</translation>
    </message>
    <message>
        <source>Sound off or on</source>
        <translation>Sesi kapat ya da aç</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Yıldız</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Etiketler</translation>
    </message>
    <message>
        <source>Take the chosen picture out</source>
        <translation>Seçilen görseli çıkar</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Bu liste</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zaman çizgisi</translation>
    </message>
    <message>
        <source>To the beginning or the end</source>
        <translation>Başa ya da sona</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Geri al</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Kullanım kılavuzu</translation>
    </message>
    <message>
        <source>User guide…</source>
        <translation>Kullanım kılavuzu…</translation>
    </message>
    <message>
        <source>Vote blind</source>
        <translation>Kör oyla</translation>
    </message>
    <message>
        <source>Which one is heard</source>
        <translation>Hangisi duyulsun</translation>
    </message>
    <message>
        <source>Write a prompt</source>
        <translation>İstem yaz</translation>
    </message>
</context>
<context>
    <name>LeavingDialog</name>
    <message>
        <source>A video is being written. Nothing of that would stay.</source>
        <translation>Bir video yazılıyor. Kapatırsan bundan geriye bir şey kalmaz.</translation>
    </message>
    <message>
        <source>Close Kadraj?</source>
        <translation>Kadraj kapatılsın mı?</translation>
    </message>
    <message>
        <source>End it and close</source>
        <translation>Yarıda kes ve kapat</translation>
    </message>
    <message>
        <source>If you wait here, Kadraj closes as soon as that is done.</source>
        <translation>Burada beklersen Kadraj, iş biter bitmez kapanır.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Kapatma</translation>
    </message>
    <message>
        <source>The library is being moved. It would stay where it was.</source>
        <translation>Kitaplık taşınıyor. Kapatırsan eski yerinde kalır.</translation>
    </message>
    <message>
        <source>Videos are being exported. The rest would be left out.</source>
        <translation>Videolar dışa aktarılıyor. Kapatırsan gerisi aktarılmaz.</translation>
    </message>
    <message>
        <source>Videos are being imported. The rest would be left out.</source>
        <translation>Videolar içe aktarılıyor. Kapatırsan gerisi aktarılmaz.</translation>
    </message>
    <message>
        <source>Videos are being joined. Nothing of that would stay.</source>
        <translation>Videolar birleştiriliyor. Kapatırsan bundan geriye bir şey kalmaz.</translation>
    </message>
</context>
<context>
    <name>LibraryField</name>
    <message numerus="yes">
        <source>%n video(s) on this computer, {size}</source>
        <translation>
            <numerusform>Bu bilgisayarda %n video, {size}</numerusform>
        </translation>
    </message>
    <message>
        <source>All videos are in the new folder.</source>
        <translation>Bütün videolar yeni klasörde.</translation>
    </message>
    <message>
        <source>Cancelled: everything is where it was.</source>
        <translation>Vazgeçildi: her şey eski yerinde.</translation>
    </message>
    <message>
        <source>Kadraj cannot write to this folder. Choose another one.</source>
        <translation>Kadraj bu klasöre yazamıyor. Başka bir klasör seç.</translation>
    </message>
    <message>
        <source>Library folder</source>
        <translation>Kitaplık klasörü</translation>
    </message>
    <message>
        <source>Move the library to</source>
        <translation>Kitaplığı şuraya taşı</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>Taşı…</translation>
    </message>
    <message>
        <source>Usual folder</source>
        <translation>Olağan klasör</translation>
    </message>
</context>
<context>
    <name>ListRows</name>
    <message>
        <source>Frame</source>
        <translation>Kadraj</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Süre</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Görsel</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>İstem</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Açıklama</translation>
    </message>
    <message>
        <source>Row</source>
        <extracomment>Columns as wide as what is in them, between these.</extracomment>
        <translation>Satır</translation>
    </message>
    <message>
        <source>Rows of the list</source>
        <translation>Listenin satırları</translation>
    </message>
    <message>
        <source>The chosen row in full</source>
        <translation>Seçili satırın tamamı</translation>
    </message>
    <message>
        <source>The prompt is empty.</source>
        <translation>İstem boş.</translation>
    </message>
</context>
<context>
    <name>LookSection</name>
    <message>
        <source>As on this computer</source>
        <translation>Bu bilgisayardaki gibi</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Koyu</translation>
    </message>
    <message>
        <source>For larger sizes this screen is too small.</source>
        <translation>Daha büyük boyutlar bu ekrana sığmıyor.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Dil</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>Dil ve görünüm</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Açık</translation>
    </message>
    <message>
        <source>Size of text and controls</source>
        <translation>Yazı ve düğme boyutu</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistem</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Sonraki açılışta geçerli olur.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Create</source>
        <translation>Oluştur</translation>
    </message>
    <message>
        <source>Create or history</source>
        <translation>Oluştur ya da geçmiş</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Geçmiş</translation>
    </message>
    <message>
        <source>Selected job</source>
        <translation>Seçili iş</translation>
    </message>
    <message>
        <source>Signed out here, but the system keyring may still hold your keys.</source>
        <extracomment>Milliseconds until what stands behind the tabs nobody has chosen is made.</extracomment>
        <translation>Burada çıkış yapıldı ama sistem anahtarlığında anahtarların kalmış olabilir.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Geri al</translation>
    </message>
    <message>
        <source>{name} – demo</source>
        <translation>{name} – demo</translation>
    </message>
</context>
<context>
    <name>MatchChoice</name>
    <message>
        <source>Cancel</source>
        <translation>Vazgeç</translation>
    </message>
    <message>
        <source>Is this your video?</source>
        <translation>Bu senin videon mu?</translation>
    </message>
    <message>
        <source>No, not this one</source>
        <translation>Hayır, bu değil</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>Hiçbiri</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Duraklat</translation>
    </message>
    <message>
        <source>Sent to {service}: {time}. These videos were made there about then, and Kadraj does not know whose they are.</source>
        <translation>{service} servisine gönderildi: {time}. Bu videolar orada o sıralarda yapıldı; Kadraj hangisinin kime ait olduğunu bilmiyor.</translation>
    </message>
    <message>
        <source>Sent to {service}: {time}. This video was made there about then, and Kadraj does not know whose it is.</source>
        <translation>{service} servisine gönderildi: {time}. Bu video orada o sıralarda yapıldı; Kadraj kime ait olduğunu bilmiyor.</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Bu video</translation>
    </message>
    <message>
        <source>Videos that may be this one</source>
        <translation>Bu olabilecek videolar</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>İzle</translation>
    </message>
    <message>
        <source>Which video is it?</source>
        <translation>Hangi video?</translation>
    </message>
    <message>
        <source>Yes, it is mine</source>
        <translation>Evet, benim</translation>
    </message>
</context>
<context>
    <name>MatchStage</name>
    <message>
        <source>Fetching the video…</source>
        <translation>Video getiriliyor…</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Konum</translation>
    </message>
    <message>
        <source>This video cannot be played here.</source>
        <translation>Bu video burada oynatılamıyor.</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>Frames of this model</source>
        <translation>Bu modelin kadrajları</translation>
    </message>
    <message>
        <source>Frames, such as 16:9</source>
        <translation>Kadrajlar, örneğin 16:9</translation>
    </message>
    <message>
        <source>Model’s name</source>
        <translation>Modelin adı</translation>
    </message>
    <message>
        <source>Remove this model</source>
        <translation>Bu modeli kaldır</translation>
    </message>
</context>
<context>
    <name>NamePatternField</name>
    <message>
        <source>A red balloon over the sea</source>
        <translation>Denizin üstünde kırmızı bir balon</translation>
    </message>
    <message>
        <source>A {brace} is missing; a field is written as {date}.</source>
        <translation>Bir {brace} eksik; bir alan {date} diye yazılır.</translation>
    </message>
    <message>
        <source>Can be used: {names}</source>
        <translation>Kullanılabilir: {names}</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>Dosya adları</translation>
    </message>
    <message>
        <source>Nothing is known by the name of {name}.</source>
        <translation>{name} diye bir alan yok.</translation>
    </message>
    <message>
        <source>This is too long for a file’s name.</source>
        <translation>Bu, bir dosya adı için çok uzun.</translation>
    </message>
    <message>
        <source>This makes no name. Write a word, or {date} for instance.</source>
        <translation>Bundan ad çıkmıyor. Bir sözcük ya da örneğin {date} yaz.</translation>
    </message>
    <message>
        <source>This sign cannot be in a file’s name: {sign}</source>
        <translation>Bu işaret dosya adında olamaz: {sign}</translation>
    </message>
    <message>
        <source>Until then: {pattern}</source>
        <translation>O zamana kadar: {pattern}</translation>
    </message>
    <message>
        <source>Usual names</source>
        <translation>Olağan adlar</translation>
    </message>
</context>
<context>
    <name>NetworkSection</name>
    <message>
        <source>Network</source>
        <translation>Ağ</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>Kapat</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message numerus="yes">
        <source>%n job(s) failed</source>
        <translation>
            <numerusform>%n iş başarısız</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) uncertain</source>
        <translation>
            <numerusform>%n iş belirsiz</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) ready</source>
        <extracomment>Milliseconds in which endings become one notification. What lets a window come before that of another program on Wayland; Qt reads it, and forgets it.</extracomment>
        <translation>
            <numerusform>%n video hazır</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>{percent}%</source>
        <translation>%{percent}</translation>
    </message>
</context>
<context>
    <name>OfferWords</name>
    <message>
        <source>Asks for another key of {service}</source>
        <translation>{service} için başka bir anahtar ister</translation>
    </message>
    <message>
        <source>Asks for the same once more</source>
        <translation>Aynısını bir kez daha ister</translation>
    </message>
    <message>
        <source>Brings the video to this computer</source>
        <translation>Videoyu bu bilgisayara getirir</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Vazgeç</translation>
    </message>
    <message>
        <source>Change key…</source>
        <translation>Anahtarı değiştir…</translation>
    </message>
    <message>
        <source>Changes what is asked for, and sends it once more</source>
        <translation>İsteneni değiştirir ve yeniden gönderir</translation>
    </message>
    <message>
        <source>Changes what is asked for; it keeps its place</source>
        <translation>İsteneni değiştirir; sırasını korur</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Yeniden denetle</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Denetle</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Denetleniyor…</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Seç…</translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation>İstemi kopyala</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>İndir</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Çoğalt</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Düzenle…</translation>
    </message>
    <message>
        <source>Gives the video that was found back, and looks for yours again</source>
        <translation>Bulunan videoyu geri verir, seninkini yeniden arar</translation>
    </message>
    <message>
        <source>Goes to the same idea on {service}</source>
        <translation>Aynı fikrin {service} servisindeki işine gider</translation>
    </message>
    <message>
        <source>Looks for it in the history of {service}</source>
        <translation>{service} geçmişinde arar</translation>
    </message>
    <message>
        <source>Mark lost</source>
        <translation>Kayıp say</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Aşağı taşı</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Yukarı taşı</translation>
    </message>
    <message>
        <source>Offer refused videos again</source>
        <translation>Reddedilen videoları yeniden öner</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Aç</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Tarayıcıda aç</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Geri koy</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Kaldır</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Yeniden gönder</translation>
    </message>
    <message>
        <source>Send first</source>
        <translation>Önce bunu gönder</translation>
    </message>
    <message>
        <source>Sends it once more</source>
        <translation>Bir kez daha gönderir</translation>
    </message>
    <message>
        <source>Sends it once more; asks you first</source>
        <translation>Bir kez daha gönderir; önce sana sorar</translation>
    </message>
    <message>
        <source>Shows the video on the page of {service}</source>
        <translation>Videoyu {service} sayfasında gösterir</translation>
    </message>
    <message>
        <source>Shows the videos of {service} that may be this one</source>
        <translation>{service} videolarından bu olabilecekleri gösterir</translation>
    </message>
    <message>
        <source>Shows what became of it, step by step</source>
        <translation>Başından geçenleri adım adım gösterir</translation>
    </message>
    <message>
        <source>Stop following</source>
        <translation>İzlemeyi bırak</translation>
    </message>
    <message>
        <source>Takes it out of the queue</source>
        <translation>Kuyruktan çıkarır</translation>
    </message>
    <message>
        <source>Takes it out of the queue. {service} goes on making it, and the video will be in your history.</source>
        <translation>Kuyruktan çıkarır. {service} yapmayı sürdürür, video geçmişinde olur.</translation>
    </message>
    <message>
        <source>Takes it out of the queue; the video stays in your history</source>
        <translation>Kuyruktan çıkarır; video geçmişinde kalır</translation>
    </message>
    <message>
        <source>Takes the video out of the recycle bin</source>
        <translation>Videoyu çöp kutusundan çıkarır</translation>
    </message>
    <message>
        <source>This is not my video</source>
        <translation>Bu benim videom değil</translation>
    </message>
    <message>
        <source>This may use a second video of your quota. Send again?</source>
        <translation>Bu, hakkından bir video daha düşürebilir. Yeniden gönderilsin mi?</translation>
    </message>
    <message>
        <source>Timeline…</source>
        <translation>Zaman çizgisi…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Yeniden dene</translation>
    </message>
    <message>
        <source>Your word that it was not taken</source>
        <translation>Alınmadığını söylemiş olursun</translation>
    </message>
</context>
<context>
    <name>OptionFields</name>
    <message>
        <source>Frame</source>
        <extracomment>So many frames have room for their pictures in the narrowest composer.</extracomment>
        <translation>Kadraj</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Süre</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} sn</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Commands</source>
        <translation>Komutlar</translation>
    </message>
    <message>
        <source>Nothing called “{typed}” can be done now.</source>
        <translation>Şimdi “{typed}” diye bir şey yapılamıyor.</translation>
    </message>
    <message>
        <source>Search for a command</source>
        <translation>Komut ara</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <extracomment>Commands that are remembered as used. Behind every match of a name: one of the group and the name, or of what else is said of it.</extracomment>
        <translation>Ne yapmak istiyorsun?</translation>
    </message>
</context>
<context>
    <name>PhrasePopover</name>
    <message>
        <source>Click to write it into the prompt in English, again to take it out.</source>
        <translation>Tıkla, isteme İngilizcesi yazılsın; yeniden tıkla, çıksın.</translation>
    </message>
    <message>
        <source>It is in your own sentence.</source>
        <translation>Kendi cümlende geçiyor.</translation>
    </message>
    <message>
        <source>No such phrase.</source>
        <translation>Böyle bir kalıp yok.</translation>
    </message>
    <message>
        <source>Phrases</source>
        <translation>Kalıplar</translation>
    </message>
    <message>
        <source>Search in all phrases</source>
        <translation>Tüm kalıplarda ara</translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>3D animation</source>
        <translation>3B animasyon</translation>
    </message>
    <message>
        <source>Aerial</source>
        <translation>Havadan çekim</translation>
    </message>
    <message>
        <source>Anamorphic</source>
        <translation>Anamorfik</translation>
    </message>
    <message>
        <source>Anime</source>
        <translation>Elde çizilmiş anime</translation>
    </message>
    <message>
        <source>Backlight</source>
        <translation>Ters ışık</translation>
    </message>
    <message>
        <source>Black and white</source>
        <translation>Siyah beyaz</translation>
    </message>
    <message>
        <source>Blue hour</source>
        <translation>Mavi saat</translation>
    </message>
    <message>
        <source>Calm</source>
        <translation>Dingin</translation>
    </message>
    <message>
        <source>Camera movement</source>
        <translation>Kamera hareketi</translation>
    </message>
    <message>
        <source>Candlelight</source>
        <translation>Mum ışığı</translation>
    </message>
    <message>
        <source>Cinematic</source>
        <translation>Sinematik</translation>
    </message>
    <message>
        <source>Clay</source>
        <translation>Kil animasyon</translation>
    </message>
    <message>
        <source>Close-up</source>
        <translation>Yakın plan</translation>
    </message>
    <message>
        <source>Commercial</source>
        <translation>Reklam filmi</translation>
    </message>
    <message>
        <source>Cowboy</source>
        <translation>Amerikan plan</translation>
    </message>
    <message>
        <source>Crane up</source>
        <translation>Vinçle yükselme</translation>
    </message>
    <message>
        <source>Dawn</source>
        <translation>Şafak</translation>
    </message>
    <message>
        <source>Documentary</source>
        <translation>Belgesel</translation>
    </message>
    <message>
        <source>Dolly in</source>
        <translation>İleri kaydırma</translation>
    </message>
    <message>
        <source>Dolly out</source>
        <translation>Geri kaydırma</translation>
    </message>
    <message>
        <source>Dreamy</source>
        <translation>Düşsel</translation>
    </message>
    <message>
        <source>Drone forward</source>
        <translation>Drone ile ileri</translation>
    </message>
    <message>
        <source>Dusk</source>
        <translation>Alacakaranlık</translation>
    </message>
    <message>
        <source>Eerie</source>
        <translation>Tekinsiz</translation>
    </message>
    <message>
        <source>Epic</source>
        <translation>Destansı</translation>
    </message>
    <message>
        <source>Establishing</source>
        <translation>Tanıtım planı</translation>
    </message>
    <message>
        <source>Everything sharp</source>
        <translation>Her yer net</translation>
    </message>
    <message>
        <source>Extreme close-up</source>
        <translation>Çok yakın plan</translation>
    </message>
    <message>
        <source>Extreme wide</source>
        <translation>Çok genel plan</translation>
    </message>
    <message>
        <source>Fast pan</source>
        <translation>Savurma çevrinme</translation>
    </message>
    <message>
        <source>Film grain, 35 mm</source>
        <translation>Film dokusu, 35 mm</translation>
    </message>
    <message>
        <source>Film noir</source>
        <translation>Kara film</translation>
    </message>
    <message>
        <source>Fisheye</source>
        <translation>Balıkgözü</translation>
    </message>
    <message>
        <source>Following</source>
        <translation>Arkadan takip</translation>
    </message>
    <message>
        <source>Found footage</source>
        <translation>Buluntu görüntü</translation>
    </message>
    <message>
        <source>From a window</source>
        <translation>Pencere ışığı</translation>
    </message>
    <message>
        <source>From above</source>
        <translation>Tepe ışığı</translation>
    </message>
    <message>
        <source>From the side</source>
        <translation>Yan ışık</translation>
    </message>
    <message>
        <source>Full figure</source>
        <translation>Boy plan</translation>
    </message>
    <message>
        <source>Golden hour</source>
        <translation>Altın saat</translation>
    </message>
    <message>
        <source>Handheld</source>
        <translation>El kamerası</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>Sert ışık</translation>
    </message>
    <message>
        <source>High angle</source>
        <translation>Üst açı</translation>
    </message>
    <message>
        <source>High-key</source>
        <translation>Açık ton (high-key)</translation>
    </message>
    <message>
        <source>Hopeful</source>
        <translation>Umutlu</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Ayrıntı planı</translation>
    </message>
    <message>
        <source>Intimate</source>
        <translation>Samimi</translation>
    </message>
    <message>
        <source>Joyful</source>
        <translation>Neşeli</translation>
    </message>
    <message>
        <source>Lamps in the picture</source>
        <translation>Sahnedeki lambalar</translation>
    </message>
    <message>
        <source>Lens and focus</source>
        <translation>Objektif ve netlik</translation>
    </message>
    <message>
        <source>Light rays</source>
        <translation>Işık huzmeleri</translation>
    </message>
    <message>
        <source>Lighting</source>
        <translation>Işık</translation>
    </message>
    <message>
        <source>Locked off</source>
        <translation>Sabit kamera</translation>
    </message>
    <message>
        <source>Lonely</source>
        <translation>Yalnızlık</translation>
    </message>
    <message>
        <source>Low angle</source>
        <translation>Alt açı</translation>
    </message>
    <message>
        <source>Low-key</source>
        <translation>Koyu ton (low-key)</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>Makro</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Bel plan</translation>
    </message>
    <message>
        <source>Medium close-up</source>
        <translation>Göğüs plan</translation>
    </message>
    <message>
        <source>Melancholic</source>
        <translation>Hüzünlü</translation>
    </message>
    <message>
        <source>Midday sun</source>
        <translation>Öğle güneşi</translation>
    </message>
    <message>
        <source>Mist</source>
        <translation>Sabah sisi</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Duygu</translation>
    </message>
    <message>
        <source>Moonlight</source>
        <translation>Ay ışığı</translation>
    </message>
    <message>
        <source>Muted colours</source>
        <translation>Soluk renkler</translation>
    </message>
    <message>
        <source>Mysterious</source>
        <translation>Gizemli</translation>
    </message>
    <message>
        <source>Natural, 35 mm</source>
        <translation>Doğal, 35 mm</translation>
    </message>
    <message>
        <source>Neon</source>
        <translation>Neon ışığı</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>Gece</translation>
    </message>
    <message>
        <source>Normal, 50 mm</source>
        <translation>Normal, 50 mm</translation>
    </message>
    <message>
        <source>Nostalgic</source>
        <translation>Nostaljik</translation>
    </message>
    <message>
        <source>Off the water</source>
        <translation>Su yansımaları</translation>
    </message>
    <message>
        <source>Orbit</source>
        <translation>Çevresinde dönme</translation>
    </message>
    <message>
        <source>Over the shoulder</source>
        <translation>Omuz üstü (amors)</translation>
    </message>
    <message>
        <source>Overcast</source>
        <translation>Kapalı hava</translation>
    </message>
    <message>
        <source>Overhead</source>
        <translation>Tam tepeden</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Çevrinme (pan)</translation>
    </message>
    <message>
        <source>Pastel</source>
        <translation>Pastel tonlar</translation>
    </message>
    <message>
        <source>Playful</source>
        <translation>Oyunbaz</translation>
    </message>
    <message>
        <source>Point of view</source>
        <translation>Öznel çekim</translation>
    </message>
    <message>
        <source>Portrait, 85 mm</source>
        <translation>Portre, 85 mm</translation>
    </message>
    <message>
        <source>Probe lens</source>
        <translation>Sonda objektif</translation>
    </message>
    <message>
        <source>Rack focus</source>
        <translation>Netlik kaydırma</translation>
    </message>
    <message>
        <source>Rain</source>
        <translation>Yağmur</translation>
    </message>
    <message>
        <source>Rembrandt</source>
        <translation>Rembrandt ışığı</translation>
    </message>
    <message>
        <source>Romantic</source>
        <translation>Romantik</translation>
    </message>
    <message>
        <source>Shallow depth of field</source>
        <translation>Sığ alan derinliği</translation>
    </message>
    <message>
        <source>Shot and angle</source>
        <translation>Plan ve açı</translation>
    </message>
    <message>
        <source>Silhouette</source>
        <translation>Siluet</translation>
    </message>
    <message>
        <source>Slow motion</source>
        <translation>Ağır çekim</translation>
    </message>
    <message>
        <source>Snow</source>
        <translation>Kar</translation>
    </message>
    <message>
        <source>Soft</source>
        <translation>Yumuşak ışık</translation>
    </message>
    <message>
        <source>Soft bokeh</source>
        <translation>Yumuşak bokeh</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Yıldızlı gök</translation>
    </message>
    <message>
        <source>Steadicam</source>
        <translation>Steadicam</translation>
    </message>
    <message>
        <source>Stop-motion</source>
        <translation>Stop-motion</translation>
    </message>
    <message>
        <source>Storm</source>
        <translation>Fırtına bulutları</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Üslup</translation>
    </message>
    <message>
        <source>Sudden zoom</source>
        <translation>Ani zum</translation>
    </message>
    <message>
        <source>Sunrise</source>
        <translation>Gün doğumu</translation>
    </message>
    <message>
        <source>Sunset</source>
        <translation>Gün batımı</translation>
    </message>
    <message>
        <source>Super 8</source>
        <translation>Super 8</translation>
    </message>
    <message>
        <source>Teal and orange</source>
        <translation>Turkuaz ve turuncu</translation>
    </message>
    <message>
        <source>Telephoto, 200 mm</source>
        <translation>Tele, 200 mm</translation>
    </message>
    <message>
        <source>Tense</source>
        <translation>Gergin</translation>
    </message>
    <message>
        <source>Through leaves</source>
        <translation>Yaprak arasından</translation>
    </message>
    <message>
        <source>Tilt up</source>
        <translation>Yukarı çevrinme (tilt)</translation>
    </message>
    <message>
        <source>Tilt-shift</source>
        <translation>Minyatür (tilt-shift)</translation>
    </message>
    <message>
        <source>Tilted horizon</source>
        <translation>Eğik açı</translation>
    </message>
    <message>
        <source>Time and weather</source>
        <translation>Zaman ve hava</translation>
    </message>
    <message>
        <source>Time-lapse</source>
        <translation>Hızlandırılmış çekim</translation>
    </message>
    <message>
        <source>Tracking alongside</source>
        <translation>Yandan takip</translation>
    </message>
    <message>
        <source>Truck sideways</source>
        <translation>Yana kaydırma</translation>
    </message>
    <message>
        <source>Two people</source>
        <translation>İkili plan</translation>
    </message>
    <message>
        <source>Ultra-wide, 14 mm</source>
        <translation>Ultra geniş, 14 mm</translation>
    </message>
    <message>
        <source>VHS</source>
        <translation>VHS</translation>
    </message>
    <message>
        <source>Vertigo effect</source>
        <translation>Vertigo etkisi</translation>
    </message>
    <message>
        <source>Vivid colours</source>
        <translation>Canlı renkler</translation>
    </message>
    <message>
        <source>Watercolour</source>
        <translation>Suluboya animasyon</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>Genel plan</translation>
    </message>
    <message>
        <source>Wide angle, 24 mm</source>
        <translation>Geniş açı, 24 mm</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Yavaş zum</translation>
    </message>
</context>
<context>
    <name>PictureField</name>
    <message>
        <source>All files (*)</source>
        <translation>Tüm dosyalar (*)</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Görsel seç</translation>
    </message>
    <message>
        <source>Cut the picture to the frame</source>
        <translation>Görseli kadraja göre kırp</translation>
    </message>
    <message>
        <source>Drop a picture here</source>
        <extracomment>Pixels enough for the drop place at any width and scale.</extracomment>
        <translation>Görseli buraya bırak</translation>
    </message>
    <message>
        <source>Go on without it</source>
        <translation>Onsuz sürdür</translation>
    </message>
    <message>
        <source>Keep the earlier one</source>
        <translation>Öncekini kullan</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Yapıştırılan görsel</translation>
    </message>
    <message>
        <source>Picture (optional)</source>
        <translation>Görsel (isteğe bağlı)</translation>
    </message>
    <message>
        <source>Pictures ({endings})</source>
        <translation>Görseller ({endings})</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>Görseli kaldır</translation>
    </message>
    <message>
        <source>Replace the picture</source>
        <translation>Görseli değiştir</translation>
    </message>
    <message>
        <source>There is no picture in that. Save the picture first, or copy the picture itself.</source>
        <translation>Bunun içinde görsel yok. Önce görseli kaydet ya da görselin kendisini kopyala.</translation>
    </message>
    <message>
        <source>Use the copy</source>
        <translation>Kopyayı kullan</translation>
    </message>
    <message>
        <source>What is taken of the picture</source>
        <translation>Görselden alınan kısım</translation>
    </message>
    <message>
        <source>Your earlier picture stays.</source>
        <translation>Önceki görselin duruyor.</translation>
    </message>
    <message>
        <source>or click, or paste with Ctrl+V</source>
        <translation>ya da tıkla, Ctrl+V ile yapıştır</translation>
    </message>
    <message>
        <source>{kinds} · up to {size}</source>
        <translation>{kinds} · en çok {size}</translation>
    </message>
    <message>
        <source>{name} is a {kind} picture. Use a JPEG, PNG or WebP picture.</source>
        <translation>{name} bir {kind} görseli. JPEG, PNG ya da WebP görseli kullan.</translation>
    </message>
    <message>
        <source>{name} is not a JPEG, PNG or WebP picture.</source>
        <translation>{name} bir JPEG, PNG ya da WebP görseli değil.</translation>
    </message>
    <message>
        <source>{name} is not really a picture, despite its ending.</source>
        <translation>{name}, uzantısına rağmen aslında görsel değil.</translation>
    </message>
    <message>
        <source>{part} of {whole}</source>
        <translation>{whole} içinden {part}</translation>
    </message>
</context>
<context>
    <name>PlanLine</name>
    <message numerus="yes">
        <source>%n already waiting</source>
        <translation>
            <numerusform>%n iş zaten bekliyor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s)</source>
        <translation>
            <numerusform>%n video</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Let %n wait for the next day’s quota</source>
        <translation>
            <numerusform>%n tanesi ertesi günün hakkını beklesin</numerusform>
        </translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>yaklaşık {time}</translation>
    </message>
    <message>
        <source>{count} left today</source>
        <translation>bugün {count} hak kaldı</translation>
    </message>
</context>
<context>
    <name>PlaybackSection</name>
    <message>
        <source>Decode videos with the graphics hardware</source>
        <translation>Videoları ekran kartıyla çöz</translation>
    </message>
    <message>
        <source>Playback</source>
        <translation>Oynatma</translation>
    </message>
    <message>
        <source>Turn this off if videos flicker or stay black. Takes effect at the next start.</source>
        <translation>Videolar titriyor ya da siyah kalıyorsa bunu kapat. Sonraki açılışta geçerli olur.</translation>
    </message>
</context>
<context>
    <name>PlayerArea</name>
    <message>
        <source>Buffering…</source>
        <translation>Yükleniyor…</translation>
    </message>
    <message>
        <source>From the cloud</source>
        <translation>Buluttan</translation>
    </message>
    <message>
        <source>From the cloud · Downloading…</source>
        <extracomment>Milliseconds without mouse and keys, after which a video has a full screen to itself. What the keys let come into sight, of a video that is larger than the stage.</extracomment>
        <translation>Buluttan · İndiriliyor…</translation>
    </message>
</context>
<context>
    <name>PlayerControls</name>
    <message>
        <source>Actual size</source>
        <translation>Gerçek boyut</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Tam ekran</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>Tam ekrandan çık</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Döngü</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Daha fazla</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Sesi kapat</translation>
    </message>
    <message>
        <source>Next video</source>
        <translation>Sonraki video</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Duraklat</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Oynat</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Konum</translation>
    </message>
    <message>
        <source>Previous video</source>
        <translation>Önceki video</translation>
    </message>
    <message>
        <source>Repeat from A to B</source>
        <translation>A’dan B’ye yinele</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Boşluk</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Hız</translation>
    </message>
    <message>
        <source>This computer has nothing to play sound on</source>
        <translation>Bu bilgisayarda ses çalacak bir aygıt yok</translation>
    </message>
    <message>
        <source>This video has no sound</source>
        <translation>Bu videoda ses yok</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Sesi aç</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Ses düzeyi</translation>
    </message>
</context>
<context>
    <name>Preparing</name>
    <message>
        <source>as {kind}</source>
        <translation>{kind} olarak</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>kırpılmış</translation>
    </message>
    <message>
        <source>its first frame</source>
        <translation>ilk karesi</translation>
    </message>
    <message>
        <source>smaller</source>
        <translation>küçültülmüş</translation>
    </message>
    <message>
        <source>turned upright</source>
        <translation>dik çevrilmiş</translation>
    </message>
    <message>
        <source>white where it is transparent</source>
        <translation>saydam yerleri beyaz</translation>
    </message>
    <message>
        <source>{name} is a {kind} picture, which {service} does not take.</source>
        <translation>{name} bir {kind} görseli; {service} bunu almaz.</translation>
    </message>
    <message>
        <source>{name} is larger than the {limit} that {service} takes.</source>
        <translation>{name} çok büyük: {service} en çok {limit} alır.</translation>
    </message>
    <message>
        <source>{name} is stored on its side, and {service} may show it so.</source>
        <translation>{name} yan kaydedilmiş; {service} onu yan gösterebilir.</translation>
    </message>
    <message>
        <source>{name} is transparent in places, and {service} may make them black.</source>
        <translation>{name} yer yer saydam; {service} oraları siyah yapabilir.</translation>
    </message>
    <message>
        <source>{reason} A copy can be used: {changes}. {before} → {after}, {width}×{height}. Your file stays as it is.</source>
        <translation>{reason} Bir kopyası kullanılabilir: {changes}. {before} → {after}, {width}×{height}. Dosyan olduğu gibi kalır.</translation>
    </message>
    <message>
        <source>{service} does not take {name} as it is.</source>
        <translation>{service}, {name} dosyasını olduğu gibi almaz.</translation>
    </message>
</context>
<context>
    <name>PresetName</name>
    <message>
        <source>Cancel</source>
        <translation>Vazgeç</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Şablonun adı</translation>
    </message>
    <message>
        <source>One of the same name is replaced.</source>
        <translation>Aynı adda bir şablon varsa yerine bu konur.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Kaydet</translation>
    </message>
    <message>
        <source>Save as preset</source>
        <extracomment>Letters of a prompt that make a name.</extracomment>
        <translation>Şablon olarak kaydet</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>Choose a video from the history or generate one</source>
        <translation>Geçmişten bir video seç ya da yenisini oluştur</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Dosyayı seç…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>İndir</translation>
    </message>
    <message>
        <source>Download again</source>
        <translation>Yeniden indir</translation>
    </message>
    <message>
        <source>Downloading · {received}</source>
        <translation>İndiriliyor · {received}</translation>
    </message>
    <message>
        <source>Downloading · {received} of {total}</source>
        <translation>İndiriliyor · {received} / {total}</translation>
    </message>
    <message>
        <source>Downloading…</source>
        <translation>İndiriliyor…</translation>
    </message>
    <message>
        <source>Downloads are paused.</source>
        <translation>İndirmeler duraklatıldı.</translation>
    </message>
    <message>
        <source>Its file is gone from this computer, and the video is not at any service.</source>
        <translation>Dosyası bu bilgisayarda yok; video hiçbir serviste de değil.</translation>
    </message>
    <message>
        <source>Loading from the cloud…</source>
        <translation>Buluttan geliyor…</translation>
    </message>
    <message>
        <source>No program here plays this file.</source>
        <translation>Burada bu dosyayı oynatan bir program yok.</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Tarayıcıda aç</translation>
    </message>
    <message>
        <source>Open with another program</source>
        <translation>Başka programla aç</translation>
    </message>
    <message>
        <source>Preparing · {received}</source>
        <translation>Hazırlanıyor · {received}</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>Hazırlanıyor…</translation>
    </message>
    <message>
        <source>Preview</source>
        <extracomment>Milliseconds: a video that has come so near to its end has been watched to the end.</extracomment>
        <translation>Önizleme</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Geri koy</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Kaldır</translation>
    </message>
    <message>
        <source>Resume downloads</source>
        <translation>İndirmeleri sürdür</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Klasörde göster</translation>
    </message>
    <message>
        <source>The file is not there any more: {name}</source>
        <translation>Dosya artık yerinde değil: {name}</translation>
    </message>
    <message>
        <source>The library is being moved. The video goes on after that.</source>
        <translation>Kitaplık taşınıyor. Video ondan sonra sürecek.</translation>
    </message>
    <message>
        <source>The video stopped coming. Download it to watch it.</source>
        <translation>Videonun gelmesi durdu. İzlemek için indir.</translation>
    </message>
    <message>
        <source>This file cannot be played.</source>
        <translation>Bu dosya oynatılamıyor.</translation>
    </message>
    <message>
        <source>This file cannot be played: Kadraj may not read it.</source>
        <translation>Bu dosya oynatılamıyor: Kadraj’ın okuma izni yok.</translation>
    </message>
    <message>
        <source>This file cannot be played: it is coded in a way unknown here.</source>
        <translation>Bu dosya oynatılamıyor: kodlaması burada bilinmiyor.</translation>
    </message>
    <message>
        <source>This file cannot be played: it is damaged or no video.</source>
        <translation>Bu dosya oynatılamıyor: bozuk ya da video değil.</translation>
    </message>
    <message>
        <source>This video is in the cloud, not on this computer.</source>
        <translation>Bu video bulutta, bu bilgisayarda değil.</translation>
    </message>
    <message>
        <source>This video is in the recycle bin.</source>
        <translation>Bu video çöp kutusunda.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Yeniden dene</translation>
    </message>
    <message>
        <source>Waiting to download</source>
        <translation>İndirme bekliyor</translation>
    </message>
</context>
<context>
    <name>PromptEdit</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <extracomment>Pixels that the count takes under the text.</extracomment>
        <translation>
            <numerusform>%n sözcük</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} karakter</translation>
    </message>
</context>
<context>
    <name>PromptHistory</name>
    <message>
        <source>No prompts yet.</source>
        <translation>Henüz istem yok.</translation>
    </message>
    <message>
        <source>No such prompt.</source>
        <translation>Böyle bir istem yok.</translation>
    </message>
    <message>
        <source>Prompts of before</source>
        <translation>Önceki istemler</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Ara</translation>
    </message>
    <message>
        <source>Search in prompts</source>
        <translation>İstemlerde ara</translation>
    </message>
</context>
<context>
    <name>PromptList</name>
    <message numerus="yes">
        <source>%n row(s) can be made</source>
        <translation>
            <numerusform>%n satır yapılabilir</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) cannot</source>
        <translation>
            <numerusform>%n satır yapılamaz</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) in the queue; what is left stays here.</source>
        <translation>
            <numerusform>%n video kuyrukta; kalanlar burada.</numerusform>
        </translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Tüm dosyalar (*)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message>
        <source>Detect the format</source>
        <translation>Biçimi otomatik algıla</translation>
    </message>
    <message>
        <source>Empty lines between prompts</source>
        <translation>İstemler arasında boş satır</translation>
    </message>
    <message>
        <source>How the list is written</source>
        <translation>Listenin yazılışı</translation>
    </message>
    <message>
        <source>Lists (*.csv *.tsv *.txt)</source>
        <translation>Listeler (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>One prompt per line</source>
        <translation>Her satırda bir istem</translation>
    </message>
    <message>
        <source>One prompt per line; or prompts of several lines with an empty line between them; or a table with the columns prompt, image, frame, length, model</source>
        <translation>Her satıra bir istem; ya da aralarında boş satır olan çok satırlı istemler; ya da istem, görsel, kadraj, süre, model sütunlu bir tablo</translation>
    </message>
    <message>
        <source>Only rows that cannot be made</source>
        <translation>Yalnızca yapılamayan satırlar</translation>
    </message>
    <message>
        <source>Open a list</source>
        <translation>Liste aç</translation>
    </message>
    <message>
        <source>Open a list…</source>
        <translation>Liste aç…</translation>
    </message>
    <message>
        <source>Over today’s quota</source>
        <translation>Bugünkü hakkı aşıyor</translation>
    </message>
    <message>
        <source>Prompt list</source>
        <translation>İstem listesi</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>İstemler</translation>
    </message>
    <message>
        <source>Queue all ({count})</source>
        <translation>Hepsini kuyruğa al ({count})</translation>
    </message>
    <message>
        <source>Queue {count}</source>
        <translation>{count} tanesini kuyruğa al</translation>
    </message>
    <message>
        <source>Repeat each</source>
        <translation>Her birinden</translation>
    </message>
    <message>
        <source>Stays here for the next time</source>
        <translation>Sonraki sefere kalır</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tablo (CSV)</translation>
    </message>
    <message>
        <source>There are empty lines, and they were taken for the ends of prompts: {lines} lines became {count} prompts.</source>
        <translation>Boş satırlar var ve istemlerin sonu sayıldı: {lines} satır {count} istem oldu.</translation>
    </message>
    <message>
        <source>These rows were read with other choices than the composer has now.</source>
        <extracomment>Videos that are queued at once; the panels make some twenty a day.</extracomment>
        <translation>Bu satırlar okunduğunda seçimler şimdikinden farklıydı.</translation>
    </message>
    <message>
        <source>Use the composer’s</source>
        <translation>Şimdikileri kullan</translation>
    </message>
    <message>
        <source>Where a row says nothing: {choices}</source>
        <translation>Satır bir şey demiyorsa: {choices}</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>okunuyor…</translation>
    </message>
    <message>
        <source>{count} videos at a time</source>
        <translation>bir seferde {count} video</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} sn</translation>
    </message>
</context>
<context>
    <name>PromptTools</name>
    <message numerus="yes">
        <source>%n new preset(s)</source>
        <translation>
            <numerusform>%n yeni şablon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n preset(s) exported</source>
        <translation>
            <numerusform>%n şablon dışa aktarıldı</numerusform>
        </translation>
    </message>
    <message>
        <source>API guide…</source>
        <translation>API kılavuzu…</translation>
    </message>
    <message>
        <source>Copied as {name}; your key is not in it.</source>
        <translation>{name} olarak kopyalandı; anahtarın içinde değil.</translation>
    </message>
    <message>
        <source>Copy request as {name}</source>
        <translation>İsteği {name} olarak kopyala</translation>
    </message>
    <message>
        <source>Export presets</source>
        <translation>Şablonları dışa aktar</translation>
    </message>
    <message>
        <source>Export presets…</source>
        <translation>Şablonları dışa aktar…</translation>
    </message>
    <message>
        <source>Import presets</source>
        <translation>Şablonları içe aktar</translation>
    </message>
    <message>
        <source>Import presets…</source>
        <translation>Şablonları içe aktar…</translation>
    </message>
    <message>
        <source>It sends the picture whole, without the frame.</source>
        <translation>Görseli kadrajsız, bütün gönderir.</translation>
    </message>
    <message>
        <source>Many pictures…</source>
        <translation>Toplu görsel…</translation>
    </message>
    <message>
        <source>More ways to create</source>
        <translation>Başka oluşturma yolları</translation>
    </message>
    <message>
        <source>Phrases: shot, lens, camera, light, mood</source>
        <translation>Kalıplar: plan, objektif, kamera, ışık, duygu</translation>
    </message>
    <message>
        <source>Preset removed: {name}</source>
        <translation>Şablon kaldırıldı: {name}</translation>
    </message>
    <message>
        <source>Preset saved: {name}</source>
        <translation>Şablon kaydedildi: {name}</translation>
    </message>
    <message>
        <source>Preset: {name}</source>
        <translation>Şablon: {name}</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Şablonlar</translation>
    </message>
    <message>
        <source>Presets (*.json)</source>
        <translation>Şablonlar (*.json)</translation>
    </message>
    <message>
        <source>Prompt list…</source>
        <translation>İstem listesi…</translation>
    </message>
    <message>
        <source>Prompts of before</source>
        <translation>Önceki istemler</translation>
    </message>
    <message>
        <source>Remove preset</source>
        <translation>Şablonu kaldır</translation>
    </message>
    <message>
        <source>Save as preset…</source>
        <translation>Şablon olarak kaydet…</translation>
    </message>
</context>
<context>
    <name>ProxyField</name>
    <message>
        <source>Address of the proxy</source>
        <translation>Vekil sunucunun adresi</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>Sistemdeki gibi</translation>
    </message>
    <message>
        <source>For example http://proxy.example:8080</source>
        <translation>Örneğin http://proxy.example:8080</translation>
    </message>
    <message>
        <source>Kadraj goes through http and https proxies only.</source>
        <translation>Kadraj yalnızca http ve https vekil sunuculardan geçer.</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Elle gir</translation>
    </message>
    <message>
        <source>No user and password here: they would lie readable in the settings file. Set such a proxy in your system and choose “As the system says”.</source>
        <translation>Buraya kullanıcı adı ve parola yazma: ayar dosyasında okunur biçimde kalır. Böyle bir vekil sunucuyu sisteminde ayarla ve “Sistemdeki gibi”yi seç.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Yok</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Vekil sunucu (proxy)</translation>
    </message>
    <message>
        <source>The settings file wants a proxy that cannot be used: nothing is reached until you choose.</source>
        <translation>Ayar dosyası kullanılamayan bir vekil sunucu istiyor: sen seçene dek hiçbir yere ulaşılmaz.</translation>
    </message>
    <message>
        <source>This is no address of a proxy. Example: http://proxy.example:8080</source>
        <translation>Bu bir vekil sunucu adresi değil. Örnek: http://proxy.example:8080</translation>
    </message>
    <message>
        <source>Type the proxy’s address, such as http://proxy.example:8080.</source>
        <translation>Vekil sunucunun adresini yaz, örneğin http://proxy.example:8080.</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <extracomment>Words that Qt says by itself: its Turkish has none for the first two, and names keys by what they do and not by what stands on Turkish keyboards. The window&apos;s translation is asked before Qt&apos;s.</extracomment>
        <translation>&amp;Konum:</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>Dosya &amp;türü:</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
</context>
<context>
    <name>QueueDeeds</name>
    <message numerus="yes">
        <source>%n job(s) duplicated.</source>
        <translation>
            <numerusform>%n iş çoğaltıldı.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) removed from the queue.</source>
        <translation>
            <numerusform>%n iş kuyruktan çıkarıldı.</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes saved.</source>
        <translation>Değişiklikler kaydedildi.</translation>
    </message>
    <message>
        <source>Marked as lost.</source>
        <translation>Kayıp sayıldı.</translation>
    </message>
    <message>
        <source>No browser could be opened.</source>
        <translation>Tarayıcı açılamadı.</translation>
    </message>
    <message>
        <source>Not followed any more. {service} goes on making it, and the video will be in your history.</source>
        <translation>Artık izlenmiyor. {service} yapmayı sürdürür, video geçmişinde olur.</translation>
    </message>
    <message>
        <source>Place {number} of {count}</source>
        <translation>{count} iş içinde {number}. sırada</translation>
    </message>
    <message>
        <source>Prompt copied</source>
        <translation>İstem kopyalandı</translation>
    </message>
    <message>
        <source>Removed from the queue.</source>
        <translation>Kuyruktan çıkarıldı.</translation>
    </message>
    <message>
        <source>Removed from the queue; the video stays in your history.</source>
        <translation>Kuyruktan çıkarıldı; video geçmişinde kalır.</translation>
    </message>
    <message>
        <source>The video is out of the recycle bin.</source>
        <translation>Video çöp kutusundan çıkarıldı.</translation>
    </message>
    <message>
        <source>This job is being sent by now; it stays.</source>
        <translation>Bu iş şu an gönderiliyor; kalıyor.</translation>
    </message>
    <message>
        <source>What was sent goes on, and will be in your history.</source>
        <translation>Gönderilenler sürer, geçmişinde olur.</translation>
    </message>
</context>
<context>
    <name>QueueHeader</name>
    <message>
        <source>All</source>
        <translation>Hepsi</translation>
    </message>
    <message>
        <source>Collapse the queue</source>
        <translation>Kuyruğu daralt</translation>
    </message>
    <message>
        <source>Holds waiting jobs back; what was sent goes on</source>
        <translation>Bekleyen işleri tutar; gönderilenler sürer</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Duraklat</translation>
    </message>
    <message>
        <source>Pause one service</source>
        <translation>Bir servisi duraklat</translation>
    </message>
    <message>
        <source>Pause {service}</source>
        <translation>{service} kuyruğunu duraklat</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kuyruk</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Sürdür</translation>
    </message>
    <message>
        <source>Resume {service}</source>
        <translation>{service} kuyruğunu sürdür</translation>
    </message>
    <message>
        <source>Sends waiting jobs again</source>
        <translation>Bekleyen işleri yeniden gönderir</translation>
    </message>
    <message>
        <source>Whose jobs are shown</source>
        <translation>Hangi servisin işleri gösterilsin</translation>
    </message>
</context>
<context>
    <name>QueueMatches</name>
    <message>
        <source>Given back. Kadraj looks on for yours.</source>
        <translation>Geri verildi. Kadraj seninkini aramayı sürdürüyor.</translation>
    </message>
    <message>
        <source>Kadraj looks on for it and offers these no more.</source>
        <translation>Kadraj aramayı sürdürür, bunları bir daha sormaz.</translation>
    </message>
    <message>
        <source>Taken as this job’s; Kadraj follows it.</source>
        <translation>Bu işin videosu sayıldı; Kadraj izliyor.</translation>
    </message>
    <message>
        <source>There is nothing to give back any more.</source>
        <translation>Artık geri verilecek bir şey yok.</translation>
    </message>
    <message>
        <source>This video is another job’s by now.</source>
        <translation>Bu video artık başka bir işin.</translation>
    </message>
</context>
<context>
    <name>QueueNotices</name>
    <message>
        <source>Change key…</source>
        <translation>Anahtarı değiştir…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Geri al</translation>
    </message>
    <message>
        <source>{service}: {words}</source>
        <translation>{service}: {words}</translation>
    </message>
</context>
<context>
    <name>QueuePane</name>
    <message>
        <source>Jobs</source>
        <translation>İşler</translation>
    </message>
    <message>
        <source>No jobs of {service}.</source>
        <translation>{service} işi yok.</translation>
    </message>
    <message>
        <source>Nothing in the queue. What you generate shows up here.</source>
        <translation>Kuyruk boş. Oluşturdukların burada görünür.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kuyruk</translation>
    </message>
</context>
<context>
    <name>QueueStrip</name>
    <message>
        <source>Show the queue</source>
        <translation>Kuyruğu göster</translation>
    </message>
</context>
<context>
    <name>QueueWords</name>
    <message numerus="yes">
        <source>%n job(s) done today</source>
        <translation>
            <numerusform>bugün %n iş bitti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) marked as lost</source>
        <translation>
            <numerusform>%n iş kayıp sayıldı</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) need you</source>
        <translation>
            <numerusform>%n iş seni bekliyor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) paused</source>
        <translation>
            <numerusform>%n iş duraklatıldı</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) running</source>
        <translation>
            <numerusform>%n iş sürüyor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) waiting</source>
        <translation>
            <numerusform>%n iş bekliyor</numerusform>
        </translation>
    </message>
    <message>
        <source>As long as your own videos usually take, one after the other. What others have asked {service} for comes on top.</source>
        <translation>Kendi videolarının genelde sürdüğü kadar, art arda. Başkalarının {service} servisinden istedikleri buna eklenir.</translation>
    </message>
    <message>
        <source>As long as your own videos usually take, times its place in the queue of {service}.</source>
        <translation>Kendi videolarının genelde sürdüğü kadar, {service} kuyruğundaki sırasıyla çarpılmış.</translation>
    </message>
    <message>
        <source>Being edited · not sent meanwhile</source>
        <translation>Düzenleniyor · bu arada gönderilmez</translation>
    </message>
    <message>
        <source>Done today ({count})</source>
        <translation>Bugün biten ({count})</translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n job(s)</source>
        <translation>
            <numerusform>%n işi çoğalt</numerusform>
        </translation>
    </message>
    <message>
        <source>In the recycle bin</source>
        <translation>Çöp kutusunda</translation>
    </message>
    <message>
        <source>Marked as lost</source>
        <translation>Kayıp sayılan</translation>
    </message>
    <message>
        <source>More than the {count} left today; goes by itself later</source>
        <translation>Bugünkü {count} haktan fazla; hak olunca gönderilir</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Seni bekliyor</translation>
    </message>
    <message>
        <source>Next to be sent</source>
        <translation>Sıradaki</translation>
    </message>
    <message>
        <source>No videos left today on {service}; asks again at {time}, then goes by itself</source>
        <translation>{service} hakkı bugün bitti; {time} saatinde sorulur, hak gelince gönderilir</translation>
    </message>
    <message>
        <source>No videos left today on {service}; goes by itself when there are</source>
        <translation>{service} hakkı bugün bitti; hak gelince kendiliğinden gönderilir</translation>
    </message>
    <message>
        <source>Not followed: sign in to {service}</source>
        <translation>İzlenmiyor: {service} için giriş yap</translation>
    </message>
    <message>
        <source>Number {number} in line</source>
        <translation>{number}. sırada</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Duraklatıldı</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n job(s)</source>
        <translation>
            <numerusform>%n işi kaldır</numerusform>
        </translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Sürüyor</translation>
    </message>
    <message>
        <source>Sending is paused.</source>
        <translation>Gönderim duraklatıldı.</translation>
    </message>
    <message>
        <source>The bar is the time gone by against the usual time of your own videos. The service tells no percentage.</source>
        <translation>Çubuk, geçen süreyi kendi videolarının olağan süresiyle karşılaştırır. Servis yüzde bildirmez.</translation>
    </message>
    <message>
        <source>Waiting ({count})</source>
        <translation>Bekleyen ({count})</translation>
    </message>
    <message>
        <source>Waits until you sign in to {service}</source>
        <translation>{service} girişini bekliyor</translation>
    </message>
    <message>
        <source>{prompt}. {service}. {state}</source>
        <translation>{prompt}. {service}. {state}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} sn</translation>
    </message>
    <message>
        <source>{service} is paused.</source>
        <translation>{service} duraklatıldı.</translation>
    </message>
    <message>
        <source>{service} no longer knows this job; it is asked again</source>
        <translation>{service} bu işi artık tanımıyor; yeniden sorulur</translation>
    </message>
    <message>
        <source>{state} · ready in {span}</source>
        <translation>{state} · {span} sonra hazır</translation>
    </message>
    <message>
        <source>{state} · taking unusually long</source>
        <translation>{state} · alışılandan uzun sürüyor</translation>
    </message>
</context>
<context>
    <name>RefusedFilesDialog</name>
    <message>
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message>
        <source>These files are no videos</source>
        <translation>Bu dosyalar video değil</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>A ZIP file that helps to find a fault: the log, versions, settings, and when each job was sent and finished. Your keys are not in it. Look into it before you pass it on.</source>
        <translation>Bir arızayı bulmaya yarayan ZIP dosyası: günlük, sürümler, ayarlar ve her işin ne zaman gönderilip bittiği. İçinde anahtarların yok. Başkasına vermeden önce göz at.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message>
        <source>Include my prompts</source>
        <translation>İstemlerimi de ekle</translation>
    </message>
    <message>
        <source>Report saved: {name}</source>
        <translation>Rapor kaydedildi: {name}</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Raporu kaydet</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Kaydet…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Klasörde göster</translation>
    </message>
    <message>
        <source>ZIP file (*.zip)</source>
        <translation>ZIP dosyası (*.zip)</translation>
    </message>
    <message>
        <source>report</source>
        <translation>rapor</translation>
    </message>
</context>
<context>
    <name>ResetField</name>
    <message>
        <source>All settings are as they were at the beginning.</source>
        <translation>Bütün ayarlar baştaki gibi.</translation>
    </message>
    <message>
        <source>Reset all settings</source>
        <translation>Tüm ayarları sıfırla</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Geri al</translation>
    </message>
    <message>
        <source>Your videos, the library’s folder and your keys stay as they are.</source>
        <translation>Videoların, kitaplık klasörü ve anahtarların olduğu gibi kalır.</translation>
    </message>
</context>
<context>
    <name>ResetSection</name>
    <message>
        <source>Reset</source>
        <translation>Sıfırla</translation>
    </message>
</context>
<context>
    <name>ScoreLabel</name>
    <message numerus="yes">
        <source>%n comparison(s)</source>
        <translation>
            <numerusform>%n karşılaştırma</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comparison(s) between services</source>
        <translation>
            <numerusform>servisler arasında %n karşılaştırma</numerusform>
        </translation>
    </message>
    <message>
        <source>Neither better: {count}</source>
        <translation>İkisi de değil: {count}</translation>
    </message>
    <message>
        <source>Which of two videos you liked better: {score}</source>
        <translation>İki videodan hangisini daha çok beğendiğin: {score}</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Temizle</translation>
    </message>
    <message>
        <source>Search</source>
        <extracomment>What Qt&apos;s own action button before the words takes, and what the style sheet leaves free.</extracomment>
        <translation>Ara</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n seçili</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare (V)</source>
        <translation>Karşılaştır (V)</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>İndir</translation>
    </message>
    <message>
        <source>Export files…</source>
        <translation>Dosyaları dışa aktar…</translation>
    </message>
    <message>
        <source>Favourite (F)</source>
        <translation>Favori (F)</translation>
    </message>
    <message>
        <source>Move to the recycle bin (Del)</source>
        <translation>Çöp kutusuna taşı (Del)</translation>
    </message>
    <message>
        <source>Select nothing (Esc)</source>
        <translation>Seçimi kaldır (Esc)</translation>
    </message>
    <message>
        <source>Tags (T)</source>
        <translation>Etiketler (T)</translation>
    </message>
</context>
<context>
    <name>Services</name>
    <message>
        <source>Imported</source>
        <translation>İçe alınan</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>Birleştirilmiş</translation>
    </message>
</context>
<context>
    <name>ServicesSection</name>
    <message>
        <source>Remember keys in the system keyring</source>
        <translation>Anahtarları sistem anahtarlığında sakla</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Servisler</translation>
    </message>
</context>
<context>
    <name>SettingsCommands</name>
    <message>
        <source>English</source>
        <translation>İngilizce</translation>
    </message>
    <message>
        <source>Language: as on this computer</source>
        <translation>Dil: bu bilgisayardaki gibi</translation>
    </message>
    <message>
        <source>Language: {language}</source>
        <translation>Dil: {language}</translation>
    </message>
    <message>
        <source>Move the library…</source>
        <translation>Kitaplığı taşı…</translation>
    </message>
    <message>
        <source>Settings: {section}</source>
        <translation>Ayarlar: {section}</translation>
    </message>
    <message>
        <source>Theme: as the system</source>
        <translation>Tema: sistemdeki gibi</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>Tema: koyu</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>Tema: açık</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkçe</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Close</source>
        <translation>Kapat</translation>
    </message>
    <message>
        <source>No setting for “{words}”.</source>
        <translation>“{words}” için ayar yok.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Ara</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Ayarlarda ara</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Bölümler</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ayarlar</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Check and continue</source>
        <translation>Denetle ve devam et</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Denetleniyor…</translation>
    </message>
    <message>
        <source>Continue with {services} only</source>
        <translation>Yalnızca {services} ile devam et</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Dil</translation>
    </message>
    <message>
        <source>Open my library offline</source>
        <translation>Kitaplığımı çevrimdışı aç</translation>
    </message>
    <message>
        <source>Remember in the system keyring</source>
        <translation>Sistem anahtarlığında sakla</translation>
    </message>
    <message>
        <source>Sign in to {app}</source>
        <extracomment>Narrower than this the form needs all the room. Languages are named in themselves.</extracomment>
        <translation>{app} girişi</translation>
    </message>
    <message>
        <source>Sign in with your API key</source>
        <translation>API anahtarınla giriş yap</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Demoyu dene</translation>
    </message>
    <message>
        <source>Words and pictures become video. Queue them, watch them, keep them.</source>
        <translation>Sözcükler ve görseller videoya dönüşür. Kuyruğa al, izle, sakla.</translation>
    </message>
</context>
<context>
    <name>StageMenu</name>
    <message>
        <source>Actual size</source>
        <translation>Gerçek boyut</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Tümü</translation>
    </message>
    <message>
        <source>Copy frame</source>
        <translation>Kareyi kopyala</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Tam ekran</translation>
    </message>
    <message>
        <source>Save frame…</source>
        <translation>Kareyi kaydet…</translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n yıldız</numerusform>
        </translation>
    </message>
    <message>
        <source>Rate (keys 0 to 5)</source>
        <translation>Yıldız ver (0–5 tuşları)</translation>
    </message>
</context>
<context>
    <name>TableField</name>
    <message>
        <source>A frame is written as 16:9, with commas in between.</source>
        <translation>Kadraj 16:9 gibi yazılır, aralarına virgül konur.</translation>
    </message>
    <message>
        <source>A model’s name is made of letters, digits and -._:/ without spaces.</source>
        <translation>Model adı harf, rakam ve -._:/ işaretlerinden oluşur, boşluksuz.</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>Model ekle</translation>
    </message>
    <message>
        <source>As Kadraj knows it</source>
        <translation>Kadraj’ın bildiği gibi</translation>
    </message>
    <message>
        <source>Frames of {service}</source>
        <translation>{service} kadrajları</translation>
    </message>
    <message>
        <source>Lengths are whole seconds up to 600: 4, 6, 8.</source>
        <translation>Süreler 600’e kadar tam saniyedir: 4, 6, 8.</translation>
    </message>
    <message>
        <source>Lengths of {service}, in seconds</source>
        <translation>{service} süreleri (saniye)</translation>
    </message>
    <message>
        <source>Models of {service}, and their frames</source>
        <translation>{service} modelleri ve kadrajları</translation>
    </message>
    <message>
        <source>One at least has to be there.</source>
        <translation>En az bir tane olmalı.</translation>
    </message>
    <message>
        <source>Table of {service}</source>
        <translation>{service} tablosu</translation>
    </message>
    <message>
        <source>There is room for {most} at most.</source>
        <translation>En çok {most} tane sığar.</translation>
    </message>
    <message>
        <source>This is there twice.</source>
        <translation>Bu iki kez var.</translation>
    </message>
</context>
<context>
    <name>TagEditor</name>
    <message numerus="yes">
        <source>Tags of %n video(s)</source>
        <translation>
            <numerusform>%n videonun etiketleri</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagField</name>
    <message>
        <source>Add a tag</source>
        <translation>Etiket ekle</translation>
    </message>
    <message>
        <source>Remove tag</source>
        <translation>Etiketi kaldır</translation>
    </message>
</context>
<context>
    <name>TimelineWords</name>
    <message>
        <source>Edited</source>
        <translation>Düzenlendi</translation>
    </message>
    <message>
        <source>Rendering took {time}.</source>
        <translation>İşlenmesi {time} sürdü.</translation>
    </message>
    <message>
        <source>Rendering took {time}; usually {span}.</source>
        <translation>İşlenmesi {time} sürdü; genelde {span}.</translation>
    </message>
    <message>
        <source>Waiting again</source>
        <translation>Yeniden bekliyor</translation>
    </message>
    <message>
        <source>attempt {number}</source>
        <translation>{number}. deneme</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>API guide…</source>
        <translation>API kılavuzu…</translation>
    </message>
    <message>
        <source>About {name}…</source>
        <translation>{name} hakkında…</translation>
    </message>
    <message>
        <source>Account and help</source>
        <translation>Hesap ve yardım</translation>
    </message>
    <message>
        <source>Both panels run on this computer; nothing is sent to the real services.</source>
        <translation>İki panel de bu bilgisayarda çalışıyor; gerçek servislere hiçbir şey gönderilmez.</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Anahtarları değiştir…</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Yardım</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Klavye kısayolları</translation>
    </message>
    <message>
        <source>Leave the demo</source>
        <translation>Demodan çık</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Kitaplık</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Giriş yapılmadı</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Raporu kaydet…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ayarlar</translation>
    </message>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation>Ayarlar (Ctrl+,)</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Giriş yap</translation>
    </message>
    <message>
        <source>Sign out and forget the keys</source>
        <translation>Çıkış yap ve anahtarları unut</translation>
    </message>
    <message>
        <source>Signed in: {services}</source>
        <translation>Giriş yapıldı: {services}</translation>
    </message>
    <message>
        <source>User guide…</source>
        <translation>Kullanım kılavuzu…</translation>
    </message>
    <message>
        <source>{limit} a day</source>
        <translation>günde {limit}</translation>
    </message>
    <message>
        <source>{remaining} left today</source>
        <translation>Bugün {remaining} hak kaldı</translation>
    </message>
    <message>
        <source>{remaining} of {limit} left today</source>
        <translation>Bugün {remaining} / {limit} hak kaldı</translation>
    </message>
    <message numerus="yes">
        <source>{services}: %n video(s)</source>
        <translation>
            <numerusform>{services}: %n video</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrayMenu</name>
    <message numerus="yes">
        <source>%n left today</source>
        <translation>
            <numerusform>bugün %n hak kaldı</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n iş sürüyor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n bekliyor</numerusform>
        </translation>
    </message>
    <message>
        <source>Latest video</source>
        <translation>Son video</translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation>Kuyruğu duraklat</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Çık</translation>
    </message>
    <message>
        <source>Resume the queue</source>
        <translation>Kuyruğu sürdür</translation>
    </message>
    <message>
        <source>Show Kadraj</source>
        <translation>Kadraj’ı göster</translation>
    </message>
</context>
<context>
    <name>UncertainWords</name>
    <message>
        <source>Found at {service}; Kadraj follows it.</source>
        <translation>{service} servisinde bulundu; Kadraj izliyor.</translation>
    </message>
    <message>
        <source>Not found at {service} yet. A video shows there when it is finished; Kadraj looks again by itself.</source>
        <translation>{service} servisinde henüz yok. Video orada bitince görünür; Kadraj kendiliğinden yeniden bakar.</translation>
    </message>
    <message>
        <source>Not found yet, but {service} counts one more video than Kadraj knows of: probably taken. Kadraj looks again by itself.</source>
        <translation>Henüz yok, ama {service} Kadraj’ın bildiğinden bir video fazla sayıyor: büyük olasılıkla alındı. Kadraj kendiliğinden yeniden bakar.</translation>
    </message>
    <message>
        <source>Not found, and {service} counts no more than your own videos: probably not taken.</source>
        <translation>Bulunamadı; {service} de kendi videolarından fazlasını saymıyor: büyük olasılıkla alınmadı.</translation>
    </message>
    <message numerus="yes">
        <source>Uncertain: %n video(s) may be this one</source>
        <translation>
            <numerusform>Belirsiz: %n video bu olabilir</numerusform>
        </translation>
    </message>
    <message>
        <source>Uncertain: probably not taken</source>
        <translation>Belirsiz: büyük olasılıkla alınmadı</translation>
    </message>
    <message>
        <source>Uncertain: probably taken, not in the history yet</source>
        <translation>Belirsiz: büyük olasılıkla alındı, geçmişte henüz yok</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>All commands…</source>
        <extracomment>Menus of what is chosen, each with the name of its group.</extracomment>
        <translation>Bütün komutlar…</translation>
    </message>
    <message>
        <source>Close Kadraj</source>
        <translation>Kadraj’ı kapat</translation>
    </message>
    <message>
        <source>Go to the queue</source>
        <translation>Kuyruğa git</translation>
    </message>
    <message>
        <source>Go to {tab}</source>
        <translation>{tab} sekmesine git</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Kitaplık</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Geçmişte ara</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Ayarlar…</translation>
    </message>
    <message>
        <source>Write a prompt</source>
        <translation>İstem yaz</translation>
    </message>
</context>
<context>
    <name>WorkLine</name>
    <message>
        <source>Cancel</source>
        <translation>Vazgeç</translation>
    </message>
    <message>
        <source>Downloading · {done} of {total}</source>
        <translation>İndiriliyor · {done} / {total}</translation>
    </message>
    <message>
        <source>Downloads are paused · {done} of {total}</source>
        <translation>İndirmeler duraklatıldı · {done} / {total}</translation>
    </message>
    <message>
        <source>Exporting · {done} of {total}</source>
        <translation>Dışa aktarılıyor · {done} / {total}</translation>
    </message>
    <message>
        <source>Importing · {done} of {total}</source>
        <translation>İçe aktarılıyor · {done} / {total}</translation>
    </message>
    <message>
        <source>Joining · {done} of {total} frames</source>
        <translation>Birleştiriliyor · {done} / {total} kare</translation>
    </message>
    <message>
        <source>Moving the library · {done} of {total}</source>
        <translation>Kitaplık taşınıyor · {done} / {total}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Duraklat</translation>
    </message>
    <message>
        <source>Resume</source>
        <extracomment>What is over sooner is not worth a line that comes and goes.</extracomment>
        <translation>Sürdür</translation>
    </message>
    <message>
        <source>Working · {done} of {total}</source>
        <translation>Çalışıyor · {done} / {total}</translation>
    </message>
    <message>
        <source>Writing · {done} of {total} frames</source>
        <translation>Kaydediliyor · {done} / {total} kare</translation>
    </message>
</context>
</TS>
