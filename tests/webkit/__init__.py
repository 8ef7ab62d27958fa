"""The app in WebKit, the engine of Safari: `make webkit`, outside the gate."""
