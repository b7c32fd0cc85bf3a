/// Amounts of money in text.
enum Amount {
  /// A finite number, 0 or more.
  static func read(_ text: String) -> Double? {
    Double(text).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
  }
}

/// Reads the text of one option into its type.
enum OptionReader {
  /// What is wrong with a value.
  struct Fault: Error, Equatable {
    /// A sentence to act on; never holds a secret.
    var message: String
  }

  /// Reads a value; a list has several texts, or one with commas.
  static func read(
    _ texts: [String],
    as option: ConfigurationOption
  ) throws(Fault) -> ResolvedOptions.Value {
    switch option.kind {
    case .list: return .list(parts(texts))
    case .providers(let role):
      let lines = parts(texts)
      for line in lines {
        do throws(ProviderLine.Fault) {
          _ = try ProviderLine(line, role: role)
        } catch {
          throw Fault(message: "\"\(option.key)\": \(error.message)")
        }
      }
      return .list(lines)
    default: break
    }
    guard texts.count == 1 else {
      throw Fault(message: "\"\(option.key)\" takes one value, not \(texts.count)")
    }
    guard let value = single(texts[0], option.kind) else {
      let shown = option.isSecret ? "the value" : "\"\(texts[0])\""
      throw Fault(message: "\"\(option.key)\" must be \(option.domain), \(shown) is not")
    }
    return value
  }

  private static func parts(_ texts: [String]) -> [String] {
    let parts = texts.count == 1 ? texts[0].split(separator: ",").map(String.init) : texts
    return parts.map { String($0.drop(while: { $0 == " " })) }.filter { !$0.isEmpty }
  }

  private static func single(
    _ text: String,
    _ kind: ConfigurationOption.Kind
  ) -> ResolvedOptions.Value? {
    switch kind {
    case .address: return (try? HostPort(text)).map { .address($0) }
    case .path: return .text(text)
    case .integer(let bounds):
      guard let number = Int(text), bounds.contains(number) else { return nil }
      return .integer(number)
    case .duration(let bounds):
      guard let duration = DurationText.read(text), bounds.contains(duration) else { return nil }
      return .duration(duration)
    case .amount: return Amount.read(text) == nil ? nil : .text(text)
    case .choice(let words): return words.contains(text) ? .text(text) : nil
    case .text(let limit):
      return !text.isEmpty && text.count <= limit && !text.contains(where: \.isNewline)
        ? .text(text) : nil
    case .list, .providers: return .list([text])
    case .secret(let minimum): return text.isEmpty || text.count >= minimum ? .text(text) : nil
    }
  }
}
