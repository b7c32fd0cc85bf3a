import Speech
import VoiceEngine

/// What the writer thread is asked to do.
enum StoreCommand: Sendable {
  /// Tells the asker how it went; called on the writer thread.
  typealias Completion<Value> = @Sendable (Result<Value, StoreError>) -> Void

  case create(SessionRecord, ConsentRecord, Completion<Void>)
  case candidate(CandidatePacket, session: String)
  case interviewer(InterviewerPacket, session: String)
  case event(SessionEvent, session: String)
  case delivery(DeliveryRecord, session: String, Completion<Void>?)
  case review(ReviewEvent, session: String, Completion<Void>)
  case finish(session: String, Ended.Reason, at: SampleTime, Completion<SampleTime>)
  case flush(Completion<Void>)
  case interrupt(Completion<[String]>)
  case erase(session: String, Completion<Void>)
  case eraseExpired(before: Double, Completion<[String]>)
  case close(Completion<Void>)

  /// Bytes by which the queue's bound is measured; an event is counted as an average one.
  var weight: Int {
    switch self {
    case .candidate(let packet, _): packet.bytes.count + 128
    case .interviewer(let packet, _): packet.bytes.count + 128
    default: 512
    }
  }

  /// Whether somebody waits for the outcome: such a command is never refused for want of room,
  /// because its askers are as many as they are, and wakes the writer at once.
  var isAwaited: Bool {
    switch self {
    case .candidate, .interviewer, .event, .delivery(_, _, nil): false
    default: true
    }
  }

  /// Answers whoever waits, without doing anything.
  func refuse(_ error: StoreError) {
    switch self {
    case .candidate, .interviewer, .event: break
    case .delivery(_, _, let completion): completion?(.failure(error))
    case .create(_, _, let completion): completion(.failure(error))
    case .review(_, _, let completion): completion(.failure(error))
    case .finish(_, _, _, let completion): completion(.failure(error))
    case .flush(let completion): completion(.failure(error))
    case .interrupt(let completion): completion(.failure(error))
    case .erase(_, let completion): completion(.failure(error))
    case .eraseExpired(_, let completion): completion(.failure(error))
    case .close(let completion): completion(.failure(error))
    }
  }
}
