"""The result of the questions, on its own calm screen."""

from lowback.ui import frame
from lowback.ui.views import result

result.draw(frame.open_page())
