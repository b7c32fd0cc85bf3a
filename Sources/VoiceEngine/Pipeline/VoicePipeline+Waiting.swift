import Speech

extension VoicePipeline {
  /// Shows why nothing is heard, before a silence that is not the candidate's grows long.
  func watchSilence() {
    guard let reason = silenceReason else { return }
    let since = max(stateStart, playout?.lastPacketEnd ?? .zero, lastNoticeAt)
    if clock - since >= configuration.silenceReasonAfter { warn(reason) }
  }

  private var silenceReason: EngineNotices.Code? {
    switch turns.state {
    case .thinking, .greeting, .interviewerSpeaking, .wrapUp: break
    default: return nil
    }
    if conclusion != nil { return .wordsLate }
    guard let production, let playout, playout.isDry else { return nil }
    return switch production.stage {
    case .wording, .speaking: .questionLate
    case .ready: nil
    }
  }
}
