"""What a visitor does on the pages about signing in."""

from django.urls import reverse

from elo_portal.core.models import OutgoingMail


def url(name, *args):
    return reverse(name, args=args)


def newest_mail(address):
    return OutgoingMail.objects.filter(kind="members.sign_in", address=address).order_by("pk").last()


def sign_up_fields(**changes):
    fields = {
        "email": "sanna@example.org",
        "password1": "kolme-vihreaa-porttia",
        "first_name": "Sanna",
        "last_name": "Öhman",
        "organisation_name": "Nuorten talo",
        "title": "ohjaaja",
        "has_read": "on",
    }
    return fields | changes


def sign_up(client, **changes):
    return client.post(url("account_signup"), sign_up_fields(**changes))


def enter_code(client, address, page="account_email_verification_sent"):
    return client.post(url(page), {"code": newest_mail(address).params["code"]})


def is_signed_in(client):
    return "_auth_user_id" in client.session
