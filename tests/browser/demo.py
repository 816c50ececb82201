"""A shop that looks lived in: tutores, animais and serviços as a pet shop in Brazil writes them down."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from tests.browser.gateway import Gateway
from tests.browser.pages import Scene
from tests.infra.shops import sign_in, signup_body, wait_for_saga
from tests.infra.waiting import eventually

PASSWORD = "banho e tosa às 9"
OWNER = {"first_name": "Ana", "last_name": "Souza"}

# Name, telephone, e-mail, CPF, address, notes.
TUTORES: tuple[tuple[str, str, str | None, str | None, str | None, str | None], ...] = (
    (
        "João Conceição",
        "(11) 98765-4321",
        "joao.conceicao@example.com",
        "529.982.247-25",
        "Rua das Acácias, 120, Vila Mariana",
        "Prefere mensagem a ligação.",
    ),
    (
        "Márcia Antunes Figueiredo",
        "(11) 99812-7733",
        "marcia@example.com",
        None,
        "Av. Pompeia, 1840, ap. 73",
        None,
    ),
    ("Rafael Nakamura", "(11) 97654-0098", None, None, None, "Busca sempre depois das 18h."),
    ("Dona Zilda Pereira", "(11) 3862-4410", None, "111.444.777-35", "Travessa do Sol, 9", "Paga no fim do mês."),
    ("Luiz Otávio Barreto", "(21) 99345-6120", "luizotavio@example.com", None, None, None),
    ("Camila Ribeiro", "(11) 98111-2020", "camila.ribeiro@example.com", None, "Rua Harmonia, 55", None),
    ("Tiago & Bruna Sampaio", "(11) 99555-8080", None, None, "Rua Girassol, 301", "Dois tutores, um só cadastro."),
    ("Helena Guimarães", "(31) 98822-1414", "helena@example.com", None, None, None),
    ("Wesley Santos", "(11) 96543-2109", None, None, "Rua do Bosque, 77", None),
    (
        "Beatriz de Albuquerque Vasconcelos e Silva",
        "(11) 99100-3344",
        "bia.albuquerque@example.com",
        None,
        None,
        None,
    ),
    ("Ícaro Menezes", "(85) 98700-6655", "icaro@example.com", None, None, None),
    ("Sônia Maria Prado", "(11) 3031-7788", None, None, "Alameda Lorena, 1200", "Não gosta de perfume no pet."),
)

# Whose it is (by place in the list above), name, and the rest as the API takes it.
ANIMAIS: tuple[tuple[int, str, dict[str, Any]], ...] = (
    (
        0,
        "Thor",
        {
            "especie": "cão",
            "raca": "Golden Retriever",
            "peso": "31.50",
            "nascimento": "2019-03-12",
            "sexo": "M",
            "porte": "grande",
            "pelagem": "longa",
            "observacoes": "Medroso com secador.",
        },
    ),
    (
        0,
        "Mel",
        {
            "especie": "cão",
            "raca": "SRD",
            "peso": "9.20",
            "idade": 4,
            "sexo": "F",
            "porte": "pequeno",
            "pelagem": "curta",
        },
    ),
    (
        1,
        "Luna",
        {
            "especie": "cão",
            "raca": "Shih Tzu",
            "peso": "6.10",
            "nascimento": "2021-08-30",
            "sexo": "F",
            "porte": "pequeno",
            "pelagem": "longa",
        },
    ),
    (
        2,
        "Sushi",
        {
            "especie": "gato",
            "raca": "Siamês",
            "peso": "4.30",
            "idade": 2,
            "sexo": "M",
            "porte": "mini",
            "pelagem": "curta",
            "observacoes": "Arranha no desembolo: dois na mesa.",
        },
    ),
    (
        3,
        "Fiona",
        {
            "especie": "cão",
            "raca": "Lhasa Apso",
            "porte": "pequeno",
            "sexo": "F",
            "idade": 12,
            "observacoes": "Cardíaca, banho morno e rápido.",
        },
    ),
    (4, "Bob", {"especie": "cão", "raca": "Pug", "peso": "8.70", "porte": "pequeno", "sexo": "M"}),
    (5, "Amora", {"especie": "cão", "raca": "Spitz Alemão", "peso": "3.20", "porte": "mini", "pelagem": "dupla"}),
    (6, "Simba", {"especie": "gato", "raca": "Persa", "peso": "5.00", "porte": "pequeno", "pelagem": "longa"}),
    (7, "Nina", {"especie": "coelho", "peso": "1.80", "porte": "mini"}),
    (
        8,
        "Hulk",
        {
            "especie": "cão",
            "raca": "Rottweiler",
            "peso": "48.00",
            "porte": "gigante",
            "sexo": "M",
            "observacoes": "Morde estranhos: só com o Wesley por perto.",
        },
    ),
    (9, "Maria Antonieta", {"especie": "gato", "raca": "SRD", "idade": 7, "sexo": "F"}),
    (11, "Pipoca", {"especie": "cão", "raca": "Yorkshire", "peso": "2.90", "porte": "mini", "pelagem": "longa"}),
)

# Name, price, minutes, whether it is offered.
SERVICOS: tuple[tuple[str, str, int, bool], ...] = (
    ("Banho", "60.00", 45, True),
    ("Banho e tosa higiênica", "85.00", 75, True),
    ("Banho e tosa na tesoura", "140.00", 120, True),
    ("Hidratação", "45.00", 30, True),
    ("Corte de unhas", "20.00", 15, True),
    ("Limpeza de ouvidos", "18.50", 15, True),
    ("Banho medicamentoso", "95.00", 60, True),
    ("Táxi dog", "25.00", 30, False),
)

# Name, colour, and the hours of one's own.
PROFISSIONAIS: tuple[tuple[str, str | None, dict[str, list[list[str]]] | None], ...] = (
    ("Bia Moraes", "#14866d", {"tue": [["08:00", "12:00"], ["13:00", "18:00"]], "sat": [["08:00", "13:00"]]}),
    ("Wesley Santos", None, None),
)


async def furnish(gateway: Gateway, operator_email: str, operator_password: str) -> Scene:
    """A new shop full of data, and a second sign-up that was undone because the e-mail is the first one's."""
    name = f"pet-feliz-{secrets.token_hex(3)}"
    email = f"ana@{name}.example.com"
    async with gateway.client() as apex:
        saga = await _sign_up(apex, subdomain=name, email=email, company_name="Pet Feliz", wanted="COMPLETED")
        undone = await _sign_up(
            apex, subdomain=f"{name}-b", email=email, company_name="Pet Alegria", wanted="ROLLED_BACK"
        )
        letter = await _welcome(apex, name, await sign_in(apex, operator_email, operator_password))
    async with gateway.client(name) as shop:
        session = await sign_in(shop, email, PASSWORD)
        shop.headers["Authorization"] = f"Bearer {session['access_token']}"
        ids = await _fill(shop)
    return Scene(
        shop=name,
        owner_email=email,
        owner_password=PASSWORD,
        operator_email=operator_email,
        operator_password=operator_password,
        ids=ids | {"saga": saga, "undone_saga": undone, "letter": letter},
    )


async def _welcome(apex: httpx.AsyncClient, shop: str, operator: dict[str, Any]) -> str:
    """The letter that greets the shop's owner."""

    async def find() -> str | None:
        answer = await apex.get(
            "/api/v1/ops/notifications/deliveries",
            params={"tenant": shop, "kind": "welcome"},
            headers={"Authorization": f"Bearer {operator['access_token']}"},
        )
        # The service that keeps the letters may still be on its way up.
        letters = answer.json()["items"] if answer.is_success else []
        return next((str(letter["id"]) for letter in letters), None)

    return await eventually(find)


async def _sign_up(apex: httpx.AsyncClient, *, subdomain: str, email: str, company_name: str, wanted: str) -> str:
    body = signup_body(
        company_name=company_name, subdomain=subdomain, admin={"email": email, "password": PASSWORD} | OWNER
    )
    answer = await apex.post("/api/v1/tenants", json=body)
    assert answer.status_code == 202, answer.text
    saga = await wait_for_saga(apex, answer.json()["saga_id"])
    assert saga["state"] == wanted, saga
    return str(saga["saga_id"])


async def _fill(shop: httpx.AsyncClient) -> dict[str, str]:
    fields = ("nome", "telefone", "email", "cpf", "endereco", "observacoes")
    tutores = [await create(shop, "clientes", _present(zip(fields, row, strict=True))) for row in TUTORES]
    animais = [
        await create(shop, "animais", {"cliente_id": tutores[owner], "nome": nome} | rest)
        for owner, nome, rest in ANIMAIS
    ]
    servicos = [
        await create(shop, "servicos", {"nome": nome, "preco": preco, "duracao": duracao, "ativo": ativo})
        for nome, preco, duracao, ativo in SERVICOS
    ]
    profissionais = [
        await create(shop, "profissionais", {"nome": nome, "cor": cor, "horarios": horarios})
        for nome, cor, horarios in PROFISSIONAIS
    ]
    await _plan_doses(shop, animais)
    visits = await _book_today(shop, animais, servicos, profissionais)
    await _line_up(shop, animais, servicos)
    return {
        "visit": str(visits[0]),
        "tutor": str(tutores[0]),
        "animal": str(animais[0]),
        "servico": str(servicos[1]),
        "profissional": str(profissionais[0]),
    }


async def _plan_doses(shop: httpx.AsyncClient, animais: list[int]) -> None:
    """One that is late and two that come soon."""
    vaccines = (await shop.get("/api/v1/vacinas")).json()["items"]
    for animal, vaccine, days in zip(animais, vaccines, (-40, 8, 21), strict=False):
        day = (datetime.now(UTC) + timedelta(days=days)).date()
        await create(shop, f"animais/{animal}/vacinas", {"vacina_id": vaccine["id"], "prevista_para": str(day)})


async def _book_today(
    shop: httpx.AsyncClient, animais: list[int], servicos: list[int], profissionais: list[int]
) -> list[int]:
    """Visits around this moment, squeezed in: the shop may be closed when the tests run."""
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    visits = []
    for place, animal in enumerate(animais[:4]):
        begin = now + timedelta(minutes=30 * place - 30)
        body = {"animal_id": animal, "servico_id": servicos[0], "profissional_id": profissionais[place % 2]}
        visits.append(await create(shop, "agendamentos", body | {"inicio": begin.isoformat(), "encaixe": True}))
    for place, state in enumerate(("em_atendimento", "recebido", "confirmado")):
        step = {"status": state, "version": 1}
        answer = await shop.post(f"/api/v1/agendamentos/{visits[place]}/status", json=step)
        assert answer.status_code == 200, answer.text
    for visit, way in ((visits[0], "entrega"), (visits[2], "busca"), (visits[3], "busca")):
        ride = {"endereco": TUTORES[0][4], "motorista_id": profissionais[0]}
        answer = await shop.put(f"/api/v1/agendamentos/{visit}/taxi/{way}", json=ride)
        assert answer.status_code == 200, answer.text
    return visits


async def _line_up(shop: httpx.AsyncClient, animais: list[int], servicos: list[int]) -> None:
    """Who waits for a place: one in the mornings, one for somebody's Saturday, one who was offered a place."""
    now = datetime.now(UTC)
    wish = {"de": f"{now:%Y-%m-%d}", "ate": f"{now + timedelta(days=14):%Y-%m-%d}"}
    wishes: tuple[dict[str, Any], ...] = (
        {"periodo": "manha", "observacoes": "Só se for com a Bia."},
        {"dias": ["sat"]},
        {},
    )
    for animal, more in zip(animais[4:7], wishes, strict=True):
        body = wish | more | {"animal_id": animal, "itens": [{"servico_id": servicos[1]}]}
        last = await create(shop, "espera", body)
    begin = (now + timedelta(days=2)).replace(minute=0, second=0, microsecond=0)
    offer = {"version": 1, "inicio": begin.isoformat()}
    answer = await shop.post(f"/api/v1/espera/{last}/oferecer", json=offer)
    assert answer.status_code == 200, answer.text


def _present(pairs: "zip[tuple[str, Any]]") -> dict[str, Any]:
    return {name: value for name, value in pairs if value is not None}


async def create(shop: httpx.AsyncClient, collection: str, body: dict[str, Any]) -> int:
    """The id of a new row."""
    answer = await shop.post(f"/api/v1/{collection}", json=body)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])
