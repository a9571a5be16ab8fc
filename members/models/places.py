"""Regions, employment areas, wellbeing services counties, municipalities: data of Statistics Finland."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from elo_portal.core.names import Named


class Region(Named):
    """A maakunta / landskap. One regional ELO group each on the mainland."""

    code = models.CharField(_("code"), max_length=2, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=3)  # ours, for the tile map
    nuts3 = models.CharField(max_length=5)
    tile_column = models.PositiveSmallIntegerField()
    tile_row = models.PositiveSmallIntegerField()
    is_bilingual = models.BooleanField(_("has bilingual or Swedish municipalities"), default=False)


class EmploymentArea(Named):
    """A työllisyysalue; four of them cross a regional border."""

    code = models.CharField(max_length=2, unique=True)
    regions = models.ManyToManyField(Region, related_name="employment_areas")


class WellbeingCounty(Named):
    """A hyvinvointialue (and Helsinki, and Åland)."""

    code = models.CharField(max_length=2, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="wellbeing_counties")


class Municipality(Named):
    """A kunta with its language relation (kielisuhde)."""

    class LanguageRelation(models.IntegerChoices):
        FINNISH = 0, _("monolingual Finnish")
        BILINGUAL_FINNISH = 1, _("bilingual, Finnish majority")
        SWEDISH = 2, _("monolingual Swedish")
        BILINGUAL_SWEDISH = 3, _("bilingual, Swedish majority")

    code = models.CharField(max_length=3, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="municipalities")
    employment_area = models.ForeignKey(
        EmploymentArea, on_delete=models.PROTECT, related_name="municipalities"
    )
    wellbeing_county = models.ForeignKey(
        WellbeingCounty, on_delete=models.PROTECT, related_name="municipalities"
    )
    language_relation = models.PositiveSmallIntegerField(choices=LanguageRelation)
