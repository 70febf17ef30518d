import GraphLayout
import Typesetting

extension SVGDrawing {
  /// Draws a blank in the room of its text: an empty box, or one with the answer, set smaller where it is wide or high.
  mutating func blank(_ number: Int, at place: PlacedText) {
    let room = Rectangle(
      minX: place.x, minY: place.y - PlacedText.blank.height * place.size, maxX: place.x + place.width,
      maxY: place.y + PlacedText.blank.depth * place.size)
    body.write("<rect class=\"blank\" data-blank=\"")
    body.write(number)
    body.write("\"")
    body.attribute("x", room.minX)
    body.attribute("y", room.minY)
    body.attribute("width", room.size.width)
    body.attribute("height", room.size.height)
    body.attribute("rx", 0.18 * place.size)
    body.write(" fill=\"\(colors[.background])\" stroke=\"\(colors[.quietText])\" stroke-width=\"0.8\"/>")
    guard dialect.answers.indices.contains(number) else { return }
    let answer = dialect.answers[number]
    let margin = 0.25 * place.size
    let scale = min(
      place.size / BlankAnswers.size, (room.size.width - margin) / max(answer.width, 1),
      (room.size.height - 0.5 * margin) / max(answer.ascent + answer.descent, 1))
    // Numbers of usual height stand on the line of the formula around them.
    let isTall = (answer.ascent + answer.descent) * scale > 0.95 * place.size
    let baseline = isTall ? room.centre.y + (answer.ascent - answer.descent) * scale / 2 : place.y
    text(
      answer, at: Point(x: room.centre.x - answer.width * scale / 2, y: baseline), color: .ink, scale: scale)
  }
}

/// The answers that stand in blanks.
package enum BlankAnswers {
  /// The size that they are set at, in points; a drawing scales them to the text around them.
  package static let size = 16.0
}
