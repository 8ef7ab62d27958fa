"""After a session: pain, effort, a note."""

from lowback.ui import after_view, frame

after_view.draw(frame.enter_any())
