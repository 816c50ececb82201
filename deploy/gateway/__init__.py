"""The gateway: one nginx configuration rendered from a template."""
