import Formulas
import Rendering
import Storyboard

/// A story and its frames, as the player shows them.
package struct PlayerInput: Sendable {
  /// The story that is drawn.
  package let story: Storyboard
  /// Its frames.
  package let renderer: FrameRenderer
  /// The rounding of numbers.
  package let numbers: NumberStyle
  /// How long each step is to be seen.
  package let times: StepTimes

  /// The input for a player.
  ///
  /// - Parameters:
  ///   - story: the story that is drawn.
  ///   - renderer: its frames.
  ///   - numbers: the rounding of numbers.
  ///   - times: how long each step is to be seen.
  package init(_ story: Storyboard, _ renderer: FrameRenderer, numbers: NumberStyle, times: StepTimes) {
    (self.story, self.renderer, self.numbers, self.times) = (story, renderer, numbers, times)
  }

  /// The prefix of ids, unless several pictures share one.
  package var prefix: String { renderer.idPrefix ?? String(story.identifier.prefix(3)) }

  /// The picture of the player, in the colours of the page.
  ///
  /// - Parameter prefix: the prefix of every id; nil for ``prefix``.
  /// - Returns: the picture.
  package func picture(prefix: String? = nil) -> MovingPicture {
    renderer.moving(prefix: prefix ?? self.prefix, coloring: .variables, isSpoken: false)
  }

  /// The lines of a caption as plain text.
  package func lines(_ place: Int) -> [String] {
    story.frames.caption(place).text(numbers).split(separator: "\n").map { String($0).printable }
  }
}
