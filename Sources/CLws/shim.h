#pragma once
#include <ev.h>
#include <libwebsockets.h>

// LWS_PRE is an expression macro, which Swift does not import: bytes to leave free before a buffer
// that is handed to lws_write.
static const int vv_lws_pre = LWS_PRE;
