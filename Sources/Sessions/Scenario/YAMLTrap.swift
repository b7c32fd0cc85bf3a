/// What other readers of YAML make of a text without quotes: here it stays text, but a file is
/// also opened by editors and scripts.
enum YAMLTrap {
  /// What a reader of YAML 1.1 takes a word for, or `nil` where it stays a text.
  static func reading(of text: String) -> String? {
    switch text.lowercased() {
    case "yes", "on", "true", "y": return "true"
    case "no", "off", "false", "n": return "false"
    case "null", "~": return "nothing"
    default: break
    }
    if text.wholeMatch(of: /[0-9]+(:[0-5]?[0-9])+/) != nil { return "a number to the base of 60" }
    if text.wholeMatch(of: /0[0-7]+/) != nil { return "a number to the base of 8" }
    if text.wholeMatch(of: /[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}/) != nil { return "a date" }
    if text.wholeMatch(of: /[-+]?[0-9][0-9_]*(\.[0-9]*)?([eE][-+]?[0-9]+)?/) != nil {
      return "a number"
    }
    return nil
  }
}
