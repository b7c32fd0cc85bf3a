/// A value of a YAML document with the place where it stands.
struct YAMLNode {
  enum Content {
    /// Text as written, after YAML's own unquoting: `no`, `010` and `12:30` stay what they are.
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
    /// Something that was already reported, and about which nothing more is to be said.
    case unusable
  }

  var content: Content
  var mark: SourceMark

  /// What the node is, for "found …" in messages.
  var kindName: String {
    switch content {
    case .scalar: "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .unusable: "nothing"
    }
  }
}

/// A key of a mapping and its value.
struct YAMLEntry {
  var key: String
  var keyMark: SourceMark
  var value: YAMLNode
}

/// A text with enough of its layout to find a character of it in the file.
struct YAMLScalar {
  var text: String
  /// Whether it stands there without quotes and not as a block.
  var isPlain: Bool
  /// Columns before the first character, where the text stands in the file character for
  /// character; `nil` where folding or escapes moved the characters.
  var inset: Int?
}
