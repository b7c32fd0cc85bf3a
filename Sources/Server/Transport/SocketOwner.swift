import CLws

/// What stands behind one libwebsockets socket; every callback of the socket ends here.
///
/// An owner lives on its lane: all its methods are called on the lane's thread.
class SocketOwner {
  /// Whether libwebsockets has let go of the owner.
  fileprivate(set) final var isReleased = false

  /// Handles one callback; a value other than 0 closes the socket.
  func handle(
    _ reason: lws_callback_reasons,
    socket: OpaquePointer,
    input: UnsafeMutableRawPointer?,
    count: Int
  ) -> Int32 { 0 }

  /// A pointer for libwebsockets to keep, which holds the owner until the socket is destroyed.
  final func retained() -> UnsafeMutableRawPointer {
    // Safety: released when the socket is destroyed, or by `releaseUnused`.
    Unmanaged.passRetained(self).toOpaque()
  }

  /// Takes back the pointer of a socket that never came about.
  final func releaseUnused() {
    guard !isReleased else { return }
    isReleased = true
    Unmanaged.passUnretained(self).release()
    destroyed()
  }

  /// The socket is gone; its pointer must not be used any more.
  func destroyed() {}
}

/// The one callback of all protocols: finds the socket's owner and hands over.
func socketCallback(
  _ socket: OpaquePointer?,
  _ reason: lws_callback_reasons,
  _ session: UnsafeMutableRawPointer?,
  _ input: UnsafeMutableRawPointer?,
  _ count: Int
) -> Int32 {
  guard let socket else { return 0 }
  switch reason {
  case LWS_CALLBACK_RAW_ADOPT, LWS_CALLBACK_RAW_RX:
    // A CONNECT request or garbage that libwebsockets would turn into a raw socket.
    return -1
  case LWS_CALLBACK_GET_THREAD_ID, LWS_CALLBACK_PROTOCOL_INIT, LWS_CALLBACK_PROTOCOL_DESTROY,
    LWS_CALLBACK_EVENT_WAIT_CANCELLED:
    // These come with a socket that is only a placeholder.
    return 0
  default:
    break
  }
  guard let pointer = lws_get_opaque_user_data(socket) else { return 0 }
  let reference = Unmanaged<SocketOwner>.fromOpaque(pointer)
  if reason == LWS_CALLBACK_WSI_DESTROY {
    lws_set_opaque_user_data(socket, nil)
    // Safety: balances the retain of `retained`; libwebsockets announces the destruction of a
    // socket once, and nothing comes after it.
    let owner = reference.takeRetainedValue()
    owner.isReleased = true
    owner.destroyed()
    return 0
  }
  let owner = reference.takeUnretainedValue()
  return owner.handle(reason, socket: socket, input: input, count: count)
}
