import Speech
import VoiceEngine

/// How much an interview may have under way at its ports: the fifth invariant, as numbers.
struct QueueBounds {
  let configuration: EngineConfiguration
  let answerLimit: Duration

  /// What is wrong with a load, or `nil`.
  func violation(_ load: PortDesk.Load) -> String? {
    if load.openUtterances > 1 { return "one utterance is heard at a time" }
    if load.calls > 16 { return "at most 16 calls wait: there are \(load.calls)" }
    let longest = configuration.utteranceLimit + configuration.preRoll + .seconds(2)
    if load.longestUtterance > longest { return "an utterance is at most \(longest) long" }
    // Every utterance of a turn ends with a silence.
    let most = Int(answerLimit / configuration.utteranceSilence) + 2
    if load.awaitedUtterances > most { return "at most \(most) utterances wait for their words" }
    return nil
  }
}
