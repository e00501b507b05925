// SPDX-License-Identifier: Apache-2.0
// The routes of the API without a server: over an empty store in a folder that goes away with it. For
// `huizheng openapi`, which prints what the web pages' types are made from, and for tests of the table of routes.
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "api/resource/routes.hpp"
#include "app/node.hpp"

namespace hz::app {

class ApiDescription {
  public:
    // `clock` outlives it.
    [[nodiscard]] static Result<std::unique_ptr<ApiDescription>> open(Clock& clock);
    ~ApiDescription();
    ApiDescription(const ApiDescription&) = delete;
    ApiDescription& operator=(const ApiDescription&) = delete;

    [[nodiscard]] api::Routes routes() { return api::all_routes(*platform_); }
    // OpenAPI 3.1, as /api/openapi.json answers.
    [[nodiscard]] std::string document() { return api::openapi_text(*platform_); }

  private:
    ApiDescription();

    std::filesystem::path folder_;
    std::unique_ptr<Node> node_;
    http::LiveHub live_;
    api::WorkerPool readers_, slow_;
    api::Site site_;
    std::unique_ptr<api::Platform> platform_;
};

}  // namespace hz::app
