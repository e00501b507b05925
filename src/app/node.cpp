// SPDX-License-Identifier: Apache-2.0
#include "app/node.hpp"

#include <algorithm>
#include <system_error>

#include "api/schema.hpp"
#include "app/check/pack_check.hpp"
#include "app/errors.hpp"
#include "app/search_index.hpp"
#include "cases/pack_calendar.hpp"
#include "cases/schema.hpp"
#include "document/schema.hpp"
#include "identity/crypto_secrets.hpp"
#include "identity/organisation.hpp"
#include "identity/schema.hpp"
#include "insight/schema.hpp"
#include "ledger/schema.hpp"
#include "pack/schema.hpp"
#include "registry/schema.hpp"
#include "service/licence_issue.hpp"
#include "service/schema.hpp"
#include "storage/migration.hpp"
#include "storage/search.hpp"

namespace hz {
std::span<const EmbeddedFile> builtin_packs();
}

namespace hz::app {
namespace {

Result<void> make_folder(const std::filesystem::path& folder) {
    std::error_code fault;
    std::filesystem::create_directories(folder, fault);
    if (fault) return refuse(errors::data_not_writable, {{"path", folder.string()}, {"reason", fault.message()}});
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, fault);
    return {};
}

Result<void> migrate_all(storage::Store& store) {
    if (auto done = storage::migrate(store, all_schemas()); !done) return done.error();
    auto made = store.write_wait([](storage::Session& s) -> Result<bool> {
        registry::create_indexes(s);
        storage::create_search(s, cases::search_index);
        return true;
    });
    if (!made) return made.error();
    return {};
}

std::vector<const Json*> bodies(const std::vector<pack::DefinitionPtr>& definitions) {
    std::vector<const Json*> out;
    for (const auto& d : definitions) out.push_back(&d->body);
    return out;
}

JsonArray copies(const std::vector<pack::DefinitionPtr>& definitions) {
    JsonArray out;
    for (const auto& d : definitions) out.push_back(d->body);
    return out;
}

std::vector<identity::Region> regions_of(const pack::Pack& pack) {
    std::vector<identity::Region> out;
    for (const auto& d : pack.definitions)
        if (d.kind == "region")
            out.push_back({d.code, std::string(get_text(d.body, "parent")), static_cast<int>(get_int(d.body, "level")),
                           identity::title_from(find(d.body, "name")), ""});
    std::ranges::stable_sort(out, {}, &identity::Region::level);
    return out;
}

JsonArray agencies_of(const pack::Pack& pack) {
    JsonArray out;
    for (const auto& d : pack.definitions)
        if (d.kind == "agency") out.push_back(d.body);
    return out;
}

// The first moment whose ids all come after this one.
Time moment_after(std::int64_t id) {
    std::int64_t low = 0, high = 3'700'000'000'000;  // 2087, before ids run out
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        const VirtualClock then(from_millis(middle));
        if (IdSource(then, 0).next() > id)
            high = middle;
        else
            low = middle + 1;
    }
    return from_millis(low);
}

}  // namespace

bool PackIdentifiers::is_valid(std::string_view scheme, std::string_view text) const {
    const auto schemes = current();
    if (!schemes) return true;
    const auto* found = schemes->find(scheme);
    return !found || schemes->check(scheme, pack::normalise(*found, text)).has_value();
}

void PackIdentifiers::replace(std::shared_ptr<const pack::Identifiers> schemes) {
    const std::lock_guard lock(mutex_);
    schemes_ = std::move(schemes);
}

std::shared_ptr<const pack::Identifiers> PackIdentifiers::current() const {
    const std::lock_guard lock(mutex_);
    return schemes_;
}

Node::Node(const NodeOptions& options, Clock& given) : clock(given), id_clock(given), ids(id_clock, options.node) {}

Node::~Node() {
    if (runner) runner->stop();
    if (store) store->close();
}

Result<std::unique_ptr<Node>> Node::open(const NodeOptions& options, Clock& clock) {
    if (auto made = make_folder(options.data); !made) return made.error();
    std::unique_ptr<Node> node(new Node(options, clock));
    if (auto started = node->start(options); !started) return started.error();
    return node;
}

Result<void> Node::start(const NodeOptions& options) {
    const auto url = options.db.empty() ? "sqlite:" + (options.data / "huizheng.db").string() : options.db;
    // A read on PostgreSQL mostly waits for another process, so more of them are under way at once.
    const bool far = url.starts_with("postgres");
    auto opened =
        storage::open({.url = url, .readers = far ? 5 * options.readers : options.readers, .lanes = options.lanes});
    if (!opened) return opened.error();
    store = std::move(*opened);
    if (auto migrated = migrate_all(*store); !migrated) return migrated.error();
    auto log = ledger::open_ledger(*store, {.keyring = options.data / "keyring.json", .suite = options.suite}, clock,
                                   ids, random);
    if (!log) return log.error();
    ledger = std::move(*log);
    if (auto seen = follow_ids(); !seen) return seen.error();
    secrets = identity::make_secrets(ledger->suite(), ledger->keyring().master, random);
    identity.reset(new identity::Context{clock, random, ids, *ledger, *secrets, directory, {}});
    registry.reset(new registry::Context{clock, ids, *ledger, registries});
    definitions = std::make_unique<pack::DefinitionCache>(*store);
    case_types = std::make_unique<cases::PackCaseTypes>(*definitions);
    const auto calendar_source = [this] { return calendar(); };
    cases = std::make_unique<cases::Cases>(*ledger, clock, ids, *case_types, calendar_source, &identifiers);
    staff = std::make_unique<cases::PresentStaff>(*identity);
    cases->give_to(*staff);
    auto issuer = std::make_shared<service::LicenceIssuer>(
        service::LicenceIssuer::Parts{*store, *registry, directory, *definitions, ledger->suite(),
                                      *ledger->keyring().signing, ids, clock, calendar_source, options.public_url});
    runner = std::make_unique<cases::Runner>(*store, *cases, clock,
                                             std::vector<std::shared_ptr<cases::JobHandler>>{std::move(issuer)});
    recount = std::make_unique<cases::Recount>(*store, *cases, clock);
    supervision = std::make_unique<insight::Supervision>(
        *ledger, *case_types, clock, ids,
        [this] {
            const std::lock_guard lock(calendar_mutex_);
            return supervision_rules_;
        },
        calendar_source);
    return options.activate ? activate() : Result<void>{};
}

Result<void> Node::follow_ids() {
    constexpr std::int64_t some = 100;  // of several nodes
    const auto last = store->read([this](storage::Session& s) -> Result<std::int64_t> {
        std::int64_t newest = 0;
        for (const auto& event : ledger->outlines(s, ledger->size(s) - some, some))
            newest = std::max(newest, event.id.value);
        return newest;
    });
    if (!last) return last.error();
    // A moment more: of the last entries some may not be in the tree yet.
    if (*last != 0) id_clock.not_before(moment_after(*last) + std::chrono::seconds(1));
    return {};
}

Result<void> Node::load_calendar() {
    const auto now = definitions->current();
    const auto setting = now->find("setting", "calendar");
    const auto hours = now->find("setting", "shifts");
    auto made = cases::make_calendar(copies(now->list("calendar")), setting ? setting->body : Json(),
                                     hours ? hours->body : Json());
    if (!made) return made.error();
    const std::lock_guard lock(calendar_mutex_);
    calendar_ = std::make_shared<const calendar::WorkingCalendar>(std::move(*made));
    return {};
}

Result<void> Node::load_supervision() {
    auto rules = std::make_shared<insight::Rules>();
    for (const auto& definition : definitions->current()->list("supervision")) {
        auto rule = insight::rule_from_json(definition->body);
        if (!rule) return rule.error();
        rules->push_back(std::move(*rule));
    }
    const std::lock_guard lock(calendar_mutex_);
    supervision_rules_ = std::move(rules);
    return {};
}

std::shared_ptr<const calendar::WorkingCalendar> Node::calendar() const {
    const std::lock_guard lock(calendar_mutex_);
    return calendar_;
}

Result<void> Node::activate() {
    if (auto read = definitions->refresh(); !read) return read.error();
    const auto now = definitions->current();
    auto roles = identity::RoleSet::load(copies(now->list("role")));
    if (!roles) return roles.error();
    directory.set_roles(std::move(*roles));
    auto schemes = pack::Identifiers::from_json(bodies(now->list("identifier")), bodies(now->list("code_list")));
    if (!schemes) return schemes.error();
    const auto shared = std::make_shared<const pack::Identifiers>(std::move(*schemes));
    identifiers.replace(shared);
    const auto check = [shared](std::string_view scheme, std::string_view text) { return shared->check(scheme, text); };
    if (auto loaded = registries.load(copies(now->list("registry")), check); !loaded) return loaded.error();
    if (auto loaded = load_supervision(); !loaded) return loaded;
    return load_calendar();
}

Result<void> Node::follow_definitions() {
    const auto stamp =
        store->read([](storage::Session& s) -> Result<std::int64_t> { return pack::definition_stamp(s); });
    if (!stamp) return stamp.error();
    if (*stamp == followed_ || *stamp == definitions->current()->stamp()) return {};
    followed_ = *stamp;
    return activate();
}

Result<void> Node::import(const std::vector<pack::Pack>& packs) {
    std::size_t wrong = 0;
    std::string first;
    for (const auto& finding : pack::check(packs))
        if (finding.severity == pack::Severity::error && wrong++ == 0)
            first = finding.file + " " + finding.place + ": " + finding.en;
    if (wrong > 0) return refuse(errors::pack_refused, {{"count", std::to_string(wrong)}, {"first", first}});
    for (const auto& pack : packs) {
        auto done = store->write_wait([&](storage::Session& s) -> Result<bool> {
            const auto now = clock.now();
            const auto imported = pack::import_pack(s, pack, now);
            if (!imported) return imported.error();
            ledger->append(s, entry_of_import(*ledger, pack, *imported, now));
            if (auto regions = identity::load_regions(s, *identity, regions_of(pack)); !regions) return regions.error();
            return true;
        });
        if (!done) return done.error();
        // Agencies name roles, which must be in force by then.
        if (auto active = activate(); !active) return active;
        auto agencies = store->write_wait(
            [&](storage::Session& s) { return identity::load_agencies(s, *identity, agencies_of(pack)); });
        if (!agencies) return agencies.error();
    }
    return {};
}

std::size_t Node::index_some(std::size_t limit) { return index_cases(*ledger, limit); }

std::vector<storage::Schema> all_schemas() {
    return {ledger::schema(), pack::schema(),    identity::schema(), registry::schema(), document::schema(),
            cases::schema(),  service::schema(), insight::schema(),  api::schema()};
}

Result<pack::Pack> builtin_pack(std::string_view id) {
    std::map<std::string, std::string> files;
    const auto prefix = std::string(id) + "/";
    for (const auto& file : builtin_packs())
        if (file.path.starts_with(prefix)) files.emplace(file.path.substr(prefix.size()), file.content);
    if (files.empty()) return refuse(errors::no_such_pack, {{"id", std::string(id)}});
    return pack::load_files(std::move(files));
}

Result<pack::Pack> load_pack(const std::string& folder_or_id) {
    if (std::filesystem::is_directory(folder_or_id)) return pack::load(folder_or_id);
    return builtin_pack(folder_or_id);
}

}  // namespace hz::app
