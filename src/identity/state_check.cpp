// SPDX-License-Identifier: Apache-2.0
#include "identity/state_check.hpp"

#include "identity/state_check_parts.hpp"

namespace hz::identity {
namespace {

using ledger::StateFindings;

class Check final : public ledger::StateCheck {
  public:
    [[nodiscard]] std::vector<std::string_view> tables() const override {
        return {"person", "represents", "absence",         "person_skill", "account", "login_session",
                "post",   "agency",     "post_assignment", "delegation",   "region"};
    }
    [[nodiscard]] std::vector<ledger::NotCovered> not_covered() const override {
        return {
            {"identity_version", "", "只告诉缓存何时重读。", "Only tells caches when to read again."},
            {"login_session", "last_seen", "最近一次使用的时间，只会让会话更早或更晚过期。",
             "When it was last used: it only lets a session end sooner or later."},
        };
    }

    Result<void> rows(ledger::Log& log, StateFindings& out) override {
        if (auto done = checking::check_people(log, out); !done) return done;
        if (auto done = checking::check_accounts(log, out); !done) return done;
        auto posts = checking::check_staffing(log, out);
        if (!posts) return posts.error();
        posts_ = std::move(*posts);
        return checking::check_places(log, out);
    }

    void event(storage::Session& session, ledger::Log& log, const ledger::EventHead& head,
               StateFindings& out) override {
        const auto& entry = head.entry;
        const auto key = [&]() -> std::int64_t {
            return parse_id(std::string_view(entry.stream).substr(entry.stream.find(':') + 1)).value_or(0);
        };
        if (entry.type == "person_registered") {
            if (!session.row<std::int64_t>("select id from person where id = $1", key()))
                checking::check_person(session, log, {key()}, out);
        } else if (entry.type == "account_created") {
            if (!session.row<std::int64_t>("select id from account where id = $1", key()))
                checking::check_account(session, log, {key()}, out);
        } else if (entry.type == "post_assigned" || entry.type == "post_delegated") {
            const auto post = checking::post_of_stream(entry.stream);
            if (post && posts_.insert(*post).second) checking::check_post(session, log, *post, out);
        }
    }

  private:
    std::set<checking::PostKey> posts_;  // already looked at
};

}  // namespace

std::unique_ptr<ledger::StateCheck> make_state_check() { return std::make_unique<Check>(); }

}  // namespace hz::identity
