/// Everything that a highlight may say, and how much it matters.
enum HighlightKind: String, CaseIterable {
  // What worked.
  case story, points, figure, result, action, length, answered
  // What to change.
  case noStory = "no_story"
  case noResult = "no_result"
  case noAction = "no_action"
  case silence
  case missingPoints = "missing_points"
  case noSituation = "no_situation"
  case noTask = "no_task"
  case short, long, fillers, hedges, pause, again

  /// The lower it is, the earlier it is chosen: content before form, and form before delivery.
  var rank: Int { form.rank }

  /// Whether it could be said of every answer, and so is said only where there is nothing else.
  var isFiller: Bool { self == .answered || self == .again }

  /// "At 02:13 you …".
  var sentence: ReportSentence { form.sentence }

  /// "Try …".
  var advice: ReportSentence { form.advice }

  private var form: (rank: Int, sentence: ReportSentence, advice: ReportSentence) {
    switch self {
    case .story: (0, .strengthStory, .strengthStoryAdvice)
    case .points: (1, .strengthPoints, .strengthPointsAdvice)
    case .figure: (2, .strengthFigure, .strengthFigureAdvice)
    case .result: (3, .strengthResult, .strengthResultAdvice)
    case .action: (4, .strengthAction, .strengthActionAdvice)
    case .length: (5, .strengthLength, .strengthLengthAdvice)
    case .answered: (6, .strengthAnswered, .strengthAnsweredAdvice)
    case .noStory: (0, .changeNoStory, .changeNoStoryAdvice)
    case .noResult: (1, .changeResult, .changeResultAdvice)
    case .noAction: (2, .changeAction, .changeActionAdvice)
    case .silence: (2, .changeSilence, .changeSilenceAdvice)
    case .missingPoints: (3, .changePoints, .changePointsAdvice)
    case .noSituation: (4, .changeSituation, .changeSituationAdvice)
    case .noTask: (4, .changeTask, .changeTaskAdvice)
    case .short: (5, .changeShort, .changeShortAdvice)
    case .long: (5, .changeLong, .changeLongAdvice)
    case .fillers: (6, .changeFillers, .changeFillersAdvice)
    case .hedges: (7, .changeHedges, .changeHedgesAdvice)
    case .pause: (8, .changePause, .changePauseAdvice)
    case .again: (9, .changeAgain, .changeAgainAdvice)
    }
  }

  /// What is said of a story without a part.
  init(without part: AnswerForm.Part) {
    switch part {
    case .situation: self = .noSituation
    case .task: self = .noTask
    case .action: self = .noAction
    case .result: self = .noResult
    }
  }
}
