"""Queries of the serviços."""

from services.business.repository import TenantAwareRepository
from services.business.servicos.models import Servico


class ServicoRepository(TenantAwareRepository):
    model = Servico
