"""A cell -> the e-mail addresses in it, what is wrong with the rest, and the words beside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from scan.staff_list.types import Fault
from scan.staff_list.words import listed

ANGLE = re.compile(r"<([^<>]*)>")
SEGMENTS = re.compile(r"[;,|\n\t(){}\[\]]| - ")
AROUND = " \t\n\"'`‘’“”‚„«»<>()[]{}.,;:!?*•·–—"
LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.I)
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
LAST_LABEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")
LONGEST = 254  # RFC 5321 with the brackets taken off
LONGEST_LOCAL = 64
LONGEST_SHOWN = 80

SHARED = listed(
    "info, administratie, admin, administration, receptie, reception, kantoor, office, hr, hrm, "
    "po, pz, personeel, personeelszaken, sales, verkoop, inkoop, purchase, support, helpdesk, "
    "service, servicedesk, contact, post, mail, email, planning, magazijn, warehouse, werkplaats, "
    "productie, balie, secretariaat, directie, team, facturen, factuur, invoice, invoices, "
    "boekhouding, finance, financien, debiteuren, crediteuren, marketing, communicatie, algemeen, "
    "welkom, hello, hallo, kantine, winkel, shop, bestellingen, orders, order, logistiek, "
    "expeditie, transport, garage, praktijk, noreply, no-reply, donotreply, postmaster, "
    "webmaster, abuse, medewerkers, iedereen, allen, all, everyone, staff, staf, vacatures, "
    "sollicitatie, jobs, privacy"
)
WELL_KNOWN = listed(
    "gmail.com, hotmail.com, hotmail.nl, outlook.com, outlook.nl, live.nl, live.com, msn.com, "
    "icloud.com, yahoo.com, yahoo.nl, ziggo.nl, kpnmail.nl, planet.nl, xs4all.nl, upcmail.nl, "
    "home.nl, hetnet.nl, casema.nl, chello.nl, quicknet.nl, tele2.nl, online.nl, telfort.nl, "
    "solcon.nl, zeelandnet.nl, me.com, mac.com, proton.me, protonmail.com, gmx.de, gmx.net, "
    "gmx.com, web.de, t-online.de, wp.pl, o2.pl, onet.pl, interia.pl, ukr.net, mail.ru, mail.com, "
    "ymail.com, googlemail.com, live.be, hotmail.be, telenet.be, skynet.be, hotmail.de, "
    "hotmail.com.tr, yahoo.de, outlook.de, outlook.be, hotmail.fr, hotmail.co.uk, yahoo.co.uk, "
    "aol.com"
)
WRONG_ENDS = {
    "con": "com",
    "cm": "com",
    "cmo": "com",
    "ocm": "com",
    "vom": "com",
    "nll": "nl",
    "ln": "nl",
}


@dataclass(frozen=True)
class Address:
    """`text` as it will be written to; two that differ only in case are the same."""

    text: str
    extra_text: bool = False

    @property
    def key(self) -> str:
        return self.text.casefold()

    @property
    def domain(self) -> str:
        return self.text.rpartition("@")[2]

    @property
    def is_shared(self) -> bool:
        return self.key.partition("@")[0] in SHARED


@dataclass(frozen=True)
class Faulty:
    text: str
    fault: Fault


@dataclass(frozen=True)
class CellFind:
    addresses: tuple[Address, ...]
    faulty: tuple[Faulty, ...]
    phrases: tuple[str, ...]  # words beside the addresses that are not a display name
    in_brackets: bool  # written as: Naam <adres>


def looks_like_one(cell: str) -> bool:
    """Whether somebody meant an address here: an @ with something at both sides."""
    return 0 < cell.find("@") < len(cell) - 1


def find(cell: str) -> CellFind:
    """Every address in a cell. Display names are passed over, not returned."""
    addresses: dict[str, Address] = {}
    faulty: list[Faulty] = []
    phrases: list[str] = []
    pieces, brackets = _pieces(cell)
    for text, is_certain in pieces:
        beside: list[str] = []
        for token in [text] if is_certain else text.split():
            if "@" not in token:
                beside.append(token)
                continue
            for found in _checked(token, extra_text=bool(beside) and beside[-1][-1] != ":"):
                if isinstance(found, Faulty):
                    faulty.append(found)
                else:
                    addresses.setdefault(found.key, found)
            phrases.append(" ".join(beside))
            beside = []
        phrases.append(" ".join(beside))
    worded = tuple(phrase for phrase in phrases if phrase.strip(AROUND))
    return CellFind(tuple(addresses.values()), tuple(faulty), worded, brackets)


def _checked(token: str, *, extra_text: bool) -> list[Address | Faulty]:
    return [check(part, extra_text=extra_text) for part in _parts(token)]


def _pieces(cell: str) -> tuple[list[tuple[str, bool]], bool]:
    """Stretches of text; True for what stood in angle brackets and is an address for certain."""
    if "<" not in cell:
        return _segments(cell), False
    pieces: list[tuple[str, bool]] = []
    end, brackets = 0, False
    for match in ANGLE.finditer(cell):
        if "@" not in match[1]:
            continue
        before = _segments(cell[end : match.start()])
        pieces += [piece for piece in before[:-1] if "@" in piece[0]]  # the rest: display name
        pieces.append((match[1].strip(), True))
        end, brackets = match.end(), True
    return pieces + _segments(cell[end:]), brackets


def _segments(text: str) -> list[tuple[str, bool]]:
    return [(part.strip(), False) for part in SEGMENTS.split(text) if part.strip(AROUND)]


def _parts(token: str) -> list[str]:
    """ "a@x.nl/b@x.nl" is two addresses; any other token is one."""
    parts = token.split("/")
    return parts if len(parts) > 1 and all(looks_like_one(part) for part in parts) else [token]


def check(text: str, *, extra_text: bool = False) -> Address | Faulty:
    """The address as it can be written to, or what is wrong with it."""
    bare = text.strip(AROUND).partition("?")[0]
    bare = bare.rpartition(":")[2].strip(AROUND)  # mailto: and "e-mail:"
    local, _, domain = bare.rpartition("@")
    domain = _in_ascii(domain.strip(".").lower())
    if fault := _fault(bare, local, domain):
        return Faulty(text.strip(AROUND)[:LONGEST_SHOWN] or text[:LONGEST_SHOWN], fault)
    return Address(f"{local}@{domain}", extra_text)


def _fault(bare: str, local: str, domain: str | None) -> Fault | None:
    if len(bare) > LONGEST or len(local) > LONGEST_LOCAL or len(domain or "") > LONGEST:
        return Fault.LONG
    if not local or domain == "" or any(char.isspace() for char in bare):
        return Fault.INCOMPLETE
    if "@" in local:
        return Fault.TWO_AT
    if not local.isascii():
        return Fault.ACCENT
    if not LOCAL.fullmatch(local):
        return Fault.LOCAL
    if domain is not None and "." not in domain:
        return Fault.NO_DOT
    return None if domain and _is_domain(domain) else Fault.DOMAIN


def _is_domain(domain: str) -> bool:
    *labels, last = domain.split(".")
    return bool(LAST_LABEL.fullmatch(last)) and all(LABEL.fullmatch(label) for label in labels)


def _in_ascii(domain: str) -> str | None:
    """The form in which mail servers look a domain up: café.nl -> xn--caf-dma.nl."""
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None


def likely_domains(addresses: list[Address]) -> dict[str, str]:
    """Domain -> the one that was probably meant: of a well-known provider or of most colleagues."""
    counted = Counter(address.domain for address in addresses)
    right = set(WELL_KNOWN)
    for domain, count in counted.most_common(1):
        if count >= 5:  # with fewer there is no "most"
            right.add(domain)
    meant: dict[str, str] = {}
    near = {form: domain for domain in sorted(right) for form in _one_off(domain)}
    for domain, count in counted.items():
        if domain in right or count > counted.most_common(1)[0][1] // 5 + 1:
            continue
        stem, _, end = domain.rpartition(".")
        if end in WRONG_ENDS:
            meant[domain] = near.get(f"{stem}.{WRONG_ENDS[end]}", f"{stem}.{WRONG_ENDS[end]}")
        elif found := next((near[f] for f in (domain, *_one_off(domain)) if f in near), None):
            meant[domain] = found
    return {domain: found for domain, found in meant.items() if found != domain}


def _one_off(domain: str) -> list[str]:
    """The domain with one letter of its first part left out: short ones are too alike."""
    stem, dot, end = domain.partition(".")
    if len(stem) < 5:
        return [domain]
    return [domain] + [stem[:n] + stem[n + 1 :] + dot + end for n in range(len(stem))]
