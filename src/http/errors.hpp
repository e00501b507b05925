// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::http::errors {

inline constexpr ErrorCode bad_request{"http.bad_request", Category::malformed, "请求不符合 HTTP 规范：{reason}。",
                                       "The request does not follow HTTP: {reason}."};
inline constexpr ErrorCode bad_target{"http.bad_target", Category::malformed, "网址里有无法识别的字符，请检查后重试。",
                                      "The address holds characters that cannot be read. Check it and try again."};
inline constexpr ErrorCode head_too_large{"http.head_too_large", Category::too_large,
                                          "请求头过大，请清除本站 Cookie 后重试。",
                                          "The request head is too large. Clear this site's cookies and try again."};
inline constexpr ErrorCode body_too_large{"http.body_too_large", Category::too_large,
                                          "提交的内容过大，最多 {limit} 字节。",
                                          "The content is too large; at most {limit} bytes."};
inline constexpr ErrorCode timed_out{"http.timed_out", Category::malformed, "请求没有在规定时间内发送完整，请重试。",
                                     "The request did not arrive in time. Try again."};
inline constexpr ErrorCode no_such_page{"http.not_found", Category::not_found, "没有这个地址，请检查网址。",
                                        "There is nothing at this address. Check the address."};
inline constexpr ErrorCode method_not_allowed{"http.method_not_allowed", Category::malformed,
                                              "这个地址不支持 {method} 操作。",
                                              "This address does not support {method}."};
inline constexpr ErrorCode unsupported_media_type{"http.unsupported_media_type", Category::malformed,
                                                  "不支持这种内容类型，请使用 {expected}。",
                                                  "This content type is not supported; send {expected}."};
inline constexpr ErrorCode too_many_requests{"http.too_many_requests", Category::rate_limited,
                                             "操作过于频繁，请在 {seconds} 秒后重试。",
                                             "Too many requests. Try again in {seconds} seconds."};
inline constexpr ErrorCode too_many_connections{"http.too_many_connections", Category::unavailable,
                                                "当前访问人数过多，请稍后重试。",
                                                "Too many visitors right now. Try again shortly."};
inline constexpr ErrorCode no_answer{
    "http.no_answer", Category::incident, "系统没有完成这次处理，已经记录，请稍后重试。",
    "The system did not complete this request. It has been recorded; try again later."};
inline constexpr ErrorCode spool_failed{
    "http.spool_failed", Category::incident, "暂时无法保存上传的内容，已经记录，请稍后重试。",
    "The upload cannot be stored right now. It has been recorded; try again later."};
inline constexpr ErrorCode stale{"http.stale", Category::stale, "内容已被修改，请刷新后再试。",
                                 "The content has changed meanwhile. Reload and try again."};
inline constexpr ErrorCode precondition_required{"http.precondition_required", Category::invalid,
                                                 "请先读取最新内容，再带上它的版本（If-Match）提交修改。",
                                                 "Read the latest version first and send its ETag as If-Match."};
inline constexpr ErrorCode bad_cursor{"http.bad_cursor", Category::malformed, "翻页标记无效，请从第一页重新开始。",
                                      "The page cursor is not valid. Start again from the first page."};

// At the start of the server.
inline constexpr ErrorCode cannot_listen{
    "http.cannot_listen", Category::unavailable, "无法监听 {address}：{reason}。请换一个端口或停用占用它的程序。",
    "Cannot listen on {address}: {reason}. Choose another port or stop what uses it."};
inline constexpr ErrorCode bad_certificate{"http.bad_certificate", Category::invalid,
                                           "无法使用 TLS 证书：{reason}。请检查证书和私钥。",
                                           "The TLS certificate cannot be used: {reason}. Check certificate and key."};

inline constexpr ErrorCode bad_network{"http.bad_network", Category::invalid,
                                       "“{text}”不是 IP 地址或网段（例如 10.0.0.0/8）。",
                                       "\"{text}\" is neither an IP address nor a network such as 10.0.0.0/8."};

// The client's side (client.hpp).
inline constexpr ErrorCode unreachable{"http.unreachable", Category::unavailable, "无法连接到 {address}。",
                                       "Cannot reach {address}."};
inline constexpr ErrorCode bad_answer{"http.bad_answer", Category::unavailable, "对方的应答无法识别。",
                                      "The answer cannot be read."};

}  // namespace hz::http::errors
