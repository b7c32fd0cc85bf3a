/// A sentence of a report; `{…}` are its places.
///
/// It says what was done and when, never what somebody is like.
enum ReportSentence: String, CaseIterable {
  // Strengths; each has an advice.
  case strengthStory, strengthStoryAdvice
  case strengthPoints, strengthPointsAdvice
  case strengthResult, strengthResultAdvice
  case strengthFigure, strengthFigureAdvice
  case strengthAction, strengthActionAdvice
  case strengthLength, strengthLengthAdvice
  case strengthAnswered, strengthAnsweredAdvice

  // Changes.
  case changeNoStory, changeNoStoryAdvice
  case changeSituation, changeSituationAdvice
  case changeTask, changeTaskAdvice
  case changeAction, changeActionAdvice
  case changeResult, changeResultAdvice
  case changePoints, changePointsAdvice
  case changeShort, changeShortAdvice
  case changeLong, changeLongAdvice
  case changeFillers, changeFillersAdvice
  case changeHedges, changeHedgesAdvice
  case changePause, changePauseAdvice
  case changeAgain, changeAgainAdvice
  case changeSilence, changeSilenceAdvice

  // What an answer was instead of a story.
  case kindExample, kindOpinion, kindSelfDescription

  // Judges.
  case judgeEmbedded, judgeModel

  // Competencies.
  case ratingWordsOnly, ratingTooShort, ratingNotShown, ratingNoQuote, ratingUnreadable
  case ratingSpread, ratingBeyondQuotes, ratingLengthSensitive, ratingFollowsInstructions
  case ratingLevel, ratingNotAnswered, ratingWithheld

  // Time.
  case timeShort, timeWithin, timeLong, timePlain, timeTyped, timeSilent

  // Delivery.
  case bandBelow, bandWithin, bandAbove
  case hiddenTooShort, hiddenUncertain, hiddenNoTranscript, hiddenUnsureWords, hiddenNotMeasured
  case historyNotYet, historyUsual, historyHigher, historyLower

  // Fluency.
  case fluency, fluencySure
  case fluencyHalting, fluencyUneven, fluencySteady, fluencyFlowing

  // The drill.
  case drillText
}
