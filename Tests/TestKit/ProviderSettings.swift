public import VoiceEngine

extension HTTPStreamClient.Settings {
  /// For tests: whatever proxy the machine has, the loopback interface is reached directly.
  public static var direct: HTTPStreamClient.Settings {
    var settings = HTTPStreamClient.Settings()
    settings.proxy = ""
    return settings
  }
}

extension WebSocketStreamClient {
  /// The client that tests share.
  ///
  /// libwebsockets 4.1.6 renumbers its OpenSSL indices whenever a context is made, so that a
  /// certificate that is looked at in that moment is refused, whatever it says.
  public static let shared = WebSocketStreamClient(settings: .direct)
}

extension HTTPStreamRequest.Deadlines {
  /// Deadlines that only a test that hangs comes to.
  public static var patient: HTTPStreamRequest.Deadlines {
    HTTPStreamRequest.Deadlines(
      connect: .seconds(30),
      firstByte: .seconds(30),
      stall: .seconds(30),
      total: .seconds(60)
    )
  }
}
