import ArgumentParser

/// A command that reads expression files, in which its options may be set.
protocol ExpressionReading: ParsableCommand {}
