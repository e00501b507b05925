// SPDX-License-Identifier: Apache-2.0
#include "rules/function/function.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.hpp"
#include "rules/machine.hpp"

namespace hz::rules {
namespace {

struct Known {
    std::unordered_map<std::string_view, std::vector<const BuiltIn*>> forms;
    std::unordered_map<const BuiltIn*, std::vector<BuiltInParameter>> parameters;
    std::unordered_map<const BuiltIn*, Value> values;
};

std::uint16_t kinds_of(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::uint16_t>, 15> names{
        {{"any", any_kind},
         {"boolean", bit(Kind::boolean)},
         {"number", bit(Kind::number)},
         {"string", bit(Kind::string)},
         {"date", bit(Kind::date)},
         {"time", bit(Kind::time)},
         {"date and time", bit(Kind::date_time)},
         {"day", bit(Kind::date) | bit(Kind::date_time)},
         {"days", bit(Kind::days_duration)},
         {"years", bit(Kind::years_duration)},
         {"list", bit(Kind::list)},
         {"context", bit(Kind::context)},
         {"range", bit(Kind::range)},
         {"function", bit(Kind::function)},
         {"null", bit(Kind::null)}}};
    std::uint16_t out = 0;
    for (bool more = true; more;) {
        const auto bar = text.find('|');
        for (const auto& [name, kinds] : names)
            if (name == text.substr(0, bar)) out = static_cast<std::uint16_t>(out | kinds);
        more = bar != std::string_view::npos;
        if (more) text.remove_prefix(bar + 1);
    }
    return out;
}

std::vector<BuiltInParameter> parse_signature(std::string_view text) {
    std::vector<BuiltInParameter> out;
    while (!text.empty()) {
        const auto comma = text.find(',');
        const auto one = trim(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
        const auto colon = one.find(':');
        BuiltInParameter parameter{one.substr(0, colon), kinds_of(trim(one.substr(colon + 1)))};
        if (parameter.name.ends_with("...")) parameter.repeated = true, parameter.name.remove_suffix(3);
        if (parameter.name.ends_with('?')) parameter.optional = true, parameter.name.remove_suffix(1);
        out.push_back(parameter);
    }
    return out;
}

const Known& known() {
    static const auto all = [] {
        Known out;
        for (const auto group : {boolean_functions(), string_functions(), pattern_functions(), list_functions(),
                                 aggregate_functions(), number_functions(), conversion_functions(),
                                 temporal_functions(), calendar_functions(), range_functions(), context_functions()})
            for (const auto& entry : group) {
                out.forms[entry.name].push_back(&entry);
                out.parameters[&entry] = parse_signature(entry.signature);
            }
        for (const auto& [name, forms] : out.forms) {
            Function value;
            value.name = name;
            value.built_in = forms.front();
            for (const auto& parameter : out.parameters[forms.front()])
                value.parameters.push_back({std::string(parameter.name), {}});
            const Value shared(FunctionPtr(std::make_shared<const Function>(std::move(value))));
            for (const auto* form : forms) out.values.emplace(form, shared);
        }
        return out;
    }();
    return all;
}

}  // namespace

const Value& Call::at(std::size_t i) const {
    static const Value null;
    return i < args.size() ? args[i] : null;
}

std::optional<std::int64_t> Call::whole(std::size_t i) const {
    const auto* number = at(i).if_number();
    return number ? number->to_int() : std::nullopt;
}

std::span<const Value> Call::items() const {
    if (args.size() == 1)
        if (const auto* list = args[0].if_list()) return *list;
    return args;
}

Value Call::because(Why why) {
    if (!std::exchange(explained, true)) machine.explain_call(entry, why);
    return {};
}

std::span<const BuiltInParameter> parameters_of(const BuiltIn& entry) { return known().parameters.at(&entry); }

std::span<const BuiltIn* const> find_built_ins(std::string_view name) {
    const auto found = known().forms.find(name);
    return found == known().forms.end() ? std::span<const BuiltIn* const>() : found->second;
}

std::span<const std::string_view> function_names() {
    static const auto names = [] {
        std::vector<std::string_view> out;
        for (const auto& [name, forms] : known().forms) out.push_back(name);
        std::sort(out.begin(), out.end());
        return out;
    }();
    return names;
}

const BuiltIn* form_for(std::span<const BuiltIn* const> forms, std::size_t arguments) {
    for (const auto* form : forms) {
        const auto all = parameters_of(*form);
        const auto least = std::count_if(all.begin(), all.end(), [](const auto& p) { return !p.optional; });
        const bool endless = !all.empty() && all.back().repeated;
        if (arguments >= static_cast<std::size_t>(least) && (endless || arguments <= all.size())) return form;
    }
    return nullptr;
}

Value function_value(const BuiltIn& entry) { return known().values.at(&entry); }

}  // namespace hz::rules
