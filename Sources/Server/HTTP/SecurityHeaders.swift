/// Headers that go with every answer of the public listener.
///
/// Everything comes from the server itself: no script, style, font or request of a third party.
enum SecurityHeaders {
  private static let fields: [(name: String, value: String)] = [
    (
      "content-security-policy",
      [
        "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
        "media-src 'self'", "connect-src 'self'", "worker-src 'self'", "object-src 'none'",
        "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
      ].joined(separator: "; ")
    ),
    ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"),
    ("permissions-policy", "microphone=(self), camera=(), geolocation=(), payment=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
  ]

  /// Adds the headers that an answer does not have itself.
  static func apply(to response: HTTPResponse) -> HTTPResponse {
    var response = response
    for field in fields where !response.headers.contains(where: { $0.name == field.name }) {
      response.headers.append(field)
    }
    return response
  }
}
