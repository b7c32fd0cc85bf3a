import Foundation

extension HTTPResponse {
  /// 204 for something that was taken.
  static let done = HTTPResponse(status: 204, headers: [("cache-control", "no-store")])

  /// What is kept of a session, which no cache keeps too; 404 where there is nothing.
  static func kept(_ bytes: [UInt8]?, type: String) throws -> HTTPResponse {
    guard let bytes else { throw HTTPProblem.notFound }
    return HTTPResponse(
      status: 200,
      headers: [("content-type", type), ("cache-control", "private, no-store")],
      body: .bytes(bytes)
    )
  }
}

extension HTTPRequest {
  /// The body's JSON.
  ///
  /// - Throws: `HTTPProblem`, 400.
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(body))
    } catch {
      throw HTTPProblem.badRequest("The body is not the JSON that this address takes.")
    }
  }
}
