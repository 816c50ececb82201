"""The system in containers: the image of the services, and what compose needs beside it."""
