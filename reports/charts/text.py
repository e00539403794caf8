"""How wide a text will be: character widths of Source Sans Pro, so that labels wrap and fit."""

from __future__ import annotations

# Advance widths in thousandths of the letter size, for the characters from space to tilde.
_REGULAR = (
    *(200, 289, 425, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350),
    *(497, 497, 497, 497, 497, 497, 497, 497, 497, 497, 249, 249, 497, 497, 497, 425),
    *(847, 544, 588, 571, 615, 527, 494, 617, 652, 263, 480, 579, 486, 727, 647, 664),
    *(566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500),
    *(542, 504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542),
    *(555, 555, 347, 419, 338, 544, 467, 718, 446, 467, 425, 303, 241, 303, 497),
)
_SEMIBOLD = (
    *(200, 315, 482, 513, 513, 841, 639, 275, 324, 324, 438, 513, 275, 322, 275, 344),
    *(513, 513, 513, 513, 513, 513, 513, 513, 513, 513, 275, 275, 513, 513, 513, 444),
    *(875, 558, 597, 576, 625, 538, 510, 628, 663, 282, 494, 597, 502, 745, 656, 674),
    *(582, 674, 592, 545, 546, 655, 536, 800, 541, 501, 540, 324, 344, 324, 513, 500),
    *(549, 516, 563, 462, 564, 507, 317, 520, 558, 262, 263, 522, 271, 843, 560, 549),
    *(564, 564, 373, 431, 361, 556, 495, 748, 481, 495, 443, 324, 255, 324, 513),
)
_OTHER = 560  # accented letters and signs: on the safe side


def width(text: str, size: float, bold: bool = False) -> float:
    table = _SEMIBOLD if bold else _REGULAR
    codes = (ord(char) - 32 for char in text)
    return size / 1000 * sum(table[c] if 0 <= c < len(table) else _OTHER for c in codes)


def wrap(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Lines that fit in the room; a word that is wider than the room keeps its own line."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def fit(text: str, size: float, room: float, bold: bool = False) -> float:
    """The largest letter size, at most `size`, at which the text stays within the room."""
    needed = width(text, size, bold)
    return size if needed <= room else size * room / needed
