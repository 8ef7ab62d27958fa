"""The symptom quiz: one question a screen, then every answer to look over."""

from lowback.ui import frame
from lowback.ui.views import quiz

quiz.draw(frame.open_page())
