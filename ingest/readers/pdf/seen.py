"""Which characters of a page can be seen on it."""

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL.Image import Image

_TINY = 2.0
"""Points; print smaller than this is not to be read."""
_LIGHT = 231
"""Of 255: where all colours of a letter are at least this, paper may swallow it."""
_CONTRAST = 24
"""Steps of grey, of 255, between the lightest and the darkest spot of what can be read."""


class Seen:
    """Tells by a picture of the page whether print that is light or has no ink can be seen.

    Invisible print over the picture of a scan counts as seen, since the scan shows its words;
    white print does where what lies under it is dark.
    """

    def __init__(self, page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> None:
        self._page = page
        self._text = text
        self._width, self._height = page.get_size()
        self._drawn: Image | None = None

    def shows(self, index: int, box: tuple[float, float, float, float]) -> bool:
        """Whether character `index` can be seen; its box is in points from the page's top left."""
        x0, y0, x1, y1 = box
        on_page = x1 > 0 and x0 < self._width and y1 > 0 and y0 < self._height
        # The larger side: letters of turned lines are low, some fonts tell no height.
        if not on_page or max(x1 - x0, y1 - y0) < _TINY:
            return False
        return not self._is_faint(index) or self._contrast(box) >= _CONTRAST

    def _is_faint(self, index: int) -> bool:
        drawn = raw.FPDFText_GetTextObject(self._text, index)
        if drawn and raw.FPDFTextObj_GetTextRenderMode(drawn) in (
            raw.FPDF_TEXTRENDERMODE_INVISIBLE,
            raw.FPDF_TEXTRENDERMODE_CLIP,
        ):
            return True
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not raw.FPDFText_GetFillColor(self._text, index, red, green, blue, alpha):
            return False
        return min(red.value, green.value, blue.value) >= _LIGHT or alpha.value <= 255 - _LIGHT

    def _contrast(self, box: tuple[float, float, float, float]) -> int:
        if self._drawn is None:
            self._drawn = self._page.render(scale=1, grayscale=True).to_pil().convert("L")
        x0, y0, x1, y1 = box
        place = (int(x0), int(y0), max(int(x1) + 1, int(x0) + 1), max(int(y1) + 1, int(y0) + 1))
        darkest, lightest = self._drawn.crop(place).getextrema()
        return int(lightest) - int(darkest)  # type: ignore[arg-type]
