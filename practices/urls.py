"""Addresses of the library, of writing and of reviewing."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from practices.views import (
    adopting,
    attachments,
    bringing,
    browsing,
    carrying,
    collecting,
    conversing,
    mine,
    papers,
    reading,
    reviewing,
    uploads,
    writing,
)

app_name = "practices"

urlpatterns = [
    path(pgettext_lazy("url", "practices/"), browsing.practice_list, name="list"),
    path(pgettext_lazy("url", "practices/feed/"), carrying.feed, name="feed"),
    path(pgettext_lazy("url", "practices/export.csv"), carrying.export_csv, name="export_csv"),
    path(pgettext_lazy("url", "practices/export.xlsx"), carrying.export_xlsx, name="export_xlsx"),
    path(pgettext_lazy("url", "admin/practices/import/"), bringing.bring_in, name="bring_in"),
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
    path(
        pgettext_lazy("url", "practices/submit/<int:practice_id>/attachments/"),
        attachments.attachments,
        name="attachments",
    ),
    path(pgettext_lazy("url", "practices/submit/word/"), uploads.from_word, name="from_word"),
    path(
        pgettext_lazy("url", "practices/submit/word/template/<slug:language>/"),
        uploads.word_template,
        name="word_template",
    ),
    path(pgettext_lazy("url", "attachments/<int:attachment_id>/"), attachments.download, name="download"),
    path(
        pgettext_lazy("url", "attachments/<int:attachment_id>/describe/"),
        attachments.attachment,
        name="attachment",
    ),
    path(
        pgettext_lazy("url", "attachments/<int:attachment_id>/remove/"),
        attachments.remove,
        name="remove_attachment",
    ),
    path(pgettext_lazy("url", "practices/<slug:slug>/"), reading.practice_detail, name="detail"),
    path(pgettext_lazy("url", "practices/<slug:slug>/discussion/"), conversing.discussion, name="discussion"),
    path(pgettext_lazy("url", "practices/<slug:slug>/thanks/"), conversing.thank, name="thank"),
    path(pgettext_lazy("url", "practices/<slug:slug>/ask/"), conversing.ask, name="ask"),
    path(pgettext_lazy("url", "practices/<slug:slug>/bookmark/"), collecting.bookmark, name="bookmark"),
    path(
        pgettext_lazy("url", "practices/<slug:slug>/collect/"),
        collecting.put_into_collection,
        name="put_into",
    ),
    path(
        pgettext_lazy("url", "comments/<int:comment_id>/remove/"),
        conversing.remove_comment,
        name="remove_comment",
    ),
    path(pgettext_lazy("url", "me/questions/"), conversing.enquiries, name="enquiries"),
    path(pgettext_lazy("url", "me/questions/<int:enquiry_id>/"), conversing.enquiry, name="enquiry"),
    path(pgettext_lazy("url", "me/bookmarks/"), collecting.bookmarks, name="bookmarks"),
    path(pgettext_lazy("url", "collections/"), collecting.collection_list, name="collections"),
    path(pgettext_lazy("url", "collections/new/"), collecting.begin_collection, name="begin_collection"),
    path(pgettext_lazy("url", "collections/<slug:slug>/"), collecting.collection, name="collection"),
    path(
        pgettext_lazy("url", "collections/<slug:slug>/edit/"),
        collecting.edit_collection,
        name="edit_collection",
    ),
    path(
        pgettext_lazy("url", "collections/<slug:slug>/throw-away/"),
        collecting.throw_collection_away,
        name="throw_collection_away",
    ),
    path(
        pgettext_lazy("url", "collections/<slug:slug>/<int:practice_id>/"), collecting.arrange, name="arrange"
    ),
    path(pgettext_lazy("url", "practices/<slug:slug>/pdf/"), papers.practice_pdf, name="pdf"),
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
