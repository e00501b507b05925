// SPDX-License-Identifier: Apache-2.0
// The record of which migrations ran: each is a file of this program, and nothing else.
#include <map>

#include "app/check/state_checks.hpp"
#include "app/node.hpp"

namespace hz::app {
namespace {

using ledger::StateFindings;
using storage::Session;

class Check final : public ledger::StateCheck {
  public:
    [[nodiscard]] std::vector<std::string_view> tables() const override { return {"schema_migration"}; }
    Result<void> rows(ledger::Log& log, StateFindings& out) override {
        return log.store().read([&](Session& session) -> Result<void> {
            auto expected = files_of(session.engine());
            session.each<std::string, std::string, std::string>(
                "select module, file, content from schema_migration",
                [&](const std::string& module, const std::string& file, const std::string& content) {
                    const auto key = module + "/" + file;
                    const auto wanted = expected.find(key);
                    if (wanted == expected.end()) return out.unexplained("schema_migration", key);
                    if (content != wanted->second) out.differs("schema_migration", key, "content");
                    expected.erase(wanted);
                    out.count("schema_migration");
                });
            for (const auto& [key, _] : expected) out.missing("schema_migration", key);
            return {};
        });
    }

  private:
    // By "module/file", under the name both engines record.
    static std::map<std::string, std::string_view> files_of(storage::Engine engine) {
        const std::string ours = engine == storage::Engine::sqlite ? ".sqlite" : ".postgresql";
        const std::string theirs = engine == storage::Engine::sqlite ? ".postgresql.sql" : ".sqlite.sql";
        std::map<std::string, std::string_view> out;
        for (const auto& schema : all_schemas())
            for (const auto& file : schema.files) {
                if (file.path.ends_with(theirs)) continue;
                auto name = std::string(file.path);
                if (const auto at = name.find(ours + ".sql"); at != std::string::npos) name.erase(at, ours.size());
                out[std::string(schema.module) + "/" + name] = file.content;
            }
        return out;
    }
};

}  // namespace

std::unique_ptr<ledger::StateCheck> make_schema_check() { return std::make_unique<Check>(); }

}  // namespace hz::app
