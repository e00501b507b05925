// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/trace.hpp"

#include <algorithm>

#include "rules/dmn/tests.hpp"

namespace hz::rules::dmn {
namespace {

std::string cut(std::string text) {
    constexpr std::size_t most = 120;
    if (text.size() <= most) return text;
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // whole characters
    return text.substr(0, end) + "…";
}

// As people write amounts: 800000 is "80 万" or "800,000".
std::string shown_number(const Number& number, bool chinese) {
    const auto whole = number.to_int();
    if (!whole || (*whole > -10'000 && *whole < 10'000)) return number.to_text();
    if (chinese) {
        if (*whole % 100'000'000 == 0) return std::to_string(*whole / 100'000'000) + " 亿";
        if (*whole % 10'000 == 0) return std::to_string(*whole / 10'000) + " 万";
        return number.to_text();
    }
    auto text = std::to_string(*whole);
    const std::size_t sign = text[0] == '-' ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > static_cast<std::ptrdiff_t>(sign); at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

std::string shown(const Value& value, bool chinese) {
    if (value.is_null()) return chinese ? "空" : "empty";
    if (const auto* yes = value.if_boolean()) return chinese ? (*yes ? "是" : "否") : (*yes ? "yes" : "no");
    if (const auto* number = value.if_number()) return shown_number(*number, chinese);
    if (const auto* text = value.if_string()) return (chinese ? "“" : "\"") + cut(*text) + (chinese ? "”" : "\"");
    return cut(to_text(value));
}

// What a value is with regard to one end: "低于 100", "is below 100".
std::string against(const Range& range, const Value& value, bool zh) {
    const auto low = range.low.is_null() ? std::nullopt : compare(value, range.low);
    const auto high = range.high.is_null() ? std::nullopt : compare(value, range.high);
    const bool too_low = low && (*low < 0 || (*low == 0 && !range.low_included));
    const bool too_high = high && (*high > 0 || (*high == 0 && !range.high_included));
    if (too_low) {
        const auto end = shown(range.low, zh);
        if (*low < 0) return (zh ? "低于 " : "is below ") + end;
        return (zh ? "没有超过 " : "is not above ") + end;
    }
    if (too_high) {
        const auto end = shown(range.high, zh);
        if (*high > 0) return (zh ? "高于 " : "is above ") + end;
        return (zh ? "没有低于 " : "is not below ") + end;
    }
    return {};
}

// Why a value does not pass a test, as the end of "注册资本为 80 万，..." and "Registered capital 800,000 ...".
std::string why_not(const std::string& test, const Value& value, bool zh) {
    const auto general = (zh ? "不符合 " : "does not meet ") + cut(test);
    if (value.is_null()) return zh ? "没有填写，而要求是 " + cut(test) : "is not given, but must meet " + cut(test);
    const auto tests = compile_tests(test, {});
    if (!tests || (*tests)->form != Tests::Form::simple || (*tests)->negated) return general;
    const auto& values = (*tests)->values;
    if (values.size() != 1) {
        std::string all;
        for (const auto& one : values) {
            if (one.if_range() || one.if_list()) return general;
            all += (all.empty() ? "" : zh ? "、" : ", ") + shown(one, zh);
        }
        return (zh ? "不在 " : "is none of ") + cut(all) + (zh ? " 之中" : "");
    }
    if (const auto* range = values[0].if_range()) {
        const auto side = against(*range, value, zh);
        return side.empty() ? general : side;
    }
    if (values[0].if_list() || values[0].kind() != value.kind()) return general;
    return (zh ? "不是 " : "is not ") + shown(values[0], zh);
}

std::string place(std::size_t rule, bool zh) {
    return zh ? "第 " + std::to_string(rule) + " 行" : "row " + std::to_string(rule);
}

std::string sentence(const TracedTable& table, const TracedRule& rule, const std::string& name, bool zh) {
    auto out = (zh ? "“" + name + "”" + place(rule.number, zh) : name + ", " + place(rule.number, zh));
    if (rule.matched) {
        out += zh ? "适用" : " applies";
        if (!rule.note.empty()) out += (zh ? "：" : ": ") + cut(rule.note);
        return out + (zh ? "。" : ".");
    }
    const auto& label = rule.column <= table.inputs.size() ? table.inputs[rule.column - 1].label : rule.cell;
    const auto why = why_not(rule.test, rule.value, zh);
    if (rule.value.is_null())
        return out + (zh ? "不适用：“" + label + "”" + why + "。" : " does not apply: " + label + " " + why + ".");
    if (zh) return out + "不适用：“" + label + "”为 " + shown(rule.value, zh) + "，" + why + "。";
    return out + " does not apply: " + label + " " + shown(rule.value, zh) + " " + why + ".";
}

}  // namespace

std::vector<std::string> sentences(const Trace& trace, std::string_view locale) {
    const bool zh = locale.starts_with("zh");
    std::vector<std::string> out;
    for (const auto& step : trace.steps) {
        for (const auto& table : step.tables) {
            const bool any =
                std::any_of(table.rules.begin(), table.rules.end(), [](const auto& r) { return r.matched; });
            for (const auto& rule : table.rules) out.push_back(sentence(table, rule, step.name, zh));
            if (table.rules_left_out > 0)
                out.push_back(zh ? "另有 " + std::to_string(table.rules_left_out) + " 行没有列出。"
                                 : std::to_string(table.rules_left_out) + " more rows are not listed.");
            if (!any && table.rules_left_out == 0) out.push_back(zh ? "没有一行适用。" : "No row applies.");
        }
        out.push_back(zh ? "“" + step.name + "”的结果：" + shown(step.result, zh) + "。"
                         : step.name + ": " + shown(step.result, zh) + ".");
    }
    return out;
}

Json to_json(const Trace& trace) {
    JsonArray steps;
    for (const auto& step : trace.steps) {
        JsonArray tables;
        for (const auto& table : step.tables) {
            JsonArray inputs, rules;
            for (const auto& input : table.inputs)
                inputs.push_back(JsonObject{{"label", input.label}, {"value", rules::to_json(input.value)}});
            for (const auto& rule : table.rules) {
                JsonObject one{{"number", rule.number}, {"id", rule.id}, {"matched", rule.matched}};
                if (!rule.note.empty()) one["note"] = rule.note;
                if (!rule.matched)
                    one["failed"] = JsonObject{{"column", rule.column},
                                               {"cell", rule.cell},
                                               {"test", rule.test},
                                               {"value", rules::to_json(rule.value)}};
                rules.push_back(std::move(one));
            }
            tables.push_back(JsonObject{{"hit_policy", table.policy},
                                        {"inputs", std::move(inputs)},
                                        {"rules", std::move(rules)},
                                        {"rules_left_out", table.rules_left_out}});
        }
        steps.push_back(JsonObject{{"id", step.id},
                                   {"name", step.name},
                                   {"result", rules::to_json(step.result)},
                                   {"tables", std::move(tables)}});
    }
    return JsonObject{{"steps", std::move(steps)}};
}

}  // namespace hz::rules::dmn
