from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from services.business.agenda.schemas import AgendamentoPatch
from services.business.animais import fields
from services.business.animais.schemas import AnimalIn, AnimalOut, AnimalPatch
from services.business.clientes.schemas import ClienteIn, ClientePatch
from services.business.profissionais.schemas import BloqueioPatch, ProfissionalPatch
from services.business.servicos.schemas import ServicoIn, ServicoPatch
from services.business.shop import settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANIMAL = {"nome": "Thor", "cliente_id": 1}
SERVICO = {"nome": "Banho", "preco": "50.00", "duracao": 45}


def refused_fields(model: type[Any], body: dict[str, Any]) -> set[str]:
    with pytest.raises(ValidationError) as refusal:
        model.model_validate(body)
    return {str(error["loc"][0]) for error in refusal.value.errors()}


def test_cliente_is_trimmed_lowered_and_unmasked() -> None:
    cliente = ClienteIn.model_validate(
        {"nome": "  João ", "email": " Joao@Example.COM ", "cpf": " 529.982.247-25 "}
    )
    assert (cliente.nome, cliente.email, cliente.cpf) == ("João", "joao@example.com", "52998224725")


@pytest.mark.parametrize("telefone", ["+55 (11) 98765-4321", "1132654321", "190"])
def test_telefone_takes_digits_and_their_punctuation(telefone: str) -> None:
    assert ClienteIn(nome="Ana", telefone=telefone).telefone == telefone


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nome", ""),
        ("nome", "   "),
        ("nome", "x" * 256),
        ("nome", "a\nb"),
        ("nome", None),
        ("email", "ana"),
        ("email", "ana@" + "x" * 250 + ".com"),
        ("telefone", "ligar à noite"),
        ("telefone", "1" * 21),
        ("telefone", ""),
        ("endereco", "x" * 1001),
        ("cpf", "111.111.111-11"),
        ("cpf", 52998224725),
        ("observacoes", "x" * 5001),
        ("apelido", "Jô"),
    ],
)
def test_cliente_with_a_bad_field_is_refused_there(field: str, value: object) -> None:
    assert refused_fields(ClienteIn, {"nome": "Ana"} | {field: value}) == {field}


@pytest.mark.parametrize("peso", [12.5, "12.5", "12.50", 0.01, 999.99])
def test_peso_takes_a_number_or_a_string(peso: object) -> None:
    assert AnimalIn.model_validate(ANIMAL | {"peso": peso}).peso is not None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("peso", 0),
        ("castrado", "sim"),
        ("microchip", "12345678901234"),
        ("microchip", "96300800012345a"),
        ("microchip", "٩٦٣٠٠٨٠٠٠١٢٣٤٥٦"),
        ("tags", ["x" * 31]),
        ("tags", [" "]),
        ("tags", ["a"] * 21),
        ("tags", "morde"),
        ("situacao", "vivo"),
        ("falecido_em", "1969-12-31"),
        ("peso", 1000),
        ("peso", "1.005"),
        ("peso", float("nan")),
        ("peso", "sNaN"),
        ("peso", True),
        ("idade", -1),
        ("idade", 101),
        ("idade", "3"),
        ("idade", 3.0),
        ("sexo", "m"),
        ("porte", "médio"),
        ("pelagem", "lisa"),
        ("raca", "x" * 101),
        ("cliente_id", 0),
        ("cliente_id", "1"),
        ("cliente_id", 2**63),
        ("nascimento", "1969-12-31"),
        ("nascimento", "31/05/2020"),
        ("nascimento", "2020-02-30"),
        ("nascimento", "2020-05-31T00:00:00"),
        ("nascimento", 0),
    ],
)
def test_animal_with_a_bad_field_is_refused_there(field: str, value: object) -> None:
    assert refused_fields(AnimalIn, ANIMAL | {field: value}) == {field}


def test_animal_is_trimmed_and_says_each_tag_once() -> None:
    said = {"microchip": " 963 008-000.123456 ", "tags": [" Morde ", "idoso", "morde"]}
    animal = AnimalIn.model_validate(ANIMAL | said)
    assert (animal.microchip, animal.tags) == ("963008000123456", ["Morde", "idoso"])


def test_nascimento_is_at_most_a_day_that_has_begun_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "utc_now", lambda: NOW)
    assert AnimalIn.model_validate(ANIMAL | {"nascimento": "2026-11-24"}).nascimento == date(2026, 11, 24)
    assert refused_fields(AnimalIn, ANIMAL | {"nascimento": "2026-11-25"}) == {"nascimento"}


@pytest.mark.parametrize(
    ("born", "died", "zone", "idade"),
    [
        (None, None, None, 9),
        (date(2020, 11, 24), None, None, 5),
        (date(2020, 11, 23), None, None, 6),
        (date(2020, 11, 24), None, "Pacific/Kiritimati", 6),
        (date(2020, 11, 23), None, "Pacific/Pago_Pago", 6),
        (date(2010, 11, 23), date(2020, 11, 22), None, 9),
        (date(2020, 11, 24), date(2020, 11, 23), None, 0),
    ],
)
def test_idade_is_counted_on_the_shops_day_or_the_last_one(
    monkeypatch: pytest.MonkeyPatch, born: date | None, died: date | None, zone: str | None, idade: int
) -> None:
    monkeypatch.setattr(settings, "utc_now", lambda: NOW)
    stored = dict.fromkeys(AnimalOut.model_fields) | ANIMAL
    stored |= {"id": 1, "version": 1, "created_at": NOW, "updated_at": NOW, "cliente_nome": "Ana"}
    stored |= {"tags": "[]", "situacao": "falecido" if died else "ativo", "zona": zone}
    row = stored | {"idade": 9, "nascimento": born, "falecido_em": died}
    assert AnimalOut.model_validate(row).idade == idade


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("preco", "-0.01"),
        ("preco", "0.001"),
        ("preco", "10000000000.00"),
        ("preco", "1e9999999"),
        ("preco", float("inf")),
        ("duracao", 0),
        ("duracao", 1441),
        ("duracao", timedelta(minutes=5)),
        ("ativo", "sim"),
        ("ativo", None),
    ],
)
def test_servico_with_a_bad_field_is_refused_there(field: str, value: object) -> None:
    assert refused_fields(ServicoIn, SERVICO | {field: value}) == {field}


@pytest.mark.parametrize(
    ("model", "required"),
    [
        (ClientePatch, {"nome", "telefones", "tags", "devedor"}),
        (AnimalPatch, {"nome", "cliente_id", "peso", "tags", "situacao"}),
        (ServicoPatch, {"nome", "preco", "duracao", "ativo", "precos", "componentes"}),
        (ProfissionalPatch, {"nome", "ativo", "servicos"}),
        (BloqueioPatch, {"inicio", "fim"}),
        (AgendamentoPatch, {"inicio", "itens", "profissional_id", "duracao", "encaixe"}),
    ],
)
def test_patch_with_null_clears_optional_fields_only(model: type[Any], required: set[str]) -> None:
    nulls = dict.fromkeys(set(model.model_fields) - {"version"})
    assert refused_fields(model, nulls | {"version": 1}) == required
    optional = {field: None for field in nulls if field not in required}
    assert model.model_validate(optional | {"version": 1}).changes() == optional


@pytest.mark.parametrize("version", [None, 0, "1", 1.0, True, 2**31])
def test_patch_needs_a_version_it_could_have_read(version: object) -> None:
    assert refused_fields(ClientePatch, {"version": version}) == {"version"}
    assert refused_fields(ClientePatch, {}) == {"version"}


def test_patch_changes_only_what_was_sent() -> None:
    assert ClientePatch(version=3).changes() == {}
    assert ClientePatch(version=3, nome="Bia").changes() == {"nome": "Bia"}
