"""The peer's one view set: what DRF gives for a model."""

from django.db.models import CharField, Func, Value
from rest_framework import serializers, viewsets

from shop.models import Cliente


class ClienteSerializer(serializers.ModelSerializer):
    class Meta:
        model = Cliente
        fields = "__all__"


class ClienteViewSet(viewsets.ModelViewSet):
    queryset = Cliente.objects.all()
    serializer_class = ClienteSerializer

    def get_queryset(self):
        found = super().get_queryset()
        wanted = self.request.query_params.get("q")
        if wanted:
            folded = Func("nome", function="public.fold", output_field=CharField())
            asked = Func(Value(wanted), function="public.fold", output_field=CharField())
            found = found.annotate(busca=folded).filter(busca__contains=asked)
        return found
