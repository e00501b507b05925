// SPDX-License-Identifier: Apache-2.0
// Three passes, as in form-js: fill in what is missing; find what is hidden by the data as given; then decide, on the
// data without that, what is visible and whether it is right.
#include "form/errors.hpp"
#include "form/value.hpp"

namespace hz::form {
namespace {

const Json nothing;

// A place below `root`; nullptr where the way there is not made of objects.
const Json* at(const Json& root, const std::vector<std::string>& path) {
    const Json* here = &root;
    for (const auto& part : path) {
        here = hz::find(*here, part);
        if (!here) return nullptr;
    }
    return here;
}

// Makes the objects on the way. What stands there and is no object is replaced.
Json& make(Json& root, const std::vector<std::string>& path) {
    Json* here = &root;
    for (const auto& part : path) {
        if (!here->is_object()) *here = JsonObject{};
        here = &here->get_object()[part];
    }
    return *here;
}

std::string pointer(const std::string& base, const std::vector<std::string>& path) {
    std::string out = base;
    for (const auto& part : path) {
        out += '/';
        for (const char c : part) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return out;
}

class Validation {
  public:
    Validation(const Form& form, const Json& context, const Options& options)
        : form_(form), context_(context), options_(options) {}

    Result<Json> run(const Json& data) {
        Json filled = JsonObject{};
        fill(form_.root, data, filled, "");
        Json seen = JsonObject{};
        Pass filter{.from = filled, .to = seen};
        names_ = root_names(filled);
        walk(filter, form_.root, filled, seen, "", Row{names_, rules::from_json(filled)});
        Json kept = JsonObject{};
        Pass decide{.from = seen, .to = kept, .decides = true};
        names_ = root_names(seen);
        walk(decide, form_.root, filled, kept, "", Row{names_, rules::from_json(seen)});
        if (!errors_.empty()) return refuse_fields(errors::invalid_data, std::move(errors_));
        return kept;
    }

  private:
    struct Pass {
        const Json& from;
        Json& to;
        bool decides = false;  // computes, checks and reports; the first pass only copies
    };
    // The names a condition sees here; `self` is the row it stands in.
    struct Row {
        rules::Value names;
        rules::Value self;
    };

    static rules::Context members(const rules::Value& value) {
        return value.if_context() ? *value.if_context() : rules::Context{};
    }

    rules::Value root_names(const Json& data) const {
        auto out = members(rules::from_json(context_));
        const auto root = rules::from_json(data);
        const auto own = members(root);
        out.put("this", root);
        out.put("parent", {});
        out.put("i", rules::Value(rules::List{}));
        for (const auto& [name, value] : own.entries()) out.put(name, value);
        for (const auto* name : {"_this_", "_parent_", "_i_"})
            out.put(name, name == std::string_view("_this_") ? root : rules::Value());
        return rules::Value(std::move(out));
    }

    Row row_names(const Row& outer, const Json& row, std::size_t index) const {
        auto out = members(names_);
        const auto self = rules::from_json(row);
        rules::List indexes;
        if (const auto* before = rules::find(outer.names, "i"); before && before->if_list())
            indexes = *before->if_list();
        indexes.emplace_back(static_cast<std::int64_t>(index + 1));
        for (const auto& [name, value] :
             {std::pair{"this", self}, std::pair{"parent", outer.self}, std::pair{"i", rules::Value(indexes)}}) {
            out.put("_" + std::string(name) + "_", value);
            out.put(name, value);
        }
        return {rules::Value(std::move(out)), self};
    }

    void report(const Component& field, const std::string& path, Problem problem) {
        problem.params.emplace("label", field.label);
        errors_.push_back({path, problem.code, std::move(problem.params)});
    }

    // Pass one: every field has a value of its type, whether visible or not; what cannot be read is kept in mind.
    void fill(const Component& parent, const Json& from, Json& to, const std::string& base) {
        for (const auto& child : parent.children) {
            const auto path = pointer(base, child.path);
            const auto* given = at(from, child.path);
            if (is_field(child.type)) {
                std::optional<Problem> problem;
                auto value = given                 ? read_value(child, *given, problem)
                             : child.default_value ? read_value(child, *child.default_value, problem)
                                                   : empty_value(child.type);
                make(to, child.path) = std::move(value);
                if (problem) unreadable_[path] = *problem;
            } else if (child.repeating) {
                fill_rows(child, given, make(to, child.path), path);
            } else {
                const auto* inner = child.path.empty() ? &from : given ? given : &nothing;
                fill(child, *inner, child.path.empty() ? to : make(to, child.path), path);
            }
        }
    }

    void fill_rows(const Component& list, const Json* given, Json& to, const std::string& path) {
        JsonArray rows;
        const auto* items = given ? given->if_array() : nullptr;
        auto count = items ? items->size() : static_cast<std::size_t>(list.default_rows);
        if (count > max_rows) {
            unreadable_[path] = {&errors::too_many_rows, {{"limit", std::to_string(max_rows)}}};
            count = max_rows;
        }
        for (std::size_t i = 0; i < count; ++i) {
            Json row = JsonObject{};
            fill(list, items ? (*items)[i] : nothing, row, path + "/" + std::to_string(i));
            rows.push_back(std::move(row));
        }
        to = std::move(rows);
    }

    bool hidden(const Component& component, const Row& row) const {
        if (component.applicant_only && !options_.by_applicant) return true;
        if (!component.hide) return false;
        const auto value = rules::evaluate(*component.hide, row.names);
        return value && value->is_true();
    }

    // Passes two and three: `from` holds all values at this level, `to` gets those of the visible.
    void walk(const Pass& pass, const Component& parent, const Json& from, Json& to, const std::string& base,
              const Row& row) {
        for (const auto& child : parent.children) {
            if (hidden(child, row)) continue;
            const auto path = pointer(base, child.path);
            if (child.repeating) {
                rows(pass, child, from, to, path, row);
            } else if (is_container(child.type)) {
                const auto* inner = at(from, child.path);
                Json below = child.path.empty() ? std::move(to) : JsonObject{};
                walk(pass, child, inner ? *inner : nothing, below, path, row);
                if (child.path.empty())
                    to = std::move(below);
                else if (!below.get_object().empty())
                    merge(make(to, child.path), std::move(below));
            } else if (is_field(child.type)) {
                field(pass, child, from, to, path, row);
            }
        }
    }

    static void merge(Json& to, Json from) {
        if (!to.is_object()) to = JsonObject{};
        for (auto& member : from.get_object()) {
            auto& place = to.get_object()[member.key()];
            if (place.is_object() && member.value().is_object())
                merge(place, std::move(member.value()));
            else
                place = std::move(member.value());
        }
    }

    void rows(const Pass& pass, const Component& list, const Json& from, Json& to, const std::string& path,
              const Row& row) {
        const auto* items = at(from, list.path);
        if (!items || !items->is_array()) return;
        if (const auto bad = unreadable_.find(path); pass.decides && bad != unreadable_.end())
            report(list, path, bad->second);
        JsonArray out;
        std::size_t index = 0;
        for (const auto& item : items->get_array()) {
            Json below = JsonObject{};
            // What a condition in the row sees is the row of the data it is judged on.
            const auto* seen = pass.decides ? at(pass.from, list.path) : nullptr;
            const auto* seen_row =
                seen && seen->is_array() && index < seen->get_array().size() ? &seen->get_array()[index] : &item;
            walk(pass, list, item, below, path + "/" + std::to_string(index), row_names(row, *seen_row, index));
            out.push_back(std::move(below));
            ++index;
        }
        make(to, list.path) = std::move(out);
    }

    void field(const Pass& pass, const Component& field, const Json& from, Json& to, const std::string& path,
               const Row& row) {
        if (pass.decides && field.disabled) return;
        const auto* value = at(from, field.path);
        Json kept = value ? *value : empty_value(field.type);
        if (field.computed) {
            const auto computed = rules::evaluate(*field.computed, row.names);
            kept = computed ? rules::to_json(*computed) : Json(nullptr);
        }
        if (pass.decides) {
            const auto bad = unreadable_.find(path);
            auto problem = bad != unreadable_.end() ? std::optional(bad->second)
                                                    : check_value(field, kept, {row.names, context_, options_});
            if (problem) report(field, path, std::move(*problem));
        }
        make(to, field.path) = std::move(kept);
    }

    const Form& form_;
    const Json& context_;
    const Options& options_;
    rules::Value names_;
    std::map<std::string, Problem> unreadable_;
    std::vector<FieldError> errors_;
};

}  // namespace

Result<Json> validate(const Form& form, const Json& data, const Json& context, const Options& options) {
    if (!data.is_object()) return refuse(errors::invalid_data);
    return Validation(form, context, options).run(data);
}

}  // namespace hz::form
