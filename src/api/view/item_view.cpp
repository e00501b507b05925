// SPDX-License-Identifier: Apache-2.0
#include "api/view/item_view.hpp"

#include "service/self_check.hpp"

namespace hz::api {
namespace {

std::optional<Words> words_at(const Json& body, std::string_view key) {
    const auto* value = find(body, key);
    return value ? std::optional(words_from(value)) : std::nullopt;
}

std::optional<std::string> text_at(const Json& body, std::string_view key) {
    const auto text = get_text(body, key);
    return text.empty() ? std::nullopt : std::optional(std::string(text));
}

std::optional<std::int64_t> days(const Json& body, std::string_view code) {
    for (const auto& limit : get_array(body, "limits"))
        if (get_text(limit, "code") == code) return get_int(limit, "number");
    return std::nullopt;
}

template <class T, class Read>
std::vector<T> each(const Json& body, std::string_view key, Read&& read) {
    std::vector<T> out;
    for (const auto& one : get_array(body, key)) out.push_back(read(one));
    return out;
}

std::vector<std::string> texts(const Json& body, std::string_view key) {
    std::vector<std::string> out;
    for (const auto& one : get_array(body, key))
        if (one.is_string()) out.emplace_back(one.get_string());
    return out;
}

std::vector<Coded> coded_list(const pack::Definitions& definitions, const Json& body, std::string_view key,
                              std::string_view list) {
    std::vector<Coded> out;
    for (const auto& code : texts(body, key)) out.push_back(coded(definitions, list, code));
    return out;
}

std::optional<Coded> coded_at(const pack::Definitions& definitions, const Json& body, std::string_view key) {
    const auto code = get_text(body, key);
    if (code.empty()) return std::nullopt;
    return coded(definitions, key == "level" ? "item_level" : key, code);
}

void add_summary(ItemSummary& out, const pack::CompiledDefinition& item, const pack::Definitions& definitions,
                 const identity::DirectoryView& directory) {
    const auto& body = item.body;
    out.code = item.code;
    out.title = words_from(find(body, "title"), item.code);
    const auto* agency = directory.agency(get_text(body, "agency"));
    out.agency = {std::string(get_text(body, "agency")), agency ? Words(agency->name) : same(get_text(body, "agency"))};
    out.kind = coded(definitions, "item_kind", get_text(body, "kind"));
    out.handling = get_text(body, "handling", "promised");
    out.promised_days = days(body, "promised");
    out.statutory_days = days(body, "statutory");
    out.guide_only = get_bool(body, "guide_only");
    out.online = item.process != nullptr && !out.guide_only;
    out.visits = get_int(body, "visits");
}

LegalBasis legal_basis(const Json& one) {
    return {words_from(find(one, "law")), words_at(one, "article"), words_at(one, "text")};
}

MaterialRule material(const Json& one) {
    MaterialRule out;
    out.code = get_text(one, "code");
    out.title = words_from(find(one, "title"), out.code);
    out.required = get_bool(one, "required");
    out.kind = get_text(one, "kind");
    out.source = words_at(one, "source");
    out.note = words_at(one, "note");
    out.shared_from = text_at(one, "shared_from");
    out.types = texts(one, "types");
    if (find(one, "max_mb")) out.max_mb = get_int(one, "max_mb");
    return out;
}

Fee fee(const Json& body) {
    const Json empty(JsonObject{});
    const auto* given = find(body, "fee");
    const auto& one = given ? *given : empty;
    Fee out{get_bool(one, "charged"),  words_at(one, "amount"), words_at(one, "basis"),
            words_at(one, "standard"), words_at(one, "note"),   {}};
    if (find(one, "online_payment")) out.online_payment = get_bool(one, "online_payment");
    return out;
}

Office office(const Json& body) {
    const auto* one = find(body, "office");
    if (!one) return {};
    return {words_at(*one, "place"), words_at(*one, "hours"), text_at(*one, "phone")};
}

GuideStep step(const Json& one) {
    return {std::string(get_text(one, "code")), words_from(find(one, "title")), get_int(one, "days"),
            words_at(one, "by"), words_at(one, "standard")};
}

GuideResult result(const Json& body) {
    const auto* one = find(body, "result");
    if (!one) return {};
    return {words_at(*one, "title"), words_at(*one, "sample"), words_at(*one, "delivery"), text_at(*one, "type")};
}

void add_procedure(Guide& out, const Json& body, const pack::Definitions& definitions) {
    const auto words = [](const Json& one) { return words_from(&one); };
    out.legal_basis = each<LegalBasis>(body, "legal_basis", legal_basis);
    out.limits = each<TimeLimit>(body, "limits", [&](const Json& one) {
        const auto title = coded(definitions, "limit", get_text(one, "code"));
        return TimeLimit{title.code, title.title, get_int(one, "number"), std::string(get_text(one, "unit")),
                         words_at(one, "legal_basis")};
    });
    out.special_procedures = each<Words>(body, "special_procedures", words);
    out.acceptance_conditions = each<Words>(body, "acceptance_conditions", words);
    out.rights = each<Words>(body, "rights", words);
    out.materials = each<MaterialRule>(body, "materials", material);
    out.steps = each<GuideStep>(body, "steps", step);
    out.faq = each<Question>(body, "faq", [](const Json& one) {
        return Question{words_from(find(one, "question")), words_from(find(one, "answer"))};
    });
}

}  // namespace

ItemLine item_summary(const pack::CompiledDefinition& item, const pack::Definitions& definitions,
                      const identity::DirectoryView& directory) {
    ItemLine out;
    add_summary(out, item, definitions, directory);
    out.themes = texts(item.body, "themes");
    return out;
}

Guide item_guide(const pack::CompiledDefinition& item, const pack::Definitions& definitions,
                 const identity::DirectoryView& directory) {
    const auto& body = item.body;
    Guide out;
    add_summary(out, item, definitions, directory);
    out.themes = coded_list(definitions, body, "themes", "theme");
    out.audience = coded_list(definitions, body, "audience", "audience");
    out.channels = coded_list(definitions, body, "channels", "channel");
    out.summary = words_at(body, "summary");
    out.basic_code = text_at(body, "basic_code");
    out.implementation_code = text_at(body, "implementation_code");
    out.level = coded_at(definitions, body, "level");
    out.agency_kind = coded_at(definitions, body, "agency_kind");
    out.handle_area = coded_at(definitions, body, "handle_area");
    add_procedure(out, body, definitions);
    out.fee = fee(body);
    out.visit_reason = words_at(body, "visit_reason");
    out.quantity_limit = words_at(body, "quantity_limit");
    out.remedies = words_at(body, "remedies");
    out.office = office(body);
    out.consult_phone = text_at(body, "consult_phone");
    out.complaint_phone = text_at(body, "complaint_phone");
    out.result = result(body);
    if (const auto* apply = find(body, "apply")) out.apply = GuideApply{text_at(*apply, "subject")};
    out.self_check = service::has_self_check(item);
    out.version = item.version;
    return out;
}

}  // namespace hz::api
