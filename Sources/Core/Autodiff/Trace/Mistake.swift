/// A mistake that is often made when a backward pass is written, and with which one may be recorded on purpose.
///
/// Only its name stands here, for traces: no pass of this module makes one.
package enum Mistake: String, Hashable, Sendable, CaseIterable {
  /// A contribution replaces the adjoint instead of being added to it: `=` for `+=`.
  case overwrite
  /// A node is visited before all its contributions have arrived, again when a later one arrives, and hands on its whole
  /// adjoint each time.
  case ungated
  /// The local derivative alone is added, not multiplied by the adjoint that comes in.
  case noUpstream = "no-upstream"
  /// Contributions keep the shape of the operation's result: a broadcast is not undone.
  case noUnbroadcast = "no-unbroadcast"
  /// The gradients of the variables are not set to zero before a second pass, which adds to the first.
  case noZeroing = "no-zeroing"
}
