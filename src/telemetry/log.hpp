// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/clock.hpp"

namespace hz::telemetry {

enum class Level { debug, info, warn, error };

// An identifier a program made up (a trace, a span): written as it is while it is of hexadecimal digits and hyphens,
// since by chance any of them holds a run of digits that looks like somebody's number.
struct Identifier {
    std::string_view text;
};

// One named value of a log line. Views are only read during the call.
struct Field {
    std::string_view name;
    std::variant<std::string_view, Identifier, std::int64_t, double, bool> value;
};

// Where the program says what it does, one JSON object a line: {"at":..,"level":..,"event":..,<fields>}.
// `event` is a stable dotted word ("http.request"), never a sentence with data in it. Values pass through
// redact() first (redact.hpp), so that personal data does not reach a log. Thread-safe.
class Log {
  public:
    virtual ~Log() = default;
    [[nodiscard]] virtual bool enabled(Level level) const = 0;
    virtual void write(Level level, std::string_view event, std::span<const Field> fields) = 0;

    void debug(std::string_view event, std::initializer_list<Field> fields = {}) { put(Level::debug, event, fields); }
    void info(std::string_view event, std::initializer_list<Field> fields = {}) { put(Level::info, event, fields); }
    void warn(std::string_view event, std::initializer_list<Field> fields = {}) { put(Level::warn, event, fields); }
    void error(std::string_view event, std::initializer_list<Field> fields = {}) { put(Level::error, event, fields); }

  private:
    void put(Level level, std::string_view event, std::initializer_list<Field> fields) {
        if (enabled(level)) write(level, event, {fields.begin(), fields.size()});
    }
};

// Off.
class NullLog final : public Log {
  public:
    [[nodiscard]] bool enabled(Level) const override { return false; }
    void write(Level, std::string_view, std::span<const Field>) override {}
};

// To standard error, or to a file that is rotated at `max_bytes` (10 are kept). The clock must outlive the log.
[[nodiscard]] std::unique_ptr<Log> log_to_stderr(const Clock& clock, Level least);
[[nodiscard]] std::unique_ptr<Log> log_to_file(const Clock& clock, Level least, const std::string& path,
                                               std::size_t max_bytes = 64U << 20);

// The line as written, without line end. Offered for tests and for other sinks.
[[nodiscard]] std::string json_line(Time at, Level level, std::string_view event, std::span<const Field> fields);

}  // namespace hz::telemetry
