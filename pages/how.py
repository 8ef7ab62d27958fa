"""How we decide: the rules, what they leave out, and where they come from."""

from lowback.ui import frame
from lowback.ui.views import how

how.draw(frame.open_page())
