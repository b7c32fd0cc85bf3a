/// Documents lead somewhere.
enum LinkRules {
  /// Relative links of a Markdown file to something that is not there.
  ///
  /// Pictures are not checked: a missing one is seen.
  static func deadLinks(_ file: SourceFile, exists: (String) -> Bool) -> [Finding] {
    var findings: [Finding] = []
    for (index, line) in file.lines.enumerated() {
      for match in line.matches(of: /(!?)\[[^\]]*\]\(([^)\s]+)\)/) where match.1.isEmpty {
        let target = match.2.split(separator: "#", omittingEmptySubsequences: false)[0]
        if target.isEmpty || target.contains(":") { continue }
        let path = resolve(target, from: file.parts.dropLast())
        if !exists(path) {
          findings.append(file.finding(line: index, "the link to \(target) leads nowhere"))
        }
      }
    }
    return findings
  }

  private static func resolve(_ target: Substring, from folder: ArraySlice<String>) -> String {
    var parts = Array(folder)
    for part in target.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": parts = parts.dropLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
