import Scoring

/// The delivery measures that a scenario may name.
enum DeliveryFeatureSet {
  /// Sets whose definitions a session may have been measured by.
  static let known = ["delivery-v0", "delivery-v1"]

  /// A measure by its key, such as `articulation_rate_syll_s`.
  static var measure: FieldType<String> {
    .choice("measure", of: FeatureSet.measures.map { ($0.key, $0.key) })
  }
}
