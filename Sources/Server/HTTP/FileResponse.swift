import Glibc

/// A file that can be sent whole or in part.
struct FileResponse: Equatable, Sendable {
  /// Where the file is.
  var path: String
  /// Media type.
  var contentType: String
  /// Length in bytes.
  var size: Int64
  /// Changes whenever the file does.
  var entityTag: String

  /// Looks at a file, or returns `nil` where there is none.
  init?(path: String, contentType: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.path = path
    self.contentType = contentType
    size = Int64(status.st_size)
    let time = Int64(status.st_mtim.tv_sec) * 1_000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
    entityTag = "\"\(String(size, radix: 36))-\(String(time, radix: 36))\""
  }

  /// The answer to a request: whole, in part, unchanged, or 416.
  func response(to headers: HTTPRequestHeaders) -> HTTPResponse {
    var fields = [
      (name: "content-type", value: contentType), (name: "accept-ranges", value: "bytes"),
      (name: "etag", value: entityTag), (name: "cache-control", value: "private, no-cache"),
    ]
    if headers.ifNoneMatch.map({ EntityTag.matches($0, entityTag) }) == true {
      return HTTPResponse(status: 304, headers: fields)
    }
    // A range of another version of the file would not fit the part that the client has.
    let isFresh = headers.ifRange.map { $0 == entityTag } ?? true
    switch ByteRange(isFresh ? headers.range : nil, size: size) {
    case .whole:
      return HTTPResponse(
        status: 200,
        headers: fields,
        body: .file(path: path, offset: 0, count: size)
      )
    case .part(let range):
      fields.append(
        ("content-range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)")
      )
      let body = HTTPResponse.Body.file(
        path: path,
        offset: range.lowerBound,
        count: Int64(range.count)
      )
      return HTTPResponse(status: 206, headers: fields, body: body)
    case .unsatisfiable:
      return HTTPProblem(
        status: 416,
        code: "range_not_satisfiable",
        message: "The range lies beyond the end of the file.",
        headers: ["content-range": "bytes */\(size)"]
      ).response
    }
  }
}

/// Compares entity tags of RFC 9110 §8.8.
enum EntityTag {
  /// Whether an `If-None-Match` header names a tag, weakly compared.
  static func matches(_ header: String, _ tag: String) -> Bool {
    header.split(separator: ",").contains { part in
      var text = part.drop(while: { $0 == " " })
      while text.last == " " { text = text.dropLast() }
      if text.hasPrefix("W/") { text = text.dropFirst(2) }
      return text == "*" || text == tag
    }
  }
}
