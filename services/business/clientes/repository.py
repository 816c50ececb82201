"""Queries of the tutores."""

from services.business.clientes.models import Cliente
from services.business.repository import TenantAwareRepository


class ClienteRepository(TenantAwareRepository):
    model = Cliente
    unique_field = "cpf"
    told_as = "cliente"
