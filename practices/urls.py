"""Addresses of the library, of writing and of reviewing."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from practices.views import (
    adopting,
    assigning,
    browsing,
    mine,
    national,
    reading,
    remarking,
    reviewing,
    standing,
    versions,
    writing,
)

app_name = "practices"

urlpatterns = [
    path(pgettext_lazy("url", "practices/"), browsing.practice_list, name="list"),
    path(pgettext_lazy("url", "practices/submit/"), writing.propose, name="propose"),
    path(pgettext_lazy("url", "practices/submit/<int:practice_id>/<int:number>/"), writing.edit, name="edit"),
    path(
        pgettext_lazy("url", "practices/submit/<int:practice_id>/take-back/"),
        writing.take_back,
        name="take_back",
    ),
    path(pgettext_lazy("url", "practices/submit/<int:practice_id>/reopen/"), writing.reopen, name="reopen"),
    path(
        pgettext_lazy("url", "practices/submit/<int:practice_id>/discard/"), writing.discard, name="discard"
    ),
    path(
        pgettext_lazy("url", "practices/submit/<int:practice_id>/withdraw/"),
        reviewing.withdraw,
        name="withdraw",
    ),
    path(pgettext_lazy("url", "practices/<slug:slug>/"), reading.practice_detail, name="detail"),
    path(pgettext_lazy("url", "practices/<slug:slug>/adopt/"), adopting.adopt, name="adopt"),
    path(pgettext_lazy("url", "adoptions/<int:adoption_id>/"), adopting.adoption, name="adoption"),
    path(pgettext_lazy("url", "adoptions/<int:adoption_id>/tell/"), adopting.tell, name="tell"),
    path(
        pgettext_lazy("url", "desk/reviews/<int:practice_id>/maturity/<int:maturity>/"),
        adopting.confirm_maturity,
        name="confirm_maturity",
    ),
    path(pgettext_lazy("url", "me/adoptions/"), adopting.my_adoptions, name="my_adoptions"),
    path(pgettext_lazy("url", "desk/reviews/"), reviewing.review_list, name="reviews"),
    path(pgettext_lazy("url", "desk/reviews/<int:practice_id>/"), reviewing.review, name="review"),
    path(pgettext_lazy("url", "desk/reviews/<int:practice_id>/undo/"), reviewing.undo, name="undo"),
    path(pgettext_lazy("url", "me/practices/"), mine.my_practices, name="mine"),
    # Reviewing in depth
    path(pgettext_lazy("url", "desk/reviews/<int:practice_id>/fields/"), remarking.fields, name="fields"),
    path(pgettext_lazy("url", "desk/reviews/<int:practice_id>/claim/"), assigning.claim, name="claim"),
    path(
        pgettext_lazy("url", "desk/reviews/assignments/<int:assignment_id>/decline/"),
        assigning.decline,
        name="decline",
    ),
    path(
        pgettext_lazy("url", "desk/reviews/comments/<int:remark_id>/settle/"),
        remarking.settle,
        name="settle_remark",
    ),
    path(
        pgettext_lazy("url", "desk/reviews/comments/<int:remark_id>/remove/"),
        remarking.take_remark_back,
        name="take_remark_back",
    ),
    path(
        pgettext_lazy("url", "desk/reviews/<int:practice_id>/national/"), national.national, name="national"
    ),
    path(
        pgettext_lazy("url", "desk/reviews/<int:practice_id>/national/propose/"),
        national.propose,
        name="propose_national",
    ),
    path(
        pgettext_lazy("url", "desk/reviews/<int:practice_id>/national/start/"),
        national.start,
        name="start_national",
    ),
    path(
        pgettext_lazy("url", "desk/reviews/national/<int:review_id>/call-off/"),
        national.call_off,
        name="call_national_off",
    ),
    path(
        pgettext_lazy("url", "desk/reviews/assignments/<int:assignment_id>/undo/"),
        national.undo_scores,
        name="undo_scores",
    ),
    path(pgettext_lazy("url", "me/practices/<int:practice_id>/review/"), standing.standing, name="standing"),
    path(pgettext_lazy("url", "practices/<slug:slug>/versions/"), versions.version_list, name="versions"),
    path(
        pgettext_lazy("url", "practices/<slug:slug>/versions/compare/"),
        versions.compare,
        name="compare_versions",
    ),
    path(
        pgettext_lazy("url", "practices/<slug:slug>/versions/<int:number>/"), versions.version, name="version"
    ),
    path(
        pgettext_lazy("url", "practices/<slug:slug>/versions/<int:number>/hide/"),
        versions.hide,
        name="hide_version",
    ),
]
