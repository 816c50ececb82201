"""Every interleaving of one sign-up, explored against a model of its participants."""
