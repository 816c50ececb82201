"""The requests that bad input is tried on: one valid body each, and the fields it is spoilt in."""

from tests.e2e.hostile import Target
from tests.infra.shops import signup_body

CLIENTE = {"nome": "Ana", "email": "ana@example.com", "telefone": "11 99999-0000", "cpf": "529.982.247-25"}
ANIMAL = {"nome": "Rex", "cliente_id": 1, "peso": "4.20", "idade": 3, "nascimento": "2020-05-31", "sexo": "M"}
SERVICO = {"nome": "Banho", "preco": "60.00", "duracao": 60, "ativo": True}
TARGETS = {
    "sign-up": Target(
        "tenant",
        "POST",
        "/api/v1/tenants",
        signup_body(plan_type="basic"),
        (
            "company_name",
            "subdomain",
            "plan_type",
            "admin",
            "admin.email",
            "admin.password",
            "admin.first_name",
            "admin.last_name",
        ),
        public=True,
    ),
    "login": Target(
        "auth",
        "POST",
        "/api/v1/auth/login",
        {"email": "nobody@example.com", "password": "x" * 12},
        ("email", "password", "otp"),
        public=True,
    ),
    "hand-off": Target("auth", "POST", "/api/v1/auth/handoff/exchange", {"code": "x"}, ("code",), public=True),
    "second factor": Target("auth", "POST", "/api/v1/auth/mfa/totp/enable", {"code": "123456"}, ("code",)),
    "clientes": Target("business", "POST", "/api/v1/clientes", CLIENTE, tuple(CLIENTE)),
    "animais": Target("business", "POST", "/api/v1/animais", ANIMAL, tuple(ANIMAL)),
    "servicos": Target("business", "POST", "/api/v1/servicos", SERVICO, tuple(SERVICO)),
    "cliente": Target("business", "PATCH", "/api/v1/clientes/1", {"version": 1} | CLIENTE, ("version", *CLIENTE)),
    "animal": Target("business", "PATCH", "/api/v1/animais/1", {"version": 1} | ANIMAL, ("version", *ANIMAL)),
    "servico": Target("business", "PATCH", "/api/v1/servicos/1", {"version": 1} | SERVICO, ("version", *SERVICO)),
    "tenant": Target("tenant", "PATCH", "/api/v1/tenant", {"version": 1, "name": "Pet"}, ("version", "name")),
    "configuration": Target(
        "tenant",
        "PUT",
        "/api/v1/tenant/configurations/timezone",
        {"config_value": "America/Sao_Paulo"},
        ("config_value",),
    ),
}
