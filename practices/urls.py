"""Addresses of the library, of writing and of reviewing."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from practices.views import adopting, browsing, carrying, mine, reading, reviewing, writing

app_name = "practices"

urlpatterns = [
    path(pgettext_lazy("url", "practices/"), browsing.practice_list, name="list"),
    path(pgettext_lazy("url", "practices/feed/"), carrying.feed, name="feed"),
    path(pgettext_lazy("url", "practices/export.csv"), carrying.export_csv, name="export_csv"),
    path(pgettext_lazy("url", "practices/export.xlsx"), carrying.export_xlsx, name="export_xlsx"),
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
]
