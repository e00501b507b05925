// SPDX-License-Identifier: Apache-2.0
#include "telemetry/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "telemetry/redact.hpp"

namespace hz::telemetry {
namespace {

constexpr int kept_files = 10;

std::string_view word(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warn:
            return "warn";
        case Level::error:
            break;
    }
    return "error";
}

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warn:
            return spdlog::level::warn;
        case Level::error:
            break;
    }
    return spdlog::level::err;
}

void put_text(std::string& out, std::string_view text) {
    out +=
        is_utf8(text) ? boost::json::serialize(boost::json::string_view(text.data(), text.size())) : "\"[not text]\"";
}

void put_value(std::string& out, const Field& field) {
    if (is_private_field(field.name)) {
        out += "\"[redacted]\"";
    } else if (const auto* text = std::get_if<std::string_view>(&field.value)) {
        put_text(out, redact(*text));
    } else if (const auto* id = std::get_if<Identifier>(&field.value)) {
        const bool made_up = id->text.find_first_not_of("0123456789abcdef-") == std::string_view::npos;
        put_text(out, made_up ? std::string(id->text) : redact(id->text));
    } else if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
        out += std::to_string(*number);
    } else if (const auto* real = std::get_if<double>(&field.value)) {
        char buffer[32];
        const auto end = std::isfinite(*real) ? std::to_chars(buffer, buffer + sizeof buffer, *real).ptr : buffer;
        out +=
            end == buffer ? std::string_view("null") : std::string_view(buffer, static_cast<std::size_t>(end - buffer));
    } else {
        out += std::get<bool>(field.value) ? "true" : "false";
    }
}

class SpdLog final : public Log {
  public:
    SpdLog(const Clock& clock, Level least, spdlog::sink_ptr sink)
        : clock_(clock), logger_("huizheng", std::move(sink)) {
        logger_.set_pattern("%v");
        logger_.set_level(spdlog_level(least));
        logger_.flush_on(spdlog::level::warn);
    }
    [[nodiscard]] bool enabled(Level level) const override { return logger_.should_log(spdlog_level(level)); }
    void write(Level level, std::string_view event, std::span<const Field> fields) override {
        const auto line = json_line(clock_.now(), level, event, fields);
        logger_.log(spdlog_level(level), spdlog::string_view_t(line.data(), line.size()));
    }

  private:
    const Clock& clock_;
    spdlog::logger logger_;
};

}  // namespace

std::string json_line(Time at, Level level, std::string_view event, std::span<const Field> fields) {
    std::string out = "{\"at\":\"" + format_rfc3339(at) + "\",\"level\":\"";
    out += word(level);
    out += "\",\"event\":";
    put_text(out, event);
    for (const auto& field : fields) {
        out += ',';
        put_text(out, field.name);
        out += ':';
        put_value(out, field);
    }
    return out += '}';
}

std::unique_ptr<Log> log_to_stderr(const Clock& clock, Level least) {
    return std::make_unique<SpdLog>(clock, least, std::make_shared<spdlog::sinks::stderr_sink_mt>());
}

std::unique_ptr<Log> log_to_file(const Clock& clock, Level least, const std::string& path, std::size_t max_bytes) {
    return std::make_unique<SpdLog>(
        clock, least, std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, max_bytes, kept_files));
}

}  // namespace hz::telemetry
