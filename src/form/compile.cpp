// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>

#include "form/component.hpp"
#include "form/errors.hpp"
#include "form/value.hpp"

namespace hz::form {
namespace {

const std::map<std::string_view, Type>& types() {
    static const std::map<std::string_view, Type> all{
        {"textfield", Type::textfield},    {"textarea", Type::textarea},   {"number", Type::number},
        {"checkbox", Type::checkbox},      {"checklist", Type::checklist}, {"radio", Type::radio},
        {"select", Type::select},          {"taglist", Type::taglist},     {"datetime", Type::datetime},
        {"expression", Type::expression},  {"group", Type::group},         {"dynamiclist", Type::dynamiclist},
        {"table", Type::display},          {"text", Type::display},        {"html", Type::display},
        {"spacer", Type::display},         {"separator", Type::display},   {"button", Type::display},
        {"image", Type::display},          {"iframe", Type::display},      {"filepicker", Type::display},
        {"documentPreview", Type::display}};
    return all;
}

// "a.b" as ["a", "b"]; nothing where a part is empty or would name a prototype in the browser.
std::optional<std::vector<std::string>> split_path(std::string_view key) {
    std::vector<std::string> out;
    for (;;) {
        const auto point = key.find('.');
        const auto part = key.substr(0, point);
        if (part.empty() || part == "__proto__" || part == "constructor" || part == "prototype") return std::nullopt;
        out.emplace_back(part);
        if (point == std::string_view::npos) return out;
        key.remove_prefix(point + 1);
    }
}

std::string joined(const std::vector<std::string>& path) {
    std::string out;
    for (const auto& part : path) out += (out.empty() ? "" : ".") + part;
    return out;
}

// JavaScript writes \u4e00 where RE2 writes \x{4e00}.
std::string for_re2(std::string_view pattern) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '\\' || i + 1 >= pattern.size()) {
            out += pattern[i];
        } else if (pattern[i + 1] == 'u' && i + 5 < pattern.size()) {
            out += "\\x{" + std::string(pattern.substr(i + 2, 4)) + "}";
            i += 5;
        } else {
            out += pattern[i];
            out += pattern[++i];
        }
    }
    return out;
}

class Compiler {
  public:
    Result<FormPtr> run(const Json& schema) {
        auto form = std::make_shared<Form>();
        form->root.type = Type::group;
        const auto* list = hz::find(schema, "components");
        if (!list || !list->is_array()) return refuse(errors::not_a_form);
        std::set<std::string> claimed;
        children(form->root, schema, {}, claimed, 1);
        if (!findings_.empty()) return refuse_fields(errors::invalid_form, std::move(findings_));
        return FormPtr(std::move(form));
    }

  private:
    void finding(const Component& at, const ErrorCode& code, std::map<std::string, std::string> params = {}) {
        params.emplace("label", at.label.empty() ? at.id : at.label);
        if (findings_.size() < 100) findings_.push_back({at.id, &code, std::move(params)});
    }

    void children(Component& parent, const Json& schema, const std::vector<std::string>& base,
                  std::set<std::string>& claimed, std::size_t depth) {
        if (depth > max_depth) return finding(parent, errors::too_deep, {{"limit", std::to_string(max_depth)}});
        for (const auto& item : get_array(schema, "components")) {
            if (++count_ > max_components) {
                if (count_ == max_components + 1)
                    finding(parent, errors::too_many, {{"limit", std::to_string(max_components)}});
                return;
            }
            parent.children.push_back(component(item, base, claimed, depth));
        }
    }

    Component component(const Json& item, const std::vector<std::string>& base, std::set<std::string>& claimed,
                        std::size_t depth) {
        Component out;
        out.type_name = get_text(item, "type");
        out.label = get_text(item, "label", get_text(item, "dateLabel", get_text(item, "timeLabel")));
        out.id = get_text(item, "id");
        if (out.id.empty()) out.id = get_text(item, "key", "component_" + std::to_string(count_));
        if (!ids_.insert(out.id).second) finding(out, errors::duplicate_id, {{"id", out.id}});
        const auto type = types().find(out.type_name);
        if (type == types().end()) {
            finding(out, errors::unknown_type, {{"type", out.type_name}});
            return out;
        }
        out.type = type->second;
        out.hide = feel(out, get_text(get_object(item, "conditional"), "hide"), "hide");
        out.disabled = get_bool(item, "disabled");
        if (is_container(out.type))
            container(out, item, base, claimed, depth);
        else if (is_field(out.type))
            field(out, item, base, claimed);
        return out;
    }

    void container(Component& out, const Json& item, std::vector<std::string> base, std::set<std::string>& claimed,
                   std::size_t depth) {
        std::string path(get_text(item, "path"));
        if (out.type == Type::dynamiclist && path.empty()) path = out.id;  // as form-js does
        out.repeating = out.type == Type::dynamiclist && get_bool(item, "isRepeating", true);
        out.default_rows =
            std::clamp<std::int64_t>(get_int(item, "defaultRepetitions", 1), 0, static_cast<std::int64_t>(max_rows));
        if (!path.empty()) {
            const auto parts = split_path(path);
            if (!parts) return finding(out, errors::missing_key);
            out.path = *parts;
            base.insert(base.end(), parts->begin(), parts->end());
        }
        if (out.repeating) claim(out, base, claimed);
        children(out, item, base, claimed, depth + 1);
    }

    void claim(const Component& out, const std::vector<std::string>& full, std::set<std::string>& claimed) {
        if (!claimed.insert(joined(full)).second) finding(out, errors::duplicate_key, {{"key", joined(full)}});
    }

    void field(Component& out, const Json& item, std::vector<std::string> base, std::set<std::string>& claimed) {
        const auto path = split_path(get_text(item, "key"));
        if (!path) return finding(out, errors::missing_key);
        out.path = *path;
        if (out.label.empty()) out.label = joined(out.path);
        base.insert(base.end(), path->begin(), path->end());
        claim(out, base, claimed);
        properties(out, item);
        rules_of(out, item);
        if (is_choice(out.type) || is_multiple(out.type)) options(out, item);
        if (out.type == Type::expression) out.computed = feel(out, get_text(item, "expression"), "expression");
        if (const auto* value = hz::find(item, "defaultValue"); value && !value->is_null()) {
            out.default_value = *value;
            if (!default_possible(out, *value)) finding(out, errors::unreachable_default);
        }
    }

    void properties(Component& out, const Json& item) {
        const auto& all = get_object(item, "properties");
        out.identifier = get_text(all, "hz:identifier");
        out.source = get_text(all, "hz:source");
        const std::string only(get_text(all, "hz:applicantOnly"));
        out.applicant_only = only == "true" || only == "yes" || only == "1";
    }

    void rules_of(Component& out, const Json& item) {
        const Json validate = get_object(item, "validate");
        out.required = get_bool(validate, "required");
        out.min_length = limit(out, validate, "minLength");
        out.max_length = limit(out, validate, "maxLength");
        out.min = limit(out, validate, "min");
        out.max = limit(out, validate, "max");
        ordered(out, out.min_length, out.max_length, "minLength");
        ordered(out, out.min, out.max, "min");
        out.validation_type = get_text(validate, "validationType");
        out.pattern_message = get_text(validate, "patternErrorMessage");
        if (const auto text = get_text(validate, "pattern"); !text.empty()) {
            RE2::Options quiet;
            quiet.set_log_errors(false);
            quiet.set_max_mem(1 << 20);
            auto compiled = std::make_shared<const RE2>(for_re2(text), quiet);
            if (text.size() > 1000 || !compiled->ok())
                finding(out, errors::invalid_pattern, {{"pattern", std::string(text.substr(0, 200))}});
            else
                out.pattern = std::move(compiled);
        }
        if (const auto* digits = hz::find(item, "decimalDigits");
            digits && digits->is_int64() && digits->get_int64() >= 0)
            out.decimal_digits = digits->get_int64();
        const auto step = limit(out, item, "increment");
        if (step.number && *step.number > rules::Number{0}) out.increment = step.number;
        out.as_text = get_bool(item, "serializeToString");
        const auto subtype = get_text(item, "subtype", "date");
        out.subtype = subtype == "time" ? Subtype::time : subtype == "datetime" ? Subtype::datetime : Subtype::date;
        out.disallow_past = get_bool(item, "disallowPassedDates");
    }

    void ordered(const Component& at, const Limit& low, const Limit& high, const char* property) {
        if (low.number && high.number && *low.number > *high.number)
            finding(at, errors::invalid_limit, {{"property", property}});
    }

    Limit limit(const Component& at, const Json& from, const char* property) {
        const auto* value = hz::find(from, property);
        if (!value || value->is_null()) return {};
        if (value->is_string()) {
            const std::string_view text = get_text(from, property);
            if (text.empty()) return {};
            if (text.starts_with('=')) return {{}, feel(at, text, property)};
        }
        const auto number = number_of(*value);
        if (!number) finding(at, errors::invalid_limit, {{"property", property}});
        return {number, {}};
    }

    void options(Component& out, const Json& item) {
        out.values_key = get_text(item, "valuesKey");
        out.values_feel = feel(out, get_text(item, "valuesExpression"), "valuesExpression");
        if (const auto* values = hz::find(item, "values")) out.options = option_values(*values);
        if (out.options.empty() && out.values_key.empty() && get_text(item, "valuesExpression").empty())
            finding(out, errors::no_options);
    }

    rules::ExpressionPtr feel(const Component& at, std::string_view text, const char* property) {
        if (text.empty()) return {};
        if (text.starts_with('=')) text.remove_prefix(1);
        auto compiled = rules::compile(text);
        if (compiled) return *compiled;
        const auto& error = compiled.error();
        finding(at, errors::invalid_feel,
                {{"property", property},
                 {"reason_zh", message(*error.code, error.params, "zh-Hans")},
                 {"reason_en", message(*error.code, error.params, "en")}});
        return {};
    }

    std::vector<FieldError> findings_;
    std::set<std::string> ids_;
    std::size_t count_ = 0;
};

void list_fields(const Component& from, const std::string& base, std::vector<Field>& out) {
    for (const auto& child : from.children) {
        const auto key = child.path.empty() ? base : base + (base.empty() ? "" : ".") + joined(child.path);
        if (is_field(child.type))
            out.push_back({key, child.label, child.type_name, child.id, child.identifier, child.source, child.required,
                           child.applicant_only});
        list_fields(child, key, out);
    }
}

}  // namespace

std::vector<Json> option_values(const Json& list) {
    std::vector<Json> out;
    const auto* items = list.if_array();
    if (!items) return out;
    for (const auto& item : *items) {
        if (const auto* object = item.if_object()) {
            const auto* value = object->if_contains("value");
            if (value && !value->is_null()) out.push_back(*value);
        } else if (!item.is_null() && !item.is_array()) {
            out.push_back(item);
        }
    }
    return out;
}

Result<FormPtr> compile(const Json& schema) { return Compiler{}.run(schema); }

std::vector<Field> fields(const Form& form) {
    std::vector<Field> out;
    list_fields(form.root, "", out);
    return out;
}

}  // namespace hz::form
