"""Every page of the front end, and how one gets to see it. A page that is missing here fails a test."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from string import Formatter

from deploy.local import paths

SOURCES = paths.ROOT / "web" / "src" / "pages"
# Shown where a shop's address belongs to nobody.
NOBODYS = "loja-que-nao-existe"


class Where(Enum):
    """Whose address a page is opened at."""

    APEX = "apex"
    SHOP = "shop"
    NOBODYS = "nobodys"


class Who(Enum):
    """Who looks at it."""

    VISITOR = "visitor"
    OWNER = "owner"
    OPERATOR = "operator"


@dataclass(frozen=True)
class View:
    """A page as somebody sees it; its path may name things of a Scene, as in `/tutores/{tutor}`."""

    name: str
    page: str
    path: str
    where: Where = Where.APEX
    who: Who = Who.VISITOR
    # Places that say "Carregando…" and mean it to stay: the page of components shows what that looks like.
    still_loading: int = 0
    status: int = 200

    def is_set(self, scene: "Scene") -> bool:
        """Whether the scene has everything that the path names."""
        return all(name in scene.ids for _, name, _, _ in Formatter().parse(self.path) if name)


@dataclass(frozen=True)
class Scene:
    """A shop, its people, and the ids that the views' paths ask for."""

    shop: str
    owner_email: str
    owner_password: str
    operator_email: str
    operator_password: str
    ids: dict[str, str] = field(default_factory=dict)


def _public(name: str, page: str, path: str, where: Where = Where.APEX) -> View:
    return View(name, page, path, where)


def _shop(name: str, page: str, path: str) -> View:
    return View(name, page, path, Where.SHOP, Who.OWNER)


def _ops(name: str, page: str, path: str) -> View:
    return View(name, page, path, Where.APEX, Who.OPERATOR)


VIEWS: Sequence[View] = (
    _public("landing", "index", "/"),
    _public("cadastro", "cadastro/index", "/cadastro"),
    _public("andamento-pronto", "cadastro/andamento", "/cadastro/andamento?saga={saga}"),
    _public("andamento-desfeito", "cadastro/andamento", "/cadastro/andamento?saga={undone_saga}"),
    _public("andamento-desconhecido", "cadastro/andamento", "/cadastro/andamento"),
    _public("entrar", "entrar", "/entrar"),
    _public("entrar-na-loja", "entrar", "/entrar", Where.SHOP),
    _public("esqueci-a-senha", "esqueci-a-senha", "/esqueci-a-senha"),
    _public("nova-senha", "nova-senha", "/nova-senha#link_nunca_enviado", Where.SHOP),
    _public("nova-senha-sem-link", "nova-senha", "/nova-senha", Where.SHOP),
    _public("confirmar-email", "confirmar-email", "/confirmar-email#link_nunca_enviado", Where.SHOP),
    _public("convite-sem-link", "convite", "/convite", Where.SHOP),
    _public("sem-loja", "sem-loja", "/sem-loja", Where.NOBODYS),
    _public("suspensa", "suspensa", "/suspensa"),
    _public("lembretes", "lembretes", "/lembretes#{leave_key}", Where.SHOP),
    _public("lembretes-sem-link", "lembretes", "/lembretes", Where.SHOP),
    View("nao-encontrada", "404", "/pagina-que-nao-existe", status=404),
    View("tropeco", "500", "/500", status=500),
    View("componentes", "componentes", "/componentes", still_loading=1),
    _shop("inicio", "inicio", "/inicio"),
    _shop("hoje", "hoje", "/hoje"),
    _shop("atendimento", "atendimento/[id]", "/atendimento/{visit}"),
    _shop("agenda", "agenda", "/agenda"),
    _shop("agenda-semana", "agenda", "/agenda?ver=semana"),
    _shop("agenda-mes", "agenda", "/agenda?ver=mes"),
    _shop("espera", "espera", "/espera"),
    _shop("tutores", "tutores/index", "/tutores"),
    _shop("tutores-busca-vazia", "tutores/index", "/tutores?q=zzzz"),
    _shop("tutor-novo", "tutores/novo", "/tutores/novo"),
    _shop("tutor", "tutores/[id]/index", "/tutores/{tutor}"),
    _shop("tutor-editar", "tutores/[id]/editar", "/tutores/{tutor}/editar"),
    _shop("animais", "animais/index", "/animais"),
    _shop("animal-novo", "animais/novo", "/animais/novo?tutor={tutor}"),
    _shop("animal", "animais/[id]/index", "/animais/{animal}"),
    _shop("animal-editar", "animais/[id]/editar", "/animais/{animal}/editar"),
    _shop("servicos", "servicos/index", "/servicos"),
    _shop("servico-novo", "servicos/novo", "/servicos/novo"),
    _shop("servico-editar", "servicos/[id]", "/servicos/{servico}"),
    _shop("profissionais", "profissionais/index", "/profissionais"),
    _shop("profissional-novo", "profissionais/novo", "/profissionais/novo"),
    _shop("profissional", "profissionais/[id]", "/profissionais/{profissional}"),
    _shop("taxi", "taxi", "/taxi"),
    _shop("vacinas", "vacinas/index", "/vacinas"),
    _shop("vacinas-pendentes", "vacinas/pendentes", "/vacinas/pendentes"),
    _shop("configuracoes", "configuracoes", "/configuracoes"),
    _shop("equipe", "equipe", "/equipe"),
    _shop("historico", "historico", "/historico"),
    _shop("conta", "conta", "/conta"),
    _ops("ops", "ops/index", "/ops"),
    _ops("ops-cadastros", "ops/sagas/index", "/ops/sagas"),
    _ops("ops-cadastro", "ops/sagas/[id]", "/ops/sagas/{saga}"),
    _ops("ops-cadastro-desfeito", "ops/sagas/[id]", "/ops/sagas/{undone_saga}"),
    _ops("ops-mensagens", "ops/mensagens/index", "/ops/mensagens"),
    _ops("ops-mensagens-grupo", "ops/mensagens/grupo", "/ops/mensagens/grupo?{message_group}"),
    _ops("ops-mensagem", "ops/mensagens/[id]", "/ops/mensagens/{message}"),
    _ops("ops-envios", "ops/envios/index", "/ops/envios"),
    _ops("ops-envios-busca-vazia", "ops/envios/index", "/ops/envios?q=zzzz"),
    _ops("ops-envio", "ops/envios/[id]", "/ops/envios/{letter}"),
    _ops("ops-envio-recusado", "ops/envios/[id]", "/ops/envios/{refused_letter}"),
    _ops("ops-enderecos", "ops/envios/enderecos", "/ops/envios/enderecos"),
    _ops("ops-conciliacao", "ops/conciliacao", "/ops/conciliacao"),
    _ops("ops-saude", "ops/saude", "/ops/saude"),
    _ops("ops-conta", "ops/conta", "/ops/conta"),
)


def page_files(sources: Path = SOURCES) -> Iterator[str]:
    """The pages of the front end by file, without Next's own frame files."""
    for path in sorted(sources.rglob("*.tsx")):
        if not path.name.startswith("_"):
            yield path.relative_to(sources).with_suffix("").as_posix()


def built_views() -> list[View]:
    """The views whose page exists."""
    found = set(page_files())
    return [view for view in VIEWS if view.page in found]
