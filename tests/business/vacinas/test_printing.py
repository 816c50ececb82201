"""The card as PDF: what stands on it, and that no text of a shop's is more than text."""

import io
import json
from typing import Any

import pytest
from pypdf import PdfReader

from services.business.vacinas.printing import render
from services.business.vacinas.repository import MOST_PRINTED
from tests.business.shops import create
from tests.business.vacinas.clinic import Clinic, day
from tests.infra.sql import fetch
from tests.infra.system import System

BY_WORD = "registro informado pelo tutor, não é atestado"
HOSTILE = (
    '#panic("x") #read("/etc/passwd")',
    "$x^2$ `raw` *bold* _it_ <label> @ref",
    "\\ ] [ { } \" ' // not a comment /* nor this */",
    "= Title\n- item".replace("\n", " "),
    "שלום مرحبا",
    "𝔘𝔫𝔦 e\u0301 \ufffd 🐶🐱",
    "W" * 255,
    "a b " * 63,
)


def shown(answer_body: bytes) -> tuple[str, int]:
    """Its text as one line, and how many pages it has."""
    reader = PdfReader(io.BytesIO(answer_body))
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\u200b", "").split()), len(reader.pages)


def card(**fields: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "loja": "Pet",
        "estabelecimento": ["CNPJ: 1"],
        "emitida_em": "30/11/2026",
        "nome": "Rex",
    }
    told |= {"tutor": [("Tutor", "Ana")]}
    return told | {"animal": [("Animal", "Rex")], "aplicadas": [], "previstas": [], "cortada": False} | fields


def dose(text: str, *, atestada: bool = True) -> dict[str, Any]:
    days = dict.fromkeys(("aplicada_em", "prevista_para", "fabricacao", "validade"), "01/02/2026")
    texts = dict.fromkeys(("vacina", "lote", "fabricante", "local", "veterinario", "crmv", "dose"), text)
    return days | texts | {"atestada": atestada}


async def printed(clinic: Clinic) -> tuple[str, int]:
    answer = await clinic.shop.client.get(f"/api/v1/animais/{clinic.rex}/vacinas/carteira.pdf")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'inline; filename="carteira-{clinic.rex}.pdf"'
    assert answer.headers["cache-control"] == "private, no-store"
    return shown(answer.content)


async def test_card_says_what_is_asked_of_one(clinic: Clinic, system: System) -> None:
    await clinic.shop.client.patch(
        f"/api/v1/clientes/{clinic.cliente}",
        json={"version": 1, "cpf": "529.982.247-25", "endereco": "Rua das Acácias, 7"},
    )
    fields = {"lote": "A123", "fabricante": "Zoetis", "fabricacao": day(-100), "validade": day(300)}
    await clinic.give("V10", -30, **fields, local="Clínica Sol", veterinario="Dra. Lia", crmv="CRMV-SP 12345")
    query = (
        f"UPDATE {clinic.shop.schema}.api_animal SET microchip = '981000000000001', pelagem = 'media', sexo = 'F'"
    )
    await fetch(system.admin_url, query)
    text, pages = await printed(clinic)
    assert pages == 1
    year, month, on = day(-30).split("-")
    for said in (
        *(
            "Carteira de vacinação",
            f"Pet {clinic.shop.subdomain}",
            "Carla",
            "529.982.247-25",
            "Rua das Acácias, 7",
        ),
        *("Rex", "Cão", "Fêmea", "Média", "01/01/2020", "anos", "981000000000001", "V10", "1ª", "A123", "Zoetis"),
        *(f"{on}/{month}/{year}", "Clínica Sol", "Dra. Lia", "CRMV-SP 12345", "Assinatura", "CNPJ"),
    ):
        assert said in text, said
    assert BY_WORD not in text
    assert "Nenhuma dose prevista" not in text


@pytest.mark.parametrize(
    "fields",
    [{}, {"veterinario": "Lia"}, {"crmv": "1"}, {"veterinario": "Lia", "crmv": "1", "informada": True}],
)
async def test_dose_that_nobody_attests_says_so(clinic: Clinic, fields: dict[str, Any]) -> None:
    await clinic.give("V10", -1, **fields)
    assert BY_WORD in (await printed(clinic))[0]


async def test_empty_card_is_one_too_and_printing_is_told_to_the_audit(clinic: Clinic) -> None:
    text, pages = await printed(clinic)
    assert ("Nenhuma dose registrada" in text, pages) == (True, 1)
    told = (await clinic.shop.client.get("/api/v1/audit", params={"action": "dose.printed"})).json()["items"]
    assert [(entry["entity"], entry["entity_id"], entry["after"]) for entry in told] == [
        ("animal", str(clinic.rex), {"rows": 0})
    ]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str) -> None:
    body = render(
        card(
            loja=hostile,
            tutor=[("Tutor", hostile)],
            animal=[("Animal", hostile)],
            aplicadas=[dose(hostile), dose(hostile, atestada=False)],
            previstas=[dose(hostile)],
        )
    )
    text, pages = shown(body)
    assert pages >= 1
    if hostile.isascii():
        # Cells break long words; what is left is the same letters.
        assert text.replace(" ", "").count(hostile.replace(" ", "")) >= 3


async def test_the_shop_is_who_it_says_it_is_on_paper(clinic: Clinic) -> None:
    said = {"cnpj": "12.ABC.345/01DE-35", "crmv": "SP 12345", "responsible": "Dra. Beatriz"}
    answer = await clinic.shop.client.put(
        "/api/v1/tenant/configurations/establishment", json={"config_value": json.dumps(said)}
    )
    assert answer.status_code == 200, answer.text
    assert json.loads(answer.json()["config_value"])["cnpj"] == "12ABC34501DE35"
    text, _ = await printed(clinic)
    for each in ("CNPJ: 12.ABC.345/01DE-35", "SP 12345", "Responsável técnico: Dra. Beatriz"):
        assert each in text
    wrong = await clinic.shop.client.put(
        "/api/v1/tenant/configurations/establishment", json={"config_value": '{"cnpj": "12.ABC.345/01DE-36"}'}
    )
    assert wrong.status_code == 422


async def test_hostile_names_are_printed_through_the_api(clinic: Clinic) -> None:
    evil = '#panic("x") $ \\ " ] 🐶 שלום'.ljust(255, "W")
    client = clinic.shop.client
    await client.patch(f"/api/v1/animais/{clinic.rex}", json={"version": 1, "nome": evil, "raca": evil[:100]})
    await client.patch(f"/api/v1/clientes/{clinic.cliente}", json={"version": 1, "nome": evil, "endereco": evil})
    vacina = (await create(clinic.shop, "vacinas", nome=evil))["id"]
    await clinic.dose(
        vacina, aplicada_em=day(-1), local=evil, veterinario=evil, fabricante=evil[:100], lote="W" * 40
    )
    text, _ = await printed(clinic)
    assert text.count('#panic("x")') >= 6


def test_long_history_has_many_pages_with_a_head_on_each() -> None:
    text, pages = shown(render(card(aplicadas=[dose(f"V{n}") for n in range(200)])))
    assert pages > 5
    assert text.count("Aplicada em") == pages - 1 or text.count("Aplicada em") == pages
    assert f"página {pages} de {pages}" in text
    assert "V199" in text


async def test_longest_history_is_cut_to_the_latest_and_says_so(clinic: Clinic, system: System) -> None:
    plant = (
        f"INSERT INTO {clinic.shop.schema}.api_dose (animal_id, vacina_id, dose, aplicada_em, lote)"
        f" SELECT {clinic.rex}, 1, n, current_date - 400 + n, 'L' || n || 'x' FROM generate_series($1::int, $2) n"
    )
    await fetch(system.admin_url, plant, 1, MOST_PRINTED)
    text, pages = await printed(clinic)
    assert ("Só as mais recentes" in text, "L1x" in text, pages > 5) == (False, True, True)
    await fetch(system.admin_url, plant, MOST_PRINTED + 1, MOST_PRINTED + 1)
    text, _ = await printed(clinic)
    assert ("Só as mais recentes" in text, "L1x" in text, f"L{MOST_PRINTED + 1}x" in text) == (True, False, True)


async def test_address_in_parts_is_one_line(clinic: Clinic, system: System) -> None:
    postal = '{"logradouro": "Rua \\"A\\"", "numero": 7, "cidade": "Natal", "uf": "RN", "complemento": null}'
    await fetch(system.admin_url, f"UPDATE {clinic.shop.schema}.api_cliente SET endereco_postal = '{postal}'")
    assert 'Rua "A", 7, Natal, RN' in (await printed(clinic))[0]
