"""How well tables of PDFs are read: reports as offices print them, drawn from a seed in many shapes, beside pdfplumber."""
