"""Today: the next routine to do, one tap to start, and the week so far."""

from lowback.ui import frame
from lowback.ui.views import today

today.draw(frame.open_page())
