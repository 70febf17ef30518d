// Short names: `theme.ink` for `theme[.ink]`, `theme.sizes.caption` for `theme.sizes[.caption]`.

extension Theme {
  /// The page.
  public var background: ThemeColor {
    get { self[.background] }
    set { self[.background] = newValue }
  }

  /// Formulas, labels and outlines.
  public var ink: ThemeColor {
    get { self[.ink] }
    set { self[.ink] = newValue }
  }

  /// Quiet text: values, the legend, the number of the step.
  public var quietText: ThemeColor {
    get { self[.quietText] }
    set { self[.quietText] = newValue }
  }

  /// Derivatives on edges.
  public var numberText: ThemeColor {
    get { self[.numberText] }
    set { self[.numberText] = newValue }
  }

  /// Edges that have not been walked, and outlines of nodes that have not been seen.
  public var line: ThemeColor {
    get { self[.line] }
    set { self[.line] = newValue }
  }

  /// Edges that have been walked.
  public var walkedLine: ThemeColor {
    get { self[.walkedLine] }
    set { self[.walkedLine] = newValue }
  }

  /// Variables.
  public var variable: ThemeColor {
    get { self[.variable] }
    set { self[.variable] = newValue }
  }

  /// Constants.
  public var constant: ThemeColor {
    get { self[.constant] }
    set { self[.constant] = newValue }
  }

  /// Operations.
  public var operation: ThemeColor {
    get { self[.operation] }
    set { self[.operation] = newValue }
  }

  /// Text inside nodes and chips.
  public var label: ThemeColor {
    get { self[.label] }
    set { self[.label] = newValue }
  }

  /// The ring of the current node, the current edge, progress.
  public var accent: ThemeColor {
    get { self[.accent] }
    set { self[.accent] = newValue }
  }

  /// Text that belongs to the current step.
  public var accentText: ThemeColor {
    get { self[.accentText] }
    set { self[.accentText] = newValue }
  }

  /// The ground of the caption, and of a derivative that grows.
  public var card: ThemeColor {
    get { self[.card] }
    set { self[.card] = newValue }
  }

  /// The border of the caption and the part of the progress bar that is to come.
  public var cardBorder: ThemeColor {
    get { self[.cardBorder] }
    set { self[.cardBorder] = newValue }
  }
}

extension Theme.Sizes {
  /// The heading.
  public var title: Double {
    get { self[.title] }
    set { self[.title] = newValue }
  }

  /// The line beneath the heading.
  public var subtitle: Double {
    get { self[.subtitle] }
    set { self[.subtitle] = newValue }
  }

  /// The label inside a node.
  public var label: Double {
    get { self[.label] }
    set { self[.label] = newValue }
  }

  /// A user's name beside a node.
  public var name: Double {
    get { self[.name] }
    set { self[.name] = newValue }
  }

  /// The forward value beside a node.
  public var value: Double {
    get { self[.value] }
    set { self[.value] = newValue }
  }

  /// The adjoint beside a variable.
  public var gradient: Double {
    get { self[.gradient] }
    set { self[.gradient] = newValue }
  }

  /// The derivative on an edge.
  public var number: Double {
    get { self[.number] }
    set { self[.number] = newValue }
  }

  /// The two lines that tell the step.
  public var caption: Double {
    get { self[.caption] }
    set { self[.caption] = newValue }
  }

  /// The queue, the legend and the number of the step.
  public var footer: Double {
    get { self[.footer] }
    set { self[.footer] = newValue }
  }

  /// The least width and height of a node.
  public var node: Double {
    get { self[.node] }
    set { self[.node] = newValue }
  }

  /// The width of an edge that has been walked.
  public var edge: Double {
    get { self[.edge] }
    set { self[.edge] = newValue }
  }
}
