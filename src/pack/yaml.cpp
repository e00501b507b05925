// SPDX-License-Identifier: Apache-2.0
#include "pack/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <charconv>
#include <istream>
#include <optional>
#include <streambuf>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "pack/errors.hpp"

namespace hz::pack {

namespace {

// Leaves the parser at the first refusal; caught in parse_yaml.
struct Stop {
    Error error;
};

bool is_integer(std::string_view s) {
    if (!s.empty() && (s[0] == '-' || s[0] == '+')) s.remove_prefix(1);
    if (s.empty() || s.size() > 15 || (s.size() > 1 && s[0] == '0')) return false;
    return s.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_decimal(std::string_view s) {
    if (!s.empty() && (s[0] == '-' || s[0] == '+')) s.remove_prefix(1);
    const auto point = s.find('.');
    if (point == 0 || point == std::string_view::npos || point + 1 == s.size() || s.size() > 24) return false;
    if (point > 1 && s[0] == '0') return false;
    return s.find_first_not_of("0123456789.") == std::string_view::npos &&
           s.find('.', point + 1) == std::string_view::npos;
}

Json plain_scalar(const std::string& s) {
    if (s.empty() || s == "~" || s == "null" || s == "Null" || s == "NULL") return nullptr;
    if (s == "true" || s == "True" || s == "TRUE") return true;
    if (s == "false" || s == "False" || s == "FALSE") return false;
    const char* first = s.data() + (s[0] == '+' ? 1 : 0);
    const char* last = s.data() + s.size();
    if (is_integer(s)) {
        std::int64_t value = 0;
        std::from_chars(first, last, value);
        return value;
    }
    if (is_decimal(s)) {
        double value = 0;
        std::from_chars(first, last, value);
        return value;
    }
    return boost::json::string(s);
}

class Builder final : public YAML::EventHandler {
  public:
    explicit Builder(YamlLimits limits) : limits_(limits) {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        put(mark, nullptr, "");
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_anchor(mark, 1); }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        refuse_anchor(mark, anchor);
        if (!tag.empty() && tag != "?" && tag != "!") refuse_anchor(mark, 1);
        put(mark, tag == "!" ? Json(boost::json::string(value)) : plain_scalar(value), value);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, JsonArray{});
    }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, JsonObject{});
    }
    void OnSequenceEnd() override { close(); }
    void OnMapEnd() override { close(); }

    Json take() { return std::move(root_); }

  private:
    struct Level {
        Json value;
        std::optional<std::string> key;
        YAML::Mark mark;
    };

    static void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor != 0) throw Stop{refuse(errors::yaml_alias, {{"line", std::to_string(mark.line + 1)}})};
    }

    void count() {
        if (++nodes_ > limits_.nodes) {
            throw Stop{refuse(errors::too_large, {{"what", "nodes"}, {"limit", std::to_string(limits_.nodes)}})};
        }
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Json value) {
        refuse_anchor(mark, anchor);
        if (!tag.empty() && tag != "?" && tag != "!") refuse_anchor(mark, 1);
        count();
        if (levels_.size() >= limits_.depth) {
            throw Stop{refuse(errors::too_large, {{"what", "levels"}, {"limit", std::to_string(limits_.depth)}})};
        }
        if (!levels_.empty() && levels_.back().value.is_object() && !levels_.back().key) {
            throw Stop{refuse(errors::malformed_yaml, {{"line", std::to_string(mark.line + 1)},
                                                       {"column", std::to_string(mark.column + 1)},
                                                       {"reason", "a key must be a scalar"}})};
        }
        levels_.push_back({std::move(value), std::nullopt, mark});
    }

    void close() {
        auto level = std::move(levels_.back());
        levels_.pop_back();
        put(level.mark, std::move(level.value), "");
    }

    void put(const YAML::Mark& mark, Json value, const std::string& text) {
        count();
        if (levels_.empty()) {
            root_ = std::move(value);
            return;
        }
        auto& top = levels_.back();
        if (top.value.is_array()) {
            top.value.as_array().push_back(std::move(value));
        } else if (!top.key) {
            if (top.value.as_object().contains(text)) {
                throw Stop{refuse(errors::yaml_duplicate, {{"line", std::to_string(mark.line + 1)}, {"key", text}})};
            }
            top.key = text;
        } else {
            top.value.as_object().emplace(*top.key, std::move(value));
            top.key.reset();
        }
    }

    YamlLimits limits_;
    std::size_t nodes_ = 0;
    std::vector<Level> levels_;
    Json root_;
};

// Reads a view without copying it.
struct ViewBuffer final : std::streambuf {
    explicit ViewBuffer(std::string_view text) {
        auto* begin = const_cast<char*>(text.data());
        setg(begin, begin, begin + text.size());
    }
};

Error malformed(const YAML::Mark& mark, const std::string& reason) {
    return refuse(
        errors::malformed_yaml,
        {{"line", std::to_string(mark.line + 1)}, {"column", std::to_string(mark.column + 1)}, {"reason", reason}});
}

}  // namespace

Result<Json> parse_yaml(std::string_view text, YamlLimits limits) {
    if (text.size() > limits.bytes) {
        return refuse(errors::too_large, {{"what", "bytes"}, {"limit", std::to_string(limits.bytes)}});
    }
    if (!is_utf8(text)) return refuse(hz::errors::not_utf8);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    ViewBuffer buffer(text);
    std::istream stream(&buffer);
    try {
        YAML::Parser parser(stream);
        Builder builder(limits);
        if (!parser.HandleNextDocument(builder)) return Json(nullptr);
        Json value = builder.take();
        Builder second(limits);
        if (parser.HandleNextDocument(second)) return malformed(YAML::Mark(), "more than one document");
        return value;
    } catch (const Stop& stop) {
        return stop.error;
    } catch (const YAML::Exception& e) {
        return malformed(e.mark, e.msg);
    }
}

}  // namespace hz::pack
