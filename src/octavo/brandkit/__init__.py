"""How a brand begins and travels: from another one, from a brand.yml, from design tokens and to them."""
