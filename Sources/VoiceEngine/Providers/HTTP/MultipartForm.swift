/// A body of `multipart/form-data` (RFC 7578).
struct MultipartForm {
  private let boundary: String
  private var parts: [UInt8] = []

  /// Creates an empty form; the boundary must not occur in what it holds.
  init(boundary: String) { self.boundary = boundary }

  /// The value of `Content-Type`.
  var contentType: String { "multipart/form-data; boundary=\(boundary)" }

  /// The whole body.
  var body: [UInt8] { parts + Array("--\(boundary)--\r\n".utf8) }

  /// Adds a text.
  mutating func add(_ name: String, _ value: String) {
    begin(name, "")
    parts += Array(value.utf8) + Array("\r\n".utf8)
  }

  /// Adds a file.
  mutating func add(_ name: String, file: String, type: String, _ bytes: [UInt8]) {
    begin(name, "; filename=\"\(file)\"\r\nContent-Type: \(type)")
    parts += bytes + Array("\r\n".utf8)
  }

  private mutating func begin(_ name: String, _ rest: String) {
    let head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\(rest)\r\n\r\n"
    parts += Array(head.utf8)
  }
}
