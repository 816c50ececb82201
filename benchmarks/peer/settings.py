"""The peer's settings; everything that differs between runs comes by the environment."""

import os
from datetime import timedelta

LEAN = os.environ.get("PEER_VARIANT", "shipped") == "lean"

SECRET_KEY = os.environ["PEER_SECRET"]
ALLOWED_HOSTS = ["*"]
DATABASES = {
    "default": {
        "ENGINE": "django_tenants.postgresql_backend",
        "NAME": os.environ["PEER_DATABASE"],
        "USER": os.environ["PEER_USER"],
        "PASSWORD": os.environ["PEER_PASSWORD"],
        "HOST": "127.0.0.1",
        "PORT": os.environ["PEER_PORT"],
        "CONN_MAX_AGE": None,
    }
}
DATABASE_ROUTERS = ("django_tenants.routers.TenantSyncRouter",)
SHARED_APPS = [
    "django_tenants",
    "customers",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "rest_framework",
]
TENANT_APPS = ["shop"]
INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS]
TENANT_MODEL = "customers.Client"
TENANT_DOMAIN_MODEL = "customers.Domain"
# `SET search_path` only where the shop changes.
TENANT_LIMIT_SET_CALLS = True
MIDDLEWARE = ["django_tenants.middleware.main.TenantMainMiddleware", "django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "urls"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING_CONFIG = None
_AUTHENTICATION = "JWTStatelessUserAuthentication" if LEAN else "JWTAuthentication"
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [f"rest_framework_simplejwt.authentication.{_AUTHENTICATION}"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "pages.ByName" if LEAN else "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 20,
}
SIMPLE_JWT = {"ACCESS_TOKEN_LIFETIME": timedelta(days=2), "UPDATE_LAST_LOGIN": False}
