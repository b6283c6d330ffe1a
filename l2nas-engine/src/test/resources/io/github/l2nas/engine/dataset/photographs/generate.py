"""Makes the files of this folder. Needs Pillow, NumPy and the pictures that scikit-image ships; the folder with these is the argument."""
import math
import pathlib
import sys

import numpy
from PIL import Image

pictures = pathlib.Path(sys.argv[1])
here = pathlib.Path(__file__).parent


def validated(name, size):
    """What torchvision's Resize(ceil(size / 0.875)) and CenterCrop(size) make of a file, with Pillow."""
    image = Image.open(here / name).convert("RGB")
    shorter = math.ceil(size / 0.875)
    width, height = image.size
    if width <= height:
        resized = (shorter, int(shorter * height / width))
    else:
        resized = (int(shorter * width / height), shorter)
    image = image.resize(resized, Image.BILINEAR)
    left = int(round((resized[0] - size) / 2.0))
    top = int(round((resized[1] - size) / 2.0))
    image.crop((left, top, left + size, top + size)).save(here / (pathlib.Path(name).stem + f"-{size}.png"), optimize=True)


cat = Image.open(pictures / "chelsea.png").convert("RGB")
cat.save(here / "cat.jpg", quality=85)
Image.open(pictures / "astronaut.png").convert("RGB").crop((40, 0, 373, 448)).save(here / "astronaut.jpg", quality=85)

small = cat.crop((100, 20, 340, 200)).resize((120, 90), Image.LANCZOS)
small.convert("L").save(here / "grey.jpg", quality=90)
small.convert("CMYK").save(here / "cmyk.jpg", quality=90)

# Luminance, colour differences and black as Photoshop stores them: a four-channel file whose Adobe marker says transform 2.
ink = numpy.asarray(small.convert("CMYK")).astype(float)
ink[..., 3] = numpy.linspace(0, 120, ink.shape[1])
c, m, y = ink[..., 0], ink[..., 1], ink[..., 2]
luminance = 0.299 * c + 0.587 * m + 0.114 * y
stored = numpy.stack(
    [luminance, 128 + 0.564 * (y - luminance), 128 + 0.713 * (c - luminance), 255 - ink[..., 3]], axis=-1
)
stored = numpy.clip(numpy.round(stored), 0, 255).astype(numpy.uint8)
Image.fromarray(255 - stored, "CMYK").save(here / "ycck.jpg", quality=95)
content = bytearray((here / "ycck.jpg").read_bytes())
content[content.index(b"Adobe") + 11] = 2
(here / "ycck.jpg").write_bytes(content)

for name in ("cat.jpg", "astronaut.jpg"):
    validated(name, 128)
for name in ("grey.jpg", "cmyk.jpg", "ycck.jpg"):
    validated(name, 48)
