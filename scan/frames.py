"""The only place where rows become a DataFrame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scan.instrument.types import DONT_KNOW
from scan.models import Response

if TYPE_CHECKING:
    import pandas as pd

    from scan.instrument.types import Instrument
    from scan.models import Scan


def answers_frame(scan: Scan, instrument: Instrument) -> pd.DataFrame:
    """One row per response.

    Columns: `role` (str), every item code as float64 (1-5; 0 = "weet ik niet"; NaN = empty),
    and the booleans `unusable` and `shown_apart`. Row order means nothing.
    """
    import pandas as pd

    rows = Response.unscoped.filter(scan=scan).values_list(
        "role", "unusable", "shown_apart", "answers"
    )
    frame = pd.DataFrame.from_records(
        [
            (role, unusable, apart, *_numbers(answers, instrument))
            for role, unusable, apart, answers in rows
        ],
        columns=["role", "unusable", "shown_apart", *instrument.codes],
    )
    types = dict.fromkeys(instrument.codes, "float64")
    return frame.astype({**types, "unusable": bool, "shown_apart": bool, "role": "str"})


def _numbers(answers: dict, instrument: Instrument) -> list[float | None]:
    return [0 if (x := answers.get(code)) == DONT_KNOW else x for code in instrument.codes]
