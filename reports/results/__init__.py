"""What the results page shows: report in, plain values out, so that templates only place them."""
