// SPDX-License-Identifier: Apache-2.0
#include "http/openapi.hpp"

#include <set>

#include "base/check.hpp"
#include "http/problem.hpp"
#include "http/text.hpp"

namespace hz::http {
namespace {

constexpr std::string_view problem_schema =
    R"({"type":"object","required":["type","title","status","code"],"properties":{
  "type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"code":{"type":"string"},
  "fields":{"type":"array","items":{"type":"object","required":["path","code","message"],"properties":{
    "path":{"type":"string"},"code":{"type":"string"},"message":{"type":"string"}}}}}})";

boost::json::string_view view(std::string_view text) { return {text.data(), text.size()}; }

JsonObject content(std::string_view type, JsonObject schema) {
    return {{view(type), JsonObject{{"schema", std::move(schema)}}}};
}

JsonObject problem_response(const std::string& description) {
    return {{"description", description},
            {"content", content("application/problem+json", {{"$ref", "#/components/schemas/Problem"}})}};
}

JsonArray parameter_list(std::vector<OperationParts::Parameter>& parameters) {
    JsonArray out;
    for (auto& parameter : parameters)
        out.push_back(JsonObject{{"name", parameter.name},
                                 {"in", view(parameter.in)},
                                 {"required", parameter.required},
                                 {"schema", std::move(parameter.schema)}});
    return out;
}

// Every parameter of the pattern is said, even where the endpoint reads none of them by type.
std::string document_path(std::string_view pattern) {
    std::string out(pattern);
    if (const auto dots = out.find("...}"); dots != std::string::npos) out.erase(dots, 3);
    return out;
}

}  // namespace

JsonObject operation_json(OperationParts parts) {
    JsonObject out;
    if (!parts.parameters.empty()) out["parameters"] = parameter_list(parts.parameters);
    if (parts.body)
        out["requestBody"] =
            JsonObject{{"required", true}, {"content", content("application/json", std::move(*parts.body))}};
    JsonObject success{{"description", "Success"}};
    if (parts.answer)
        success["content"] = content(parts.answer_type, std::move(*parts.answer));
    else if (parts.status == 200)
        success["content"] = content(parts.answer_type, {});
    JsonObject responses{{std::to_string(parts.status), std::move(success)}};
    std::map<std::string, std::string> texts;
    for (const auto* code : parts.problems) {
        auto& text = texts[std::to_string(status_of(*code))];
        text.append(text.empty() ? "" : " / ").append(code->id).append(": ").append(code->en);
    }
    for (const auto& [status, text] : texts) responses[status] = problem_response(text);
    responses["default"] = problem_response("A problem (RFC 9457)");
    out["responses"] = std::move(responses);
    return out;
}

Json openapi_document(const std::vector<Route>& routes, const ApiInfo& info) {
    codec::SchemaBook book;
    JsonObject paths;
    std::set<std::string_view> ids;
    for (const auto& route : routes) {
        if (!route.describe) continue;
        check(ids.insert(route.operation_id).second, "operation " + route.operation_id + " is given twice");
        JsonObject operation{{"operationId", route.operation_id}, {"summary", route.summary}};
        if (!route.tags.empty()) {
            JsonArray tags;
            for (const auto& tag : route.tags) tags.emplace_back(Json(tag));
            operation["tags"] = std::move(tags);
        }
        operation["x-permission"] = route.permission;
        for (auto& part : route.describe(book)) operation[part.key()] = std::move(part.value());
        auto& path = paths[document_path(route.pattern)];
        if (!path.is_object()) path.emplace_object();
        path.as_object()[lower_case(to_text(route.method))] = std::move(operation);
    }
    JsonObject schemas = book.components();
    schemas["Problem"] = parse_json(problem_schema).value();
    return JsonObject{
        {"openapi", "3.1.0"},
        {"info", JsonObject{{"title", info.title}, {"version", info.version}, {"description", info.description}}},
        {"paths", std::move(paths)},
        {"components", JsonObject{{"schemas", std::move(schemas)}}}};
}

}  // namespace hz::http
