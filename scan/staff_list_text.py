"""What was understood of a staff list, what was skipped and why, in plain sentences."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from scan.staff_list.types import (
    MAX_BYTES,
    MAX_ROWS,
    Certainty,
    Fault,
    ListRemark,
    Reason,
    Refusal,
    Row,
    RowRemark,
    Skipped,
    Source,
    StaffList,
    StaffListError,
)

REFUSALS: dict[Refusal, Callable[[], str]] = {
    Refusal.EMPTY: lambda: _(
        "Er staat niets in. Plak e-mailadressen of kies een bestand met e-mailadressen."
    ),
    Refusal.TOO_LARGE: lambda: (
        _("Dit is meer dan %(mb)s MB. Bewaar alleen het blad met de e-mailadressen.")
        % {"mb": MAX_BYTES // 1_000_000}
    ),
    Refusal.TOO_MANY_ROWS: lambda: (
        _("Er staan meer dan %(rows)s rijen in. Deel de lijst op of bewaar alleen deze mensen.")
        % {"rows": MAX_ROWS}
    ),
    Refusal.TOO_COMPLEX: lambda: _(
        "Dit bestand is te groot om te openen. Kopieer alleen de kolommen met e-mailadres en rol "
        "naar een nieuw bestand, of plak ze hier."
    ),
    Refusal.LOCKED: lambda: _(
        "Dit bestand heeft een wachtwoord. Bewaar het zonder wachtwoord, of plak de adressen hier."
    ),
    Refusal.BROKEN: lambda: _(
        "Dit bestand is beschadigd. Open het in Excel of LibreOffice, bewaar het opnieuw en "
        "probeer het nog eens."
    ),
    Refusal.OTHER_KIND: lambda: _(
        "Dit is geen lijst. Kies een bestand van Excel of LibreOffice (.xlsx, .xls, .ods) of een "
        "tekstbestand (.csv, .txt)."
    ),
    Refusal.NO_ADDRESSES: lambda: _(
        "Er staat geen e-mailadres in. Een adres ziet eruit als naam@bedrijf.nl."
    ),
}
FAULTS: dict[Fault, Callable[[], str]] = {
    Fault.INCOMPLETE: lambda: _("voor en na de @ hoort tekst te staan, zonder spatie"),
    Fault.TWO_AT: lambda: _("er staat meer dan één @ in"),
    Fault.NO_DOT: lambda: _("na de @ ontbreekt het einde, zoals .nl"),
    Fault.LOCAL: lambda: _("voor de @ staat een teken of een punt die daar niet kan"),
    Fault.ACCENT: lambda: _("voor de @ staat een letter met een accent of uit een ander schrift"),
    Fault.DOMAIN: lambda: _("wat na de @ staat, is geen bestaande vorm, zoals bedrijf.nl"),
    Fault.LONG: lambda: _("het is te lang voor een e-mailadres"),
}
REASONS: dict[Reason, Callable[[], str]] = {
    Reason.NO_ADDRESS: lambda: _("Er staat geen e-mailadres in deze rij."),
    Reason.NO_AT: lambda: _("In kolom %(column)s staat iets zonder @; dat is geen e-mailadres."),
    Reason.OTHER_COLUMN: lambda: _(
        "Het e-mailadres staat in kolom %(column)s; die kolom is niet gebruikt."
    ),
    Reason.ABOVE_HEADER: lambda: _("Dit adres staat boven de kopregel en hoort niet bij de lijst."),
    Reason.DUPLICATE: lambda: _("Dit adres staat al in rij %(first)s."),
    Reason.DUPLICATE_OTHER_ROLE: lambda: _(
        "Dit adres staat al in rij %(first)s, met een andere rol. Die van rij %(first)s telt."
    ),
}
ROW_REMARKS: dict[RowRemark, Callable[[], str]] = {
    RowRemark.SHARED: lambda: _(
        "Dit lijkt een gedeelde postbus. Een uitnodiging is voor één persoon."
    ),
    RowRemark.TYPO: lambda: _("Is dit een tikfout? Misschien is het %(suggestion)s."),
    RowRemark.EXTRA_TEXT: lambda: _("Voor het adres stond nog tekst. Klopt het adres?"),
    RowRemark.SEVERAL: lambda: _("In deze rij stonden meer adressen. Elk krijgt een uitnodiging."),
}
LIST_REMARKS: dict[ListRemark, Callable[[], str]] = {
    ListRemark.OTHER_SHEETS: lambda: _("Ook op een ander blad staan adressen: %(sheets)s."),
    ListRemark.OTHER_ADDRESSES: lambda: _(
        "Er is nog een kolom met adressen. Alleen kolom %(address)s is gebruikt."
    ),
    ListRemark.HIDDEN_ROWS: lambda: _(
        "In dit bestand zijn rijen verborgen, bijvoorbeeld door een filter. Ook die zijn gelezen."
    ),
    ListRemark.DEPARTMENTS: lambda: _(
        "De rollen zijn afgeleid van de afdeling in kolom %(role)s. Kijk ze na."
    ),
    ListRemark.SALUTATIONS: lambda: _(
        "In kolom %(role)s staat alleen hr en mw. Als dat de heer en mevrouw betekent, kies dan "
        "zelf de rollen."
    ),
    ListRemark.HEADINGS: lambda: _("De rollen komen van de tussenkoppen. Kijk ze na."),
    ListRemark.NO_ROLES: lambda: _("Er staan geen rollen in de lijst. Kies ze hieronder."),
}
CERTAINTIES: dict[Certainty, Callable[[], str]] = {
    Certainty.SURE: lambda: "",
    Certainty.PROPOSED: lambda: _("Voorstel: kijk of deze rol klopt."),
    Certainty.UNCLEAR: lambda: _("Dit kan meer dan één rol zijn. Kies de rol."),
    Certainty.UNKNOWN: lambda: _("Deze functie kennen we niet. Kies de rol."),
    Certainty.ABSENT: lambda: _("Er staat geen rol bij. Kies de rol."),
}


def refusal(error: StaffListError) -> str:
    """Why nothing was read, and what was expected."""
    return REFUSALS[error.refusal]()


def why_skipped(skipped: Skipped) -> str:
    if skipped.fault:
        return _("Dit is geen e-mailadres: %(fault)s.") % {"fault": FAULTS[skipped.fault]()}
    return REASONS[skipped.reason]() % {"column": skipped.column, "first": skipped.first}


def about_row(row: Row) -> list[str]:
    """What HR should look at in this row; nothing when all is well."""
    sentences = [CERTAINTIES[row.certainty]()]
    sentences += [ROW_REMARKS[remark]() % {"suggestion": row.suggestion} for remark in row.remarks]
    return [sentence for sentence in sentences if sentence]


def about_list(found: StaffList) -> list[str]:
    values = {
        "sheets": ", ".join(found.source.other_sheets),
        "address": found.source.address_column,
        "role": found.source.role_column,
    }
    return [LIST_REMARKS[remark]() % values for remark in found.remarks]


def counts(found: StaffList) -> str:
    """ "34 adressen gevonden, 3 rijen overgeslagen"."""
    addresses = ngettext("%(n)s adres gevonden", "%(n)s adressen gevonden", len(found.rows))
    skipped = ngettext("%(n)s overgeslagen", "%(n)s overgeslagen", len(found.skipped))
    return f"{addresses % {'n': len(found.rows)}}, {skipped % {'n': len(found.skipped)}}"


def where(source: Source) -> str:
    """Which sheet and columns were read; empty for a loose text."""
    parts = [_("blad %(sheet)s") % {"sheet": source.sheet}] if source.sheet else []
    parts += [_("kopregel in rij %(row)s") % {"row": source.header}] if source.header else []
    for text, column in (
        (_("adres in kolom %(column)s"), source.address_column),
        (_("rol in kolom %(column)s"), source.role_column),
        (_("taal in kolom %(column)s"), source.language_column),
    ):
        parts += [text % {"column": column}] if column and (source.header or source.sheet) else []
    return ", ".join(parts)
