internal import CCurl
import Speech

/// One libcurl transfer: its handle, its header list, and what it writes to.
///
/// Lives on the network thread.
final class CurlTransfer {
  let transfer: HTTPTransfer
  // Safety: created in init, freed in deinit; used by the network thread alone.
  let handle: UnsafeMutableRawPointer
  // Safety: owned with the handle, which reads it while it lives.
  private var headers: UnsafeMutablePointer<curl_slist>?

  /// Prepares a transfer, or gives `nil` where libcurl refuses a setting.
  init?(_ transfer: HTTPTransfer, settings: HTTPStreamClient.Settings) {
    guard let handle = curl_easy_init() else { return nil }
    self.transfer = transfer
    self.handle = handle
    guard apply(settings), apply(transfer.request), applyCallbacks() else { return nil }
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(headers)
  }

  private func apply(_ settings: HTTPStreamClient.Settings) -> Bool {
    set(CURLOPT_NOSIGNAL, 1)
      // Keys go where they were meant to go and nowhere else: no redirects, no other protocols.
      && set(CURLOPT_PROTOCOLS_STR, "http,https") && set(CURLOPT_FOLLOWLOCATION, 0)
      && set(CURLOPT_SSL_VERIFYPEER, 1) && set(CURLOPT_SSL_VERIFYHOST, 2)
      && set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
      && set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
      && set(CURLOPT_USERAGENT, "vivavoce")
      && (settings.certificates.map { set(CURLOPT_CAINFO, $0) } ?? true)
      && (settings.proxy.map { set(CURLOPT_PROXY, $0) } ?? true)
  }

  private func apply(_ request: HTTPStreamRequest) -> Bool {
    let deadlines = request.deadlines
    guard
      set(CURLOPT_URL, request.address),
      set(CURLOPT_CONNECTTIMEOUT_MS, Int(max(1, deadlines.connect.inMilliseconds))),
      set(CURLOPT_TIMEOUT_MS, Int(max(1, deadlines.total.inMilliseconds)))
    else { return false }
    // Without this libcurl waits for a "100 Continue" that few providers send.
    var lines = ["Expect:"]
    for (name, value) in request.headers {
      guard !(name + value).contains(where: { $0.isNewline || $0 == "\0" }) else { return false }
      lines.append("\(name): \(value)")
    }
    for line in lines {
      guard let longer = curl_slist_append(headers, line) else { return false }
      headers = longer
    }
    guard vv_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers) == CURLE_OK else { return false }
    guard request.method == .post else { return set(CURLOPT_HTTPGET, 1) }
    let size = curl_off_t(request.body.count)
    guard vv_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, size) == CURLE_OK else {
      return false
    }
    // A body at nowhere would make libcurl ask for one.
    if request.body.isEmpty { return set(CURLOPT_COPYPOSTFIELDS, "") }
    return request.body.withUnsafeBytes {
      vv_curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) == CURLE_OK
    }
  }

  private func applyCallbacks() -> Bool {
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    return vv_curl_set_callback(handle, CURLOPT_WRITEFUNCTION, takeBody) == CURLE_OK
      && vv_curl_set_pointer(handle, CURLOPT_WRITEDATA, context) == CURLE_OK
      && vv_curl_set_callback(handle, CURLOPT_HEADERFUNCTION, takeHeader) == CURLE_OK
      && vv_curl_set_pointer(handle, CURLOPT_HEADERDATA, context) == CURLE_OK
  }

  private func set(_ option: CURLoption, _ value: Int) -> Bool {
    vv_curl_set_long(handle, option, value) == CURLE_OK
  }

  private func set(_ option: CURLoption, _ value: String) -> Bool {
    vv_curl_set_string(handle, option, value) == CURLE_OK
  }

  /// What a result of libcurl says, or `nil` for success.
  static func error(_ result: CURLcode) -> ProviderError? {
    switch result {
    case CURLE_OK: nil
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .invalidRequest
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT:
      .unreachable
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
      .untrusted
    case CURLE_OPERATION_TIMEDOUT: .timedOut(.total)
    case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: .malformed
    default: .disconnected
    }
  }

  /// Whether the connection was made before a result.
  var isConnected: Bool {
    var microseconds: curl_off_t = 0
    return vv_curl_get_size(handle, CURLINFO_PRETRANSFER_TIME_T, &microseconds) == CURLE_OK
      && microseconds > 0
  }
}

private let takeHeader: vv_curl_callback = { bytes, size, count, context in
  guard let bytes, let context else { return 0 }
  let transfer = Unmanaged<HTTPTransfer>.fromOpaque(context).takeUnretainedValue()
  let line = Array(UnsafeRawBufferPointer(start: bytes, count: size * count))
  return transfer.take(headerLine: line, at: .now) ? size * count : 0
}

private let takeBody: vv_curl_callback = { bytes, size, count, context in
  guard let bytes, let context else { return 0 }
  let transfer = Unmanaged<HTTPTransfer>.fromOpaque(context).takeUnretainedValue()
  let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
  switch transfer.take(piece, at: .now) {
  case .taken: return piece.count
  case .heldBack: return vv_curl_write_pause
  case .tooLarge:
    transfer.finish(.tooLarge)
    return 0
  }
}
