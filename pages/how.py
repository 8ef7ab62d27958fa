"""How we decide: the rules, what they leave out, and where they come from."""

from lowback.ui import frame, how_view

how_view.draw(frame.enter_any())
