import pytest

from elo_portal.core.search import finnish

WORDS = [
    # word, lemmas, the parts that can be found
    ("etäohjauksessa", {"etäohjaus"}, {"etä", "ohjaus"}),
    ("kotoutumisohjauksen", {"kotoutumisohjaus"}, {"kotoutuminen", "ohjaus"}),
    ("ohjauspalveluissa", {"ohjauspalvelu"}, {"ohjaus", "palvelu"}),
    ("nuorisotyöttömyyden", {"nuorisotyöttömyys"}, {"nuoriso", "työttömyys"}),
    ("opinto-ohjaajien", {"opinto-ohjaaja"}, {"opinto", "ohjaaja"}),
    (
        "urasuunnittelutaidoista",
        {"urasuunnittelutaito"},
        {"ura", "suunnittelu", "taito", "urasuunnittelu", "suunnittelutaito"},
    ),
    ("vertaisfoorumeihin", {"vertaisfoorumi"}, {"vertais", "vertainen", "foorumi"}),
    ("työllisyysalueelta", {"työllisyysalue"}, {"työllisyys", "alue"}),
    ("aikuiskoulutuksessa", {"aikuiskoulutus"}, {"aikuinen", "koulutus"}),
    ("tulevaisuusohjaus", {"tulevaisuusohjaus"}, {"tulevaisuus", "ohjaus"}),
    ("aluekehittämisen", {"aluekehittäminen"}, {"alue", "kehittäminen"}),
    ("uudelleenkouluttautuminen", {"uudelleenkouluttautuminen"}, {"uudelleen", "kouluttautuminen"}),
    ("maahanmuuttajien", {"maahanmuuttaja"}, {"muuttaja"}),
    # several readings: the fewest parts
    ("nuorisotakuuta", {"nuorisotakuu"}, {"nuoriso", "takuu"}),
    ("sodankylässä", {"sodankylä"}, set()),
    # one idea, whose parts say something else
    ("elinvoimakeskuksen", {"elinvoimakeskus"}, {"elinvoima", "keskus"}),
    ("elinikäisen", {"elinikäinen"}, set()),
    ("verkostoyhteistyöllä", {"verkostoyhteistyö"}, {"verkosto", "yhteistyö"}),
    ("ohjausasiantuntijat", {"ohjausasiantuntija"}, {"ohjaus", "asiantuntija"}),
    ("tammikuun", {"tammikuu"}, set()),
    ("kuukauden", {"kuukausi"}, set()),
    # abbreviations and hyphens
    ("tno-seminaareihin", {"tno-seminaari"}, {"tno", "seminaari"}),
    ("te-toimistossa", {"te-toimisto"}, {"te", "toimisto"}),
    ("ely-keskuksen", {"ely-keskus"}, {"ely", "keskus"}),
    ("elo-ryhmien", {"elo-ryhmä"}, {"elo", "ryhmä"}),
    ("pohjois-savon", {"pohjois-savo"}, {"pohjois", "savo"}),
    ("ely:lle", {"ely"}, set()),
    # words that the dictionary lacks
    ("opot", {"opo"}, set()),
    ("opoille", {"opo"}, set()),
    ("opotunneilla", {"opotunti"}, {"opo", "tunti"}),
    ("lukio-opojen", {"lukio-opo"}, {"lukio", "opo"}),
    ("mentoroinnissa", {"mentorointi"}, set()),
    # no compound
    ("ohjaamossa", {"ohjaamo"}, set()),
    ("kuusi", {"kuusi"}, set()),
    ("hauista", {"haku", "hauki", "hauis"}, set()),
    ("2026", {"2026"}, set()),
]


@pytest.mark.parametrize(("word", "lemmas", "parts"), WORDS)
def test_a_word_has_its_base_forms_and_the_parts_of_the_base_form(word, lemmas, parts):
    read = finnish.analyse(word)

    assert set(read.lemmas) == lemmas
    assert {part.lemma for part in read.parts} == parts


@pytest.mark.parametrize(
    ("word", "never"),
    [
        ("nuorisotakuu", {"sota", "kuu", "nuori", "takuukuu"}),
        ("elinvoimakeskus", {"elin", "voima"}),
        ("elinkeinohallinto", {"elin", "keino"}),
        ("sodankylä", {"sota", "kylä"}),
        ("kokonaisvoimavarana", {"koko", "nainen"}),
        ("etäohjaus", {"ohjata"}),
        ("tulevaisuusohjaus", {"tulla", "tuleva"}),
        ("yhteistyö", {"työ"}),
        ("seminaari", {"semin", "aari"}),
        ("ohjaamo", {"ohjaus", "ohjata"}),
    ],
)
def test_a_word_never_stands_for(word, never):
    read = finnish.analyse(word)

    assert never & {*read.lemmas, *read.verbs, *(part.lemma for part in read.parts)} == set()


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("etäohjauksessa", {"etä": "etä", "ohjaus": "ohjauksessa"}),
        ("aikuiskoulutuksessa", {"aikuinen": "aikuis", "koulutus": "koulutuksessa"}),
        ("opinto-ohjaajien", {"opinto": "opinto", "ohjaaja": "ohjaajien"}),
        ("tno-seminaareihin", {"tno": "tno", "seminaari": "seminaareihin"}),
        ("opotunneilla", {"opo": "opo", "tunti": "tunneilla"}),
        ("maahanmuuttajien", {"muuttaja": "muuttajien"}),
    ],
)
def test_a_part_says_where_it_stands_in_the_word(word, pieces):
    read = finnish.analyse(word)

    assert {part.lemma: word[part.start : part.end] for part in read.parts} == pieces


@pytest.mark.parametrize(
    ("word", "noun", "verb"),
    [
        ("kehittämisestä", "kehittäminen", "kehittää"),
        ("kouluttautumisessa", "kouluttautuminen", "kouluttautua"),
        ("irtisanomisen", "irtisanominen", "irtisanoa"),
        ("tekemisensä", "tekeminen", "tehdä"),
    ],
)
def test_a_verbal_noun_knows_its_verb(word, noun, verb):
    assert finnish.analyse(word).lemmas == (noun,)
    assert finnish.analyse(word).verbs == (verb,)


def test_a_verb_is_no_verbal_noun():
    assert finnish.analyse("kehitetään").lemmas == ("kehittää",)
    assert finnish.analyse("kehitetään").verbs == ()


@pytest.mark.parametrize("word", ["ja", "sekä", "kuin", "mitä", "on", "ei", "miten"])
def test_a_function_word_is_told_from_the_others(word):
    assert finnish.analyse(word).is_function_word


@pytest.mark.parametrize("word", ["maahanmuuttaneet", "maahanmuuttaneiden", "maahanmuuttaneille"])
def test_an_unknown_word_is_inflected_like_the_known_word_at_its_end(word):
    assert "maahanmuuttanut" in finnish.analyse(word).lemmas


@pytest.mark.parametrize("word", ["ö" * 100, "a-b-c-d-e-f-g-h", "日本語", "שלום", "mp3", "x" * 41, "o'brien"])
def test_a_word_of_no_language_stands_for_itself(word):
    assert word in finnish.analyse(word).lemmas
