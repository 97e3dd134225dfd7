"""PDFs drawn for the tests."""

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

WIDTH, HEIGHT = A4


class Sheet:
    """Draws pages line by line; `y` runs down from the top, in points."""

    def __init__(self, password="", title=""):
        self._buffer = BytesIO()
        lock = StandardEncryption(password) if password else None
        self._canvas = canvas.Canvas(self._buffer, pagesize=A4, encrypt=lock, invariant=1)
        if title:
            self._canvas.setTitle(title)

    def line(self, text, x=72, y=100, size=10, bold=False, right=False):
        self._canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        draw = self._canvas.drawRightString if right else self._canvas.drawString
        draw(x, HEIGHT - y, text)
        return self

    def lines(self, texts, x=72, y=100, step=13, **style):
        for i, text in enumerate(texts):
            self.line(text, x, y + i * step, **style)
        return self

    def ink(self, colour="black", mode=0):
        """Draw what follows in a colour; text mode 3 (ISO 32000-1, 9.3.6) has no ink at all."""
        self._canvas.setFillColor(colour)
        self._canvas._code.append(f"{mode} Tr")
        return self

    def box(self, x, y, width, height, colour):
        self._canvas.setFillColor(colour)
        self._canvas.rect(x, HEIGHT - y, width, height, stroke=0, fill=1)
        return self

    def page(self):
        self._canvas.showPage()
        return self

    def bytes(self):
        self._canvas.save()
        return self._buffer.getvalue()
