#pragma once

#include <stddef.h>
#include <stdint.h>

// libFuzzer's own loop, declared here because it has no header. The executable keeps its own main:
// SwiftPM renames the one that libFuzzer would bring.
int LLVMFuzzerRunDriver(
    int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
