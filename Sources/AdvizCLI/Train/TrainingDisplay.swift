import Adviz

/// Tells how a training run goes: a bar on a terminal, a line every few seconds elsewhere.
final class TrainingDisplay: Sendable {
  private let bar = ProgressBar("training")

  func show(_ progress: TrainingProgress) {
    let share = Double(progress.iteration) / Double(max(1, progress.iterations))
    bar.show(share, text(progress))
  }

  func warn(_ sentence: String) {
    bar.clear()
    Console.complain(line: "warning: \(sentence)")
  }

  func clear() { bar.clear() }

  private func text(_ progress: TrainingProgress) -> String {
    let speed = Double(progress.iteration) / max(progress.seconds, 1e-9)
    let left = Double(progress.iterations - progress.iteration) / max(speed, 1e-9)
    return "\(progress.iteration)/\(progress.iterations), \(Int(min(speed, 1e12))) steps/s, loss "
      + "\(NumberStyle(precision: 3).text(progress.averageLoss)), \(Int(min(left, 1e9).rounded(.up))) s left"
  }
}
