/// What no file may contain.
enum BannedRules {
  private struct Ban {
    let tokens: [Substring]
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
  static func unexplainedUnsafety(_ file: SourceFile) -> [Finding] {
    let code = file.swift
    let signs = ["unsafe", "Unsafe", "@unchecked", "OpaquePointer", "Unmanaged"]
    return code.code.indices.compactMap { index in
      let line = code.code[index]
      guard signs.contains(where: line.contains) else { return nil }
      let isEscape =
        line.contains(/@unchecked\s+Sendable/) || line.contains(/\bnonisolated\(unsafe\)/)
        || line.contains(/\bunsafeBitCast\b/)
      guard isEscape || storesPointer(line, at: index, in: code) else { return nil }
      let near = code.comments[max(0, index - 3)...index]
      if near.contains(where: { $0.contains("// Safety:") }) { return nil }
      return file.finding(line: index, "needs a line `// Safety: …` that says why this holds")
    }
  }

  // A pointer in a stored property outlives the call that made it. Properties are told from local
  // variables by an access modifier, or by standing directly in a type at the top level of a file.
  private static func storesPointer(_ line: String, at index: Int, in code: SwiftCode) -> Bool {
    let pointer = /\b(?:let|var)\s+\w+\s*:\s*(?:Unsafe\w*Pointer|OpaquePointer|Unmanaged)\b/
    guard line.contains(pointer), !line.contains("{") else { return false }
    if line.contains(/\b(?:private|fileprivate|internal|package|public|static)\b/) { return true }
    guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return false }
    let owner = code.code[..<index].last { $0.first.map { $0.isLetter || $0 == "@" } ?? false }
    return owner?.contains(/\bfunc\b/) == false
  }
}
