// SPDX-License-Identifier: Apache-2.0
#include "rules/type.hpp"

#include <algorithm>
#include <array>

#include "rules/callable.hpp"

namespace hz::rules {

FeelType FeelType::list_of(FeelType item) {
    FeelType out(Shape::list);
    out.parts_ = std::make_shared<const std::vector<Part>>(1, Part{"", std::move(item)});
    return out;
}
FeelType FeelType::range_of(FeelType end) {
    FeelType out(Shape::range);
    out.parts_ = std::make_shared<const std::vector<Part>>(1, Part{"", std::move(end)});
    return out;
}
FeelType FeelType::context_of(std::vector<Part> members) {
    FeelType out(Shape::context);
    out.parts_ = std::make_shared<const std::vector<Part>>(std::move(members));
    return out;
}
FeelType FeelType::function_of(std::vector<FeelType> parameters, FeelType result) {
    std::vector<Part> parts;
    for (auto& parameter : parameters) parts.emplace_back("", std::move(parameter));
    parts.emplace_back("", std::move(result));
    FeelType out(Shape::function);
    out.parts_ = std::make_shared<const std::vector<Part>>(std::move(parts));
    return out;
}

FeelType FeelType::inner() const { return parts_ && !parts_->empty() ? parts_->back().second : FeelType(); }

const std::vector<FeelType::Part>& FeelType::parts() const {
    static const std::vector<Part> none;
    return parts_ ? *parts_ : none;
}

const FeelType* FeelType::member(std::string_view name) const {
    for (const auto& [key, type] : parts())
        if (key == name) return &type;
    return nullptr;
}

bool FeelType::operator==(const FeelType& other) const {
    return shape_ == other.shape_ && (parts_ == other.parts_ || parts() == other.parts());
}

namespace {

struct SimpleName {
    std::string_view name;
    Shape shape;
};
// The first name of a shape is the one that is written.
constexpr std::array<SimpleName, 18> simple_names{{{"Any", Shape::any},
                                                   {"Null", Shape::null},
                                                   {"boolean", Shape::boolean},
                                                   {"number", Shape::number},
                                                   {"string", Shape::string},
                                                   {"date", Shape::date},
                                                   {"time", Shape::time},
                                                   {"date and time", Shape::date_time},
                                                   {"days and time duration", Shape::days_duration},
                                                   {"years and months duration", Shape::years_duration},
                                                   {"list", Shape::list},
                                                   {"context", Shape::context},
                                                   {"range", Shape::range},
                                                   {"function", Shape::function},
                                                   {"dateTime", Shape::date_time},
                                                   {"dayTimeDuration", Shape::days_duration},
                                                   {"yearMonthDuration", Shape::years_duration},
                                                   {"any", Shape::any}}};

Shape shape_of(Kind kind) {
    switch (kind) {
        case Kind::null:
            return Shape::null;
        case Kind::boolean:
            return Shape::boolean;
        case Kind::number:
            return Shape::number;
        case Kind::string:
            return Shape::string;
        case Kind::date:
            return Shape::date;
        case Kind::time:
            return Shape::time;
        case Kind::date_time:
            return Shape::date_time;
        case Kind::days_duration:
            return Shape::days_duration;
        case Kind::years_duration:
            return Shape::years_duration;
        case Kind::list:
            return Shape::list;
        case Kind::context:
            return Shape::context;
        case Kind::range:
            return Shape::range;
        case Kind::function:
            return Shape::function;
    }
    return Shape::any;
}

bool function_conforms(const Value& value, const FeelType& type) {
    const auto given = parameters_of(value);
    const auto& wanted = type.parts();
    if (given.size() + 1 != wanted.size()) return false;
    for (std::size_t i = 0; i < given.size(); ++i)  // a function may take more than it must
        if (!given[i].type.is_any() && !conforms(wanted[i].second, given[i].type)) return false;
    const auto result = result_type_of(value);
    return result.is_any() || conforms(result, type.inner());
}

}  // namespace

bool conforms(const Value& value, const FeelType& type) {
    if (type.is_any() || value.is_null()) return true;
    if (shape_of(value.kind()) != type.shape()) return false;
    if (!type.has_parts()) return true;
    switch (type.shape()) {
        case Shape::list: {
            const auto inner = type.inner();
            const auto& items = *value.if_list();
            return std::all_of(items.begin(), items.end(), [&](const Value& item) { return conforms(item, inner); });
        }
        case Shape::range:
            return conforms(value.if_range()->low, type.inner()) && conforms(value.if_range()->high, type.inner());
        case Shape::context:
            return std::all_of(type.parts().begin(), type.parts().end(), [&](const FeelType::Part& part) {
                const auto* member = value.if_context()->find(part.first);
                return member && conforms(*member, part.second);
            });
        case Shape::function:
            return function_conforms(value, type);
        default:
            return true;
    }
}

bool is_instance(const Value& value, const FeelType& type) {
    return value.is_null() ? type.shape() == Shape::null : conforms(value, type);
}

bool conforms(const FeelType& type, const FeelType& wanted) {
    if (wanted.is_any() || type.shape() == Shape::null) return true;
    if (type.shape() != wanted.shape()) return false;
    if (!wanted.has_parts()) return true;
    switch (type.shape()) {
        case Shape::list:
        case Shape::range:
            return conforms(type.inner(), wanted.inner());
        case Shape::context:
            return std::all_of(wanted.parts().begin(), wanted.parts().end(), [&](const FeelType::Part& part) {
                const auto* member = type.member(part.first);
                return member && conforms(*member, part.second);
            });
        case Shape::function: {
            const auto &have = type.parts(), &want = wanted.parts();
            if (have.size() != want.size()) return false;
            for (std::size_t i = 0; i + 1 < have.size(); ++i)
                if (!conforms(want[i].second, have[i].second)) return false;
            return conforms(type.inner(), wanted.inner());
        }
        default:
            return true;
    }
}

std::optional<Value> convert(const Value& value, const FeelType& type) {
    if (conforms(value, type)) return value;
    if (type.shape() == Shape::list && !value.if_list()) {
        const auto item = convert(value, type.inner());
        return item ? std::optional(Value(List{*item})) : std::nullopt;
    }
    if (const auto* list = value.if_list(); list && list->size() == 1 && type.shape() != Shape::list)
        return conforms(list->front(), type) ? std::optional(list->front()) : std::nullopt;
    if (const auto* date = value.if_date(); date && type.shape() == Shape::date_time)
        return Value(DateTime{*date, TimeOfDay{0, 0}});
    return std::nullopt;
}

FeelType type_of(const Value& value) {
    if (const auto* list = value.if_list()) {
        if (list->empty()) return Shape::list;
        const auto first = type_of(list->front());
        const bool same =
            std::all_of(list->begin(), list->end(), [&](const Value& item) { return type_of(item) == first; });
        return FeelType::list_of(same ? first : FeelType());
    }
    if (const auto* context = value.if_context()) {
        std::vector<FeelType::Part> members;
        for (const auto& [name, member] : context->entries()) members.emplace_back(name, type_of(member));
        return FeelType::context_of(std::move(members));
    }
    if (const auto* range = value.if_range())
        return FeelType::range_of(type_of(range->low.is_null() ? range->high : range->low));
    if (value.if_function()) {
        std::vector<FeelType> parameters;
        for (const auto& parameter : parameters_of(value)) parameters.push_back(parameter.type);
        return FeelType::function_of(std::move(parameters), result_type_of(value));
    }
    return shape_of(value.kind());
}

std::optional<FeelType> simple_type(std::string_view name) {
    for (const auto& entry : simple_names)
        if (entry.name == name) return FeelType(entry.shape);
    return std::nullopt;
}

std::string to_text(const FeelType& type) {
    std::string out;
    for (const auto& entry : simple_names)
        if (entry.shape == type.shape()) {
            out = entry.name;
            break;
        }
    if (!type.has_parts()) return out;
    out += '<';
    const auto& parts = type.parts();
    const auto shown = parts.size() - (type.shape() == Shape::function ? 1 : 0);
    for (std::size_t i = 0; i < shown; ++i) {
        if (i) out += ", ";
        if (!parts[i].first.empty()) out += parts[i].first + ": ";
        out += to_text(parts[i].second);
    }
    return out + (type.shape() == Shape::function ? "> -> " + to_text(type.inner()) : ">");
}

}  // namespace hz::rules
