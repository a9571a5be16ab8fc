"""What the tests of the form share: its address, what it would post, its errors."""

HTMX = {"HTTP_HX_REQUEST": "true"}


def url(practice, number, query=""):
    return f"/fi/kaytannot/ehdota/{practice.pk}/{number}/{query}"


def posted(client, address, **fields):
    """What the page's own form would post, with these fields changed."""
    form = client.get(address).context_data["draft"].form
    data = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            value = "on" if value else None
        if value is not None:
            data[bound.name] = value
    return data | fields


def field_errors(response):
    return {name: list(errors) for name, errors in response.context_data["draft"].form.errors.items()}
