// The library's face: one import brings the arrays, the graphs, the pictures and the files.
@_exported import AdvizPictures
@_exported import Autodiff
@_exported import Embedding
@_exported import Expressions
@_exported import Formulas
@_exported import enum GraphLayout.Direction
@_exported import enum GraphLayout.LayoutError
@_exported import struct GraphLayout.PictureSize
@_exported import enum GraphLayout.SharedLeaves
@_exported import Mistakes
@_exported import Output
@_exported import Rendering
@_exported import Reporting
@_exported import Storyboard
@_exported import Tensors
@_exported import ThemeFiles
@_exported import TraceFiles
@_exported import Training
