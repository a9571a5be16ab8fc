"""A practice remembers that it was public: harvesters who took it along must learn that it no longer is.

The database keeps it, whoever writes and however. What was published for fewer people before this is known from
its versions.
"""

from django.db import migrations, models

FUNCTION = """
    CREATE FUNCTION practices_note_publicity() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            NEW.was_public := NEW.was_public OR OLD.was_public;
            NEW.left_public_at := coalesce(NEW.left_public_at, OLD.left_public_at);
            IF OLD.status = 'published' AND NEW.status = 'published'
                AND OLD.visibility = 'public' AND NEW.visibility <> 'public' THEN
                NEW.left_public_at := greatest(NEW.updated_at, NEW.published_at);
            END IF;
        END IF;
        IF NEW.visibility = 'public' AND NEW.published_at IS NOT NULL
            AND NEW.status IN ('published', 'archived', 'withdrawn') THEN
            NEW.was_public := true;
        END IF;
        RETURN NEW;
    END $$
"""
TRIGGER = """
    CREATE TRIGGER note_publicity BEFORE INSERT OR UPDATE ON practices_practice
    FOR EACH ROW EXECUTE FUNCTION practices_note_publicity()
"""
FILL = """
    UPDATE practices_practice AS practice SET
        was_public = same.visibility = 'public' OR in_public.version IS NOT NULL,
        left_public_at = CASE WHEN same.visibility <> 'public' AND in_public.version IS NOT NULL THEN same.updated_at END
    FROM practices_practice AS same LEFT JOIN (
        SELECT practice_id, max(number) AS version FROM practices_version
        WHERE reason IN ('published', 'edited') AND contents -> 'practice' ->> 'visibility' = 'public'
        GROUP BY practice_id
    ) AS in_public ON in_public.practice_id = same.id
    WHERE same.id = practice.id AND practice.published_at IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("practices", "0013_orders")]

    operations = [
        migrations.AddField(
            "practice", "was_public", models.BooleanField(default=False, db_default=False, editable=False)
        ),
        migrations.AddField(
            "practice", "left_public_at", models.DateTimeField(null=True, blank=True, editable=False)
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION practices_note_publicity()"),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER note_publicity ON practices_practice"),
    ]
