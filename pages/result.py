"""The result of the questions, on its own calm screen."""

from lowback.ui import frame, result_view

result_view.draw(frame.enter_any())
