/// The `{{name}}` in a text.
enum VariableReference {
  /// The names in a text, and how many Unicode scalars come before each; an offset alone where the
  /// braces hold no name.
  static func all(in text: String) -> [(name: String?, offset: Int)] {
    let scalars = Array(text.unicodeScalars)
    var found: [(name: String?, offset: Int)] = []
    var index = 0
    while index + 1 < scalars.count {
      guard scalars[index] == "{", scalars[index + 1] == "{" else {
        index += 1
        continue
      }
      var end = index + 2
      while end < scalars.count, scalars[end] != "{", scalars[end] != "}" { end += 1 }
      let isClosed = end + 1 < scalars.count && scalars[end] == "}" && scalars[end + 1] == "}"
      var name = String.UnicodeScalarView()
      name.append(contentsOf: scalars[(index + 2)..<end].drop { $0 == " " })
      while name.last == " " { name.removeLast() }
      found.append((isClosed && !name.isEmpty ? String(name) : nil, index))
      index = isClosed ? end + 2 : index + 2
    }
    return found
  }

  /// The text with values in place of names; a name without a value becomes nothing.
  static func filled(_ text: String, with values: [String: String]) -> String {
    guard text.contains("{{") else { return text }
    return text.replacing(/\{\{ *([^{} ]+) *\}\}/) { values[String($0.1)] ?? "" }
  }
}

extension ScenarioReading {
  /// Reports variables that are not declared, and those that are declared for nothing.
  func checkVariables(_ log: inout DiagnosticLog) {
    let known = variables.map(\.name.value)
    var used: Set<String> = []
    let errors = log.errorCount
    for text in log.texts {
      for part in text.all {
        for reference in VariableReference.all(in: part.value) {
          guard let name = reference.name else {
            log.error(at: part.mark, "\"{{\" begins a variable: write {{name}}")
            continue
          }
          used.insert(name)
          guard !known.contains(name) else { continue }
          log.error(
            at: part.mark,
            "the variable \(quoted(name)) is not declared under \"variables\""
              + NearestName.hint(for: name, among: known)
          )
        }
      }
    }
    for (name, variable) in variables {
      let isName = name.value.wholeMatch(of: /[a-z][a-z0-9_-]*/) != nil && name.value.count <= 64
      if !isName {
        log.error(at: name.mark, "\(quoted(name.value)) is not a name: use a–z, digits, _ and -")
      }
      // Beside a name that is not declared it would only be said twice.
      if !used.contains(name.value), log.errorCount == errors {
        log.warning(at: name.mark, "the variable \(quoted(name.value)) is used nowhere")
      }
      if variable.value.isSound, variable.value.isRequired == (variable.value.fallback != nil) {
        log.error(
          at: variable.mark,
          "a variable needs either \"required: true\" or a \"default\""
        )
      }
    }
  }
}
