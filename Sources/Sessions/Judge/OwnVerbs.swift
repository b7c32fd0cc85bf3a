/// Finds what a speaker did or usually does, in English.
enum EnglishVerbs {
  private static let subjects: Set<[String]> = [["i"], ["we"]]
  private static let adverbs = words(
    """
    then also just first finally both all immediately quickly simply carefully always usually often
    normally never even again therefore personally eventually only soon still
    """
  )
  /// States are no actions: "I wanted", "I needed".
  private static let states = words(
    """
    wanted needed liked loved hoped believed preferred enjoyed hated feared tended used supposed
    """
  )
  private static let irregular = words(
    """
    went told took made did wrote built sent gave found met ran set spoke began brought bought
    called came drew drove held kept led left let lent paid put read said sat saw sold showed shut
    split stood taught threw understood won cut dealt chose caught fought rang rewrote redid undid
    took
    """
  )
  private static let habits = words(
    """
    ask check write make take go start try talk listen read look call plan keep use work prepare
    explain show give let tell wait test measure note sit send set split list meet review organise
    organize draw run put begin speak bring help stop repeat compare verify share sort block collect
    """
  )

  static func isOwnAction(_ words: [[String]], _ index: Int) -> Bool {
    guard let verb = verb(words, after: index) else { return false }
    if irregular.contains(verb) { return true }
    return verb.count > 3 && verb.hasSuffix("ed") && !verb.hasSuffix("eed")
      && !states.contains(verb)
  }

  static func isOwnHabit(_ words: [[String]], _ index: Int) -> Bool {
    guard let verb = verb(words, after: index) else { return false }
    // "I read", "I set" may be either; with other habits around it is told by those.
    return habits.contains(verb) && !irregular.contains(verb)
  }

  private static func verb(_ words: [[String]], after index: Int) -> String? {
    guard subjects.contains(words[index]) else { return nil }
    return words[(index + 1)...].prefix(3).first { !adverbs.contains($0.joined(separator: "'")) }?
      .joined(separator: "'")
  }
}

/// Finds what a speaker did or usually does, in French; words are without accents.
enum FrenchVerbs {
  private static let subjects: Set<String> = ["j", "je", "nous", "on"]
  private static let objects = words("l le la les lui leur en y m me s se nous vous t n ne")
  private static let adverbs = words(
    """
    donc alors ensuite aussi tout toute d abord enfin bien vite meme deja toujours souvent
    immediatement rapidement simplement directement personnellement finalement egalement pas
    """
  )
  private static let participles = words(
    """
    fait dit pris mis vu lu ecrit ouvert fini choisi reussi defini etabli reuni construit conduit
    produit reduit appris repris convaincu obtenu tenu vendu rendu repondu attendu defendu
    decouvert offert suivi transmis remis permis promis inscrit decrit traduit resolu recu saisi
    averti prevenu revu relu refait parti venu revenu descendu sorti intervenu reparti elargi
    reflechi reecrit
    """
  )
  private static let movements = words(
    "alle allee alles parti partie venu venue revenu revenue retourne passe reste monte intervenu"
  )
  /// After "j'ai", no participles: "j'ai une", "j'ai peine".
  private static let others = words(
    """
    une le de cette toute autre entre meme encore peine envie confiance comme quatre ete pense cru
    voulu aime prefere espere ce je me ne se que contre
    """
  )
  private static let habits = words(
    """
    demande verifie prepare ecris fais prends vais commence essaie parle ecoute lis regarde
    appelle planifie utilise travaille explique montre donne attends teste mesure note envoie
    decoupe organise reformule pose mets relis previens propose range garde cherche reunis decris
    dessine compare partage repete bloque termine laisse rassemble trie
    """
  )

  static func isOwnAction(_ words: [[String]], _ index: Int) -> Bool {
    var rest = flat(words, from: index)
    guard let subject = rest.popFirst(), subjects.contains(subject) else { return false }
    while let next = rest.first, objects.contains(next) { rest.removeFirst() }
    let isReflexive = rest.startIndex > 1
    guard let auxiliary = rest.popFirst() else { return false }
    while let next = rest.first, adverbs.contains(next) || next.hasSuffix("ment") {
      rest.removeFirst()
    }
    guard let verb = rest.first else { return false }
    switch auxiliary {
    case "ai", "avons": return isParticiple(verb)
    case "a": return subject == "on" && isParticiple(verb)
    case "suis", "sommes": return isReflexive ? isParticiple(verb) : movements.contains(verb)
    default: return false
    }
  }

  static func isOwnHabit(_ words: [[String]], _ index: Int) -> Bool {
    var rest = flat(words, from: index)
    guard let subject = rest.popFirst(), subjects.contains(subject) else { return false }
    while let next = rest.first, objects.contains(next) || adverbs.contains(next) {
      rest.removeFirst()
    }
    return rest.first.map { habits.contains($0) } ?? false
  }

  private static func isParticiple(_ word: String) -> Bool {
    if participles.contains(word) { return true }
    let ending = word.hasSuffix("es") || word.hasSuffix("s") ? word.dropLast() : word[...]
    return word.count > 3 && ending.hasSuffix("e") && !others.contains(word)
  }

  private static func flat(_ words: [[String]], from index: Int) -> ArraySlice<String> {
    Array(words[index...].prefix(6).joined())[...]
  }
}

private func words(_ list: String) -> Set<String> {
  Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
}
