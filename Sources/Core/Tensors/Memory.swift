import Synchronization

/// The memory of the arrays of all graphs, and its limit.
///
/// Counted are the values of all nodes that exist, those that depend on a variable twice: a backward pass gives each of
/// them an adjoint of the same size. Numbers without axes are not counted. What would go beyond the limit is not
/// computed: ``TensorError/tooMuchMemory(bytes:limit:)``.
public enum Memory {
  /// The most bytes, half of the machine's memory unless it is changed.
  ///
  /// Where the process is limited to less (`ulimit -v`), half of that.
  public static var limit: Int {
    get { chosen.load(ordering: .relaxed) }
    set { chosen.store(max(1, newValue), ordering: .relaxed) }
  }

  /// The bytes in use now.
  public static var used: Int { taken.load(ordering: .relaxed) }

  private static let chosen = Atomic(ProcessMemory.available / 2)
  private static let taken = Atomic(0)

  /// Checks that there is room for more bytes.
  ///
  /// - Throws: ``TensorError/tooMuchMemory(bytes:limit:)``.
  package static func require(_ bytes: Int) throws(TensorError) {
    guard bytes > 0 else { return }
    let (total, isOverflow) = used.addingReportingOverflow(bytes)
    guard isOverflow || total > limit else { return }
    throw .tooMuchMemory(bytes: isOverflow ? .max : total, limit: limit)
  }

  /// Counts bytes that are taken, or given back where they are negative.
  package static func count(_ bytes: Int) {
    taken.add(bytes, ordering: .relaxed)
  }
}

extension Tensor {
  /// The size of the elements in bytes; 0 for a number without axes.
  package var byteCount: Int {
    switch storage {
    case .scalar64, .scalar32: 0
    case .array64(let buffer): 8 * buffer.shape.count
    case .array32(let buffer): 4 * buffer.shape.count
    }
  }
}
