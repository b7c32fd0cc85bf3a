import Foundation

/// Providers' keys in one file of the data folder, each sealed under the master key.
///
/// A name is `NAME` or `TENANT/NAME`: whoever serves several organisations keeps a key for each.
struct KeyStore {
  /// Why the keys cannot be read or changed; a sentence to act on, without any key.
  struct Failure: Error, Equatable, CustomStringConvertible {
    var description: String
  }

  private struct Sealed: Codable {
    /// In base64.
    var sealed: String
    /// Day on which it was added, as `2026-11-20`.
    var added: String
  }

  /// Longest key, in bytes.
  static let keyLimit = 4_096
  /// Most keys.
  static let countLimit = 10_000

  private let path: String
  private let box: SecretBox

  /// Opens the keys of a data folder; the file need not exist.
  init(data: String, box: SecretBox) {
    path = URL(fileURLWithPath: data).appendingPathComponent("provider-keys.json").path
    self.box = box
  }

  /// The names with the day on which each was added, in alphabetical order.
  func names() throws(Failure) -> [(name: String, added: String)] {
    try read().sorted { $0.key < $1.key }.map { ($0.key, $0.value.added) }
  }

  /// The key of a name.
  func key(_ name: String) throws(Failure) -> String {
    guard let entry = try read()[name] else {
      throw Failure(description: "there is no key \"\(name)\"; add it with vivavoce keys add")
    }
    return String(decoding: try open(entry, name, with: box), as: UTF8.self)
  }

  /// Adds a key, or puts it in the place of the one of that name.
  func add(_ key: String, as name: String, day: Date = Date()) throws(Failure) {
    try KeyStore.check(name)
    guard !key.isEmpty, key.utf8.count <= KeyStore.keyLimit, !key.contains(where: \.isWhitespace)
    else { throw Failure(description: "a key is one word of at most \(KeyStore.keyLimit) bytes") }
    var entries = try read()
    guard entries.count < KeyStore.countLimit || entries[name] != nil else {
      throw Failure(description: "there are \(KeyStore.countLimit) keys; remove one first")
    }
    let added = day.formatted(.iso8601.year().month().day())
    entries[name] = Sealed(sealed: try seal(Array(key.utf8), name, with: box), added: added)
    try write(entries)
  }

  /// Forgets a key.
  func remove(_ name: String) throws(Failure) {
    var entries = try read()
    guard entries.removeValue(forKey: name) != nil else {
      throw Failure(description: "there is no key \"\(name)\"")
    }
    try write(entries)
  }

  /// Seals all keys anew under another master key; all or none.
  ///
  /// - Returns: how many there are.
  func rotate(to new: SecretBox) throws(Failure) -> Int {
    var entries = try read()
    for (name, entry) in entries {
      let key = try open(entry, name, with: box)
      entries[name]?.sealed = try seal(key, name, with: new)
    }
    try write(entries)
    return entries.count
  }

  // MARK: The file

  private static func check(_ name: String) throws(Failure) {
    guard name.utf8.count <= 128, name.wholeMatch(of: /[a-z0-9._-]+(?:\/[a-z0-9._-]+)?/) != nil
    else {
      throw Failure(
        description: "a name is NAME or TENANT/NAME, of a-z, 0-9, dot, dash and underscore"
      )
    }
  }

  private func seal(
    _ key: [UInt8],
    _ name: String,
    with box: SecretBox
  ) throws(Failure) -> String {
    do { return Data(try box.seal(key, for: name)).base64EncodedString() } catch {
      throw Failure(description: "the system's random generator failed")
    }
  }

  private func open(
    _ entry: Sealed,
    _ name: String,
    with box: SecretBox
  ) throws(Failure) -> [UInt8] {
    let bytes = Data(base64Encoded: entry.sealed).map(Array.init) ?? []
    do { return try box.open(bytes, for: name) } catch {
      throw Failure(description: "\"\(name)\" does not open with this master key")
    }
  }

  private func read() throws(Failure) -> [String: Sealed] {
    guard FileManager.default.fileExists(atPath: path) else { return [:] }
    do {
      let text = try Data(contentsOf: URL(fileURLWithPath: path))
      return try JSONDecoder().decode([String: Sealed].self, from: text)
    } catch {
      throw Failure(description: "\(path) cannot be read, or is no file of keys")
    }
  }

  /// Writes a file beside the old one and puts it in its place, for its owner alone.
  private func write(_ entries: [String: Sealed]) throws(Failure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let fresh = path + ".new"
    let isWritten =
      (try? encoder.encode(entries)).map {
        FileManager.default.createFile(
          atPath: fresh,
          contents: $0,
          attributes: [.posixPermissions: 0o600]
        )
      } ?? false
    guard isWritten, rename(fresh, path) == 0 else {
      throw Failure(description: "\(path) cannot be written")
    }
  }
}
