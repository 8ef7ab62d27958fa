"""Today: the next routine to do, one tap to start, and the week so far."""

from lowback.ui import frame, today_view

today_view.draw(frame.enter_any())
