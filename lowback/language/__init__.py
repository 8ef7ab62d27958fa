"""The languages: which there are, what a sentence is in one of them, and how it writes numbers, days and lists."""
