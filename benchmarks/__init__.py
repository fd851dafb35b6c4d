"""How fast Octavo is, as ratios: `./invoke bench`. What is measured is real: commands run whole, on briefs that are
variations of the demonstration brief."""
