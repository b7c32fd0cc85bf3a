/// A request method that the server knows.
enum HTTPMethod: String, Sendable, CaseIterable {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case patch = "PATCH"
  case delete = "DELETE"
  case options = "OPTIONS"
}

/// A whole request, as a handler sees it.
struct HTTPRequest: Sendable {
  /// The method.
  var method: HTTPMethod
  /// The path, percent-decoded, beginning with `/`.
  var path: String
  /// The query's items in order, percent-decoded.
  var query: [(name: String, value: String)] = []
  /// The headers that the server reads.
  var headers = HTTPRequestHeaders()
  /// The body, whole.
  var body: [UInt8] = []
}

/// The headers that the server reads; `nil` where the client sent none.
struct HTTPRequestHeaders: Sendable, Equatable {
  /// `Host`.
  var host: String?
  /// `Authorization`.
  var authorization: String?
  /// `Cookie`.
  var cookie: String?
  /// `Origin`.
  var origin: String?
  /// `Range`.
  var range: String?
  /// `If-Range`.
  var ifRange: String?
  /// `If-None-Match`.
  var ifNoneMatch: String?
  /// `Content-Type`.
  var contentType: String?
  /// `Accept-Language`.
  var acceptLanguage: String?

  /// The token of `Authorization: Bearer TOKEN`.
  var bearerToken: String? {
    guard let authorization else { return nil }
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }

  /// The value of a cookie by its exact name.
  func cookie(named name: String) -> String? {
    for pair in (cookie ?? "").split(separator: ";") {
      let parts = pair.drop(while: { $0 == " " }).split(
        separator: "=",
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      if parts.count == 2, parts[0] == name { return String(parts[1]) }
    }
    return nil
  }
}
