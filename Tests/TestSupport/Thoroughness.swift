import Foundation

/// Whether the tests look at many more cases, which takes minutes: `ADVIZ_THOROUGH=1` in the environment.
package let isThorough = ProcessInfo.processInfo.environment["ADVIZ_THOROUGH"] == "1"
