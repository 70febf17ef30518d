import Foundation

/// Whether the tests look at many more cases, which takes minutes: `ADVIZ_THOROUGH=1` in the environment.
package let isThorough = ProcessInfo.processInfo.environment["ADVIZ_THOROUGH"] == "1"

/// All of some cases in a thorough run, else one in so many, beginning with one of them.
package func sampled<Cases: Sequence>(_ cases: Cases, oneIn step: Int, from first: Int = 0) -> [Cases.Element] {
  isThorough
    ? Array(cases) : cases.enumerated().filter { $0.offset % step == first }.map(\.element)
}
