"""Log a past session by hand, or put one right."""

from lowback.ui import frame
from lowback.ui.views import log

log.draw(frame.open_page())
