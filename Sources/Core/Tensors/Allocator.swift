/// The C library's allocator.
public enum Allocator {
  /// Keeps it from handing large arrays back to the kernel each time they are freed, and from asking for them anew.
  ///
  /// glibc raises its thresholds to the size of what is freed, up to 32 MiB; a page fault for each 4 KiB of every
  /// array is a fifth of a training step. For executables that train, at their start: adviz itself never calls it.
  @inline(never)
  public static func keepFreedMemory() {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: (32 << 20) - 4096, alignment: 16)
    bytes[0] = 1
    release(bytes)
  }

  // Not inlined, or the compiler would see that nobody reads the memory and leave all of it out.
  @inline(never)
  private static func release(_ bytes: UnsafeMutableRawBufferPointer) {
    bytes.deallocate()
  }
}
