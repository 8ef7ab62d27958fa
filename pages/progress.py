"""Progress: how the back has been, minutes and days, and every session."""

from lowback.ui import frame
from lowback.ui.views import progress

progress.draw(frame.open_page())
