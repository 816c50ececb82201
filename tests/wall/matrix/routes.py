"""The routes as the services' OpenAPI documents list them, and what a request to each can name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any

from deploy.gateway.openapi_merge import SCHEMA_REF
from deploy.openapi import service_documents
from libs.common.clock import utc_now

Schema = dict[str, Any]

# Strings that a schema does not explain well enough to make one up.
WORDS = {"email": "somebody@example.com", "password": "correct horse battery", "config_value": "America/Recife"}
# Days in a query: the first and the last one looked at, or the one.
_TODAY = utc_now().date()
DAYS = {"de": _TODAY, "ate": _TODAY + timedelta(days=4), "data": _TODAY + timedelta(days=2)}
# Queries that find by more than an id; a parameter that ends in `_id` counts without being listed.
SEARCHES = frozenset({"q", "tenant", "target", "actor", "id", "nome"})
# Routes that say nothing by which a shop is known.
SHOW_NOTHING = frozenset(
    {
        "GET /api/v1/agenda/contagem",
        "GET /api/v1/auth/mfa",
        "GET /api/v1/dias-fechados",
        "GET /api/v1/agenda/horarios",
        "GET /api/v1/animais/{animal_id}/fotos/{foto_id}/{tamanho}",
        # Without a question it has no answer.
        "GET /api/v1/clientes/duplicados",
        # Its text is compressed; that it bears the shop's name is tested beside it.
        "GET /api/v1/animais/{animal_id}/vacinas/carteira.pdf",
    }
)


@dataclass(frozen=True, slots=True)
class Route:
    """One operation of one service."""

    service: str
    method: str
    path: str
    operation: Schema = field(repr=False)
    schemas: Mapping[str, Schema] = field(repr=False)

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def is_public(self) -> bool:
        return self.operation.get("security") == []

    @property
    def is_platform(self) -> bool:
        return bool(self.operation.get("x-platform"))

    @property
    def is_of_an_account(self) -> bool:
        """Whether it serves whoever is signed in, operators as well."""
        return self.path.startswith("/api/v1/auth/")

    @property
    def is_stream(self) -> bool:
        answers = self.operation["responses"].values()
        return any("text/event-stream" in answer.get("content", {}) for answer in answers)

    @property
    def takes_files(self) -> bool:
        return "x-takes-files" in self.operation

    def parameters(self, place: str) -> dict[str, Schema]:
        """Of the path or the query, by name."""
        listed = self.operation.get("parameters", ())
        return {each["name"]: each for each in listed if each["in"] == place}

    def queries(self) -> set[str]:
        """Query parameters that can name a row."""
        return {name for name in self.parameters("query") if name in SEARCHES or name.endswith("_id")}

    def demands(self) -> dict[str, str]:
        """Days that the query has to say, around those on which estates have bookings."""
        asked = {name for name, each in self.parameters("query").items() if each.get("required")} - self.queries()
        return {name: str(DAYS[name]) for name in asked}

    @property
    def body(self) -> Schema | None:
        content = self.operation.get("requestBody", {}).get("content", {})
        schema: Schema | None = content.get("application/json", {}).get("schema")
        return schema

    def ids_of_body(self) -> set[str]:
        """Names of the body's properties that can name a row, however deep."""
        return set() if self.body is None else set(self._ids(self.body))

    def build_body(self, ids: Mapping[str, Any]) -> Any:
        """A body with what the schema demands and with every id that it takes."""
        return None if self.body is None else self._value("", self.body, ids)

    def _resolved(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            schema = self.schemas[schema["$ref"].removeprefix(SCHEMA_REF)]
        choices: list[Schema] = schema.get("anyOf") or schema.get("oneOf") or []
        for choice in choices:
            if choice.get("type") != "null":
                return self._resolved(choice)
        return schema

    def _ids(self, schema: Schema) -> Iterator[str]:
        schema = self._resolved(schema)
        for name, inner in schema.get("properties", {}).items():
            if _is_id(name, self._item(inner)):
                yield name
            yield from self._ids(self._item(inner))

    def _item(self, schema: Schema) -> Schema:
        resolved = self._resolved(schema)
        return self._resolved(resolved["items"]) if "items" in resolved else resolved

    def _value(self, name: str, schema: Schema, ids: Mapping[str, Any]) -> Any:
        schema = self._resolved(schema)
        kind = schema.get("type")
        if kind == "array":
            return [self._value(name, schema.get("items", {}), ids)] * max(1, schema.get("minItems", 1))
        if _is_id(name, schema):
            return ids[name]
        if kind == "object":
            return self._object(schema, ids)
        if "enum" in schema or "const" in schema:
            return schema.get("const", schema.get("enum", [None])[0])
        if kind in ("integer", "number"):
            return max(1, int(schema.get("minimum", 1)))
        if kind == "boolean":
            return True
        return WORDS.get(name) or schema.get("default") or "x" * max(3, schema.get("minLength", 0))

    def _object(self, schema: Schema, ids: Mapping[str, Any]) -> dict[str, Any]:
        wanted = set(schema.get("required", ()))
        properties: dict[str, Schema] = schema.get("properties", {})
        named = {name for name, inner in properties.items() if _is_id(name, self._item(inner))}
        # What names rows further down: where nothing does here, for the two may exclude each other.
        wanted |= named or {name for name, inner in properties.items() if any(self._ids(self._item(inner)))}
        return {name: self._value(name, properties[name], ids) for name in properties if name in wanted}


def _is_id(name: str, schema: Schema) -> bool:
    return name.endswith(("_id", "_ids")) or schema.get("format") == "uuid"


@cache
def private_routes() -> list[Route]:
    """Every route that asks for a token."""
    found = [
        Route(service, method.upper(), path, operation, document.get("components", {}).get("schemas", {}))
        for service, document in service_documents().items()
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    return [route for route in found if not route.is_public]
