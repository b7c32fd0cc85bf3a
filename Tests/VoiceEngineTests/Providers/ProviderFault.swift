import Foundation
import TestKit
import VoiceEngine

/// What a provider does on the wire.
///
/// Every adapter meets every case: alone in the conformance tests, and at its stage of whole
/// interviews. `docs/providers.md` has the grid.
enum ProviderFault: String, CaseIterable, Sendable {
  /// Answers as its reference says.
  case none
  /// Sends every byte alone.
  case crumbles
  /// Sends signs of life before and between what matters.
  case keepAlives
  /// Has fields, headers and messages that no reference knows.
  case unknownFields
  /// Begins late, but within the deadline.
  case slowFirstByte
  /// Takes the request and says nothing.
  case silence
  /// Stops in the middle.
  case stall
  /// 401.
  case unauthorized
  /// 429 with `Retry-After`.
  case rateLimited
  /// 500.
  case serverError
  /// Breaks its own protocol.
  case malformed
  /// Ends the connection in the middle.
  case disconnect
  /// Has a certificate that ran out.
  case expiredCertificate
  /// Has the certificate of another host.
  case otherHost
  /// Has a certificate that nobody vouches for.
  case unknownAuthority

  /// What comes of it, or `nil` where it is an answer all the same.
  var error: ProviderError? {
    switch self {
    case .none, .crumbles, .keepAlives, .unknownFields, .slowFirstByte: nil
    case .silence: .timedOut(.firstByte)
    case .stall: .timedOut(.stall)
    case .unauthorized: .unauthorized(status: 401)
    case .rateLimited: .rateLimited(retryAfter: .seconds(3))
    case .serverError: .unavailable(status: 500, retryAfter: nil)
    case .malformed: .malformed
    case .disconnect: .disconnected
    case .expiredCertificate, .otherHost, .unknownAuthority: .untrusted
    }
  }

  /// The certificate of the server, where there is one.
  var certificate: TLSServer.Certificate? {
    switch self {
    case .expiredCertificate: .expired
    case .otherHost: .otherHost
    case .unknownAuthority: .valid
    default: nil
    }
  }

  /// Deadlines of which only the one that is to pass is short.
  var deadlines: HTTPStreamRequest.Deadlines {
    var deadlines = HTTPStreamRequest.Deadlines.patient
    if self == .silence { deadlines.firstByte = .milliseconds(80) }
    if self == .stall { deadlines.stall = .milliseconds(80) }
    // Shorter than the first byte is late: it must not count before that.
    if self == .slowFirstByte { deadlines.stall = .milliseconds(100) }
    return deadlines
  }

  /// What a refusal says; nobody may repeat it.
  static let refusal = "{\"error\":{\"message\":\"canary-83\",\"type\":\"x\"}}"

  /// A refusal in place of an answer or of a WebSocket, or `nil` where the fault is another.
  var refusalSteps: [ProtocolServer.Step]? {
    switch self {
    case .unauthorized: ProtocolServer.answer(401, [], ProviderFault.refusal)
    case .rateLimited: ProtocolServer.answer(429, ["Retry-After: 3"], ProviderFault.refusal)
    case .serverError: ProtocolServer.answer(500, [], ProviderFault.refusal)
    default: nil
    }
  }

  /// How a provider that speaks a dialect answers over HTTP.
  ///
  /// - Parameter body: its answer when all is well.
  func steps(_ body: [UInt8], of dialect: ProviderDialect) -> [ProtocolServer.Step] {
    if let refusalSteps { return refusalSteps }
    let head = ProtocolServer.head()
    let half = ProtocolServer.Step.chunk(Array(body[..<(body.count / 2)]))
    switch self {
    case .crumbles: return [head] + body.map { .chunk([$0]) } + [.lastChunk]
    case .keepAlives:
      let interim = ProtocolServer.Step.bytes(Array("HTTP/1.1 102 Processing\r\n\r\n".utf8))
      return [interim, interim] + ProtocolServer.answer(200, [], dialect.keptAlive(body))
    case .unknownFields:
      let headers = ["X-Of-The-Future: a, b;c=\"d\"", "Priority: u=9"]
      return ProtocolServer.answer(200, headers, dialect.withUnknownFields(body))
    case .slowFirstByte:
      return [.pause(milliseconds: 250)] + ProtocolServer.answer(200, [], body)
    case .silence: return [.stall]
    case .stall: return [head, half, .stall]
    case .disconnect: return [head, half, .disconnect]
    case .malformed: return ProtocolServer.answer(200, [], dialect.malformed)
    default: return ProtocolServer.answer(200, [], body)
    }
  }

  /// How a provider that speaks a dialect over WebSockets goes about it.
  func steps(
    _ request: ProtocolServer.Request,
    _ dialect: StreamingDialect,
    listener: any WordListener & Sendable = LevelListener()
  ) -> [ProtocolServer.Step] {
    if let refusalSteps { return refusalSteps }
    let (fault, manner): (StreamingDialect.Fault, StreamingDialect.Manner) =
      switch self {
      case .crumbles: (.none, .crumbling)
      case .keepAlives: (.none, .pinging)
      case .unknownFields: (.none, .embellished)
      case .silence: (.stall(after: 0), .whole)
      case .stall: (.stall(after: 5, midway: true), .whole)
      case .malformed: (.say("{\"type\": ", after: 5), .whole)
      case .disconnect: (.disconnect(after: 5), .whole)
      default: (.none, .whole)
      }
    let upgrade = ProtocolServer.upgrade(request) { socket in
      dialect.serve(socket, fault: fault, manner: manner, listener: listener)
    }
    return (self == .slowFirstByte ? [.pause(milliseconds: 250)] : []) + upgrade
  }

  /// A JSON text in which every object has one more field.
  static func withUnknownFields(_ json: String) -> String {
    json.replacing("{\"", with: "{\"of_the_future\":[{},null,{\"text\":[]}],\"")
  }
}

extension ProviderDialect {
  /// An answer with whatever its protocol lets a server send to keep a connection open.
  fileprivate func keptAlive(_ body: [UInt8]) -> [UInt8] {
    let text = String(decoding: body, as: UTF8.self)
    switch self {
    // Sound has no room for it.
    case .openAISpeechPCM, .openAISpeechWAV, .piper: return body
    case .openAITranscription, .whisperCPP: return Array("\n \r\n\(text) \n".utf8)
    case .elevenLabs: return Array(text.replacing("\n", with: "\n\r\n\n").utf8)
    case .openAIChat, .anthropic, .gemini:
      // A comment may stand before any line.
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return Array(lines.map { ": keep-alive\n\($0)" }.joined(separator: "\n").utf8)
    }
  }

  fileprivate func withUnknownFields(_ body: [UInt8]) -> [UInt8] {
    switch self {
    case .openAISpeechPCM, .openAISpeechWAV, .piper: body
    default: Array(ProviderFault.withUnknownFields(String(decoding: body, as: UTF8.self)).utf8)
    }
  }
}
