"""I have been seen about this: who, when, what they said, and whether anything is worse since."""

from lowback.ui import frame, seen_view

seen_view.draw(frame.enter_any())
