internal import CLws
import Glibc

/// The libwebsockets context of the provider streams, with a virtual host for each way out.
///
/// libwebsockets knows a proxy by virtual host. Extensions are never offered: permessage-deflate of
/// libwebsockets 4.1.6 aborts the process on an empty message. All methods but `wake` belong to the
/// streams' thread.
final class WebSocketContext {
  /// Files beside the streams' sockets: the context's own wake-up pipe, and some to spare.
  private static let spareFiles = 16
  private static let silence: Void = lws_set_log_level(0, nil)

  // Safety: this object owns what these point at; `destroy` ends the context first and then frees
  // what the context was reading.
  let raw: OpaquePointer
  private let protocols: UnsafeMutablePointer<lws_protocols>
  private let policy: UnsafeMutablePointer<lws_retry_bo_t>
  private let timer: UnsafeMutablePointer<lws_sorted_usec_list_t>
  private let name: UnsafeMutablePointer<CChar>
  private var hosts: [WebSocketProxy.Way: OpaquePointer] = [:]
  private let certificates: String?

  /// Creates a context, or gives `nil` where the library refuses.
  init?(settings: WebSocketStreamClient.Settings) {
    WebSocketContext.silence
    guard let name = strdup("provider") else { return nil }
    self.name = name
    // Safety: libwebsockets keeps these pointers; they are freed after the context in `destroy`.
    // The second entry, without a callback, ends the list.
    protocols = .allocate(capacity: 2)
    protocols.initialize(repeating: lws_protocols(), count: 2)
    protocols[0].name = UnsafePointer(name)
    protocols[0].callback = peerCallback
    protocols[0].rx_buffer_size = 4_096
    protocols[0].tx_packet_size = 64 * 1_024
    policy = .allocate(capacity: 1)
    policy.initialize(to: lws_retry_bo_t())
    policy.pointee.secs_since_valid_ping = UInt16(settings.pingAfter.components.seconds)
    policy.pointee.secs_since_valid_hangup = UInt16(settings.hangUpAfter.components.seconds)
    timer = .allocate(capacity: 1)
    timer.initialize(to: lws_sorted_usec_list_t())
    certificates = settings.certificates
    var info = lws_context_creation_info()
    info.port = CONTEXT_PORT_NO_LISTEN
    // Otherwise its tables are as large as the process's limit of open files.
    info.fd_limit_per_thread = UInt32(settings.streamLimit + WebSocketContext.spareFiles)
    info.max_http_header_data = 8 * 1_024
    info.pt_serv_buf_size = 16 * 1_024
    info.timeout_secs = 60
    info.gid = -1
    info.uid = -1
    info.options =
      UInt64(LWS_SERVER_OPTION_EXPLICIT_VHOSTS) | UInt64(LWS_SERVER_OPTION_VALIDATE_UTF8)
      | UInt64(LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT)
    guard let raw = lws_create_context(&info) else {
      WebSocketContext.free(protocols, policy, timer, name)
      return nil
    }
    self.raw = raw
  }

  /// Closes every socket and frees the context.
  func destroy() {
    lws_context_destroy(raw)
    WebSocketContext.free(protocols, policy, timer, name)
  }

  private static func free(
    _ protocols: UnsafeMutablePointer<lws_protocols>,
    _ policy: UnsafeMutablePointer<lws_retry_bo_t>,
    _ timer: UnsafeMutablePointer<lws_sorted_usec_list_t>,
    _ name: UnsafeMutablePointer<CChar>
  ) {
    protocols.deallocate()
    policy.deallocate()
    timer.deallocate()
    Glibc.free(name)
  }

  /// Waits for sockets and serves them, for at most a time.
  ///
  /// - Returns: `false` when the context is not usable any more.
  func serve(atMost limit: Duration?) -> Bool {
    if let limit {
      let microseconds = lws_usec_t(limit / .microseconds(1))
      lws_sul_schedule(raw, 0, timer, { _ in }, microseconds)
    }
    return lws_service(raw, 0) >= 0
  }

  /// Begins a connection; the peer hears how it went.
  ///
  /// - Parameters:
  ///   - target: the numeric address to connect to; through a proxy the name, which is the proxy's
  ///     to resolve.
  func connect(
    _ peer: WebSocketPeer,
    to target: String,
    of address: WebSocketAddress,
    by way: WebSocketProxy.Way
  ) -> OpaquePointer? {
    guard let host = host(for: way) else { return nil }
    var info = lws_client_connect_info()
    info.context = raw
    info.vhost = host
    info.port = Int32(address.port)
    // Keys go where they were meant to go and nowhere else: no redirects.
    var flags = LCCSCF_HTTP_NO_FOLLOW_REDIRECT.rawValue
    if address.isSecure { flags |= LCCSCF_USE_SSL.rawValue }
    info.ssl_connection = Int32(flags)
    info.retry_and_idle_policy = UnsafePointer(policy)
    info.opaque_user_data = peer.retained()
    let socket = target.withCString { target in
      address.path.withCString { path in
        address.authority.withCString { authority in
          info.address = target
          info.path = path
          info.host = authority
          info.local_protocol_name = UnsafePointer(name)
          return lws_client_connect_via_info(&info)
        }
      }
    }
    if socket == nil { peer.releaseUnused() }
    return socket
  }

  private func host(for way: WebSocketProxy.Way) -> OpaquePointer? {
    if let host = hosts[way] { return host }
    var info = lws_context_creation_info()
    info.port = CONTEXT_PORT_NO_LISTEN
    info.protocols = UnsafePointer(protocols)
    info.retry_and_idle_policy = UnsafePointer(policy)
    info.connect_timeout_secs = 60
    info.options = UInt64(LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT)
    if certificates != nil { info.options |= UInt64(LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS) }
    // An empty proxy is none; without any, libwebsockets would take one from the environment.
    let proxy = if case .through(let proxy) = way { proxy } else { "" }
    let host = proxy.withCString { proxy in
      "http/1.1".withCString { version in
        (certificates ?? "").withCString { certificates -> OpaquePointer? in
          info.http_proxy_address = proxy
          info.alpn = version
          if self.certificates != nil { info.client_ssl_ca_filepath = certificates }
          guard let host = lws_create_vhost(raw, &info) else { return nil }
          lws_init_vhost_client_ssl(&info, host)
          return host
        }
      }
    }
    hosts[way] = host
    return host
  }
}
