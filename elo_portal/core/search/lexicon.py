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
    "mentorointi": ("arviointi", 5),
    "ope": ("nalle", 1),
    "opo": ("talo", 1),
}

# Words that a question is put with; those of other classes the dictionary tells.
QUESTION_WORDS = frozenset({"kuinka", "miksi", "milloin", "missä", "miten"})
