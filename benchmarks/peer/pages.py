"""The lean variant's pages: after the last row's key, without a count."""

from rest_framework.pagination import CursorPagination


class ByName(CursorPagination):
    page_size = 20
    ordering = ("nome", "id")
