// SPDX-License-Identifier: Apache-2.0
#include "pack/layout.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "pack/csv.hpp"
#include "pack/finding.hpp"
#include "pack/process_calls.hpp"
#include "pack/rule_imports.hpp"
#include "pack/yaml.hpp"

namespace hz::pack {

namespace {

using Parts = std::vector<std::string_view>;

Parts split(std::string_view path) {
    Parts parts;
    for (std::size_t at = 0;;) {
        const auto end = path.find('/', at);
        parts.push_back(path.substr(at, end - at));
        if (end == std::string_view::npos) return parts;
        at = end + 1;
    }
}

std::string stem(std::string_view name) { return std::string(name.substr(0, name.find('.'))); }

class Layout {
  public:
    explicit Layout(Pack& pack) : pack_(pack) {}

    void read() {
        for (const auto& [path, content] : pack_.files) {
            path_ = &path;
            read_one(split(path), content);
        }
        std::ranges::stable_sort(pack_.definitions, {}, [](const Definition& d) { return std::pair(d.kind, d.code); });
    }

  private:
    void read_one(const Parts& at, const std::string& content) {
        if (at.size() == 1) return top(at[0], content);
        if (at.size() == 2 && at[0] == "calendar" && at[1].ends_with(".json")) return calendar(at[1], content);
        if (at.size() == 2 && at[1].ends_with(".yaml")) {
            if (at[0] == "codes") return single("code_list", at[1], content);
            if (at[0] == "settings") return single("setting", at[1], content);
            if (at[0] == "registries") return single("registry", at[1], content);
            if (at[0] == "supervision") return single("supervision", at[1], content);
            if (at[0] == "text") return text(at[1], content);
        }
        // Only called: they are kept in what calls them.
        if (at.size() == 2 && at[0] == "processes" && at[1].ends_with(".bpmn")) return;
        if (at[0] == "seed") return seed(at.back(), content);
        if (at.size() >= 3 && at[0] == "services") return folder("service", "item.yaml", at, content);
        if (at.size() >= 3 && at[0] == "events") return folder("event_type", "type.yaml", at, content);
        if (!is_prose(at.back())) report(warn(findings::unknown_file));
    }

    // Read by people, not by the program.
    static bool is_prose(std::string_view name) {
        return name.ends_with(".md") || name.ends_with(".txt") || name == "LICENSE";
    }

    void top(std::string_view name, const std::string& content) {
        if (name == "pack.yaml") return meta(content);
        if (name == "identifiers.yaml") return several("identifier", "identifiers", content);
        if (name == "roles.yaml") return several("role", "roles", content);
        if (name == "agencies.yaml") return several("agency", "agencies", content);
        if (name == "regions.csv") return regions(content);
        if (!is_prose(name)) report(warn(findings::unknown_file));
    }

    std::optional<Json> yaml(const std::string& content) {
        auto value = parse_yaml(content);
        if (value) return std::move(*value);
        report_error(value.error());
        return std::nullopt;
    }

    std::optional<Json> json(const std::string& content) {
        auto value = parse_json(content, {.bytes = 4 << 20, .depth = 64});
        if (value) return std::move(*value);
        report_error(value.error());
        return std::nullopt;
    }

    void add(std::string kind, std::string code, Json body, std::string source) {
        if (code.empty() || !body.is_object()) return report(fail(findings::no_code));
        if (pack_.find(kind, code) != nullptr) return report(fail(findings::repeated_code, {{"code", code}}));
        pack_.definitions.push_back({std::move(kind), std::move(code), std::move(body), std::move(source)});
    }

    void meta(const std::string& content) {
        auto body = yaml(content);
        if (!body) return;
        pack_.id = get_text(*body, "id");
        pack_.version = get_text(*body, "version");
        pack_.meta = *body;
        add("pack", pack_.id, std::move(*body), *path_);
    }

    void several(std::string_view kind, std::string_view list, const std::string& content) {
        const auto body = yaml(content);
        if (!body) return;
        if (body->if_object() == nullptr || find(*body, list) == nullptr || !find(*body, list)->is_array()) {
            return report(fail(findings::missing_member, {{"name", std::string(list)}}));
        }
        for (const auto& entry : get_array(*body, list)) {
            add(std::string(kind), std::string(get_text(entry, "code")), entry, *path_);
        }
    }

    void single(std::string_view kind, std::string_view name, const std::string& content) {
        auto body = yaml(content);
        if (!body) return;
        std::string code(get_text(*body, "code"));
        const bool other_name = kind != "code_list" && code != stem(name);
        if (!code.empty() && other_name)
            report(fail(findings::code_is_not_name, {{"code", code}, {"name", stem(name)}}));
        add(std::string(kind), std::move(code), std::move(*body), *path_);
    }

    void text(std::string_view name, const std::string& content) {
        auto body = yaml(content);
        if (body) add("text", stem(name), std::move(*body), *path_);
    }

    void calendar(std::string_view name, const std::string& content) {
        auto body = json(content);
        if (body) add("calendar", stem(name), std::move(*body), *path_);
    }

    void regions(const std::string& content) {
        auto rows = parse_csv(content);
        if (!rows) return report_error(rows.error());
        for (const auto& row : *rows) {
            const auto level_text = get_text(row, "level");
            std::int64_t level = 0;
            std::from_chars(level_text.data(), level_text.data() + level_text.size(), level);
            std::string code(get_text(row, "code"));
            JsonObject body{{"code", code},
                            {"parent", get_text(row, "parent")},
                            {"level", level},
                            {"name", {{"zh", get_text(row, "name_zh")}, {"en", get_text(row, "name_en")}}}};
            add("region", std::move(code), std::move(body), *path_);
        }
    }

    void seed(std::string_view name, const std::string& content) {
        if (name.ends_with(".csv")) {
            auto rows = parse_csv(content);
            if (!rows) return report_error(rows.error());
            pack_.seed[stem(name)] = std::move(*rows);
        } else if (name.ends_with(".yaml")) {
            auto body = yaml(content);
            if (body) pack_.seed[stem(name)] = std::move(*body);
        }
    }

    // services/<code>/... and events/<code>/...: one definition of several files.
    void folder(std::string_view kind, std::string_view main, const Parts& at, const std::string& content) {
        const std::string code(at[1]);
        if (at.size() == 3 && at[2] == main) {
            auto body = yaml(content);
            if (!body || !body->is_object()) return;
            const auto own = get_text(*body, "code");
            if (own != code) report(fail(findings::code_is_not_name, {{"code", std::string(own)}, {"name", code}}));
            merge(kind, code, std::move(body->as_object()));
        } else if (at.size() == 3 && at[2] == "form.json") {
            if (auto body = json(content)) merge(kind, code, {{"form", std::move(*body)}});
        } else if (at.size() == 3 && (at[2] == "process.bpmn" || at[2] == "rules.dmn")) {
            if (!is_utf8(content)) return report_error(refuse(hz::errors::not_utf8));
            merge(kind, code, {{at[2] == "rules.dmn" ? "dmn" : "bpmn", content}});
        } else if (at.size() == 4 && at[2] == "forms" && at[3].ends_with(".json")) {
            if (auto body = json(content)) merge(kind, code, {{"forms", {{stem(at[3]), std::move(*body)}}}});
        } else if (at.size() == 4 && at[2] == "templates" && at[3].ends_with(".yaml")) {
            if (auto body = yaml(content)) merge(kind, code, {{"templates", {{stem(at[3]), std::move(*body)}}}});
        } else if (at.size() == 4 && at[2] == "tests" && at[3].ends_with(".flow.yaml")) {
            if (auto body = yaml(content)) add("flow", code + "/" + stem(at[3]), std::move(*body), *path_);
        } else if (!(at.size() > 3 && (at[2] == "tests" || at[2] == "samples")) && !is_prose(at.back())) {
            report(warn(findings::unknown_file));
        }
    }

    void merge(std::string_view kind, const std::string& code, JsonObject members) {
        auto found = std::ranges::find_if(pack_.definitions,
                                          [&](const Definition& d) { return d.kind == kind && d.code == code; });
        if (found == pack_.definitions.end()) {
            const std::string root = kind == "service" ? "services/" : "events/";
            pack_.definitions.push_back({std::string(kind), code, JsonObject{}, root + code});
            found = std::prev(pack_.definitions.end());
        }
        auto& body = found->body.as_object();
        for (auto& member : members) {
            auto* there = body.if_contains(member.key());
            if (there != nullptr && there->is_object() && member.value().is_object()) {
                for (auto& inner : member.value().as_object())
                    there->as_object().insert_or_assign(inner.key(), inner.value());
            } else {
                body.insert_or_assign(member.key(), std::move(member.value()));
            }
        }
    }

    void report(Finding finding) {
        finding.pack = pack_.id;
        finding.file = *path_;
        pack_.problems.push_back(std::move(finding));
    }

    void report_error(const Error& error) {
        auto finding = from_error(error);
        const auto line = error.params.find("line");
        if (line != error.params.end()) finding.place = "line " + line->second;
        report(std::move(finding));
    }

    Pack& pack_;
    const std::string* path_ = nullptr;
};

}  // namespace

void read_definitions(Pack& pack) {
    Layout(pack).read();
    gather_rule_imports(pack);
    gather_process_calls(pack);
}

}  // namespace hz::pack
