import Foundation
import TestKit
import Testing

@testable import Server

@Suite(.blocking) final class KeyStoreTests {
  private static let master = String(repeating: "0f", count: 32)
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("keys-\(UInt64.random(in: .min ... .max))")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private var file: URL { folder.appendingPathComponent("provider-keys.json") }

  private func store(_ master: String = KeyStoreTests.master) throws -> KeyStore {
    KeyStore(data: folder.path, box: try #require(SecretBox(hexadecimal: master)))
  }

  // MARK: The box

  @Test func `what is sealed opens with the same key and name alone`() throws {
    let box = try #require(SecretBox(hexadecimal: Self.master))
    let secret = Array("key-canary-101".utf8)
    let sealed = try box.seal(secret, for: "a/openai")
    #expect(sealed.count == 12 + secret.count + 16)
    #expect(try box.open(sealed, for: "a/openai") == secret)
    #expect(throws: SecretBox.Failure.wrongKey) { try box.open(sealed, for: "b/openai") }
    let other = try #require(SecretBox(hexadecimal: String(repeating: "0e", count: 32)))
    #expect(throws: SecretBox.Failure.wrongKey) { try other.open(sealed, for: "a/openai") }
    #expect(try box.seal(secret, for: "a/openai") != sealed)
  }

  @Test func `a bit that was changed anywhere is noticed`() throws {
    let box = try #require(SecretBox(hexadecimal: Self.master))
    let sealed = try box.seal([1, 2, 3], for: "n")
    for place in sealed.indices {
      var damaged = sealed
      damaged[place] ^= 1
      #expect(throws: SecretBox.Failure.wrongKey) { try box.open(damaged, for: "n") }
    }
    for count in 0..<sealed.count {
      #expect(throws: SecretBox.Failure.wrongKey) {
        try box.open(Array(sealed.prefix(count)), for: "n")
      }
    }
  }

  /// Test case 14 of the GCM specification of McGrew and Viega: zeros under a key of zeros, with a
  /// name of no bytes, which the box itself never writes with a nonce of zeros.
  @Test func `it reads what the standard's vectors write`() throws {
    let box = try #require(SecretBox(hexadecimal: String(repeating: "0", count: 64)))
    let text: [UInt8] = [
      0xce, 0xa7, 0x40, 0x3d, 0x4d, 0x60, 0x6b, 0x6e, 0x07, 0x4e, 0xc5, 0xd3, 0xba, 0xf3, 0x9d,
      0x18,
    ]
    let tag: [UInt8] = [
      0xd0, 0xd1, 0xc8, 0xa7, 0x99, 0x99, 0x6b, 0xf0, 0x26, 0x5b, 0x98, 0xb5, 0xd4, 0x8a, 0xb9,
      0x19,
    ]
    let zeros = [UInt8](repeating: 0, count: 12)
    #expect(try box.open(zeros + text + tag, for: "") == [UInt8](repeating: 0, count: 16))
  }

  private static let malformed = [
    "", "0f", String(repeating: "0g", count: 32), String(repeating: "0", count: 65),
  ]

  @Test(arguments: KeyStoreTests.malformed)
  func `a master key is 64 hexadecimal digits`(text: String) {
    #expect(SecretBox(hexadecimal: text) == nil)
  }

  @Test func `the master key does not show`() throws {
    let box = try #require(SecretBox(hexadecimal: Self.master))
    var dumped = ""
    Swift.dump(box, to: &dumped)
    #expect(!"\(box) \(dumped) \(String(reflecting: box))".contains("15"))
  }

  // MARK: The file

  @Test func `a key is kept sealed, for its owner alone, and comes back`() throws {
    let store = try store()
    try store.add("key-canary-102", as: "acme/openai", day: Date(timeIntervalSince1970: 0))
    try store.add("key-canary-103", as: "openai")
    #expect(try store.key("acme/openai") == "key-canary-102")
    #expect(try store.names().map(\.name) == ["acme/openai", "openai"])
    #expect(try store.names().first?.added == "1970-01-01")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(!text.contains("canary") && text.contains("acme/openai"))
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    try store.add("key-canary-104", as: "openai")
    #expect(try store.key("openai") == "key-canary-104")
    try store.remove("openai")
    #expect(try store.names().map(\.name) == ["acme/openai"])
    #expect(throws: KeyStore.Failure.self) { try store.key("openai") }
    #expect(throws: KeyStore.Failure.self) { try store.remove("openai") }
  }

  @Test func `after a rotation only the new master key opens`() throws {
    let old = try store()
    try old.add("key-canary-105", as: "a")
    try old.add("key-canary-106", as: "t/b")
    let master = String(repeating: "1a", count: 32)
    #expect(try old.rotate(to: try #require(SecretBox(hexadecimal: master))) == 2)
    #expect(try store(master).key("t/b") == "key-canary-106")
    let error = #expect(throws: KeyStore.Failure.self) { try old.key("a") }
    #expect(error?.description.contains("does not open with this master key") == true)
    // A second rotation from the old key changes nothing.
    #expect(throws: KeyStore.Failure.self) {
      try old.rotate(to: try #require(SecretBox(hexadecimal: Self.master)))
    }
    #expect(try store(master).key("a") == "key-canary-105")
  }

  @Test(arguments: ["", "A", "a/b/c", "/a", "a/", "a b", "é", String(repeating: "a", count: 129)])
  func `a name that is none is refused`(name: String) throws {
    #expect(throws: KeyStore.Failure.self) { try store().add("key-canary-107", as: name) }
  }

  @Test(arguments: ["", "two words", "line\nbreak", String(repeating: "k", count: 4_097)])
  func `a key that is none is refused and not repeated`(key: String) throws {
    let error = #expect(throws: KeyStore.Failure.self) { try store().add(key, as: "a") }
    #expect(error?.description.contains("two words") == false)
  }

  @Test func `a file that is no file of keys is told`() throws {
    try "{".write(to: file, atomically: true, encoding: .utf8)
    #expect(throws: KeyStore.Failure.self) { try store().names() }
    try #"{"a":{"sealed":"no base64","added":"x"}}"#
      .write(to: file, atomically: true, encoding: .utf8)
    #expect(throws: KeyStore.Failure.self) { try store().key("a") }
  }

  // MARK: The command and the configuration

  private func run(_ words: [String], _ line: String? = nil) throws -> [String] {
    let option = Arguments.Option(flag: "--new-master-key-file", value: "FILE", help: "")
    return try KeysRequest(Arguments(words, options: [option])).carryOut(on: store()) { line }
  }

  @Test func `the command keeps, lists, rotates and removes, and prints no key`() throws {
    let printed = try run(["add", "openai"], " key-canary-108 \r")
    #expect(printed == ["openai is kept; use it with key_name=openai"])
    #expect(try store().key("openai") == "key-canary-108")
    #expect(try run(["list"]).first?.hasPrefix("openai  20") == true)
    let path = folder.appendingPathComponent("new").path
    try (String(repeating: "2b", count: 32) + "\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let rotated = try run(["rotate", "--new-master-key-file", path])
    #expect(rotated == ["1 keys are encrypted under the new master key"])
    #expect(try run(["remove", "openai"]) == ["openai is removed"])
    #expect(throws: KeyStore.Failure.self) { try run(["add", "x"], nil) }
    for words in [[], ["add"], ["add", "a", "key-canary-109"], ["rotate"], ["list", "x"]] {
      let error = #expect(throws: Arguments.UsageError.self) { try run(words) }
      #expect(error?.message.contains("canary") == false)
    }
  }

  @Test func `a line of the configuration names a stored key`() throws {
    try store().add("key-canary-110", as: "acme/openai")
    let line = try ProviderLine(
      "openai http://a/v1 model=m key_name=acme/openai",
      role: .languageModel
    )
    #expect(
      try ProviderKeys(environment: [:], stored: store()).key(for: line) == "key-canary-110"
    )
    let error = #expect(throws: ProviderSetupError.self) {
      try ProviderKeys(environment: [:], stored: nil).key(for: line)
    }
    #expect(error?.description.contains("VIVAVOCE_MASTER_KEY_FILE") == true)
    let missing = try ProviderLine("openai http://a/v1 model=m key_name=x", role: .languageModel)
    #expect(throws: ProviderSetupError.self) {
      try ProviderKeys(environment: [:], stored: store()).key(for: missing)
    }
  }

  @Test func `the master key comes from the environment or a file that it names`() throws {
    _ = try MasterKey.read(["VIVAVOCE_MASTER_KEY": Self.master])
    #expect(throws: KeyStore.Failure.self) { try MasterKey.read([:]) }
    let error = #expect(throws: KeyStore.Failure.self) {
      try MasterKey.read(["VIVAVOCE_MASTER_KEY": "key-canary-111"])
    }
    #expect(error?.description.contains("canary") == false)
    #expect(throws: KeyStore.Failure.self) {
      try MasterKey.read(["VIVAVOCE_MASTER_KEY_FILE": "/nowhere"])
    }
  }
}
