import Tensors

/// One mistake, and where it is.
public struct Diagnostic: Hashable, Sendable {
  /// The place.
  public let range: SourceRange
  /// The mistake and what was expected.
  public var message: String { text + context }
  /// The text to write instead, where it is known.
  package let correction: Correction?
  /// The error of an operation, where that is the mistake.
  private let error: TensorError?
  private let text: String
  /// The call that led to it, behind the message.
  private var context = ""

  init(range: SourceRange, message: String, correction: Correction? = nil) {
    self.range = range
    text = message
    self.correction = correction
    error = nil
  }

  init(range: SourceRange, error: TensorError) {
    self.range = range
    text = error.description
    correction = nil
    self.error = error
  }

  /// The same mistake at another place.
  init(_ diagnostic: Diagnostic, at range: SourceRange) {
    self.range = range
    (text, error, correction, context) = (diagnostic.text, diagnostic.error, nil, diagnostic.context)
  }

  /// The message, with a program's own words for what raises a limit.
  package func message(_ remedy: (TensorError.Limit) -> String) -> String {
    (error?.sentence(remedy) ?? text) + context
  }

  /// The same mistake, which a call of a function has led to.
  func inCall(of function: String, line: Int) -> Diagnostic {
    var diagnostic = self
    diagnostic.context = " (in the call of '\(function.quotable)' in line \(line))"
    return diagnostic
  }
}
