"""The shop's tables with the columns that the product's answers show."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models


class Record(models.Model):
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.IntegerField(default=1)

    class Meta:
        abstract = True


class Cliente(Record):
    nome = models.CharField(max_length=255)
    email = models.CharField(max_length=255, null=True, blank=True)
    telefone = models.CharField(max_length=20, null=True, blank=True)
    endereco = models.TextField(null=True, blank=True)
    cpf = models.CharField(max_length=11, null=True, blank=True, unique=True)
    observacoes = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "api_cliente"
        ordering = ("nome", "id")
        indexes = (
            models.Index(fields=["nome", "id"], name="ix_cliente_nome_id"),
            # So that the search is as well served as the product's.
            GinIndex(
                OpClass(models.Func("nome", function="public.fold"), name="public.gin_trgm_ops"),
                name="ix_cliente_busca",
            ),
        )


class Animal(Record):
    nome = models.CharField(max_length=255)
    especie = models.CharField(max_length=100, null=True, blank=True)
    raca = models.CharField(max_length=100, null=True, blank=True)
    peso = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    idade = models.IntegerField(null=True, blank=True)
    cliente = models.ForeignKey(Cliente, on_delete=models.PROTECT)
    nascimento = models.DateField(null=True, blank=True)
    sexo = models.CharField(max_length=1, null=True, blank=True)
    porte = models.CharField(max_length=20, null=True, blank=True)
    pelagem = models.CharField(max_length=20, null=True, blank=True)
    observacoes = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "api_animal"
        ordering = ("nome", "id")
        indexes = (models.Index(fields=["nome", "id"], name="ix_animal_nome_id"),)


class Servico(Record):
    nome = models.CharField(max_length=255)
    preco = models.DecimalField(max_digits=12, decimal_places=2)
    duracao = models.IntegerField()
    ativo = models.BooleanField(default=True)

    class Meta:
        db_table = "api_servico"
        ordering = ("nome", "id")
        indexes = (models.Index(fields=["nome", "id"], name="ix_servico_nome_id"),)
