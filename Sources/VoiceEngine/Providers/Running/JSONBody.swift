import Foundation

/// JSON to and from providers.
enum JSONBody {
  /// Writes a body.
  static func write(_ value: some Encodable) throws(ProviderError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return Array(try encoder.encode(value)) } catch { throw ProviderError.invalidRequest }
  }

  /// Reads what is known of a body; unknown fields are skipped.
  static func read<Value: Decodable>(
    _ type: Value.Type,
    from bytes: some Sequence<UInt8>
  ) throws(ProviderError) -> Value {
    do { return try JSONDecoder().decode(type, from: Data(bytes)) } catch {
      throw ProviderError.malformed
    }
  }
}
