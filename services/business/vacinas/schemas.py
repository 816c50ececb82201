"""HTTP in and out of the vaccines and their doses."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from libs.common.types import Line, Name, RequestModel, ResponseModel, RowId, ShortName
from services.business.schemas import Day, Notes, Patch, from_json, unset
from services.business.vacinas.protocol import MOST, Situacao
from services.business.vacinas.species import ESPECIES, Especie

TipoVacina = Literal["vacina", "vermifugo", "antiparasitario", "medicacao"]
Dias = Annotated[int, Field(ge=1, le=3650, strict=True, description="Days.")]
Doses = Annotated[int, Field(ge=1, le=10, strict=True, description="Of the first series.")]
IdadeMinima = Annotated[int, Field(ge=0, le=3650, strict=True, description="Days from birth.")]
Flag = Annotated[bool, Field(strict=True)]
Grupo = Annotated[Line, Field(min_length=1, max_length=40, description="Any vaccine of a group stands for it.")]
Numero = Annotated[int, Field(ge=1, le=MOST, strict=True, description="Which one; boosters count on.")]
Lote = Annotated[Line, Field(min_length=1, max_length=40)]
Crmv = Annotated[Line, Field(min_length=1, max_length=20, examples=["CRMV-SP 12345"])]


def _each_once(codes: list[Especie]) -> list[Especie]:
    return [code for code in ESPECIES if code in codes]


Especies = Annotated[
    list[Especie],
    Field(max_length=len(ESPECIES), description="For whom it is; none: for all."),
    AfterValidator(_each_once),
]


class VacinaIn(RequestModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"nome": "V10", "especies": ["cao"], "doses": 3, "intervalo_dias": 21, "reforco_dias": 365}
            ]
        }
    )

    nome: Name
    tipo: TipoVacina = "vacina"
    grupo: Grupo | None = None
    especies: Especies = Field(default=[])
    doses: Doses = 1
    intervalo_dias: Annotated[Dias | None, Field(description="Between doses; more than one need it.")] = None
    reforco_dias: Annotated[Dias | None, Field(description="After the last one, again and again.")] = None
    idade_minima_dias: IdadeMinima | None = None
    obrigatoria: Flag = False
    ativo: Flag = True


class VacinaPatch(Patch):
    nome: Name = Field(default_factory=unset)
    tipo: TipoVacina = Field(default_factory=unset)
    grupo: Grupo | None = None
    especies: Especies = Field(default_factory=unset)
    doses: Doses = Field(default_factory=unset)
    intervalo_dias: Dias | None = None
    reforco_dias: Dias | None = None
    idade_minima_dias: IdadeMinima | None = None
    obrigatoria: Flag = Field(default_factory=unset)
    ativo: Flag = Field(default_factory=unset)


class ProtocoloOut(ResponseModel):
    """What is said of a vaccine, wherever it stands."""

    nome: str
    tipo: TipoVacina
    grupo: str | None
    doses: int
    intervalo_dias: int | None
    reforco_dias: int | None
    idade_minima_dias: int | None
    obrigatoria: bool
    ativo: bool


class VacinaOut(ProtocoloOut):
    id: int
    especies: Annotated[list[Especie], BeforeValidator(from_json)]
    created_at: datetime
    updated_at: datetime
    version: int


class DoseIn(RequestModel):
    """`aplicada_em` says that it was given, `prevista_para` that it is to come: one of the two."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "vacina_id": 3,
                    "aplicada_em": "2026-11-30",
                    "lote": "A123",
                    "fabricante": "Zoetis",
                    "validade": "2027-10-31",
                    "veterinario": "Dra. Lia Prado",
                    "crmv": "CRMV-SP 12345",
                }
            ]
        }
    )

    vacina_id: RowId
    aplicada_em: Day | None = None
    prevista_para: Day | None = None
    dose: Numero | None = None
    lote: Lote | None = None
    fabricante: ShortName | None = None
    fabricacao: Day | None = None
    validade: Day | None = None
    local: Name | None = None
    veterinario: Name | None = None
    crmv: Crmv | None = None
    informada: Annotated[Flag, Field(description="By the tutor's word: nobody here gave it.")] = False
    observacoes: Notes | None = None

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if (self.aplicada_em is None) == (self.prevista_para is None):
            raise PydanticCustomError("dose_date", "Send `aplicada_em` or `prevista_para`, one of them.")
        return self


class DosePatch(Patch):
    """`aplicada_em` of a dose that was to come says that it was given."""

    aplicada_em: Day = Field(default_factory=unset)
    prevista_para: Day = Field(default_factory=unset, description="Only of a dose that is to come.")
    dose: Numero = Field(default_factory=unset)
    lote: Lote | None = None
    fabricante: ShortName | None = None
    fabricacao: Day | None = None
    validade: Day | None = None
    local: Name | None = None
    veterinario: Name | None = None
    crmv: Crmv | None = None
    informada: Flag = Field(default_factory=unset)
    observacoes: Notes | None = None


class DoseOut(ResponseModel):
    id: int
    animal_id: int
    vacina_id: int
    dose: int
    prevista_para: date | None
    aplicada_em: date | None
    lote: str | None
    fabricante: str | None
    fabricacao: date | None
    validade: date | None
    local: str | None
    veterinario: str | None
    crmv: str | None
    informada: bool
    observacoes: str | None
    usuario_id: UUID | None
    created_at: datetime
    updated_at: datetime
    version: int


class VacinaDoAnimal(ProtocoloOut):
    """One vaccine on a card."""

    vacina_id: int
    situacao: Situacao
    prevista_para: date | None = Field(description="When the next dose is due.")
    prevista: DoseOut | None = Field(description="The dose that is to come.")
    aplicadas: list[DoseOut] = Field(description="Those given, the first one first.")


class CarteiraOut(ResponseModel):
    """What an animal had and will have: of vaccines for its species, and of others that it had."""

    animal_id: int
    animal: str
    especie: str | None
    especie_codigo: Especie | None
    hoje: date = Field(description="The shop's calendar day, by which this is told.")
    vacinas: list[VacinaDoAnimal]


class PendenteOut(ResponseModel):
    """A dose that is to come, and whom to tell."""

    id: int
    animal_id: int
    animal: str
    especie: str | None
    cliente_id: int
    cliente: str
    telefone: str | None
    telefone_e164: str | None = Field(description="The same number as machines call it, where it is one.")
    vacina_id: int
    vacina: str
    tipo: TipoVacina
    obrigatoria: bool
    dose: int
    prevista_para: date
    atrasada: bool
