"""Log a past session by hand, or put one right."""

from lowback.ui import frame, log_view

log_view.draw(frame.enter_any())
