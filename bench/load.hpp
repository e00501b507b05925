// SPDX-License-Identifier: Apache-2.0
// Many keep-alive connections to 127.0.0.1 on one thread, each with one request on its way: a load generator that
// leaves the processors to the server.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hz::bench {

// Views into the connection's buffer, until the next request.
struct Reply {
    int status = 0;
    std::string_view head;
    std::string_view body;
    std::chrono::nanoseconds took{};  // from the send to the last byte
};

// What one client does. Used on the load's thread.
class Script {
  public:
    virtual ~Script() = default;
    // The next whole request; "" when this client has finished, or has nothing to do before wait_until(). `last` is
    // null the first time, and after such a wait.
    virtual std::string next(const Reply* last) = 0;
    [[nodiscard]] virtual std::chrono::steady_clock::time_point wait_until() const { return {}; }
};

struct LoadResult {
    std::size_t replies = 0;
    std::size_t broken = 0;  // connections that ended without an answer; their client stops
};

// Runs every script on a connection of its own until all have finished.
LoadResult run_load(std::uint16_t port, const std::vector<std::unique_ptr<Script>>& scripts);

// The value behind `"name":"` in a JSON text, up to the next quote; "" where it is not. For ids and numbers only.
std::string_view text_member(std::string_view json, std::string_view name);

struct Latencies {
    std::vector<float> ms;
    void add(std::chrono::nanoseconds took) { ms.push_back(std::chrono::duration<float, std::milli>(took).count()); }
    // 0 <= part <= 1; sorts.
    float at(double part);
};

}  // namespace hz::bench
