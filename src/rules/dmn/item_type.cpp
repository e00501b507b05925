// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/item_type.hpp"

#include "rules/dmn/tests.hpp"

namespace hz::rules::dmn {
namespace {

constexpr int most_levels = 100;

bool passes_all(const Tests& tests, const Value& value, Evaluation& evaluation) {
    if (const auto decided = tests.decide(value)) return *decided == true;
    Context context;
    context.put("?", value);
    if (const auto* members = value.if_context())  // a constraint of a context speaks of its members
        for (const auto& [name, member] : members->entries()) context.put(name, member);
    const auto result = evaluate(*tests.code, Value(std::move(context)), evaluation);
    return result && result->is_true();
}

class Fitting {
  public:
    Fitting(Evaluation& evaluation, Misfit* why) : evaluation_(evaluation), why_(why) {}

    std::optional<Value> use(const Value& value, const TypeUse& type, const std::string& path, int level) {
        if (value.is_null() || level > most_levels || !evaluation_.charge(1)) return value;
        if (type.item) return item(value, *type.item, path, level + 1);
        auto out = convert(value, type.feel);
        return out ? out : misfit(value, type.name, {}, path);
    }

  private:
    std::optional<Value> misfit(const Value& value, const std::string& type, const std::string& allowed,
                                const std::string& path) {
        if (why_) *why_ = {path, type, allowed, value};
        return std::nullopt;
    }

    std::optional<Value> constrained(std::optional<Value> value, const std::shared_ptr<const Tests>& tests,
                                     const ItemType& type, const std::string& path) {
        if (!value || value->is_null() || !tests || passes_all(*tests, *value, evaluation_)) return value;
        return misfit(*value, type.name, tests->text, path);
    }

    std::optional<Value> item(const Value& value, const ItemType& type, const std::string& path, int level) {
        if (type.in_cycle) return value;
        if (!type.collection) return constrained(one(value, type, path, level), type.constraint, type, path);
        const auto* list = value.if_list();
        List out;
        if (!list) {
            auto single = one(value, type, path, level);
            if (!single) return std::nullopt;
            out.push_back(*std::move(single));
        } else {
            out.reserve(list->size());
            for (const auto& each : *list) {
                auto fitted = one(each, type, path, level);
                if (!fitted) return std::nullopt;
                out.push_back(*std::move(fitted));
            }
        }
        return constrained(Value(std::move(out)), type.constraint, type, path);
    }

    // One item of the type, the collection aside.
    std::optional<Value> one(const Value& value, const ItemType& type, const std::string& path, int level) {
        if (value.is_null()) return value;
        if (type.is_context) return constrained(members(value, type, path, level), type.allowed, type, path);
        if (type.is_function) {
            auto out = convert(value, feel_type({type.name, &type, {}}));
            return out ? out : misfit(value, type.name, {}, path);
        }
        return constrained(use(value, type.base, path, level), type.allowed, type, path);
    }

    std::optional<Value> members(const Value& value, const ItemType& type, const std::string& path, int level) {
        const auto* context = value.if_context();
        if (!context) {
            const auto* list = value.if_list();
            if (list && list->size() == 1 && list->front().if_context())
                return members(list->front(), type, path, level);
            return misfit(value, type.name, {}, path);
        }
        Context out = *context;
        for (const auto& [name, member] : type.members) {
            const auto* found = context->find(name);
            if (!found) return misfit(value, type.name, {}, path);
            auto fitted = item(*found, *member, path.empty() ? name : path + "." + name, level);
            if (found->is_null()) continue;
            if (!fitted) return std::nullopt;
            out.put(name, *std::move(fitted));
        }
        return Value(std::move(out));
    }

    Evaluation& evaluation_;
    Misfit* why_;
};

}  // namespace

std::optional<Value> fit(const Value& value, const TypeUse& type, Evaluation& evaluation, Misfit* why) {
    if (value.is_null() || type.is_any()) return value;
    return Fitting(evaluation, why).use(value, type, {}, 0);
}

FeelType feel_type(const TypeUse& use, int depth) {
    if (!use.item) return use.feel;
    const auto& type = *use.item;
    if (depth > 6 || type.in_cycle) return {};
    FeelType one;
    if (type.is_context) {
        std::vector<FeelType::Part> parts;
        for (const auto& [name, member] : type.members)
            parts.emplace_back(name, feel_type({member->name, member, {}}, depth + 1));
        one = FeelType::context_of(std::move(parts));
    } else if (type.is_function) {
        std::vector<FeelType> parameters;
        for (const auto& [name, parameter] : type.parameters) parameters.push_back(feel_type(parameter, depth + 1));
        one = FeelType::function_of(std::move(parameters), feel_type(type.result, depth + 1));
    } else {
        one = feel_type(type.base, depth + 1);
    }
    return type.collection ? FeelType::list_of(std::move(one)) : one;
}

}  // namespace hz::rules::dmn
