"""After a session: pain, effort, a note."""

from lowback.ui import frame
from lowback.ui.views import after

after.draw(frame.open_page())
