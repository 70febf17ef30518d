// The names of version 0.1 that types of Foundation, SwiftUI and other libraries have, too. They go with version 0.3.

/// The name of version 0.1.
@available(*, deprecated, renamed: "NodeOperation")
public typealias Operation = NodeOperation

/// The name of version 0.1.
@available(*, deprecated, renamed: "ThemeColor")
public typealias Color = ThemeColor

/// The name of version 0.1.
@available(*, deprecated, renamed: "StoryFrame")
public typealias Frame = StoryFrame

/// The name of version 0.1.
@available(*, deprecated, renamed: "EvaluationPoint")
public typealias Point = EvaluationPoint

/// The name of version 0.1.
@available(*, deprecated, renamed: "PictureSize")
public typealias Size = PictureSize

/// The name of version 0.1.
@available(*, deprecated, renamed: "FormulaSymbol")
public typealias Symbol = FormulaSymbol

/// The name of version 0.1.
@available(*, deprecated, renamed: "AnimationFolder")
public typealias Animation = AnimationFolder

/// The name of version 0.1.
@available(*, deprecated, renamed: "ExpressionProgram")
public typealias Program = ExpressionProgram

/// The name of version 0.1.
@available(*, deprecated, renamed: "TrainingOptimizer")
public typealias Optimizer = TrainingOptimizer
