import Foundation

extension Command {
  /// Keeps providers' keys, encrypted.
  static let keys = Command(
    name: "keys",
    synopsis: "list | add NAME | remove NAME | rotate --new-master-key-file FILE  [--data DIR]",
    summary: "Keep providers' keys in the data directory, encrypted.",
    details: """
      `add` reads the key from standard input, never from the command line; a key of that name is
      replaced. A line of the configuration uses it with key_name=NAME; TENANT/NAME keeps apart what
      belongs to several organisations. The master key comes from VIVAVOCE_MASTER_KEY or
      VIVAVOCE_MASTER_KEY_FILE: 64 hexadecimal digits, such as `openssl rand -hex 32` writes.
      `rotate` encrypts all keys anew under another master key. A running server reads keys when it
      starts.
      """,
    options: {
      [
        Arguments.Option(
          flag: "--data",
          value: "DIR",
          help: "data directory (default VIVAVOCE_DATA, else ./data)"
        ),
        Arguments.Option(
          flag: "--new-master-key-file",
          value: "FILE",
          help: "holds the master key that `rotate` changes to"
        ),
      ]
    },
    run: { arguments in
      let request = try KeysRequest(arguments)
      let environment = ProcessInfo.processInfo.environment
      do {
        let store = KeyStore(
          data: arguments["--data"] ?? environment["VIVAVOCE_DATA"] ?? "./data",
          box: try MasterKey.read(environment)
        )
        try request.carryOut(on: store) { readLine(strippingNewline: true) }
          .forEach { Console.say($0) }
        return ExitStatus.success
      } catch let error as KeyStore.Failure {
        Console.complain("vivavoce keys: \(error)")
        return ExitStatus.failure
      }
    }
  )
}

/// Where the master key comes from.
enum MasterKey {
  /// The key in the environment, or in the file that the environment names.
  static func read(_ environment: [String: String]) throws(KeyStore.Failure) -> SecretBox {
    if let text = environment["VIVAVOCE_MASTER_KEY"] { return try box(text, "VIVAVOCE_MASTER_KEY") }
    guard let path = environment["VIVAVOCE_MASTER_KEY_FILE"] else {
      throw KeyStore.Failure(
        description: "set VIVAVOCE_MASTER_KEY_FILE to a file with 64 hexadecimal digits,"
          + " such as `openssl rand -hex 32` writes"
      )
    }
    return try read(file: path)
  }

  /// The key in a file.
  static func read(file path: String) throws(KeyStore.Failure) -> SecretBox {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw KeyStore.Failure(description: "the file of the master key, \(path), cannot be read")
    }
    return try box(text, path)
  }

  private static func box(
    _ text: String,
    _ source: String
  ) throws(KeyStore.Failure) -> SecretBox {
    let digits = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard let box = SecretBox(hexadecimal: digits) else {
      throw KeyStore.Failure(
        description: "the master key in \(source) is not 64 hexadecimal digits"
      )
    }
    return box
  }
}

/// What is asked of the stored keys.
enum KeysRequest: Equatable {
  case list
  case add(String)
  case remove(String)
  case rotate(newKeyFile: String)

  /// Reads the words after the command.
  init(_ arguments: Arguments) throws(Arguments.UsageError) {
    let words = arguments.positionals
    switch (words.first, words.count, arguments["--new-master-key-file"]) {
    case ("list", 1, nil): self = .list
    case ("add", 2, nil): self = .add(words[1])
    case ("remove", 2, nil): self = .remove(words[1])
    case ("rotate", 1, let path?): self = .rotate(newKeyFile: path)
    default:
      throw Arguments.UsageError(
        message: "say list, add NAME, remove NAME, or rotate --new-master-key-file FILE"
      )
    }
  }

  /// Does it, and tells what to print; no key is ever among it.
  ///
  /// - Parameter readKey: gives the line with the key.
  func carryOut(
    on store: KeyStore,
    readKey: () -> String?
  ) throws(KeyStore.Failure) -> [String] {
    switch self {
    case .list: return try store.names().map { "\($0.name)  \($0.added)" }
    case .add(let name):
      let line = readKey() ?? ""
      try store.add(line.trimmingCharacters(in: .whitespacesAndNewlines), as: name)
      return ["\(name) is kept; use it with key_name=\(name)"]
    case .remove(let name):
      try store.remove(name)
      return ["\(name) is removed"]
    case .rotate(let path):
      let count = try store.rotate(to: try MasterKey.read(file: path))
      return ["\(count) keys are encrypted under the new master key"]
    }
  }
}
