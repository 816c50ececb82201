"""Tells people what happened: e-mail that arrives once and never blocks anything."""
