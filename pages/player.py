"""The session: a quick check, then the player."""

from lowback.ui import frame
from lowback.ui.pieces import check
from lowback.ui.views import player

# What plays goes on. After a positive check the answers are gone, so that stands before the door that needs them.
if not player.goes_on() and not check.something_new(frame.open_to_look()):
    player.draw(frame.open_to_exercise())
