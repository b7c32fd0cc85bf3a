import Foundation

/// Joins defaults, file, environment and flags; the later wins, and every fault is told.
struct ConfigurationResolver {
  private let readFile: (String) -> String?
  private var resolved = ResolvedOptions()
  private var faults: [ConfigurationError.Fault] = []

  /// Resolves the configuration of `serve`.
  ///
  /// - Parameters:
  ///   - arguments: what stands after the command, flags only; `--flag VALUE` or `--flag=VALUE`.
  ///   - environment: the process's environment; only `VIVAVOCE_…` is looked at.
  ///   - readFile: gives a file's text, or `nil` where it cannot be read.
  /// - Throws: `ConfigurationError`.
  static func resolve(
    arguments: [String],
    environment: [String: String],
    readFile: @escaping (String) -> String? = { try? String(contentsOfFile: $0, encoding: .utf8) }
  ) throws(ConfigurationError) -> ResolvedOptions {
    var resolver = ConfigurationResolver(readFile: readFile)
    resolver.run(arguments: arguments, environment: environment)
    guard resolver.faults.isEmpty else { throw ConfigurationError(faults: resolver.faults) }
    return resolver.resolved
  }

  private init(readFile: @escaping (String) -> String?) { self.readFile = readFile }

  private mutating func run(arguments: [String], environment: [String: String]) {
    for option in ConfigurationTable.options {
      assign(option, [option.standard], from: .standard, place: "default of \(option.key)")
    }
    let flags = readFlags(arguments)
    let path = flags.last { $0.name == "--config" }?.value ?? environment["VIVAVOCE_CONFIG"]
    if let path { apply(file: path) }
    apply(environment: environment)
    for flag in flags where flag.name != "--config" { apply(flag) }
  }

  private mutating func apply(file path: String) {
    guard let text = readFile(path) else {
      faults.append(.init(place: path, message: "the configuration file cannot be read"))
      return
    }
    let (entries, found) = ConfigurationFile.read(text, name: path)
    faults += found
    for entry in entries {
      if let option = ConfigurationTable.option(entry.key) {
        if entries.contains(where: { $0.key == entry.key + "_file" }) {
          let message = "give \"\(entry.key)\" or \"\(entry.key)_file\", not both"
          faults.append(.init(place: entry.place, message: message))
        }
        assign(option, entry.values, from: .file, place: entry.place)
      } else if let option = ConfigurationTable.option(String(entry.key.dropLast(5))) {
        assign(option, secretAt: entry.values.first ?? "", from: .file, place: entry.place)
      }
    }
  }

  private mutating func apply(environment: [String: String]) {
    let known = ConfigurationTable.options.map(\.variable)
    for (name, value) in environment.sorted(by: { $0.key < $1.key })
    where name.hasPrefix("VIVAVOCE_") && name != "VIVAVOCE_CONFIG" {
      if let option = ConfigurationTable.options.first(where: { $0.variable == name }) {
        if environment[name + "_FILE"] != nil {
          faults.append(.init(place: name, message: "give \(name) or \(name)_FILE, not both"))
        }
        assign(option, [value], from: .environment, place: name)
      } else if let option = ConfigurationTable.options.first(where: {
        $0.isSecret && $0.variable + "_FILE" == name
      }) {
        assign(option, secretAt: value, from: .environment, place: name)
      } else {
        let hint = EditDistance.nearest(to: name, among: known).map { "; did you mean \($0)?" }
        faults.append(.init(place: name, message: "unknown variable\(hint ?? "")"))
      }
    }
  }

  private mutating func readFlags(_ arguments: [String]) -> [(name: String, value: String)] {
    var flags: [(name: String, value: String)] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard name.hasPrefix("--") else {
        faults.append(
          .init(place: argument, message: "a flag was expected here", isUsage: true)
        )
        continue
      }
      if parts.count == 2 {
        flags.append((name, String(parts[1])))
      } else if let value = rest.popFirst() {
        flags.append((name, value))
      } else {
        faults.append(.init(place: name, message: "the flag needs a value", isUsage: true))
      }
    }
    return flags
  }

  private mutating func apply(_ flag: (name: String, value: String)) {
    guard let option = ConfigurationTable.options.first(where: { $0.flag == flag.name }) else {
      let known = ConfigurationTable.options.compactMap(\.flag) + ["--config"]
      let hint = EditDistance.nearest(to: flag.name, among: known).map { "; did you mean \($0)?" }
      faults.append(
        .init(place: flag.name, message: "unknown flag\(hint ?? "")", isUsage: true)
      )
      return
    }
    assign(option, [flag.value], from: .flag, place: flag.name)
  }

  private mutating func assign(
    _ option: ConfigurationOption,
    secretAt path: String,
    from origin: ResolvedOptions.Origin,
    place: String
  ) {
    guard let text = readFile(path) else {
      faults.append(.init(place: place, message: "the file of the secret cannot be read"))
      return
    }
    assign(
      option,
      [text.trimmingCharacters(in: .whitespacesAndNewlines)],
      from: origin,
      place: place
    )
  }

  private mutating func assign(
    _ option: ConfigurationOption,
    _ texts: [String],
    from origin: ResolvedOptions.Origin,
    place: String
  ) {
    do throws(OptionReader.Fault) {
      resolved.set(option.key, try OptionReader.read(texts, as: option), from: origin)
    } catch {
      faults.append(.init(place: place, message: error.message, isUsage: origin == .flag))
    }
  }
}
