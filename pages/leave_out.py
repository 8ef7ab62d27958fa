"""What the person's own surgeon or physiotherapist told them to leave out."""

from lowback.ui import frame, own_list_view

own_list_view.draw(frame.enter_any())
