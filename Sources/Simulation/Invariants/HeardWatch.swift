import Speech
import VoiceEngine

/// Holds the transcript of a cut utterance against what the candidate's client really played.
struct HeardWatch {
  private var utterance: UInt16 = 0
  private var places: [SampleTime] = []
  /// What the client played of the newest utterance that it plays.
  var played = CandidatePlayout.Position(utterance: 0, playedMilliseconds: 0)

  mutating func take(_ packet: InterviewerPacket) {
    if packet.utterance != utterance {
      utterance = packet.utterance
      places = []
    }
    places.append(packet.start)
  }

  /// What is wrong with an end of an utterance, or `nil`.
  func violation(_ finished: UtteranceFinished) -> String? {
    guard finished.truncated, finished.utterance == utterance, let last = finished.words.last else {
      return nil
    }
    let count = played.utterance == utterance ? Int(played.playedMilliseconds / 20) : 0
    let heard = count == 0 ? .zero : places[min(count, places.count) - 1] + .milliseconds(20)
    return last.end <= heard
      ? nil : "the transcript holds what was heard: a word ends at \(last.end.milliseconds) ms"
  }
}
