/// What no file may contain.
enum BannedRules {
  private struct Ban {
    let tokens: [Substring]
    /// Whether a space makes it something else: `try !a` is no `try!`.
    var isTight = false
    let message: String
    var isOnlyForLibraries = false
  }

  private static let bans: [Ban] =
    ["print", "debugPrint", "dump"].map {
      Ban(
        tokens: [$0, "("],
        message: "a library does not print; throw, return, or send an event",
        isOnlyForLibraries: true
      )
    } + [
      Ban(
        tokens: ["try", "!"],
        isTight: true,
        message: "try! ends the process with every session in it; handle the error"
      ),
      Ban(
        tokens: ["fatalError", "("],
        message: "fatalError ends the process with every session in it; throw"
      ),
      Ban(
        tokens: ["Task", ".", "detached"],
        message: "a detached task belongs to nobody; give it an owner"
      ),
    ]

  static func bannedCalls(_ file: SourceFile) -> [Finding] {
    let isLibrary =
      file.path.hasPrefix("Sources/")
      && !["vivavoce", "espeak-worker"].contains(file.parts.dropFirst().first ?? "")
    let valid = bans.filter { isLibrary || !$0.isOnlyForLibraries }
    let first = Set(valid.map { $0.tokens[0] })
    var findings: [Finding] = []
    for index in file.tokens.indices where first.contains(file.tokens[index].text) {
      for ban in valid where file.tokens.begins(ban.tokens, at: index) {
        if ban.isTight, file.tokens[index + 1].isApart { continue }
        findings.append(file.finding(line: file.tokens[index].line, ban.message))
      }
    }
    return findings
  }

  /// Notes to oneself that were left behind.
  static func leftoverMarkers(_ file: SourceFile) -> [Finding] {
    // Put together here, so that this file does not find itself.
    let markers = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
    guard markers.contains(where: file.text.contains) else { return [] }
    return file.lines.enumerated().compactMap { index, line in
      let words = line.split { !$0.isLetter }
      guard let marker = markers.first(where: { marker in words.contains { $0 == marker } }) else {
        return nil
      }
      return file.finding(line: index, "the marker \(marker) was left behind")
    }
  }

  /// Escapes from the compiler's checks without a line that says why they are safe.
  ///
  /// The line stands on the same line or in the three above; one line may speak for several escapes
  /// that follow each other directly.
  static func unexplainedUnsafety(_ file: SourceFile) -> [Finding] {
    let code = file.swift
    let escapes = code.code.indices.filter { isEscape(at: $0, in: code) }
    var firstOfRun = -1
    var findings: [Finding] = []
    for (place, index) in escapes.enumerated() {
      if place == 0 || escapes[place - 1] != index - 1 { firstOfRun = index }
      let near = code.comments[max(0, firstOfRun - 3)...index]
      if near.contains(where: { $0.contains("// Safety:") }) { continue }
      findings.append(
        file.finding(line: index, "needs a line `// Safety: …` that says why this holds")
      )
    }
    return findings
  }

  private static func isEscape(at index: Int, in code: SwiftCode) -> Bool {
    let line = code.code[index]
    let signs = ["unsafe", "Unsafe", "@unchecked", "OpaquePointer", "Unmanaged"]
    guard signs.contains(where: line.contains) else { return false }
    return line.contains(/@unchecked\s+Sendable/) || line.contains(/\bnonisolated\(unsafe\)/)
      || line.contains(/\bunsafeBitCast\b/) || storesPointer(line, at: index, in: code)
  }

  // A pointer in a stored property outlives the call that made it. Properties are told from local
  // variables by an access modifier, or by standing directly in a type at the top level of a file.
  private static func storesPointer(_ line: String, at index: Int, in code: SwiftCode) -> Bool {
    let pointer = /\b(?:let|var)\s+\w+\s*:[^=]*\b(?:Unsafe\w*Pointer|OpaquePointer|Unmanaged)\b/
    guard line.contains(pointer), !line.contains("{"), !line.contains("->") else { return false }
    if line.contains(/\b(?:private|fileprivate|internal|package|public|static)\b/) { return true }
    guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return false }
    let owner = code.code[..<index].last { $0.first.map { $0.isLetter || $0 == "@" } ?? false }
    return owner?.contains(/\bfunc\b/) == false
  }
}
