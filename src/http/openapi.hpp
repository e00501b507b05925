// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "http/route.hpp"

namespace hz::http {

struct ApiInfo {
    std::string title;
    std::string version;
    std::string description;
};

// OpenAPI 3.1.0 of every route that has a description. operationId and permission ("x-permission") are given for each.
// Two routes with one operation_id are a bug.
[[nodiscard]] Json openapi_document(const std::vector<Route>& routes, const ApiInfo& info);

// What an endpoint says about itself; filled by the templates of endpoint.hpp.
struct OperationParts {
    struct Parameter {
        std::string name;
        std::string_view in;  // "path" or "query"
        bool required;
        JsonObject schema;
    };
    std::vector<Parameter> parameters;
    std::optional<JsonObject> body;
    std::optional<JsonObject> answer;
    std::string answer_type = "application/json";
    int status = 200;
    std::vector<const ErrorCode*> problems;
};
[[nodiscard]] JsonObject operation_json(OperationParts parts);

}  // namespace hz::http
