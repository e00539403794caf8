"""A sheet to draw on: SVG elements with presentation attributes only, every text escaped."""

from __future__ import annotations

from html import escape

INK, SOFT, RULE, LINE, HAIR = "#22262B", "#555B63", "#857C6E", "#D8CFBF", "#E6DDCC"
PAPER, PAPER_2, WHITE, SAND = "#FAF5EC", "#F1E9DA", "#FFFFFF", "#B5AB9A"
STONES = {1: "#63260A", 2: "#2A72B5", 3: "#2B734A", 4: "#72397D", 5: "#745500", 6: "#004D50"}
FAMILY = "Source Sans Pro, Source Sans 3, sans-serif"


def num(value: float | str) -> str:
    """One decimal at most: 12, 12.5."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


class Canvas:
    """Collects elements in three layers: ground, drawing, words. What looks alike in the ground
    becomes one path, and words in one style share one group, which keeps a chart small."""

    def __init__(self, width: float, size: float, fill: str = INK) -> None:
        self.width, self.size, self.fill = width, size, fill
        self._ground: dict[str, list[str]] = {}
        self._drawing: list[str] = []
        self._words: dict[str, list[str]] = {}

    def add(self, tag: str, **attributes: float | str | None) -> None:
        self._drawing.append(f"<{tag}{_told(attributes)}/>")

    def rect(
        self, x: float, y: float, w: float, h: float, fill: str, rx: float | None = None
    ) -> None:
        self.add("rect", x=x, y=y, width=w, height=h, rx=rx, fill=fill)

    def path(self, d: str, stroke: str, width: float, dash: str | None = None) -> None:
        if d:
            self.add("path", d=d, **_stroke(stroke, width, dash))

    def ground(self, d: str, stroke: str, width: float, dash: str | None = None) -> None:
        """A line behind everything that is drawn with `path`, `rect` and `add`."""
        if d:
            self._ground.setdefault(_told(_stroke(stroke, width, dash)), []).append(d)

    def floor(self, x: float, y: float, w: float, h: float, fill: str) -> None:
        """A plane behind everything."""
        shape = f"M{num(x)} {num(y)}h{num(w)}v{num(h)}h{num(-w)}z"
        self._ground.setdefault(_told({"fill": fill}), []).append(shape)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float | None = None,
        *,
        fill: str | None = None,
        weight: int | None = None,
        anchor: str | None = None,
    ) -> None:
        style = {
            "font_size": size if size and num(size) != num(self.size) else None,
            "fill": fill if fill != self.fill else None,
            "font_weight": weight,
            "text_anchor": anchor,
        }
        told = f'<text x="{num(x)}" y="{num(y)}">{escape(text)}</text>'
        self._words.setdefault(_told(style), []).append(told)

    def svg(self, height: float, alt: str) -> str:
        ground = (f'<path d="{"".join(d)}"{style}/>' for style, d in self._ground.items())
        words = (f"<g{style}>{''.join(told)}</g>" for style, told in self._words.items())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {num(self.width)} {num(height)}"'
            f' role="img" font-family="{FAMILY}" font-size="{num(self.size)}" fill="{self.fill}">'
            f"<title>{escape(alt)}</title>{''.join((*ground, *self._drawing, *words))}</svg>"
        )


def _told(attributes: dict[str, float | str | None]) -> str:
    return "".join(
        f' {name.replace("_", "-")}="{num(value)}"'
        for name, value in attributes.items()
        if value is not None
    )


def _stroke(stroke: str, width: float, dash: str | None) -> dict[str, float | str | None]:
    return {"fill": "none", "stroke": stroke, "stroke_width": width, "stroke_dasharray": dash}


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    """One stretch of a path."""
    if y1 == y2:
        return f"M{num(x1)} {num(y1)}H{num(x2)}"
    if x1 == x2:
        return f"M{num(x1)} {num(y1)}V{num(y2)}"
    return f"M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}"
