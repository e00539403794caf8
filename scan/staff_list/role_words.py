"""The words people use for the four roles, in Dutch, English and German; written folded."""

from __future__ import annotations

from scan.roles import Role

# A cell that says exactly this has this role.
SURE: dict[Role, str] = {
    Role.DIR: """
        dir, directie, directielid, lid directie, directieleden, directeur, directeuren,
        directrice, algemeen directeur, algemeen directrice, algemene directie, statutair
        directeur, adjunct directeur, mededirecteur, directeur eigenaar, directeur
        grootaandeelhouder, dga, dgas, eigenaar, eigenaren, eigenaars, eigenaresse, mede
        eigenaar, medeeigenaar, ondernemer, vennoot, vennoten, firmant, ceo, director,
        directors, managing director, general director, owner, owners, co owner, business owner,
        founder, co founder, executive director, chief executive officer, geschaftsfuhrer,
        geschaeftsfuehrer, geschaftsfuhrerin, geschaeftsfuehrerin, geschaftsfuhrung,
        geschaeftsfuehrung, geschaftsleitung, geschaeftsleitung, inhaber, inhaberin, direktor,
        direktorin, direktion, gf
    """,
    Role.HR: """
        hr, hrm, hrd, hr medewerker, hr medewerkers, hr medewerkster, hr adviseur, hr adviseurs,
        hr manager, hr managers, hr functionaris, hr officer, hr specialist, hr consultant, hr
        advisor, hr adviser, hr assistant, hr assistent, hr business partner, hr
        businesspartner, hrbp, hr generalist, hr team, hr afdeling, afdeling hr, hrm adviseur,
        hrm medewerker, hrm manager, hrm functionaris, hoofd hr, hoofd hrm, hoofd p o, hoofd
        personeelszaken, head of hr, human resources, human resource, human resources manager,
        human resource manager, human resource management, human resources management, p o, po,
        p en o, p o adviseur, p o medewerker, p o functionaris, p o manager, po adviseur, po
        medewerker, personeel en organisatie, personeel organisatie, pz, p z, personeelszaken,
        personeelsfunctionaris, personeelsadviseur, personeelsmedewerker, personeelsmanager,
        personeelsafdeling, personeelschef, medewerker hr, medewerker hrm, medewerker p o,
        medewerker personeelszaken, adviseur hr, adviseur p o, manager hr, manager p o, people
        culture, people and culture, people en culture, personnel manager, personalabteilung,
        personalwesen, personalreferent, personalreferentin, personalleiter, personalleiterin,
        personaler, personalerin, hr referent, hr abteilung
    """,
    Role.LG: """
        lg, leidinggevende, leidinggevenden, leidinggevend, leidinggever, direct leidinggevende,
        operationeel leidinggevende, meewerkend leidinggevende, teamleider, teamleiders,
        teamleidster, teamleidsters, teamleiding, teamlead, teamleads, team lead, team leads,
        team leader, team leaders, teamleader, teamleaders, teammanager,
        team manager, teamchef, teamhoofd, tl, manager, managers, manageress, afdelingshoofd,
        afdelingshoofden, afdelingsmanager, afdelingsleider, afdelingschef, hoofd afdeling,
        hoofd van de afdeling, chef, chefs, supervisor, supervisors, voorman, voormannen,
        voorlieden, voorvrouw, voorvrouwen, voorwerker, meewerkend voorman, meewerkend
        voorvrouw, ploegbaas, ploegbazen, ploegleider, ploegleiders, ploegchef, ploegenchef,
        groepsleider, groepsleidster, unitmanager, unit manager, unitleider, unithoofd,
        bedrijfsleider, bedrijfsleidster, vestigingsmanager, vestigingsleider, filiaalmanager,
        filiaalleider, filiaalhoofd, productieleider, productiechef, productiemanager,
        ploegvoorman, werkmeester, middenmanager, middenmanagement, middle manager, middle
        management, line manager, line managers, lijnmanager, people manager, shift leader,
        shift manager, shiftleader, department head, head of department, department manager,
        foreman, foremen, forewoman, leader, floor manager, fuhrungskraft, fuehrungskraft,
        fuhrungskrafte, fuehrungskraefte, teamleiter, teamleiterin, teamleitung,
        abteilungsleiter, abteilungsleiterin, abteilungsleitung, gruppenleiter, gruppenleiterin,
        schichtleiter, schichtleiterin, vorarbeiter, vorarbeiterin, vorgesetzter, vorgesetzte,
        bereichsleiter, bereichsleiterin, filialleiter, filialleiterin
    """,
    Role.MW: """
        mw, mdw, mdws, mdwr, mdwrs, medew, medewerker, medewerkers, medewerkster, medewerksters,
        medewerker s, medewerkende, werknemer, werknemers, werkneemster, werkneemsters, wn, wns,
        collega, collegas, collega s, uitvoerend, uitvoerende, uitvoerend medewerker, uitvoerend
        personeel, uitvoerende medewerker, algemeen medewerker, overige medewerkers, overig
        personeel, teamlid, teamleden, personeelslid, personeelsleden, employee, employees,
        worker, workers, co worker, coworker, team member, team members, staff member, staff
        members, colleague, colleagues, associate, mitarbeiter, mitarbeiterin, mitarbeiterinnen,
        mitarbeitende, mitarbeitender, mitarbeiter in, mitarbeiter innen, angestellter,
        angestellte, arbeitnehmer, arbeitnehmerin, kollege, kollegin, kollegen
    """,
}

# These usually mean this role; HR looks once more.
LIKELY: dict[Role, str] = {
    Role.DIR: """
        bestuurder, bestuurders, bestuur, board, board member, vorstand, cfo, coo, cto, cio,
        cco, c level, maat, dt, directieteam, technisch directeur, commercieel directeur,
        financieel directeur, operationeel directeur
    """,
    Role.HR: "recruiter, recruitment, corporate recruiter, talent acquisition, opleidingsadviseur",
    Role.LG: """
        hoofd, leiding, leider, leidster, baas, coordinator, teamcoordinator, ploegcoordinator,
        head, lead, leiter, leiterin, meister, manager operations, operations manager, kader,
        werkvoorman, uitvoeringsleider, magazijnchef, chef werkplaats, verkoopleider
    """,
    Role.MW: """
        staf, staff, personeel uitvoering, productie, werkvloer, vloer, stagiair, stagiaire,
        stagiairs, stagiaires, leerling, bbl er, bbl, trainee, uitzendkracht, uitzendkrachten,
        oproepkracht, oproepkrachten, vakantiekracht, flexkracht, flexwerker, zzp, zzp er,
        inhuur, operator, operators, monteur, monteurs, chauffeur, chauffeurs, arbeider,
        arbeiders
    """,
}

# These may be two roles; nothing is proposed.
UNCLEAR = """
    mt, mt lid, mt leden, mtlid, lid mt, managementteam, management team, management, leitung,
    personeel, personnel, personal, partner, partners, uitvoerder, uitvoerders, projectleider,
    projectleiders, projectmanager, project manager, project lead, projektleiter,
    accountmanager, account manager, office manager, officemanager, product manager,
    productmanager, chef kok, sous chef, souschef, kaderlid, directiesecretaresse,
    directiesecretaris, directieassistent, directieassistente, management assistent, management
    assistente, managementassistent, managementassistente
"""

# No answer at all.
NOTHING = "nvt, n v t, geen, onbekend, na, n a, none, unknown, leeg, keine, unbekannt, x"

# Inside a longer job title: the end of a word, and whole words. The first that fits counts.
ENDS: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (Role.DIR, ("directeur", "directrice", "geschaftsfuhrer", "geschaeftsfuehrer")),
    (Role.LG, ("leidinggevende", "afdelingshoofd", "teamleider", "ploegleider", "ploegbaas")),
    (Role.LG, ("voorman", "supervisor", "teamlead", "abteilungsleiter", "teamleiter")),
    (Role.MW, ("medewerker", "medewerkers", "medewerkster", "mitarbeiter", "mitarbeiterin")),
    (Role.MW, ("employee", "worker", "operator", "monteur", "chauffeur")),
)
INSIDE: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (Role.DIR, ("dga", "ceo", "eigenaar", "director", "owner")),
    (Role.HR, ("hr", "hrm", "personeelszaken", "personeelsfunctionaris", "pz")),
    (Role.LG, ("manager", "chef", "hoofd")),
)

SALUTATIONS = "dhr, de heer, heer, meneer, mevr, mevrouw, mvr, herr, frau, mr, mrs, ms, dhr mw"
TITLES = {"hr", "mw"}  # may also be "de heer" and "mevrouw"
YES = "ja, j, yes, y, 1, x, true, waar, wahr"
NO = "nee, n, no, 0, false, onwaar, nein, falsch"
