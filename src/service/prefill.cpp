// SPDX-License-Identifier: Apache-2.0
#include "service/prefill.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "registry/record.hpp"
#include "service/company.hpp"
#include "service/errors.hpp"

namespace hz::service {
namespace {

// The records a form may be filled from: the person's own, and the chosen company's.
class Sources {
  public:
    Sources(storage::Session& session, const identity::Actor& actor, std::string company)
        : session_(session), actor_(actor), company_(std::move(company)) {}

    const std::optional<registry::Record>& get(std::string_view code) {
        auto at = found_.find(code);
        if (at == found_.end()) at = found_.emplace(std::string(code), load(code)).first;
        return at->second;
    }

  private:
    std::optional<registry::Record> load(std::string_view code) {
        auto records = company_.empty() || code == "person"
                           ? registry::records_of(session_, identity::PersonId{actor_.person}, code, 1)
                           : registry::records_of_company(session_, company_, code, 1);
        if (records.empty() && code == "company" && !company_.empty())
            if (auto record = registry::find_record(session_, code, company_)) return record;
        if (records.empty()) return std::nullopt;
        return std::move(records.front());
    }

    storage::Session& session_;
    const identity::Actor& actor_;
    std::string company_;
    std::map<std::string, std::optional<registry::Record>, std::less<>> found_;
};

struct Filling {
    Sources& sources;
    const pack::Definitions& definitions;
    PrefilledForm& out;

    void fill(const Json& component) {
        for (const auto& child : get_array(component, "components")) fill(child);
        const auto key = get_text(component, "key");
        const auto* properties = find(component, "properties");
        const auto source = properties ? get_text(*properties, "hz:source") : std::string_view();
        const auto dot = source.find('.');
        if (key.empty() || dot == std::string_view::npos) return;
        const auto code = source.substr(0, dot);
        const auto& record = sources.get(code);
        const auto* value = record ? find(record->body, source.substr(dot + 1)) : nullptr;
        if (!value || value->is_null()) return;
        out.data[key] = *value;
        const auto registry = definitions.find("registry", code);
        const auto* title = registry ? find(registry->body, "title") : nullptr;
        const auto named = identity::title_from(title);
        out.sources[std::string(key)] = {std::string(code), title ? named : identity::Title{std::string(code), {}},
                                         record->id, record->updated_at};
    }
};

}  // namespace

Result<PrefilledForm> prefilled_form(storage::Session& session, const pack::CompiledDefinition& item,
                                     const pack::DefinitionCache& definitions, const identity::Actor& actor,
                                     std::string_view company) {
    const auto& mine = actor.companies;
    if (!company.empty() && std::find(mine.begin(), mine.end(), company) == mine.end())
        return refuse(errors::not_your_company);
    const auto current = definitions.current();
    PrefilledForm out;
    out.schema = get_object(item.body, "form");
    Sources sources(session, actor, std::string(company));
    Filling{sources, *current, out}.fill(Json(out.schema));
    for (const auto& key : mine) out.companies.push_back({key, company_name(session, key)});
    return out;
}

}  // namespace hz::service
