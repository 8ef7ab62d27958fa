"""The session: a quick check, then the player."""

from lowback.ui import before_view, frame, player_view

# After a positive check the answers are gone, so this stands before the door that needs them.
if not before_view.something_new(frame.browse()):
    player_view.draw(frame.enter())
