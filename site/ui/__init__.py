"""Components, forms, charts, PDF and QR: everything that draws."""
