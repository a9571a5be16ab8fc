"""What the Finnish dictionary does not know about words, kept by hand. A change needs a new ANALYSER_VERSION."""

# Compounds that are one idea: neither part alone says what the word is about.
WHOLE = frozenset({
    "ammattikorkeakoulu", "asiakirja", "asiantuntija", "asiantuntijuus", "henkilökohtainen", "hyvinvointi",
    "kokonainen", "korkeakoulu", "kuukausi", "maakunta", "näkökulma", "oppilaitos",
    "periaate", "puheenjohtaja", "puheenvuoro", "seurakunta", "sähköposti", "toimenpide", "toimivalta",
    "toimivaltuus", "työkalu", "valtakunta", "valtakunnallinen", "voimavara", "yhteistyö", "yliopisto",
})  # fmt: skip

# Parts that mean something else inside a compound: elinvoima is no organ, tammikuu no moon.
NEVER_ALONE = frozenset({"elin", "kuu"})

# Words that the dictionary lacks, each with a known word that is inflected in the same way, and how many
# letters at the end the two share.
INFLECTED_LIKE = {
    "amis": ("kaulus", 1),
    "mentori": ("tuomari", 2),
    "mentoroida": ("arvioida", 4),
    "mentorointi": ("arviointi", 5),
    "ope": ("nalle", 1),
    "opo": ("talo", 1),
}

# Words that a question is put with; those of other classes the dictionary tells.
QUESTION_WORDS = frozenset({"kuinka", "miksi", "milloin", "missä", "miten"})

# Words that hold a Swedish or an English question together; Finnish ones the dictionary tells.
SMALL_WORDS = frozenset(
    "alla andra att av bli blir de dem den deras dess det detta du där efter ej en ett från för ha han har hon "
    "hos hur här i icke in inom inte jag kan man med mellan men mig min mitt mot mycket ni nu när och om oss på "
    "sedan sig sin sitt ska skall som så till upp ut utan vad var vem vi vid vilka vilken åt än är över "
    "a about an and are as at be been by can do does for from had has have how i if in into is it its my of "
    "on or our that the their them there these they this to was we were what when where which who why will "
    "with you your".split()
)
