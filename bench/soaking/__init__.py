"""What ``bench.soak`` is made of: faulty servers, rounds with sudden deaths, the final account."""
