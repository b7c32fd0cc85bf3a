import CLws

/// Reads what libwebsockets has parsed of a request; valid only while its header table is held.
struct RequestReader {
  // Safety: a reader is made and dropped within one callback for the socket.
  /// The socket.
  // Safety: a reader lives within one callback of the socket.
  let socket: OpaquePointer

  /// The value of a header, or `nil` where there is none or it is not UTF-8.
  func header(_ token: lws_token_indexes) -> String? {
    let length = lws_hdr_total_length(socket, token)
    guard length > 0 else { return nil }
    var buffer = [CChar](repeating: 0, count: Int(length) + 1)
    let copied = lws_hdr_copy(socket, &buffer, Int32(buffer.count), token)
    guard copied > 0 else { return nil }
    return String(
      validating: buffer.prefix(Int(copied)).map { UInt8(bitPattern: $0) },
      as: UTF8.self
    )
  }

  /// Whether the client sent a header, be it empty.
  func has(_ token: lws_token_indexes) -> Bool { lws_hdr_total_length(socket, token) > 0 }

  /// The method and the percent-decoded path.
  var target: (method: HTTPMethod, path: String)? {
    for (token, method) in RequestReader.methods {
      if let path = header(token) { return (method, path) }
    }
    return nil
  }

  /// The query's items in order.
  var query: [(name: String, value: String)] {
    var items: [(name: String, value: String)] = []
    var index: Int32 = 0
    while items.count < 64 {
      let length = lws_hdr_fragment_length(socket, WSI_TOKEN_HTTP_URI_ARGS, index)
      guard length > 0 else { break }
      var buffer = [CChar](repeating: 0, count: Int(length) + 1)
      let copied = lws_hdr_copy_fragment(
        socket,
        &buffer,
        Int32(buffer.count),
        WSI_TOKEN_HTTP_URI_ARGS,
        index
      )
      guard copied > 0 else { break }
      let bytes = buffer.prefix(Int(copied)).map { UInt8(bitPattern: $0) }
      let parts = bytes.split(separator: UInt8(ascii: "="), maxSplits: 1)
      if let name = parts.first, let text = String(validating: name, as: UTF8.self) {
        let value = parts.count > 1 ? String(validating: parts[1], as: UTF8.self) : ""
        items.append((text, value ?? ""))
      }
      index += 1
    }
    return items
  }

  /// The headers that handlers see.
  var headers: HTTPRequestHeaders {
    HTTPRequestHeaders(
      host: header(WSI_TOKEN_HOST),
      authorization: header(WSI_TOKEN_HTTP_AUTHORIZATION),
      cookie: header(WSI_TOKEN_HTTP_COOKIE),
      origin: header(WSI_TOKEN_ORIGIN),
      range: header(WSI_TOKEN_HTTP_RANGE),
      ifRange: header(WSI_TOKEN_HTTP_IF_RANGE),
      ifNoneMatch: header(WSI_TOKEN_HTTP_IF_NONE_MATCH),
      contentType: header(WSI_TOKEN_HTTP_CONTENT_TYPE),
      acceptLanguage: header(WSI_TOKEN_HTTP_ACCEPT_LANGUAGE)
    )
  }

  /// The subprotocols that the client offers.
  var subprotocols: [String] {
    (header(WSI_TOKEN_PROTOCOL) ?? "").split(separator: ",").map {
      String($0.drop(while: { $0 == " " }).reversed().drop(while: { $0 == " " }).reversed())
    }
  }

  private static let methods: [(lws_token_indexes, HTTPMethod)] = [
    (WSI_TOKEN_GET_URI, .get), (WSI_TOKEN_HEAD_URI, .head), (WSI_TOKEN_POST_URI, .post),
    (WSI_TOKEN_PUT_URI, .put), (WSI_TOKEN_PATCH_URI, .patch), (WSI_TOKEN_DELETE_URI, .delete),
    (WSI_TOKEN_OPTIONS_URI, .options),
  ]
}
