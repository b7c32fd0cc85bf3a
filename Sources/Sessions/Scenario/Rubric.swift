/// What an answer is judged by: competencies, each with a scale of behaviour.
///
/// A rubric has text and numbers only: nothing that was measured in a voice has a place in it.
public struct Rubric: Codable, Equatable, Sendable {
  /// The lowest and the highest level that can be given.
  public var scale: RatingScale
  /// How ratings come about.
  public var judge: JudgeSettings
  /// How ratings become one result.
  public var aggregation: Aggregation
  /// What is judged; ids are unique, never empty.
  public var competencies: [Competency]
  /// What each question shows, in the order of the interview; questions that show nothing are
  /// left out.
  public var questions: [RatedQuestion]

  /// Creates a rubric.
  public init(
    scale: RatingScale = RatingScale(),
    judge: JudgeSettings = JudgeSettings(),
    aggregation: Aggregation = .weightedMean,
    competencies: [Competency],
    questions: [RatedQuestion] = []
  ) {
    self.scale = scale
    self.judge = judge
    self.aggregation = aggregation
    self.competencies = competencies
    self.questions = questions
  }

  /// The competency of an id.
  public subscript(id: String) -> Competency? { competencies.first { $0.id == id } }
}

/// How the levels of single answers become one result; nothing but arithmetic.
public enum Aggregation: String, Codable, CaseIterable, Sendable {
  /// A competency is the mean of its questions by their weights, the total the mean of the
  /// competencies by theirs.
  case weightedMean = "weighted_mean"
  /// A competency is the mean of its questions by their weights; there is no total.
  case profile
}

/// Which competencies an answer shows.
public struct RatedQuestion: Codable, Equatable, Sendable {
  /// Name of the question within the scenario.
  public var id: String
  /// Names of the competencies; never empty.
  public var competencies: [String]
  /// Share in each of its competencies, relative to other questions, 1…100.
  public var weight: Int

  /// Creates a rated question.
  public init(id: String, competencies: [String], weight: Int = 1) {
    self.id = id
    self.competencies = competencies
    self.weight = weight
  }
}

/// The levels of a rating, whole numbers from `minimum` to `maximum`.
public struct RatingScale: Codable, Equatable, Sendable {
  /// The lowest level, 0 or 1.
  public var minimum: Int
  /// The highest level, up to 10.
  public var maximum: Int

  /// Creates a scale; 1 to 5 unless something else is said.
  public init(minimum: Int = 1, maximum: Int = 5) {
    self.minimum = minimum
    self.maximum = maximum
  }

  /// Every level that can be given.
  public var levels: ClosedRange<Int> { minimum...maximum }

  /// The levels that a competency must describe: both ends and the middle; 1, 3 and 5.
  public var anchoredLevels: [Int] {
    let middle = (minimum + maximum) / 2
    return Array(Set([minimum, middle, maximum])).sorted()
  }
}

/// How a judge comes to a level, the same for every candidate.
public struct JudgeSettings: Codable, Equatable, Sendable {
  /// How the levels of several runs become one.
  public enum Combination: String, Codable, CaseIterable, Sendable {
    /// The level in the middle.
    case median
    /// The lowest level that any run gave.
    case lowest
  }

  /// Whether a level stands without words of the candidate.
  public enum Quotation: String, Codable, CaseIterable, Sendable {
    /// No level without a quote that is found in the transcript.
    case required
    /// A level may stand alone.
    case optional
  }

  /// Independent runs over one answer, 3…9.
  public var runs: Int
  /// How their levels become one.
  public var combine: Combination
  /// Whether a level needs a quote.
  public var quote: Quotation

  /// Creates settings; the defaults are those of a file that says nothing.
  public init(runs: Int = 3, combine: Combination = .median, quote: Quotation = .required) {
    self.runs = runs
    self.combine = combine
    self.quote = quote
  }
}

/// Something that answers show, on a scale of observable behaviour.
public struct Competency: Codable, Equatable, Sendable {
  /// What becomes of the total when no answer showed the competency.
  public enum NotObserved: String, Codable, CaseIterable, Sendable {
    /// The competency is left out, and the other weights are divided among themselves.
    case exclude
    /// It counts as the lowest level.
    case minimum = "min"
  }

  /// Name within the scenario.
  public var id: String
  /// Name for people.
  public var label: String
  /// Share in the total, relative to the other competencies, 1…100.
  public var weight: Int
  /// Behaviour by level, lowest first; a level without one means "between its neighbours".
  public var anchors: [Anchor]
  /// What becomes of the total when no answer showed it.
  public var notObserved: NotObserved

  /// Creates a competency.
  public init(
    id: String,
    label: String,
    weight: Int = 1,
    anchors: [Anchor],
    notObserved: NotObserved
  ) {
    self.id = id
    self.label = label
    self.weight = weight
    self.anchors = anchors
    self.notObserved = notObserved
  }

  /// What is seen and heard at a level, or `nil` where it lies between two that are described.
  public func anchor(at level: Int) -> String? { anchors.first { $0.level == level }?.behaviour }
}

/// What is seen and heard at one level of a competency.
public struct Anchor: Codable, Equatable, Sendable {
  /// The level, within the rubric's scale.
  public var level: Int
  /// Behaviour that two observers would agree on.
  public var behaviour: String

  /// Creates an anchor.
  public init(level: Int, behaviour: String) {
    self.level = level
    self.behaviour = behaviour
  }
}
