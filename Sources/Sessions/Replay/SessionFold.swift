public import Speech
public import VoiceEngine

/// An answer as the journal tells it.
public struct JournalAnswer: Equatable, Sendable {
  /// What was asked last before the answer: a core question or a follow-up.
  public var asked: QuestionAsked
  /// The committed turn.
  public var turn: TurnCommitted
  /// What the recognizer settled on, or what was typed; `nil` where there is neither.
  public var transcript: TranscriptFinal?
}

/// Something that was said, with its words.
public struct Saying: Equatable, Sendable {
  /// Who said it.
  public var party: Party
  /// All of it.
  public var text: String
  /// The words with times; empty where there are none.
  public var words: [WordTiming]
  /// Where it began.
  public var start: SampleTime
  /// Where it ended.
  public var end: SampleTime
}

/// What a journal amounts to, found by going through it once.
///
/// Only what was said and asked is kept, not the events: an hour is some hundred kilobytes.
public struct SessionFold: Equatable, Sendable {
  private struct Asking: Equatable {
    var asked: QuestionAsked
    var start: SampleTime
  }

  struct PassedOn: Equatable {
    var turn: Int
    var at: SampleTime
  }

  private struct Answered: Equatable {
    var asked: QuestionAsked
    var turn: TurnCommitted
  }

  private var askings: [Asking] = []
  private var answered: [Answered] = []
  private var transcripts: [Int: TranscriptFinal] = [:]
  private var finished: [UtteranceFinished] = []
  /// The core question or follow-up to which the next answer belongs.
  private var asked: QuestionAsked?
  /// The asking whose utterance has not begun.
  private var unspokenAsking: Int?
  /// Which asking an utterance speaks.
  private var spokenAskings: [UInt16: Int] = [:]

  /// Why the session ended, or `nil` where the journal does not say.
  public private(set) var endReason: Ended.Reason?
  /// Time of the last event.
  public private(set) var lastEvent: SampleTime = .zero
  /// What the candidate marked as wrong.
  public private(set) var flags: [TranscriptFlagged] = []
  /// Turns in which the candidate asked what a person has to answer, each with its end.
  private(set) var passedOn: [PassedOn] = []

  /// Creates the fold of an empty journal.
  public init() {}

  /// Takes the journal's next line.
  public mutating func add(_ line: SessionEvent) {
    lastEvent = max(lastEvent, line.at)
    switch line.event {
    case .questionAsked(let asked): ask(asked, at: line.at)
    case .utteranceStarted(let started):
      guard let asking = unspokenAsking else { break }
      askings[asking].start = line.at
      spokenAskings[started.utterance] = asking
      unspokenAsking = nil
    case .utteranceFinished(let utterance):
      finished.append(utterance)
      guard let asking = spokenAskings.removeValue(forKey: utterance.utterance) else { break }
      askings[asking].start = SampleTime(milliseconds: utterance.startMilliseconds)
    case .transcriptFinal(let transcript): transcripts[transcript.turn] = transcript
    case .turnCommitted(let turn):
      // A turn before the first question, as during the greeting, answers nothing.
      if let asked { answered.append(Answered(asked: asking(of: turn, last: asked), turn: turn)) }
    case .questionPassedOn(let question):
      guard !passedOn.contains(where: { $0.turn == question.turn }) else { break }
      passedOn.append(PassedOn(turn: question.turn, at: line.at))
    case .transcriptFlagged(let flag): flags.append(flag)
    case .ended(let ended): endReason = ended.reason
    case .turnLatencyMeasured, .turnResumed, .stateChanged, .playbackCleared, .speechStarted,
      .speechStopped, .transcriptPartial, .levelMeasured, .warned:
      break
    }
  }

  /// What a turn answers: an answer that went on after the next question was announced still
  /// belongs to its own.
  private func asking(of turn: TurnCommitted, last: QuestionAsked) -> QuestionAsked {
    guard turn.questionID != last.questionID else { return last }
    return askings.map(\.asked).last { asked in
      asked.questionID == turn.questionID && (asked.kind == .core || asked.kind == .followUp)
    } ?? last
  }

  private mutating func ask(_ asked: QuestionAsked, at time: SampleTime) {
    switch asked.kind {
    case .core, .followUp: self.asked = asked
    // The same question again: the answer still belongs to what was asked first. So does what is
    // said over the closing line.
    case .reprompt, .closing: break
    }
    unspokenAsking = askings.count
    askings.append(Asking(asked: asked, start: time))
  }
}

extension SessionFold {
  /// Answers in the order of their turns.
  public var answers: [JournalAnswer] {
    answered.map { answer in
      JournalAnswer(
        asked: answer.asked,
        turn: answer.turn,
        transcript: transcripts[answer.turn.turn]
      )
    }
  }

  /// What was understood of a turn.
  func transcript(of turn: Int) -> TranscriptFinal? { transcripts[turn] }

  /// One chapter a core question, without gaps between them.
  ///
  /// - Parameter end: where the last chapter ends, if no closing line ends it.
  public func chapters(until end: SampleTime) -> [Chapter] {
    var seen: Set<String> = []
    // Who had more to say heard the closing line twice: only the last one ends a chapter.
    let closing = askings.lastIndex { $0.asked.kind == .closing }
    let bounds = askings.indices.filter { index in
      switch askings[index].asked.kind {
      case .core: seen.insert(askings[index].asked.questionID).inserted
      case .closing: index == closing
      case .followUp, .reprompt: false
      }
    }.map { askings[$0] }
    let ends = bounds.dropFirst().map(\.start) + [max(end, bounds.last?.start ?? end)]
    return zip(bounds, ends).compactMap { asking, end in
      guard asking.asked.kind == .core else { return nil }
      return Chapter(
        questionID: asking.asked.questionID,
        text: asking.asked.text,
        startMilliseconds: asking.start.milliseconds,
        endMilliseconds: end.milliseconds
      )
    }
  }

  /// What both parties said, in the order in which they began.
  ///
  /// The interviewer's part is what the candidate heard; an answer without words is not in it.
  public var sayings: [Saying] {
    let interviewer = finished.filter { !$0.heardText.isEmpty }.map { utterance in
      Saying(
        party: .interviewer,
        text: utterance.heardText,
        words: utterance.words,
        start: SampleTime(milliseconds: utterance.startMilliseconds),
        end: SampleTime(milliseconds: utterance.endMilliseconds)
      )
    }
    let turns = Dictionary(
      answered.map { ($0.turn.turn, $0.turn) },
      uniquingKeysWith: { _, last in last }
    )
    let candidate = transcripts.values.compactMap { transcript -> Saying? in
      let turn = turns[transcript.turn]
      // Either may reach further: words that came before the turn's last floor, or a turn of which
      // only the beginning has words with times.
      let starts = [
        transcript.words.first?.start,
        turn.map { SampleTime(milliseconds: $0.startMilliseconds) },
      ]
      let ends = [
        transcript.words.last?.end,
        turn.map { SampleTime(milliseconds: $0.endMilliseconds) },
      ]
      guard !transcript.text.isEmpty, let start = starts.compactMap({ $0 }).min(),
        let end = ends.compactMap({ $0 }).max()
      else { return nil }
      return Saying(
        party: .candidate,
        text: transcript.text,
        words: transcript.words,
        start: start,
        end: end
      )
    }
    return (interviewer + candidate).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }
}
