"""PostgreSQL, RabbitMQ and nginx as plain processes, for `make up` and for the tests alike."""
