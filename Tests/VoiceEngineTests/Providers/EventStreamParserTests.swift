import Foundation
import TestKit
import Testing
import VoiceEngine

@Suite struct EventStreamParserTests {
  private func events(_ text: String) throws -> [ServerSentEvent] {
    var parser = EventStreamParser()
    return try parser.take(Array(text.utf8))
  }

  /// The obvious way: the whole text at once, line by line, as the HTML standard words it.
  private func reference(_ text: String) -> [ServerSentEvent] {
    var events: [ServerSentEvent] = []
    var name = ""
    var data: [String] = []
    let whole = text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text
    let unified = whole.replacingOccurrences(of: "\r\n", with: "\n")
      .replacingOccurrences(of: "\r", with: "\n")
    // What follows the last line end is no line.
    for line in unified.components(separatedBy: "\n").dropLast() {
      if line.isEmpty {
        if !data.isEmpty {
          let joined = data.joined(separator: "\n")
          events.append(ServerSentEvent(name: name.isEmpty ? "message" : name, data: joined))
        }
        (name, data) = ("", [])
        continue
      }
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      var value = parts.count > 1 ? String(parts[1]) : ""
      if value.hasPrefix(" ") { value.removeFirst() }
      if parts[0] == "event" { name = value }
      if parts[0] == "data" { data.append(value) }
    }
    return events
  }

  @Test func `an event has a name and its lines of data`() throws {
    let text =
      ": keep-alive\n\nevent: delta\ndata: {\"a\":1}\ndata:second\nid: 7\n\ndata: x\r\n\r\n"
    #expect(
      try events(text) == [
        ServerSentEvent(name: "delta", data: "{\"a\":1}\nsecond"),
        ServerSentEvent(name: "message", data: "x"),
      ]
    )
  }

  @Test func `an event without its empty line is none, and so is one without data`() throws {
    #expect(try events("data: cut") == [])
    #expect(try events("data: cut\n") == [])
    #expect(try events("event: named\n\n") == [])
    #expect(try events("data\n\n") == [ServerSentEvent(name: "message", data: "")])
  }

  @Test func `bytes may be cut anywhere`() throws {
    let text = "\u{feff}event: é\r\ndata: œuf\rdata: 😀\n\r\n: c\r\rdata:  two spaces\n\ndata: z\n\n"
    let bytes = Array(text.utf8)
    let whole = try events(text)
    #expect(whole == reference(text) && whole.count == 3)
    for cut in 0...bytes.count {
      var parser = EventStreamParser()
      let got = try parser.take(Array(bytes[..<cut])) + parser.take(Array(bytes[cut...]))
      #expect(got == whole, "cut at \(cut)")
    }
    var parser = EventStreamParser()
    #expect(try bytes.flatMap { try parser.take([$0]) } == whole)
  }

  @Test func `any text in any pieces gives what the standard says`() throws {
    var random = SeededGenerator(seed: 11)
    let words = ["data", "event", "id", ":", ": ", " ", "\n", "\r", "\r\n", "\n\n", "x", "é", ""]
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...30, using: &random)
      let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined()
      var parser = EventStreamParser()
      var got: [ServerSentEvent] = []
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        let size = Int.random(in: 1...4, using: &random)
        got += try parser.take(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      #expect(got == reference(text), "\(text.debugDescription)")
    }
  }

  @Test func `any bytes at all do no harm`() throws {
    var random = SeededGenerator(seed: 12)
    for _ in 0..<500 {
      var parser = EventStreamParser()
      let bytes = (0..<200).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      _ = try parser.take(bytes)
    }
  }

  @Test func `an event without end is refused`() {
    var parser = EventStreamParser()
    let line = [UInt8](repeating: 0x61, count: 1 << 20)
    #expect(throws: ProviderError.tooLarge) {
      _ = try parser.take(Array("data: ".utf8))
      _ = try parser.take(line)
    }
  }
}
