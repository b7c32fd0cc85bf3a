/// Every limit and delay of one interview, with its unit in its type.
public struct EngineConfiguration: Equatable, Sendable {
  /// Voice that opens a speech segment.
  public var voiceOnset = Duration.milliseconds(200)
  /// Silence that closes a speech segment.
  public var voiceHangover = Duration.milliseconds(300)
  /// Audio before an onset that the recognizer still hears.
  public var preRoll = Duration.milliseconds(400)
  /// Silence after which the recognizer settles an utterance.
  public var utteranceSilence = Duration.milliseconds(600)
  /// Longest utterance before the recognizer is made to settle it.
  public var utteranceLimit = Duration.seconds(25)
  /// Output after a connection during which no voice stops the interviewer: the browser's echo
  /// canceller learns.
  public var echoWarmUp = Duration.seconds(3)
  /// Voice over the interviewer that takes the floor, given a word that asks for it.
  public var bargeInVoice = Duration.milliseconds(500)
  /// Voice that takes the floor while no word of it is known.
  public var bargeInVoiceWithoutWords = Duration.milliseconds(1_200)
  /// Voice that takes the floor whatever is heard of it.
  public var bargeInLimit = Duration.seconds(5)
  /// Silence after a voice that did not take the floor, before the interviewer goes on; less when
  /// its words are known.
  public var falseInterruptionSilence = Duration.seconds(2)
  /// A voice that was there before the candidate had the floor and ends within this is no answer.
  public var tailLimit = Duration.milliseconds(400)
  /// Voice, over a whole turn, that counts as a noise when not a word was in it.
  public var noiseLimit = Duration.seconds(1)
  /// How long before the end of an answer's time the candidate is told, at most half of it.
  public var answerWarning = Duration.seconds(20)
  /// Silence of the interviewer's making after which its reason is shown.
  public var silenceReasonAfter = Duration.milliseconds(2_500)
  /// Most utterances whose words are awaited; of the oldest no more is hoped for.
  public var awaitedUtteranceLimit = 8
  /// Longest time in which the closing line is said, lost connections included.
  public var closingLimit = Duration.seconds(180)
  /// Silence in a turn without audio from the client after which the turn ends all the same.
  public var stallLimit = Duration.seconds(5)
  /// Silence before the interviewer offers help.
  public var nudgeAfter = Duration.seconds(8)
  /// Silence before a question counts as unanswered.
  public var silenceAfter = Duration.seconds(20)
  /// Silence, over all prompts, before the interview ends.
  public var endAfter = Duration.seconds(60)
  /// Longest break.
  public var pauseLimit = Duration.seconds(600)
  /// How long a lost connection may come back.
  public var resumeWindow = Duration.seconds(120)
  /// How far audio is sent ahead of the candidate's playout; the plan allows 200–400 ms.
  public var outputLead = Duration.milliseconds(300)
  /// How long after its reckoned end an utterance waits for the client's acknowledgement.
  public var acknowledgementGrace = Duration.milliseconds(1_500)
  /// Longest wait for a transcript after the end of a turn.
  public var recognizerDeadline = Duration.seconds(10)
  /// Longest wait for the interviewer's wording.
  public var interviewerDeadline = Duration.seconds(5)
  /// Longest wait for one spoken sentence.
  public var synthesizerDeadline = Duration.seconds(5)
  /// Longest wording of one move, in characters, unless the plan's own is longer; of a longer one
  /// the plan's is spoken.
  public var wordingLimit = 2_000
  /// Longest typed answer or note on a transcript, in characters.
  public var typedAnswerLimit = 8_000
  /// Time between two `level` events.
  public var levelInterval = Duration.milliseconds(200)
  /// Sampling rate of the interviewer's encoder, in hertz.
  public var outputSampleRate = 24_000

  /// The defaults of the plan.
  public init() {}
}
