"""The session: a quick check, then the player."""

from lowback.ui import frame, player_view

player_view.draw(frame.enter())
