"""Components of the working pages: figures on top, tasks with their time."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from elo_portal.core.components import render

register = template.Library()


@register.simple_block_tag
def kpis(content: SafeString) -> SafeString:
    """{% kpis %}{% kpi 4 _("reviews waiting") url="#reviews" note="..." %}{% endkpis %}."""
    return format_html('<ul class="kpis">{}</ul>', content)


@register.simple_tag
def kpi(value: int | str, label: str, *, url: str = "", note: str = "", alert: bool = False) -> SafeString:
    """One figure that leads to its rows; `alert` where somebody should act."""
    return render("kpi", value=value, label=label, url=url, note=note, alert=alert)


@register.simple_block_tag
def tasks(content: SafeString) -> SafeString:
    """{% tasks %}{% task ... %}...{% endtask %}{% endtasks %}."""
    return format_html('<ol class="tasks">{}</ol>', content)


@register.simple_block_tag
def task(
    content: SafeString, *, title: str, url: str, due: str, note: str = "", is_late: bool = False
) -> SafeString:
    """What to do, by when, why. The button goes inside: {% link_button url _("Answer") size="sm" about=title %}."""
    return render(
        "task", content=SafeString(content.strip()), title=title, url=url, due=due, note=note, is_late=is_late
    )


@register.simple_block_tag
def health(content: SafeString) -> SafeString:
    """Small figures with a sign of how they are: {% health %}{% health_row _("Queued") 12 %}{% endhealth %}."""
    return format_html('<div class="health">{}</div>', content)


@register.simple_tag
def health_row(label: str, value: int | str, *, is_good: bool = True, url: str = "") -> SafeString:
    return render("health_row", label=label, value=value, is_good=is_good, url=url)
