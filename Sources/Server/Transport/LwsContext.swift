import CLws
import Glibc
import Synchronization

/// One libwebsockets context on a lane's event loop, with one virtual host and no listener.
///
/// Sockets are accepted by the lane and adopted: so the limit on sockets holds before a byte is
/// read, a bind error can be told exactly, and a drain can stop listening while connections live.
/// Extensions are never offered: permessage-deflate of libwebsockets 4.1.6 aborts the process on an
/// empty message. All methods belong to the lane's thread.
final class LwsContext {
  private static let isSilent = Mutex(false)

  // Safety: made once, used on the lane, destroyed with the context by this one owner.
  /// The context.
  // Safety: this object owns what these point at; `destroy` ends the context first and then frees
  // what the context was reading.
  let raw: OpaquePointer
  private let host: OpaquePointer
  private let protocols: UnsafeMutablePointer<lws_protocols>
  private let names: [UnsafeMutablePointer<CChar>]
  private let policy: UnsafeMutablePointer<lws_retry_bo_t>
  private let loops: UnsafeMutablePointer<UnsafeMutableRawPointer?>

  /// Creates a context on a loop.
  ///
  /// - Throws: `TransportError.libraryRefused`.
  init(loop: EventLoop, subprotocols: [String], limits: TransportLimits, connectsSecurely: Bool)
    throws
  {
    names = (["default"] + subprotocols).compactMap { strdup($0) }
    // Safety: libwebsockets keeps these pointers; they are freed after the context in `destroy`.
    // One more than there are names: an entry without a callback ends the list.
    protocols = .allocate(capacity: names.count + 1)
    protocols.initialize(repeating: lws_protocols(), count: names.count + 1)
    for index in 0...subprotocols.count {
      protocols[index].name = UnsafePointer(names[index])
      protocols[index].callback = socketCallback
      protocols[index].rx_buffer_size = 4_096
      protocols[index].tx_packet_size = 64 * 1_024
    }
    policy = .allocate(capacity: 1)
    policy.initialize(to: lws_retry_bo_t())
    policy.pointee.secs_since_valid_ping = UInt16(limits.pingAfter.components.seconds)
    policy.pointee.secs_since_valid_hangup = UInt16(limits.cutAfter.components.seconds)
    loops = .allocate(capacity: 1)
    loops.initialize(to: UnsafeMutableRawPointer(loop.raw))

    var info = lws_context_creation_info()
    info.port = CONTEXT_PORT_NO_LISTEN
    info.protocols = UnsafePointer(protocols)
    info.retry_and_idle_policy = UnsafePointer(policy)
    info.foreign_loops = loops
    info.max_http_header_data = limits.headerBytes
    info.timeout_secs = UInt32(max(1, limits.headerTimeout.components.seconds))
    info.timeout_secs_ah_idle = UInt32(max(1, limits.headerTimeout.components.seconds))
    info.pt_serv_buf_size = 16 * 1_024
    info.gid = -1
    info.uid = -1
    var options =
      UInt64(LWS_SERVER_OPTION_LIBEV) | UInt64(LWS_SERVER_OPTION_VALIDATE_UTF8)
      | UInt64(LWS_SERVER_OPTION_EXPLICIT_VHOSTS)
    if connectsSecurely { options |= UInt64(LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT) }
    info.options = options

    LwsContext.silenceLibrary()
    let created = "http/1.1".withCString { version -> (OpaquePointer, OpaquePointer)? in
      info.alpn = version
      guard let raw = lws_create_context(&info) else { return nil }
      guard let host = lws_create_vhost(raw, &info) else {
        lws_context_destroy(raw)
        return nil
      }
      if connectsSecurely { lws_init_vhost_client_ssl(&info, host) }
      return (raw, host)
    }
    guard let created else { throw TransportError.libraryRefused }
    (raw, host) = created
  }

  /// Stops the library from writing to standard error in its own form.
  private static func silenceLibrary() {
    isSilent.withLock { isSilent in
      if !isSilent { lws_set_log_level(0, nil) }
      isSilent = true
    }
  }

  /// Gives an accepted socket to libwebsockets, which closes it whatever happens.
  func adopt(_ descriptor: Int32, owner: SocketOwner) -> Bool {
    var description = lws_adopt_desc_t()
    description.vh = host
    description.type = lws_adoption_type(LWS_ADOPT_HTTP.rawValue | LWS_ADOPT_SOCKET.rawValue)
    description.fd.sockfd = descriptor
    description.opaque = owner.retained()
    let isAdopted = lws_adopt_descriptor_vhost_via_info(&description) != nil
    if !isAdopted { owner.releaseUnused() }
    return isAdopted
  }

  /// Has pending timeouts and buffered input looked at in the next turn of the loop.
  ///
  /// libev does not move a running timer to an earlier time when libwebsockets asks it to, so a
  /// lane nudges its context a few times a second.
  func nudge() { lws_cancel_service(raw) }

  /// Closes every socket and frees the context.
  func destroy() {
    lws_context_destroy(raw)
    protocols.deallocate()
    policy.deallocate()
    loops.deallocate()
    for name in names { free(name) }
  }

  /// Begins a client connection; the owner hears how it went.
  func connect(_ target: ClientTarget, owner: SocketOwner) -> Bool {
    var info = lws_client_connect_info()
    info.context = raw
    info.vhost = host
    info.port = Int32(target.port)
    info.ssl_connection = target.isSecure ? Int32(LCCSCF_USE_SSL.rawValue) : 0
    info.retry_and_idle_policy = UnsafePointer(policy)
    info.opaque_user_data = owner.retained()
    let created = target.host.withCString { host in
      target.path.withCString { path in
        target.authority.withCString { authority in
          "default".withCString { local in
            info.address = host
            info.path = path
            info.host = authority
            info.local_protocol_name = local
            guard let offered = target.subprotocol else {
              return lws_client_connect_via_info(&info)
            }
            return offered.withCString { offered in
              info.protocol = offered
              return lws_client_connect_via_info(&info)
            }
          }
        }
      }
    }
    if created == nil { owner.releaseUnused() }
    return created != nil
  }
}
