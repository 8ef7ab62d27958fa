"""Progress: how the back has been, minutes and days, and every session."""

from lowback.ui import frame, progress_view

progress_view.draw(frame.enter_any())
