"""Pictures made of stones: the mark, the wall of the cover and the network of samenhang."""

from __future__ import annotations

from reports.charts.canvas import INK, SAND, SOFT, STONES, WHITE
from reports.charts.draw_network import ICON, PLACES, WALL
from reports.charts.draw_network import Sheet as Places
from reports.charts.spec import NetworkSpec, NetworkStone, WallSpec
from reports.slides.sheet import LEFT, Box, Para, Sheet, decorate

LAID, BETWEEN = (196.0, 84.0), 138.0  # a stone of the network, and the room beside it
SIGN = 30  # points for a line or badge in the legend


def mark(sheet: Sheet, x: float, y: float, scale: float) -> None:
    """The six stones without names: our mark."""
    for number, (left, top, wide, high) in ICON.items():
        box = Box(x + left * scale, y + top * scale, wide * scale, high * scale)
        stone = sheet.rect(box, STONES[number])
        stone.adjustments[0] = 0
        decorate(stone)


def wall(sheet: Sheet, spec: WallSpec, x: float, y: float, scale: float) -> None:
    """The six stones in bond, on a line of ground."""
    group = sheet.group(spec.alt)
    for stone in spec.stones:
        left, top, wide, high = (value * scale for value in WALL[stone.number])
        name = Para(stone.name, 15, True, WHITE)
        group.stone(Box(x + left, y + top, wide, high), stone.number, name)
        number = Para(str(stone.number), 20, True, WHITE)
        group.text(Box(x + left + 12, y + top + 8, 40, 28), number)
    ground = y + 270 * scale
    sheet.line((x, ground), (x + 432 * scale, ground), INK, 4)


def network(sheet: Sheet, spec: NetworkSpec, top: float, bottom: float) -> None:
    """What the research links, thin; what our signals say, thick with a letter; the weak link."""
    group = sheet.group(spec.alt)
    room = bottom - top - 2 * LAID[1]
    places = Places(LAID, (BETWEEN, room), (LEFT + 4, top), slant=30, big=28)
    between = [signal for signal in spec.signals if signal.first != signal.second]
    thick = {frozenset((signal.first, signal.second)) for signal in between}
    for first, second in spec.links:
        if frozenset((first, second)) not in thick:
            group.line(*places.link(first, second), SAND, 1.75)
    for signal in between:
        group.line(*places.link(signal.first, signal.second), INK, 4)
    for stone in spec.stones:
        _stone(group, stone, places, spec.weak_label)
    for signal in between:
        (x1, y1), (x2, y2) = places.link(signal.first, signal.second)
        group.badge((x1 + x2) / 2, (y1 + y2) / 2, signal.letter)
    _inside(group, spec, places)


def _stone(sheet: Sheet, spec: NetworkStone, places: Places, weak_label: str) -> None:
    x, y = places.corner(spec.stone.number)
    wide, high = places.stone
    if spec.weak:
        decorate(sheet.rect(Box(x - 5, y - 5, wide + 10, high + 10), None, INK, thick=2))
        above = PLACES[spec.stone.number][1] == 0
        box = Box(x, y - 26 if above else y + high + 7, wide, 18)
        sheet.text(box, Para(weak_label, 14, True), align="center")
    name = Para(spec.stone.name, 15, True, WHITE)
    sheet.stone(Box(x, y, wide, high), spec.stone.number, name)
    sheet.text(Box(x + 12, y + 8, 40, 28), Para(str(spec.stone.number), 18, True, WHITE))
    told = (str(spec.value), places.big) if spec.value else (spec.remark, 12)
    value = Para(told[0], told[1], bool(spec.value), WHITE)
    sheet.text(Box(x + 44, y + 8, wide - 56, 36), value, align="right")


def _inside(sheet: Sheet, spec: NetworkSpec, places: Places) -> None:
    """A signal within one block is a badge on its outer edge; several stand side by side."""
    seen: dict[int, int] = {}
    for signal in spec.signals:
        if signal.first != signal.second:
            continue
        x, y = places.corner(signal.first)
        wide, high = places.stone
        lower = PLACES[signal.first][1] == 1
        step = 30 * seen.get(signal.first, 0)
        sheet.badge(x + wide - 22 - step, y + (high if lower else 0), signal.letter)
        seen[signal.first] = seen.get(signal.first, 0) + 1


def legend(sheet: Sheet, spec: NetworkSpec, y: float) -> None:
    """What the lines mean; only those that are drawn."""
    kinds = {signal.first == signal.second for signal in spec.signals}
    signs = [(spec.link_label, SAND, 1.75)]
    signs += [(spec.signal_label, INK, 4)] if False in kinds else []
    x = float(LEFT)
    for label, ink, thick in signs:
        sheet.line((x, y + 9), (x + SIGN, y + 9), ink, thick)
        sheet.text(Box(x + SIGN + 10, y, 240, 18), Para(label, 13, colour=SOFT), anchor="middle")
        x += 284
    if True in kinds:
        decorate(sheet.badge(x + 14, y + 9, "", 7))
        text = Para(spec.inside_label, 13, colour=SOFT)
        sheet.text(Box(x + SIGN, y, 250, 18), text, anchor="middle")
