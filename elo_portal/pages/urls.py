"""Pages that no single app owns."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from elo_portal.pages.views import (
    desk,
    gallery,
    home,
    me,
    operations,
    places,
    principles,
    search,
    synonyms,
    targets,
    texts,
    vocabularies,
)

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path(pgettext_lazy("url", "search/"), search.search, name="search"),
    path(pgettext_lazy("url", "theme/"), home.choose_theme, name="theme"),
    path(pgettext_lazy("url", "regions/"), places.region_list, name="regions"),
    path(pgettext_lazy("url", "regions/<slug:slug>/"), places.region_detail, name="region"),
    path(pgettext_lazy("url", "targets/"), targets.target_list, name="targets"),
    path(pgettext_lazy("url", "targets/<slug:slug>/"), targets.target_detail, name="target"),
    path(pgettext_lazy("url", "principles/"), principles.principle_list, name="principles"),
    path(pgettext_lazy("url", "principles/<slug:slug>/"), principles.principle_detail, name="principle"),
    path(pgettext_lazy("url", "network/"), places.network, name="network"),
    path(pgettext_lazy("url", "about/"), texts.about, name="about"),
    path(pgettext_lazy("url", "open-data/"), texts.open_data, name="open_data"),
    path(pgettext_lazy("url", "accessibility/"), texts.accessibility, name="accessibility"),
    path(pgettext_lazy("url", "privacy/"), texts.privacy, name="privacy"),
    path(pgettext_lazy("url", "me/"), me.my_page, name="me"),
    path(pgettext_lazy("url", "desk/"), desk.desk, name="desk"),
    path(pgettext_lazy("url", "admin/operations/"), operations.operations, name="operations"),
    path(
        pgettext_lazy("url", "admin/operations/mail/<int:mail_id>/retry/"),
        operations.retry_mail,
        name="retry_mail",
    ),
    path(
        pgettext_lazy("url", "admin/operations/mail/<int:mail_id>/discard/"),
        operations.discard_mail,
        name="discard_mail",
    ),
    path(pgettext_lazy("url", "admin/synonyms/"), synonyms.synonym_list, name="synonyms"),
    path(pgettext_lazy("url", "admin/synonyms/new/"), synonyms.synonym_new, name="synonym_new"),
    path(pgettext_lazy("url", "admin/synonyms/<int:synonym_id>/"), synonyms.synonym, name="synonym"),
    path(
        pgettext_lazy("url", "admin/synonyms/<int:synonym_id>/remove/"),
        synonyms.synonym_remove,
        name="synonym_remove",
    ),
    path(pgettext_lazy("url", "admin/vocabularies/"), vocabularies.vocabulary_list, name="vocabularies"),
    path(pgettext_lazy("url", "admin/vocabularies/<slug:slug>/"), vocabularies.vocabulary, name="vocabulary"),
    path(pgettext_lazy("url", "admin/vocabularies/<slug:slug>/new/"), vocabularies.term_new, name="term_new"),
    path(pgettext_lazy("url", "admin/words/<int:term_id>/"), vocabularies.term, name="term"),
    path(
        pgettext_lazy("url", "admin/words/<int:term_id>/state/"), vocabularies.term_state, name="term_state"
    ),
    path(
        pgettext_lazy("url", "admin/words/<int:term_id>/merge/"), vocabularies.term_merge, name="term_merge"
    ),
    path(pgettext_lazy("url", "admin/components/"), gallery.components, name="components"),
]
