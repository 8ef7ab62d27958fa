"""The symptom quiz: one question a screen, then every answer to look over."""

from lowback.ui import frame, quiz_view

quiz_view.draw(frame.enter_any())
