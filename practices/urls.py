"""Addresses of the library, room by room. One practice by its slug comes last: whatever is fixed stands before it."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from practices.views import (
    adopting,
    assigning,
    attachments,
    bringing,
    browsing,
    caring,
    carrying,
    collecting,
    committing,
    conversing,
    figures,
    harmonising,
    mine,
    national,
    papers,
    planning,
    reading,
    remarking,
    reviewing,
    searching,
    standing,
    uploads,
    versions,
    writing,
)

app_name = "practices"

WRITING = [
    path(
        pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/measures/<int:measure_id>/practices/"),
        planning.measure_practices,
        name="measure_practices",
    ),
    path(pgettext_lazy("url", "practices/submit/"), writing.propose, name="propose"),
    path(pgettext_lazy("url", "practices/submit/<int:practice_id>/<int:number>/"), writing.edit, name="edit"),
    path(pgettext_lazy("url", "practices/submit/similar/"), writing.alike_to, name="alike"),
    path(
        pgettext_lazy("url", "practices/submit/<int:practice_id>/take-back/"),
        writing.take_back,
        name="take_back",
    ),
    path(pgettext_lazy("url", "practices/submit/<int:practice_id>/reopen/"), writing.reopen, name="reopen"),
    path(
        pgettext_lazy("url", "practices/submit/<int:practice_id>/discard/"), writing.discard, name="discard"
    ),
    path(pgettext_lazy("url", "me/practices/"), mine.my_practices, name="mine"),
]
FILES = [
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
]
CARING = [
    path(
        pgettext_lazy("url", "practices/submit/<int:practice_id>/authors/"), caring.authors, name="co_authors"
    ),
    path(
        pgettext_lazy("url", "practices/submit/<int:practice_id>/translations/<slug:language>/"),
        caring.check_translation,
        name="check_translation",
    ),
    path(pgettext_lazy("url", "practices/<slug:slug>/still-valid/"), caring.fresh, name="fresh"),
]
REVIEWING = [
    path(
        pgettext_lazy("url", "practices/submit/<int:practice_id>/withdraw/"),
        reviewing.withdraw,
        name="withdraw",
    ),
    path(pgettext_lazy("url", "desk/reviews/"), reviewing.review_list, name="reviews"),
    path(pgettext_lazy("url", "desk/reviews/<int:practice_id>/"), reviewing.review, name="review"),
    path(pgettext_lazy("url", "desk/reviews/<int:practice_id>/undo/"), reviewing.undo, name="undo"),
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
]
ADOPTING = [
    path(pgettext_lazy("url", "practices/<slug:slug>/adopt/"), adopting.adopt, name="adopt"),
    path(pgettext_lazy("url", "adoptions/<int:adoption_id>/"), adopting.adoption, name="adoption"),
    path(pgettext_lazy("url", "adoptions/<int:adoption_id>/tell/"), adopting.tell, name="tell"),
    path(
        pgettext_lazy("url", "desk/reviews/<int:practice_id>/maturity/<int:maturity>/"),
        adopting.confirm_maturity,
        name="confirm_maturity",
    ),
    path(pgettext_lazy("url", "me/adoptions/"), adopting.my_adoptions, name="my_adoptions"),
]
TALKING = [
    path(pgettext_lazy("url", "practices/<slug:slug>/discussion/"), conversing.discussion, name="discussion"),
    path(pgettext_lazy("url", "practices/<slug:slug>/thanks/"), conversing.thank, name="thank"),
    path(pgettext_lazy("url", "practices/<slug:slug>/ask/"), conversing.ask, name="ask"),
    path(
        pgettext_lazy("url", "comments/<int:comment_id>/remove/"),
        conversing.remove_comment,
        name="remove_comment",
    ),
    path(pgettext_lazy("url", "me/questions/"), conversing.enquiries, name="enquiries"),
    path(pgettext_lazy("url", "me/questions/<int:enquiry_id>/"), conversing.enquiry, name="enquiry"),
]
COLLECTING = [
    path(pgettext_lazy("url", "practices/<slug:slug>/bookmark/"), collecting.bookmark, name="bookmark"),
    path(
        pgettext_lazy("url", "practices/<slug:slug>/collect/"),
        collecting.put_into_collection,
        name="put_into",
    ),
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
]
SEARCHING = [
    path(pgettext_lazy("url", "me/searches/"), searching.saved_search_list, name="saved_searches"),
    path(pgettext_lazy("url", "me/searches/new/"), searching.save_search, name="save_search"),
    path(pgettext_lazy("url", "me/searches/<int:search_id>/"), searching.saved_search, name="saved_search"),
    path(
        pgettext_lazy("url", "me/searches/<int:search_id>/remove/"),
        searching.remove_search,
        name="remove_search",
    ),
    path(pgettext_lazy("url", "me/wishes/new/"), searching.wish, name="wish"),
    path(pgettext_lazy("url", "desk/wishes/"), searching.wish_list, name="wishes"),
]
HARMONISING = [
    path(pgettext_lazy("url", "shared-practices/compare/"), harmonising.compare, name="compare"),
    path(
        pgettext_lazy("url", "shared-practices/propose/"), harmonising.propose_shared, name="propose_shared"
    ),
    path(pgettext_lazy("url", "shared-practices/<int:shared_id>/"), harmonising.shared, name="shared"),
    path(
        pgettext_lazy("url", "shared-practices/<int:shared_id>/decide/"),
        harmonising.decide_shared,
        name="decide_shared",
    ),
    path(
        pgettext_lazy("url", "shared-practices/<int:shared_id>/end/"),
        harmonising.end_shared,
        name="end_shared",
    ),
    path(pgettext_lazy("url", "shared-practices/<int:shared_id>/commit/"), committing.commit, name="commit"),
    path(
        pgettext_lazy("url", "commitments/<int:commitment_id>/withdraw/"),
        committing.withdraw_commitment,
        name="withdraw_commitment",
    ),
]
CARRYING = [
    path(pgettext_lazy("url", "practices/feed/"), carrying.feed, name="feed"),
    path(pgettext_lazy("url", "practices/export.csv"), carrying.export_csv, name="export_csv"),
    path(pgettext_lazy("url", "practices/export.xlsx"), carrying.export_xlsx, name="export_xlsx"),
    path(pgettext_lazy("url", "admin/practices/import/"), bringing.bring_in, name="bring_in"),
    path(pgettext_lazy("url", "admin/practices/import/<int:import_id>/"), bringing.brought, name="brought"),
]
READING = [
    path(pgettext_lazy("url", "practices/"), browsing.practice_list, name="list"),
    path(pgettext_lazy("url", "practices/<slug:slug>/pdf/"), papers.practice_pdf, name="pdf"),
    path(pgettext_lazy("url", "practices/coverage/"), figures.coverage, name="coverage"),
    path(pgettext_lazy("url", "practices/<slug:slug>/seen.gif"), figures.seen, name="seen"),
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
    path(pgettext_lazy("url", "practices/<slug:slug>/"), reading.practice_detail, name="detail"),
]
urlpatterns = [
    *WRITING,
    *FILES,
    *CARING,
    *REVIEWING,
    *ADOPTING,
    *TALKING,
    *COLLECTING,
    *SEARCHING,
    *HARMONISING,
    *CARRYING,
    *READING,
]
