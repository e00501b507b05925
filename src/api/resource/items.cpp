// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "api/view/item_view.hpp"
#include "cases/errors.hpp"
#include "service/catalogue.hpp"
#include "service/prefill.hpp"
#include "service/self_check.hpp"

namespace hz::api {
namespace {

struct FindItems {
    struct Query {
        std::optional<Text<100>> q;
        std::optional<Text<60>> theme, agency, audience;
        std::optional<Text<100>> cursor;
        std::optional<int> limit;
    } query;
};
BOOST_DESCRIBE_STRUCT(FindItems::Query, (), (q, theme, agency, audience, cursor, limit))

struct ItemPath {
    struct Path {
        Text<100> code;
    } path;
};
BOOST_DESCRIBE_STRUCT(ItemPath::Path, (), (code))

struct ItemForm : ItemPath {
    struct Query {
        std::optional<Text<60>> company;
    } query;
};
BOOST_DESCRIBE_STRUCT(ItemForm::Query, (), (company))

template <std::size_t N>
std::string or_empty(const std::optional<Text<N>>& text) {
    return text ? text->value : std::string();
}

Result<ItemPage> find_items(Platform& p, storage::Session& s, const FindItems::Query& q) {
    const auto definitions = p.definitions.current();
    const auto directory = p.identity.directory.get(s);
    const auto limit = static_cast<std::size_t>(std::clamp(q.limit.value_or(20), 1, 100));
    const auto page = service::find_items(*definitions, {or_empty(q.q), or_empty(q.theme), or_empty(q.agency),
                                                         or_empty(q.audience), or_empty(q.cursor), limit});
    ItemPage out;
    for (const auto& item : page.items) out.items.push_back(item_summary(*item, *definitions, *directory));
    if (!page.next.empty()) out.next_cursor = page.next;
    return out;
}

// The guide with an ETag of its version: browsers and proxies keep it, and ask only whether it changed.
Result<Answer<Guide>> get_item(Platform& p, storage::Session& s, const Asked<ItemPath>& asked) {
    const auto definitions = p.definitions.current();
    const auto item = definitions->find("service", asked.path.code.value);
    if (!item) return refuse(cases::errors::no_such_type);
    const auto directory = p.identity.directory.get(s);
    const auto etag = "\"" + std::to_string(definitions->stamp()) + "-" + std::to_string(directory->version) + "\"";
    if (asked.caller.request->header("If-None-Match") == etag)
        return Answer<Guide>::instead(http::empty_response(304).header("ETag", etag));
    Answer<Guide> out(item_guide(*item, *definitions, *directory));
    out.header("ETag", etag).header("Cache-Control", "public, max-age=0, must-revalidate");
    return out;
}

struct ThemeList {
    struct Theme {
        std::string code;
        Words title;
        std::uint32_t count = 0;  // services
    };
    std::vector<Theme> items;
};
BOOST_DESCRIBE_STRUCT(ThemeList::Theme, (), (code, title, count))
BOOST_DESCRIBE_STRUCT(ThemeList, (), (items))

Result<ThemeList> list_themes(Platform& p) {
    ThemeList out;
    for (const auto& theme : service::themes(*p.definitions.current()))
        out.items.push_back(
            {theme.code, words_from(&theme.title, theme.code), static_cast<std::uint32_t>(theme.count)});
    return out;
}

struct ItemFormView {
    JsonObject schema;  // form-js
    JsonObject data;
    struct Source {
        std::string registry;
        Words registry_title;
        registry::RecordId record_id;
        Moment as_of;
    };
    std::map<std::string, Source> sources;  // by field
    struct Company {
        std::string id, name, credit_code;
    };
    std::vector<Company> companies;  // this person may apply for
};
BOOST_DESCRIBE_STRUCT(ItemFormView::Source, (), (registry, registry_title, record_id, as_of))
BOOST_DESCRIBE_STRUCT(ItemFormView::Company, (), (id, name, credit_code))
BOOST_DESCRIBE_STRUCT(ItemFormView, (), (schema, data, sources, companies))

Result<ItemFormView> get_form(Platform& p, storage::Session& s, const Asked<ItemForm>& asked) {
    const auto item = p.definitions.current()->find("service", asked.path.code.value);
    if (!item || !item->process) return refuse(cases::errors::not_online);
    auto filled = service::prefilled_form(s, *item, p.definitions, asked.actor(), or_empty(asked.query.company));
    if (!filled) return filled.error();
    ItemFormView out{std::move(filled->schema), std::move(filled->data), {}, {}};
    for (const auto& [field, source] : filled->sources)
        out.sources[field] = {source.registry, source.registry_title, source.record, moment(p, source.as_of)};
    for (const auto& company : filled->companies) out.companies.push_back({company.key, company.name, company.key});
    return out;
}

struct AskSelfCheck : ItemPath {
    struct Body {
        JsonObject answers;  // by name of the question
    } body;
};
BOOST_DESCRIBE_STRUCT(AskSelfCheck::Body, (), (answers))

struct SelfCheckForm {
    struct Choice {
        Json value;
        Words title;
    };
    struct Question {
        std::string name;
        Words title;
        std::string kind;  // text, number, boolean, date, time, date_time, other
        bool many = false;
        std::vector<Choice> choices;
    };
    std::optional<Words> note;
    std::vector<Question> questions;
};
BOOST_DESCRIBE_STRUCT(SelfCheckForm::Choice, (), (value, title))
BOOST_DESCRIBE_STRUCT(SelfCheckForm::Question, (), (name, title, kind, many, choices))
BOOST_DESCRIBE_STRUCT(SelfCheckForm, (), (note, questions))

struct SelfCheckResult {
    struct Line {
        Words label, value;
    };
    std::string tone;         // good, bad, open
    std::vector<Line> lines;  // empty: the rules give no answer for what was entered
};
BOOST_DESCRIBE_STRUCT(SelfCheckResult::Line, (), (label, value))
BOOST_DESCRIBE_STRUCT(SelfCheckResult, (), (tone, lines))

Result<SelfCheckForm> self_check_form(Platform& p, const std::string& code) {
    const auto item = p.definitions.current()->find("service", code);
    if (!item) return refuse(cases::errors::no_such_type);
    const auto questions = service::self_check_questions(*item);
    if (!questions) return questions.error();
    SelfCheckForm out;
    if (const auto* note = find(*find(item->body, "self_check"), "note")) out.note = words_from(note);
    for (const auto& one : *questions) {
        SelfCheckForm::Question question{
            one.field.name, one.title, std::string(rules::dmn::to_text(one.field.kind)), one.field.many, {}};
        for (const auto& choice : one.choices) question.choices.push_back({choice.value, choice.title});
        out.questions.push_back(std::move(question));
    }
    return out;
}

Result<SelfCheckResult> ask_self_check(Platform& p, const AskSelfCheck& asked) {
    const auto item = p.definitions.current()->find("service", asked.path.code.value);
    if (!item) return refuse(cases::errors::no_such_type);
    const auto today = moment(p, p.now()).text.substr(0, 10);
    const auto answer = service::self_check(*item, asked.body.answers, today);
    if (!answer) return answer.error();
    using Tone = service::SelfCheckTone;
    SelfCheckResult out{answer->tone == Tone::good ? "good" : answer->tone == Tone::bad ? "bad" : "open", {}};
    for (const auto& line : answer->lines) out.lines.push_back({line.label, line.value});
    return out;
}

}  // namespace

Routes item_routes(Platform& p) {
    const std::string open(public_permission);
    Routes routes;
    routes.push_back(read<FindItems, ItemPage>(
        p, {.pattern = "/api/v1/items", .permission = open, .operation_id = "find_items", .summary = "Find services"},
        [&p](storage::Session& s, const Asked<FindItems>& asked) { return find_items(p, s, asked.query); }));
    routes.push_back(
        read<NoInput, ThemeList>(p,
                                 {.pattern = "/api/v1/themes",
                                  .permission = open,
                                  .operation_id = "list_themes",
                                  .summary = "Themes with how many services each has"},
                                 [&p](storage::Session&, const Asked<NoInput>&) { return list_themes(p); }));
    routes.push_back(read<ItemPath, Guide>(
        p,
        {.pattern = "/api/v1/items/{code}",
         .permission = open,
         .operation_id = "get_item",
         .summary = "The whole guide of a service"},
        [&p](storage::Session& s, const Asked<ItemPath>& asked) { return get_item(p, s, asked); }));
    routes.push_back(read<ItemPath, SelfCheckForm>(
        p,
        {.pattern = "/api/v1/items/{code}/check",
         .permission = open,
         .operation_id = "get_self_check",
         .summary = "What the rules of a service ask before one applies"},
        [&p](storage::Session&, const Asked<ItemPath>& asked) { return self_check_form(p, asked.path.code.value); }));
    routes.push_back(read<AskSelfCheck, SelfCheckResult>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/items/{code}/check",
         .permission = open,
         .operation_id = "ask_self_check",
         .summary = "What the rules say to these answers; keeps nothing",
         .cost = 2},
        [&p](storage::Session&, const Asked<AskSelfCheck>& asked) { return ask_self_check(p, asked); }));
    routes.push_back(read<ItemForm, ItemFormView>(
        p,
        {.pattern = "/api/v1/items/{code}/form",
         .permission = std::string(signed_in),
         .operation_id = "get_item_form",
         .summary = "The application form, filled from the registers with the source of each field"},
        [&p](storage::Session& s, const Asked<ItemForm>& asked) { return get_form(p, s, asked); }));
    return routes;
}

}  // namespace hz::api
