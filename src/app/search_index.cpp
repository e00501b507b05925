// SPDX-License-Identifier: Apache-2.0
#include "app/search_index.hpp"

#include <set>

#include "cases/case_range.hpp"
#include "cases/case_store.hpp"
#include "cases/schema.hpp"
#include "ledger/subscription.hpp"
#include "storage/search.hpp"

namespace hz::app {
namespace {

constexpr std::size_t text_limit = 20'000;

void add_words(const Json& value, std::string& out) {
    if (out.size() > text_limit) return;
    if (const auto* text = value.if_string())
        out.append(text->data(), text->size()).append("\n");
    else if (const auto* array = value.if_array())
        for (const auto& item : *array) add_words(item, out);
    else if (const auto* object = value.if_object())
        for (const auto& member : *object) add_words(member.value(), out);
}

std::string words_of(const cases::Case& c) {
    std::string out = c.number + "\n" + c.applicant_name + "\n" + c.company_name + "\n";
    add_words(c.form, out);
    return out;
}

using Words = std::vector<std::pair<cases::CaseId, std::string>>;

using CaseIds = std::set<cases::CaseId>;

// Cases submitted one after the other have ids close together and are read by one question. What else lies among them
// (other nodes' cases that have no position yet) is passed over; what its limit cuts off is read by itself.
Words words_of(storage::Session& session, const CaseIds& submitted, CaseIds others) {
    Words out;
    if (!submitted.empty()) {
        others.insert(submitted.begin(), submitted.end());
        cases::each_case(session, *submitted.begin(), *submitted.rbegin(), 2 * submitted.size(),
                         [&](const cases::Case& c) {
                             if (others.erase(c.id) > 0) out.emplace_back(c.id, words_of(c));
                         });
    }
    for (const auto id : others)
        if (const auto c = cases::find_case(session, id)) out.emplace_back(id, words_of(*c));
    return out;
}

}  // namespace

std::size_t index_cases(ledger::Log& log, std::size_t limit) {
    const auto prepare = [](storage::Session& s,
                            const std::vector<ledger::Event>& events) -> Result<ledger::Subscription::Write> {
        CaseIds submitted, supplied;
        for (const auto& event : events) {
            const bool fresh = event.entry.type == "case_submitted";
            if (!fresh && event.entry.type != "case_supplied") continue;
            constexpr std::string_view prefix = "case:";
            const auto id = id_from_text<cases::CaseTag>(std::string_view(event.entry.stream).substr(prefix.size()));
            if (id) (fresh ? submitted : supplied).insert(*id);
        }
        return [words = words_of(s, submitted, std::move(supplied))](storage::Session& writer) -> Result<void> {
            for (const auto& [id, text] : words) storage::index_text(writer, cases::search_index, id.value, text);
            return {};
        };
    };
    const auto done = ledger::Subscription(log, "case_search").run(limit, prepare);
    return done ? *done : 0;
}

}  // namespace hz::app
