"""Article -> mentions -> events: pure stages over reviewed vocabulary. The stages import no Dagster."""
