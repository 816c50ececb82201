"""The refusals that routes declare in OpenAPI."""

from typing import Any

from libs.common.errors import Problem

Answers = dict[int | str, dict[str, Any]]

_NOT_FOUND: Answers = {404: {"model": Problem, "description": "There is no such record."}}

SHOP_ANSWERS: Answers = {
    401: {"model": Problem, "description": "No access token, or not a valid one."},
    403: {"model": Problem, "description": "The token is for another shop, or may not do this."},
}
READ_ANSWERS = _NOT_FOUND
CHANGE_ANSWERS = _NOT_FOUND | {409: {"model": Problem, "description": "Changed since it was read."}}
DELETE_ANSWERS = _NOT_FOUND | {409: {"model": Problem, "description": "Other records refer to it."}}
