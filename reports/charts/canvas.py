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
    """Collects elements. The most used letter size and colour stand once, on the root."""

    def __init__(self, width: float, size: float, fill: str = INK) -> None:
        self.width, self.size, self.fill = width, size, fill
        self.parts: list[str] = []

    def add(self, tag: str, **attributes: float | str | None) -> None:
        told = (
            f' {name.replace("_", "-")}="{num(value)}"'
            for name, value in attributes.items()
            if value is not None
        )
        self.parts.append(f"<{tag}{''.join(told)}/>")

    def rect(self, x: float, y: float, w: float, h: float, fill: str, rx: float | None = None):
        self.add("rect", x=x, y=y, width=w, height=h, rx=rx, fill=fill)

    def path(self, d: str, stroke: str, width: float, dash: str | None = None) -> None:
        if d:
            self.add(
                "path", d=d, fill="none", stroke=stroke, stroke_width=width, stroke_dasharray=dash
            )

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
        told = f'<text x="{num(x)}" y="{num(y)}"'
        if size and num(size) != num(self.size):
            told += f' font-size="{num(size)}"'
        if fill and fill != self.fill:
            told += f' fill="{fill}"'
        if weight:
            told += f' font-weight="{weight}"'
        if anchor:
            told += f' text-anchor="{anchor}"'
        self.parts.append(f"{told}>{escape(text)}</text>")

    def svg(self, height: float, alt: str) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {num(self.width)} {num(height)}"'
            f' role="img" font-family="{FAMILY}" font-size="{num(self.size)}" fill="{self.fill}">'
            f"<title>{escape(alt)}</title>{''.join(self.parts)}</svg>"
        )


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    """One stretch of a path."""
    if y1 == y2:
        return f"M{num(x1)} {num(y1)}H{num(x2)}"
    if x1 == x2:
        return f"M{num(x1)} {num(y1)}V{num(y2)}"
    return f"M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}"
