import Foundation
import Speech
import TestKit
import Testing
import VoiceEngine

/// An adapter, and by that the stage of a turn at which it works.
enum WireAdapter: CaseIterable, Sendable, CustomTestStringConvertible {
  case http(ProviderDialect)
  case webSocket(StreamingDialect)

  /// A stage of a turn.
  enum Stage { case recognition, wording, synthesis }

  static var allCases: [WireAdapter] {
    ProviderDialect.allCases.map { .http($0) } + StreamingDialect.allCases.map { .webSocket($0) }
  }

  var testDescription: String {
    switch self {
    case .http(let dialect): dialect.rawValue
    case .webSocket(let dialect): dialect.rawValue
    }
  }

  var stage: Stage {
    switch self {
    case .http(.openAITranscription), .http(.whisperCPP), .webSocket: .recognition
    case .http(.openAIChat), .http(.anthropic), .http(.gemini): .wording
    case .http: .synthesis
    }
  }
}

/// A provider on the loopback interface that really hears, words or speaks, and fails when told.
final class WireProvider {
  /// Where it is.
  let address: String
  /// The file of the certificate that is to be trusted.
  let certificates: String?
  private let server: ProtocolServer?
  private let secureServer: TLSServer?

  /// Starts a provider; `nil` where there is no TLS to fail with.
  ///
  /// - Parameter fails: whether a request fails, given its number from 0.
  init?(
    _ adapter: WireAdapter,
    _ fault: ProviderFault = .none,
    fails: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) throws {
    if let certificate = fault.certificate {
      guard let secure = TLSServer(certificate) else { return nil }
      secureServer = secure
      server = nil
      certificates = fault == .unknownAuthority ? nil : secure.certificate
      let scheme = if case .webSocket = adapter { "wss://" } else { "https://" }
      address = secure.address.replacing("https://", with: scheme)
      return
    }
    let plain = try ProtocolServer { request, number in
      let fault = fails(number) ? fault : .none
      switch adapter {
      case .http(let dialect): return fault.steps(dialect.body(for: request), of: dialect)
      case .webSocket(let dialect): return fault.steps(request, dialect, listener: ToneListener())
      }
    }
    server = plain
    secureServer = nil
    certificates = nil
    if case .webSocket = adapter {
      address = plain.webSocketAddress
    } else {
      address = plain.address
    }
  }

  deinit {
    server?.close()
    secureServer?.stop()
  }
}

extension ProviderDialect {
  /// What a server that understands a request answers.
  fileprivate func body(for request: ProtocolServer.Request) -> [UInt8] {
    switch self {
    case .openAITranscription, .whisperCPP:
      let words = ProviderDialect.heard(request.body)
      let text = words.map(\.text).joined(separator: " ")
      let timed = words.map { word in
        "{\"word\":\" \(word.text)\",\"start\":\(word.start),\"end\":\(word.end)}"
      }.joined(separator: ",")
      guard self == .whisperCPP else {
        return Array("{\"text\":\"\(text)\",\"words\":[\(timed)]}".utf8)
      }
      let segment = "{\"text\":\"\(text)\",\"start\":0,\"end\":60,\"words\":[\(timed)]}"
      return Array("{\"text\":\"\(text)\",\"segments\":[\(segment)]}".utf8)
    case .openAIChat, .anthropic, .gemini:
      let text = String(decoding: body, as: UTF8.self)
      return Array(
        text.replacing("I see.", with: "").replacing(" Thank you.", with: "Thank you.").utf8
      )
    case .openAISpeechPCM, .openAISpeechWAV, .piper, .elevenLabs:
      let json = try? JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
      return spoken((json?["input"] ?? json?["text"]) as? String ?? "")
    }
  }

  /// The words of the WAV file in a form.
  private static func heard(_ form: [UInt8]) -> [HeardWord] {
    guard let start = form.firstRange(of: Array("RIFF".utf8))?.lowerBound else { return [] }
    let size = form[(start + 40)..<(start + 44)].reversed().reduce(0) { $0 << 8 | Int($1) }
    var listener = ToneListener()
    listener.take(StreamingDialect.samples(form[(start + 44)..<(start + 44 + size)]))
    listener.finish()
    return listener.words
  }

  /// A tenth of a second a word.
  private func spoken(_ text: String) -> [UInt8] {
    let words = text.split(separator: " ").count
    let rate = self == .openAISpeechPCM || self == .elevenLabs ? 24_000 : 22_050
    let sound = (0..<(words * rate / 10)).map { Int16($0 % 100 * 160 - 8_000) }
    let pcm = sound.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
    switch self {
    case .openAISpeechWAV: return ProviderDialect.wav(size: .max, pcm)
    case .piper: return ProviderDialect.wav(size: UInt32(pcm.count), pcm)
    case .elevenLabs:
      let characters = text.map { "\"\($0)\"" }
      let step = 0.1 * Double(words) / Double(max(1, characters.count))
      let starts = characters.indices.map { "\(step * Double($0))" }
      let ends = characters.indices.map { "\(step * Double($0 + 1))" }
      let times =
        [("characters", characters), ("character_start_times_seconds", starts)]
        + [("character_end_times_seconds", ends)]
      let fields = times.map { "\"\($0.0)\":[\($0.1.joined(separator: ","))]" }
      let sound = Data(pcm).base64EncodedString()
      return Array(
        "{\"audio_base64\":\"\(sound)\",\"alignment\":{\(fields.joined(separator: ","))}}\n".utf8
      )
    default: return pcm
    }
  }
}
