"""How many shops a machine carries: predicted from measured costs, and checked by a scaled-down replay."""
