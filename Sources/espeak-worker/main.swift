// Top-level code is on the main actor, where C callbacks must not be formed: nothing else here.
runWorker()
