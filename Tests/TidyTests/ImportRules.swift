/// Who may import whom: the table of ARCHITECTURE.md.
enum ImportRules {
  struct Room {
    /// Modules of this package that any file of the room may import.
    let modules: Set<String>
    /// Modules of the platform that any file of the room may import.
    let platform: Set<String>
    /// C libraries, each with the one folder that may import it.
    var libraries: [String: String] = [:]
  }

  private static let platform: Set<String> = [
    "Foundation", "Glibc", "Dispatch", "Synchronization",
  ]

  static let rooms: [String: Room] = [
    "Speech": Room(modules: [], platform: []),
    "Scoring": Room(modules: ["Speech"], platform: []),
    "VoiceEngine": Room(
      modules: ["Speech"],
      platform: platform,
      libraries: [
        "COpus": "Codec", "CSpeexDSP": "Codec", "CPocketSphinx": "Providers", "CCurl": "Providers",
        "CLws": "Providers",
      ]
    ),
    "Sessions": Room(
      modules: ["Speech", "VoiceEngine", "Scoring"],
      platform: platform,
      libraries: [
        "COgg": "Recording", "COpusFile": "Recording", "CSQLite": "Store", "CYaml": "Scenario",
      ]
    ),
    "Simulation": Room(
      modules: ["Speech", "VoiceEngine", "Scoring", "Sessions"],
      platform: platform
    ),
    "Server": Room(
      modules: ["Speech", "VoiceEngine", "Scoring", "Sessions", "Simulation"],
      platform: platform,
      libraries: ["CLws": "Transport", "COpenSSL": "Security"]
    ),
    "vivavoce": Room(modules: ["Server"], platform: ["Foundation", "Glibc"]),
    "espeak-worker": Room(
      modules: [],
      platform: ["Foundation", "Glibc"],
      libraries: ["CEspeak": ""]
    ),
  ]

  /// Imports of a file below `Sources` that its room or folder does not allow.
  static func forbiddenImports(_ file: SourceFile) -> [Finding] {
    guard file.isSwift, file.parts.count >= 3, file.parts[0] == "Sources" else { return [] }
    guard let room = rooms[file.parts[1]] else {
      return [file.finding(line: 0, "\(file.parts[1]) is no room of the plan")]
    }
    let folder = file.parts.count > 3 ? file.parts[2] : ""
    return imports(of: file).compactMap { line, module in
      if room.modules.contains(module) || room.platform.contains(module) { return nil }
      guard let home = room.libraries[module] else {
        return file.finding(line: line, "\(file.parts[1]) must not import \(module)")
      }
      if home == folder || home.isEmpty { return nil }
      return file.finding(line: line, "only \(file.parts[1])/\(home) may import \(module)")
    }
  }

  /// The modules that a file imports, with 0-based lines.
  static func imports(of file: SourceFile) -> [(line: Int, module: String)] {
    let pattern =
      #/
      ^ \s* (?: @\w+ (?: \([^)]*\) )? \s+ )*
      (?: (?: public | package | internal | fileprivate | private ) \s+ )?
      import \s+
      (?: (?: struct | class | enum | protocol | func | var | let | typealias ) \s+ )?
      (\w+)
      /#
    return file.swift.code.enumerated().compactMap { index, line in
      guard line.contains("import") else { return nil }
      return line.firstMatch(of: pattern).map { (index, String($0.1)) }
    }
  }

  /// What `Package.swift` declares for each room: modules and C libraries.
  static func declaredDependencies(in manifest: SourceFile) -> [String: Set<String>] {
    let target = /(?:library|executable)\(\s*"([\w-]+)",\s*\[([^\]]*)\]/
    var declared: [String: Set<String>] = [:]
    for match in manifest.text.matches(of: target) {
      let names = match.2.matches(of: /"([\w-]+)"/).map { String($0.1) }
      declared[String(match.1)] = Set(names)
    }
    return declared
  }

  /// What the table allows for each room, without the platform.
  static var allowedDependencies: [String: Set<String>] {
    rooms.mapValues { $0.modules.union($0.libraries.keys) }
  }
}
