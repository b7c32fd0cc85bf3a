import CEspeak
