#pragma once

// mallinfo2, which the platform module of Swift leaves out.
#include <malloc.h>
