import Testing
import VoiceEngine

@testable import Server

@Suite struct ProviderLineTests {
  private func fault(_ text: String, _ role: ProviderRole) -> String? {
    do throws(ProviderLine.Fault) {
      _ = try ProviderLine(text, role: role)
      return nil
    } catch { return error.message }
  }

  @Test func `a line has a kind, an address and names`() throws {
    let line = try ProviderLine(
      "openai http://127.0.0.1:8880/v1 model=kokoro voice=af_heart voice.FR=ff_siwis",
      role: .synthesizer
    )
    #expect(line.kind == "openai" && line.address == "http://127.0.0.1:8880/v1")
    #expect(line.fields["model"] == "kokoro" && line.fields["voice"] == "af_heart")
    #expect(line.voices == ["fr": "ff_siwis"] && line.host == "127.0.0.1")
  }

  @Test func `a hosted provider has its own address`() throws {
    let line = try ProviderLine("anthropic model=m key_file=/k", role: .languageModel)
    #expect(line.address == "https://api.anthropic.com" && line.host == "api.anthropic.com")
    let other = try ProviderLine("anthropic https://proxy.example model=m", role: .languageModel)
    #expect(other.host == "proxy.example")
  }

  @Test func `a stub stands alone`() throws {
    #expect(try ProviderLine("stub", role: .recognizer).kind == ProviderLine.stub)
    #expect(try ProviderLine("stub", role: .synthesizer).host == "")
    #expect(fault("stub http://a/", .recognizer) == "\"stub\" stands alone")
    #expect(try ProviderLine("stub", role: .languageModel).address == "")
  }

  @Test func `a line may tell its prices and how long an attempt takes`() throws {
    let text = "openai http://a/v1 model=m price_input=0.15 price_output=0.6 attempt=8s"
    let line = try ProviderLine(text, role: .languageModel)
    #expect(line.attempt == .seconds(8))
    #expect(line.prices.millionInputTokens == 0.15 && line.prices.millionOutputTokens == 0.6)
    #expect(line.prices.audioMinute == 0)
  }

  @Test func `languages are separated by colons`() throws {
    let text = "openai http://a/v1 model=m languages=en:FR"
    #expect(try ProviderLine(text, role: .recognizer).languages == ["en", "fr"])
  }

  @Test(arguments: [
    ("https://user:word@host.example:8443/v1", "host.example"), ("http://[::1]:80/v1", "::1"),
    ("http://host?x", "host"),
  ])
  func `the host is found in any address`(address: String, host: String) throws {
    #expect(try ProviderLine("openai \(address) model=m", role: .recognizer).host == host)
  }

  @Test(arguments: [
    ("", ProviderRole.recognizer, "a provider needs a kind"),
    ("opnai http://a/v1 model=m", .recognizer, "there are openai, deepgram, vosk, embedded"),
    ("embedded", .languageModel, "unknown kind"),
    ("elevenlabs model=m voice=v", .recognizer, "unknown kind"),
    ("openai model=m", .recognizer, "needs an address"),
    ("openai http://a/v1", .recognizer, "needs model=…"),
    ("openai ftp://a/v1 model=m", .recognizer, "must begin with http:// or https://"),
    ("openai http:///v1 model=m", .recognizer, "must begin with http:// or https://"),
    ("deepgram https://a model=m", .recognizer, "must begin with ws:// or wss://"),
    ("vosk", .recognizer, "needs an address, such as ws://127.0.0.1:2700"),
    ("openai http://a/v1 model=m fast", .recognizer, "NAME=VALUE"),
    ("openai http://a/v1 modle=m", .recognizer, "did you mean \"model\"?"),
    ("openai http://a/v1 model=m model=n", .recognizer, "stands twice"),
    ("openai http://a/v1 model=m key_file=a key_variable=b", .recognizer, "give one of"),
    ("openai http://a/v1 model=m attempt=soon", .recognizer, "a duration such as 4s"),
    ("openai http://a/v1 model=m price_input=cheap", .languageModel, "an amount such as 0.15"),
    ("openai http://a/v1 model=m price_input=-1", .languageModel, "an amount such as 0.15"),
    ("openai http://a/v1 model=m voice=v format=mp3", .synthesizer, "pcm or wav"),
    ("openai http://a/v1 model=m", .synthesizer, "needs voice=…"),
    ("embedded model=m", .synthesizer, "stands alone"),
  ])
  func `a line that cannot be used says why`(text: String, role: ProviderRole, reason: String) {
    let message = fault(text, role)
    #expect(message?.contains(reason) == true, "\(message ?? "nil")")
  }

  @Test func `a key in a line is refused and not repeated`() throws {
    let text = "openai http://a/v1 model=m key=key-canary-91"
    #expect(fault(text, .recognizer)?.contains("canary") == false)
    let error = #expect(throws: ConfigurationError.self) {
      try ConfigurationResolver.resolve(
        arguments: ["--recognizers", text],
        environment: [:],
        readFile: { _ in nil }
      )
    }
    #expect(error?.description.contains("unknown name \"key\"") == true)
    #expect(error?.description.contains("canary") == false)
  }

  @Test func `lists come from file, environment and flags alike`() throws {
    let lines = ["openai http://a/v1 model=m", "embedded"]
    let fromFile = try ConfigurationResolver.resolve(
      arguments: ["--config", "f"],
      environment: [:],
      readFile: { _ in "[providers]\nrecognizers = [\"\(lines[0])\", \"\(lines[1])\"]\n" }
    )
    let fromFlag = try ConfigurationResolver.resolve(
      arguments: ["--recognizers", lines.joined(separator: ", ")],
      environment: [:],
      readFile: { _ in nil }
    )
    for options in [fromFile, fromFlag] {
      let configuration = ServerConfiguration(options)
      #expect(configuration.recognizers.map(\.kind) == ["openai", "embedded"])
      #expect(configuration.languageModels.isEmpty)
      #expect(configuration.synthesizers.map(\.kind) == ["embedded"])
    }
  }
}
