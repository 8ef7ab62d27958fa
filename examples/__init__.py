"""Made-up people, and every page as one of them sees it: for tests, the bench and the tools."""
