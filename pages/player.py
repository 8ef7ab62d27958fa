"""The session: a quick check, then the player."""

from lowback.ui import frame
from lowback.ui.pieces import check
from lowback.ui.views import player

# After a positive check the answers are gone, so this stands before the door that needs them.
if not check.something_new(frame.open_to_look()):
    player.draw(frame.open_to_exercise())
