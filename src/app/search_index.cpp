// SPDX-License-Identifier: Apache-2.0
#include "app/search_index.hpp"

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

}  // namespace

std::size_t index_cases(ledger::Log& log, std::size_t limit) {
    using Words = std::vector<std::pair<cases::CaseId, std::string>>;
    const auto prepare = [](storage::Session& s,
                            const std::vector<ledger::Event>& events) -> Result<ledger::Subscription::Write> {
        Words words;
        for (const auto& event : events) {
            if (event.entry.type != "case_submitted" && event.entry.type != "case_supplied") continue;
            constexpr std::string_view prefix = "case:";
            const auto id = id_from_text<cases::CaseTag>(std::string_view(event.entry.stream).substr(prefix.size()));
            if (const auto c = id ? cases::find_case(s, *id) : std::nullopt) words.emplace_back(*id, words_of(*c));
        }
        return [words = std::move(words)](storage::Session& writer) -> Result<void> {
            for (const auto& [id, text] : words) storage::index_text(writer, cases::search_index, id.value, text);
            return {};
        };
    };
    const auto done = ledger::Subscription(log, "case_search").run(limit, prepare);
    return done ? *done : 0;
}

}  // namespace hz::app
