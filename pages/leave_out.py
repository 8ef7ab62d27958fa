"""What the person's own surgeon or physiotherapist told them to leave out."""

from lowback.ui import frame
from lowback.ui.views import own_list

own_list.draw(frame.open_page())
