/// An error as the API tells it: `{"error":{"code","message"}}`.
struct HTTPProblem: Error, Equatable, Sendable {
  /// The status code.
  var status: Int
  /// A stable name in snake case.
  var code: String
  /// A sentence to act on; never holds what a client sent.
  var message: String
  /// Further headers.
  var headers: [String: String] = [:]

  /// The error as an answer.
  var response: HTTPResponse {
    let body = #"{"error":{"code":\#(JSONText.quote(code)),"message":\#(JSONText.quote(message))}}"#
    var fields = [
      (name: "content-type", value: "application/json"), (name: "cache-control", value: "no-store"),
      (name: "x-content-type-options", value: "nosniff"),
    ]
    for (name, value) in headers.sorted(by: { $0.key < $1.key }) { fields.append((name, value)) }
    return HTTPResponse(status: status, headers: fields, body: .bytes(Array(body.utf8)))
  }
}

extension HTTPProblem {
  /// 400 with a reason.
  static func badRequest(_ message: String) -> HTTPProblem {
    HTTPProblem(status: 400, code: "bad_request", message: message)
  }
  /// 404, the same whether a thing is missing or hidden.
  static let notFound = HTTPProblem(
    status: 404,
    code: "not_found",
    message: "There is nothing at this address."
  )
  /// 405 with the methods that are allowed.
  static func methodNotAllowed(_ allowed: String) -> HTTPProblem {
    HTTPProblem(
      status: 405,
      code: "method_not_allowed",
      message: "This address allows \(allowed).",
      headers: ["allow": allowed]
    )
  }
  /// 411: chunked bodies are not read.
  static let lengthRequired = HTTPProblem(
    status: 411,
    code: "length_required",
    message: "Send the body with a Content-Length; chunked bodies are not accepted."
  )
  /// 413: the body is over the limit.
  static let tooLarge = HTTPProblem(
    status: 413,
    code: "body_too_large",
    message: "The request body is over the limit."
  )
  /// 503: a limit of the server is reached.
  static let overloaded = HTTPProblem(
    status: 503,
    code: "overloaded",
    message: "The server is at its limit of connections; try again later.",
    headers: ["retry-after": "10"]
  )
  /// 504: the answer took too long.
  static let answerTimedOut = HTTPProblem(
    status: 504,
    code: "timed_out",
    message: "The answer took too long; try again later."
  )
  /// 500 without details.
  static let internalError = HTTPProblem(
    status: 500,
    code: "internal_error",
    message: "Something went wrong; the log knows more."
  )
}
