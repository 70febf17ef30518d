#if !hasFeature(Embedded)
  /// As `{"dtype": "float64", "shape": [2, 3], "elements": [1, 2, 3, 4, 5, 6]}`.
  ///
  /// A coder that has no numbers for NaN and infinity, as JSON's, has to be told what to write for them.
  extension Tensor: Codable {
    private enum CodingKeys: String, CodingKey {
      case dtype, shape, elements
    }

    /// Reads an array.
    ///
    /// - Throws: what the decoder says, and a `DecodingError` where shape and elements do not agree.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let dtype = try container.decode(DType.self, forKey: .dtype)
      let elements =
        switch dtype {
        case .float64: try container.decode([Double].self, forKey: .elements)
        case .float32: try container.decode([Float].self, forKey: .elements).map(Double.init)
        }
      do {
        try self.init(elements, shape: Shape(container.decode([Int].self, forKey: .shape)), dtype: dtype)
      } catch let error as TensorError {
        throw DecodingError.dataCorruptedError(
          forKey: .elements, in: container, debugDescription: "\(error)")
      }
    }

    /// Writes an array.
    ///
    /// - Throws: what the encoder says.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(dtype, forKey: .dtype)
      try container.encode(shape.sizes, forKey: .shape)
      switch dtype {
      case .float64: try container.encode(elements, forKey: .elements)
      case .float32: try container.encode(float32.elements, forKey: .elements)
      }
    }
  }

  extension DType: Codable {}
#endif
