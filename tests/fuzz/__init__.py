"""Whatever somebody sends: answers of components, messages of the websocket, requests, lines of `assess`."""
