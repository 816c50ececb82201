"""Refusals of the tenant service."""

from libs.common.errors import AppError


class SubdomainTakenError(AppError):
    status, code, title = 409, "SUBDOMAIN_TAKEN", "This address is already in use"
