import Foundation

/// What a model answered in one run, read strictly.
///
/// Exactly the keys that were asked for, whole numbers on the scale, a few claims of bounded
/// length, and nothing around the object; anything else is unreadable as a whole.
struct ModelVerdict: Equatable {
  /// Most bytes of an answer.
  static let mostBytes = 16 * 1_024
  static let mostClaims = 8
  static let mostQuoteCharacters = 600

  /// Words for a level, as the model claims.
  struct Claim: Equatable {
    var quote: String
    var level: Int
  }

  /// The level, or `nil` for insufficient evidence.
  var level: Int?
  var claims: [Claim]

  /// Reads an answer; `nil` for one that is not in the form.
  init?(_ text: String, scale: RatingScale) {
    guard text.utf8.count <= ModelVerdict.mostBytes,
      let form = try? JSONDecoder().decode(VerdictForm.self, from: Data(text.utf8)),
      form.claims.count <= ModelVerdict.mostClaims,
      ([form.level].compactMap { $0 } + form.claims.map(\.level)).allSatisfy(scale.levels.contains),
      form.claims.allSatisfy({ $0.quote.count <= ModelVerdict.mostQuoteCharacters })
    else { return nil }
    level = form.level
    claims = form.claims.map { Claim(quote: $0.quote, level: $0.level) }
  }
}

/// The JSON that a model is asked for.
private struct VerdictForm: Decodable {
  struct Claim: Decodable {
    var quote: String
    var level: Int

    init(from decoder: any Decoder) throws {
      let container = try Keys.container(of: decoder, holding: ["quote", "level"])
      quote = try container.decode(String.self, forKey: Keys("quote"))
      level = try container.decode(Int.self, forKey: Keys("level"))
    }
  }

  var level: Int?
  var claims: [Claim]

  init(from decoder: any Decoder) throws {
    let container = try Keys.container(of: decoder, holding: ["level", "claims"])
    level = try container.decode(Int?.self, forKey: Keys("level"))
    claims = try container.decode([Claim].self, forKey: Keys("claims"))
  }
}

/// Any key, so that one that was not asked for is seen.
private struct Keys: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }

  static func container(
    of decoder: any Decoder,
    holding names: Set<String>
  ) throws -> KeyedDecodingContainer<Keys> {
    let container = try decoder.container(keyedBy: Keys.self)
    guard Set(container.allKeys.map(\.stringValue)) == names else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: [], debugDescription: "Other keys than asked for.")
      )
    }
    return container
  }
}
