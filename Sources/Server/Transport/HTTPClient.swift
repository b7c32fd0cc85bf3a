import Glibc

/// A blocking client for plain `http://`, one connection a request: enough for the headless
/// candidate and for tests.
enum HTTPClient {
  /// An answer, whole.
  struct Answer: Sendable {
    /// The status code.
    var status: Int
    /// Header names in lower case.
    var headers: [String: String]
    /// The body, chunks joined.
    var body: [UInt8]
  }

  /// Largest answer that is read, in bytes.
  static let maximumAnswerBytes = 512 * 1_024 * 1_024

  /// Fetches a URL.
  ///
  /// - Parameters:
  ///   - bearer: token of an `Authorization: Bearer` header.
  ///   - headers: further headers.
  /// - Throws: `TransportError.cannotConnect`, also for an answer that is not HTTP or that breaks
  ///   off.
  static func get(
    _ url: String,
    bearer: String? = nil,
    headers: [String: String] = [:],
    timeout: Int = 60
  ) throws(TransportError) -> Answer {
    try exchange(
      "GET",
      url,
      bearer: bearer,
      headers: headers,
      body: nil,
      timeout: timeout
    )
  }

  /// Posts a body to a URL.
  ///
  /// - Throws: as `get`.
  static func post(
    _ url: String,
    bearer: String? = nil,
    headers: [String: String] = [:],
    body: [UInt8] = [],
    timeout: Int = 60
  ) throws(TransportError) -> Answer {
    try exchange(
      "POST",
      url,
      bearer: bearer,
      headers: headers,
      body: body,
      timeout: timeout
    )
  }

  private static func exchange(
    _ method: String,
    _ url: String,
    bearer: String?,
    headers: [String: String],
    body: [UInt8]?,
    timeout: Int
  ) throws(TransportError) -> Answer {
    let target = try ClientTarget(url)
    guard !target.isSecure else {
      throw .cannotConnect("https is not supported here; use the http address of the server")
    }
    var lines = ["\(method) \(target.path) HTTP/1.1", "host: \(target.authority)"]
    if let bearer { lines.append("authorization: Bearer \(bearer)") }
    for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
      lines.append("\(name): \(value)")
    }
    if let body { lines.append("content-length: \(body.count)") }
    lines.append("connection: close")
    let request = Array((lines + ["", ""]).joined(separator: "\r\n").utf8) + (body ?? [])
    let socket = try BlockingSocket(host: target.host, port: target.port, timeout: timeout)
    try socket.send(request)
    return try parse(try socket.receiveToEnd(limit: maximumAnswerBytes))
  }

  /// Takes an answer apart.
  static func parse(_ bytes: [UInt8]) throws(TransportError) -> Answer {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
      throw .cannotConnect("the answer is not HTTP or broke off")
    }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
      throw .cannotConnect("the answer is not HTTP")
    }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop(while: { $0 == " " })
      headers[line[..<colon].lowercased()] = String(value)
    }
    var body = Array(bytes[end.upperBound...])
    if headers["transfer-encoding"]?.lowercased() == "chunked" {
      body = try joinChunks(body[...])
    } else if let length = headers["content-length"].flatMap({ Int($0) }), length != body.count {
      throw .cannotConnect("the answer broke off after \(body.count) of \(length) bytes")
    }
    return Answer(status: status, headers: headers, body: body)
  }

  private static func joinChunks(_ bytes: ArraySlice<UInt8>) throws(TransportError) -> [UInt8] {
    var rest = bytes
    var joined: [UInt8] = []
    while let end = rest.firstRange(of: Array("\r\n".utf8)),
      let size = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16)
    {
      guard size > 0 else { return joined }
      rest = rest[end.upperBound...]
      guard rest.count >= size + 2 else { break }
      joined += rest.prefix(size)
      rest = rest.dropFirst(size + 2)
    }
    throw .cannotConnect("the answer broke off between its chunks")
  }
}
