import Adviz
import ArgumentParser
import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs the command on a thread of its own, while the main thread listens for signals.
@main
enum Main {
  static func main() {
    guard MemoryShortage.hasRoom else {
      Console.complain(
        "error: the system refused memory: adviz needs \(MemoryShortage.leastRoom >> 20) MiB; raise the limit "
          + "(ulimit -v), or free some")
      exit(SystemExit.systemRefused.rawValue)
    }
    guard FileDescriptors.areAvailable else {
      Console.complain(
        "error: the system refused open files: adviz needs \(FileDescriptors.least) besides standard input and output; "
          + "raise the limit (ulimit -n)")
      exit(SystemExit.systemRefused.rawValue)
    }
    // A file beyond `ulimit -f` is an error to be told.
    signal(SIGXFSZ, SIG_IGN)
    Threads.enlargeStacks()
    MemoryShortage.listen()
    Interruption.listen()
    guard Threads.start(run) else { refuseThread() }
    Interruption.wait()
  }

  private static func run() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if let unknown = UnknownCommand.find(in: arguments) { throw unknown.error }
      var command = try AdvizTool.parsed(arguments)
      if let command = command as? any AsyncParsableCommand { try runAndWait(command) } else { try command.run() }
      exit(0)
    } catch {
      AdvizTool.leave(with: error, arguments)
    }
  }

  private static func refuseThread() -> Never {
    Console.complain("error: the system refused a thread; there is too little memory, or there are too many processes")
    exit(SystemExit.systemRefused.rawValue)
  }

  /// Runs a command that divides its work among tasks.
  private static func runAndWait(_ command: any AsyncParsableCommand) throws {
    guard Threads.areAvailable else { refuseThread() }
    nonisolated(unsafe) var outcome: (any Error)?
    nonisolated(unsafe) var command = command
    let isDone = DispatchSemaphore(value: 0)
    Task.detached {
      do { try await command.run() } catch { outcome = error }
      isDone.signal()
    }
    isDone.wait()
    if let outcome { throw outcome }
  }
}
