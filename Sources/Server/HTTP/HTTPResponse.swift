/// An answer to a request; the transport adds the length and ends the connection after it.
struct HTTPResponse: Sendable {
  /// What follows the headers.
  enum Body: Sendable {
    /// Nothing.
    case none
    /// Bytes that are in memory.
    case bytes([UInt8])
    /// Bytes `offset ..< offset + count` of a file, read in pieces of 64 KiB.
    case file(path: String, offset: Int64, count: Int64)
    /// Pieces of unknown total length, pulled one at a time as the client reads.
    case stream(HTTPBodyStream)
  }

  /// The status code.
  var status: Int
  /// Header names in lower case with their values; the length and `connection` are added.
  var headers: [(name: String, value: String)]
  /// What follows the headers.
  var body: Body

  /// Creates an answer.
  init(status: Int, headers: [(name: String, value: String)] = [], body: Body = .none) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// Length of the body in bytes, `nil` for a stream.
  var length: Int64? {
    switch body {
    case .none: 0
    case .bytes(let bytes): Int64(bytes.count)
    case .file(_, _, let count): count
    case .stream: nil
    }
  }

  /// The status line's words for a status that the server uses.
  static func reason(of status: Int) -> String {
    reasons[status] ?? "Status"
  }

  private static let reasons = [
    200: "OK", 204: "No Content", 206: "Partial Content", 304: "Not Modified",
    400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 408: "Request Timeout", 411: "Length Required",
    413: "Content Too Large", 415: "Unsupported Media Type", 416: "Range Not Satisfiable",
    426: "Upgrade Required", 500: "Internal Server Error", 503: "Service Unavailable",
    504: "Gateway Timeout",
  ]
}

/// The pieces of a body that is made while it is sent.
struct HTTPBodyStream: Sendable {
  /// Returns the next piece, or `nil` at the end; an error cuts the connection.
  var next: @Sendable () async throws -> [UInt8]?

  /// Creates a stream from a function that gives one piece a call.
  init(next: @escaping @Sendable () async throws -> [UInt8]?) { self.next = next }
}
