"""After a session: pain, effort, a note."""

from lowback.ui import frame
from lowback.ui.views import after

# A danger sign told of elsewhere comes first.
after.draw(frame.open_to_look())
