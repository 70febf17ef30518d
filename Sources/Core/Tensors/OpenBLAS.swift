import COpenBLAS

/// OpenBLAS's functions, loaded at the first product; where it is missing or has no room, plain loops take its place.
///
/// The pointer is to memory that is never freed.
nonisolated(unsafe) let openBLAS: UnsafePointer<adviz_blas> = {
  let functions = UnsafeMutablePointer<adviz_blas>.allocate(capacity: 1)
  functions.initialize(to: adviz_blas_open())
  return UnsafePointer(functions)
}()
