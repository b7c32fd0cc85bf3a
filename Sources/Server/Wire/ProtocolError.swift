/// Why a client's message is not of the protocol; never holds what the client sent.
struct ProtocolError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A stable name in snake case.
  enum Code: String, Sendable, CaseIterable {
    /// The text is not JSON.
    case invalidJSON = "invalid_json"
    /// The JSON is not an object.
    case notAnObject = "not_an_object"
    /// There is no `type`.
    case missingType = "missing_type"
    /// The `type` is none of the protocol.
    case unknownType = "unknown_type"
    /// A key is missing.
    case missingField = "missing_field"
    /// A value has the wrong type.
    case wrongType = "wrong_type"
    /// A value is outside its bounds or none of a list.
    case outOfRange = "out_of_range"
    /// A text is too long.
    case tooLong = "too_long"
  }

  /// What went wrong.
  var code: Code
  /// A sentence to act on, with the key's path.
  var message: String

  /// Creates an error.
  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The code and the sentence.
  var description: String { "\(code.rawValue): \(message)" }
}
