// SPDX-License-Identifier: Apache-2.0
#include "insight/state_check.hpp"

#include "insight/finding_store.hpp"

namespace hz::insight {

namespace {

using ledger::StateFindings;
using storage::Session;

constexpr std::string_view table = "insight_finding";
constexpr std::size_t rows_a_read = 200;

struct Row {
    std::int64_t id = 0, case_id = 0, answer_due = 0;
    std::string rule, agency, state, body;
};

std::vector<Row> rows_after(Session& session, std::int64_t after) {
    std::vector<Row> out;
    session.each<std::int64_t, std::int64_t, std::string, std::string, std::string, std::int64_t, std::string>(
        "select id, case_id, rule, agency, state, answer_due, body from insight_finding where id > $1 order by id "
        "limit "
        "$2",
        [&](std::int64_t id, std::int64_t case_id, std::string rule, std::string agency, std::string state,
            std::int64_t due, std::string body) {
            out.push_back({id, case_id, due, std::move(rule), std::move(agency), std::move(state), std::move(body)});
        },
        after, static_cast<std::int64_t>(rows_a_read));
    return out;
}

void check_row(Session& session, ledger::Log& log, const Row& row, StateFindings& out) {
    Finding told;
    bool any = false;
    bool erased = false;
    log.replay(session, stream_of(FindingId{row.id}), [&](const ledger::Event& event) {
        any = true;
        erased = erased || event.erased;
        apply(told, event.entry.type, event.entry.payload, event.entry.at);
    });
    const auto key = std::to_string(row.id);
    out.count(table);
    if (!any) return out.unexplained(table, key);
    ledger::RowCompare compare(out, table, key);
    compare.column("case_id", row.case_id, told.case_id.value)
        .column("rule", row.rule, told.rule)
        .column("agency", row.agency, told.agency);
    if (erased) return out.count_erased(table);
    compare.column("state", row.state, told.state)
        .column("answer_due", row.answer_due, to_millis(told.answer_due))
        .document_text("body", row.body, canonical_fields(told));
}

class Check final : public ledger::StateCheck {
  public:
    [[nodiscard]] std::vector<std::string_view> tables() const override { return {table}; }
    [[nodiscard]] std::vector<ledger::NotCovered> not_covered() const override {
        return {{"insight_watch", "", "监察何时再看一次办件，可以从办件重建。",
                 "When supervision looks at a case again; made from the cases."}};
    }
    Result<void> rows(ledger::Log& log, StateFindings& out) override {
        for (std::int64_t after = 0;;) {
            const auto more = log.store().read([&](Session& session) -> Result<bool> {
                const auto page = rows_after(session, after);
                for (const auto& row : page) {
                    after = row.id;
                    check_row(session, log, row, out);
                }
                return page.size() == rows_a_read;
            });
            if (!more) return more.error();
            if (!*more) return {};
        }
    }
    void event(Session& session, ledger::Log&, const ledger::EventHead& head, StateFindings& out) override {
        if (head.entry.type != "finding_found") return;
        const auto text = head.entry.stream.substr(head.entry.stream.find(':') + 1);
        const auto id = id_from_text<FindingTag>(text);
        if (id && !find_finding(session, *id)) out.missing(table, std::to_string(id->value));
    }
};

}  // namespace

std::unique_ptr<ledger::StateCheck> make_state_check() { return std::make_unique<Check>(); }

}  // namespace hz::insight
