public import VoiceEngine

/// A provider's language model as a judge asks it: the reply is read whole.
///
/// Rating is not urgent, so its deadlines are longer than those of a conversation.
public struct StreamedJudgeModel<Model: LanguageModel>: JudgeModel {
  private static var deadlines: HTTPStreamRequest.Deadlines {
    HTTPStreamRequest.Deadlines(firstByte: .seconds(20), stall: .seconds(10), total: .seconds(60))
  }

  /// Name and version, as its provider calls it.
  public let name: String
  private let model: Model

  /// Creates the adapter.
  ///
  /// - Parameter name: name and version of the model, which are kept with every rating.
  public init(_ model: Model, name: String) {
    self.model = model
    self.name = name
  }

  /// What the model answers; a reply that goes beyond the limit is ended there.
  public func answer(
    to prompt: ModelPrompt,
    limit: Int
  ) async throws(JudgeModelError) -> String {
    do throws(ProviderError) {
      return try await model.reply(to: prompt, deadlines: Self.deadlines) { text in
        text.utf8.count <= limit
      }
    } catch {
      throw JudgeModelError(.unavailable)
    }
  }
}
