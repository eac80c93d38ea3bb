"""Every widget in both themes, as pictures to look at.

``QT_QPA_PLATFORM=offscreen python -m tests.ui.gallery OUT_DIR`` writes one PNG per theme and page;
``QT_SCALE_FACTOR=2`` shows what a fine screen shows.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QRadioButton,
    QSlider,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme.icons import FRAMES, GLYPHS, icon, ratio_icon
from app.ui.theme.styled import styled
from app.ui.theme.theme import Mode, Theme
from app.ui.theme.tokens import GRID, PANE_PADDING
from app.ui.widgets.avatar import Avatar
from app.ui.widgets.chip import Chip
from app.ui.widgets.crop_frame import CropFrame
from app.ui.widgets.dusk_art import DuskArt
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.key_field import KeyField
from app.ui.widgets.nav_tab import NavTab
from app.ui.widgets.notice import Notice
from app.ui.widgets.picture_drop import PictureDrop
from app.ui.widgets.player_controls import PlayerControls
from app.ui.widgets.primary_button import PrimaryButton
from app.ui.widgets.prompt_edit import PromptEdit
from app.ui.widgets.search_field import SearchField
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.service_dot import ServiceDot
from app.ui.widgets.stage_view import StageView
from app.ui.widgets.thin_bar import ThinBar
from app.ui.widgets.viewfinder import Viewfinder


def dusk(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    gradient = QLinearGradient(0, 0, 0, height)
    gradient.setColorAt(0, QColor("#1B1138"))
    gradient.setColorAt(0.6, QColor("#5B2A86"))
    gradient.setColorAt(1, QColor("#C94B7B"))
    painter.fillRect(image.rect(), gradient)
    painter.setBrush(QColor("#FFB347"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawEllipse(QPoint(width // 2, height), width // 4, height // 2)
    painter.end()
    return image


def top_bar() -> QWidget:
    bar = styled(QWidget(), role="toolbar")
    row = QHBoxLayout(bar)
    row.setContentsMargins(PANE_PADDING, 0, PANE_PADDING, 0)
    row.setSpacing(GRID)
    row.addWidget(Viewfinder())
    row.addWidget(styled(QLabel("Kadraj"), level="strong"))
    row.addSpacing(3 * GRID)
    for text, service in (("Sora", "sora"), ("Veo", "veo"), ("Kitaplık", "")):
        tab = NavTab(text, service)
        tab.setChecked(service == "sora")
        row.addWidget(tab)
    row.addStretch()
    row.addWidget(styled(QLabel("Bugün 18 / 20 hak kaldı"), level="secondary", tone="dim"))
    quota = ThinBar("sora")
    quota.setFixedWidth(72)
    quota.set_share(0.9)
    row.addWidget(quota)
    row.addWidget(styled(QLabel("142 video"), level="secondary", tone="dim"))
    gear = styled(QToolButton(), kind="icon")
    gear.setIcon(icon("settings"))
    row.addWidget(gear)
    avatar = Avatar()
    avatar.set_name("Emel")
    row.addWidget(avatar)
    nobody = Avatar()
    row.addWidget(nobody)
    return bar


def composer() -> QWidget:
    pane = styled(QWidget(), role="panel")
    pane.setFixedWidth(320)
    column = QVBoxLayout(pane)
    column.setContentsMargins(*[PANE_PADDING] * 4)
    column.setSpacing(GRID)
    column.addWidget(styled(QLabel("Görsel (isteğe bağlı)"), level="label"))
    for filled in (False, True):
        drop = PictureDrop()
        drop.set_texts(
            title="Görseli buraya bırak",
            hints=["ya da tıkla, Ctrl+V ile yapıştır", "JPEG, PNG, WebP · en çok 10 MB"],
            replace="Değiştir",
            remove="Kaldır",
        )
        if filled:
            drop.show_picture(dusk(1080, 1920), "İstanbul_gün_batımı.jpg", "2,1 MB · 1080×1920")
        column.addWidget(drop)
    complaint = Notice()
    complaint.say("Bu görsel 12 MB; sınır 10 MB.", "bad", action="Küçült", closable=True)
    column.addWidget(complaint)
    column.addWidget(styled(QLabel("İstem"), level="label"))
    prompt = PromptEdit()
    prompt.setPlainText("Kayalıkta yalnız bir deniz feneri, altında kırılan dalgalar, ışık")
    prompt.setFixedHeight(112)
    column.addWidget(prompt)
    column.addWidget(styled(QLabel("Kadraj"), level="label"))
    frames = SegmentedControl()
    frames.set_options(
        [
            ("16:9", "16:9", ratio_icon(16, 9, checked_tone="text")),
            ("9:16", "9:16", ratio_icon(9, 16, checked_tone="text")),
            ("1:1", "1:1", ratio_icon(1, 1, checked_tone="text")),
        ]
    )
    column.addWidget(frames)
    column.addWidget(styled(QLabel("Model"), level="label"))
    model = QComboBox()
    model.addItems(["sora-2-landscape", "sora-2-portrait", "ığüşöç İĞÜŞÖÇ"])
    column.addWidget(model)
    column.addStretch()
    column.addWidget(styled(QLabel("2 iş bekliyor, bugün 18 hak kaldı"), level="secondary"))
    column.addWidget(PrimaryButton("Oluştur", "Ctrl ↵"))
    return pane


def middle() -> QWidget:
    split = QSplitter(Qt.Orientation.Vertical)
    stage = QWidget()
    column = QVBoxLayout(stage)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    view = StageView()
    video = CropFrame()
    video.show_picture(dusk(1280, 720), (1280, 720), None, 0.5)
    view.set_content(video)
    view.set_aspect(QSize(16, 9))
    column.addWidget(view, 1)
    controls = PlayerControls()
    controls.set_duration(10_000)
    controls.set_position(4_600)
    controls.set_buffered(0.7)
    controls.set_playing(True)
    controls.set_looping(True)
    column.addWidget(controls)
    actions = styled(QWidget(), role="toolbar")
    row = QHBoxLayout(actions)
    row.setContentsMargins(GRID + 4, 0, GRID + 4, 0)
    row.setSpacing(4)
    for text in ("Klasörde göster", "Buradan sürdür", "Yeniden kullan", "Kareyi kaydet"):
        row.addWidget(styled(QPushButton(text), kind="quiet"))
    row.addStretch()
    more = styled(QToolButton(), kind="icon")
    more.setIcon(icon("more"))
    row.addWidget(more)
    column.addWidget(actions)
    split.addWidget(stage)
    split.addWidget(library())
    split.setStretchFactor(0, 1)
    return split


def library() -> QWidget:
    pane = styled(QWidget(), role="window")
    column = QVBoxLayout(pane)
    column.setContentsMargins(*[PANE_PADDING] * 4)
    row = QHBoxLayout()
    row.setSpacing(GRID)
    search = SearchField()
    search.setPlaceholderText("142 videoda ara")
    row.addWidget(search, 1)
    typed = SearchField()
    typed.setText("ışık")
    row.addWidget(typed, 1)
    for text in ("Tümü", "İndirilmemiş 12", "★ 4+"):
        chip = Chip(text)
        chip.setChecked(text == "Tümü")
        row.addWidget(chip)
    order = styled(QPushButton("Önce yeniler"), kind="quiet", tone="dim")
    order.setIcon(icon("expand"))
    order.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row.addWidget(order)
    column.addLayout(row)
    empty = EmptyState("film")
    empty.set_texts("Henüz video yok. Bir görsel bırak ya da istem yaz.", "Görsel seç…")
    column.addWidget(empty, 1)
    return pane


def queue() -> QWidget:
    pane = styled(QWidget(), role="panel")
    pane.setFixedWidth(312)
    column = QVBoxLayout(pane)
    column.setContentsMargins(*[PANE_PADDING] * 4)
    column.setSpacing(GRID)
    column.addWidget(styled(QLabel("Kuyruk"), level="title"))
    column.addWidget(styled(QWidget(), role="separator"))
    column.addWidget(styled(QLabel("SÜRÜYOR"), level="section"))
    column.addWidget(ElidedLabel("Gece deniz fenerine vuran dalgalar, ağır çekim, sis, ışık"))
    state = QHBoxLayout()
    state.addWidget(ServiceDot("sora"))
    state.addWidget(
        styled(ElidedLabel("İşleniyor · 1:42 (genelde 2–3 dk)"), level="secondary", tone="dim")
    )
    column.addLayout(state)
    bar = ThinBar("sora")
    bar.set_share(0.6)
    column.addWidget(bar)
    column.addWidget(
        ElidedLabel("İki satıra sığan, gerisi kısaltılan uzun bir istem; ĞÜŞİÖÇ " * 3, lines=2)
    )
    for tone in ("good", "warn", "bad", "plain"):
        notice = Notice()
        notice.say(f"Belirsiz: gönderirken bağlantı koptu ({tone})", tone)
        column.addWidget(notice)
    buttons = QHBoxLayout()
    for text in ("Şimdi denetle", "Kayıp say"):
        buttons.addWidget(styled(QPushButton(text), compact=True))
    buttons.addStretch()
    column.addLayout(buttons)
    disabled = QPushButton("Kapalı")
    disabled.setEnabled(False)
    column.addWidget(disabled)
    column.addWidget(QPushButton("Düz"))
    column.addWidget(QSlider(Qt.Orientation.Horizontal))
    column.addStretch()
    return pane


def window() -> QWidget:
    page = styled(QWidget(), role="window")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(top_bar())
    row = QHBoxLayout()
    row.setSpacing(1)
    row.addWidget(composer())
    row.addWidget(middle(), 1)
    row.addWidget(queue())
    column.addLayout(row, 1)
    page.resize(1440, 900)
    return page


def sign_in() -> QWidget:
    page = styled(QWidget(), role="panel")
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    art = DuskArt()
    art.set_texts("Kadraj", "Sözcükler ve görseller videoya dönüşür. Kuyruğa al, izle, sakla.")
    art.setFixedWidth(340)
    row.addWidget(art)
    column = QVBoxLayout()
    column.setContentsMargins(40, 32, 40, 32)
    column.setSpacing(GRID)
    column.addWidget(styled(QLabel("API anahtarınla giriş yap"), level="heading"))
    for service, state, text in (
        ("sora", "good", "Geçerli: bugün 18 / 20 hak kaldı"),
        ("veo", "bad", "Servis bu anahtarı kabul etmedi. Eksik harf var mı, denetle."),
    ):
        name = QHBoxLayout()
        name.addWidget(ServiceDot(service))
        name.addWidget(styled(QLabel(service.capitalize()), level="strong"))
        name.addStretch()
        column.addLayout(name)
        field = KeyField()
        field.set_key("a-key-of-some-length")
        field.set_state("bad" if state == "bad" else "")
        column.addWidget(field)
        notice = Notice()
        notice.say(text, "bad" if state == "bad" else "good")
        column.addWidget(notice)
    for text, checked in (("İkisi için aynı anahtarı kullan", False), ("Sakla", True)):
        box = QCheckBox(text)
        box.setChecked(checked)
        column.addWidget(box)
    radio = QRadioButton("Yalnızca bu oturumda")
    radio.setChecked(True)
    column.addWidget(radio)
    column.addWidget(PrimaryButton("Yalnızca Sora ile devam et"))
    idle = PrimaryButton("Sürdür", "Ctrl ↵")
    idle.setEnabled(False)
    column.addWidget(idle)
    links = QHBoxLayout()
    links.addStretch()
    for text in ("Demoyu dene", "Kitaplığımı çevrimdışı aç"):
        links.addWidget(styled(QPushButton(text), kind="link"))
    links.addStretch()
    column.addLayout(links)
    column.addStretch()
    row.addLayout(column, 1)
    page.resize(860, 600)
    return page


def icons() -> QWidget:
    page = styled(QWidget(), role="panel")
    grid = QGridLayout(page)
    for number, name in enumerate([*GLYPHS, *FRAMES]):
        row, across = divmod(number, 8)
        cell = QHBoxLayout()
        cell.addWidget(Glyph(name))
        cell.addWidget(Glyph(name, "text", 20))
        cell.addWidget(styled(QLabel(name), level="small", tone="dim"), 1)
        grid.addLayout(cell, row, across)
    page.resize(1120, 320)
    return page


def popups() -> QWidget:
    """A menu and an open combo, laid into one picture since each is a window of its own."""
    page = styled(QWidget(), role="window")
    page.resize(480, 240)
    menu = QMenu()
    for text in ("İndir", "Klasörde göster", "Kopyala"):
        menu.addAction(icon("download"), text, "Ctrl+D")
    menu.addSeparator()
    looping = menu.addAction("Döngü")
    looping.setCheckable(True)
    looping.setChecked(True)
    menu.addMenu("Hız").addAction("1×")
    menu.popup(QPoint(0, 0))
    menu.setActiveAction(menu.actions()[1])
    combo = QComboBox()
    combo.addItems(["sora-2-landscape", "sora-2-portrait", "İnce ayar"])
    combo.resize(220, 32)
    combo.show()
    combo.showPopup()
    QApplication.processEvents()
    for source, left in ((menu, 16), (combo.view().window(), 240)):
        label = QLabel(page)
        label.setPixmap(source.grab())
        label.move(left, 16)
        label.adjustSize()
        source.close()
    combo.close()
    return page


def focus() -> QWidget:
    page = styled(QWidget(), role="panel")
    row = QHBoxLayout(page)
    row.setContentsMargins(16, 16, 16, 16)
    row.addWidget(QPushButton("Önce"))
    row.addWidget(PrimaryButton("Oluştur", "Ctrl ↵"))
    page.resize(360, 72)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    QTest.keyClick(page, Qt.Key.Key_Tab)
    return page


PAGES: dict[str, Callable[[], QWidget]] = {
    "window": window,
    "sign-in": sign_in,
    "icons": icons,
    "popups": popups,
    "focus": focus,
}


def main(folder: Path) -> None:
    app = QApplication([])
    theme = Theme()
    theme.apply(app)
    folder.mkdir(parents=True, exist_ok=True)
    modes: tuple[Mode, ...] = ("dark", "light")
    for mode in modes:
        theme.set_mode(mode)
        for name, build in PAGES.items():
            page = build()
            page.show()
            app.processEvents()
            page.grab().save(str(folder / f"{name}-{mode}.png"))
            page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
