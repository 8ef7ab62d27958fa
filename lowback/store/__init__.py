"""The database: tables, migrations, and repositories that each see one person only."""
