"""The everyday components: icons, buttons, tags, notices, lists of facts, steps, chips, tabs."""

from functools import lru_cache
from typing import Literal

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from elo_portal.core.components import Size, Tone, Variant, check, mark_colour, render, render_again

register = template.Library()

TONE_ICONS = {
    "neutral": "info",
    "accent": "info",
    "info": "info",
    "success": "circle-check",
    "warning": "triangle-alert",
    "danger": "circle-alert",
}


@register.simple_tag
def icon(name: str, *, label: str = "") -> SafeString:
    """A line icon of lucide. Silent, unless it stands alone and needs a label."""
    return _icon(name, label if isinstance(label, str) else str(label))


@lru_cache(1024, typed=True)  # typed: see `render_again`
def _icon(name: str, label: str) -> SafeString:
    says = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon" {}><use href="{}#i-{}"/></svg>', says, static("vendor/sprite.svg"), name
    )


@register.simple_tag
def tag(text: str, *, tone: Tone = "neutral", icon: str = "", lang: str = "") -> SafeString:
    """A small state or property: {% tag _("In use") tone="success" icon="circle-check" %}."""
    check("tag", "tone", tone, Tone)
    return render_again("tag", text=text, tone=tone, icon=icon, lang=lang)


@register.simple_block_tag
def notice(
    content: SafeString, *, title: str = "", tone: Tone = "info", level: int = 2, lang: str = ""
) -> SafeString:
    """A boxed message: {% notice title=_("Waiting list") tone="warning" %}<p>...</p>{% endnotice %}."""
    check("notice", "tone", tone, Tone)
    body = SafeString(content.strip())
    return render("notice", body=body, title=title, tone=tone, icon=TONE_ICONS[tone], level=level, lang=lang)


@register.simple_tag
def button(
    label: str,
    *,
    variant: Variant = "primary",
    size: Literal["", "sm"] = "",
    icon: str = "",
    name: str = "",
    value: str = "",
    form: str = "",
    about: str = "",
    opens: str = "",
    confirm: str = "",
    tone: Literal["accent", "danger"] = "accent",
    wide: bool = False,
) -> SafeString:
    """A button. `about` is heard, not seen: which row it acts on. `opens`: id of a popover. `confirm`: asked first."""
    check("button", "variant", variant, Variant)
    return render(
        "button",
        label=label,
        variant=variant,
        size=size,
        icon=icon,
        name=name,
        value=value,
        form=form,
        about=about,
        opens=opens,
        confirm=confirm,
        tone=tone,
        wide=wide,
    )


@register.simple_tag
def link_button(
    url: str,
    label: str,
    *,
    variant: Variant = "primary",
    size: Literal["", "sm"] = "",
    icon: str = "",
    about: str = "",
    wide: bool = False,
    only_phone: bool = False,
) -> SafeString:
    """A link that looks like a button."""
    check("link_button", "variant", variant, Variant)
    return render(
        "link_button",
        url=url,
        label=label,
        variant=variant,
        size=size,
        icon=icon,
        about=about,
        wide=wide,
        only_phone=only_phone,
    )


@register.simple_tag(takes_context=True)
def post_button(
    context: Context,
    url: str,
    label: str,
    *,
    variant: Variant = "secondary",
    size: Literal["", "sm"] = "",
    icon: str = "",
    name: str = "",
    value: str = "",
    about: str = "",
    confirm: str = "",
    tone: Literal["accent", "danger"] = "accent",
    wide: bool = False,
) -> SafeString:
    """A form of one button that posts to `url`: for what changes something."""
    inside = button(
        label,
        variant=variant,
        size=size,
        icon=icon,
        name=name,
        value=value,
        about=about,
        confirm=confirm,
        tone=tone,
        wide=wide,
    )
    return render("post_button", url=url, button=inside, csrf_token=context.get("csrf_token", ""))


@register.simple_block_tag
def empty(content: SafeString, *, title: str, level: int = 2) -> SafeString:
    """An empty result that leads on: text, then <p class="actions">...</p> with at least one action."""
    return render("empty", content=content, title=title, level=level)


@register.simple_block_tag
def facts(content: SafeString, *, wide: bool = False) -> SafeString:
    """{% facts %}{% fact _("Licence") %}CC BY 4.0{% endfact %}{% endfacts %}; `wide` sets them side by side."""
    return format_html('<dl class="facts{}">{}</dl>', " wide" if wide else "", content)


@register.simple_block_tag
def fact(content: SafeString, term: str, *, icon: str = "") -> SafeString:
    return render("fact", content=content, term=term, icon=icon)


@register.simple_block_tag
def steps(content: SafeString) -> SafeString:
    """{% steps %}{% step _("The coordinator reads") %}<p>...</p>{% endstep %}{% endsteps %}."""
    return format_html('<ol class="steps">{}</ol>', content)


@register.simple_block_tag
def step(content: SafeString, title: str, *, level: int = 0) -> SafeString:
    """One step; with `level` its title is a heading of that level."""
    return render("step", content=content, title=title, level=level)


@register.simple_block_tag
def chips(content: SafeString, *, label: str, clear_url: str = "") -> SafeString:
    """Filters in use, each a link without it: {% chips label=... %}{% chip "Lappi" url %}{% endchips %}."""
    return render("chips", content=content, label=label, clear_url=clear_url)


@register.simple_tag
def chip(label: str, url: str) -> SafeString:
    return render("chip", label=label, url=url)


@register.simple_block_tag
def tabs(content: SafeString, *, label: str) -> SafeString:
    """Pages that belong together: {% tabs label=... %}{% tab _("Seats") url is_current=True %}{% endtabs %}."""
    return format_html('<nav class="tabs noprint" aria-label="{}"><ul>{}</ul></nav>', label, content)


@register.simple_block_tag
def page_contents(content: SafeString, *, label: str) -> SafeString:
    """The contents of a long page, on a phone a bar that stays: with {% tab _("Need") "#need" %} inside."""
    return format_html('<nav class="toc noprint" aria-label="{}"><ul>{}</ul></nav>', label, content)


@register.simple_tag
def tab(label: str, url: str, *, is_current: bool = False) -> SafeString:
    current = SafeString(' aria-current="page"') if is_current else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, current, label)


@register.simple_block_tag
def table_wrap(content: SafeString, *, label: str) -> SafeString:
    """Around a <table class="t cards">, so that it scrolls inside itself and by keyboard."""
    return format_html(
        '<div class="tablewrap" tabindex="0" role="region" aria-label="{}">{}</div>', label, content
    )


@register.simple_tag
def avatar(name: str, *, mark: int = 1, size: Size = "") -> SafeString:
    """The initials of a person; the name itself stands beside it as text."""
    words = [word for word in name.split() if word]
    initials = "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
    return format_html(
        '<span class="avatar {}" data-color="{}" aria-hidden="true">{}</span>',
        size,
        mark_colour(mark),
        initials,
    )
