"""What somebody can work out from published sums: exact linear algebra over people.

Who knows the sum of a variable over some groups also knows every combination of these sums. The
sum over a set of people follows from them exactly when the set's indicator lies in the row space
of the groups' indicators. Nothing here uses the rule that is tested.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations

Set = frozenset[Hashable]
Row = list[Fraction]


class RowSpace:
    """Sums over `groups` of `people` (or of classes of people who are in the same groups)."""

    def __init__(self, groups: Iterable[Set], people: Sequence[Hashable]) -> None:
        self.people = people
        rows = [[Fraction(person in group) for person in people] for group in groups]
        self.pivots, self.rows = reduced(rows, len(people))

    def gives(self, wanted: Set) -> bool:
        """Whether the sum over the wanted people follows from the sums over the groups."""
        heights = [int(self.people[pivot] in wanted) for pivot in self.pivots]
        return all(
            sum(h * row[place] for h, row in zip(heights, self.rows, strict=True))
            == (person in wanted)
            for place, person in enumerate(self.people)
        )


def reduced(rows: list[Row], width: int) -> tuple[list[int], list[Row]]:
    """The reduced row echelon form without empty rows, and its pivot columns."""
    pivots: list[int] = []
    for column in range(width):
        place = len(pivots)
        found = next((r for r in range(place, len(rows)) if rows[r][column]), None)
        if found is None:
            continue
        rows[place], rows[found] = rows[found], rows[place]
        rows[place] = [value / rows[place][column] for value in rows[place]]
        for other in range(len(rows)):
            if other != place and (factor := rows[other][column]):
                pairs = zip(rows[other], rows[place], strict=True)
                rows[other] = [a - factor * b for a, b in pairs]
        pivots.append(column)
    return pivots, rows[: len(pivots)]


def subsets(people: Sequence[Hashable], largest: int) -> Iterator[Set]:
    for size in range(1, min(largest, len(people)) + 1):
        yield from map(frozenset, combinations(people, size))


def solvable(
    groups: Iterable[Set],
    people: Sequence[Hashable],
    least: int,
    agreed: Sequence[Hashable] = (),
) -> list[Set]:
    """Every set with 1 to least - 1 protected people whose sum follows from the published ones.

    `agreed`: people who consented to be shown; they may be in such a set and are not counted.
    """
    space = RowSpace(groups, people)
    protected = [person for person in people if person not in agreed]
    helpers = [frozenset(), *subsets([p for p in people if p in agreed], len(agreed))]
    return [
        wanted
        for hidden in subsets(protected, least - 1)
        for helper in helpers
        if space.gives(wanted := hidden | helper)
    ]


@cache
def solvable_unions(groups: frozenset[Set], classes: frozenset) -> tuple[Set, ...]:
    """For classes of people who are in exactly the same groups: the solvable unions of classes.

    A set whose sum follows is a union of whole classes: combinations of sums weigh everybody in
    a class alike.
    """
    order = sorted(classes)
    space = RowSpace(groups, order)
    return tuple(union for union in subsets(order, len(order)) if space.gives(union))
