/// Why a reply of the language model is not spoken.
enum WordingFault: String, CaseIterable, Error, Sendable {
  case empty
  case tooLong = "too_long"
  case formatting
  case questions
  case language
  case verdict
  case forbidden
  case leak
  case company
  case meaning
  case strange
  case marker

  /// What the model is told before it tries again.
  var advice: String {
    switch self {
    case .empty: "it was empty."
    case .tooLong: "it was too long."
    case .formatting: "it held more than plain spoken words."
    case .questions: "it had a question too many or too few."
    case .language: "it was in the wrong language."
    case .verdict: "it judged or praised."
    case .forbidden: "it spoke of what must never be spoken of."
    case .leak: "it repeated instructions."
    case .company: "it spoke for the company."
    case .meaning: "it asked something else than it should."
    case .strange: "it brought up what nobody had spoken of."
    case .marker: "its marker named no fact."
    }
  }
}
