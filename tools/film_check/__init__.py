"""`make film-check`: a people detector in a browser looks at the clips."""
