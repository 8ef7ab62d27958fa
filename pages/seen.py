"""I have been seen about this: who, when, what they said, and whether anything is worse since."""

from lowback.ui import frame
from lowback.ui.views import seen

seen.draw(frame.open_page())
