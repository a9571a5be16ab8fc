"""Rules that a machine keeps. Each was proven once by breaking it on purpose."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(settings.ROOT)
OURS = ("elo_portal", "members", "practices", "seminars")
OWN_APPS = {"core", "members", "practices", "seminars"}

# Open to everybody, each with its reason. Every other view asks for a sign-in.
OPEN_VIEWS = {
    "root": "leads to the home page",
    "health-live": "machines ask",
    "health-ready": "machines ask",
    "robots": "machines ask",
    "sitemap": "machines ask",
    "security": "machines ask",
    "oai": "harvesters ask",
    "api:api-root": "programs ask",
    "api:elsewhere": "programs ask",
    "pages:home": "the public reads",
    "pages:search": "the public searches",
    "pages:theme": "a cookie of the reader's own",
    "pages:regions": "the public reads",
    "pages:region": "the public reads",
    "pages:targets": "the public reads",
    "pages:target": "the public reads",
    "pages:network": "the public reads",
    "members:profile": "the public reads what the organisation wants",
    "members:edit_profile": "asks for a sign-in itself, and keeps what was typed",
    "members:new_service": "asks for a sign-in itself, and keeps what was typed",
    "members:service": "asks for a sign-in itself, and keeps what was typed",
    "pages:about": "the public reads",
    "pages:open_data": "the public reads",
    "pages:accessibility": "the law asks for it",
    "pages:privacy": "the law asks for it",
    "pages:principles": "the public reads",
    "pages:principle": "the public reads",
    "members:group_correction": "asks for a sign-in itself, and keeps what was typed",
    "members:group_decision": "asks for a sign-in itself, and keeps what was typed",
    "members:group_edit_meeting": "asks for a sign-in itself, and keeps what was typed",
    "members:group_item": "asks for a sign-in itself, and keeps what was typed",
    "members:group_minutes": "asks for a sign-in itself, and keeps what was typed",
    "members:group_new_decision": "asks for a sign-in itself, and keeps what was typed",
    "members:group_new_item": "asks for a sign-in itself, and keeps what was typed",
    "members:group_new_meeting": "asks for a sign-in itself, and keeps what was typed",
    "members:group_edit_document": "asks for a sign-in itself, and keeps what was typed",
    "members:group_new_document": "asks for a sign-in itself, and keeps what was typed",
    "members:group_new_version": "asks for a sign-in itself, and keeps what was typed",
    "members:group_document": "the public reads what is public",
    "members:group_download": "files of what the public reads",
    "members:group_end_seat": "asks for a sign-in itself, and keeps what was typed",
    "members:group_expected": "asks for a sign-in itself, and keeps what was typed",
    "members:group_mandate": "asks for a sign-in itself, and keeps what was typed",
    "members:group_new_mandate": "asks for a sign-in itself, and keeps what was typed",
    "members:group_new_project": "asks for a sign-in itself, and keeps what was typed",
    "members:group_new_seat": "asks for a sign-in itself, and keeps what was typed",
    "members:group_project": "asks for a sign-in itself, and keeps what was typed",
    "members:group_purpose": "asks for a sign-in itself, and keeps what was typed",
    "members:group_resources": "asks for a sign-in itself, and keeps what was typed",
    "members:group_seat": "asks for a sign-in itself, and keeps what was typed",
    "members:group_sub_group": "asks for a sign-in itself, and keeps what was typed",
    "practices:list": "the public reads what is public",
    "practices:coverage": "counts of what the reader sees",
    "practices:seen": "counts a page that was opened, keeps nothing of who",
    "practices:shared": "the public reads what was decided; what is compared is for the group",
    "practices:decide_shared": "asks for a sign-in itself, and keeps what was typed",
    "practices:end_shared": "asks for a sign-in itself, and keeps what was typed",
    "practices:commit": "asks for a sign-in itself, and keeps what was typed",
    "practices:feed": "feed readers ask without signing in",
    "practices:detail": "the public reads what is public",
    "practices:collections": "the public reads what is public",
    "practices:collection": "the public reads what is public",
    "practices:discussion": "asks for a sign-in itself, and keeps what was typed",
    "practices:bring_in": "asks for a sign-in itself, and keeps what was typed",
    "practices:ask": "asks for a sign-in itself, and keeps what was typed",
    "practices:enquiry": "asks for a sign-in itself, and keeps what was typed",
    "practices:download": "files of what the public reads",
    "practices:pdf": "the public reads what is public",
    "practices:attachments": "asks for a sign-in itself, and keeps what was typed",
    "practices:attachment": "asks for a sign-in itself, and keeps what was typed",
    "practices:adopt": "asks for a sign-in itself, and keeps what was typed",
    "practices:tell": "asks for a sign-in itself, and keeps what was typed",
    "practices:edit": "asks for a sign-in itself, and keeps what was typed",
    "practices:propose": "asks for a sign-in itself, and keeps what was typed",
    "practices:review": "asks for a sign-in itself, and keeps what was typed",
    "practices:fields": "asks for a sign-in itself, and keeps what was typed",
    "practices:decline": "asks for a sign-in itself, and keeps what was typed",
    "practices:national": "asks for a sign-in itself, and keeps what was typed",
    "practices:standing": "asks for a sign-in itself, and keeps what was typed",
    "practices:versions": "the public reads what was public",
    "practices:version": "the public reads what was public",
    "practices:compare_versions": "the public reads what was public",
    "seminars:list": "the public reads what is public",
    "seminars:archive": "the public reads what is public",
    "seminars:detail": "the public reads what is public",
    "seminars:calendar": "the public reads what is public",
    "seminars:feed": "calendar programs ask without signing in",
    "seminars:register": "asks for a sign-in itself, and keeps what was typed",
    "seminars:new": "asks for a sign-in itself, and keeps what was typed",
    "seminars:edit": "asks for a sign-in itself, and keeps what was typed",
    "seminars:programme": "asks for a sign-in itself, and keeps what was typed",
    "seminars:item": "asks for a sign-in itself, and keeps what was typed",
    "seminars:cancel": "asks for a sign-in itself, and keeps what was typed",
    "seminars:registration": "asks for a sign-in itself, and keeps what was typed",
    "members:group": "the public reads",
    "members:plans": "the public reads what was adopted",
    "members:strategy": "the public reads what was adopted",
    "members:plan": "the public reads what was adopted",
    "members:plan_version": "the public reads what was adopted",
    "members:measure": "the public reads what was adopted",
    "members:new_strategy": "asks for a sign-in itself, and keeps what was typed",
    "members:edit_strategy": "asks for a sign-in itself, and keeps what was typed",
    "members:new_plan": "asks for a sign-in itself, and keeps what was typed",
    "members:edit_plan": "asks for a sign-in itself, and keeps what was typed",
    "members:adopt_plan": "asks for a sign-in itself, and keeps what was typed",
    "members:new_measure": "asks for a sign-in itself, and keeps what was typed",
    "members:edit_measure": "asks for a sign-in itself, and keeps what was typed",
    "members:update_measure": "asks for a sign-in itself, and keeps what was typed",
    "members:plan_pdf": "the public reads what was adopted",
    "members:clock": "the public reads",
    "members:clock_feed": "calendar programs ask without signing in",
    "members:new_clock_item": "asks for a sign-in itself, and keeps what was typed",
    "members:clock_item": "asks for a sign-in itself, and keeps what was typed",
    "members:effects": "asks for a sign-in itself, and keeps what was typed",
    "members:glossary": "the public reads",
    "members:entry": "the public reads",
    "members:entry_new": "asks for a sign-in itself, and keeps what was typed",
    "members:entry_change": "asks for a sign-in itself, and keeps what was typed",
    "members:entry_agree": "asks for a sign-in itself, and keeps what was typed",
    "members:entry_retire": "asks for a sign-in itself, and keeps what was typed",
    "members:entry_discussion": "asks for a sign-in itself, and keeps what was typed",
    "members:organisation_new": "asks for a sign-in itself, and keeps what was typed",
    "members:organisation": "asks for a sign-in itself, and keeps what was typed",
    "members:decline_membership": "asks for a sign-in itself, and keeps what was typed",
    "members:invitations": "asks for a sign-in itself, and keeps what was typed",
    "members:invitation": "the invited have no account yet",
    "members:unsubscribe": "works without signing in (RFC 8058)",
}


def all_urls(patterns=None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(name with namespace, pattern) of every address."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace) if part)
            yield from all_urls(pattern.url_patterns, inner)
        else:
            yield ":".join(part for part in (namespace, pattern.name) if part), pattern


def own_urls() -> list[tuple[str, URLPattern]]:
    return [
        (name, pattern) for name, pattern in all_urls() if pattern.callback.__module__.split(".")[0] in OURS
    ]


def test_only_listed_views_are_open():
    closed = {name for name, pattern in own_urls() if getattr(pattern.callback, "login_required", True)}
    opened = {name for name, _pattern in own_urls()} - closed

    assert opened - OPEN_VIEWS.keys() == set()


def test_the_list_of_open_views_holds_nothing_that_is_gone():
    assert OPEN_VIEWS.keys() - {name for name, _pattern in own_urls()} == set()


def python_files(*parts: str) -> Iterator[Path]:
    for package in OURS:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts and (not parts or set(parts) & {*path.parts, path.stem}):
                yield path


WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}


def imported_commands(tree: ast.Module) -> set[str]:
    """The names under which a module knows command modules."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if "commands" in (*node.module.split("."), alias.name)
    }


def writes(path: Path) -> Iterator[str]:
    """Calls that write to the database, except through a command."""
    tree = ast.parse(path.read_text())
    commands = imported_commands(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            receiver = node.func.value
            if not (isinstance(receiver, ast.Name) and receiver.id in commands):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.func.attr}"


def test_views_forms_queries_and_permissions_write_nothing():
    core_jobs = ROOT / "elo_portal/core/tasks.py"  # core has no commands: its jobs are its commands
    layers = ("views", "forms", "queries", "permissions", "tasks")

    assert [call for path in python_files(*layers) if path != core_jobs for call in writes(path)] == []


def test_constraints_are_named_after_their_app_and_model():
    wrong = [
        constraint.name
        for model in apps.get_models()
        if model._meta.app_label in OWN_APPS
        for constraint in model._meta.constraints
        if not constraint.name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_")
    ]

    assert wrong == []


def test_no_import_stands_inside_a_function():
    allowed = {"members/apps.py"}  # an AppConfig is imported before the models are ready
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files()
        if str(path.relative_to(ROOT)) not in allowed
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert found == []


def templates() -> list[Path]:
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_compiles(path):
    get_template(str(path.relative_to(ROOT / "templates")))


def test_no_template_holds_inline_style_or_script():
    inline = re.compile(r"\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)", re.IGNORECASE)
    mail = {"mail", "email"}
    found = [
        str(path.relative_to(ROOT))
        for path in templates()
        if path.suffix == ".html"
        and not mail & set(path.parts)
        and inline.search(re.sub(r"{%.*?%}", "", path.read_text()))
    ]

    assert found == []


def test_every_blocktranslate_is_trimmed():
    found = [
        f"{path.relative_to(ROOT)}: {tag}"
        for path in templates()
        for tag in re.findall(r"{% blocktranslate[^%]*%}", path.read_text())
        if "trimmed" not in tag
    ]

    assert found == []


# Found by name at run time, or by a library: not written in our own code.
FOUND_ELSEWHERE = (
    "account/",
    "allauth/",
    "mfa/",
    "socialaccount/",
    "usersessions/",
    "pages/texts/",
    "pages/about",
    "pages/accessibility",
    "pages/open_data",
    "pages/privacy",
)


def test_every_template_is_used():
    sources = [path.read_text() for path in [*python_files(), *templates()]]
    text = "\n".join(sources)
    unused = []
    for path in templates():
        name = str(path.relative_to(ROOT / "templates"))
        stem = re.sub(r"(\.subject)?\.(txt|html|xml)$", "", name)
        component = path.stem if name.startswith("components/") else None
        used = name in text or f'"{stem}"' in text or (component and f'"{component}"' in text)
        if not used and not name.startswith(FOUND_ELSEWHERE):
            unused.append(name)

    assert unused == []


def test_no_registry_and_no_machine_stands_in_the_locks():
    lock = (ROOT / "requirements.lock").read_text()
    assets = [
        (ROOT / "assets" / name).read_text()
        for name in ("package-lock.json", "test-browser/package-lock.json")
    ]

    assert "://" not in lock
    assert [text for text in assets if '"resolved"' in text] == []
