import Foundation
import Server

@main
struct Main {
  static func main() async {
    exit(await VivavoceCommand.run(Array(CommandLine.arguments.dropFirst())))
  }
}
