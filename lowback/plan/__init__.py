"""What suits a person: routines in the amounts and with the exercises that are right for them, and why."""
