#pragma once
#include <ev.h>
#include <libwebsockets.h>

// LWS_PRE is an expression macro, which Swift does not import: bytes to leave free before a buffer
// that is handed to lws_write.
static const int vv_lws_pre = LWS_PRE;

// The initializers of libev's watchers are macros, which Swift does not import.
static inline void vv_ev_async_init(ev_async *watcher,
                                    void (*callback)(struct ev_loop *, ev_async *, int)) {
  ev_async_init(watcher, callback);
}

static inline void vv_ev_timer_init(ev_timer *watcher,
                                    void (*callback)(struct ev_loop *, ev_timer *, int),
                                    double after, double repeat) {
  ev_timer_init(watcher, callback, after, repeat);
}

static inline void vv_ev_io_init(ev_io *watcher, void (*callback)(struct ev_loop *, ev_io *, int),
                                 int descriptor, int events) {
  ev_io_init(watcher, callback, descriptor, events);
}
