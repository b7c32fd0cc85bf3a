/// What no file may contain.
enum BannedRules {
  private struct Ban {
    let pattern: Regex<Substring>
    let message: String
    let isOnlyForLibraries: Bool
  }

  private static var bans: [Ban] {
    [
      Ban(
        pattern: /(?:^|[^\w.])(?:print|debugPrint|dump)\s*\(/,
        message: "a library does not print; throw, return, or send an event",
        isOnlyForLibraries: true
      ),
      Ban(
        pattern: /\btry!/,
        message: "try! ends the process with every session in it; handle the error",
        isOnlyForLibraries: false
      ),
      Ban(
        pattern: /(?:^|[^\w.])fatalError\s*\(/,
        message: "fatalError ends the process with every session in it; throw",
        isOnlyForLibraries: false
      ),
      Ban(
        pattern: /\bTask\.detached\b/,
        message: "a detached task belongs to nobody; give it an owner",
        isOnlyForLibraries: false
      ),
    ]
  }

  static func bannedCalls(_ file: SourceFile) -> [Finding] {
    let isLibrary =
      file.path.hasPrefix("Sources/")
      && !["vivavoce", "espeak-worker"].contains(file.parts.dropFirst().first ?? "")
    var findings: [Finding] = []
    for (index, line) in SwiftCode(file).code.enumerated() {
      for ban in bans where isLibrary || !ban.isOnlyForLibraries {
        if line.contains(ban.pattern) { findings.append(file.finding(line: index, ban.message)) }
      }
    }
    return findings
  }

  /// Notes to oneself that were left behind.
  static func leftoverMarkers(_ file: SourceFile) -> [Finding] {
    // Put together here, so that this file does not find itself.
    let markers = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
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
    let code = SwiftCode(file)
    return code.code.indices.compactMap { index in
      let line = code.code[index]
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
