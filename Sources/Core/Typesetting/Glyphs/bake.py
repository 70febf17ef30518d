#!/usr/bin/env python3
"""Bakes the glyphs that adviz draws with into one Swift file.

    python3 bake.py /usr/share/texmf/fonts /usr/share/fonts/truetype/cmu > LatinModern.swift

The first folder is laid out as Debian's packages fonts-lmodern (outlines) and lmodern (the TFM files, of which only
the italic corrections and the shift of subscripts are taken, and the signs of TeX's small sizes) have it; the second is
that of fonts-cmu, from which the Cyrillic letters are. Needs fontTools. The same fonts give the same bytes.
"""

import math
import struct
import sys
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.transformPen import TransformPen
from fontTools.t1Lib import T1Font
from fontTools.ttLib import TTFont

FOLDER = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/texmf/fonts")
CMU = Path(sys.argv[2] if len(sys.argv) > 2 else "/usr/share/fonts/truetype/cmu")

# The alphabets, by the numbers that Alphabet.swift gives them.
ROMAN, MATH_ITALIC, TEXT_ITALIC, SANS, SIZES, PARTS, ACCENTS = range(7)

ASCII = [chr(c) for c in range(0x20, 0x7F)]
LETTERS = [c for c in ASCII if c.isalpha()]
# Western and middle European letters and signs, without the soft hyphen and the raised digits, which are set
# as digits.
LATIN = [chr(c) for c in range(0xA1, 0x180) if c != 0xAD and chr(c) not in "¹²³"]
VIETNAMESE = list("ƠơƯư") + [chr(c) for c in range(0x1EA0, 0x1EFA)]
CYRILLIC = [chr(c) for c in range(0x400, 0x460)] + list("ҐґҒғҖҗҚқҢңҮүҰұҲҳҶҷҺһӘәӢӣӨөӮӯ")
LIGATURES = list("ﬀﬁﬂﬃﬄ")
MARKS = list("–—‘’“”…•")
SYMBOLS = list("′″−∓∗≠≤≥⇒→←↑↓↦∞∑∏√∫⊙⊕⊗∈∥‖⋯⋮⋱∇∘⊤∂⋅∅≈∝ℓ")
GREEK_UPPER = [chr(c) for c in range(0x391, 0x3AA) if c != 0x3A2]
GREEK_LOWER = [chr(c) for c in range(0x3B1, 0x3CA)]
GREEK_VARIANTS = list("ϵϑϰϕϱϖ")
GREEK = GREEK_UPPER + GREEK_LOWER + GREEK_VARIANTS

# TeX's own series of delimiter sizes, 1.2, 1.8, 2.4 and 3 ems; the font's sizes between them are left out.
DELIMITERS = {c: (2, 4, 6, 7) for c in "()[]{}"} | {c: tuple(range(1, 8)) for c in "|‖"} | {"√": (1, 2, 3, 4)}
OPERATORS = "∑∏∫"
# Hat, tilde, bar, dot and arrow above a letter.
ACCENT_MARKS = "\u0302\u0303\u0304\u0307\u20D7"

# The advance of tall bars in TeX's fonts; the math font leaves them less air.
BARS = {"|": 333, "‖": 556}

# The signs that TeX takes from its symbol and letter fonts at small sizes, by their names there.
SMALL_SYMBOLS = dict(
    zip(
        "′−×·÷±∓∗≤≥⇒→←↑↓↦∞⊙⊕⊗∈∥‖∇∘⊤⋅∅∝|",
        "prime minus multiply periodcentered divide plusminus minusplus asteriskmath lessequal greaterequal"
        " arrowdblright arrowright arrowleft arrowup arrowdown mapsto infinity circledot circleplus"
        " circlemultiply element bardbl bardbl nabla openbullet latticetop periodcentered emptyset"
        " proportional bar".split(),
        strict=True,
    )
)
SMALL_SIGNS = {"<": "less", ">": "greater", "/": "slash"}

# Where the letters stand in TeX's encoding of mathematical italics.
OML = dict(zip("ΓΔΘΛΞΠΣΥΦΨΩαβγδϵζηθικλμνξπρστυϕχψωεϑϖϱςφ", range(0x28))) | {"∂": 0x40, "ı": 0x7B, "ȷ": 0x7C}
# And the ligatures in that of text.
OT1 = dict(zip(LIGATURES, range(0x0B, 0x10)))


class Font:
    """A font with what is asked of it: characters, outlines, measures, kerning."""

    def __init__(self, path):
        self.name = Path(path).name
        self.font = TTFont(FOLDER / "opentype/public" / path)
        assert self.font["head"].unitsPerEm == 1000
        self.cmap = self.font.getBestCmap()
        self.glyphs = self.font.getGlyphSet()

    def __contains__(self, character):
        return ord(character) in self.cmap

    def glyph(self, character):
        return self.cmap[ord(character)]

    def kerning(self, characters):
        """The kerning pairs (left, right) -> units among some characters."""
        names = {self.glyph(c): c for c in characters if c in self}
        table = self.font["GPOS"].table
        lookups = {
            index
            for record in table.FeatureList.FeatureRecord
            if record.FeatureTag == "kern"
            for index in record.Feature.LookupListIndex
        }
        pairs = {}
        for lookup in sorted(lookups):
            for subtable in table.LookupList.Lookup[lookup].SubTable:
                subtable = getattr(subtable, "ExtSubTable", subtable)
                for index, left in enumerate(subtable.Coverage.glyphs):
                    if left not in names:
                        continue
                    if subtable.Format == 1:
                        for record in subtable.PairSet[index].PairValueRecord:
                            if record.SecondGlyph in names:
                                key = names[left], names[record.SecondGlyph]
                                pairs.setdefault(key, record.Value1.XAdvance)
                    else:
                        row = subtable.Class1Record[subtable.ClassDef1.classDefs.get(left, 0)]
                        for right, character in names.items():
                            cell = row.Class2Record[subtable.ClassDef2.classDefs.get(right, 0)]
                            if cell.Value1.XAdvance:
                                pairs.setdefault((names[left], character), cell.Value1.XAdvance)
        return {pair: units for pair, units in pairs.items() if units}


def rounded(value):
    return math.floor(value + 0.5)


class SmallFont:
    """One of TeX's own fonts, in Type 1, as bake() wants it."""

    def __init__(self, name):
        self.glyphs = T1Font(FOLDER / f"type1/public/lm/{name}.pfb").getGlyphSet()


class Overprinted:
    """Two glyphs of two fonts over each other, with the width of the first."""

    def __init__(self, *glyphs):
        self.glyphs = {"": self}
        self.parts = glyphs
        self.width = glyphs[0].width

    def draw(self, pen):
        for part in self.parts:
            part.draw(pen)


class Accented:
    """A letter of the math font with marks at their places, its width from the left edge of what is first."""

    def __init__(self, letter, *marks, shift=0):
        self.glyphs = {"": self}
        self.letter, self.marks, self.shift = letter, marks, shift
        self.width = math_font.glyphs[letter].width + shift
        self.correction = CORRECTIONS.get(letter, 0)

    def draw(self, pen):
        math_font.glyphs[self.letter].draw(TransformPen(pen, (1, 0, 0, 1, self.shift, 0)))
        for mark, x, y in self.marks:
            math_font.glyphs[mark].draw(TransformPen(pen, (1, 0, 0, 1, x, y)))


def italic_corrections(name):
    """The italic corrections of a TFM file: character code -> units (TeX: The Program, part 30)."""
    data = (FOLDER / f"tfm/public/lm/{name}.tfm").read_bytes()
    _, header, first, last, widths, heights, depths = struct.unpack(">7H", data[:14])
    infos = 24 + 4 * header
    corrections = infos + 4 * (last - first + 1 + widths + heights + depths)
    found = {}
    for code in range(first, last + 1):
        index = data[infos + 4 * (code - first) + 2] >> 2
        (value,) = struct.unpack(">i", data[corrections + 4 * index : corrections + 4 * index + 4])
        found[code] = rounded(value / 2**20 * 1000)
    return found


def parameter(name, number):
    """One of the parameters of a TFM file, by its number there (TeX: The Program, part 30)."""
    data = (FOLDER / f"tfm/public/lm/{name}.tfm").read_bytes()
    (count,) = struct.unpack(">h", data[22:24])
    (value,) = struct.unpack(">i", data[len(data) - 4 * (count - number + 1) :][:4])
    return rounded(value / 2**20 * 1000)


class PathPen(BasePen):
    """SVG path data: whole font units, relative, y downward, each in its shortest form."""

    def __init__(self, glyphs, shift=0):
        super().__init__(glyphs)
        self.shift = shift
        self.text = ""
        self.command = ""
        self.at = self.start = (0, 0)
        self.control = None

    def whole(self, point):
        return rounded(point[0] + self.shift), -rounded(point[1])

    def emit(self, command, *numbers):
        # A command letter that repeats is left out, except m, whose repetition means l.
        if command != self.command or command in "mz":
            self.text += command
            separated = True
        else:
            separated = False
        self.command = command
        for number in numbers:
            digits = str(number)
            self.text += digits if separated or digits[0] == "-" else " " + digits
            separated = False

    def _moveTo(self, point):
        x, y = self.whole(point)
        if self.text:
            self.emit("m", x - self.at[0], y - self.at[1])
        else:
            self.emit("M", x, y)
        self.at = self.start = (x, y)
        self.control = None

    def _lineTo(self, point):
        x, y = self.whole(point)
        dx, dy = x - self.at[0], y - self.at[1]
        if dx or dy:
            if not dy:
                self.emit("h", dx)
            elif not dx:
                self.emit("v", dy)
            else:
                self.emit("l", dx, dy)
        self.at = (x, y)
        self.control = None

    def _curveToOne(self, first, second, end):
        (ax, ay), (bx, by), (x, y) = map(self.whole, (first, second, end))
        px, py = self.at
        mirrored = (0, 0) if self.control is None else (px - self.control[0], py - self.control[1])
        if (ax - px, ay - py) == mirrored:
            self.emit("s", bx - px, by - py, x - px, y - py)
        else:
            self.emit("c", ax - px, ay - py, bx - px, by - py, x - px, y - py)
        self.at, self.control = (x, y), (bx, by)

    def _closePath(self):
        self.emit("z")
        self.at = self.start
        self.control = None

    _endPath = _closePath


math_font = Font("lm-math/latinmodern-math.otf")
roman = [Font(f"lm/lmroman{size}-regular.otf") for size in (10, 7, 5)]
italic = [Font(f"lm/lmroman{size}-italic.otf") for size in (10, 7)]
sans = Font("lm/lmsans10-regular.otf")

MATH = math_font.font["MATH"].table
_corrections = MATH.MathGlyphInfo.MathItalicsCorrectionInfo
CORRECTIONS = dict(zip(_corrections.Coverage.glyphs, (v.Value for v in _corrections.ItalicsCorrection)))
_attachments = MATH.MathGlyphInfo.MathTopAccentAttachment
ATTACHMENTS = dict(zip(_attachments.TopAccentCoverage.glyphs, (v.Value for v in _attachments.TopAccentAttachment)))

TFM = {
    (ROMAN, 0): italic_corrections("rm-lmr10"),
    (ROMAN, 1): italic_corrections("rm-lmr7"),
    (ROMAN, 2): italic_corrections("rm-lmr5"),
    (MATH_ITALIC, 0): italic_corrections("lmmi10"),
    (MATH_ITALIC, 1): italic_corrections("lmmi7"),
    (MATH_ITALIC, 2): italic_corrections("lmmi5"),
    (TEXT_ITALIC, 0): italic_corrections("rm-lmri10"),
    (TEXT_ITALIC, 1): italic_corrections("rm-lmri7"),
}

records = {}  # (alphabet, level, character) -> the line of metrics and the outline


def italic_correction(alphabet, level, character, font, glyph, overhang):
    """What TeX's fonts say where they have the letter, else the font itself, else the overhang."""
    code = (OML if alphabet == MATH_ITALIC else OT1).get(character, ord(character))
    if (alphabet, level) in TFM and code < 0x80 and (alphabet == MATH_ITALIC or character.isalnum()):
        return TFM[alphabet, level].get(code, 0)
    if font is math_font:
        return CORRECTIONS.get(glyph, 0)
    if isinstance(font, Accented):
        return font.correction
    # What the text italics' TFM files add to it.
    return max(0, overhang + 28) if alphabet == TEXT_ITALIC and character.isalpha() else 0


def bake(alphabet, level, character, font, glyph, width=None, shift=None):
    """Records a glyph, the first that claims a place.

    A width other than its own adds air on both sides, unless it is said how far the outline is shifted.
    """
    key = alphabet, level, ord(character)
    if key in records:
        return
    bounds = BoundsPen(font.glyphs)
    font.glyphs[glyph].draw(bounds)
    left, bottom, right, top = bounds.bounds or (0, 0, 0, 0)
    own = font.glyphs[glyph].width
    width = rounded(own if width is None else width)
    pen = PathPen(font.glyphs, shift=rounded((width - own) / 2) if shift is None else shift)
    font.glyphs[glyph].draw(pen)
    correction = italic_correction(alphabet, level, character, font, glyph, rounded(right - own))
    height, depth = rounded(top), rounded(-bottom)
    attachment = ATTACHMENTS.get(glyph, rounded(width / 2)) if font is math_font else rounded(width / 2)
    fields = alphabet, level, f"{ord(character):X}", width, correction, height, depth, attachment, len(pen.text)
    records[key] = " ".join(map(str, fields)), pen.text


def optical_sizes():
    """The font's own alternates for scripts: glyph -> (for script, for script of script)."""
    table = math_font.font["GSUB"].table
    found = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "ssty":
            for index in record.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    found.update(getattr(subtable, "ExtSubTable", subtable).alternates)
    return found


OPTICAL = optical_sizes()


def bake_math(alphabet, character, glyph):
    """Records a glyph of the math font with its alternates for scripts."""
    bake(alphabet, 0, character, math_font, glyph)
    for level, alternate in enumerate(OPTICAL.get(glyph, ())[:2], 1):
        bake(alphabet, level, character, math_font, alternate)


for character in ASCII + SYMBOLS + LATIN + VIETNAMESE + LIGATURES + MARKS + GREEK:
    if character in ASCII + SYMBOLS + GREEK_UPPER and character != "′":
        bake_math(ROMAN, character, math_font.glyph(character))
    elif character in math_font:
        # One size for what is rare in scripts; and small primes, that stand above the line, are TeX's own.
        bake(ROMAN, 0, character, math_font, math_font.glyph(character))
    elif character in roman[0]:
        bake(ROMAN, 0, character, roman[0], roman[0].glyph(character))
# Signs of which the math font has no alternates for scripts.
for level, size in ((1, 7), (2, 5)):
    symbols, signs = SmallFont(f"lmsy{size}"), SmallFont(f"lmmi{size}")
    for character, name in SMALL_SYMBOLS.items():
        bake(ROMAN, level, character, symbols, name)
    for character, name in SMALL_SIGNS.items():
        bake(ROMAN, level, character, signs, name)
    equal = roman[level].glyphs[roman[level].glyph("=")]
    bake(ROMAN, level, "≠", Overprinted(equal, symbols.glyphs["negationslash"]), "")
    for character in ASCII + LIGATURES:
        if character in roman[level]:
            bake(ROMAN, level, character, roman[level], roman[level].glyph(character))


def math_italic(character):
    """The glyph of a letter's mathematical italic."""
    special = {"h": 0x210E, "ı": 0x1D6A4, "ȷ": 0x1D6A5, "∂": 0x1D715, "∇": 0x1D6FB}
    code = ord(character)
    if character in special:
        code = special[character]
    elif "A" <= character <= "Z":
        code += 0x1D434 - ord("A")
    elif "a" <= character <= "z":
        code += 0x1D44E - ord("a")
    elif character in GREEK_UPPER:
        code += 0x1D6E2 - 0x391
    elif character in GREEK_LOWER:
        code += 0x1D6FC - 0x3B1
    else:
        code = 0x1D716 + GREEK_VARIANTS.index(character)
    return math_font.cmap[code]


for character in LETTERS + GREEK + list("ıȷ∂∇"):
    bake_math(MATH_ITALIC, character, math_italic(character))

# Modern Greek: the letters that stand beside these, with the marks of the same font.
GREEK_MARKED = dict(zip("άέήίόύώϊϋΐΰΆΈΉΊΌΎΏΪΫ", "αεηιουωιυιυΑΕΗΙΟΥΩΙΥ", strict=True))
TONOS, DIALYTIKA = math_font.cmap[0x301], math_font.cmap[0x308]


def attachment(glyph):
    """The point above a letter, or within a mark, at which they meet."""
    bounds = BoundsPen(math_font.glyphs)
    math_font.glyphs[glyph].draw(bounds)
    return ATTACHMENTS.get(glyph, rounded((bounds.bounds[0] + bounds.bounds[2]) / 2))


def marked(character, letter):
    """A Greek letter with its marks: above it, the tonos of a capital on its left."""
    height = 0
    if GREEK_MARKED[character].isupper():
        bounds = BoundsPen(math_font.glyphs)
        math_font.glyphs[letter].draw(bounds)
        if character not in "ΪΫ":
            tonos = BoundsPen(math_font.glyphs)
            math_font.glyphs[TONOS].draw(tonos)
            left, bottom, right, top = tonos.bounds
            # The mark's top stands a little above the letter's, its right edge close to the letter's upper left.
            slant = 0 if letter == math_font.cmap[ord(GREEK_MARKED[character])] else 120
            gap = -60 if GREEK_MARKED[character] in "ΑΟΩ" else 20
            shift = rounded(max(0, right - left + gap + 30 - bounds.bounds[0] - slant))
            x = shift + bounds.bounds[0] + slant - gap - right
            return Accented(letter, (TONOS, x, rounded(bounds.bounds[3] - top + 30)), shift=shift)
        x_height = BoundsPen(math_font.glyphs)
        math_font.glyphs[math_font.cmap[ord("x")]].draw(x_height)
        height = rounded(bounds.bounds[3] - x_height.bounds[3])
    marks = [TONOS] if character in "άέήίόύώ" else [DIALYTIKA] if character in "ϊϋΪΫ" else [DIALYTIKA, TONOS]
    return Accented(letter, *((mark, attachment(letter) - attachment(mark), height) for mark in marks))


for character, letter in GREEK_MARKED.items():
    bake(ROMAN, 0, character, marked(character, math_font.cmap[ord(letter)]), "")
    bake(MATH_ITALIC, 0, character, marked(character, math_italic(letter)), "")

# The underscores of the text fonts are as wide as a capital.
TEXT = [c for c in ASCII + LATIN + VIETNAMESE + LIGATURES + MARKS if c != "_"]
for character in TEXT:
    if character in italic[0]:
        bake(TEXT_ITALIC, 0, character, italic[0], italic[0].glyph(character))
for character in [c for c in ASCII if c.isalnum()] + LIGATURES:
    bake(TEXT_ITALIC, 1, character, italic[1], italic[1].glyph(character))
for character in TEXT + list("−→←Ω"):
    if character in sans:
        bake(SANS, 0, character, sans, sans.glyph(character))

# Computer Modern Unicode has the same letters as Latin Modern, and Cyrillic ones.
for alphabet, name in ((ROMAN, "cmunrm"), (TEXT_ITALIC, "cmunti"), (SANS, "cmunss")):
    font = Font(CMU / f"{name}.ttf")
    for character in CYRILLIC:
        bake(alphabet, 0, character, font, font.glyph(character))

variants = MATH.MathVariants
constructions = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction))
assemblies = []
for character, wanted in DELIMITERS.items():
    construction = constructions[math_font.glyph(character)]
    for level, index in enumerate(wanted, 1):
        glyph = construction.MathGlyphVariantRecord[index].VariantGlyph
        bake(SIZES, level, character, math_font, glyph, BARS.get(character))
    parts = []
    for part in construction.GlyphAssembly.PartRecords:
        level = len({key for key in records if key[0] == PARTS and key[2] == ord(character)})
        known = [p for p in parts if p[0] == part.glyph]
        if known:
            level = known[0][1]
        bake(PARTS, level, character, math_font, part.glyph, BARS.get(character))
        parts.append((part.glyph, level, part))
    assemblies.append(
        f"{ord(character):X} "
        + " ".join(
            f"{level} {p.StartConnectorLength} {p.EndConnectorLength} {p.FullAdvance} {p.PartFlags & 1}"
            for _, level, p in parts
        )
    )
for character in OPERATORS:
    construction = constructions[math_font.glyph(character)]
    bake(SIZES, 1, character, math_font, construction.MathGlyphVariantRecord[1].VariantGlyph)
# Accents stand with the point that is attached to the letter at the origin; level by level they are wider.
wide = dict(zip(variants.HorizGlyphCoverage.glyphs, variants.HorizGlyphConstruction))
for character in ACCENT_MARKS:
    glyph = math_font.glyph(character)
    forms = [(glyph, 0)]
    if glyph in wide:
        forms = [(v.VariantGlyph, v.AdvanceMeasurement) for v in wide[glyph].MathGlyphVariantRecord]
    for level, (form, width) in enumerate(forms):
        bounds = BoundsPen(math_font.glyphs)
        math_font.glyphs[form].draw(bounds)
        middle = rounded((bounds.bounds[0] + bounds.bounds[2]) / 2)
        bake(ACCENTS, level, character, math_font, form, width, shift=-ATTACHMENTS.get(form, middle))


def kerning_lines(alphabet, font):
    """Lines of an alphabet's number, the left characters that share a row, and units with their rights."""
    rows = {}
    for (left, right), units in font.kerning([c for c in TEXT if c != " "]).items():
        rows.setdefault(left, {}).setdefault(units, []).append(right)
    shared = {}
    for left, row in sorted(rows.items()):
        row = tuple((units, "".join(sorted(rights))) for units, rights in sorted(row.items()))
        shared.setdefault(row, []).append(left)
    for row, lefts in shared.items():
        yield " ".join([str(alphabet), "".join(lefts)] + [f"{units} {rights}" for units, rights in row])


def constant(name):
    value = getattr(MATH.MathConstants, name)
    return getattr(value, "Value", value)


CONSTANTS = """
    ScriptPercentScaleDown ScriptScriptPercentScaleDown AxisHeight
    SubscriptShiftDown SubscriptTopMax SubscriptBaselineDropMin
    SuperscriptShiftUp SuperscriptShiftUpCramped SuperscriptBottomMin SuperscriptBaselineDropMax
    SubSuperscriptGapMin SuperscriptBottomMaxWithSubscript SpaceAfterScript
    UpperLimitGapMin UpperLimitBaselineRiseMin LowerLimitGapMin LowerLimitBaselineDropMin
    FractionNumeratorShiftUp FractionNumeratorDisplayStyleShiftUp
    FractionDenominatorShiftDown FractionDenominatorDisplayStyleShiftDown
    FractionNumeratorGapMin FractionNumDisplayStyleGapMin FractionRuleThickness
    FractionDenominatorGapMin FractionDenomDisplayStyleGapMin
    AccentBaseHeight OverbarVerticalGap OverbarRuleThickness OverbarExtraAscender
    RadicalVerticalGap RadicalDisplayStyleVerticalGap RadicalRuleThickness RadicalExtraAscender
""".split()

# The rarer letters come last: the numbers of the others, which are the ids in every picture, stay as short as they are.
RARE = {ord(c) for c in [*VIETNAMESE, *CYRILLIC, *GREEK_MARKED]}
lines = [records[key] for key in sorted(records, key=lambda key: (key[2] in RARE, key))]
print("// swift-format-ignore-file")
print("// Generated by bake.py from Latin Modern; see NOTICE.md for the fonts and their licence.")
print()
print("/// The baked fonts: 1000 units an em, outlines with y downward.")
print("enum LatinModern {")
print("  /// The MATH table's constants.")
print("  enum Constants {")
for name in CONSTANTS:
    print(f"    static let {name[0].lower()}{name[1:]} = {constant(name)}.0")
print("    /// TeX's own shift of a subscript that has no superscript above it (sub1), which the table lacks.")
print(f"    static let loneSubscriptShiftDown = {parameter('lmsy10', 16)}.0")
print(f"    static let minConnectorOverlap = {variants.MinConnectorOverlap}.0")
print("  }")
for name, summary, rows in (
    (
        "metrics",
        "A glyph a line: alphabet, level, character in hex, width, italic correction, height, depth,\n"
        "  /// where an accent is attached, length of the outline; sorted by the first three,\n"
        "  /// the rarer letters by themselves behind the others.",
        [line for line, _ in lines],
    ),
    (
        "assemblies",
        "A delimiter a line: character in hex, then for each part from the bottom up its level,\n"
        "  /// start and end connector, advance, and 1 where it may repeat.",
        assemblies,
    ),
    (
        "kerning",
        "An alphabet, characters on the left, then units and the characters on the right they hold for.",
        [*kerning_lines(ROMAN, roman[0]), *kerning_lines(TEXT_ITALIC, italic[0]), *kerning_lines(SANS, sans)],
    ),
    ("outlines", "A glyph a line, in the order of the metrics: SVG path data.", [path for _, path in lines]),
):
    # Raw, for the backslash is a character to kern.
    print(f'\n  /// {summary}\n  static let {name}: StaticString = #"""')
    print("\n".join("    " + row for row in rows))
    print('    """#')
print("}")
