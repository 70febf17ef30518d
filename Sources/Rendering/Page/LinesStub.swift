import Formulas
import Typesetting
struct BrokenLineX: Sendable { let line: Typeset; let indent: Double }
func lines(of formula: Formula, size: Double, numbers: NumberStyle, within width: Double) -> [BrokenLineX] {
  [BrokenLineX(line: typeset(formula, size: size, numbers: numbers), indent: 0)]
}
func lines(ofText text: some StringProtocol, size: Double, face: TextFace, within width: Double) -> [Typeset] {
  [typeset(text: String(text), size: size, face: face)]
}
