"""The demo shop: its goods in `catalogue.csv` and the script that draws their pictures."""
