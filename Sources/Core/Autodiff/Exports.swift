// Who imports Autodiff alone has the arrays and formulas of its interface, too.
@_exported import Formulas
@_exported import Tensors
