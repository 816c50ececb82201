"""What people and pets in Brazil are called, how often, and what a shop does for them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


def _each(names: str) -> Sequence[str]:
    return names.split()


FIRST = _each(
    "Ana Beatriz Bruno Camila Carlos Clara Daniel Davi Eduardo Fernanda Gabriel Helena Heitor Ícaro Isabela "
    "João Júlia Larissa Laura Letícia Lucas Luiz Manuela Márcia Marcos Mariana Mateus Miguel Natália Otávio "
    "Patrícia Paulo Pedro Rafael Raquel Renata Rodrigo Sofia Sônia Tiago Valentina Vanessa Vitória Wesley "
    "Yasmin Zilda"
)
LAST = _each(
    "Albuquerque Almeida Alves Antunes Araújo Barbosa Barreto Carvalho Conceição Costa Ferreira Figueiredo "
    "Gomes Guimarães Lima Lopes Martins Melo Menezes Moreira Nakamura Nascimento Nunes Oliveira Pereira Prado "
    "Ribeiro Rocha Sampaio Santos Silva Souza Teixeira Vasconcelos Vieira"
)
PETS = _each(
    "Thor Mel Luna Luke Bob Nina Theo Amora Simba Mia Pipoca Paçoca Cacau Fred Bidu Lola Max Belinha Zeca "
    "Pandora Bento Frida Jade Kiara Marley Nick Princesa Romeu Toby Zoe Chico Pretinha Feijão Tapioca"
)
STREETS = (
    "Rua das Acácias",
    "Rua Harmonia",
    "Avenida Pompeia",
    "Alameda Lorena",
    "Rua Girassol",
    "Travessa do Sol",
    "Rua do Bosque",
    "Avenida Angélica",
)
NOTES = (
    "Prefere mensagem a ligação.",
    "Busca sempre depois das 18h.",
    "Paga no fim do mês.",
    "Não gosta de perfume no pet.",
    "Chega atrasado quando chove.",
)
QUARTERS = ("Pompeia", "Vila Madalena", "Perdizes", "Pinheiros", "Santa Cecília", "Lapa")
TAGS = ("VIP", "Clube do banho", "Só manhãs", "Táxi dog", "Indicou amigos")
ASKED: Mapping[str, str] = {
    "marketing_email": "Podemos enviar novidades e promoções por e-mail?",
    "marketing_whatsapp": "Podemos enviar novidades e promoções por WhatsApp?",
    "foto": "Podemos publicar fotos do seu pet nas nossas redes?",
}
PURPOSES = tuple(ASKED)
CARE = (
    "Morde ao cortar as unhas.",
    "Medo de secador: toalha e paciência.",
    "Alérgico a xampu com perfume.",
    "Cardíaco: sem correria.",
    "Idoso, cuidado com o quadril.",
    "Briga com outros machos.",
)
# Breed, with its share, its porte and its pelagem (PetCenso 2025).
DOGS: Sequence[tuple[str, int, str, str]] = (
    ("SRD", 26, "medio", "curta"),
    ("Shih Tzu", 17, "pequeno", "longa"),
    ("Yorkshire", 6, "mini", "longa"),
    ("Spitz Alemão", 5, "mini", "dupla"),
    ("Lhasa Apso", 3, "pequeno", "longa"),
    ("Golden Retriever", 3, "grande", "dupla"),
    ("Pinscher", 3, "mini", "curta"),
    ("Dachshund", 2, "pequeno", "curta"),
    ("Pug", 2, "pequeno", "curta"),
    ("Maltês", 2, "mini", "longa"),
    ("Dogue Alemão", 1, "gigante", "curta"),
)
CATS: Sequence[tuple[str, int, str, str]] = (
    ("SRD", 86, "mini", "curta"),
    ("Siamês", 5, "mini", "curta"),
    ("Persa", 2, "pequeno", "longa"),
)
KILOS: Mapping[str, tuple[float, float]] = {
    "mini": (1.5, 5),
    "pequeno": (5, 10),
    "medio": (10, 25),
    "grande": (25, 45),
    "gigante": (45, 70),
}
# How much dearer and longer it gets with the animal's size, and with long or double hair.
BY_PORTE: Mapping[str, float] = {"mini": 0.8, "pequeno": 1.0, "medio": 1.3, "grande": 1.8, "gigante": 2.4}
BY_COAT: Mapping[str, float] = {"longa": 1.2, "dupla": 1.3}
# Name, price, minutes, type, how often it is booked. The first three are every shop's.
SERVICOS: Sequence[tuple[str, int, int, str, int]] = (
    ("Banho", 60, 60, "servico", 50),
    ("Tosa higiênica", 45, 45, "servico", 12),
    ("Banho e tosa", 95, 90, "servico", 24),
    ("Tosa na tesoura", 120, 90, "servico", 5),
    ("Tosa bebê", 110, 90, "servico", 4),
    ("Banho medicamentoso", 85, 60, "servico", 3),
    ("Remoção de subpelo", 70, 45, "servico", 2),
    ("Hidratação", 35, 15, "adicional", 0),
    ("Corte de unhas", 20, 15, "adicional", 0),
    ("Limpeza de ouvidos", 15, 15, "adicional", 0),
    ("Escovação de dentes", 18, 15, "adicional", 0),
)
ADD_ON_SHARE = 0.25
WEEK: dict[str, list[list[str]]] = {
    **{day: [["08:00", "12:00"], ["13:00", "18:00"]] for day in ("tue", "wed", "thu", "fri")},
    "sat": [["08:00", "17:00"]],
}
MONDAYS_TOO: dict[str, list[list[str]]] = WEEK | {"mon": [["08:00", "12:00"], ["13:00", "18:00"]]}
# Who works there, when, and whether they groom.
PEOPLE: Sequence[tuple[str, str, Mapping[str, list[list[str]]], bool]] = (
    ("Bia", "#4b7bec", MONDAYS_TOO, False),
    ("Caio", "#20bf6b", MONDAYS_TOO, True),
    ("Duda", "#fa8231", WEEK, False),
    ("Edu", "#a55eea", MONDAYS_TOO, True),
    ("Fê", "#eb3b5a", WEEK, True),
    ("Gil", "#2d98da", WEEK, False),
)
GROOMING = frozenset({"Tosa higiênica", "Banho e tosa", "Tosa na tesoura", "Tosa bebê"})


class Vaccine(NamedTuple):
    """As every shop's catalogue begins, by its number there."""

    id: int
    nome: str
    doses: int
    intervalo_dias: int | None
    reforco_dias: int


_RABIES = Vaccine(1, "Antirrábica", 1, None, 365)
DOGS_OBLIGATORY = (_RABIES, Vaccine(3, "V10", 3, 21, 365))
CATS_OBLIGATORY = (_RABIES, Vaccine(8, "V4", 3, 21, 365))
# How many have them.
TREATMENTS: Sequence[tuple[Vaccine, float]] = (
    (Vaccine(10, "Vermífugo", 2, 15, 180), 0.5),
    (Vaccine(11, "Antipulgas e carrapatos", 1, None, 30), 0.35),
)
MAKERS = ("Zoetis", "MSD", "Boehringer Ingelheim", "Virbac", "Elanco")
VETS = (("Dra. Lia Prado", "CRMV-SP 10001"), ("Dr. Ivo Rocha", "CRMV-SP 10002"))
