"""What the `sayso` command does: run.py builds, look.py shows, mend.py repairs; options.py is what they share."""
