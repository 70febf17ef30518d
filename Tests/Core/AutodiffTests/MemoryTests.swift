import Autodiff
import Tensors
import Testing

/// The limit is the process's, so each test is a process of its own.
@Suite("All arrays together have a limit")
struct MemoryTests {
  @Test("what grows is refused before it is computed, and what is freed may be taken again")
  func limit() async {
    await #expect(processExitsWith: .success) {
      Memory.limit = 1_000_000
      func isRefused(_ compute: () throws -> Node) -> Bool {
        do {
          _ = try compute()
          return false
        } catch TensorError.tooMuchMemory(let bytes, let limit) {
          return bytes > limit && limit == 1_000_000
        } catch {
          return false
        }
      }
      do {
        // 8 bytes an element, and as much again for the adjoints.
        let x = variable(Tensor(repeating: 1, shape: try Shape([25_000])))
        let row = variable(Tensor(repeating: 1, shape: try Shape([1, 400])))
        let column = variable(Tensor(repeating: 1, shape: try Shape([400, 1])))
        precondition(Memory.used == 2 * 8 * 25_800)
        let y = try Node.applying(.sin, to: Operands(x))
        precondition(Memory.used == 2 * 8 * 50_800)
        // Another name takes no memory, and gives none back.
        do { _ = y.named("again").named("once more") }
        let copy = y.named("last")
        precondition(Memory.used == 2 * 8 * 50_800 && copy.name == "last")
        let refused: [(Autodiff.Operation, Operands<Node>)] = [
          (.sin, Operands(y)), (.add, Operands(x, y)), (.mul, Operands(row, column)), (.dot, Operands(column, row)),
          (.stack(axis: 0), Operands(x, y)), (.concatenate(axis: 0), Operands(x, y)),
          (.where, Operands(all: [row, row, column])), (.greater, Operands(row, column)),
          (.reshape(sizes: [5, 5_000]), Operands(x)), (.transpose, Operands(x)),
        ]
        for (operation, operands) in refused {
          precondition(isRefused { try Node.applying(operation, to: operands) }, "\(operation.name)")
        }
        // What does not grow, and numbers, have room.
        let slope = try gradient(of: Node.applying(.sum(), to: Operands(y)))[x]
        precondition(slope.elements[0] > 0)
      }
      precondition(Memory.used == 0, "\(Memory.used)")
      let x = variable(Tensor(repeating: 1, shape: try Shape([25_000])))
      precondition(!isRefused { try Node.applying(.sin, to: Operands(x)) })
    }
  }

  @Test("the limit is half of what there is, and takes any positive number")
  func setting() async {
    await #expect(processExitsWith: .success) {
      precondition(Memory.limit > 1 << 20)
      Memory.limit = -5
      precondition(Memory.limit == 1)
      Memory.limit = .max
      precondition(Memory.limit == .max)
    }
  }
}
