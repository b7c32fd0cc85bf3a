#pragma once
#include <curl/curl.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift does not
// import: one wrapper for each type of argument.
static inline CURLcode vv_curl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode vv_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode vv_curl_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode vv_curl_set_pointer(CURL *easy, CURLoption option, const void *value) {
  return curl_easy_setopt(easy, option, value);
}

typedef size_t (*vv_curl_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode vv_curl_set_callback(CURL *easy, CURLoption option,
                                            vv_curl_callback callback) {
  return curl_easy_setopt(easy, option, callback);
}

static inline CURLMcode vv_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

// CURLMsg holds a union, which Swift sees without its members: the next transfer that is over and
// its result, or NULL.
static inline CURL *vv_curl_next_finished(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl_multi_info_read(multi, &left))) {
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return message->easy_handle;
    }
  }
  return NULL;
}

// An expression macro, which Swift does not import.
static const size_t vv_curl_write_pause = CURL_WRITEFUNC_PAUSE;

static inline CURLcode vv_curl_get_size(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(easy, info, value);
}
