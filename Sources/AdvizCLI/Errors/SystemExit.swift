import Adviz

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The exit codes, those of sysexits.
enum SystemExit: Int32 {
  case checkFailed = 1
  case usage = 64
  case badInput = 65
  case noInput = 66
  case noProgram = 69
  case internalFault = 70
  case systemRefused = 71
  case cannotWrite = 73
}

extension SystemExit {
  /// `systemRefused` where the error code says that memory, processes or open files were refused; else another.
  init(code: Int32?, else other: SystemExit) {
    self = [ENOMEM, EAGAIN, EMFILE, ENFILE].contains(code) ? .systemRefused : other
  }
}

/// An error with the sentence a person reads and the exit code of the process.
struct CommandError: Error {
  let code: SystemExit
  let message: String
  /// The option whose value is wrong, where it is one that a file may set.
  var option: String?
  /// The mistakes in the value of that option, where it has places.
  var mistakes: ExpressionError?

  init(_ code: SystemExit, _ message: String, option: String? = nil, mistakes: ExpressionError? = nil) {
    (self.code, self.message, self.option, self.mistakes) = (code, message, option, mistakes)
  }
}
