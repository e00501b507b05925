// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/dmn.hpp"
#include "rules/dmn/errors.hpp"
#include "rules/dmn/run.hpp"
#include "rules/function/function.hpp"

namespace hz::rules::dmn {

const Element* find_goal(const Model& model, std::string_view name) {
    const auto is_goal = [](const Element* e) { return e->part == Part::decision || e->part == Part::service; };
    if (const auto found = model.by_name.find(name); found != model.by_name.end() && is_goal(found->second))
        return found->second;
    if (const auto found = model.by_id.find(name); found != model.by_id.end() && is_goal(found->second))
        return found->second;
    for (const auto& element : model.elements)  // a name used twice
        if (element.name == name && is_goal(&element)) return &element;
    return nullptr;
}

namespace {

Value read(const Json& json, const TypeUse& use, int depth);

Value read_one(const Json& json, const ItemType& type, int depth) {
    if (!type.is_context || !json.is_object()) return type.is_context ? from_json(json) : read(json, type.base, depth);
    Context out;
    for (const auto& member : json.get_object()) {
        const std::string key(member.key());
        TypeUse use;
        for (const auto& [name, item] : type.members)
            if (name == key) use = {item->name, item, {}};
        out.put(key, read(member.value(), use, depth + 1));
    }
    return Value(std::move(out));
}

Value read(const Json& json, const TypeUse& use, int depth) {
    if (use.item && !use.item->in_cycle && depth < 50) {
        if (!use.item->collection || !json.is_array()) return read_one(json, *use.item, depth + 1);
        List out;
        for (const auto& each : json.get_array()) out.push_back(read_one(each, *use.item, depth + 1));
        return Value(std::move(out));
    }
    auto value = from_json(json);
    const auto shape = use.feel.shape();
    const bool temporal = shape == Shape::date || shape == Shape::time || shape == Shape::date_time ||
                          shape == Shape::days_duration || shape == Shape::years_duration;
    if (!temporal || !value.if_string()) return value;
    auto read = read_temporal(*value.if_string());
    return read.is_null() ? value : read;
}

}  // namespace

Value read_input(const Model& model, std::string_view input, const Json& value) {
    const auto found = model.by_name.find(input);
    if (found == model.by_name.end()) {
        for (const auto& import : model.imports) {
            if (!import.model || import.request.name != input || !value.is_object()) continue;
            Context out;
            for (const auto& member : value.get_object())
                out.put(std::string(member.key()),
                        read_input(*import.model, std::string(member.key()), member.value()));
            return Value(std::move(out));
        }
        return from_json(value);
    }
    return read(value, found->second->type, 0);
}

Result<Value> evaluate(const Model& model, std::string_view name, const Value& inputs, const Options& options) {
    const auto* goal = find_goal(model, name);
    if (!goal) return refuse(errors::dmn_unknown_decision, {{"name", std::string(name)}});
    auto shared = std::make_shared<Shared>();
    shared->model = model.shared_from_this();
    if (const auto* today = find(inputs, "today")) shared->today = *today;
    if (const auto* now = find(inputs, "now")) shared->now = *now;
    shared->trace = options.trace;
    shared->diagnostics = options.diagnostics;
    shared->indexed = options.indexed;
    Evaluation evaluation(options.budget);
    evaluation.stop = options.stop;
    Frame frame{.inputs = inputs.if_context(), .known = {}};
    Run run(shared, evaluation, frame);
    auto out = goal->part == Part::service ? run.service(*goal) : run.value_of(*goal);
    shared->trace = nullptr;
    shared->diagnostics = nullptr;
    if (evaluation.spent()) return *evaluation.spent();
    return out;
}

Result<Json> evaluate(const Model& model, std::string_view name, const Json& inputs, const Options& options) {
    Context context;
    if (inputs.is_object())
        for (const auto& member : inputs.get_object()) {
            const std::string key(member.key());
            context.put(key, read_input(model, key, member.value()));
        }
    const auto out = evaluate(model, name, Value(std::move(context)), options);
    if (!out) return out.error();
    return to_json(*out);
}

}  // namespace hz::rules::dmn
