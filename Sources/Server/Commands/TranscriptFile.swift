import Foundation
import Scoring

/// A transcript that is given with a recording: plain text, or words with times as the product
/// writes them.
///
/// Words with times come as one `transcript.final` event, as an array of such events or of bare
/// words, or as the lines of an exported journal, of which only `transcript.final` is read. An
/// event without words, of an answer that was typed, gives its text. Everything that does not
/// begin like JSON is plain text.
struct TranscriptFile: Equatable {
  /// A file that is no transcript, with a sentence that says where and why.
  struct ReadError: Error, Equatable {
    var message: String
  }

  /// Longer files are refused, in bytes.
  static let byteLimit = 4 << 20

  /// The words in the order of the file, with times on the recording's clock where it has them.
  var words: [SpokenWord] = []
  /// Whether a person wrote it: a recognizer leaves "um" out, a person who means to write what was
  /// said does not.
  var isPlainText = false

  /// Reads a file.
  init(path: String) throws(ReadError) {
    guard let file = FileHandle(forReadingAtPath: path),
      let data = try? file.read(upToCount: Self.byteLimit + 1)
    else { throw ReadError(message: "The transcript cannot be read.") }
    try self.init(data)
  }

  /// Reads the bytes of a file.
  init(_ data: Data) throws(ReadError) {
    guard data.count <= Self.byteLimit else {
      throw ReadError(message: "The transcript is longer than 4 MB.")
    }
    let bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
    guard let text = String(validating: bytes, as: UTF8.self), !text.contains("\0") else {
      throw ReadError(message: "The transcript is no UTF-8 text.")
    }
    guard Self.looksLikeJSON(text) else {
      words = SpokenWord.words(of: text)
      isPlainText = true
      return
    }
    for (place, value) in try Self.documents(in: text) { try read(value, at: place) }
  }

  /// An object, or an array of objects: a text that begins with a remark in brackets is text.
  private static func looksLikeJSON(_ text: String) -> Bool {
    let start = text.prefix(256).filter { !$0.isWhitespace }.prefix(2)
    return start.hasPrefix("{") || ["[{", "[]"].contains(start)
  }

  /// The whole text as one value, or a value a line.
  private static func documents(in text: String) throws(ReadError) -> [(String, JSONValue)] {
    if let value = JSONValue(text: text) { return [("", value)] }
    var documents: [(String, JSONValue)] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      guard let value = JSONValue(text: String(line)) else {
        throw ReadError(message: "Line \(index + 1) is no JSON object.")
      }
      documents.append(("Line \(index + 1): ", value))
    }
    return documents
  }

  /// Reads an event, a journal line, or an array of events or words.
  private mutating func read(_ value: JSONValue, at place: String) throws(ReadError) {
    switch value {
    case .array(let values):
      for (index, value) in values.enumerated() {
        guard case .object(let fields) = value else {
          throw ReadError(
            message: "\(place)item \(index + 1) must be an object, not \(value.kind)."
          )
        }
        try read(fields, at: "\(place)item \(index + 1): ")
      }
    case .object(let fields):
      try read(fields, at: place)
    default:
      throw ReadError(message: "\(place)a transcript must be an object, not \(value.kind).")
    }
  }

  private mutating func read(_ fields: [String: JSONValue], at place: String) throws(ReadError) {
    if case .object(let event)? = fields["event"] { return try read(event, at: place) }
    if case .string(let type)? = fields["type"], type != "transcript.final" { return }
    guard let list = fields["words"] else {
      if fields["start_ms"] != nil || fields["end_ms"] != nil {
        words.append(try Self.word(fields, at: place))
      } else {
        words += SpokenWord.words(of: try Self.text(of: fields, at: place))
      }
      return
    }
    guard case .array(let values) = list else {
      throw ReadError(message: "\(place)\"words\" must be an array, not \(list.kind).")
    }
    for (index, value) in values.enumerated() {
      guard case .object(let word) = value else {
        throw ReadError(message: "\(place)word \(index + 1) must be an object, not \(value.kind).")
      }
      words.append(try Self.word(word, at: "\(place)word \(index + 1): "))
    }
    if values.isEmpty, fields["text"] != nil {
      words += SpokenWord.words(of: try Self.text(of: fields, at: place))
    }
  }

  private static func word(
    _ fields: [String: JSONValue],
    at place: String
  ) throws(ReadError) -> SpokenWord {
    let text = try text(of: fields, at: place)
    let start = try milliseconds("start_ms", of: fields, at: place)
    let end = try milliseconds("end_ms", of: fields, at: place)
    guard start <= end else {
      throw ReadError(message: "\(place)\"end_ms\" is before \"start_ms\".")
    }
    return SpokenWord(text: text, startSeconds: start / 1_000, endSeconds: end / 1_000)
  }

  private static func text(
    of fields: [String: JSONValue],
    at place: String
  ) throws(ReadError) -> String {
    guard case .string(let text)? = fields["text"] else {
      throw ReadError(message: "\(place)\"text\" must be a string.")
    }
    return text
  }

  /// A time of at most a hundred hours.
  private static func milliseconds(
    _ key: String,
    of fields: [String: JSONValue],
    at place: String
  ) throws(ReadError) -> Double {
    guard case .number(let value)? = fields[key], (0...360_000_000).contains(value) else {
      throw ReadError(message: "\(place)\"\(key)\" must be a number of milliseconds.")
    }
    return value
  }
}
