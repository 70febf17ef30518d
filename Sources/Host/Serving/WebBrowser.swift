import Subprocess

/// The browser of whoever sits before this machine.
package enum WebBrowser {
  /// The program that opens an address.
  #if os(macOS)
    private static let opener = "open"
  #else
    private static let opener = "xdg-open"
  #endif

  /// Opens an address, if there is a program for it.
  ///
  /// It may be the first window of a browser, which lives as long as its program: nobody waits for it, and Ctrl-C does not
  /// reach it.
  ///
  /// - Parameter address: the address of a page.
  package static func open(_ address: String) {
    Task {
      var options = PlatformOptions()
      options.createSession = true
      _ = try? await run(
        .name(opener), arguments: [address], platformOptions: options, input: .none, output: .discarded,
        error: .discarded)
    }
  }
}
