/// What one WebSocket connection means; every method is called on the connection's lane.
protocol WebSocketHandler: AnyObject {
  /// The handshake is done; messages may be sent from now on.
  func opened(_ connection: WebSocketConnection)
  /// A whole text message came.
  func received(text: String)
  /// A whole binary message came.
  func received(binary: [UInt8])
  /// The connection is gone, for whatever reason; called once, only after `opened`.
  func closed()
  /// 20 ms went by; `now` is monotonic.
  func tick(at now: Duration)
}
